#include "analysis/emulator/prepared_set.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

double scaled_coordinate(const EmulatorInput& input, double value) {
    return input.categorical() ? value : (value - input.low) / (input.high - input.low);
}

bool is_level(const EmulatorInput& input, double value) {
    return value >= 0 && value < static_cast<double>(input.levels.size()) && value == std::floor(value);
}

// Which input has a value that cannot be, and why; nothing if all can.
void refuse_input_values(std::span<const EmulatorInput> inputs, std::span<const double> x, std::vector<std::string>& reasons) {
    const std::size_t d = inputs.size();
    for (std::size_t k = 0; k < d; ++k) {
        for (std::size_t i = k; i < x.size(); i += d) {
            const bool possible = inputs[k].categorical() ? is_level(inputs[k], x[i]) : std::isfinite(x[i]);
            if (possible) continue;
            reasons.push_back(inputs[k].categorical() ? fmt::format("{} of input {} is none of its {} levels, which count from 0.", x[i],
                                                                    inputs[k].id, inputs[k].levels.size())
                                                      : fmt::format("Input {} is not a finite number at point {}.", inputs[k].id, i / d));
            break;
        }
    }
}

void refuse_training_shape(const TrainingSet& set, std::vector<std::string>& reasons) {
    const std::size_t n = set.size();
    if (set.inputs.empty()) reasons.push_back("There are no inputs: vary something first.");
    for (const EmulatorInput& input : set.inputs) {
        if (!input.categorical() && !(std::isfinite(input.low) && std::isfinite(input.high) && input.low < input.high)) {
            reasons.push_back(
                fmt::format("Input {} has the range {} to {}: it needs a low end below its high end.", input.id, input.low, input.high));
        }
    }
    if (set.x.size() != n * set.inputs.size()) {
        reasons.push_back(
            fmt::format("{} values of {} inputs do not fit {} means of {}.", set.x.size(), set.inputs.size(), n, set.outcome));
    }
    if (!set.replicates.empty() && set.replicates.size() != n) {
        reasons.push_back(fmt::format("{} numbers of runs do not fit {} means of {}.", set.replicates.size(), n, set.outcome));
    }
    const bool repeated = std::any_of(set.replicates.begin(), set.replicates.end(), [](std::size_t r) { return r > 1; });
    if ((repeated || !set.variance.empty()) && set.variance.size() != n) {
        reasons.push_back(fmt::format("{} variances do not fit {} means of {}.", set.variance.size(), n, set.outcome));
    }
    if (!reasons.empty()) return;
    for (std::size_t i = 0; i < n; ++i) {
        if (!std::isfinite(set.mean[i])) continue;
        if (!set.replicates.empty() && set.replicates[i] == 0) {
            reasons.push_back(fmt::format("Point {} has a mean of {} of no runs.", i, set.outcome));
            break;
        }
        if (!set.replicates.empty() && set.replicates[i] > 1 && !(std::isfinite(set.variance[i]) && set.variance[i] >= 0)) {
            reasons.push_back(fmt::format("The variance of {} at point {} is {}: it must be 0 or more.", set.outcome, i, set.variance[i]));
            break;
        }
    }
}

void refuse_prepared_set(const TrainingSet& set, const PreparedSet& ready, std::vector<std::string>& reasons) {
    const std::size_t d = set.inputs.size();
    if (ready.size() == 0) {
        reasons.push_back(fmt::format("{} is not a finite number at any of the {} points.", set.outcome, set.size()));
        return;
    }
    if (ready.size() < d + 2) {
        reasons.push_back(
            fmt::format("{} different points with a finite {} are too few for {} inputs: at least {} are needed, and ten for each "
                        "input are advised.",
                        ready.size(), set.outcome, d, d + 2));
        return;
    }
    for (std::size_t k = 0; k < d; ++k) {
        double low = ready.coordinates[k];
        double high = low;
        for (std::size_t i = 0; i < ready.size(); ++i) {
            low = std::min(low, ready.coordinates[i * d + k]);
            high = std::max(high, ready.coordinates[i * d + k]);
        }
        if (low == high) {
            reasons.push_back(fmt::format("Input {} has one value at all points: leave it out, or vary it.", set.inputs[k].id));
        }
    }
}

}  // namespace

