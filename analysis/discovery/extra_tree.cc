#include "analysis/discovery/extra_tree.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <numeric>
#include <utility>

#include "analysis/data/analysis_draws.h"

namespace enclosure {

namespace {

// Two inputs at a time. Vectors of the compilers, so that they are there at any level of optimisation.
using TwoReals [[gnu::vector_size(16), gnu::may_alias]] = double;
using TwoWholes [[gnu::vector_size(16), gnu::may_alias]] = std::int64_t;

static_assert(__STDCPP_DEFAULT_NEW_ALIGNMENT__ >= sizeof(TwoReals), "vectors of numbers must be where pairs may be read");

// A tally counts distinct rows in its upper half and how many times they were taken in the lower one, in one addition.
constexpr std::int64_t tally_of_row(std::uint32_t times) {
    return std::int64_t{1} << 32 | times;
}
constexpr std::size_t tally_rows(std::int64_t tally) {
    return static_cast<std::size_t>(tally >> 32);
}
constexpr double tally_weight(std::int64_t tally) {
    return static_cast<double>(tally & 0xffffffff);
}

std::size_t level_words(std::size_t levels) {
    return (levels + 63) / 64;
}

bool in_level_set(const std::uint64_t* set, double value) {
    const auto level = static_cast<std::size_t>(value);
    return (set[level / 64] >> (level % 64) & 1) != 0;
}

// Squares between the sides of a split, of a number or of the indicator of a class.
double squares_between_sides(double sum_left, double weight_left, double sum_right, double weight_right) {
    const double difference = sum_left / weight_left - sum_right / weight_right;
    return weight_left * weight_right / (weight_left + weight_right) * difference * difference;
}

class ExtraTreeMaker {
  public:
    ExtraTreeMaker(const ExtraTreeRows& rows, std::span<const std::int64_t> outcome, std::span<const std::uint32_t> times,
                   const ExtraTreeGrowth& how)
        : rows_(rows),
          how_(how),
          stride_(rows.stride()),
          pairs_(stride_ / 2 - 1),
          sums_(std::max<std::size_t>(rows.classes(), 1)),
          low_(stride_),
          high_(stride_),
          cut_(stride_),
          tally_left_(sums_ * stride_),
          value_left_(stride_),
          tally_(sums_) {
        std::size_t count = 0;
        for (const std::uint32_t t : times) count += t > 0 ? 1 : 0;
        count_ = count;
        records_ = std::make_unique_for_overwrite<double[]>(count * stride_);
        aside_ = std::make_unique_for_overwrite<double[]>(count * stride_);
        double* to = records_.get();
        for (std::size_t i = 0; i < times.size(); ++i) {
            if (times[i] == 0) continue;
            std::memcpy(to, rows.row(i).data(), stride_ * sizeof(double));
            to[stride_ - 2] = std::bit_cast<double>(outcome[i]);
            to[stride_ - 1] = std::bit_cast<double>(tally_of_row(times[i]));
            to += stride_;
        }
        tree_.gain.assign(rows.inputs(), 0);
    }

    ExtraTree made() {
        std::vector<Open> open = {{0, count_, 0, 0, false}};
        while (!open.empty()) {
            const Open at = open.back();
            open.pop_back();
            const std::size_t index = tree_.nodes.size();
            tree_.nodes.emplace_back();
            if (at.is_right) tree_.nodes[at.parent].right = static_cast<std::uint32_t>(index);
            look_at(at.begin, at.end);
            if (index == 0) root_squares_ = squares();
            const std::size_t middle = may_be_split(at) ? split(index, at.begin, at.end) : at.end;
            if (middle == at.end) {
                make_leaf(tree_.nodes[index]);
                continue;
            }
            open.push_back({middle, at.end, index, at.depth + 1, true});
            open.push_back({at.begin, middle, index, at.depth + 1, false});
        }
        for (double& gain : tree_.gain) gain = root_squares_ > 0 ? gain / root_squares_ : 0;
        return std::move(tree_);
    }

