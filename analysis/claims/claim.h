// A claim of the debate as an experiment: what is run, what is measured, and how it is judged. A value, complete once it is loaded.
// Invariant: it is a function of the claim's file and of what that names; nothing in it depends on a run. Cells stand combination by
// combination of the conditions' levels (the last condition varies fastest), within each by arm; the first arm is the baseline.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "analysis/claims/claim_keys.h"
#include "sim/base/diagnostics.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

struct ClaimArm {
    std::string id, title;
    double at = 0;  ///< its place on the axis
};

struct ClaimMeasure {
    std::string id, title;
    std::string unit;              ///< of its value
    std::string text;              ///< of its own metric, "last_year of hhi from 2030-01-01": what a run records
    std::string series;            ///< path of its indicator
    std::optional<int> predicted;  ///< none: only reported
    double smallest = 0;           ///< in the unit, or a share of the baseline; 0: any
    bool relative = false;
    std::optional<std::size_t> max_of, plus, minus, per;  ///< other measures
    std::optional<std::size_t> along;                     ///< condition
    bool judged() const { return predicted && *predicted != 0; }
};

struct ClaimCell {
    Scenario scenario;
    std::string text;  ///< of all in it that makes runs: equal texts are equal runs
};

struct Claim {
    ClaimKeys keys;
    std::filesystem::path file;
    std::vector<ClaimArm> arms;
    std::vector<ClaimMeasure> measures;
    std::vector<ClaimCell> cells;
    std::set<std::string> sets;  ///< paths that its file sets, which no uncertainty may undo

    std::size_t combinations() const { return cells.size() / arms.size(); }
    /// Levels of a combination, one for each condition.
    std::vector<std::size_t> levels_of(std::size_t combination) const;
    /// "competition = weak, pace = slow"; empty without conditions.
    std::string combination_text(std::size_t combination) const;
    const std::string& level_title(std::size_t condition, std::size_t level) const;
    const std::string& condition_title(std::size_t condition) const;
    bool over_worlds() const { return keys.kind == ClaimKind::share && keys.rule.over == ShareOver::worlds; }
};

/// Reads a claim file. Nothing, and a report with every mistake, if it cannot be used.
std::optional<Claim> load_claim(const std::filesystem::path& file, Report& report);

/// The files, in the order given; reports ids that two of them have. Throws ScenarioError with every mistake of all of them.
std::vector<Claim> load_claims(const std::vector<std::filesystem::path>& files);

/// Files of the shipped claims, in the order of the debate: O1, O2, …, C1, …, B1, ….
std::vector<std::filesystem::path> shipped_claims();

}  // namespace enclosure
