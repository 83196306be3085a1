// The design of variance-based sensitivity indices (Saltelli et al., Comput. Phys. Commun. 181, 2010): two independent samples A and B of
// the factors, and A with one factor after the other taken from B.
#pragma once

#include <vector>

#include "sim/study/designs/sobol.h"

namespace enclosure {

struct SaltelliDesign {
    std::size_t base_rows = 0;            ///< best a power of 2
    std::size_t factors = 0;              ///< at most half of most_sobol_factors()
    std::vector<std::size_t> group = {};  ///< of each factor, numbered from 0 without a gap: factors of one group are taken together;
                                          ///< empty: each is a group of its own
    bool second_order = false;            ///< whether B with each group taken from A is there too
    Scrambling scrambling = Scrambling::owen;
    std::uint64_t seed = 0;
    std::uint64_t first = 0;  ///< index of the first base row: a design extends from where it ended
};

/// How many points a base row j has: A, AB_1 … AB_k, if second order BA_1 … BA_k, then B, in this order. k + 2 or 2k + 2 for k groups.
std::size_t saltelli_rows(const SaltelliDesign& how);

/// Base row after base row. A is the first k of 2k dimensions of Sobol's sequence, B the others. A and every AB run in stream 2j + 1, B and
/// every BA in stream 2j + 2: what differs between A and AB_i is group i alone, so that a factor without effect has a total index of
/// exactly 0, where independent worlds would give it the share of noise. A base row is a block, numbered from 0.
DesignPoints saltelli_points(const SaltelliDesign& how);

}  // namespace enclosure
