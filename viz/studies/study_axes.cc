#include "viz/studies/study_axes.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/chart/number.h"
#include "sim/base/paired.h"

namespace enclosure::viz {

namespace {

void fit_range(StudyAxis& axis) {
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double value : axis.values) {
        if (!std::isfinite(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    if (low > high) low = high = 0;
    const double margin = low == high ? std::max(std::abs(low), 1.0) / 2 : 0;
    axis.low = low - margin;
    axis.high = high + margin;
}

StudyAxis factor_axis(const StudyData& study, std::size_t k) {
    const FactorColumn& factor = study.factors[k];
    StudyAxis axis{factor.column.title.empty() ? factor.column.id : factor.column.title, factor.column.unit, factor.column.levels};
    axis.factor = true;
    axis.number = k;
    for (const std::uint32_t point : study.point) axis.values.push_back(factor.column.values.at(point));
    fit_range(axis);
    return axis;
}

StudyAxis metric_axis(const StudyData& study, std::size_t k) {
    const OutcomeColumn& metric = study.metrics[k];
    StudyAxis axis{metric.title.empty() ? metric.id : metric.title, metric.unit};
    axis.number = k;
    axis.values = metric.values;
    fit_range(axis);
    return axis;
}

// The classes of a factor's values: its levels, its different values, or steps of equal width.
struct FactorClasses {
    std::vector<std::string> names;
    std::vector<std::size_t> of_point;
};

FactorClasses classes_of(const FactorColumn& factor, std::size_t most) {
    FactorClasses classes;
    const std::vector<double>& values = factor.column.values;
    if (factor.column.categorical()) {
        classes.names = factor.column.levels;
        for (const double value : values) classes.of_point.push_back(static_cast<std::size_t>(std::max(value, 0.0)));
        return classes;
    }
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (sorted.size() <= most) {
        for (const double value : sorted) classes.names.push_back(number_text(value));
        for (const double value : values)
            classes.of_point.push_back(static_cast<std::size_t>(std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin()));
        return classes;
    }
    const double low = sorted.front();
    const double width = (sorted.back() - low) / static_cast<double>(most);
    for (std::size_t i = 0; i < most; ++i)
        classes.names.push_back(number_text(low + (static_cast<double>(i) + 0.5) * width, {.digits = 2}));
    for (const double value : values) classes.of_point.push_back(std::min(most - 1, static_cast<std::size_t>((value - low) / width)));
    return classes;
}

}  // namespace

double StudyAxis::place(std::size_t run) const {
    const double value = values[run];
    return std::isfinite(value) ? (value - low) / (high - low) : not_defined;
}

double StudyAxis::value_at(double place) const {
    return low + place * (high - low);
}

std::vector<StudyAxis> study_axes(const StudyData& study, std::size_t first, std::size_t most) {
    std::vector<StudyAxis> axes;
    // A metric is always there, whatever the number of factors.
    for (std::size_t k = 0; k < study.factors.size() && axes.size() + 1 < most; ++k) axes.push_back(factor_axis(study, k));
    if (first < study.metrics.size()) axes.push_back(metric_axis(study, first));
    for (std::size_t k = 0; k < study.metrics.size() && axes.size() < most; ++k) {
        if (k != first) axes.push_back(metric_axis(study, k));
    }
    return axes;
}

std::vector<std::size_t> brushed_runs(const StudyData& study, const std::vector<StudyAxis>& axes,
                                      const std::vector<std::optional<AxisBrush>>& brushes, const std::vector<char>& shown) {
    std::vector<std::size_t> runs;
    for (std::size_t run = 0; run < study.runs(); ++run) {
        if (study.arm[run] < shown.size() && shown[study.arm[run]] == 0) continue;
        bool kept = true;
        for (std::size_t i = 0; i < std::min(axes.size(), brushes.size()) && kept; ++i) {
            if (!brushes[i]) continue;
            const double place = axes[i].place(run);
            kept = place >= brushes[i]->from && place <= brushes[i]->to;  // false for what is not defined
        }
        if (kept) runs.push_back(run);
    }
    return runs;
}

std::vector<char> one_arm(std::size_t arms, std::size_t arm) {
    std::vector<char> shown(arms, 0);
    shown.at(arm) = 1;
    return shown;
}

std::vector<std::size_t> thinned(const std::vector<std::size_t>& rows, std::size_t most) {
    if (rows.size() <= most) return rows;
    std::vector<std::size_t> some;
    some.reserve(most);
    for (std::size_t i = 0; i < most; ++i) some.push_back(rows[i * rows.size() / most]);
    return some;
}

double quantile_of(std::vector<double> values, double share) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) return not_defined;
    std::sort(values.begin(), values.end());
    const double at = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return values[below] + (at - static_cast<double>(below)) * (values[above] - values[below]);
}

StudyHeat study_heat(const StudyData& study, std::size_t factor_across, std::size_t factor_up, std::size_t metric,
                     const std::vector<std::size_t>& runs, std::size_t most_classes) {
    const FactorClasses across = classes_of(study.factors.at(factor_across), most_classes);
    const FactorClasses up = classes_of(study.factors.at(factor_up), most_classes);
    StudyHeat heat{across.names, up.names, {}, {}};
    const std::size_t cells = across.names.size() * up.names.size();
    heat.runs.resize(cells);
    std::vector<double> sums(cells, 0);
    std::vector<std::size_t> counts(cells, 0);
    for (const std::size_t run : runs) {
        const std::size_t point = study.point[run];
        const std::size_t cell = up.of_point[point] * across.names.size() + across.of_point[point];
        heat.runs[cell].push_back(run);
        const double value = study.metrics.at(metric).values[run];
        if (!std::isfinite(value)) continue;
        sums[cell] += value;
        ++counts[cell];
    }
    for (std::size_t i = 0; i < cells; ++i) heat.means.push_back(counts[i] == 0 ? not_defined : sums[i] / static_cast<double>(counts[i]));
    return heat;
}

}  // namespace enclosure::viz