  private:
    struct Open {
        std::size_t begin;
        std::size_t end;
        std::size_t parent;
        int depth;
        bool is_right;
    };

    struct Cut {
        std::size_t input = 0;
        double gain = -1;
    };

    const double* record(std::size_t k) const { return records_.get() + k * stride_; }
    std::int64_t outcome_of(std::size_t k) const { return std::bit_cast<std::int64_t>(record(k)[stride_ - 2]); }
    std::int64_t tally_at(std::size_t k) const { return std::bit_cast<std::int64_t>(record(k)[stride_ - 1]); }
    bool numbers() const { return rows_.classes() == 0; }

    // Ranges of inputs and outcome, and sums of the whole node.
    void look_at(std::size_t begin, std::size_t end) {
        begin_ = begin;
        end_ = end;
        std::memcpy(low_.data(), record(begin), stride_ * sizeof(double));
        std::memcpy(high_.data(), record(begin), stride_ * sizeof(double));
        auto* low = reinterpret_cast<TwoReals*>(low_.data());
        auto* high = reinterpret_cast<TwoReals*>(high_.data());
        const bool as_numbers = numbers();
        const std::size_t pairs = pairs_;
        std::fill(tally_.begin(), tally_.end(), 0);
        value_ = 0;
        lowest_ = outcome_of(begin);
        highest_ = lowest_;
        for (std::size_t k = begin; k < end; ++k) {
            const auto* x = reinterpret_cast<const TwoReals*>(record(k));
            for (std::size_t p = 0; p < pairs; ++p) {
                low[p] = x[p] < low[p] ? x[p] : low[p];
                high[p] = x[p] > high[p] ? x[p] : high[p];
            }
            const std::int64_t y = outcome_of(k);
            const std::int64_t tally = tally_at(k);
            lowest_ = std::min(lowest_, y);
            highest_ = std::max(highest_, y);
            if (as_numbers) value_ += y * (tally & 0xffffffff);
            tally_[as_numbers ? 0 : static_cast<std::size_t>(y)] += tally;
        }
        whole_ = std::accumulate(tally_.begin(), tally_.end(), std::int64_t{0});
    }

    // Σ times (y - mean)² of the node, or Σ times × Gini.
    double squares() const {
        const double weight = tally_weight(whole_);
        double sum = 0;
        if (numbers()) {
            const double mean = static_cast<double>(value_) / weight;
            const double reach = std::max(static_cast<double>(highest_) - mean, mean - static_cast<double>(lowest_));
            if (!(reach > 0)) return 0;
            const double scale = std::ldexp(1.0, 59 - std::ilogb(weight));
            std::int64_t whole = 0;
            for (std::size_t k = begin_; k < end_; ++k) {
                const double z = (static_cast<double>(outcome_of(k)) - mean) / reach;
                whole += static_cast<std::int64_t>(tally_weight(tally_at(k)) * z * z * scale);
            }
            return static_cast<double>(whole) / scale * reach * reach;
        }
        for (const std::int64_t tally : tally_) sum += tally_weight(tally) * (1 - tally_weight(tally) / weight);
        return sum;
    }

    bool may_be_split(const Open& at) const {
        const std::size_t rows = at.end - at.begin;
        return lowest_ < highest_ && rows >= how_.min_split && rows >= 2 * how_.min_leaf &&
               (how_.max_depth == 0 || at.depth < how_.max_depth);
    }

    Draws draws_of(AnalysisDraw what, std::size_t node, std::size_t index) const {
        return analysis_draws(how_.seed, what, std::uint64_t{how_.tree} << 32 | node, static_cast<std::uint32_t>(index));
    }

