// The table of levers: what it names exists, and what it says of itself is in order.
#include "sim/policy/lever.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "sim/indicators/indicator.h"
#include "sim/policy/targets.h"
#include "sim/scenario/paths.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

class EachLever : public testing::TestWithParam<Lever> {
  protected:
    const Scenario scenario = baseline();
    const Event everywhere = {};  // without a scope
};
INSTANTIATE_TEST_SUITE_P(Table, EachLever, testing::ValuesIn(levers().begin(), levers().end()),
                         [](const testing::TestParamInfo<Lever>& p) { return std::string(p.param.name); });

TEST_P(EachLever, ChangesLiveParametersThatExist) {
    ASSERT_FALSE(GetParam().changes.empty());
    for (const LeverChange& change : GetParam().changes) {
        const std::vector<std::string> paths = paths_of(scenario, everywhere, change.target);
        ASSERT_FALSE(paths.empty()) << change.target;
        for (const std::string& path : paths) {
            const Facts* facts = find_facts(scenario, path);
            ASSERT_NE(facts, nullptr) << path;
            EXPECT_EQ(facts->effect, Effect::live) << path << " cannot change during a run";
        }
    }
}

TEST_P(EachLever, StaysWithinLegalRangesAtEveryUsualStrength) {
    for (const double strength : {GetParam().usual.lo, GetParam().usual.hi, 1.0}) {
        for (const LeverChange& change : GetParam().changes) {
            for (const std::string& path : paths_of(scenario, everywhere, change.target)) {
                const double value = changed(*find_parameter(scenario, path), change.op, change.value, strength);
                const Range legal = find_facts(scenario, path)->legal;
                EXPECT_TRUE(legal.holds(value)) << path << " = " << value << " at strength " << strength;
            }
        }
    }
}

TEST_P(EachLever, SaysWhatItIs) {
    const Lever& lever = GetParam();
    EXPECT_NE(find_indicator(lever.moves), nullptr) << lever.moves;
    EXPECT_TRUE(lever.direction == 1 || lever.direction == -1);
    EXPECT_TRUE(lever.legal.holds(0)) << "zero means that nothing changes";
    EXPECT_TRUE(lever.legal.holds(1)) << "tests pull levers at strength 1";
    EXPECT_LE(lever.legal.lo, lever.usual.lo);
    EXPECT_GE(lever.legal.hi, lever.usual.hi);
    EXPECT_FALSE(lever.title.empty());
    EXPECT_FALSE(lever.unit.empty());
    ASSERT_FALSE(lever.doc.empty());
    EXPECT_EQ(lever.doc.back(), '.');
    std::ifstream in(std::string(ENCLOSURE_SOURCE_DIR) + "/data/sources.bib", std::ios::binary);
    const std::string bibliography{std::istreambuf_iterator<char>(in), {}};
    EXPECT_TRUE(lever.source == "assumption" || bibliography.find("{" + std::string(lever.source) + ",") != std::string::npos)
        << lever.source;
}

TEST(Levers, HaveNamesOfTheirOwn) {
    std::set<std::string_view> names;
    std::set<std::string_view> titles;
    for (const Lever& lever : levers()) {
        EXPECT_TRUE(names.insert(lever.name).second) << lever.name;
        EXPECT_TRUE(titles.insert(lever.title).second) << lever.title;
        EXPECT_EQ(find_lever(lever.name), &lever);
    }
    EXPECT_EQ(find_lever("subsidy"), nullptr);
}

TEST(Levers, ArePoliciesBeforeShocks) {
    bool shocks = false;
    for (const Lever& lever : levers()) {
        EXPECT_FALSE(shocks && lever.kind == LeverKind::policy) << lever.name;
        shocks = lever.kind == LeverKind::shock;
    }
    EXPECT_TRUE(shocks);
}

}  // namespace
}  // namespace enclosure::test
