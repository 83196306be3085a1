#include "sim/study/unit_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

#include "sim/base/hash.h"
#include "sim/study/designs/grid.h"
#include "sim/study/designs/latin_hypercube.h"
#include "sim/study/designs/morris.h"
#include "sim/study/designs/one_at_a_time.h"
#include "sim/study/designs/random_points.h"
#include "sim/study/designs/saltelli.h"

namespace enclosure {

namespace {

// Without an end a law has no outermost level.
bool has_ends(const Factor& factor) {
    return !factor.is_list() && factor.law.law != Law::bernoulli && std::isfinite(quantile(factor.law, 0)) &&
           std::isfinite(quantile(factor.law, 1));
}

// More than anybody means, before memory is asked for it.
void check_memory(double points) {
    constexpr double most = 1e8;
    if (points > most) {
        throw std::invalid_argument(fmt::format("{:.3g} points are more than the {:.0e} that a design may have", points, most));
    }
}

std::vector<GridAxis> axes_of(const DesignRow& row, std::span<const Factor> factors) {
    if (row.levels.size() > 1 && row.levels.size() != factors.size()) {
        throw std::invalid_argument(
            fmt::format("levels has {} numbers for {} factors; write one for all, or one for each", row.levels.size(), factors.size()));
    }
    std::vector<GridAxis> axes;
    for (std::size_t k = 0; k < factors.size(); ++k) {
        const Factor& factor = factors[k];
        double levels = 5;
        if (!row.levels.empty()) levels = row.levels[row.levels.size() == 1 ? 0 : k];
        if (levels != std::floor(levels)) throw std::invalid_argument("levels must be whole numbers");
        GridAxis axis{static_cast<std::size_t>(levels), has_ends(factor) ? Spacing::ends : Spacing::middles};
        if (factor.is_list()) axis.levels = factor.levels.size();
        if (factor.law.law == Law::bernoulli) axis.levels = 2;
        axes.push_back(axis);
    }
    double points = 1;
    for (const GridAxis& axis : axes) points *= static_cast<double>(axis.levels);
    if (row.kind == DesignKind::grid) check_memory(points);
    return axes;
}

// Base point j of every scramble before base point j + 1 of any, so that a design with more points begins like this one.
DesignPoints saltelli_scrambles(const DesignRow& row, SaltelliDesign how) {
    const auto scrambles = static_cast<std::size_t>(row.scrambles);
    how.base_rows = static_cast<std::size_t>(row.points) / scrambles;
    if (scrambles == 1) return saltelli_points(how);
    const std::uint64_t seed = how.seed;
    std::vector<DesignPoints> parts;
    for (std::size_t s = 0; s < scrambles; ++s) {
        how.seed = s == 0 ? seed : combine(seed, s);
        parts.push_back(saltelli_points(how));
    }
    const std::size_t rows = saltelli_rows(how);
    DesignPoints all{.factors = how.factors};
    for (std::size_t j = 0; j < how.base_rows; ++j) {
        for (std::size_t s = 0; s < scrambles; ++s) {
            const std::size_t block = j * scrambles + s;
            for (std::size_t i = j * rows; i < (j + 1) * rows; ++i) {
                const std::span<const double> point = parts[s].point(i);
                all.u.insert(all.u.end(), point.begin(), point.end());
                all.worlds.push_back(2 * block + 2 - parts[s].worlds[i] % 2);
                all.block.push_back(block);
            }
        }
    }
    return all;
}

DesignPoints morris_points(const DesignRow& row, MorrisDesign how) {
    const bool grouped = group_count(how.group, how.factors) != how.factors;
    if (row.walk == MorrisWalk::radial) {
        if (!row.levels.empty()) throw std::invalid_argument("levels has no meaning for a radial walk, whose steps are of all lengths");
        return morris_stars(how, row.scramble);
    }
    const double levels = row.levels.empty() ? 4 : row.levels[0];
    if (row.levels.size() > 1 || levels != std::floor(levels)) throw std::invalid_argument("levels must be one even number for morris");
    how.levels = static_cast<std::size_t>(levels);
    if (row.walk == MorrisWalk::trajectories) return morris_trajectories(how);
    if (grouped) throw std::invalid_argument("an enumeration has no groups: it tells the effect of each factor exactly");
    return morris_enumeration(how.factors, how.levels);
}

}  // namespace

bool is_sample(DesignKind kind) {
    return kind == DesignKind::random || kind == DesignKind::latin_hypercube || kind == DesignKind::sobol;
}

bool wants_points(DesignKind kind) {
    return is_sample(kind) || kind == DesignKind::saltelli || kind == DesignKind::morris;
}

DesignPoints unit_points(const DesignRow& row, std::span<const Factor> factors, const std::vector<std::size_t>& group, std::uint64_t seed) {
    const std::size_t k = factors.size();
    const auto n = static_cast<std::size_t>(row.points);
    const bool many_a_point = row.kind == DesignKind::saltelli || row.kind == DesignKind::morris;
    if (wants_points(row.kind)) check_memory(static_cast<double>(n) * (many_a_point ? static_cast<double>(2 * k + 2) : 1.0));
    switch (row.kind) {
        case DesignKind::grid:
            return grid_points(axes_of(row, factors));
        case DesignKind::one_at_a_time:
            return one_at_a_time(axes_of(row, factors));
        case DesignKind::random:
            return random_points(n, k, seed);
        case DesignKind::latin_hypercube: {
            constexpr std::size_t effort = 100'000'000;  // coordinates looked at: a second or so
            LatinHypercube how{.points = n, .factors = k, .seed = seed, .centred = row.placement == Placement::centred};
            if (row.placement == Placement::maximin)
                how.exchanges = std::min<std::size_t>(10'000, effort / std::max<std::size_t>(n * k, 1));
            return latin_hypercube(how);
        }
        case DesignKind::sobol:
            return sobol_points({.points = n, .factors = k, .scrambling = row.scramble, .seed = seed});
        case DesignKind::saltelli:
            return saltelli_scrambles(
                row, {.factors = k, .group = group, .second_order = row.second_order, .scrambling = row.scramble, .seed = seed});
        case DesignKind::morris:
            return morris_points(row, {.trajectories = n, .factors = k, .group = group, .seed = seed});
        case DesignKind::list:
        case DesignKind::csv:
            break;
    }
    return {};
}

std::vector<std::size_t> design_groups(const StudyKeys& keys, std::span<const std::size_t> factors) {
    std::vector<std::string> names;
    for (const std::size_t factor : factors) names.push_back(keys.factor[factor].group);
    return groups_by_name(names);
}

}  // namespace enclosure