    // The inputs that this node tries, those with the lowest keys. Of cuts that are equally good, as all are in a node of two rows, that
    // with the lowest key is taken too: the place of an input must not count.
    void choose_inputs(std::size_t node) {
        chosen_.clear();
        keys_.clear();
        for (std::size_t j = 0; j < rows_.inputs(); ++j) {
            if (low_[j] < high_[j]) chosen_.push_back(j);
        }
        for (std::size_t b = 0; b < (rows_.inputs() + 3) / 4; ++b) {
            const Draws draws = draws_of(AnalysisDraw::tree_factors, node, b);
            for (std::size_t w = 0; w < 4; ++w) keys_.push_back(draws.word(w));
        }
        if (chosen_.size() <= how_.tried) return;
        std::nth_element(chosen_.begin(), chosen_.begin() + static_cast<std::ptrdiff_t>(how_.tried), chosen_.end(),
                         [&](std::size_t a, std::size_t b) { return before(a, b); });
        chosen_.resize(how_.tried);
        std::sort(chosen_.begin(), chosen_.end());
    }

    bool before(std::size_t a, std::size_t b) const { return keys_[a] != keys_[b] ? keys_[a] < keys_[b] : a < b; }

    void draw_cuts(std::size_t node) {
        std::fill(cut_.begin(), cut_.end(), -std::numeric_limits<double>::infinity());
        for (std::size_t c = 0; c < chosen_.size();) {
            const std::size_t block = chosen_[c] / 4;
            const Draws draws = draws_of(AnalysisDraw::tree_threshold, node, block);
            for (; c < chosen_.size() && chosen_[c] / 4 == block; ++c) {
                const std::size_t j = chosen_[c];
                if (rows_.levels(j) > 0) continue;
                const double u = (draws.word(j % 4) + 0.5) * 0x1p-32;
                const double cut = low_[j] + u * (high_[j] - low_[j]);
                cut_[j] = cut >= low_[j] && cut < high_[j] ? cut : low_[j];
            }
        }
    }

    // Sums of what goes left by each input that is tried, or of all inputs at once where that is quicker: of those that are not tried
    // nothing goes left.
    void cut_numbers() {
        std::fill(tally_left_.begin(), tally_left_.end(), 0);
        std::fill(value_left_.begin(), value_left_.end(), 0);
        const bool few = 2 * chosen_.size() <= rows_.inputs();
        for (std::size_t k = begin_; k < end_; ++k) {
            const std::int64_t tally = tally_at(k);
            const std::int64_t y = outcome_of(k);
            std::int64_t* tally_left = tally_left_.data() + (numbers() ? 0 : static_cast<std::size_t>(y) * stride_);
            const std::int64_t share = numbers() ? y * (tally & 0xffffffff) : 0;
            if (few) {
                add_chosen(record(k), tally, share, tally_left);
            } else if (numbers()) {
                add_all<true>(record(k), tally, share, tally_left);
            } else {
                add_all<false>(record(k), tally, share, tally_left);
            }
        }
    }

    void add_chosen(const double* x, std::int64_t tally, std::int64_t share, std::int64_t* tally_left) {
        const double* cut = cut_.data();
        std::int64_t* value_left = value_left_.data();
        for (const std::size_t j : chosen_) {
            const std::int64_t left = -static_cast<std::int64_t>(x[j] <= cut[j]);
            tally_left[j] += left & tally;
            value_left[j] += left & share;
        }
    }

    template <bool with_values>
    void add_all(const double* record, std::int64_t tally, std::int64_t share, std::int64_t* tally_left) {
        const TwoWholes tallies = {tally, tally};
        const TwoWholes shares = {share, share};
        const auto* x = reinterpret_cast<const TwoReals*>(record);
        const auto* cut = reinterpret_cast<const TwoReals*>(cut_.data());
        auto* tally_pair = reinterpret_cast<TwoWholes*>(tally_left);
        auto* value_pair = reinterpret_cast<TwoWholes*>(value_left_.data());
        const std::size_t pairs = pairs_;
        for (std::size_t p = 0; p < pairs; ++p) {
            const TwoWholes left = x[p] <= cut[p];
            tally_pair[p] += left & tallies;
            if constexpr (with_values) value_pair[p] += left & shares;
        }
    }

