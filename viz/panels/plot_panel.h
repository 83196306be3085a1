// What panels with charts share: one frame's context, the pointer over all of them, and saving one as a file.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viz/app/app.h"
#include "viz/app/export.h"
#include "viz/panels/track_plots.h"
#include "viz/plot/plot_files.h"
#include "viz/plot/pointer.h"

namespace enclosure::viz {

/// The tracks that are looked at, held while a frame is drawn.
struct LookedAt {
    std::shared_ptr<const Track> a, b;  ///< b is null while there is one world
    TimeAxis axis;
    std::size_t shown = 0;  ///< step
};

/// Nothing while nothing is open.
std::optional<LookedAt> looked_at(const App& app);

/// Days that charts show: what is zoomed to, else all that is there, at least a year.
Extent shown_days(const App& app, const LookedAt& at);

/// The last step of world A that these days hold.
std::size_t end_step(const App& app, const LookedAt& at);

/// The lines at which rules were changed.
std::vector<PlotUpright> change_uprights(const Ui& ui, const App& app, const LookedAt& at, bool named);

PlotContext plot_context(const Ui& ui, const App& app, const LookedAt& at);

/// Takes over what the pointer did on a chart: the crosshair and the zoom.
void apply_pointer(App& app, const LookedAt& at, const PointerOnPlot& pointer);

/// "May 2033", and "step 112 of 180".
std::string moment_title(const LookedAt& at, double step);

/// Where the picture comes from.
Stamp stamp_of(const App& app, const LookedAt& at);

}  // namespace enclosure::viz
