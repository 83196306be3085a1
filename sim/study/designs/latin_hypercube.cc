#include "sim/study/designs/latin_hypercube.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/study/designs/design_draws.h"

namespace enclosure {

namespace {

constexpr std::size_t most_strata = std::size_t{1} << 27;

struct StratumDraw {
    std::uint64_t order = 0;
    std::uint64_t within = 0;
    std::size_t point = 0;
};

// The strata in the order of random numbers of the points. A place within a stratum has 24 bits, so that no sum rounds up into the next.
void fill_strata(DesignPoints& sample, std::size_t factor, const LatinHypercube& how) {
    std::vector<StratumDraw> draws(how.points);
    for (std::size_t i = 0; i < how.points; ++i) {
        Draws draw = design_draws(how.seed, DesignDraw::latin_hypercube, i, static_cast<std::uint32_t>(factor));
        draws[i].order = draw.bits();
        draws[i].within = how.centred ? std::uint64_t{1} << 23 : draw.bits() >> 40;
        draws[i].point = i;
    }
    std::sort(draws.begin(), draws.end(),
              [](const StratumDraw& a, const StratumDraw& b) { return a.order != b.order ? a.order < b.order : a.point < b.point; });
    for (std::size_t stratum = 0; stratum < how.points; ++stratum) {
        const double middle = how.centred ? 0 : 0.5;
        const double within = (static_cast<double>(draws[stratum].within) + middle) * 0x1p-24;
        sample.u[draws[stratum].point * how.factors + factor] = (static_cast<double>(stratum) + within) / static_cast<double>(how.points);
    }
}

double square_of_distance(std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        const double apart = a[k] - b[k];
        if (apart == apart) sum += apart * apart;
    }
    return sum;
}

// distance^-16 of the square of a distance; infinite at 0.
double closeness(double square) {
    const double fourth = square * square;
    const double eighth = fourth * fourth;
    return 1 / (eighth * eighth);
}

// Whether i and j lie less close to the others once their coordinates are swapped; how close they lie to each other does not change.
bool parts_points(const DesignPoints& sample, std::size_t i, std::size_t j, std::size_t factor) {
    const std::span<const double> a = sample.point(i);
    const std::span<const double> b = sample.point(j);
    double before = 0;
    double after = 0;
    for (std::size_t other = 0; other < sample.size(); ++other) {
        if (other == i || other == j) continue;
        const std::span<const double> c = sample.point(other);
        const double from_a = square_of_distance(a, c);
        const double from_b = square_of_distance(b, c);
        const double old_a = (a[factor] - c[factor]) * (a[factor] - c[factor]);
        const double old_b = (b[factor] - c[factor]) * (b[factor] - c[factor]);
        before += closeness(from_a) + closeness(from_b);
        after += closeness(from_a - old_a + old_b) + closeness(from_b - old_b + old_a);
    }
    return after < before;
}

void exchange_coordinates(DesignPoints& sample, const LatinHypercube& how) {
    if (how.points < 2 || how.factors < 2) return;
    for (std::size_t trial = 0; trial < how.exchanges; ++trial) {
        const Draws draw = design_draws(how.seed, DesignDraw::exchange, trial, 0);
        const std::size_t factor = whole_below(how.factors, draw.word(0));
        const std::size_t i = whole_below(how.points, draw.word(1));
        const std::size_t other = whole_below(how.points - 1, draw.word(2));
        const std::size_t j = other < i ? other : other + 1;
        if (parts_points(sample, i, j, factor)) std::swap(sample.u[i * how.factors + factor], sample.u[j * how.factors + factor]);
    }
}

}  // namespace

DesignPoints latin_hypercube(const LatinHypercube& how) {
    if (how.points > most_strata) {
        throw std::invalid_argument(
            fmt::format("A Latin hypercube of {} points is larger than the most there may be, {}.", how.points, most_strata));
    }
    DesignPoints sample = unset_points(how.points, how.factors);
    for (std::size_t i = 0; i < how.points; ++i) sample.worlds[i] = i + 1;
    for (std::size_t k = 0; k < how.factors; ++k) fill_strata(sample, k, how);
    exchange_coordinates(sample, how);
    return sample;
}

double least_distance(const DesignPoints& points) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) least = std::min(least, square_of_distance(points.point(i), points.point(j)));
    }
    return std::sqrt(least);
}

}  // namespace enclosure