    // A random division of the levels that occur in the node, each as likely as any other (Geurts et al., table 1); levels that do not
    // occur go either way. Returns where in level_sets it stands.
    std::size_t draw_levels(std::size_t node, std::size_t j) {
        const std::size_t words = level_words(rows_.levels(j));
        const std::size_t at = tree_.level_sets.size();
        tree_.level_sets.resize(at + words);
        present_.assign(words, 0);
        for (std::size_t k = begin_; k < end_; ++k) {
            const auto level = static_cast<std::size_t>(record(k)[j]);
            present_[level / 64] |= std::uint64_t{1} << (level % 64);
        }
        const auto divides = [&] {
            bool some = false;
            bool all = true;
            for (std::size_t w = 0; w < words; ++w) {
                const std::uint64_t left = tree_.level_sets[at + w] & present_[w];
                some = some || left != 0;
                all = all && left == present_[w];
            }
            return some && !all;
        };
        // Blocks beyond those of the thresholds. Of two levels half of the draws divide: that none of a thousand does, does not happen.
        std::size_t block = (rows_.inputs() + 3) / 4 + j * 100000;
        for (int tries = 0; tries < 1000; ++tries) {
            for (std::size_t w = 0; w < words; ++w) tree_.level_sets[at + w] = draws_of(AnalysisDraw::tree_threshold, node, block++).bits();
            if (divides()) break;
        }
        return at;
    }

    void cut_levels(std::size_t j, const std::uint64_t* set) {
        for (std::size_t k = begin_; k < end_; ++k) {
            if (!in_level_set(set, record(k)[j])) continue;
            if (numbers()) {
                tally_left_[j] += tally_at(k);
                value_left_[j] += outcome_of(k) * (tally_at(k) & 0xffffffff);
            } else {
                tally_left_[static_cast<std::size_t>(outcome_of(k)) * stride_ + j] += tally_at(k);
            }
        }
    }

    double gain_of(std::size_t j) const {
        std::int64_t left = 0;
        for (std::size_t s = 0; s < sums_; ++s) left += tally_left_[s * stride_ + j];
        const std::int64_t right = whole_ - left;
        if (std::min(tally_rows(left), tally_rows(right)) < std::max<std::size_t>(how_.min_leaf, 1)) return -1;
        const double weight_left = tally_weight(left);
        const double weight_right = tally_weight(right);
        if (numbers()) {
            return squares_between_sides(static_cast<double>(value_left_[j]), weight_left, static_cast<double>(value_ - value_left_[j]),
                                         weight_right);
        }
        double gain = 0;
        for (std::size_t s = 0; s < sums_; ++s) {
            const std::int64_t of_class = tally_left_[s * stride_ + j];
            gain += squares_between_sides(tally_weight(of_class), weight_left, tally_weight(tally_[s] - of_class), weight_right);
        }
        return gain;
    }

    // Splits the node at the best cut, and returns where the right rows begin: the end, if no cut is good.
    std::size_t split(std::size_t index, std::size_t begin, std::size_t end) {
        choose_inputs(index);
        draw_cuts(index);
        cut_numbers();
        const std::size_t sets_before = tree_.level_sets.size();
        std::size_t set_of_best = sets_before;
        Cut best;
        for (const std::size_t j : chosen_) {
            std::size_t set = sets_before;
            if (rows_.levels(j) > 0) {
                set = draw_levels(index, j);
                cut_levels(j, tree_.level_sets.data() + set);
            }
            const double gain = gain_of(j);
            if (gain < 0 || gain < best.gain || (gain == best.gain && before(best.input, j))) continue;
            best = {j, gain};
            set_of_best = set;
        }
        if (best.gain < 0) {
            tree_.level_sets.resize(sets_before);
            return end;
        }
        ExtraTreeNode& node = tree_.nodes[index];
        node.input = static_cast<std::int32_t>(best.input);
        node.threshold = cut_[best.input];
        const std::size_t words = level_words(rows_.levels(best.input));
        for (std::size_t w = 0; w < words; ++w) tree_.level_sets[sets_before + w] = tree_.level_sets[set_of_best + w];
        tree_.level_sets.resize(sets_before + words);
        node.at = static_cast<std::uint32_t>(sets_before);
        tree_.gain[best.input] += best.gain;
        if (words == 0) return divide(begin, end, [&](const double* r) { return r[best.input] <= node.threshold; });
        const std::uint64_t* set = tree_.level_sets.data() + sets_before;
        return divide(begin, end, [&](const double* r) { return in_level_set(set, r[best.input]); });
    }

