// What a ledger says of a verdict in words, the same in every form of it.
#pragma once

#include <string>
#include <string_view>

#include "analysis/claims/ledger.h"

namespace enclosure {

/// "supported", …
std::string_view name_of(ClaimVerdict verdict);

/// Whether a question is one of a share of worlds, against a level.
bool is_share(const LedgerClaim& claim, const LedgerQuestion& question);

/// In what way a contradicted question is: "reversed", "no effect of interest", "reversed, or too small to matter"; of shares "on the other
/// side of the level", of shapes "the shape is not there". By its interval, seen in the predicted direction, and the smallest effect that
/// matters.
std::string_view contradiction(const LedgerClaim& claim, const LedgerQuestion& question);

/// The verdict of a claim; if it is contradicted and all its contradicted questions are in one way, with that in brackets.
std::string verdict_words(const LedgerClaim& claim);

/// What there is to say beside the verdict, each sentence after a blank: where it holds, if that is not plain from the verdict, and in how
/// many worlds.
std::string in_words(const LedgerClaim& claim);

/// What the claim's first judged question found (the first of all, if none is judged): title and effect with its interval, and of how many
/// questions it is one.
std::string main_finding(const LedgerClaim& claim);

}  // namespace enclosure
