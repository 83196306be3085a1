#include "sim/study/designs/morris.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "sim/study/designs/design_draws.h"

namespace enclosure {

namespace {

struct MorrisMove {
    std::uint64_t order = 0;  ///< random: who moves when
    std::size_t factor = 0;
    std::size_t from = 0;  ///< levels
    std::size_t to = 0;
};

// What each factor does in a trajectory, in the order in which they move.
std::vector<MorrisMove> moves_of(const MorrisDesign& how, std::uint64_t trajectory) {
    std::vector<MorrisMove> moves(how.factors);
    for (std::size_t k = 0; k < how.factors; ++k) {
        const Draws draw = design_draws(how.seed, DesignDraw::morris, trajectory, static_cast<std::uint32_t>(k));
        const std::size_t low = whole_below(how.levels / 2, draw.word(0));
        const std::size_t high = low + how.levels / 2;
        const bool up = draw.word(1) % 2 == 0;
        moves[k] = {std::uint64_t{draw.word(2)} << 32 | draw.word(3), k, up ? low : high, up ? high : low};
    }
    std::sort(moves.begin(), moves.end(),
              [](const MorrisMove& a, const MorrisMove& b) { return a.order != b.order ? a.order < b.order : a.factor < b.factor; });
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
    check_design_size(how.trajectories * (how.factors + 1), how.factors);
    DesignPoints points{.factors = how.factors};
    std::vector<double> at(how.factors);
    for (std::size_t t = 0; t < how.trajectories; ++t) {
        const std::vector<MorrisMove> moves = moves_of(how, how.first + t);
        for (const MorrisMove& move : moves) at[move.factor] = morris_level(move.from, how.levels);
        points.u.insert(points.u.end(), at.begin(), at.end());
        for (const MorrisMove& move : moves) {
            at[move.factor] = morris_level(move.to, how.levels);
            points.u.insert(points.u.end(), at.begin(), at.end());
        }
        points.worlds.insert(points.worlds.end(), how.factors + 1, how.first + t + 1);
        points.block.insert(points.block.end(), how.factors + 1, t);
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
