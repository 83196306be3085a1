// Phase diagrams: which regime a model is in over the plane of two parameters, how sure that is, and where one regime ends and the next
// begins. Invariant: a run's regime is that of the first rule which holds for it, so it has exactly one.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/tipping/parameter_cells.h"
#include "sim/base/paired.h"

namespace enclosure {

/// An outcome lies at or above one level and below another.
struct RegimeCondition {
    std::size_t outcome = 0;  ///< its place among the outcomes
    double at_least = -std::numeric_limits<double>::infinity();
    double below = std::numeric_limits<double>::infinity();
};

/// A run is in this regime if all conditions hold and no earlier rule does. A rule without conditions always holds. Several rules may name
/// one regime.
struct RegimeRule {
    std::string regime = {};
    std::vector<RegimeCondition> conditions = {};
};

/// The regime of a run for which no rule holds.
inline constexpr const char* other_regime = "other";

struct RegimeCell {
    std::size_t n = 0;               ///< runs with a regime
    std::size_t dropped = 0;         ///< runs of which an outcome that rules ask for is not defined
    std::vector<double> share = {};  ///< of each regime among the runs; empty if there are none
    std::size_t regime = 0;          ///< the most frequent one; of equal ones the first. Means nothing if n is 0
    double frequency = not_defined;  ///< its share
    Interval interval = {};          ///< of that share, Wilson's
    double entropy = not_defined;    ///< -Σ share ln share / ln(number of regimes): 0 all alike, 1 all regimes equally often
    bool settled = false;            ///< the interval lies above one half
};

/// Two neighbouring cells that differ in their most frequent regime: the border runs half-way between them.
struct RegimeBorder {
    std::size_t from = 0, to = 0;  ///< cells; `to` is the one further along
    bool across_x = false;         ///< they are neighbours in x, and the border runs along y
    double at = not_defined;       ///< where, in x or in y
};

struct PhaseDiagram {
    ParameterCells cells = {};
    std::vector<std::string> regimes = {};  ///< in order of the rules; `other` last, if any run needs it
    std::vector<RegimeCell> of_cell = {};
    std::vector<RegimeBorder> borders = {};
    std::vector<double> area = {};      ///< of each regime: share of the cells with runs in which it is the most frequent
    double mean_entropy = not_defined;  ///< over cells with runs
    std::size_t dropped = 0;
    std::vector<std::string> warnings = {};
};

/// Throws AnalysisError, with all reasons, if there are no rules, a rule has no name, asks for an outcome that is not there or for levels
/// that leave no room, columns differ in length, or no run has a regime; and as parameter_cells does.
PhaseDiagram phase_diagram(const InputColumn& x, const InputColumn& y, std::span<const OutcomeColumn> outcomes,
                           std::span<const RegimeRule> rules, double confidence = 0.95, CellBins bins = {});

}  // namespace enclosure
