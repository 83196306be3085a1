#include "sim/study/design_points.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <stdexcept>
#include <string>

#include "sim/base/hash.h"
#include "tests/nan.h"

namespace enclosure::test {
namespace {

using testing::ElementsAre;

// Three points of two factors, the first two in one block, and two of one factor.
DesignPoints three() {
    return {.factors = 2, .u = {0, 0.5, 0.25, nan, 1, 0.75}, .worlds = {0, 0, 7}, .block = {0, 0, 1}};
}

DesignPoints two() {
    return {.factors = 1, .u = {0.125, 0.875}, .worlds = {0, 3}, .block = {0, 1}};
}

std::string sentence(const std::function<void()>& what) {
    try {
        what();
    } catch (const std::invalid_argument& mistake) {
        return mistake.what();
    }
    return "";
}

TEST(DesignPoints, EqualIfAllBitsAre) {
    EXPECT_EQ(three(), three());
    for (const auto& change : {+[](DesignPoints& p) { p.u[3] = 0; }, +[](DesignPoints& p) { p.worlds[1] = 1; },
                               +[](DesignPoints& p) { p.block[1] = 1; }, +[](DesignPoints& p) { p.factors = 3; }}) {
        DesignPoints other = three();
        change(other);
        EXPECT_FALSE(three() == other);
    }
    EXPECT_THAT(three().point(2), ElementsAre(1, 0.75));
    EXPECT_EQ(three().size(), 3u);
}

TEST(DesignPoints, ProductHasEveryPairSecondFastest) {
    const DesignPoints pairs = product(three(), two());
    EXPECT_EQ(pairs.factors, 3u);
    ASSERT_EQ(pairs.size(), 6u);
    EXPECT_THAT(pairs.point(0), ElementsAre(0, 0.5, 0.125));
    EXPECT_THAT(pairs.point(1), ElementsAre(0, 0.5, 0.875));
    EXPECT_THAT(pairs.point(4), ElementsAre(1, 0.75, 0.125));
    EXPECT_THAT(pairs.worlds, ElementsAre(0, combine(0, 3), 0, combine(0, 3), combine(7, 0), combine(7, 3)));
    EXPECT_THAT(pairs.block, ElementsAre(0, 1, 0, 1, 2, 3));
}

TEST(DesignPoints, ZipGoesOneToOneAndJoinsBlocks) {
    const DesignPoints other{.factors = 1, .u = {0.1, 0.2, 0.3}, .worlds = {0, 2, 2}, .block = {0, 1, 1}};
    const DesignPoints pairs = zip(three(), other);
    EXPECT_THAT(pairs.u, testing::SizeIs(9));
    EXPECT_THAT(pairs.point(2), ElementsAre(1, 0.75, 0.3));
    EXPECT_THAT(pairs.worlds, ElementsAre(0, combine(0, 2), combine(7, 2)));
    EXPECT_THAT(pairs.block, ElementsAre(0, 0, 0)) << "0 and 1 share a's block, 1 and 2 b's";
    EXPECT_THAT(zip(three(), factors_of(unset_points(3, 1), std::vector<std::size_t>{0})).block, ElementsAre(0, 0, 1));
    EXPECT_THAT(sentence([] { zip(three(), two()); }), testing::HasSubstr("3 points cannot go one to one with 2 points"));
}

TEST(DesignPoints, ConcatenationNumbersBlocksOn) {
    const DesignPoints both = concatenation(three(), three());
    ASSERT_EQ(both.size(), 6u);
    EXPECT_THAT(both.point(3), ElementsAre(0, 0.5));
    EXPECT_THAT(both.worlds, ElementsAre(0, 0, 7, 0, 0, 7));
    EXPECT_THAT(both.block, ElementsAre(0, 0, 1, 2, 2, 3));
    EXPECT_THAT(sentence([] { concatenation(three(), two()); }), testing::HasSubstr("1 factors cannot follow one of 2"));
}

TEST(DesignPoints, SomeFactorsInAnyOrder) {
    const DesignPoints some = factors_of(three(), std::vector<std::size_t>{1, 0, 1});
    EXPECT_THAT(some.point(0), ElementsAre(0.5, 0, 0.5));
    EXPECT_THAT(some.point(2), ElementsAre(0.75, 1, 0.75));
    EXPECT_THAT(some.worlds, ElementsAre(0, 0, 7));
    EXPECT_THAT(sentence([] { factors_of(three(), std::vector<std::size_t>{2}); }), testing::HasSubstr("no factor 2"));
}

TEST(DesignPoints, SizesAreChecked) {
    EXPECT_THAT(sentence([] { unset_points(0, 1); }), testing::HasSubstr("at least one point"));
    EXPECT_THAT(sentence([] { unset_points(1, 0); }), testing::HasSubstr("at least one factor"));
    EXPECT_THAT(sentence([] { check_design_size(most_design_points + 1, 1); }), testing::HasSubstr("4294967297 points"));
    EXPECT_THAT(sentence([] { check_design_size(1, most_design_factors + 1); }), testing::HasSubstr("65537 factors"));
    EXPECT_EQ(sentence([] { check_design_size(most_design_points, most_design_factors); }), "");
    EXPECT_THAT(sentence([] { product(unset_points(65536, 1), unset_points(65537, 1)); }), testing::HasSubstr("65536 points times 65537"));
}

}  // namespace
}  // namespace enclosure::test
