// Which runs a study makes: a design is asked again and again, next(records) → runs, until it asks for none. A fixed number of worlds is
// one that asks once; a sequential rule looks at what the records say. Durable studies will hold their records on disk and ask the same
// designs. Invariant: what a design asks for is a function of the records alone, which come in the order in which their runs were asked
// for; so it does not depend on the number of threads, nor on which run ended first.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "sim/study/run_record.h"

namespace enclosure {

using Design = std::function<std::vector<StudyRun>(std::span<const RunRecord>)>;

/// Every arm in worlds 0 to worlds - 1.
Design fixed_worlds(std::size_t worlds, std::size_t arms);

/// Chow and Robbins's rule (Ann. Math. Stat. 36, 1965) with Student's t and a first sample: `first` worlds, then a quarter more at a time
/// (rounded up to a multiple of 5), until the 95 % interval of the paired difference to the baseline is no wider than ±half_width for every
/// arm, or `most` worlds are reached. Fewer looks at the data than one after each world: stopping at the first lucky look is what costs
/// coverage. tests/statistical/stopping_test.cc measures it.
struct StoppingRule {
    std::size_t metric = 0;
    Average average = Average::last_year;
    double half_width = 0;  ///< above 0, in the metric's unit
    std::size_t first = 20;
    std::size_t most = 1000;
};

/// What the rule's interval covers at the least, for differences of a normal law; nominally 0.95. Where nothing varied, see varied(), the
/// rule stops, since no number of worlds would narrow an interval of no width, and promises nothing.
inline constexpr double stopping_coverage = 0.94;

Design until_narrow(StoppingRule rule, std::size_t arms);

/// Worlds after which the rule looks next, if it has looked after `worlds`.
std::size_t next_look(const StoppingRule& rule, std::size_t worlds);

/// Half-width of the widest of the arms' intervals; NaN if one has fewer than two defined pairs. Records of whole worlds, in order.
double widest_half_width(std::span<const RunRecord> records, const StoppingRule& rule, std::size_t arms);

/// Whether the difference varies between worlds in every arm.
bool varied(std::span<const RunRecord> records, const StoppingRule& rule, std::size_t arms);

/// The largest share of worlds with another value that goes unseen in `worlds` equal ones with a probability of 5 %: 1 − 0.05^(1/worlds).
double unseen_share(std::size_t worlds);

}  // namespace enclosure
