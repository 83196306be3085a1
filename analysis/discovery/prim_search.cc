#include "analysis/discovery/prim_search.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "analysis/data/analysis_error.h"
#include "analysis/discovery/prim_slice.h"

namespace enclosure {
namespace {

enum class PrimEnd : std::uint8_t { high, low, level };

// A box that a peel or paste would make.
struct PrimCandidate {
    std::size_t column = 0;
    PrimEnd end = PrimEnd::low;
    PrimWeight inside = {};  // of the new box
    double limit = 0;        // of numbers
    bool limited = true;     // whether the limit is one: a paste may take all there is
    std::uint32_t level = 0;
    double objective = 0;
    std::size_t restricted = 0;
};

// What the search knows of a column: the limits in force, and the rows of the box by rank.
struct PrimState {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    std::uint32_t first = 0;  // ranks inside
    std::uint32_t last = 0;
    std::vector<std::uint8_t> out = {};  // levels that are out
    std::size_t levels_out = 0;
    std::vector<std::uint32_t> order = {};

    bool has_low() const { return low > -std::numeric_limits<double>::infinity(); }
    bool has_high() const { return high < std::numeric_limits<double>::infinity(); }
    bool restricted() const { return has_low() || has_high() || levels_out > 0; }
    bool holds(bool categorical, std::uint32_t rank) const { return categorical ? out[rank] == 0 : first <= rank && rank <= last; }
};

class PrimSearch {
  public:
    PrimSearch(std::span<const PrimColumn> columns, const PrimRows& rows, const PrimOptions& options, const Threads& threads)
        : columns_(columns), rows_(rows), options_(options), threads_(threads), states_(columns.size()), outside_(rows.weight.size(), 0) {
        for (const PrimWeight& w : rows.weight) inside_ += w;
        threads_.for_each(columns.size(), [this](std::size_t c) { start(c); });
        points_.push_back(prim_point(PrimStep::start, {}, inside_, rows_));
    }

    std::vector<PrimPoint> run() && {
        if (inside_.n == 0) return std::move(points_);
        while (peel()) {
        }
        if (options_.paste) paste_all();
        return std::move(points_);
    }

  private:
    void start(std::size_t c) {
        const PrimColumn& column = columns_[c];
        PrimState& state = states_[c];
        if (column.categorical) {
            state.out.assign(column.levels.empty() ? 0 : *std::max_element(column.levels.begin(), column.levels.end()) + 1, 0);
        } else {
            state.last = static_cast<std::uint32_t>(column.values.size()) - 1;
        }
        if (!column.constant()) keep_rows(c);
    }

    // The rows of the box by rank: all that are there at the start, and those still inside afterwards.
    void keep_rows(std::size_t c) {
        std::vector<std::uint32_t>& order = states_[c].order;
        if (order.empty()) {
            for (const std::uint32_t row : columns_[c].order)
                if (rows_.weight[row].n > 0) order.push_back(row);
        } else {
            std::erase_if(order, [this](std::uint32_t row) { return outside_[row] != 0; });
        }
    }

    std::size_t restricted() const {
        return static_cast<std::size_t>(std::count_if(states_.begin(), states_.end(), [](const PrimState& s) { return s.restricted(); }));
    }

    double objective(const PrimWeight& then) const {
        const double mean = rows_.mean(then);
        if (options_.objective == PrimObjective::original) return then.n > 0 ? mean : -1;
        const double gain = mean - rows_.mean(inside_);
        const double change = std::fabs(rows_.number(inside_.n - then.n));
        return options_.objective == PrimObjective::lenient1 ? gain / change : rows_.number(then.n) * gain / change;
    }

    void add_candidate(std::vector<PrimCandidate>& candidates, PrimCandidate candidate) const {
        if (candidate.inside.n == inside_.n) return;
        candidate.objective = objective(candidate.inside);
        candidates.push_back(candidate);
    }

