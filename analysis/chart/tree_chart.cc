#include "analysis/chart/tree_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/heading.h"
#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"

namespace enclosure {
namespace {

/// A node in its row. Rows are in order: all of a node's upper branch, the node, all of its lower branch.
struct PlacedNode {
    std::size_t node = 0;
    std::size_t level = 0;
    std::size_t row = 0;
    bool leaf = true;
    bool cut = false;        ///< has children that are not drawn
    std::size_t parent = 0;  ///< index among the placed ones
    bool first = true;       ///< the root
    bool yes = false;        ///< the branch that leads here
};

bool is_leaf(const DrawnNode& node) {
    return node.yes == 0 && node.no == 0;
}

void place_node(std::vector<PlacedNode>& placed, std::size_t& row, const TreeChart& chart, PlacedNode at) {
    const DrawnNode& node = chart.nodes[at.node];
    at.cut = !is_leaf(node) && at.level + 1 >= chart.most_levels;
    at.leaf = is_leaf(node) || at.cut;
    const std::size_t self = placed.size();
    placed.push_back(at);
    const auto child = [&](std::size_t which, bool yes) {
        assert(which > at.node && which < chart.nodes.size());
        place_node(placed, row, chart, {.node = which, .level = at.level + 1, .parent = self, .first = false, .yes = yes});
    };
    if (!at.leaf) child(node.yes, true);
    placed[self].row = row++;
    if (!at.leaf) child(node.no, false);
}

void describe_node(std::string& out, const TreeChart& chart, std::size_t which, const std::string& path) {
    const DrawnNode& node = chart.nodes[which];
    if (is_leaf(node)) {
        out += fmt::format("{}{}{}: {}. ", path.empty() ? "All" : path, node.text.empty() ? "" : ", ", node.text,
                           number_text(node.value, chart.form));
        return;
    }
    const std::string before = path.empty() ? "" : path + "; ";
    describe_node(out, chart, node.yes, before + node.question);
    describe_node(out, chart, node.no, before + "not " + node.question);
}

}  // namespace

std::string tree_chart(const TreeChart& chart) {
    if (chart.nodes.empty()) return empty_picture(chart);
    std::vector<PlacedNode> placed;
    std::size_t rows = 0, deepest = 0;
    place_node(placed, rows, chart, {});
    Extent leaves;
    double chip = 0;
    bool cut = false;
    for (const PlacedNode& p : placed) {
        deepest = std::max(deepest, p.level);
        cut = cut || p.cut;
        if (!p.leaf) continue;
        leaves = join(leaves, extent(std::vector<double>{chart.nodes[p.node].value}));
        chip = std::max(chip, text_width(number_text(chart.nodes[p.node].value, chart.form), small_size) + 14);
    }
    if (empty(leaves)) return empty_picture(chart);
    Sheet sheet = open_sheet(chart);
    ColourScale scale = make_colour_scale(chart.colours, empty(chart.range) ? leaves : chart.range, ScaleKind::linear, chart.middle);
    scale.flipped = chart.flipped;
    add_colour_bar(sheet, chart, scale,
                   {.title = chart.value_title, .form = chart.form, .below = leaves.low<scale.low, .above = leaves.high> scale.high});
    if (cut) sheet.notes.emplace_back("Branches below the last level are drawn as one leaf each.");

    constexpr double row_pitch = 24;
    const double top = sheet.y + 6;
    // Half of the width at most for levels: the deepest node still has room for its text.
    const double indent =
        std::clamp((chart.width - 2 * chart_margin) * 0.5 / static_cast<double>(std::max<std::size_t>(1, deepest)), 16.0, 96.0);
    const auto x_of = [&](const PlacedNode& p) { return chart_margin + 6 + indent * static_cast<double>(p.level); };
    const auto y_of = [&](const PlacedNode& p) { return top + row_pitch * (static_cast<double>(p.row) + 0.5); };
    for (const PlacedNode& p : placed) {
        if (p.first) continue;
        const PlacedNode& parent = placed[p.parent];
        const double bend = y_of(p) < y_of(parent) ? -5 : 5;
        sheet.svg +=
            path_of(fmt::format("M{0} {1}V{2}Q{0} {3} {4} {3}H{5}", coordinate(x_of(parent)), coordinate(y_of(parent) + bend),
                                coordinate(y_of(p) - bend), coordinate(y_of(p)), coordinate(x_of(parent) + 5), coordinate(x_of(p) - 5)),
                    "branch");
        const std::string answer = p.yes ? "yes" : "no";
        if (indent >= text_width(answer, small_size) + 16)
            sheet.svg += text_at({x_of(parent) + 6, y_of(p) + (p.yes ? -4 : 12)}, "small", "start", answer);
    }
    for (const PlacedNode& p : placed) {
        const DrawnNode& node = chart.nodes[p.node];
        const double x = x_of(p), y = y_of(p), right = chart.width - chart_margin;
        const std::string number = number_text(node.value, chart.form);
        double text_x = x + 10;
        sheet.svg += fmt::format("<g><title>{}{}{}: {}</title>\n", escape(node.question),
                                 node.question.empty() || node.text.empty() ? "" : ", ", escape(node.text), escape(number));
        if (p.leaf) {
            const std::size_t step = colour_step(scale, node.value);
            if (step < colour_steps) {
                sheet.svg += fmt::format("<rect class=\"cell {}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"18\"/>\n",
                                         step_class(scale, step), coordinate(x - 5), coordinate(y - 9), coordinate(chip));
                sheet.svg += text_at({x - 5 + chip / 2, y + 4}, "oncell " + step_class(scale, step), "middle", number);
            }
            text_x = x - 5 + chip + 7;
        } else {
            sheet.svg += path_of(fmt::format("M{} {}a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z", coordinate(x - 4), coordinate(y)), "knot");
            const std::string question = fitted(node.question, text_size, right - text_x);
            sheet.svg += text_at({text_x, y + text_size * 0.35}, "rowname", "start", question);
            text_x += text_width(question, text_size) + 8;
        }
        std::string quiet = p.leaf ? node.text : number + (node.text.empty() ? "" : ", " + node.text);
        if (!p.leaf && text_width(quiet, small_size) > right - text_x) quiet = number;
        if (p.leaf || text_width(quiet, small_size) <= right - text_x)
            sheet.svg += text_at({text_x, y + small_size * 0.35}, "small", "start", fitted(quiet, small_size, right - text_x));
        sheet.svg += "</g>\n";
    }
    sheet.y = top + row_pitch * static_cast<double>(rows) + 2;
    std::string described;
    describe_node(described, chart, 0, {});
    described.pop_back();
    return close_sheet(chart, sheet, described);
}

std::string csv_of(const TreeChart& chart) {
    std::vector<std::string> parent(chart.nodes.size()), branch(chart.nodes.size());
    for (std::size_t i = 0; i < chart.nodes.size(); ++i) {
        if (is_leaf(chart.nodes[i])) continue;
        parent[chart.nodes[i].yes] = parent[chart.nodes[i].no] = fmt::format("{}", i + 1);
        branch[chart.nodes[i].yes] = "yes";
        branch[chart.nodes[i].no] = "no";
    }
    std::string out = csv_line({"node", "parent", "branch", "question", "text",
                                csv_cell(chart.value_title.empty() ? "value" : std::string_view(chart.value_title))});
    for (std::size_t i = 0; i < chart.nodes.size(); ++i) {
        const DrawnNode& node = chart.nodes[i];
        out +=
            csv_line({fmt::format("{}", i + 1), parent[i], branch[i], csv_cell(node.question), csv_cell(node.text), csv_cell(node.value)});
    }
    return out;
}

}  // namespace enclosure
