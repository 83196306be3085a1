#include "analysis/discovery/prim_significance.h"

#include <algorithm>
#include <utility>

#include "sim/base/probability.h"

namespace enclosure {
namespace {

double quasi_p(const PrimRows& rows, const PrimWeight& inside, const PrimWeight& without) {
    return binomial_at_least(rows.number(inside.k), rows.number(inside.n), rows.mean(without));
}

// The box without one side of one limit.
PrimBox without_limit(PrimBox box, std::size_t place, PrimSide side) {
    PrimLimit& limit = box.limits[place];
    if (side == PrimSide::low) limit.low = PrimLimit{}.low;
    if (side == PrimSide::high) limit.high = PrimLimit{}.high;
    if (side == PrimSide::levels || (!limit.has_low() && !limit.has_high()))
        box.limits.erase(box.limits.begin() + static_cast<std::ptrdiff_t>(place));
    return box;
}

}  // namespace

double binomial_at_least(double k, double n, double p) {
    if (!(n > 0)) return not_defined;
    if (k <= 0) return 1;
    if (p >= 1) return 1;
    if (p <= 0 || k > n) return 0;
    return incomplete_beta(k, n - k + 1, p);
}

std::vector<PrimSignificance> prim_significance(const PrimBox& box, std::span<const PrimColumn> columns, const PrimRows& rows,
                                                const Threads& threads) {
    const PrimCounts counts = prim_counts(box, columns, rows, threads);
    std::vector<PrimSignificance> all;
    for (std::size_t i = 0; i < box.limits.size(); ++i) {
        const PrimLimit& limit = box.limits[i];
        const PrimWeight without = counts.inside + counts.beyond_low[i] + counts.beyond_high[i];
        PrimSignificance one{.input = limit.input,
                             .p = quasi_p(rows, counts.inside, without),
                             .n_without = rows.number(without.n),
                             .k_without = rows.number(without.k),
                             .coverage_without = rows.number(without.k) / rows.number(rows.all.k)};
        if (without.n > 0) one.density_without = rows.mean(without);
        if (limit.has_low()) one.p_low = quasi_p(rows, counts.inside, counts.inside + counts.beyond_low[i]);
        if (limit.has_high()) one.p_high = quasi_p(rows, counts.inside, counts.inside + counts.beyond_high[i]);
        all.push_back(one);
    }
    return all;
}

std::vector<PrimDropped> drop_insignificant_limits(const PrimBox& box, std::span<const PrimColumn> columns, const PrimRows& rows,
                                                   double significance, const Threads& threads) {
    std::vector<PrimDropped> dropped;
    PrimBox left = box;
    while (true) {
        PrimDropped worst{.p = significance};
        std::size_t place = left.limits.size();
        const std::vector<PrimSignificance> all = prim_significance(left, columns, rows, threads);
        const auto consider = [&](std::size_t i, PrimSide side, double p) {
            if (!(p > significance && p >= worst.p)) return;
            worst = {.input = all[i].input, .side = side, .p = p};
            place = i;
        };
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (columns[all[i].input].categorical) {
                consider(i, PrimSide::levels, all[i].p);
            } else {
                consider(i, PrimSide::low, all[i].p_low);
                consider(i, PrimSide::high, all[i].p_high);
            }
        }
        if (place == left.limits.size()) return dropped;
        left = without_limit(std::move(left), place, worst.side);
        worst.after = prim_point(PrimStep::drop, left, prim_counts(left, columns, rows, threads).inside, rows);
        dropped.push_back(std::move(worst));
    }
}

}  // namespace enclosure
