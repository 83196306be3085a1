// A study: arms, which are scenarios; factors; the points at which they run; what is measured. A value, complete once it is loaded.
// Invariant: it is a function of the texts in StudyTexts alone, which a study's folder keeps, so that any process that opens the folder has
// the same study.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/scenario/load.h"
#include "sim/study/design_points.h"
#include "sim/study/factor.h"
#include "sim/study/keys/study_keys.h"
#include "sim/study/store/record.h"
#include "sim/study/study_function.h"
#include "sim/study/study_metric.h"
#include "sim/study/sweep.h"

namespace enclosure {

/// What a study is made of, as files of DIR/plan: path there, and text.
using StudyTexts = std::map<std::string, std::string>;

struct StudyArm {
    std::string id;
    std::string title;
    Scenario scenario;
    Places places;
    RunKey key;                       ///< of the scenario, the model and what is measured
    std::vector<bool> sets = {};      ///< of each factor: whether the arm has what it sets
    bool contradictable = false;      ///< whether any of these can contradict other values
    std::vector<std::string> events;  ///< paths of those that wait for a condition
};

struct Study {
    std::string id, title, question;
    std::string model;  ///< that makes its runs, see model_identity()
    std::int64_t seed = 1;
    StudyKeys keys;
    std::vector<StudyArm> arms;
    std::vector<Factor> factors;
    std::vector<double> values;         ///< point × factor; NaN: the scenario's own
    std::vector<std::uint64_t> worlds;  ///< of each point, see DesignPoints
    std::vector<std::uint64_t> block;   ///< of each point, see DesignPoints
    StudyMeasures measures;
    std::optional<StudyFunction> function;  ///< what runs in place of the model
    std::optional<Sweep> sweep;
    std::optional<SearchSettings> search;  ///< points are states of the world then, in which candidates are run
    std::vector<Diagnostic> warnings;
    StudyTexts texts;

    std::size_t points() const { return worlds.size(); }
    std::span<const double> point(std::size_t p) const { return std::span(values).subspan(p * factors.size(), factors.size()); }
};

/// Loads STUDY.toml with all that it extends, its policies and tables. Throws ScenarioError with every mistake.
Study load_study(const std::filesystem::path& file);

/// The study that texts of an earlier one make. Throws ScenarioError.
Study study_of(const StudyTexts& texts, const std::filesystem::path& folder);

/// The same study in that many worlds. Throws ScenarioError if its rules do not allow it.
Study with_replicates(const Study& study, std::int64_t number);

/// Whether the file has keys that only a study has. Throws ScenarioError if it cannot be parsed.
bool is_study_file(const std::filesystem::path& file);

}  // namespace enclosure
