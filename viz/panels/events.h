// The log of what happened up to the step that is shown, newest first, by kind and by search; a click goes to the month.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "viz/app/app.h"
#include "viz/panels/event_kinds.h"

namespace enclosure::viz {

/// An event of a record: which, and of which class.
struct LoggedEvent {
    std::size_t step = 0;
    std::size_t entry = 0;  ///< of StepRecord::events
    EventClass kind = EventClass::market;
};

struct EventsState {
    std::array<bool, event_class_count> hidden{};  ///< kinds that are turned off
    std::string search;
    bool searching = false;
    // What was worked out of the track, until something changes.
    std::shared_ptr<const Track> track;
    std::size_t shown = 0;
    std::string searched;
    std::array<bool, event_class_count> hid{};
    std::vector<LoggedEvent> rows;
    std::array<std::size_t, event_class_count> counts{};  ///< of all events up to the step
};

/// Events up to the step that are not hidden and hold the words, newest first; `counts` of all, hidden or not.
std::vector<LoggedEvent> logged_events(const Track& track, std::size_t step, const std::array<bool, event_class_count>& hidden,
                                       std::string_view words, std::array<std::size_t, event_class_count>& counts);

void draw_events(Ui& ui, App& app, Rect rect);

}  // namespace enclosure::viz
