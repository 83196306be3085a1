#include "analysis/discovery/prim_resampling.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_draws.h"

namespace enclosure {
namespace {

Draws resample_draws(const PrimResampling& how, std::size_t r, std::size_t place) {
    return analysis_draws(how.seed, AnalysisDraw::prim_resample, how.serial << 32 | r, static_cast<std::uint32_t>(place));
}

// The box nearest to `target` by one measure; of equally near ones the highest by the other, then the first.
template <class Measure, class Other>
const PrimPoint& nearest_box(std::span<const PrimPoint> trajectory, double target, Measure measure, Other other) {
    const PrimPoint* best = &trajectory.front();
    for (const PrimPoint& point : trajectory) {
        const double now = std::fabs(measure(*best) - target);
        const double then = std::fabs(measure(point) - target);
        if (then < now || (then == now && other(point) > other(*best))) best = &point;
    }
    return *best;
}

struct PrimLimited {
    bool used = false;
    std::vector<std::uint8_t> at_coverage = {};
    std::vector<std::uint8_t> at_density = {};
};

void mark_limited(const PrimBox& box, std::size_t columns, std::vector<std::uint8_t>& limited) {
    limited.assign(columns, 0);
    for (const PrimLimit& limit : box.limits) limited[limit.input] = 1;
}

}  // namespace

PrimRows prim_resample(const PrimRows& rows, const PrimResampling& how, std::size_t r) {
    std::vector<std::uint32_t> there;
    for (std::size_t row = 0; row < rows.weight.size(); ++row)
        if (rows.weight[row].n > 0) there.push_back(static_cast<std::uint32_t>(row));

    PrimRows out{.weight = std::vector<PrimWeight>(rows.weight.size()), .scale = rows.scale};
    if (how.bootstrap) {
        for (std::size_t place = 0; place < there.size(); ++place) {
            const std::uint32_t row = there[whole_below(there.size(), resample_draws(how, r, place).word(0))];
            out.weight[row] += rows.weight[row];
        }
    } else {
        std::vector<std::pair<std::uint64_t, std::uint32_t>> keyed;
        keyed.reserve(there.size());
        for (std::size_t place = 0; place < there.size(); ++place) keyed.emplace_back(resample_draws(how, r, place).bits(), there[place]);
        const auto taken = static_cast<std::ptrdiff_t>(static_cast<double>(there.size()) * how.share);
        std::nth_element(keyed.begin(), keyed.begin() + taken, keyed.end());
        for (std::ptrdiff_t i = 0; i < taken; ++i)
            out.weight[keyed[static_cast<std::size_t>(i)].second] = rows.weight[keyed[static_cast<std::size_t>(i)].second];
    }
    for (const PrimWeight& w : out.weight) out.all += w;
    return out;
}

PrimReproducibility prim_reproducibility(const PrimPoint& like, std::span<const PrimColumn> columns, const PrimRows& rows,
                                         const PrimOptions& options, const PrimResampling& how, const Threads& threads) {
    PrimWeight all;
    for (const PrimWeight& w : rows.weight) all += w;
    const double coverage = all.k > 0 ? like.k / rows.number(all.k) : 0;

    std::vector<PrimLimited> found(how.resamples);
    threads.for_each(how.resamples, [&](std::size_t r) {
        const PrimRows part = prim_resample(rows, how, r);
        if (part.all.k == 0 || part.all.k == part.all.n) return;
        const std::vector<PrimPoint> trajectory = prim_trajectory(columns, part, options, threads);
        const auto by_coverage = [](const PrimPoint& p) { return p.coverage; };
        const auto by_density = [](const PrimPoint& p) { return p.density; };
        found[r].used = true;
        mark_limited(nearest_box(trajectory, coverage, by_coverage, by_density).box, columns.size(), found[r].at_coverage);
        mark_limited(nearest_box(trajectory, like.density, by_density, by_coverage).box, columns.size(), found[r].at_density);
    });

    PrimReproducibility out;
    std::vector<std::size_t> coverage_count(columns.size(), 0), density_count(columns.size(), 0);
    for (const PrimLimited& one : found) {
        if (!one.used) continue;
        ++out.used;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            coverage_count[c] += one.at_coverage[c];
            density_count[c] += one.at_density[c];
        }
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        const auto share = [&](std::size_t count) {
            return out.used > 0 ? static_cast<double>(count) / static_cast<double>(out.used) : not_defined;
        };
        out.at_coverage.push_back(share(coverage_count[c]));
        out.at_density.push_back(share(density_count[c]));
    }
    return out;
}

std::vector<std::string> prim_resampling_reasons(const PrimResampling& how) {
    if (how.resamples == 0 || how.bootstrap || (how.share > 0 && how.share < 1)) return {};
    return {fmt::format("The share of rows that a resample takes must be between 0 and 1, not {:g}.", how.share)};
}

}  // namespace enclosure
