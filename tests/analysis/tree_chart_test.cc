#include "analysis/chart/tree_chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/analysis/svg_reading.h"

namespace enclosure {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TreeChart three_leaves() {
    TreeChart chart;
    chart.value_title = "Share";
    chart.nodes = {{"lag < 18", "n = 100", 0.3, 1, 2},
                   {"", "n = 40", 0},
                   {"effect < 0.9", "n = 60", 0.5, 3, 4},
                   {"", "n = 20", 0.5},
                   {"", "n = 40", 1}};
    return chart;
}

/// A whole tree of that many levels below the root.
TreeChart whole_tree(std::size_t levels) {
    TreeChart chart;
    chart.nodes.resize((std::size_t{2} << levels) - 1);
    for (std::size_t i = 0; i < chart.nodes.size(); ++i) {
        DrawnNode& node = chart.nodes[i];
        node.value = static_cast<double>((i * 37) % 101) / 100;
        node.text = "n = 1,234 runs of those";
        if (2 * i + 2 >= chart.nodes.size()) continue;
        node.question = "a rather long name of an input, US dollars < 0.123";
        node.yes = 2 * i + 1;
        node.no = 2 * i + 2;
    }
    return chart;
}

TEST(TreeChart, LeavesAreShadedByTheirValue) {
    const std::string svg = tree_chart(three_leaves());
    EXPECT_THAT(test::found(svg, "</title>\n<rect class=\"cell (q[0-9]+)\""), ElementsAre("q0", "q10", "q20"));
    EXPECT_THAT(test::found(svg, "class=\"oncell [^>]*>([^<]*)<"), ElementsAre("0", "0.5", "1"));
    EXPECT_THAT(test::found(svg, "class=\"rowname\">([^<]*)<"), ElementsAre("lag &lt; 18", "effect &lt; 0.9"));
}

TEST(TreeChart, TheBranchOfYesGoesUpAndThatOfNoDown) {
    const std::string svg = tree_chart(three_leaves());
    EXPECT_EQ(test::times(svg, "class=\"branch\""), 4U);
    EXPECT_EQ(test::times(svg, ">yes<"), 2U);
    EXPECT_EQ(test::times(svg, ">no<"), 2U);
    // The root's row lies below its upper leaf and above the rest of the tree.
    const double root = test::numbers_found(svg, "y=\"([0-9.]+)\" class=\"rowname\">lag").at(0),
                 inner = test::numbers_found(svg, "y=\"([0-9.]+)\" class=\"rowname\">effect").at(0);
    const std::vector<double> leaves = test::numbers_found(svg, "<rect class=\"cell [^>]* y=\"([0-9.]+)\" width=\"[0-9.]+\" height=\"18\"");
    ASSERT_EQ(leaves.size(), 3U);
    EXPECT_LT(leaves[0], root);
    EXPECT_LT(root, leaves[1]);
    EXPECT_LT(leaves[1], inner);
    EXPECT_LT(inner, leaves[2]);
}

TEST(TreeChart, TheDescriptionIsTheRules) {
    EXPECT_EQ(test::described(tree_chart(three_leaves())),
              "lag &lt; 18, n = 40: 0. not lag &lt; 18; effect &lt; 0.9, n = 20: 0.5. not lag &lt; 18; not effect &lt; 0.9, n = 40: 1.");
    const auto rows = test::csv_cells(csv_of(three_leaves()));
    EXPECT_THAT(rows[0], ElementsAre("node", "parent", "branch", "question", "text", "Share"));
    EXPECT_THAT(rows[1], ElementsAre("1", "", "", "lag < 18", "n = 100", "0.3"));
    EXPECT_THAT(rows[5], ElementsAre("5", "3", "no", "", "n = 40", "1"));
}

TEST(TreeChart, FiveLevelsFitWithoutOverlapAtAnyWidth) {
    TreeChart chart = whole_tree(5);
    for (const double width : {420.0, 640.0, 860.0}) {
        chart.width = width;
        const std::string svg = tree_chart(chart);
        EXPECT_THAT(test::misplaced_texts(svg), IsEmpty()) << width;
        EXPECT_EQ(test::times(svg, " height=\"18\""), 32U);
    }
}

TEST(TreeChart, DeeperNodesAreCutAndTheCaptionSaysSo) {
    TreeChart chart = whole_tree(4);
    chart.most_levels = 3;
    const std::string svg = tree_chart(chart);
    EXPECT_EQ(test::times(svg, " height=\"18\""), 4U);
    EXPECT_THAT(test::caption(svg), HasSubstr("Branches below the last level are drawn as one leaf each."));
    EXPECT_EQ(test::csv_cells(csv_of(chart)).size(), 32U);
}

TEST(TreeChart, ARootAloneIsALeaf) {
    TreeChart chart;
    chart.nodes = {{"", "n = 5", 0.25}};
    EXPECT_THAT(test::described(tree_chart(chart)), HasSubstr("All, n = 5: 0.25."));
}

}  // namespace
}  // namespace enclosure
