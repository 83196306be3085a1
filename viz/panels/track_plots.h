// Charts of a world's record: an indicator, the market by firm, the frontiers. Values of the other world, if there is one, are dashed.
// Invariant: every number is of a StepRecord; nothing is smoothed or filled in.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "viz/panels/openness.h"
#include "viz/plot/plot.h"
#include "viz/plot/time_axis.h"
#include "viz/session/track.h"

namespace enclosure::viz {

/// Days of all steps of the track, those to come included.
TimeAxis time_axis_of(const Track& track);

/// Values of an indicator of the world at each step that is there.
std::vector<double> world_series(const Track& track, std::size_t indicator);

/// The step from which on two series differ, or their length.
std::size_t first_difference(const std::vector<double>& a, const std::vector<double>& b);

/// The last value up to a step that is defined; NaN if none is.
double last_defined(const std::vector<double>& values, std::size_t step);

/// What charts of one frame share.
struct PlotContext {
    const Theme& theme;
    const TimeAxis& axis;
    const Track& track;
    const Track* other = nullptr;          ///< world B
    std::size_t shown = 0;                 ///< step
    std::optional<double> crosshair = {};  ///< step
    std::size_t end = 0;                   ///< step at the right end, of which tags speak
    std::vector<PlotUpright> uprights = {};
};

/// An indicator of the world in that colour.
Plot indicator_plot(const PlotContext& context, std::size_t indicator, Colour colour);

/// The colour of an indicator's line where it stands alone: by what it is about.
Tone indicator_tone(std::string_view name);

/// Seats by firm, firms of one openness beside one another. Firms that never had a hundredth are added up.
Plot share_plot(const PlotContext& context);

/// Best closed and best open score, with the time by which the open one lags at the shown step.
Plot frontier_plot(const PlotContext& context);

/// Share of seats of a step by openness: closed, hybrid, open.
struct OpennessShares {
    double closed = 0, hybrid = 0, open = 0;
};
OpennessShares shares_of(const StepRecord& record);

/// The step that the context asks for: under the crosshair, else the shown one; held to what is there.
std::size_t asked_step(const PlotContext& context);

}  // namespace enclosure::viz