    // Rows that go left move to the front, those that go right behind them, each side in its order.
    template <class GoesLeft>
    std::size_t divide(std::size_t begin, std::size_t end, GoesLeft goes_left) {
        double* next = records_.get() + begin * stride_;
        double* right = aside_.get();
        for (std::size_t k = begin; k < end; ++k) {
            const double* from = record(k);
            double*& to = goes_left(from) ? next : right;
            if (to != from) std::memcpy(to, from, stride_ * sizeof(double));
            to += stride_;
        }
        std::memcpy(next, aside_.get(), static_cast<std::size_t>(right - aside_.get()) * sizeof(double));
        return static_cast<std::size_t>(next - records_.get()) / stride_;
    }

    void make_leaf(ExtraTreeNode& node) {
        node.at = static_cast<std::uint32_t>(tree_.values.size());
        const double weight = tally_weight(whole_);
        if (numbers()) {
            tree_.values.push_back(rows_.number(static_cast<double>(value_) / weight));
            return;
        }
        for (const std::int64_t tally : tally_) tree_.values.push_back(tally_weight(tally) / weight);
    }

    const ExtraTreeRows& rows_;
    ExtraTreeGrowth how_;
    std::size_t stride_;
    std::size_t pairs_;  // of inputs in a record
    std::size_t sums_;   // classes, or 1
    std::size_t count_ = 0;
    std::unique_ptr<double[]> records_;  // rows, in the order of leaves
    std::unique_ptr<double[]> aside_;
    ExtraTree tree_;
    double root_squares_ = 0;

    // Of the node that is looked at.
    std::size_t begin_ = 0;
    std::size_t end_ = 0;
    std::vector<double> low_;
    std::vector<double> high_;
    std::vector<double> cut_;
    std::vector<std::int64_t> tally_left_;  // class × input
    std::vector<std::int64_t> value_left_;
    std::vector<std::int64_t> tally_;  // by class
    std::int64_t whole_ = 0;
    std::int64_t value_ = 0;
    std::int64_t lowest_ = 0;
    std::int64_t highest_ = 0;
    std::vector<std::size_t> chosen_;
    std::vector<std::uint32_t> keys_;
    std::vector<std::uint64_t> present_;
};

}  // namespace

ExtraTree grow_extra_tree(const ExtraTreeRows& rows, std::span<const std::int64_t> outcome, std::span<const std::uint32_t> times,
                          const ExtraTreeGrowth& how) {
    return ExtraTreeMaker(rows, outcome, times, how).made();
}

std::span<const double> extra_tree_value(const ExtraTree& tree, const ExtraTreeRows& rows, std::span<const double> row) {
    std::size_t at = 0;
    while (tree.nodes[at].input >= 0) {
        const ExtraTreeNode& node = tree.nodes[at];
        const auto j = static_cast<std::size_t>(node.input);
        const bool left = rows.levels(j) > 0 ? in_level_set(tree.level_sets.data() + node.at, row[j]) : row[j] <= node.threshold;
        at = left ? at + 1 : node.right;
    }
    const std::size_t count = std::max<std::size_t>(rows.classes(), 1);
    return {tree.values.data() + tree.nodes[at].at, count};
}

}  // namespace enclosure
