// Samples of inputs and functions whose sensitivity indices are known, for the tests of analyses of given data.
#pragma once

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/columns.h"

namespace enclosure::test {

/// Fractional parts of i × step, i = 1 … n: even, and the same in every language.
inline std::vector<double> fractions(std::size_t n, double step) {
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) {
        const double turned = static_cast<double>(i + 1) * step;
        values[i] = turned - std::floor(turned);
    }
    return values;
}

inline constexpr double golden = 0.6180339887498949;
inline constexpr double of_root_2 = 0.41421356237309515;
inline constexpr double of_root_3 = 0.7320508075688772;

/// Independent uniform values.
inline std::vector<double> uniforms(std::size_t n, std::uint64_t seed, std::uint32_t which) {
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i) values[i] = analysis_draws(seed, AnalysisDraw::emulator_points, i, which).uniform();
    return values;
}

inline InputColumn numbers(std::string id, std::vector<double> values) {
    return {.id = std::move(id), .values = std::move(values)};
}

inline OutcomeColumn outcome_of(std::vector<double> values) {
    return {.id = "y", .values = std::move(values)};
}

/// Ishigami's function of three values in (0, 1), which are stretched to (-π, π).
inline double ishigami(double u1, double u2, double u3, double a = 7, double b = 0.1) {
    const double x1 = M_PI * (2 * u1 - 1), x2 = M_PI * (2 * u2 - 1), x3 = M_PI * (2 * u3 - 1);
    return std::sin(x1) + a * std::sin(x2) * std::sin(x2) + b * x3 * x3 * x3 * x3 * std::sin(x1);
}

struct Sample {
    std::vector<InputColumn> inputs = {};
    OutcomeColumn outcome = {};
};

/// `count` independent uniform inputs and a function of the first ones.
template <class Function>
Sample uniform_sample(std::size_t n, std::size_t count, std::uint64_t seed, Function function) {
    Sample sample;
    for (std::size_t k = 0; k < count; ++k) {
        const auto which = static_cast<std::uint32_t>(k);
        sample.inputs.push_back(numbers("x" + std::to_string(k + 1), uniforms(n, seed, which)));
    }
    std::vector<double> y(n);
    for (std::size_t i = 0; i < n; ++i) y[i] = function([&](std::size_t k) { return sample.inputs[k].values[i]; });
    sample.outcome = outcome_of(std::move(y));
    return sample;
}

inline Sample ishigami_sample(std::size_t n, std::uint64_t seed, double a = 7, double b = 0.1) {
    return uniform_sample(n, 3, seed, [a, b](auto x) { return ishigami(x(0), x(1), x(2), a, b); });
}

/// Ishigami's function on the even sequences above.
inline Sample even_ishigami_sample(std::size_t n) {
    Sample sample{{numbers("x1", fractions(n, golden)), numbers("x2", fractions(n, of_root_2)), numbers("x3", fractions(n, of_root_3))},
                  {}};
    std::vector<double> y(n);
    for (std::size_t i = 0; i < n; ++i) y[i] = ishigami(sample.inputs[0].values[i], sample.inputs[1].values[i], sample.inputs[2].values[i]);
    sample.outcome = outcome_of(std::move(y));
    return sample;
}

}  // namespace enclosure::test
