#include "analysis/claims/ledger_words.h"

#include <algorithm>
#include <cmath>

namespace enclosure {

std::string_view name_of(ClaimVerdict verdict) {
    return names_of(verdict)[static_cast<std::size_t>(verdict)];
}

bool is_share(const LedgerClaim& claim, const LedgerQuestion& question) {
    return claim.kind == ClaimKind::share || (std::isnan(question.error) && !std::isnan(question.effect) && std::isnan(question.baseline));
}

std::string_view contradiction(const LedgerClaim& claim, const LedgerQuestion& question) {
    if (is_share(claim, question)) return "on the other side of the level";
    if (claim.kind == ClaimKind::shape) return "the shape is not there";
    const double low = question.predicted > 0 ? question.low : -question.high;
    const double high = question.predicted > 0 ? question.high : -question.low;
    if (high < -question.smallest) return "reversed";
    if (low > -question.smallest && high < question.smallest) return "no effect of interest";
    return "reversed, or too small to matter";
}

std::string verdict_words(const LedgerClaim& claim) {
    std::string words(name_of(claim.verdict));
    if (claim.verdict != ClaimVerdict::contradicted) return words;
    std::string_view way;
    for (const LedgerQuestion& question : claim.question) {
        if (question.verdict != ClaimVerdict::contradicted) continue;
        const std::string_view here = contradiction(claim, question);
        if (!way.empty() && way != here) return words;
        way = here;
    }
    return way.empty() ? words : words + " (" + std::string(way) + ")";
}

std::string in_words(const LedgerClaim& claim) {
    std::string words;
    const bool plain =
        (claim.verdict == ClaimVerdict::supported || claim.verdict == ClaimVerdict::contradicted) &&
        std::count_if(claim.question.begin(), claim.question.end(), [](const LedgerQuestion& q) { return q.predicted != 0; }) == 1;
    if (!plain) words += " " + claim.finding;
    if (!claim.worlds.finding.empty()) words += " " + claim.worlds.finding;
    return words;
}

std::string main_finding(const LedgerClaim& claim) {
    if (claim.question.empty()) return "";
    const auto judged =
        std::find_if(claim.question.begin(), claim.question.end(), [](const LedgerQuestion& question) { return question.predicted != 0; });
    const LedgerQuestion& main = judged == claim.question.end() ? claim.question.front() : *judged;
    return main.title + (main.where.empty() ? "" : " (" + main.where + ")") + ": " +
           main.finding.substr(0, main.finding.find(", smallest that"));
}

}  // namespace enclosure
