// Opens results of runs: a study to look at, a run file or a run of a study to be made again. They are read beside the window's thread
// (App::wake), so that the window goes on however large they are.
#pragma once

#include <cstddef>
#include <string>

#include "viz/app/app.h"

namespace enclosure::viz {

/// Opens a study's folder or file, which turns to the studies, or a run file, whose run then stands at its start in the live view. What is
/// wrong is kept in the state of the studies. `steps` are made at once, of a run.
void open_result(App& app, const std::string& path, std::size_t steps = 0);

/// Opens the scenario of that run of the study with its seed, in the live view.
void watch_run(App& app, std::size_t run);

/// Drops what is being read, for something else that was opened meanwhile; says so.
void forget_reading(App& app);

/// Takes over what has been read since. True if there is something new to draw.
bool take_results(App& app);

}  // namespace enclosure::viz
