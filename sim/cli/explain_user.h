// A user's choice as text and as JSON, and how users are named.
#pragma once

#include <cstddef>
#include <string>

#include "sim/cli/explained_run.h"
#include "sim/run/explain_choice.h"

namespace enclosure::cli {

/// Row of users by `name`: a row number, counted from 0; or CELL:INDEX, the index in a cell, which is its row or
/// SEGMENT/REGION/DOMAIN. Throws UsageError if there is no such user.
std::size_t user_row(const std::string& name, const World& world);

std::string user_text(const ExplainedRun& run, const ChoiceExplanation& e, const World& world);
std::string user_json(const ExplainedRun& run, const ChoiceExplanation& e, const World& world);

}  // namespace enclosure::cli
