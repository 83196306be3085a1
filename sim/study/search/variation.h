// How a search makes new points: at random, by simulated binary crossover, by polynomial mutation; whole numbers and categories in kind.
// Invariant: what comes out is a value that its lever takes, and a function of the settings, the parents and the place alone.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/study/search/search_settings.h"

namespace enclosure {

/// Where a point is made: two points of one place are one point.
struct SearchPlace {
    std::uint64_t generation = 0;  ///< below 2^32
    std::uint64_t slot = 0;        ///< below 2^32; the children of a pair share theirs
    std::uint32_t attempt = 0;     ///< another one where the point was there already; below 2^14
};

/// Each lever uniform over its range; whole numbers and categories equally often.
std::vector<double> random_search_point(const SearchSettings& settings, const SearchPlace& place);

/// One of the two children of a pair, before mutation. With the settings' probability the pair is crossed, else the child is its parent. Of
/// a crossed pair each lever is crossed with probability 1/2, and then which parent's side a child is on is drawn. Numbers by bounded
/// simulated binary crossover (Deb and Agrawal, Complex Syst. 9, 1995; Deb and Beyer, Evol. Comput. 9, 2001; the bounds as in NSGA-II's
/// authors' own program); whole numbers as numbers half a unit wider at both ends, rounded; categories are exchanged.
std::vector<double> crossed_point(const SearchSettings& settings, std::span<const double> first, std::span<const double> second,
                                  const SearchPlace& place, bool second_child);

/// Each lever mutated with the settings' probability: numbers by bounded polynomial mutation (Deb and Agrawal 1995; Deb, Multi-objective
/// Optimization using Evolutionary Algorithms, 2001), whole numbers likewise, but by at least 1; a category becomes any of the others.
/// `second_child` tells children of one place apart.
std::vector<double> mutated_point(const SearchSettings& settings, std::vector<double> point, const SearchPlace& place, bool second_child);

/// How far apart two children are, in units of their parents' distance, towards a bound that is `room` >= 0 such units beyond the nearer
/// parent, from a uniform u: 1 with infinite index, never beyond the bound.
double crossover_spread(double u, double room, double index);

/// By how much of its range a value moves, from a uniform u, with `below` and `above` of the range (sum 1) on either side: down below 1/2,
/// never out of the range.
double mutation_shift(double u, double below, double above, double index);

}  // namespace enclosure
