// A decision tree, lying: the root at the left, a row for each node, so that its text never meets another's at any width.
// Invariant: the branch for which a node's question is true goes up, the other down; a leaf has its value as a shade and as a number.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/chart/colour_scale.h"

namespace enclosure {

struct DrawnNode {
    std::string question = {};  ///< of an inner node: "capital cost < 3.2"; a leaf has none
    std::string text = {};      ///< behind it, quiet: how many rows, what else is to be said
    double value = 0;           ///< mean of the outcome, or share of the cases of interest
    std::size_t yes = 0;        ///< indices of the children in the list of nodes; both 0 for a leaf
    std::size_t no = 0;
};

struct TreeChart : Picture {
    std::vector<DrawnNode> nodes = {};  ///< the first is the root; a child stands after its parent
    Form form = {};
    std::string value_title = {};  ///< what the value is
    ColourKind colours = ColourKind::sequential;
    Extent range = {};  ///< of the colours; empty: that of the leaves
    double middle = 0;  ///< of diverging colours
    bool flipped = false;
    std::size_t most_levels = 6;  ///< deeper nodes are drawn as leaves, and the caption says so
};

/// The chart as an `<svg>` element, as high as its nodes need.
std::string tree_chart(const TreeChart& chart);

/// Its data: node, parent, branch, question, text, value; all nodes.
std::string csv_of(const TreeChart& chart);

}  // namespace enclosure
