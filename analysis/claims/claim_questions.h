// What a claim says, question by question, and what its runs answer: of each measure that predicts something, at each combination of
// conditions or, for a map, over them. The rules are those of the claim's kind, fixed in its file.
// Invariant: a function of the outcomes; verdicts come later, when all questions of all claims are there (claim_verdicts.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analysis/chart/number.h"
#include "analysis/claims/claim.h"
#include "analysis/claims/claim_outcomes.h"
#include "analysis/claims/ledger.h"

namespace enclosure {

/// All questions of the claim, with p-values and without verdicts.
std::vector<LedgerQuestion> claim_questions(const Claim& claim, const ClaimOutcomes& outcomes);

/// What one world says to a claim.
struct WorldAnswer {
    bool holds = false;   ///< every effect has the predicted sign, or the shape is there
    bool beyond = false;  ///< and by no less than what matters
};

/// Of one run of each cell; nothing where it is not defined, or where the claim asks for many runs: shares, two basins, choices between
/// arms.
std::optional<WorldAnswer> world_answer(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t run);

/// Whether world_answer() can say something of such a claim, and it predicts a sign.
bool has_world_answers(const Claim& claim);

/// How effects of a measure are shown: "+1.2 pp", "+3.1 month".
std::string effect_text(double effect, const std::string& unit, const std::string& series, bool with_sign = true);

/// "+1.2 pp (+1.0 to +1.4)".
std::string effect_with_interval(const LedgerQuestion& question, const std::string& series);

}  // namespace enclosure
