#include "sim/study/designs/morris.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <span>
#include <stdexcept>
#include <tuple>

#include "sim/study/designs/design_draws.h"

namespace enclosure {

namespace {

struct MorrisMove {
    std::uint64_t order = 0;  ///< random: which group moves when
    std::size_t group = 0;
    std::size_t factor = 0;
    std::size_t from = 0;  ///< levels
    std::size_t to = 0;
};

// What each factor does in a trajectory, in the order in which they move; factors of a group stand together.
std::vector<MorrisMove> moves_of(const MorrisDesign& how, std::span<const std::size_t> group, std::uint64_t trajectory) {
    std::vector<MorrisMove> moves(how.factors);
    std::vector<std::optional<std::uint64_t>> order(how.factors);
    for (std::size_t k = 0; k < how.factors; ++k) {
        const Draws draw = design_draws(how.seed, DesignDraw::morris, trajectory, static_cast<std::uint32_t>(k));
        const std::size_t low = whole_below(how.levels / 2, draw.word(0));
        const std::size_t high = low + how.levels / 2;
        const bool up = draw.word(1) % 2 == 0;
        std::optional<std::uint64_t>& when = order[group[k]];
        if (!when) when = std::uint64_t{draw.word(2)} << 32 | draw.word(3);
        moves[k] = {*when, group[k], k, up ? low : high, up ? high : low};
    }
    std::sort(moves.begin(), moves.end(), [](const MorrisMove& a, const MorrisMove& b) {
        return std::tuple(a.order, a.group, a.factor) < std::tuple(b.order, b.group, b.factor);
    });
    return moves;
}

double morris_level(std::size_t level, std::size_t levels) {
    return static_cast<double>(level) / static_cast<double>(levels - 1);
}

}  // namespace

double morris_step(std::size_t levels) {
    if (levels == 0 || levels % 2 != 0 || levels > most_design_points) {
        throw std::invalid_argument(fmt::format("A Morris design needs an even number of levels, not {}.", levels));
    }
    return morris_level(levels / 2, levels);
}

DesignPoints morris_trajectories(const MorrisDesign& how) {
    morris_step(how.levels);
    check_design_size(how.trajectories, how.factors);
    const std::vector<std::size_t> group = groups_or_each_alone(how.group, how.factors);
    const std::size_t rows = group_count(how.group, how.factors) + 1;
    check_design_size(how.trajectories * rows, how.factors);
    DesignPoints points{.factors = how.factors};
    std::vector<double> at(how.factors);
    for (std::size_t t = 0; t < how.trajectories; ++t) {
        const std::vector<MorrisMove> moves = moves_of(how, group, how.first + t);
        for (const MorrisMove& move : moves) at[move.factor] = morris_level(move.from, how.levels);
        points.u.insert(points.u.end(), at.begin(), at.end());
        for (std::size_t m = 0; m < moves.size(); ++m) {
            at[moves[m].factor] = morris_level(moves[m].to, how.levels);
            if (m + 1 < moves.size() && moves[m + 1].group == moves[m].group) continue;
            points.u.insert(points.u.end(), at.begin(), at.end());
        }
        points.worlds.insert(points.worlds.end(), rows, how.first + t + 1);
        points.block.insert(points.block.end(), rows, t);
    }
    return points;
}

DesignPoints morris_stars(const MorrisDesign& how, Scrambling scrambling) {
    constexpr std::size_t apart = 4;  // as the paper has it: nearer points share coordinates
    check_design_size(how.trajectories, how.factors);
    if (how.factors > most_sobol_factors() / 2) {
        throw std::invalid_argument(
            fmt::format("A radial design takes two dimensions of Sobol's sequence a factor: at most {} factors, not {}.",
                        most_sobol_factors() / 2, how.factors));
    }
    const std::vector<std::size_t> group = groups_or_each_alone(how.group, how.factors);
    const std::size_t groups = group_count(how.group, how.factors);
    check_design_size(how.trajectories * (groups + 1), how.factors);
    const DesignPoints base = sobol_points(
        {.points = how.trajectories + apart, .factors = 2 * how.factors, .scrambling = scrambling, .seed = how.seed, .first = how.first});
    DesignPoints points{.factors = how.factors};
    for (std::size_t t = 0; t < how.trajectories; ++t) {
        const std::span<const double> centre = base.point(t).first(how.factors);
        const std::span<const double> other = base.point(t + apart).last(how.factors);
        points.u.insert(points.u.end(), centre.begin(), centre.end());
        for (std::size_t g = 0; g < groups; ++g) {
            for (std::size_t k = 0; k < how.factors; ++k) points.u.push_back(group[k] == g ? other[k] : centre[k]);
        }
        points.worlds.insert(points.worlds.end(), groups + 1, how.first + t + 1);
        points.block.insert(points.block.end(), groups + 1, t);
    }
    return points;
}

DesignPoints morris_enumeration(std::size_t factors, std::size_t levels) {
    morris_step(levels);
    check_design_size(1, factors);
    std::size_t corners = 1;  // of the whole grid
    for (std::size_t k = 0; k < factors; ++k) {
        if (corners * factors > most_design_points / levels) {
            throw std::invalid_argument(fmt::format("All steps on a grid of {} levels in {} factors are more than {} points.", levels,
                                                    factors, most_design_points));
        }
        corners *= levels;
    }
    DesignPoints points = unset_points(factors * corners, factors);
    std::size_t at = 0;
    for (std::size_t moved = 0; moved < factors; ++moved) {
        for (std::size_t corner = 0; corner < corners; ++corner) {
            std::vector<std::size_t> level(factors);
            std::size_t rest = corner;
            for (std::size_t k = factors; k-- > 0; rest /= levels) level[k] = rest % levels;
            if (level[moved] >= levels / 2) continue;
            for (int end = 0; end < 2; ++end, ++at, level[moved] += levels / 2) {
                for (std::size_t k = 0; k < factors; ++k) points.u[at * factors + k] = morris_level(level[k], levels);
                points.block[at] = at / 2;
            }
        }
    }
    return points;
}

}  // namespace enclosure