PreparedSet prepare(const TrainingSet& set) {
    std::vector<std::string> reasons;
    refuse_training_shape(set, reasons);
    if (reasons.empty()) refuse_input_values(set.inputs, set.x, reasons);
    if (!reasons.empty()) throw AnalysisError(reasons);
    const std::size_t d = set.inputs.size();
    const std::vector<double> all = scaled_points(set.inputs, set.x);
    std::vector<double> points;  // of those with a finite mean, as the next three
    std::vector<double> mean;
    std::vector<double> replicates;
    std::vector<double> squares;
    for (std::size_t i = 0; i < set.size(); ++i) {
        if (!std::isfinite(set.mean[i])) continue;
        const double r = set.replicates.empty() ? 1 : static_cast<double>(set.replicates[i]);
        points.insert(points.end(), all.begin() + static_cast<std::ptrdiff_t>(i * d),
                      all.begin() + static_cast<std::ptrdiff_t>((i + 1) * d));
        mean.push_back(set.mean[i]);
        replicates.push_back(r);
        squares.push_back(r > 1 ? set.variance[i] * (r - 1) : 0);
    }
    DifferentPoints different = different_points(points, d, mean, replicates, squares);
    PreparedSet ready;
    for (const std::size_t row : different.row) {
        for (std::size_t k = 0; k < d; ++k) ready.coordinates.push_back(points[row * d + k]);
    }
    ready.dropped = set.size() - mean.size();
    ready.merged = mean.size() - different.row.size();
    ready.mean = std::move(different.mean);
    ready.replicates = std::move(different.replicates);
    ready.squares = std::move(different.squares);
    refuse_prepared_set(set, ready, reasons);
    if (!reasons.empty()) throw AnalysisError(reasons);
    return ready;
}

std::vector<double> scaled_points(std::span<const EmulatorInput> inputs, std::span<const double> x) {
    const std::size_t d = inputs.size();
    std::vector<std::string> reasons;
    if (d == 0 || x.size() % d != 0) {
        reasons.push_back(fmt::format("{} values are no whole number of points of {} inputs.", x.size(), d));
    } else {
        refuse_input_values(inputs, x, reasons);
    }
    if (!reasons.empty()) throw AnalysisError(reasons);
    std::vector<double> out(x.size());
    for (std::size_t i = 0; i < x.size(); ++i) out[i] = scaled_coordinate(inputs[i % d], x[i]);
    return out;
}

std::vector<double> points_of_scaled(std::span<const EmulatorInput> inputs, std::span<const double> coordinates) {
    std::vector<double> out(coordinates.size());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const EmulatorInput& input = inputs[i % inputs.size()];
        out[i] = input.categorical() ? coordinates[i] : input.low + coordinates[i] * (input.high - input.low);
    }
    return out;
}

std::vector<std::uint8_t> categorical_marks(std::span<const EmulatorInput> inputs) {
    std::vector<std::uint8_t> marks;
    for (const EmulatorInput& input : inputs) marks.push_back(input.categorical() ? 1 : 0);
    return marks;
}

std::vector<double> coordinates_of_cube(std::span<const EmulatorInput> inputs, std::span<const double> u) {
    std::vector<double> out(u.begin(), u.end());
    for (std::size_t i = 0; i < out.size(); ++i) {
        const EmulatorInput& input = inputs[i % inputs.size()];
        if (!input.categorical()) continue;
        const auto levels = static_cast<double>(input.levels.size());
        out[i] = std::min(std::floor(u[i] * levels), levels - 1);
    }
    return out;
}

}  // namespace enclosure
