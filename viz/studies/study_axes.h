// The runs of a study as rows and what they have as axes: factors first, then metrics. Which rows are looked at is what brushes on the axes
// leave. Free of drawing. Invariant: places on an axis lie between 0, its low end, and 1; what is not defined has none.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "analysis/data/study_data.h"

namespace enclosure::viz {

struct StudyAxis {
    std::string title, unit;
    std::vector<std::string> levels = {};  ///< of categories
    std::vector<double> values = {};       ///< of each run
    double low = 0, high = 1;
    bool factor = false;
    std::size_t number = 0;  ///< of the factor or the metric

    /// NaN if it has none.
    double place(std::size_t run) const;
    double value_at(double place) const;
};

/// At most `most` axes: factors, then the metric `first`, then the other metrics.
std::vector<StudyAxis> study_axes(const StudyData& study, std::size_t first, std::size_t most);

/// What is brushed on an axis: from and to, as places.
struct AxisBrush {
    double from = 0, to = 1;
};

/// Runs that every brush holds; all if there is none. `shown` says which arms count.
std::vector<std::size_t> brushed_runs(const StudyData& study, const std::vector<StudyAxis>& axes,
                                      const std::vector<std::optional<AxisBrush>>& brushes, const std::vector<char>& shown);

/// That of so many arms that one alone counts.
std::vector<char> one_arm(std::size_t arms, std::size_t arm);

/// At most `most` of the rows, evenly taken; the same for the same rows.
std::vector<std::size_t> thinned(const std::vector<std::size_t>& rows, std::size_t most);

/// The value below which that share of the sorted defined values lies, linear between two; NaN of none.
double quantile_of(std::vector<double> values, double share);

/// Two factors as rows and columns, and the mean of a metric over the runs of an arm in each cell.
struct StudyHeat {
    std::vector<std::string> columns, rows;      ///< names of levels or of classes of values
    std::vector<double> means;                   ///< row × column; NaN where no run is
    std::vector<std::vector<std::size_t>> runs;  ///< of each cell
};

/// Numbers with more than `most_classes` different values are put into that many classes of equal width.
StudyHeat study_heat(const StudyData& study, std::size_t factor_across, std::size_t factor_up, std::size_t metric,
                     const std::vector<std::size_t>& runs, std::size_t most_classes = 12);

}  // namespace enclosure::viz
