// How often values occur: bars for one series, outlines for several.
// Invariant: every finite value is in exactly one bin, the last of which contains its upper end; all series share the bins. Others are
// counted in the caption.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/axes.h"

namespace enclosure {

struct HistogramSeries {
    std::string name = {};
    std::vector<double> values = {};
    int colour = 0;
};

struct HistogramChart : Picture {
    ChartAxis x = {};
    std::vector<HistogramSeries> series = {};
    std::vector<double> edges = {};     ///< rising; empty: histogram_edges()
    bool shares = false;                ///< shares of each series' values rather than counts
    std::vector<EventMark> marks = {};  ///< uprights with names: a threshold, a mean
    double height = 280;
};

/// Edges of bins for values: as wide as Freedman and Diaconis (1981) say, 2 · interquartile range / n^(1/3), rounded to 1, 2 or 5 times a
/// power of ten, some four to seventy bins; whole multiples of the width. On a logarithmic axis the same of the logarithms, not rounded.
std::vector<double> histogram_edges(const std::vector<double>& values, ScaleKind kind = ScaleKind::linear);

/// How many values lie in each bin: edges[k] <= value < edges[k + 1], in the last also the end.
std::vector<std::size_t> histogram_counts(const std::vector<double>& values, const std::vector<double>& edges);

/// The chart as an `<svg>` element.
std::string histogram_chart(const HistogramChart& chart);

/// Its data: a row for each bin: from, to, count of each series.
std::string csv_of(const HistogramChart& chart);

}  // namespace enclosure
