// What all questions to a study have in common: which outcomes they are about, and how sure their intervals are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/answer/answer.h"
#include "analysis/data/point_outcomes.h"
#include "analysis/data/study_data.h"
#include "analysis/statistics/bootstrap.h"
#include "sim/base/parallel.h"

namespace enclosure {

struct Scope {
    std::vector<OutcomeChoice> outcomes;  ///< at least one
    double confidence = 0.95;
    std::uint64_t seed = 0;       ///< of resamples and whatever else is drawn
    std::size_t resamples = 100;  ///< of bootstraps
};

/// What the user names, by id; empty lists mean all metrics, and the first arm alone.
struct ScopeNames {
    std::vector<std::string> metrics = {};
    std::string arm = {};
    std::string against = {};
    double confidence = 0.95;
    std::uint64_t seed = 0;
    std::size_t resamples = 100;
};

/// Throws AnalysisError with all names that are none, and for a confidence outside (0, 1).
Scope scope_of(const StudyData& study, const ScopeNames& names);

/// Options of a bootstrap as the scope has them, of whatever kind the method prefers.
BootstrapOptions bootstrap_of(const Scope& scope, IntervalKind kind);

/// "0.313 (0.301 to 0.325)": a number with its interval, in words.
std::string with_interval(double value, double low, double high, int digits = 3);

/// "95 %" of 0.95.
std::string percent_text(double share);

/// The same to a tenth of a per cent.
std::string rough_percent_text(double share);

/// "a", "a and b", "a, b and c".
std::string listed(const std::vector<std::string>& names);

/// An id for a figure from any text: letters, digits and hyphens.
std::string figure_id(std::string_view text);

/// Settings that every answer states: study, arm, confidence, failures and points dropped.
std::vector<std::pair<std::string, std::string>> common_settings(const StudyData& study, const Scope& scope);

/// Adds warnings about what is missing from the study, once for all answers.
void warn_of_holes(const StudyData& study, std::vector<std::string>& warnings);

/// A factor's title with its unit, for axes and captions: "Adjustment of prices, per year".
std::string factor_label(const FactorColumn& factor);

/// A metric's title with its unit.
std::string metric_label(const OutcomeColumn& metric);

}  // namespace enclosure
