#include "viz/app/offscreen_loop.h"

#include <utility>

#include "viz/app/export.h"
#include "viz/app/frame.h"
#include "viz/app/offscreen_stage.h"
#include "viz/app/start.h"
#include "viz/script/driver.h"

namespace enclosure::viz {

void run_offscreen(const ViewOptions& options) {
    const Script script = options.script.empty() ? Script{} : read_script_file(options.script);
    OffscreenStage stage(options);
    if (!options.scenario.empty()) stage.open(opened_as(options));
    if (options.steps > 0) stage.until(options.steps);
    play(script, stage);
    if (!options.shot.empty()) stage.shot(options.shot);
}

}  // namespace enclosure::viz
