// PRIM once more, as plainly as it can be said: rows are filtered and sorted anew for each candidate. For comparison on small samples.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include "analysis/discovery/prim_search.h"

namespace enclosure::test {

struct PlainBox {
    std::vector<double> low, high;              // of numbers, with the sample's range where there is no limit
    std::vector<std::set<std::string>> levels;  // of categories
    std::vector<std::size_t> rows;
    double cases = 0;

    PrimBox box(const std::vector<InputColumn>& inputs) const;
};

inline bool plain_holds(const PlainBox& box, const std::vector<InputColumn>& inputs, std::size_t c, std::size_t row) {
    const InputColumn& input = inputs[c];
    const double x = input.values[row];
    if (input.categorical()) return box.levels[c].count(input.levels[static_cast<std::size_t>(x)]) > 0;
    return box.low[c] <= x && x <= box.high[c];
}

inline PlainBox plain_everything(const std::vector<InputColumn>& inputs) {
    PlainBox box;
    for (const InputColumn& input : inputs) {
        box.low.push_back(*std::min_element(input.values.begin(), input.values.end()));
        box.high.push_back(*std::max_element(input.values.begin(), input.values.end()));
        box.levels.emplace_back();
        if (!input.categorical()) continue;
        for (const double x : input.values) box.levels.back().insert(input.levels[static_cast<std::size_t>(x)]);
    }
    return box;
}

inline std::size_t plain_restricted(const PlainBox& box, const PlainBox& all) {
    std::size_t count = 0;
    for (std::size_t c = 0; c < all.low.size(); ++c)
        count += box.low[c] != all.low[c] || box.high[c] != all.high[c] || box.levels[c] != all.levels[c] ? 1 : 0;
    return count;
}

// The published rule, word by word.
inline double plain_quantile(std::vector<double> x, double q) {
    std::sort(x.begin(), x.end());
    const double i = static_cast<double>(x.size() - 1) * q;
    auto lower = static_cast<std::size_t>(std::floor(i));
    auto upper = static_cast<std::size_t>(std::ceil(i));
    if (q > 0.5) {
        while (x[lower] == x[upper] && lower > 0) --lower;
    } else {
        while (x[lower] == x[upper] && upper < x.size() - 1) ++upper;
    }
    return (x[lower] + x[upper]) / 2;
}

inline void plain_count(PlainBox& box, const std::vector<InputColumn>& inputs, const std::vector<double>& outcome) {
    box.rows.clear();
    box.cases = 0;
    for (std::size_t row = 0; row < outcome.size(); ++row) {
        bool in = true;
        for (std::size_t c = 0; c < inputs.size(); ++c) in = in && plain_holds(box, inputs, c, row);
        if (!in) continue;
        box.rows.push_back(row);
        box.cases += outcome[row];
    }
}

// Of whole numbers, the limit is the outermost number inside among `values`.
inline double plain_limit(double limit, bool whole, bool low, const std::vector<double>& values) {
    if (!whole) return limit;
    double best = low ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
    for (const double x : values) {
        if (low && x >= limit) best = std::min(best, x);
        if (!low && x <= limit) best = std::max(best, x);
    }
    return best;
}

inline std::vector<PlainBox> plain_prim(const std::vector<InputColumn>& inputs, const std::vector<double>& outcome,
                                        const PrimOptions& options) {
    const auto whole = [](const InputColumn& input) {
        return std::all_of(input.values.begin(), input.values.end(), [](double x) { return x == std::floor(x); });
    };
    const auto objective = [&](const PlainBox& old_box, const PlainBox& new_box) {
        const auto old_n = static_cast<double>(old_box.rows.size());
        const auto new_n = static_cast<double>(new_box.rows.size());
        const double new_mean = new_n > 0 ? new_box.cases / new_n : 0;
        if (options.objective == PrimObjective::original) return new_n > 0 ? new_mean : -1.0;
        const double gain = new_mean - old_box.cases / old_n;
        const double change = std::fabs(old_n - new_n);
        return options.objective == PrimObjective::lenient1 ? gain / change : new_n * gain / change;
    };
    const auto sample = static_cast<double>(outcome.size());
    PlainBox all = plain_everything(inputs);
    plain_count(all, inputs, outcome);
    std::vector<PlainBox> trajectory{all};

    for (const bool pasting : {false, true}) {
        while (true) {
            const PlainBox& now = trajectory.back();
            std::vector<PlainBox> candidates;
            for (std::size_t c = 0; c < inputs.size(); ++c) {
                const InputColumn& input = inputs[c];
                if (input.categorical()) {
                    for (const std::string& level : all.levels[c]) {
                        if ((now.levels[c].count(level) == 0) != pasting) continue;
                        PlainBox box = now;
                        if (pasting) box.levels[c].insert(level);
                        if (!pasting) box.levels[c].erase(level);
                        candidates.push_back(box);
                    }
                    continue;
                }
                for (const bool first : {true, false}) {
                    const bool low = first == pasting;
                    PlainBox box = now;
                    std::vector<double> x;
                    if (pasting) {  // beyond this limit, and within all others
                        (low ? box.low[c] : box.high[c]) = low ? all.low[c] : all.high[c];
                        plain_count(box, inputs, outcome);
                        for (const std::size_t row : box.rows)
                            if (!plain_holds(now, inputs, c, row)) x.push_back(input.values[row]);
                    } else {
                        for (const std::size_t row : now.rows) x.push_back(input.values[row]);
                    }
                    if (x.empty()) continue;
                    const double alpha = pasting ? options.paste_alpha : options.peel_alpha;
                    const double limit = plain_quantile(x, low == pasting ? 1 - alpha : alpha);
                    (low ? box.low[c] : box.high[c]) = plain_limit(limit, whole(input), low, x);
                    candidates.push_back(box);
                }
            }
            const PlainBox* best = nullptr;
            for (PlainBox& box : candidates) {
                plain_count(box, inputs, outcome);
                if (box.rows.empty() || box.rows.size() == now.rows.size()) continue;
                const double a = objective(now, box);
                const double b = best != nullptr ? objective(now, *best) : 0;
                if (best == nullptr || a > b || (a == b && plain_restricted(box, all) < plain_restricted(*best, all))) best = &box;
            }
            if (best == nullptr || !(objective(now, *best) > 0)) break;
            const auto n = static_cast<double>(best->rows.size());
            if (n / sample < options.mass_min) break;
            if (pasting && !(best->cases / n > now.cases / static_cast<double>(now.rows.size()))) break;
            const PlainBox next = *best;
            trajectory.push_back(next);
        }
    }
    return trajectory;
}

inline PrimBox PlainBox::box(const std::vector<InputColumn>& inputs) const {
    const PlainBox all = plain_everything(inputs);
    PrimBox out;
    for (std::size_t c = 0; c < inputs.size(); ++c) {
        PrimLimit limit{.input = c};
        if (low[c] != all.low[c]) limit.low = low[c];
        if (high[c] != all.high[c]) limit.high = high[c];
        if (levels[c] != all.levels[c]) {
            for (std::uint32_t level = 0; level < inputs[c].levels.size(); ++level)
                if (levels[c].count(inputs[c].levels[level]) > 0) limit.levels.push_back(level);
        }
        if (limit.has_low() || limit.has_high() || !limit.levels.empty()) out.limits.push_back(limit);
    }
    return out;
}

}  // namespace enclosure::test
