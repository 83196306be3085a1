#include "analysis/discovery/extra_trees.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_draws.h"
#include "analysis/discovery/feature_null.h"

namespace enclosure {

namespace {

// Trees that are grown before their predictions are added up, in the order of trees.
constexpr std::size_t trees_at_once = 16;

// Permutations of an input among rows that a tree has not seen; not those of outcomes (feature_null.cc).
constexpr std::uint64_t shuffled_input_serial = std::uint64_t{1} << 62;

ExtraTreeGrowth extra_tree_growth_of(const ExtraTreesOptions& options, std::size_t tree, const ExtraTreeRows& rows, std::size_t from) {
    ExtraTreeGrowth how;
    how.seed = options.seed;
    how.tree = static_cast<std::uint32_t>(tree);
    how.tried = tried_inputs(options, rows.inputs());
    how.min_leaf = extra_trees_min_leaf(options, from);
    how.min_split = std::max<std::size_t>(options.min_split, 2);
    how.max_depth = options.max_depth;
    return how;
}

// How often each row of the table is taken, those that may be being `from`; all if that is empty.
std::vector<std::uint32_t> rows_taken_for_tree(const ExtraTreesOptions& options, std::size_t tree, std::size_t rows,
                                               std::span<const std::uint32_t> from) {
    if (from.empty()) return rows_of_tree(options, tree, rows);
    const std::vector<std::uint32_t> times_of_place = rows_of_tree(options, tree, from.size());
    std::vector<std::uint32_t> times(rows, 0);
    for (std::size_t k = 0; k < from.size(); ++k) times[from[k]] = times_of_place[k];
    return times;
}

double unseen_loss(std::span<const double> value, double outcome, bool classes, const ExtraTreeRows& rows) {
    if (!classes) {
        const double miss = value[0] - rows.number(outcome);
        return miss * miss;
    }
    const auto most = std::max_element(value.begin(), value.end()) - value.begin();
    return static_cast<double>(most) == outcome ? 0 : 1;
}

// One tree, and what it says of rows that it has not seen.
struct GrownExtraTree {
    ExtraTree tree;
    std::vector<std::uint32_t> unseen;
    std::vector<double> values;
    std::vector<double> shuffled;  // by input
};

void shuffle_inputs_of(GrownExtraTree& grown, const ExtraTreeRows& rows, const ExtraTreeGrowth& how) {
    const bool classes = rows.classes() > 0;
    const std::size_t outputs = std::max<std::size_t>(rows.classes(), 1);
    const std::size_t count = grown.unseen.size();
    grown.shuffled.assign(rows.inputs(), 0);
    if (count == 0) return;
    const auto outcome = [&](std::size_t k) { return static_cast<double>(rows.outcome()[grown.unseen[k]]); };
    double plain = 0;
    for (std::size_t k = 0; k < count; ++k) {
        plain += unseen_loss(std::span(grown.values).subspan(k * outputs, outputs), outcome(k), classes, rows);
    }
    std::vector<double> row(rows.stride());
    for (std::size_t j = 0; j < rows.inputs(); ++j) {
        if (!(grown.tree.gain[j] > 0)) continue;
        const std::uint64_t serial = shuffled_input_serial | std::uint64_t{how.tree} << 24 | j;
        const std::vector<std::uint32_t> order = random_row_order(count, how.seed, AnalysisDraw::permutation, serial);
        double loss = 0;
        for (std::size_t k = 0; k < count; ++k) {
            const std::span<const double> own = rows.row(grown.unseen[k]);
            std::copy(own.begin(), own.end(), row.begin());
            row[j] = rows.row(grown.unseen[order[k]])[j];
            loss += unseen_loss(extra_tree_value(grown.tree, rows, row), outcome(k), classes, rows);
        }
        grown.shuffled[j] = (loss - plain) / static_cast<double>(count);
    }
}

GrownExtraTree grown_extra_tree(const ExtraTreeRows& rows, std::span<const std::uint32_t> from, const ExtraTreesOptions& options,
                                const ForestUse& use, std::size_t tree) {
    const std::vector<std::uint32_t> times = rows_taken_for_tree(options, tree, rows.size(), from);
    const ExtraTreeGrowth how = extra_tree_growth_of(options, tree, rows, from.empty() ? rows.size() : from.size());
    GrownExtraTree grown;
    grown.tree = grow_extra_tree(rows, rows.outcome(), times, how);
    if (!use.predict_unseen && !use.shuffle_inputs) return grown;
    for (std::uint32_t i = 0; i < times.size(); ++i) {
        if (times[i] > 0) continue;
        grown.unseen.push_back(i);
        const std::span<const double> value = extra_tree_value(grown.tree, rows, rows.row(i));
        grown.values.insert(grown.values.end(), value.begin(), value.end());
    }
    if (use.shuffle_inputs) shuffle_inputs_of(grown, rows, how);
    return grown;
}

}  // namespace

std::size_t tried_inputs(const ExtraTreesOptions& options, std::size_t inputs) {
    const auto d = static_cast<double>(inputs);
    const auto of_rule = [&] {
        switch (options.tried) {
            case TriedInputs::third:
                return std::round(d / 3);
            case TriedInputs::root:
                return std::round(std::sqrt(d));
            case TriedInputs::all:
                break;
        }
        return d;
    };
    const std::size_t number = options.tried_number > 0 ? options.tried_number : static_cast<std::size_t>(of_rule());
    return std::clamp<std::size_t>(number, 1, std::max<std::size_t>(inputs, 1));
}

std::size_t extra_trees_min_leaf(const ExtraTreesOptions& options, std::size_t rows) {
    if (options.min_leaf > 0) return options.min_leaf;
    return std::max<std::size_t>(1, static_cast<std::size_t>(std::round(std::sqrt(static_cast<double>(rows) / 1000))));
}

std::vector<std::uint32_t> rows_of_tree(const ExtraTreesOptions& options, std::size_t tree, std::size_t rows) {
    if (!options.bootstrap) return std::vector<std::uint32_t>(rows, 1);
    std::vector<std::uint32_t> times(rows, 0);
    for (std::size_t k = 0; k < rows; k += 4) {
        const Draws draws = analysis_draws(options.seed, AnalysisDraw::tree_rows, tree, static_cast<std::uint32_t>(k / 4));
        for (std::size_t w = 0; w < 4 && k + w < rows; ++w) ++times[whole_below(rows, draws.word(w))];
    }
    return times;
}

ExtraTreesForest extra_trees(const ExtraTreeRows& rows, std::span<const std::uint32_t> from, const ExtraTreesOptions& options,
                             const ForestUse& use, const Threads& threads) {
    const std::size_t outputs = std::max<std::size_t>(rows.classes(), 1);
    ExtraTreesForest forest;
    forest.inputs = rows.inputs();
    forest.gain.reserve(options.trees * rows.inputs());
    if (use.predict_unseen) {
        forest.unseen.sum.assign(rows.size() * outputs, 0);
        forest.unseen.trees.assign(rows.size(), 0);
    }
    for (std::size_t first = 0; first < options.trees; first += trees_at_once) {
        std::vector<GrownExtraTree> grown(std::min(trees_at_once, options.trees - first));
        threads.for_each(grown.size(), [&](std::size_t k) { grown[k] = grown_extra_tree(rows, from, options, use, first + k); });
        for (GrownExtraTree& one : grown) {
            forest.gain.insert(forest.gain.end(), one.tree.gain.begin(), one.tree.gain.end());
            forest.unseen.shuffled.insert(forest.unseen.shuffled.end(), one.shuffled.begin(), one.shuffled.end());
            for (std::size_t k = 0; use.predict_unseen && k < one.unseen.size(); ++k) {
                ++forest.unseen.trees[one.unseen[k]];
                for (std::size_t c = 0; c < outputs; ++c) forest.unseen.sum[one.unseen[k] * outputs + c] += one.values[k * outputs + c];
            }
            if (use.keep_trees) forest.trees.push_back(std::move(one.tree));
        }
    }
    return forest;
}

std::vector<double> extra_tree_gains(const ExtraTreeRows& rows, std::span<const std::int64_t> outcome, const ExtraTreesOptions& options) {
    std::vector<double> gain;
    for (std::size_t tree = 0; tree < options.trees; ++tree) {
        const std::vector<std::uint32_t> times = rows_of_tree(options, tree, rows.size());
        const ExtraTree grown = grow_extra_tree(rows, outcome, times, extra_tree_growth_of(options, tree, rows, rows.size()));
        gain.insert(gain.end(), grown.gain.begin(), grown.gain.end());
    }
    return gain;
}

std::vector<double> forest_scores(std::span<const double> gain, std::size_t inputs) {
    std::vector<double> score(inputs, 0);
    for (std::size_t at = 0; at < gain.size(); at += inputs) {
        const std::span<const double> tree = gain.subspan(at, inputs);
        const double all = std::accumulate(tree.begin(), tree.end(), 0.0);
        for (std::size_t j = 0; j < inputs && all > 0; ++j) score[j] += tree[j] / all;
    }
    const double all = std::accumulate(score.begin(), score.end(), 0.0);
    for (double& s : score) s = all > 0 ? s / all : 0;
    return score;
}

}  // namespace enclosure