    // Peels of one column, in the order in which ties are broken.
    std::vector<PrimCandidate> peels(std::size_t c) const {
        const PrimColumn& column = columns_[c];
        const std::vector<std::uint32_t>& order = states_[c].order;
        std::vector<PrimCandidate> candidates;
        if (column.constant()) return candidates;
        if (column.categorical) {
            const std::vector<PrimWeight> sums = level_sums(c, order, 0);
            for (const std::uint32_t level : column.levels) {
                if (states_[c].out[level] == 0 && sums[level].n < inside_.n)
                    add_candidate(candidates, {.column = c, .end = PrimEnd::level, .inside = inside_ - sums[level], .level = level});
            }
            return candidates;
        }
        const PrimSlice top = prim_slice(order.rbegin(), order.rend(), column, rows_, inside_.n, options_.peel_alpha, false);
        const PrimSlice bottom = prim_slice(order.begin(), order.end(), column, rows_, inside_.n, options_.peel_alpha, true);
        for (const PrimEnd end : {PrimEnd::high, PrimEnd::low}) {
            const PrimSlice& slice = end == PrimEnd::high ? top : bottom;
            if (slice.whole) continue;
            add_candidate(
                candidates,
                {.column = c, .end = end, .inside = inside_ - slice.taken, .limit = prim_limit_between(column, slice.next, slice.last)});
        }
        return candidates;
    }

    // Weight of each level among rows that exactly `broken` limits keep out.
    std::vector<PrimWeight> level_sums(std::size_t c, std::span<const std::uint32_t> order, std::uint32_t broken) const {
        std::vector<PrimWeight> sums(states_[c].out.size());
        for (const std::uint32_t row : order)
            if (outside_[row] == broken) sums[columns_[c].rank[row]] += rows_.weight[row];
        return sums;
    }

    // The rows that this column's limit alone keeps out, from the limit outwards.
    std::vector<std::uint32_t> rows_beyond(std::size_t c, PrimEnd end) const {
        const std::vector<std::uint32_t>& order = states_[c].order;
        const std::vector<std::uint32_t>& rank = columns_[c].rank;
        std::vector<std::uint32_t> beyond;
        if (end == PrimEnd::low) {
            auto row = std::partition_point(order.begin(), order.end(), [&](std::uint32_t r) { return rank[r] < states_[c].first; });
            while (row != order.begin())
                if (outside_[*--row] == 1) beyond.push_back(*row);
        } else {
            auto row = std::partition_point(order.begin(), order.end(), [&](std::uint32_t r) { return rank[r] <= states_[c].last; });
            for (; row != order.end(); ++row)
                if (outside_[*row] == 1) beyond.push_back(*row);
        }
        return beyond;
    }

    std::vector<PrimCandidate> pastes(std::size_t c) const {
        const PrimColumn& column = columns_[c];
        const PrimState& state = states_[c];
        std::vector<PrimCandidate> candidates;
        if (!state.restricted()) return candidates;
        if (column.categorical) {
            const std::vector<PrimWeight> sums = level_sums(c, state.order, 1);
            for (const std::uint32_t level : column.levels) {
                if (state.out[level] != 0)
                    add_candidate(candidates, {.column = c, .end = PrimEnd::level, .inside = inside_ + sums[level], .level = level});
            }
            return candidates;
        }
        for (const PrimEnd end : {PrimEnd::low, PrimEnd::high}) {
            const std::vector<std::uint32_t> beyond = rows_beyond(c, end);
            if (beyond.empty()) continue;
            PrimWeight all;
            for (const std::uint32_t row : beyond) all += rows_.weight[row];
            const PrimSlice slice =
                prim_slice(beyond.begin(), beyond.end(), column, rows_, all.n, options_.paste_alpha, end == PrimEnd::high);
            const std::uint32_t furthest = end == PrimEnd::low ? 0 : static_cast<std::uint32_t>(column.values.size()) - 1;
            PrimCandidate candidate{.column = c, .end = end, .inside = inside_ + slice.taken, .limited = slice.last != furthest};
            candidate.limit = slice.whole ? column.values[slice.last] : prim_limit_between(column, slice.last, slice.next);
            add_candidate(candidates, candidate);
        }
        return candidates;
    }

