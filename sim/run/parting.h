// Where two runs part, and what follows: both are made side by side and their states compared column by column, after every phase until
// the first difference, then after every step. Reads only: what is compared is what two plain runs would compute.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/phases/phase.h"
#include "sim/scenario/scenario.h"
#include "sim/world/world.h"

namespace enclosure {

/// A column of which two states hold different values, with the first rows that differ.
struct DifferentColumn {
    struct Row {
        std::string label;  ///< the agent, or the place in a table; empty for a single number
        std::string a, b;
    };
    std::string part;
    std::string column;
    std::size_t rows = 0;  ///< that differ; a row that only one state has differs
    std::size_t of = 0;    ///< rows of the longer column
    std::vector<Row> first;
};

/// All columns that differ, in the order of the parts; of each at most `shown` rows with their values. Compares bits.
std::vector<DifferentColumn> different_columns(const World& a, const World& b, std::size_t shown = 3);

/// A value that two scenarios, or the rules in force of two runs, have differently; a text is empty where one has none.
struct DifferentValue {
    std::string path, a, b;
};
std::vector<DifferentValue> different_values(const Scenario& a, const Scenario& b);

/// Populations of which rows are counted.
enum class Agents : std::uint8_t { users, developers, firms, models, count };
constexpr std::array<std::string_view, static_cast<std::size_t>(Agents::count)> names_of(Agents) {
    return {"users", "developers", "firms", "models"};
}

/// Rows of each population in which any column differs.
std::array<std::size_t, static_cast<std::size_t>(Agents::count)> different_rows(const World& a, const World& b);

/// A phase of the step in which the runs part, and the columns that are different after it and were not before.
struct PartedPhase {
    PhaseFacts phase;
    std::vector<DifferentColumn> columns;
};

struct Parting {
    std::optional<std::size_t> step = {};   ///< none: the states differ before the first step
    std::vector<DifferentValue> rules;      ///< in force in that step
    std::vector<DifferentColumn> at_start;  ///< columns that differ before the first step
    std::vector<PartedPhase> phases;        ///< the first is where the runs part; then those in which the difference spreads
};

/// The first step after which a population, or a firm, differs.
struct FirstDifference {
    std::size_t step = 0;
    Agents kind = Agents::users;
    std::size_t rows = 0;  ///< that differ after that step
    std::string who;       ///< the first of them, or the firm
    std::string what;      ///< its first column that differs, with both values
};

/// How far the runs are apart after a step.
struct Distance {
    std::size_t step = 0;
    std::array<std::size_t, static_cast<std::size_t>(Agents::count)> rows{};
    std::vector<std::pair<double, double>> indicators;  ///< of a and b, by PartingOptions::indicators
};

struct PartingOptions {
    int threads = 0;
    std::size_t steps_a = 0;  ///< steps that each run makes
    std::size_t steps_b = 0;
    std::vector<std::string> indicators = {};               ///< to follow after the parting
    std::function<bool(std::size_t step)> after_step = {};  ///< called after each; false stops
};

struct RunComparison {
    std::optional<Parting> parting;       ///< none: equal in all steps that were compared
    std::vector<FirstDifference> firsts;  ///< in the order of time; firms one by one
    std::vector<Distance> distances;      ///< at the step of the parting, then at longer and longer times, then at the end
    std::vector<std::uint64_t> hashes_a;  ///< state hash after each step
    std::vector<std::uint64_t> hashes_b;
};

/// Makes both runs and compares them in the steps that both have. The scenarios must begin on the same day and have steps of one length.
RunComparison compare_runs(const Scenario& a, const Scenario& b, const PartingOptions& options);

}  // namespace enclosure
