// The theories with ten times as many replicates: deviations that the default cannot see would show here.
#include <gtest/gtest.h>

#include <string>

#include "sim/theory/conformance.h"

namespace enclosure::theory {
namespace {

class Effort : public testing::TestWithParam<Theory> {};
INSTANTIATE_TEST_SUITE_P(Theories, Effort, testing::ValuesIn(theories()), [](const auto& p) { return std::string(p.param.id); });

TEST_P(Effort, ModelAgreesWithTheory) {
    const int effort = GetParam().id == "flywheel_openness" ? 1 : 10;
    for (const Comparison& c : GetParam().compare(effort)) {
        EXPECT_NE(verdict(c), Verdict::failed) << c.what << ": model " << c.model << ", theory " << c.theory << " +- " << c.tolerance;
        EXPECT_TRUE(c.finding.empty() || !c.agrees()) << c.what << " is documented as a contradiction, and agrees: " << c.derivation;
    }
}

}  // namespace
}  // namespace enclosure::theory
