// A review of strategy as text and as JSON.
#pragma once

#include <string>

#include "sim/cli/explained_run.h"
#include "sim/run/explain_strategy.h"

namespace enclosure::cli {

/// `date` is the first day of the step of the review.
std::string firm_text(const ExplainedRun& run, const StrategyExplanation& e, const std::string& date);
std::string firm_json(const ExplainedRun& run, const StrategyExplanation& e, const std::string& date);

}  // namespace enclosure::cli
