// Opens what the command line names.
#pragma once

#include "viz/app/app.h"
#include "viz/app/view_options.h"
#include "viz/panels/scenario_watch.h"

namespace enclosure::viz {

/// What is to be opened; throws ScenarioError for a `--set` that is none.
OpenedAs opened_as(const ViewOptions& options);

}  // namespace enclosure::viz
