#include "analysis/discovery/feature_scores.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/data/analysis_error.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

constexpr std::size_t fewest_scored_rows = 10;

void check_feature_options(const FeatureScoreOptions& options, std::vector<std::string>& reasons) {
    const auto need = [&](bool legal, const char* sentence) {
        if (!legal) reasons.emplace_back(sentence);
    };
    need(options.forest.trees >= 1 && options.forest.trees < (1U << 24), "A forest needs a tree or more, and at most 16 million.");
    need(options.forest.max_depth >= 0, "The greatest depth of a tree must be 0 (any) or more.");
    need(options.null == FeatureNull::none || options.null_trees >= 1, "The forests that show the noise need a tree or more.");
    need(options.null_rows == 0 || options.null_rows >= fewest_scored_rows, "The forests that show the noise need ten rows or more.");
    need(options.half_samples != 1, "An interval over halves of the rows needs two of them or more; 0 leaves it out.");
    need(options.folds != 1, "Leaving out parts of the rows needs two parts or more; 0 leaves none out.");
    need(options.confidence > 0 && options.confidence < 1, "The confidence level must be between 0 and 1.");
}

// Mean of values[k], values[k + stride], …, and its interval by Student's t.
struct MeanOverForest {
    double mean = not_defined;
    Interval interval = {};
};

MeanOverForest mean_over_forest(std::span<const double> values, std::size_t k, std::size_t stride, double confidence) {
    MeanOverForest out;
    const std::size_t count = values.size() / stride;
    if (count == 0) return out;
    double sum = 0;
    for (std::size_t t = 0; t < count; ++t) sum += values[t * stride + k];
    out.mean = sum / static_cast<double>(count);
    if (count < 2) return out;
    double squares = 0;
    for (std::size_t t = 0; t < count; ++t) squares += (values[t * stride + k] - out.mean) * (values[t * stride + k] - out.mean);
    const auto freedom = static_cast<double>(count - 1);
    const double error = std::sqrt(squares / freedom / static_cast<double>(count));
    const double half = student_quantile((1 + confidence) / 2, freedom) * error;
    out.interval = {out.mean - half, out.mean + half};
    return out;
}

// Gains of each tree as shares of their sum; trees without a split are left out, as forest_scores does.
std::vector<double> gain_shares_by_tree(std::span<const double> gain, std::size_t inputs) {
    std::vector<double> shares;
    for (std::size_t at = 0; at < gain.size(); at += inputs) {
        const double all =
            std::accumulate(gain.begin() + static_cast<std::ptrdiff_t>(at), gain.begin() + static_cast<std::ptrdiff_t>(at + inputs), 0.0);
        for (std::size_t j = 0; j < inputs && all > 0; ++j) shares.push_back(gain[at + j] / all);
    }
    return shares;
}

// Numbers for each row: the part of the rows it belongs to, parts being alike in size.
std::vector<std::uint32_t> parts_of_rows(std::size_t rows, std::size_t parts, std::uint64_t seed, std::uint64_t serial) {
    std::vector<std::uint32_t> part(rows);
    const std::vector<std::uint32_t> order = random_row_order(rows, seed, AnalysisDraw::bootstrap, serial);
    for (std::size_t k = 0; k < rows; ++k) part[order[k]] = static_cast<std::uint32_t>(k % parts);
    return part;
}

constexpr std::uint64_t feature_fold_serial = std::uint64_t{1} << 62;  // not that of a half-sample

// How well averaged predictions of unseen rows are.
class UnseenQuality {
  public:
    explicit UnseenQuality(const TreeTable& table) : table_(table) {}

    void add(std::size_t row, std::span<const double> sum, double trees) {
        rows_.push_back(row);
        if (table_.kind == TreeOutcome::number) {
            const double miss = sum[0] / trees - table_.outcome[row];
            squares_ += miss * miss;
            return;
        }
        const auto truth = static_cast<std::size_t>(table_.outcome[row]);
        for (std::size_t c = 0; c < sum.size(); ++c) {
            const double miss = sum[c] / trees - (c == truth ? 1.0 : 0.0);
            squares_ += miss * miss;
        }
        right_ += static_cast<std::size_t>(std::max_element(sum.begin(), sum.end()) - sum.begin()) == truth ? 1 : 0;
    }

    void write(OutcomeScores& out) const {
        if (rows_.empty()) return;
        const auto n = static_cast<double>(rows_.size());
        double spread = 0;
        if (table_.kind == TreeOutcome::number) {
            double mean = 0;
            for (const std::size_t row : rows_) mean += table_.outcome[row] / n;
            for (const std::size_t row : rows_) spread += (table_.outcome[row] - mean) * (table_.outcome[row] - mean);
        } else {
            std::vector<double> count(table_.classes.size(), 0);
            for (const std::size_t row : rows_) ++count[static_cast<std::size_t>(table_.outcome[row])];
            for (const double c : count) spread += c * (1 - c / n);
            out.accuracy = static_cast<double>(right_) / n;
            out.accuracy_without = *std::max_element(count.begin(), count.end()) / n;
        }
        if (spread > 0) out.r2 = 1 - squares_ / spread;
    }

