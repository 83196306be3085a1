// A line with bands of quantiles around it: where most of the runs go, how far they stray, and single ones among them.
// Invariant: a gap in the values is a gap in the line and its bands; the widest band lies at the bottom, whatever the order given.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"
#include "analysis/chart/estimate.h"

namespace enclosure {

/// The values between which a share of the runs lies; one low and one high for each x.
struct FanBand {
    double share = 0.5;
    std::vector<double> low = {};
    std::vector<double> high = {};
};

struct FanSeries {
    std::string name = {};            ///< at the end of the line
    std::vector<double> middle = {};  ///< median or mean, one for each x
    std::vector<FanBand> bands = {};
    std::vector<std::vector<double>> runs = {};  ///< single runs, thin
    int colour = 0;
    int dash = 0;  ///< of the middle line: 0 solid, 1 to 3; give each series another
};

/// A line whose only band holds the interval of each of its values; `share` is their confidence.
FanSeries interval_line(const std::string& name, double share, std::span<const DotEstimate> values);

struct FanChart : Picture {
    ChartAxis x = {.kind = ScaleKind::time, .snug = true};
    ChartAxis y = {};
    std::vector<double> at = {};  ///< places on x: days since 1970-01-01 if x is time
    std::vector<FanSeries> series = {};
    std::string band_title = "of runs";  ///< what the shares of the bands are of: "of runs", or "interval" for intervals of a mean
    std::vector<EventMark> events = {};
    double height = 310;
};

/// The chart as an `<svg>` element. Without values, a picture that says so.
std::string fan_chart(const FanChart& chart);

/// Its data: a row for each x, with middle, low and high of each band, and each run, of each series.
std::string csv_of(const FanChart& chart);

}  // namespace enclosure
