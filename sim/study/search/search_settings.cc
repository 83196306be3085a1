#include "sim/study/search/search_settings.h"

#include <fmt/format.h>

#include <cmath>
#include <stdexcept>

namespace enclosure {

namespace {

bool lever_takes(const SearchLever& lever, double value) {
    if (lever.type == SearchLeverType::real) return lever.low <= value && value <= lever.high;
    if (value != std::floor(value)) return false;
    if (lever.type == SearchLeverType::whole) return lever.low <= value && value <= lever.high;
    return value >= 0 && value < static_cast<double>(lever.categories);
}

// Why a lever cannot be varied; empty if it can.
std::string lever_trouble(const SearchLever& lever) {
    constexpr double most = 4503599627370496;  // 2^52: up to there a half can be added to a whole number
    if (lever.type == SearchLeverType::category) {
        return lever.categories == 0 || lever.categories > (std::size_t{1} << 32) ? "needs at least one category" : "";
    }
    if (!std::isfinite(lever.low) || !std::isfinite(lever.high) || !(lever.low <= lever.high)) return "needs finite ends, low up to high";
    if (lever.type == SearchLeverType::real) return std::isfinite(lever.high - lever.low) ? "" : "has too wide a range";
    const bool whole = lever.low == std::floor(lever.low) && lever.high == std::floor(lever.high);
    return whole && -most < lever.low && lever.high < most ? "" : "needs whole numbers below 2^52 for ends";
}

bool in_unit_interval(double x) {
    return x >= 0 && x <= 1;
}

}  // namespace

void check_search(const SearchSettings& s) {
    std::string reasons;
    const auto expect = [&](bool holds, const std::string& reason) {
        if (!holds) reasons += (reasons.empty() ? "" : "\n") + reason;
    };
    expect(!s.levers.empty() && s.levers.size() <= 65536, "A search needs at least one lever, and at most 65536.");
    expect(!s.objectives.empty(), "A search needs at least one objective.");
    for (const SearchLever& lever : s.levers) {
        const std::string trouble = lever_trouble(lever);
        expect(trouble.empty(), fmt::format("Lever {} {}.", lever.id, trouble));
    }
    for (const SearchObjective& objective : s.objectives) {
        expect(objective.epsilon >= 0 && std::isfinite(objective.epsilon),
               fmt::format("The smallest difference that matters of objective {} must not be negative.", objective.id));
    }
    for (std::size_t i = 0; i < s.start.size(); ++i) {
        const std::vector<double>& point = s.start[i];
        expect(point.size() == s.levers.size(), fmt::format("Starting point {} needs a value for each lever.", i + 1));
        for (std::size_t k = 0; k < s.levers.size() && k < point.size(); ++k) {
            expect(lever_takes(s.levers[k], point[k]),
                   fmt::format("Lever {} cannot be {}, as in starting point {}.", s.levers[k].id, point[k], i + 1));
        }
    }
    constexpr std::size_t most = 1000000;
    expect(s.population >= 2 && s.population <= most, "A population has 2 to 1000000 members.");
    expect(s.start.size() <= s.population, "There are more starting points than the population has members.");
    expect(in_unit_interval(s.crossover_probability), "The probability of crossover must lie in 0 to 1.");
    expect(std::isnan(s.mutation_probability) || in_unit_interval(s.mutation_probability),
           "The probability of mutation must lie in 0 to 1.");
    expect(s.crossover_index >= 0 && s.crossover_index <= 1000, "The index of crossover must lie in 0 to 1000.");
    expect(s.mutation_index >= 0 && s.mutation_index <= 1000, "The index of mutation must lie in 0 to 1000.");
    expect(s.replicates >= 1, "A candidate needs at least one replicate.");
    expect(s.archive_replicates >= 1, "Members of the archive need at least one replicate.");
    expect(s.failed_share >= 0 && s.failed_share < 1, "The share of failed replicates must be at least 0 and below 1.");
    expect(s.injection > 0 && s.injection <= 1, "The archive's share after a restart must be above 0 and at most 1.");
    expect(s.least_population >= 2 && s.least_population <= s.most_population && s.most_population <= most,
           "After a restart a population has 2 to 1000000 members, least up to most.");
    if (!reasons.empty()) throw std::invalid_argument(reasons);
}

double mutation_probability(const SearchSettings& settings) {
    return std::isnan(settings.mutation_probability) ? 1 / static_cast<double>(settings.levers.size()) : settings.mutation_probability;
}

}  // namespace enclosure
