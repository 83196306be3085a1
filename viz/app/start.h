// Opens what the command line names.
#pragma once

#include "viz/app/app.h"
#include "viz/app/view_options.h"
#include "viz/panels/scenario_watch.h"

namespace enclosure::viz {

/// What is to be opened; throws ScenarioError for a `--set` that is none, and for changes of what is no scenario but the result of runs.
OpenedAs opened_as(const ViewOptions& options);

}  // namespace enclosure::viz
