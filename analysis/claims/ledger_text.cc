#include <fmt/format.h>

#include <algorithm>

#include "analysis/answer/answer.h"
#include "analysis/claims/ledger.h"
#include "analysis/claims/ledger_words.h"

namespace enclosure {

namespace {

std::string error_sentence(const ClaimLedger& ledger) {
    return fmt::format(
        "{} questions are judged together: the chance that any of them is called supported or contradicted wrongly is at most {:g} (Holm "
        "1979).",
        ledger.questions, ledger.alpha);
}

}  // namespace

std::string ledger_text(const ClaimLedger& ledger) {
    std::string out = fmt::format("{}\n{}, {}\n\n", ledger.title, ledger.model, ledger.date);
    std::size_t width = 2;
    for (const LedgerClaim& claim : ledger.claim) width = std::max(width, claim.id.size());
    for (const LedgerClaim& claim : ledger.claim) {
        out += fmt::format("{:<{}}  {:<12}  {}\n", claim.id, width, name_of(claim.verdict), claim.title);
        const std::string indent(width + 2, ' ');
        if (claim.question.size() > 1 || claim.verdict == ClaimVerdict::conditional) out += indent + claim.finding + '\n';
        for (const LedgerQuestion& q : claim.question) {
            out += fmt::format("{}{:<12}  {}{}: {}\n", indent, name_of(q.verdict), q.title, q.where.empty() ? "" : " (" + q.where + ")",
                               q.finding);
        }
        if (claim.failed > 0) out += fmt::format("{}{} of {} runs failed\n", indent, claim.failed, claim.runs);
        if (!claim.worlds.finding.empty()) out += indent + claim.worlds.finding + '\n';
    }
    std::string counts;
    for (std::size_t v = 0; v < names_of(ClaimVerdict{}).size(); ++v) {
        const auto number = std::count_if(ledger.claim.begin(), ledger.claim.end(),
                                          [&](const LedgerClaim& claim) { return static_cast<std::size_t>(claim.verdict) == v; });
        if (number > 0) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", number, names_of(ClaimVerdict{})[v]);
    }
    out += fmt::format("\n{}. {} runs.\n{}\n", counts, ledger.runs, error_sentence(ledger));
    if (!ledger.settings.empty()) out += "With " + ledger.settings + " in every run.\n";
    if (!ledger.worlds.empty()) out += fmt::format("Worlds of {}: {} runs.\n", ledger.worlds, ledger.world_runs);
    return out;
}

}  // namespace enclosure
