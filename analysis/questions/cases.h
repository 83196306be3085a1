// Which runs are the cases of interest that scenario discovery explains: by a level of an outcome, by satisficing, or because they failed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/questions/scope.h"

namespace enclosure {

/// What a point is whose replicates differ: the share of them that are cases (regression on the share); a case if their mean is; a case if
/// at least `majority` of them are. The choice is part of the answer.
enum class CaseOf : std::uint8_t { share, mean, majority };

constexpr std::array<std::string_view, 3> names_of(CaseOf) {
    return {"share", "mean", "majority"};
}

struct CaseRule {
    std::optional<double> above = {};  ///< cases are runs with the outcome at or above
    std::optional<double> below = {};  ///< … at or below; with neither, runs that do not reach the metric's satisficing level
    bool failed_runs = false;          ///< instead, runs that failed or have no value: where does the model break?
    bool undefined_is_case = false;    ///< a run without a value counts as a case; otherwise its point is left out
    CaseOf of = CaseOf::share;
    double majority = 0.5;
};

struct Cases {
    std::string what;                 ///< "hhi at or above 0.3"
    std::vector<InputColumn> inputs;  ///< over the points that are left
    std::vector<double> share;        ///< of each, 0 to 1
    std::vector<std::size_t> point;
    std::vector<std::uint64_t> block;
    double sum = 0;           ///< of shares
    std::size_t dropped = 0;  ///< points without a value
    bool whole() const;       ///< whether every share is 0 or 1
};

/// Throws AnalysisError: no level to tell cases by, no point left, none or only cases.
Cases cases_of(const StudyData& study, const OutcomeChoice& choice, const CaseRule& rule);

}  // namespace enclosure
