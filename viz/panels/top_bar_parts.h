// What the top bar is made of: running and stopping, beginning anew, and what stands between.
#pragma once

#include <cstddef>
#include <memory>

#include "viz/app/app.h"
#include "viz/kit/ui.h"
#include "viz/panels/top_bar.h"

namespace enclosure::viz {

/// How the run stands in this frame.
struct RunSituation {
    SessionStatus status;
    std::shared_ptr<const Track> track;
    const StepRecord* record = nullptr;
    std::size_t changes = 0;
};

/// Reset, run, step and speed.
void draw_run_controls(Ui& ui, App& app, Rect group, const RunSituation& now);

/// Back to step 0, with the changes or without.
void reset_run(App& app, bool keep_changes);

/// Begins anew at once where nothing is lost; else the bubble asks. The key a second time means yes, the button no.
void ask_or_begin(Ui& ui, App& app, TopBarState::Asks what, bool by_key);
/// The bubble, below what was pressed.
void draw_begin_question(Ui& ui, App& app, TopBarState::Asks what, Rect anchor);

/// The seed and the button for the next one.
void draw_seed(Ui& ui, App& app, Rect& right, bool open);

}  // namespace enclosure::viz
