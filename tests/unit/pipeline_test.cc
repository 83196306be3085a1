// Every phase does something: a run without it has another state. And the pipeline describes itself.
#include "sim/phases/pipeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <stdexcept>
#include <string>

#include "tests/levers.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

std::vector<std::string> phase_names() {
    std::vector<std::string> names;
    for (const Phase& p : pipeline()) names.push_back(p.facts.name);
    return names;
}

// The baseline in which more fails: a closed lab and two that release weights begin with little money and nobody who gives them more, and
// orphans need some effort to live on.
Scenario eventful() {
    Scenario s = small_baseline();
    for (const char* id : {"cloud_enterprise", "nonprofit", "hub"}) {
        FirmRow& poor = row(s.firm, id);
        poor.cash = 1e6;
        poor.parent = 0;
        poor.venture = false;
        poor.complement = 0;
    }
    s.parameters.maintenance.stale_effort = 0.01;
    return s;
}

// The baseline in which a closed vendor has a plan to release weights; in the baseline itself nobody has.
Scenario planned() {
    Scenario s = small_baseline();
    FirmRow& firm = row(s.firm, "cloud_enterprise");
    firm.later_strategy = "open_weights";
    firm.later = 1;
    return s;
}

// The baseline with an event that has a condition; in the baseline itself none has.
Scenario conditional() {
    Scenario s = small_baseline();
    PolicyRow policy;
    policy.id = "tested";
    policy.event.resize(1);
    policy.event[0].lever = "interoperability";
    policy.event[0].when = "adoption > 0.01";
    s.policy.push_back(policy);
    return s;
}

// The baseline with every policy and every shock that there is; in the baseline itself there is none.
Scenario governed() {
    Scenario s = small_baseline();
    for (const Lever& lever : levers()) apply_lever(s, lever, 1);
    return s;
}

// First step after which the states differ with and without the phase; `steps` if they never do.
std::size_t first_difference(const Scenario& scenario, const std::string& phase, std::size_t steps) {
    Simulation whole(scenario, {.threads = 2});
    Simulation without(scenario, {.threads = 2, .leave_out = {phase}});
    for (std::size_t k = 0; k < steps; ++k) {
        whole.step();
        without.step();
        if (whole.state_hash() != without.state_hash()) return k;
    }
    return steps;
}

class EachPhase : public testing::TestWithParam<std::string> {};

TEST_P(EachPhase, ChangesTheState) {
    constexpr std::size_t steps = 60;
    // Only these have to wait for a failure, which the first years of the baseline need not hold.
    const std::set<std::string> of_failure{"fail firms", "abandon stale", "sweep ended"};
    const std::set<std::string> of_policy{"support research", "fail vendors",         "run public labs", "enforce share cap",
                                          "leap ahead",       "order openings",       "force leak",      "educate",
                                          "cap markups",      "strike major incident"};
    const Scenario scenario = of_policy.count(GetParam()) != 0    ? governed()
                              : of_failure.count(GetParam()) != 0 ? eventful()
                              : GetParam() == "change as planned" ? planned()
                              : GetParam() == "watch triggers"    ? conditional()
                                                                  : small_baseline();
    EXPECT_LT(first_difference(scenario, GetParam(), steps), steps) << "'" << GetParam() << "' could be left out";
}

std::string test_name(const testing::TestParamInfo<std::string>& p) {
    std::string name = p.param;
    std::replace(name.begin(), name.end(), ' ', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Pipeline, EachPhase, testing::ValuesIn(phase_names()), test_name);

// Control of the comparison: the same run twice never differs, and leaving out nothing is leaving out nothing.
TEST(Pipeline, IsTheSameRunWhenNothingIsLeftOut) {
    EXPECT_EQ(hashes(eventful(), 12, {.threads = 2, .leave_out = {}}), hashes(eventful(), 12, {.threads = 1}));
}

TEST(Pipeline, RefusesToLeaveOutWhatIsNoPhase) {
    try {
        const Simulation simulation(small_baseline(), {.threads = 1, .leave_out = {"set prices", "set prizes"}});
        FAIL() << "a phase 'set prizes' was found";
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("set prizes"));
    }
}

TEST(Pipeline, DescribesEachPhaseOnce) {
    const std::vector<PhaseFacts> facts = describe_pipeline();
    ASSERT_EQ(facts.size(), pipeline().size());
    std::set<std::string> names;
    std::vector<std::string> headings;
    for (const PhaseFacts& f : facts) {
        SCOPED_TRACE(f.name);
        EXPECT_EQ(names.count(f.name), 0U);
        names.insert(f.name);
        EXPECT_NE(f.heading, "");
        EXPECT_NE(f.doc, "");
        EXPECT_EQ(f.doc.empty() ? ' ' : f.doc.back(), '.');
        EXPECT_NE(f.reads.size() + f.writes.size(), 0U);
        EXPECT_NE(f.writes.size(), 0U) << "a phase that writes nothing does nothing";
        for (const auto* list : {&f.reads, &f.writes, &f.parameters}) EXPECT_THAT(*list, testing::Each(testing::Ne("")));
        if (headings.empty() || headings.back() != f.heading) headings.push_back(f.heading);
    }
    EXPECT_EQ(headings, (std::vector<std::string>{"Events", "Finance", "Strategy", "Research", "Community", "Prices", "Adoption",
                                                  "Harm and trust", "Welfare"}));
}

TEST(Pipeline, SaysWhatTheChoiceOfModelsReadsAndWrites) {
    const std::vector<PhaseFacts> facts = describe_pipeline();
    const auto choose = std::find_if(facts.begin(), facts.end(), [](const PhaseFacts& f) { return f.name == "choose models"; });
    ASSERT_NE(choose, facts.end());
    EXPECT_THAT(choose->writes, testing::ElementsAre("users.choice", "users.since", "market"));
    EXPECT_THAT(choose->reads, testing::IsSupersetOf({"users.price", "users.reach", "cells", "catalogue", "commons"}));
    EXPECT_THAT(choose->parameters, testing::UnorderedElementsAre("rules", "adoption"));
}

}  // namespace
}  // namespace enclosure::test
