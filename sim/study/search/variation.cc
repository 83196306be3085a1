#include "sim/study/search/variation.h"

#include <algorithm>
#include <cmath>

#include "sim/base/math.h"
#include "sim/study/designs/design_draws.h"
#include "sim/study/search/search_draws.h"

namespace enclosure {

namespace {

// A lever as the operators for numbers see it: a whole number is the middle of an interval of length 1.
struct SearchRange {
    double low;
    double high;
};

SearchRange range_of(const SearchLever& lever) {
    const double half = lever.type == SearchLeverType::whole ? 0.5 : 0;
    return {lever.low - half, lever.high + half};
}

double value_in(const SearchLever& lever, double x) {
    return std::clamp(lever.type == SearchLeverType::whole ? std::floor(x + 0.5) : x, lever.low, lever.high);
}

// The draw of one lever; the two children of a place have draws of their own where they need them.
Draws lever_draw(const SearchSettings& settings, SearchDraw what, const SearchPlace& place, std::size_t lever, bool second_child = false) {
    const std::uint64_t serial = place.generation << 32 | place.slot;
    const std::uint64_t index = place.attempt * (settings.levers.size() + 1) + lever;  // one draw more a place: of the pair
    return search_draws(settings.seed, what, serial, static_cast<std::uint32_t>(index * 2 + (second_child ? 1 : 0)));
}

// Whole numbers and numbers; `upper` is the side of the larger parent.
double crossed_number(const SearchLever& lever, double a, double b, double u, double index, bool upper) {
    const auto [low, high] = range_of(lever);
    const double smaller = std::min(a, b);
    const double larger = std::max(a, b);
    const double apart = larger - smaller;
    const double middle = 0.5 * smaller + 0.5 * larger;
    const double spread = 0.5 * apart * crossover_spread(u, (upper ? high - larger : smaller - low) / apart, index);
    return value_in(lever, upper ? middle + spread : middle - spread);
}

double mutated_number(const SearchLever& lever, double x, double u, double index) {
    const auto [low, high] = range_of(lever);
    const double width = high - low;
    const double shift = mutation_shift(u, (x - low) / width, (high - x) / width, index);
    const double moved = value_in(lever, x + shift * width);
    if (lever.type != SearchLeverType::whole || moved != x) return moved;
    const bool up = x == lever.low || (u >= 0.5 && x != lever.high);
    return up ? x + 1 : x - 1;
}

}  // namespace

double crossover_spread(double u, double room, double index) {
    const double beta = 1 + 2 * room;
    const double alpha = 2 - math::pow(beta, -(index + 1));
    const double inside = u * alpha <= 1 ? u * alpha : 1 / (2 - u * alpha);
    return std::min(math::pow(inside, 1 / (index + 1)), beta);
}

double mutation_shift(double u, double below, double above, double index) {
    const double power = index + 1;
    if (u < 0.5) {
        const double inside = 2 * u + (1 - 2 * u) * math::pow(1 - below, power);
        return std::max(math::pow(inside, 1 / power) - 1, -below);
    }
    const double inside = 2 * (1 - u) + 2 * (u - 0.5) * math::pow(1 - above, power);
    return std::min(1 - math::pow(inside, 1 / power), above);
}

std::vector<double> random_search_point(const SearchSettings& settings, const SearchPlace& place) {
    std::vector<double> point(settings.levers.size());
    for (std::size_t k = 0; k < point.size(); ++k) {
        const SearchLever& lever = settings.levers[k];
        Draws draw = lever_draw(settings, SearchDraw::start, place, k);
        if (lever.type == SearchLeverType::category) {
            point[k] = static_cast<double>(whole_below(lever.categories, draw.word(0)));
        } else {
            const auto [low, high] = range_of(lever);
            point[k] = value_in(lever, low + (high - low) * draw.uniform());
        }
    }
    return point;
}

std::vector<double> crossed_point(const SearchSettings& settings, std::span<const double> first, std::span<const double> second,
                                  const SearchPlace& place, bool second_child) {
    std::vector<double> child(first.begin(), first.end());
    if (second_child) child.assign(second.begin(), second.end());
    const std::size_t levers = settings.levers.size();
    if (lever_draw(settings, SearchDraw::crossover, place, levers).uniform() >= settings.crossover_probability) return child;
    for (std::size_t k = 0; k < levers; ++k) {
        const SearchLever& lever = settings.levers[k];
        Draws draw = lever_draw(settings, SearchDraw::crossover, place, k);
        const double u = draw.uniform();
        const std::uint64_t coins = draw.bits();
        const bool takes_part = coins >> 63 != 0;
        const bool exchanged = (coins >> 62 & 1) != 0;
        if (!takes_part || first[k] == second[k]) continue;
        if (lever.type == SearchLeverType::category) {
            child[k] = second_child ? first[k] : second[k];
        } else {
            child[k] = crossed_number(lever, first[k], second[k], u, settings.crossover_index, second_child != exchanged);
        }
    }
    return child;
}

std::vector<double> mutated_point(const SearchSettings& settings, std::vector<double> point, const SearchPlace& place, bool second_child) {
    const double probability = mutation_probability(settings);
    for (std::size_t k = 0; k < point.size(); ++k) {
        const SearchLever& lever = settings.levers[k];
        Draws draw = lever_draw(settings, SearchDraw::mutation, place, k, second_child);
        if (draw.uniform() >= probability) continue;
        if (lever.type == SearchLeverType::category) {
            if (lever.categories < 2) continue;
            // Any of the others: those from the present one on are one further.
            const auto other = static_cast<double>(whole_below(lever.categories - 1, static_cast<std::uint32_t>(draw.bits() >> 32)));
            point[k] = other < point[k] ? other : other + 1;
        } else if (lever.low < lever.high) {
            point[k] = mutated_number(lever, point[k], draw.uniform(), settings.mutation_index);
        }
    }
    return point;
}

}  // namespace enclosure