    bool enough(const PrimWeight& inside) const { return rows_.number(inside.n) / rows_.number(rows_.all.n) >= options_.mass_min; }

    // The best of all columns' candidates; of ties, the first.
    template <class Of>
    std::optional<PrimCandidate> best(Of of) const {
        std::vector<std::vector<PrimCandidate>> found(columns_.size());
        threads_.for_each(columns_.size(), [&](std::size_t c) { found[c] = of(c); });
        const std::size_t now = restricted();
        std::optional<PrimCandidate> best;
        for (const std::vector<PrimCandidate>& candidates : found) {
            for (PrimCandidate candidate : candidates) {
                candidate.restricted = now - (states_[candidate.column].restricted() ? 1 : 0) + (restricts(candidate) ? 1 : 0);
                if (options_.at_least_mass == AtLeastMass::next_best && !enough(candidate.inside)) continue;
                const bool better = !best || candidate.objective > best->objective ||
                                    (candidate.objective == best->objective && candidate.restricted < best->restricted);
                if (better) best = candidate;
            }
        }
        return best;
    }

    // Whether the column is limited in the candidate's box.
    bool restricts(const PrimCandidate& candidate) const {
        const PrimState& state = states_[candidate.column];
        switch (candidate.end) {
            case PrimEnd::low:
                return candidate.limited || state.has_high();
            case PrimEnd::high:
                return candidate.limited || state.has_low();
            case PrimEnd::level:
                break;
        }
        return state.out[candidate.level] == 0 || state.levels_out > 1;
    }

    void set(const PrimCandidate& candidate) {
        const PrimColumn& column = columns_[candidate.column];
        PrimState& state = states_[candidate.column];
        if (candidate.end == PrimEnd::level) {
            state.out[candidate.level] ^= 1;
            state.levels_out += state.out[candidate.level] != 0 ? 1 : std::size_t(0) - 1;
            return;
        }
        const double nothing = std::numeric_limits<double>::infinity();
        if (candidate.end == PrimEnd::low) {
            state.low = candidate.limited ? candidate.limit : -nothing;
            state.first =
                static_cast<std::uint32_t>(std::lower_bound(column.values.begin(), column.values.end(), state.low) - column.values.begin());
        } else {
            state.high = candidate.limited ? candidate.limit : nothing;
            state.last = static_cast<std::uint32_t>(std::upper_bound(column.values.begin(), column.values.end(), state.high) -
                                                    column.values.begin()) -
                         1;
        }
    }

    PrimBox box() const {
        PrimBox box;
        for (std::size_t c = 0; c < states_.size(); ++c) {
            const PrimState& state = states_[c];
            if (!state.restricted()) continue;
            PrimLimit limit{.input = c, .low = state.low, .high = state.high};
            for (const std::uint32_t level : columns_[c].levels)
                if (state.out[level] == 0) limit.levels.push_back(level);
            std::sort(limit.levels.begin(), limit.levels.end());
            box.limits.push_back(std::move(limit));
        }
        return box;
    }

    bool peel() {
        const std::optional<PrimCandidate> chosen = best([this](std::size_t c) { return peels(c); });
        if (!chosen || !(chosen->objective > 0) || !enough(chosen->inside)) return false;
        const std::size_t c = chosen->column;
        set(*chosen);
        for (const std::uint32_t row : states_[c].order)
            if (!states_[c].holds(columns_[c].categorical, columns_[c].rank[row])) outside_[row] = 1;
        inside_ = chosen->inside;
        threads_.for_each(columns_.size(), [this](std::size_t i) {
            if (!columns_[i].constant()) keep_rows(i);
        });
        points_.push_back(prim_point(PrimStep::peel, box(), inside_, rows_));
        return true;
    }

