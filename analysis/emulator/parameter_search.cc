#include "analysis/emulator/parameter_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/data/analysis_draws.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

// Serials of the draws: starts count from 0, the choice of points is far from them.
constexpr std::uint64_t chosen_points_serial = std::uint64_t{1} << 40;

double mean_of_numbers(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double log_uniform(double low, double high, double u) {
    return math::log(low) + u * (math::log(high) - math::log(low));
}

std::vector<double> start_of_search(const ProcessData& data, std::uint64_t seed, std::size_t start) {
    const std::size_t d = data.inputs();
    const double root = std::sqrt(static_cast<double>(d));
    const auto draw = [&](std::size_t index) {
        return analysis_draws(seed, AnalysisDraw::emulator_start, start, static_cast<std::uint32_t>(index)).uniform();
    };
    std::vector<double> at(d + 1);
    for (std::size_t k = 0; k < d; ++k) at[k] = math::log(root) + (start == 0 ? math::log(0.5) : log_uniform(0.1, 2, draw(k)));
    at[d] = math::log(std::max(0.1, 1 - mean_of_numbers(data.known_noise)));
    if (data.estimate_noise) {
        const double guess = data.freedom > 0 ? math::log(std::max(data.squares / data.freedom, 1e-8)) : math::log(0.05);
        at.push_back(start == 0 || data.freedom > 0 ? guess : log_uniform(1e-3, 0.5, draw(d)));
    }
    return at;
}

// As many points as are wanted, drawn, in the order that they have.
std::vector<std::size_t> drawn_points(std::size_t n, std::size_t wanted, std::uint64_t seed) {
    std::vector<std::uint64_t> key(n);
    for (std::size_t i = 0; i < n; ++i) {
        key[i] = analysis_draws(seed, AnalysisDraw::emulator_start, chosen_points_serial, static_cast<std::uint32_t>(i)).bits();
    }
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key[a] < key[b]; });
    order.resize(wanted);
    std::sort(order.begin(), order.end());
    return order;
}

ProcessData part_of_data(const ProcessData& data, const std::vector<std::size_t>& rows) {
    ProcessData part = data;
    part.points.clear();
    part.trend = DenseMatrix(rows.size(), data.trend.columns);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::size_t row = rows[i];
        for (std::size_t k = 0; k < data.inputs(); ++k) part.points.push_back(data.points[row * data.inputs() + k]);
        for (std::size_t q = 0; q < data.trend.columns; ++q) part.trend(i, q) = data.trend(row, q);
        part.outcome[i] = data.outcome[row];
        part.known_noise[i] = data.known_noise[row];
        part.replicates[i] = data.replicates[row];
    }
    part.outcome.resize(rows.size());
    part.known_noise.resize(rows.size());
    part.replicates.resize(rows.size());
    return part;
}

struct SearchBounds {
    std::vector<double> low;
    std::vector<double> high;
};

SearchBounds search_bounds(const ProcessData& data) {
    SearchBounds bounds{std::vector<double>(data.inputs(), math::log(shortest_length)),
                        std::vector<double>(data.inputs(), math::log(longest_length))};
    bounds.low.push_back(math::log(least_variance));
    bounds.high.push_back(math::log(most_variance));
    if (data.estimate_noise) {
        bounds.low.push_back(math::log(least_noise));
        bounds.high.push_back(math::log(most_noise));
    }
    return bounds;
}

BoundedMinimum climb(const ProcessData& data, const std::vector<double>& start, std::size_t most_evaluations, const Threads& threads) {
    const SearchBounds bounds = search_bounds(data);
    const SmoothFunction minus_log_likelihood = [&](std::span<const double> at, std::span<double> gradient) {
        const double value = log_likelihood(data, at, gradient, threads);
        for (double& g : gradient) g = -g;
        return -value;
    };
    return bounded_minimum(minus_log_likelihood, start, bounds.low, bounds.high,
                           {.most_evaluations = most_evaluations, .gradient_tolerance = 1e-3, .value_tolerance = 1e-7});
}

}  // namespace

std::optional<FoundParameters> find_parameters(const ProcessData& data, const ParameterSearch& how, const Threads& threads) {
    const bool in_part = data.size() > how.points;
    const ProcessData part = in_part ? part_of_data(data, drawn_points(data.size(), how.points, how.seed)) : ProcessData{};
    const ProcessData& searched = in_part ? part : data;
    std::vector<BoundedMinimum> ends(std::max<std::size_t>(how.starts, 1));
    threads.for_each(ends.size(), [&](std::size_t start) {
        ends[start] = climb(searched, start_of_search(searched, how.seed, start), start_evaluations, threads);
    });
    FoundParameters found;
    std::size_t best = 0;
    for (std::size_t start = 0; start < ends.size(); ++start) {
        found.start_ends.push_back(-ends[start].value);
        found.evaluations += ends[start].evaluations;
        if (ends[start].value < ends[best].value) best = start;
    }
    if (!std::isfinite(ends[best].value)) {
        // Drawn points may lack a level that all points have.
        if (in_part) return find_parameters(data, {.starts = 1, .points = data.size(), .seed = how.seed}, threads);
        return std::nullopt;
    }
    BoundedMinimum end = ends[best];
    if (in_part) {
        end = climb(data, end.x, improving_evaluations, threads);
        found.evaluations += end.evaluations;
        if (!std::isfinite(end.value)) return std::nullopt;
    }
    found.parameters = parameters_of_logarithms(end.x, data.inputs(), data.estimate_noise);
    found.end = end.end;
    return found;
}

}  // namespace enclosure
