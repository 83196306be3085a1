#include "analysis/claims/claim_verdicts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/claims/claim_questions.h"
#include "analysis/claims/ledger_words.h"
#include "analysis/replicates/mean_interval.h"
#include "analysis/replicates/proportion.h"
#include "analysis/statistics/holm.h"

namespace enclosure {

namespace {

bool is_judged(const LedgerQuestion& q) {
    return q.predicted != 0;
}

void widen(const LedgerClaim& claim, LedgerQuestion& q, double confidence) {
    if (q.n < 2) return;
    const auto n = static_cast<std::size_t>(q.n);
    const Interval wide =
        is_share(claim, q)
            ? clopper_pearson_interval(static_cast<std::size_t>(std::llround(q.effect * static_cast<double>(q.n))), n, confidence)
            : t_interval(q.effect, q.error, static_cast<double>(n - 1), confidence);
    q.wide_low = wide.low;
    q.wide_high = wide.high;
}

std::string finding_of(const LedgerClaim& claim, const LedgerQuestion& q, const std::string& series) {
    std::string text = is_share(claim, q) ? fmt::format("{:.3g} ({:.3g} to {:.3g}), level {:.3g}", q.effect, q.low, q.high, q.smallest)
                                          : effect_with_interval(q, series);
    if (q.n < 2) return fmt::format("not defined in all but {} of {} runs", q.n, q.n + q.undefined);
    if (!is_share(claim, q) && !std::isnan(q.smallest)) {
        text += fmt::format(", smallest that matters {}", effect_text(q.smallest, q.unit, series, false));
    }
    if (q.verdict == ClaimVerdict::contradicted) text += ": " + std::string(contradiction(claim, q));
    if (q.undefined > 0) text += fmt::format("; not defined in {} of {} runs", q.undefined, q.n + q.undefined);
    return text;
}

std::string label_of(const LedgerQuestion& q, bool several_measures) {
    if (q.where.empty()) return q.title;
    return several_measures ? q.title + " at " + q.where : q.where;
}

std::string listed_questions(const LedgerClaim& claim, ClaimVerdict verdict, bool several_measures) {
    std::string text;
    for (const LedgerQuestion& q : claim.question) {
        if (is_judged(q) && q.verdict == verdict) text += (text.empty() ? "" : "; ") + label_of(q, several_measures);
    }
    return text;
}

}  // namespace

void combine(LedgerClaim& claim) {
    std::size_t judged = 0, supported = 0, contradicted = 0;
    std::set<std::string> measures;
    for (const LedgerQuestion& q : claim.question) {
        if (!is_judged(q)) continue;
        ++judged;
        measures.insert(q.measure);
        supported += q.verdict == ClaimVerdict::supported ? 1 : 0;
        contradicted += q.verdict == ClaimVerdict::contradicted ? 1 : 0;
    }
    const bool several = measures.size() > 1;
    claim.condition.clear();
    const auto say = [&](ClaimVerdict verdict, std::string text) {
        claim.verdict = verdict;
        claim.finding = std::move(text);
    };
    const std::string all = judged == 1 ? "" : fmt::format(" in all {} questions", judged);
    const std::string held = listed_questions(claim, ClaimVerdict::supported, several);
    const std::string failed = listed_questions(claim, ClaimVerdict::contradicted, several);
    const std::string open = listed_questions(claim, ClaimVerdict::undecided, several);
    if (judged == 0) return say(ClaimVerdict::estimate, "The estimate is the finding.");
    if (supported == judged) return say(ClaimVerdict::supported, "Supported" + all + ".");
    if (supported > 0 && contradicted > 0) {
        claim.condition = held + " (not: " + failed + ")";
        return say(ClaimVerdict::conditional,
                   "Holds for " + held + "; not for " + failed + (open.empty() ? "" : "; undecided for " + open) + ".");
    }
    if (contradicted > 0) {
        return say(ClaimVerdict::contradicted,
                   contradicted == judged ? "Contradicted" + all + "." : "Contradicted for " + failed + "; undecided for " + open + ".");
    }
    if (supported > 0) return say(ClaimVerdict::undecided, "Supported for " + held + "; undecided for " + open + ".");
    say(ClaimVerdict::undecided, "The runs do not decide it.");
}

void judge(ClaimLedger& ledger, const std::vector<std::vector<std::string>>& series) {
    std::vector<LedgerQuestion*> asked;
    for (LedgerClaim& claim : ledger.claim) {
        for (LedgerQuestion& q : claim.question) {
            if (is_judged(q)) asked.push_back(&q);
        }
    }
    std::vector<double> beyond, short_of;
    for (const LedgerQuestion* q : asked) beyond.push_back(q->p_beyond), short_of.push_back(q->p_short);
    beyond = holm_adjusted(beyond);
    short_of = holm_adjusted(short_of);
    for (std::size_t k = 0; k < asked.size(); ++k) {
        LedgerQuestion& q = *asked[k];
        q.adjusted_beyond = beyond[k];
        q.adjusted_short = short_of[k];
        q.verdict = beyond[k] <= ledger.alpha / 2     ? ClaimVerdict::supported
                    : short_of[k] <= ledger.alpha / 2 ? ClaimVerdict::contradicted
                                                      : ClaimVerdict::undecided;
    }
    ledger.questions = static_cast<std::int64_t>(asked.size());
    const double each = 1 - ledger.alpha / static_cast<double>(std::max<std::size_t>(1, asked.size()));
    for (std::size_t i = 0; i < ledger.claim.size(); ++i) {
        LedgerClaim& claim = ledger.claim[i];
        for (std::size_t k = 0; k < claim.question.size(); ++k) {
            LedgerQuestion& q = claim.question[k];
            if (!is_judged(q)) q.verdict = ClaimVerdict::estimate;
            widen(claim, q, each);
            q.finding = finding_of(claim, q, series[i][k]);
        }
        combine(claim);
    }
}

}  // namespace enclosure