  private:
    const TreeTable& table_;
    std::vector<std::size_t> rows_;
    double squares_ = 0;
    std::size_t right_ = 0;
};

void add_unseen_rows(UnseenQuality& quality, const UnseenPredictions& unseen, std::size_t outputs) {
    for (std::size_t i = 0; i < unseen.trees.size(); ++i) {
        if (unseen.trees[i] > 0) quality.add(i, std::span(unseen.sum).subspan(i * outputs, outputs), unseen.trees[i]);
    }
}

// One outcome's scores.
class OutcomeScoring {
  public:
    OutcomeScoring(const TreeTable& table, const FeatureScoreOptions& options, const Threads& threads)
        : table_(table), options_(options), threads_(threads), rows_(table), variance_(variance_of_outcome()) {}

    void write(OutcomeScores& out) {
        score_on_all_rows(out);
        if (!options_.forest.bootstrap && options_.folds > 0) score_on_folds(out);
        compare_with_noise(out);
        vary_rows(out);
        warn(out);
    }

  private:
    std::size_t outputs() const { return std::max<std::size_t>(rows_.classes(), 1); }

    double variance_of_outcome() const {
        if (table_.kind == TreeOutcome::classes) return 1;  // errors are shares of rows
        const auto n = static_cast<double>(table_.size());
        double mean = 0;
        for (const double y : table_.outcome) mean += y / n;
        double sum = 0;
        for (const double y : table_.outcome) sum += (y - mean) * (y - mean);
        return sum / n;
    }

    void score_on_all_rows(OutcomeScores& out) {
        ForestUse use;
        use.predict_unseen = options_.forest.bootstrap;
        use.shuffle_inputs = options_.shuffle_inputs && options_.forest.bootstrap;
        const ExtraTreesForest forest = extra_trees(rows_, {}, options_.forest, use, threads_);
        const std::vector<double> scores = forest_scores(forest.gain, rows_.inputs());
        const std::vector<double> shares = gain_shares_by_tree(forest.gain, rows_.inputs());
        for (std::size_t j = 0; j < out.inputs.size(); ++j) {
            out.inputs[j].score = scores[j];
            out.inputs[j].explained = mean_over_forest(forest.gain, j, rows_.inputs(), options_.confidence).mean;
            out.inputs[j].over_trees = mean_over_forest(shares, j, rows_.inputs(), options_.confidence).interval;
        }
        if (!use.predict_unseen) return;
        UnseenQuality quality(table_);
        add_unseen_rows(quality, forest.unseen, outputs());
        quality.write(out);
        write_shuffled(out, forest.unseen.shuffled);
    }

    void write_shuffled(OutcomeScores& out, std::vector<double> by_tree) const {
        for (double& growth : by_tree) growth /= variance_;
        for (std::size_t j = 0; j < out.inputs.size() && !by_tree.empty(); ++j) {
            const MeanOverForest over = mean_over_forest(by_tree, j, rows_.inputs(), options_.confidence);
            out.inputs[j].shuffled = over.mean;
            out.inputs[j].shuffled_over_trees = over.interval;
        }
    }

    void score_on_folds(OutcomeScores& out) {
        const std::size_t folds = std::min(options_.folds, table_.size());
        const std::vector<std::uint32_t> part = parts_of_rows(table_.size(), folds, options_.forest.seed, feature_fold_serial);
        UnseenQuality quality(table_);
        std::vector<double> shuffled;
        for (std::size_t fold = 0; fold < folds; ++fold) {
            std::vector<std::uint32_t> from;
            for (std::uint32_t i = 0; i < part.size(); ++i) {
                if (part[i] != fold) from.push_back(i);
            }
            ForestUse use;
            use.predict_unseen = true;
            use.shuffle_inputs = options_.shuffle_inputs;
            const UnseenPredictions unseen = extra_trees(rows_, from, options_.forest, use, threads_).unseen;
            add_unseen_rows(quality, unseen, outputs());
            shuffled.insert(shuffled.end(), unseen.shuffled.begin(), unseen.shuffled.end());
        }
        quality.write(out);
        write_shuffled(out, std::move(shuffled));
    }

