#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/tree_chart.h"
#include "analysis/questions/discovery_questions.h"

namespace enclosure {

namespace {

/// What the tree explains: cases of interest, as classes or as shares, or the outcome itself.
struct TreeTarget {
    std::vector<InputColumn> inputs;
    OutcomeColumn outcome;
    TreeOutcome kind = TreeOutcome::number;
    bool of_cases = true;
    std::string what;
    std::size_t dropped = 0;
};

TreeTarget tree_target(const StudyData& study, const OutcomeChoice& choice, const CartQuestion& question) {
    TreeTarget target;
    target.outcome = study.metrics[choice.metric];
    if (question.regression) {
        DefinedPoints points = defined_points(study, point_outcomes(study, choice).outcome.values, 2);
        target.inputs = std::move(points.inputs);
        target.outcome.values = std::move(points.outcome);
        target.what = choice_text(study, choice);
        target.of_cases = false;
        target.dropped = points.dropped;
        return target;
    }
    Cases cases = cases_of(study, choice, question.cases);
    target.kind = cases.whole() ? TreeOutcome::classes : TreeOutcome::number;
    target.inputs = std::move(cases.inputs);
    target.outcome.values = std::move(cases.share);
    target.what = cases.what;
    target.dropped = cases.dropped;
    return target;
}

std::string question_of(const CartResult& tree, const CartNode& node) {
    const InputColumn& input = tree.inputs[node.input];
    if (!input.categorical()) return fmt::format("{} < {:.4g}", input.id, node.threshold);
    std::vector<std::string> levels;
    for (const std::uint32_t level : node.left_levels) levels.push_back(input.levels[level]);
    return fmt::format("{} in {{{}}}", input.id, fmt::join(levels, ", "));
}

double value_at_node(const CartResult& tree, const CartNode& node) {
    if (tree.kind == TreeOutcome::number) return node.mean;
    return tree.interest < node.class_weights.size() ? node.class_weights[tree.interest] / node.weight : 0;
}

AnswerFigure tree_figure(const CartResult& tree, const TreeTarget& target) {
    TreeChart chart;
    chart.id = "cart";
    chart.title = "A tree of conditions";
    chart.value_title = target.of_cases ? "share of cases" : target.what;
    if (target.of_cases) chart.range = {0, 1};
    for (const CartNode& node : tree.nodes) {
        DrawnNode drawn{.text = fmt::format("{} points", node.rows), .value = value_at_node(tree, node)};
        if (!node.is_leaf()) {
            drawn.question = question_of(tree, node);
            drawn.yes = node.left;
            drawn.no = node.right;
        }
        chart.nodes.push_back(std::move(drawn));
    }
    chart.source = target.what + ".";
    return {chart.id, tree_chart(chart), csv_of(chart)};
}

AnswerTable leaf_table(const CartResult& tree, bool of_cases) {
    AnswerTable table{.id = "leaves",
                      .title = "Leaves",
                      .columns = {{"conditions"},
                                  {.name = "points"},
                                  {.name = "mass", .doc = "Share of all points."},
                                  {.name = of_cases && tree.kind != TreeOutcome::number ? "density" : "mean",
                                   .doc = "Share of the leaf that is of interest, or mean outcome."},
                                  {.name = "coverage", .doc = "Share of all cases that lie in the leaf."},
                                  {.name = "sd", .doc = "Standard deviation of the outcome within the leaf."}}};
    for (const CartLeaf& leaf : tree.leaves) {
        const bool number = tree.kind == TreeOutcome::number;
        table.rows.push_back(
            {leaf.text, static_cast<double>(leaf.rows), leaf.mass, number ? leaf.mean : leaf.density, leaf.coverage, leaf.sd});
    }
    return table;
}

AnswerTable node_table(const CartResult& tree) {
    AnswerTable table{.id = "nodes",
                      .title = "Nodes, the root first",
                      .columns = {{.name = "node"},
                                  {"split"},
                                  {.name = "threshold", .digits = 6},
                                  {.name = "points"},
                                  {.name = "impurity"},
                                  {.name = "value"},
                                  {.name = "gain"},
                                  {.name = "left"},
                                  {.name = "right"}},
                      .shown = 20};
    for (std::size_t k = 0; k < tree.nodes.size(); ++k) {
        const CartNode& node = tree.nodes[k];
        const double none = not_defined;
        table.rows.push_back({static_cast<double>(k), node.is_leaf() ? std::string() : question_of(tree, node), node.threshold,
                              static_cast<double>(node.rows), node.impurity, value_at_node(tree, node), node.is_leaf() ? none : node.gain,
                              node.is_leaf() ? none : static_cast<double>(node.left),
                              node.is_leaf() ? none : static_cast<double>(node.right)});
    }
    return table;
}

AnswerTable importance_table(const CartResult& tree) {
    AnswerTable table{.id = "importance",
                      .title = "Importance in the tree",
                      .columns = {{"input"},
                                  {.name = "importance", .doc = "Share of the fall of impurity that is due to splits by the input."},
                                  {.name = "gain"}}};
    for (std::size_t k = 0; k < tree.inputs.size(); ++k) table.rows.push_back({tree.inputs[k].id, tree.importance[k], tree.gain[k]});
    std::stable_sort(table.rows.begin(), table.rows.end(),
                     [](const auto& a, const auto& b) { return std::get<double>(a[1]) > std::get<double>(b[1]); });
    return table;
}

std::vector<std::string> cart_sentences(const CartResult& tree, const TreeTarget& target) {
    std::vector<std::string> sentences;
    if (tree.leaves.size() == 1) {
        sentences.push_back(fmt::format("No condition tells anything about {}: the tree is a single leaf.", target.what));
        return sentences;
    }
    const auto value = [&](const CartLeaf& leaf) { return tree.kind == TreeOutcome::number ? leaf.mean : leaf.density; };
    const auto [low, high] = std::minmax_element(tree.leaves.begin(), tree.leaves.end(),
                                                 [&](const CartLeaf& a, const CartLeaf& b) { return value(a) < value(b); });
    const char* what = target.of_cases ? "the share of cases" : "the outcome";
    sentences.push_back(fmt::format("{} is highest, {}, where {}, and lowest, {}, where {}.", what, number_text(value(*high)), high->text,
                                    number_text(value(*low)), low->text));
    sentences.back()[0] = static_cast<char>(sentences.back()[0] - 'a' + 'A');
    if (!std::isnan(tree.validation.r2))
        sentences.push_back(fmt::format("On points that it was not grown from the tree explains {} of the variation.",
                                        rough_percent_text(tree.validation.r2)));
    return sentences;
}

}  // namespace

Answer cart_answer(const StudyData& study, const Scope& scope, const CartQuestion& question, const Threads& threads) {
    const TreeTarget target = tree_target(study, scope.outcomes.front(), question);
    CartOptions options = question.options;
    options.seed = scope.seed;
    const CartResult tree = cart(target.inputs, target.outcome, target.kind, options, threads);
    Answer answer{.analysis = "cart", .title = "Under which conditions: a tree"};
    answer.settings = common_settings(study, scope);
    answer.settings.emplace_back("explains", target.what);
    answer.settings.emplace_back("grown", fmt::format("{}, leaves of at least {:g} of all points, {}",
                                                      tree.kind == TreeOutcome::number         ? "variance"
                                                      : options.impurity == CartImpurity::gini ? "Gini impurity"
                                                                                               : "entropy",
                                                      options.min_leaf_share,
                                                      options.pruning == CartPruning::cross_validation ? "pruned by cross-validation"
                                                      : options.pruning == CartPruning::alpha          ? "pruned by a given cost"
                                                                                                       : "not pruned"));
    answer.settings.emplace_back("dropped", fmt::format("{} points without a value", target.dropped));
    answer.sentences = cart_sentences(tree, target);
    answer.tables = {leaf_table(tree, target.of_cases), importance_table(tree), node_table(tree)};
    answer.figures = {tree_figure(tree, target)};
    warn_of_holes(study, answer.warnings);
    answer.warnings.insert(answer.warnings.end(), tree.warnings.begin(), tree.warnings.end());
    return answer;
}

}  // namespace enclosure
