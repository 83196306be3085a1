// What may be wrong with a law's parameters, in the order in which distribution.h has them.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/math.h"
#include "sim/study/distribution.h"
#include "sim/study/law_quantiles.h"

namespace enclosure {

namespace {

constexpr double largest_exponent = 1e6;  // up to which quantiles were measured

void expect_limits(const Distribution& d, std::vector<std::string>& mistakes) {
    if (!std::isfinite(d.min) || !std::isfinite(d.max)) {
        mistakes.emplace_back(fmt::format("{} needs min and max, both finite, not {} and {}.",
                                          names_of(d.law)[static_cast<std::size_t>(d.law)], d.min, d.max));
    }
    if (d.min >= d.max) mistakes.emplace_back(fmt::format("min must be below max, but {} is not below {}.", d.min, d.max));
    if (std::isfinite(d.min) && std::isfinite(d.max) && !std::isfinite(d.max - d.min)) {
        mistakes.emplace_back(fmt::format("max - min must be a number, which {} - {} is too large for.", d.max, d.min));
    }
}

void expect_mode(const Distribution& d, std::vector<std::string>& mistakes) {
    expect_limits(d, mistakes);
    if (!(d.mode >= d.min && d.mode <= d.max)) mistakes.emplace_back(fmt::format("mode must lie in [min, max], not at {}.", d.mode));
}

void expect_in(std::string_view name, double value, double least, double most, std::vector<std::string>& mistakes) {
    if (!(value > least && value <= most))
        mistakes.emplace_back(fmt::format("{} must be above {} and at most {}, not {}.", name, least, most, value));
}

void expect_positive(std::string_view name, double value, std::vector<std::string>& mistakes) {
    if (!(value > 0) || !std::isfinite(value)) mistakes.emplace_back(fmt::format("{} must be above 0, not {}.", name, value));
}

// Limits of a law of its own; `low` and `high` are their standard scores.
void expect_cut(const Distribution& d, double low, double high, std::vector<std::string>& mistakes) {
    if (std::isnan(d.min) || std::isnan(d.max)) mistakes.emplace_back("min and max must be numbers, or be left out.");
    if (d.min >= d.max) {
        mistakes.emplace_back(fmt::format("min must be below max, but {} is not below {}.", d.min, d.max));
    } else if (mistakes.empty() && !(normal_probability_between(low, high) > 1e-290)) {
        mistakes.emplace_back(fmt::format("The law has no probability to speak of between min = {} and max = {}.", d.min, d.max));
    }
}

void expect_normal(const Distribution& d, std::vector<std::string>& mistakes) {
    if (!std::isfinite(d.mean)) mistakes.emplace_back(fmt::format("mean must be a finite number, not {}.", d.mean));
    expect_positive("sd", d.sd, mistakes);
    expect_cut(d, (d.min - d.mean) / d.sd, (d.max - d.mean) / d.sd, mistakes);
}

void expect_lognormal(const Distribution& d, std::vector<std::string>& mistakes) {
    expect_positive("median", d.median, mistakes);
    if (!(d.spread > 1) || !std::isfinite(d.spread)) {
        mistakes.emplace_back(fmt::format("spread, the geometric standard deviation, must be above 1, not {}.", d.spread));
    }
    if (d.max <= 0) mistakes.emplace_back(fmt::format("max of lognormal must be above 0, not {}.", d.max));
    if (std::isfinite(d.min) && d.min < 0) mistakes.emplace_back(fmt::format("min of lognormal must be at least 0, not {}.", d.min));
    const double sd = math::log(d.spread);
    expect_cut(d, math::log(std::max(d.min, 0.0) / d.median) / sd, math::log(d.max / d.median) / sd, mistakes);
}

void expect_levels(const Distribution& d, std::vector<std::string>& mistakes) {
    if (d.levels == 0) mistakes.emplace_back("levels must be at least 1.");
    if (d.weights.empty()) return;
    if (d.weights.size() != d.levels) {
        mistakes.emplace_back(fmt::format("weights must have one number for each of {} levels, not {}.", d.levels, d.weights.size()));
    }
    double total = 0;
    for (const double weight : d.weights) {
        if (!(weight >= 0) || !std::isfinite(weight)) mistakes.emplace_back(fmt::format("A weight must be at least 0, not {}.", weight));
        total += weight;
    }
    if (total == 0) mistakes.emplace_back("One weight at least must be above 0.");
    if (std::isinf(total)) mistakes.emplace_back("The sum of weights must be a finite number.");
}

void expect_values(const Distribution& d, std::vector<std::string>& mistakes) {
    if (d.values.empty()) mistakes.emplace_back("empirical needs at least one value.");
    for (const double value : d.values) {
        if (!std::isfinite(value)) mistakes.emplace_back(fmt::format("A value must be a finite number, not {}.", value));
    }
}

}  // namespace

std::vector<std::string> mistakes_of(const Distribution& d) {
    std::vector<std::string> mistakes;
    switch (d.law) {
        case Law::uniform:
            expect_limits(d, mistakes);
            break;
        case Law::loguniform:
            expect_limits(d, mistakes);
            if (!(d.min > 0)) mistakes.emplace_back(fmt::format("min of loguniform must be above 0, not {}.", d.min));
            if (d.min > 0 && std::isfinite(d.max) && std::isinf(d.max / d.min)) {
                mistakes.emplace_back(fmt::format("max / min must be a number, which {} / {} is too large for.", d.max, d.min));
            }
            break;
        case Law::triangular:
        case Law::pert:
            expect_mode(d, mistakes);
            break;
        case Law::normal:
            expect_normal(d, mistakes);
            break;
        case Law::lognormal:
            expect_lognormal(d, mistakes);
            break;
        case Law::beta:
            expect_limits(d, mistakes);
            expect_in("a", d.a, 0, largest_exponent, mistakes);
            expect_in("b", d.b, 0, largest_exponent, mistakes);
            break;
        case Law::gamma:
            expect_in("shape", d.shape, 0, largest_exponent, mistakes);
            expect_positive("scale", d.scale, mistakes);
            break;
        case Law::poisson:
            expect_in("mean", d.mean, 0, largest_exponent, mistakes);
            break;
        case Law::bernoulli:
            if (!(d.probability >= 0 && d.probability <= 1)) {
                mistakes.emplace_back(fmt::format("probability must lie in [0, 1], not at {}.", d.probability));
            }
            break;
        case Law::levels:
            expect_levels(d, mistakes);
            break;
        case Law::empirical:
            expect_values(d, mistakes);
            break;
    }
    return mistakes;
}

}  // namespace enclosure
