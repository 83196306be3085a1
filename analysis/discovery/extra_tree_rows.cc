#include "analysis/discovery/extra_tree_rows.h"

#include <algorithm>
#include <cmath>

namespace enclosure {

ExtraTreeRows::ExtraTreeRows(const TreeTable& table)
    : rows_(table.size()),
      stride_((table.inputs.size() + 1) / 2 * 2 + 2),
      words_(rows_ * stride_),
      outcome_(rows_),
      classes_(table.classes.size()) {
    for (const InputColumn& column : table.inputs) {
        const std::size_t j = levels_.size();
        levels_.push_back(column.levels.size());
        for (std::size_t i = 0; i < rows_; ++i) words_[i * stride_ + j] = column.values[i];
    }
    if (classes_ > 0) {
        for (std::size_t i = 0; i < rows_; ++i) outcome_[i] = static_cast<std::int64_t>(table.outcome[i]);
        return;
    }
    const auto [low, high] = std::minmax_element(table.outcome.begin(), table.outcome.end());
    middle_ = *low / 2 + *high / 2;
    const double half = std::max(*high - middle_, middle_ - *low);
    const double whole = std::ldexp(1.0, 60 - std::ilogb(static_cast<double>(rows_)) - 1);
    unit_ = half / whole;
    for (std::size_t i = 0; i < rows_ && half > 0; ++i)
        outcome_[i] = static_cast<std::int64_t>((table.outcome[i] - middle_) / half * whole);
}

ExtraTreeRows ExtraTreeRows::with_shuffled_inputs(std::span<const std::uint32_t> order) const {
    ExtraTreeRows out = *this;
    const std::size_t d = inputs();
    out.levels_.insert(out.levels_.end(), levels_.begin(), levels_.end());
    out.stride_ = 2 * d + 2;
    out.words_.assign(rows_ * out.stride_, 0);
    for (std::size_t i = 0; i < rows_; ++i) {
        double* to = out.words_.data() + i * out.stride_;
        std::copy_n(row(i).begin(), d, to);
        std::copy_n(row(order[i]).begin(), d, to + d);
    }
    return out;
}

ExtraTreeRows ExtraTreeRows::only(std::span<const std::uint32_t> chosen) const {
    ExtraTreeRows out = *this;
    out.rows_ = chosen.size();
    out.words_.clear();
    out.outcome_.clear();
    for (const std::uint32_t i : chosen) {
        out.words_.insert(out.words_.end(), row(i).begin(), row(i).end());
        out.outcome_.push_back(outcome_[i]);
    }
    return out;
}

}  // namespace enclosure