    // From here on `outside_` counts the limits that keep a row out, and a column's order has all rows again.
    void paste_all() {
        std::fill(outside_.begin(), outside_.end(), 0);
        threads_.for_blocks(outside_.size(), [this](std::size_t begin, std::size_t end, std::size_t) {
            for (std::size_t c = 0; c < states_.size(); ++c) {
                if (!states_[c].restricted()) continue;
                for (std::size_t row = begin; row < end; ++row)
                    if (rows_.weight[row].n > 0 && !states_[c].holds(columns_[c].categorical, columns_[c].rank[row])) ++outside_[row];
            }
        });
        threads_.for_each(columns_.size(), [this](std::size_t c) {
            states_[c].order.clear();
            if (states_[c].restricted()) keep_rows(c);
        });
        while (paste()) {
        }
    }

    bool paste() {
        const std::optional<PrimCandidate> chosen = best([this](std::size_t c) { return pastes(c); });
        if (!chosen || !(chosen->objective > 0) || !enough(chosen->inside)) return false;
        if (!(rows_.mean(chosen->inside) > rows_.mean(inside_))) return false;
        const std::size_t c = chosen->column;
        const bool categorical = columns_[c].categorical;
        const PrimState before{.first = states_[c].first, .last = states_[c].last, .out = states_[c].out};
        set(*chosen);
        for (const std::uint32_t row : states_[c].order) {
            const std::uint32_t rank = columns_[c].rank[row];
            if (states_[c].holds(categorical, rank) && !before.holds(categorical, rank)) --outside_[row];
        }
        inside_ = chosen->inside;
        points_.push_back(prim_point(PrimStep::paste, box(), inside_, rows_));
        return true;
    }

    std::span<const PrimColumn> columns_;
    const PrimRows& rows_;
    const PrimOptions& options_;
    const Threads& threads_;
    std::vector<PrimState> states_;
    std::vector<std::uint32_t> outside_;  // whether a row is outside; while pasting, by how many limits
    PrimWeight inside_ = {};
    std::vector<PrimPoint> points_ = {};
};

}  // namespace

std::vector<std::string> prim_option_reasons(const PrimOptions& options) {
    std::vector<std::string> reasons;
    const auto alpha = [&](std::string_view name, double value) {
        if (!(value > 0 && value < 0.5)) reasons.push_back(fmt::format("{} must be between 0 and 0.5, not {:g}.", name, value));
    };
    alpha("The share that a peel takes", options.peel_alpha);
    alpha("The share that a paste adds", options.paste_alpha);
    if (!(options.mass_min > 0)) {
        reasons.push_back(fmt::format("The least mass of a box must be above 0, not {:g}.", options.mass_min));
    } else if (options.mass_min >= 1) {
        reasons.push_back(
            fmt::format("The least mass of a box is {:g}: a box that is smaller than the sample cannot hold as much. It is a share of the "
                        "sample, below 1.",
                        options.mass_min));
    }
    return reasons;
}

PrimPoint prim_point(PrimStep step, PrimBox box, const PrimWeight& inside, const PrimRows& rows) {
    return {.step = step,
            .box = std::move(box),
            .n = rows.number(inside.n),
            .k = rows.number(inside.k),
            .coverage = rows.number(inside.k) / rows.number(rows.all.k),
            .density = inside.n > 0 ? rows.mean(inside) : not_defined,
            .mass = rows.number(inside.n) / rows.number(rows.all.n)};
}

std::vector<PrimPoint> prim_trajectory(std::span<const PrimColumn> columns, const PrimRows& rows, const PrimOptions& options,
                                       const Threads& threads) {
    std::vector<std::string> reasons = prim_option_reasons(options);
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    return PrimSearch(columns, rows, options, threads).run();
}

}  // namespace enclosure
