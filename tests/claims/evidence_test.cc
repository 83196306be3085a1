// The rules of claims on outcomes that are made up: what is true is known, so that it can be counted how often they are wrong.
#include "analysis/claims/evidence.h"

#include <gtest/gtest.h>

#include "analysis/claims/claim_verdicts.h"
#include "analysis/data/analysis_draws.h"

namespace enclosure {
namespace {

constexpr std::size_t seeds = 200;
constexpr std::size_t pairs = 32;
constexpr double alpha = 0.05;

/// Normal numbers of a mean and standard deviation 1, keyed by (seed, serial).
std::vector<double> normals(std::uint64_t seed, std::uint64_t serial, double mean) {
    std::vector<double> values;
    for (std::uint32_t k = 0; k < pairs; ++k) values.push_back(mean + analysis_draws(seed, AnalysisDraw::null_sample, serial, k).normal());
    return values;
}

LedgerQuestion question_of(const std::vector<double>& before, const std::vector<double>& after, int predicted, double smallest) {
    LedgerQuestion q;
    q.measure = q.title = "made_up";
    q.predicted = predicted;
    q.smallest = smallest;
    const PairedStatistics statistics = paired_statistics(before, after);
    q.n = static_cast<std::int64_t>(statistics.n);
    q.baseline = statistics.baseline;
    q.treated = statistics.treated;
    q.effect = statistics.difference;
    q.error = statistics.sd / std::sqrt(static_cast<double>(statistics.n));
    q.low = statistics.interval.low;
    q.high = statistics.interval.high;
    const TwoTests tests = tests_of_mean(excess_of(before, after, predicted, smallest, false));
    q.p_beyond = tests.beyond;
    q.p_short = tests.short_of;
    return q;
}

/// A ledger of claims of one question each.
ClaimLedger ledger_of(const std::vector<LedgerQuestion>& questions) {
    ClaimLedger ledger;
    for (const LedgerQuestion& q : questions) {
        LedgerClaim claim;
        claim.id = "made_up";
        claim.question = {q};
        ledger.claim.push_back(claim);
    }
    judge(ledger, std::vector<std::vector<std::string>>(questions.size(), {"hhi"}));
    return ledger;
}

/// Verdict of a single claim whose true effect is `effect`.
ClaimVerdict verdict_at(std::uint64_t seed, double effect, int predicted, double smallest) {
    const std::vector<double> before(pairs, 0.0);
    return ledger_of({question_of(before, normals(seed, 0, effect), predicted, smallest)}).claim.front().verdict;
}

std::size_t count_verdicts(ClaimVerdict wanted, double effect, int predicted, double smallest) {
    std::size_t count = 0;
    for (std::size_t seed = 0; seed < seeds; ++seed) count += verdict_at(seed, effect, predicted, smallest) == wanted ? 1 : 0;
    return count;
}

// Of 200 ledgers, so many may be wrong if each is with probability p: more have a probability below 1e-4.
std::size_t most_wrong(double p) {
    double at_most = 0, term = std::pow(1 - p, seeds);
    std::size_t k = 0;
    for (;; ++k) {
        at_most += term;
        if (1 - at_most < 1e-4) return k;
        term *= static_cast<double>(seeds - k) / static_cast<double>(k + 1) * p / (1 - p);
    }
}

TEST(Evidence, AClaimOfTheWrongSignIsContradictedAndOfTheRightOneSupported) {
    // An effect of three standard deviations of a pair: nothing is left to chance.
    EXPECT_EQ(count_verdicts(ClaimVerdict::supported, 3, 1, 0.5), seeds);
    EXPECT_EQ(count_verdicts(ClaimVerdict::contradicted, 3, -1, 0.5), seeds);
    EXPECT_EQ(count_verdicts(ClaimVerdict::contradicted, -3, 1, 0.5), seeds);
    const ClaimLedger reversed = ledger_of({question_of(std::vector<double>(pairs, 0.0), normals(1, 0, 3), -1, 0.5)});
    EXPECT_NE(reversed.claim.front().question.front().finding.find("reversed"), std::string::npos);
}

TEST(Evidence, WhereNothingHappensNoClaimIsSupported) {
    // True effect 0, smallest 1: about 5.7 standard errors apart.
    EXPECT_EQ(count_verdicts(ClaimVerdict::supported, 0, 1, 1), 0U);
    EXPECT_GE(count_verdicts(ClaimVerdict::contradicted, 0, 1, 1), seeds - 2);
    const ClaimLedger null = ledger_of({question_of(std::vector<double>(pairs, 0.0), normals(1, 0, 0), 1, 1)});
    EXPECT_NE(null.claim.front().question.front().finding.find("no effect of interest"), std::string::npos);
}

TEST(Evidence, AtTheBorderEitherErrorHasItsRate) {
    // True effect exactly the smallest that matters: each of both verdicts is wrong with probability 2.5 %, by Student's t exactly. Of 200
    // seeds 5 are expected; the bounds have a probability below 1e-4, and so has none at all below 0.7 %.
    const std::size_t bound = most_wrong(alpha / 2);
    EXPECT_EQ(bound, 15U);
    for (const int predicted : {1, -1}) {
        const std::size_t supported = count_verdicts(ClaimVerdict::supported, predicted * 0.5, predicted, 0.5);
        const std::size_t contradicted = count_verdicts(ClaimVerdict::contradicted, predicted * 0.5, predicted, 0.5);
        EXPECT_LE(supported, bound);
        EXPECT_LE(contradicted, bound);
        EXPECT_GE(supported + contradicted, 1U);
    }
}

TEST(Evidence, HolmKeepsTheErrorOfAWholeLedger) {
    // Twenty claims, fifteen at the border, where a verdict is wrong, five far beyond it, which make Holm step down. The chance that any of
    // the fifteen gets a verdict is at most 5 %.
    std::size_t wrong_ledgers = 0, wrong_without = 0;
    for (std::size_t seed = 0; seed < seeds; ++seed) {
        std::vector<LedgerQuestion> questions;
        const std::vector<double> before(pairs, 0.0);
        for (std::size_t k = 0; k < 20; ++k) questions.push_back(question_of(before, normals(seed, k, k < 15 ? 0.5 : 3.0), 1, 0.5));
        bool wrong = false, plain = false;
        const ClaimLedger ledger = ledger_of(questions);
        for (std::size_t k = 0; k < 15; ++k) {
            const LedgerQuestion& q = ledger.claim[k].question.front();
            wrong = wrong || q.verdict != ClaimVerdict::undecided;
            plain = plain || q.p_beyond <= alpha / 2 || q.p_short <= alpha / 2;
        }
        for (std::size_t k = 15; k < 20; ++k) EXPECT_EQ(ledger.claim[k].verdict, ClaimVerdict::supported) << seed;
        wrong_ledgers += wrong ? 1 : 0;
        wrong_without += plain ? 1 : 0;
    }
    EXPECT_LE(wrong_ledgers, most_wrong(alpha));
    EXPECT_GT(wrong_without, seeds / 3);  // 1 - 0.95^15 = 54 %: what the adjustment is for
}

TEST(Evidence, WithoutSpreadTheSignDecides) {
    const std::vector<double> up(4, 0.5), none(4, 0.0), down(4, -0.5);
    EXPECT_EQ(tests_of_mean(up).beyond, 0);
    EXPECT_EQ(tests_of_mean(up).short_of, 1);
    EXPECT_EQ(tests_of_mean(none).beyond, 1);
    EXPECT_EQ(tests_of_mean(none).short_of, 1);
    EXPECT_EQ(tests_of_mean(down).short_of, 0);
    EXPECT_TRUE(std::isnan(tests_of_mean(std::vector<double>{1.0}).beyond));
}

TEST(Evidence, SharesGoByTheBinomialLaw) {
    // 8 of 10 against one half: P(X >= 8) = 56/1024.
    EXPECT_NEAR(tests_of_share(8, 10, 0.5, 1).beyond, 56.0 / 1024, 1e-12);
    EXPECT_NEAR(tests_of_share(8, 10, 0.5, 1).short_of, 1 - 11.0 / 1024, 1e-12);
    EXPECT_NEAR(tests_of_share(8, 10, 0.5, -1).short_of, 56.0 / 1024, 1e-12);
    EXPECT_TRUE(std::isnan(tests_of_share(0, 0, 0.5, 1).beyond));
}

TEST(Evidence, AnyOfSeveralAlternativesNeedsAllThatItAsks) {
    const std::vector<std::vector<TwoTests>> one_good{{{0.001, 0.999}, {0.01, 0.99}}, {{0.5, 0.5}, {0.001, 0.999}}};
    EXPECT_DOUBLE_EQ(tests_of_any(one_good).beyond, 0.02);
    EXPECT_DOUBLE_EQ(tests_of_any(one_good).short_of, 1);
    const std::vector<std::vector<TwoTests>> none_good{{{0.999, 0.001}, {0.01, 0.99}}, {{0.99, 0.01}, {0.5, 0.5}}};
    EXPECT_DOUBLE_EQ(tests_of_any(none_good).beyond, 1);
    EXPECT_DOUBLE_EQ(tests_of_any(none_good).short_of, 0.02);
}

TEST(Evidence, RelativeSizesGoByTheBaselineOfEachPair) {
    const std::vector<double> before{10, -20, 40}, after{12, -20, 41};
    const std::vector<double> excess = excess_of(before, after, 1, 0.1, true);
    ASSERT_EQ(excess.size(), 3U);
    EXPECT_DOUBLE_EQ(excess[0], 1);
    EXPECT_DOUBLE_EQ(excess[1], 2);
    EXPECT_DOUBLE_EQ(excess[2], -3);
}

TEST(Verdicts, ConditionalNamesWhereItHoldsAndWhereNot) {
    LedgerClaim claim;
    LedgerQuestion weak, strong;
    weak.title = strong.title = "Open share";
    weak.predicted = strong.predicted = 1;
    weak.where = "competition: weak";
    strong.where = "competition: strong";
    weak.verdict = ClaimVerdict::supported;
    strong.verdict = ClaimVerdict::contradicted;
    claim.question = {weak, strong};
    combine(claim);
    EXPECT_EQ(claim.verdict, ClaimVerdict::conditional);
    EXPECT_EQ(claim.condition, "competition: weak (not: competition: strong)");
    // One that is not shown beside one that is: not decided, for a difference in significance is no significant difference.
    claim.question[1].verdict = ClaimVerdict::undecided;
    combine(claim);
    EXPECT_EQ(claim.verdict, ClaimVerdict::undecided);
    claim.question[0].verdict = ClaimVerdict::contradicted;
    combine(claim);
    EXPECT_EQ(claim.verdict, ClaimVerdict::contradicted);
    claim.question[0].predicted = claim.question[1].predicted = 0;
    combine(claim);
    EXPECT_EQ(claim.verdict, ClaimVerdict::estimate);
}

}  // namespace
}  // namespace enclosure
