// How a ledger says in what way a claim is contradicted.
#include "analysis/claims/ledger_words.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

// A contradicted question of an effect whose interval is known, where one of 1 or more was predicted.
LedgerQuestion contradicted(double low, double high, double predicted = 1) {
    LedgerQuestion question;
    question.title = "Sales";
    question.predicted = predicted;
    question.smallest = 1;
    question.baseline = question.error = 0;
    question.effect = (low + high) / 2;
    question.low = low;
    question.high = high;
    question.verdict = ClaimVerdict::contradicted;
    question.finding = "+2 (+1 to +3), smallest that matters 1";
    return question;
}

LedgerClaim claim_of(std::vector<LedgerQuestion> questions) {
    LedgerClaim claim;
    claim.verdict = ClaimVerdict::contradicted;
    claim.finding = "Contradicted.";
    claim.question = std::move(questions);
    return claim;
}

TEST(LedgerWords, TellTheWaysOfAContradictionApart) {
    EXPECT_EQ(verdict_words(claim_of({contradicted(-3, -1.5)})), "contradicted (reversed)");
    EXPECT_EQ(verdict_words(claim_of({contradicted(-0.5, 0.5)})), "contradicted (no effect of interest)");
    EXPECT_EQ(verdict_words(claim_of({contradicted(-1.5, 0.5)})), "contradicted (reversed, or too small to matter)");
    // Where less was predicted, more is the other way.
    EXPECT_EQ(verdict_words(claim_of({contradicted(1.5, 3, -1)})), "contradicted (reversed)");
}

TEST(LedgerWords, NameNoWayWhereQuestionsDiffer) {
    EXPECT_EQ(verdict_words(claim_of({contradicted(-3, -1.5), contradicted(-0.5, 0.5)})), "contradicted");
    EXPECT_EQ(verdict_words(claim_of({contradicted(-3, -1.5), contradicted(-4, -2)})), "contradicted (reversed)");
    LedgerQuestion open = contradicted(-0.5, 0.5);
    open.verdict = ClaimVerdict::undecided;
    EXPECT_EQ(verdict_words(claim_of({contradicted(-3, -1.5), open})), "contradicted (reversed)") << "undecided ones are in no way";
}

TEST(LedgerWords, SayNoVerdictTwice) {
    EXPECT_EQ(in_words(claim_of({contradicted(-3, -1.5)})), "");
    LedgerClaim two = claim_of({contradicted(-3, -1.5), contradicted(-3, -1.5)});
    two.finding = "Contradicted in all 2 questions.";
    two.worlds.finding = "Holds in 3 % of worlds.";
    EXPECT_EQ(in_words(two), " Contradicted in all 2 questions. Holds in 3 % of worlds.");
}

TEST(LedgerWords, ShowTheFirstJudgedQuestionWithoutItsSmallestEffect) {
    LedgerQuestion beside = contradicted(-3, -1.5);
    beside.predicted = 0;
    beside.title = "Firms";
    EXPECT_EQ(main_finding(claim_of({beside, contradicted(1, 3)})), "Sales: +2 (+1 to +3)");
    EXPECT_EQ(main_finding(claim_of({contradicted(1, 3), contradicted(1, 3)})), "Sales: +2 (+1 to +3) (first of 2 questions)");
    EXPECT_EQ(main_finding(claim_of({beside})), "Firms: +2 (+1 to +3)");
    EXPECT_EQ(main_finding(claim_of({})), "");
}

}  // namespace
}  // namespace enclosure
