#include "analysis/claims/ledger_words.h"

#include <fmt/format.h>

#include <cmath>
#include <vector>

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

namespace {

std::vector<const LedgerQuestion*> judged_questions(const LedgerClaim& claim) {
    std::vector<const LedgerQuestion*> judged;
    for (const LedgerQuestion& question : claim.question) {
        if (question.predicted != 0) judged.push_back(&question);
    }
    return judged;
}

}  // namespace

std::string in_words(const LedgerClaim& claim) {
    std::string words;
    const bool clear = claim.verdict == ClaimVerdict::supported || claim.verdict == ClaimVerdict::contradicted;
    if (!clear || judged_questions(claim).size() != 1) words += " " + claim.finding;
    if (!claim.worlds.finding.empty()) words += " " + claim.worlds.finding;
    return words;
}

std::string main_finding(const LedgerClaim& claim) {
    if (claim.question.empty()) return "";
    const std::vector<const LedgerQuestion*> judged = judged_questions(claim);
    const LedgerQuestion& main = judged.empty() ? claim.question.front() : *judged.front();
    std::string words = main.title + ": " + main.finding.substr(0, main.finding.find(", smallest that"));
    if (judged.size() > 1) words += fmt::format(" (first of {} questions)", judged.size());
    return words;
}

}  // namespace enclosure