    void compare_with_noise(OutcomeScores& out) {
        ExtraTreesOptions forest = options_.forest;
        forest.trees = options_.null_trees;
        const bool all = options_.null_rows == 0 || table_.size() <= options_.null_rows;
        const FeatureNoise noise = all ? feature_noise(rows_, options_.null, options_.null_forests, forest, threads_)
                                       : feature_noise(rows_.only(rows_for_noise(rows_, options_.null_rows, forest.seed)), options_.null,
                                                       options_.null_forests, forest, threads_);
        if (noise.noise.empty()) return;
        const std::size_t d = rows_.inputs();
        const std::size_t forests = noise.noise.size() / d;
        for (std::size_t j = 0; j < d; ++j) {
            std::vector<double> of_input;
            std::size_t as_much = 0;
            std::size_t any_as_much = 0;
            for (std::size_t b = 0; b < forests; ++b) {
                const auto row = std::span(noise.noise).subspan(b * d, d);
                of_input.push_back(row[j]);
                as_much += row[j] >= noise.observed[j] ? 1 : 0;
                any_as_much += *std::max_element(row.begin(), row.end()) >= noise.observed[j] ? 1 : 0;
            }
            FeatureScore& score = out.inputs[j];
            score.p = static_cast<double>(1 + as_much) / static_cast<double>(1 + forests);
            score.p_any = static_cast<double>(1 + any_as_much) / static_cast<double>(1 + forests);
            score.beside_noise = noise.observed[j];
            score.noise = quantile(of_input, options_.confidence);
            score.above_noise = score.p <= 1 - options_.confidence + 1e-12;  // p is a multiple of 1 / (1 + forests)
        }
    }

    void vary_rows(OutcomeScores& out) {
        if (options_.half_samples < 2) return;
        const std::size_t d = rows_.inputs();
        std::vector<double> scores;
        for (std::size_t r = 0; r < options_.half_samples; ++r) {
            const std::vector<std::uint32_t> part = parts_of_rows(table_.size(), 2, options_.forest.seed, r);
            std::vector<std::uint32_t> from;
            for (std::uint32_t i = 0; i < part.size(); ++i) {
                if (part[i] == 0) from.push_back(i);
            }
            const std::vector<double> of_half = forest_scores(extra_trees(rows_, from, options_.forest, {}, threads_).gain, d);
            scores.insert(scores.end(), of_half.begin(), of_half.end());
        }
        const double z = math::normal_quantile((1 + options_.confidence) / 2);
        const auto count = static_cast<double>(options_.half_samples);
        for (std::size_t j = 0; j < d; ++j) {
            double mean = 0;
            for (std::size_t r = 0; r < options_.half_samples; ++r) mean += scores[r * d + j] / count;
            double squares = 0;
            for (std::size_t r = 0; r < options_.half_samples; ++r) squares += (scores[r * d + j] - mean) * (scores[r * d + j] - mean);
            const double half = z * std::sqrt(squares / (count - 1));
            out.inputs[j].over_rows = {out.inputs[j].score - half, out.inputs[j].score + half};
        }
    }

    void warn(OutcomeScores& out) const {
        if (out.r2 <= 0) {
            out.warnings.push_back(
                fmt::format("The trees predict '{}' on new rows no better than its mean does (R2 = {:.2f}): the scores say nothing.",
                            out.outcome_id, out.r2));
        }
    }

    const TreeTable& table_;
    const FeatureScoreOptions& options_;
    const Threads& threads_;
    ExtraTreeRows rows_;
    double variance_;
};

OutcomeScores scores_of_outcome(const TreeTable& table, const FeatureScoreOptions& options, const Threads& threads) {
    OutcomeScores out;
    out.outcome_id = table.outcome_id;
    out.kind = table.kind;
    out.rows = table.size();
    out.undefined = table.undefined;
    out.inputs.resize(table.inputs.size());
    if (table.undefined > 0) {
        out.warnings.push_back(fmt::format("{} of {} rows are left out: '{}' is not defined there.", table.undefined,
                                           table.size() + table.undefined, table.outcome_id));
    }
    if (table.constant) {
        for (FeatureScore& score : out.inputs) {
            score.over_trees = {0, 0};
            score.p = score.p_any = 1;
        }
        out.warnings.push_back(fmt::format("'{}' is the same in every row: no input can matter, all scores are 0.", table.outcome_id));
        return out;
    }
    OutcomeScoring(table, options, threads).write(out);
    return out;
}

}  // namespace

FeatureScores feature_scores(std::span<const InputColumn> inputs, std::span<const OutcomeColumn> outcomes,
                             std::span<const TreeOutcome> kinds, const FeatureScoreOptions& options, const Threads& threads) {
    std::vector<std::string> reasons;
    check_feature_options(options, reasons);
    if (outcomes.empty()) reasons.emplace_back("There are no outcomes: name at least one that inputs are to be scored for.");
    if (kinds.size() != 1 && kinds.size() != outcomes.size()) {
        reasons.push_back(
            fmt::format("{} outcomes need as many kinds (number or classes), or one for all, not {}.", outcomes.size(), kinds.size()));
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    const auto table_of = [&](std::size_t k) {
        return tree_table(inputs, outcomes[k], kinds[kinds.size() == 1 ? 0 : k], {}, fewest_scored_rows);
    };
    for (std::size_t k = 0; k < outcomes.size(); ++k) {
        try {
            table_of(k);
        } catch (const AnalysisError& error) {
            for (const std::string& reason : error.reasons()) {
                if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
            }
        }
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    FeatureScores out;
    for (const InputColumn& input : inputs) out.inputs.push_back(input.id);
    for (std::size_t k = 0; k < outcomes.size(); ++k) out.outcomes.push_back(scores_of_outcome(table_of(k), options, threads));
    return out;
}

}  // namespace enclosure
