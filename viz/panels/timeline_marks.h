// Where the timeline has what: steps to places and back, and the marks of events, those that would lie on one another as one with a count.
// Free of drawing, so that it can be tested without a window.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "viz/kit/geometry.h"
#include "viz/panels/event_kinds.h"
#include "viz/session/track.h"

namespace enclosure::viz {

/// Steps 0 to `steps` over a strip of the window.
struct TimelineScale {
    Rect strip;
    std::size_t steps = 1;

    float place(double step) const { return strip.x + static_cast<float>(step / static_cast<double>(steps)) * strip.w; }
    /// The nearest step, within the strip's ends.
    std::size_t step_at(float x) const;
};

/// An event of the record, or several that are too near to one another.
struct EventMark {
    std::size_t step = 0;  ///< of the first
    std::size_t last = 0;
    EventClass kind = EventClass::market;  ///< of the weightiest: shock, incident, policy, market, release, strategy
    std::size_t count = 1;
    float x = 0;
};

/// An event by its step and class.
struct EventPoint {
    std::size_t step = 0;
    EventClass kind = EventClass::market;
};

/// All events of the records 1 to size - 1, in the order of steps.
std::vector<EventPoint> event_points(const Track& track, std::size_t size);

/// Marks that stand at least `apart` pixels from one another; every event is in exactly one.
std::vector<EventMark> collapse(std::span<const EventPoint> events, const TimelineScale& scale, float apart);

/// Seat shares of vendors by how open they are, of all seats that use a model; they add up to at most 1. None while nobody uses one.
struct SeatShares {
    double closed = 0, hybrid = 0, open = 0;
};
SeatShares seat_shares(const StepRecord& record);

/// A span of steps with one value of the indicator `regime`; the last one is still going on.
struct RegimeSpan {
    std::size_t first = 0, last = 0;
    int regime = 0;
};
std::vector<RegimeSpan> regime_spans(const Track& track, std::size_t size);

}  // namespace enclosure::viz
