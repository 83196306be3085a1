// The Patient Rule Induction Method (Friedman and Fisher, Statistics and Computing 9, 1999) for scenario discovery (Bryant and Lempert,
// Technological Forecasting and Social Change 77, 2010): a box is peeled, a thin slice at a time, towards a higher mean, then pasted.
// Rules follow sdtoolkit and the EMA Workbench; where they differ from them is said below.
//
// Invariant: a trajectory begins with everything and each later point differs from the one before in one limit. It is a function of the
// rows as a set: not of their order, of the numbering of levels, or of threads.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/discovery/prim_box.h"
#include "analysis/discovery/prim_sample.h"
#include "sim/base/parallel.h"

namespace enclosure {

/// What a peel (or a paste) is chosen by, of a box with n_old rows (by weight) and mean outcome m_old that becomes n_new and m_new:
/// lenient1: (m_new - m_old) / |n_old - n_new|, the EMA Workbench's default: so that a category with many rows competes with a thin slice;
/// lenient2: n_new (m_new - m_old) / |n_old - n_new|, the criterion 14.6 of Friedman and Fisher;
/// original: m_new, Friedman and Fisher's first one; it peels on where no single peel raises the mean.
enum class PrimObjective : std::uint8_t { lenient1, lenient2, original };
constexpr std::array<std::string_view, 3> names_of(PrimObjective) {
    return {"lenient1", "lenient2", "original"};
}

/// What happens when the best peel would leave less than the least mass: peeling ends (sdtoolkit, EMA Workbench), or the best of those
/// that leave enough is taken, which matters where a category with many rows is the best.
enum class AtLeastMass : std::uint8_t { stop, next_best };
constexpr std::array<std::string_view, 2> names_of(AtLeastMass) {
    return {"stop", "next_best"};
}

struct PrimOptions {
    double peel_alpha = 0.05;   ///< share of the box's rows that a peel of numbers takes, in (0, 0.5)
    double paste_alpha = 0.05;  ///< share of the rows beyond a limit that a paste adds, in (0, 0.5)
    double mass_min = 0.05;     ///< least share of all rows that a box holds, in (0, 1)
    PrimObjective objective = PrimObjective::lenient1;
    AtLeastMass at_least_mass = AtLeastMass::stop;
    bool paste = true;
};

/// What is wrong with the options, a sentence each.
std::vector<std::string> prim_option_reasons(const PrimOptions& options);

enum class PrimStep : std::uint8_t { start, peel, paste, drop };
constexpr std::array<std::string_view, 4> names_of(PrimStep) {
    return {"start", "peel", "paste", "drop"};
}

/// A box and what it holds.
struct PrimPoint {
    PrimStep step = PrimStep::start;
    PrimBox box = {};
    double n = 0;         ///< rows inside, by weight
    double k = 0;         ///< cases of interest among them; a sum of shares if the outcome is one
    double coverage = 0;  ///< k / cases of interest of the whole sample
    double density = 0;   ///< k / n: the mean outcome
    double mass = 0;      ///< n / rows of the whole sample
    std::size_t restricted() const { return box.limits.size(); }
    bool operator==(const PrimPoint&) const = default;
};

PrimPoint prim_point(PrimStep step, PrimBox box, const PrimWeight& inside, const PrimRows& rows);

/// The peeling and pasting trajectory: everything, each peel, each paste.
///
/// Peeling. Of numbers, a peel takes the lowest or the highest slice of the box. With the n rows of the box sorted, i = (n - 1) q,
/// q = alpha for the lower and 1 - alpha for the upper limit, the values at floor(i) and ceil(i) are taken; if they tie, the upper (for the
/// lower limit; the lower one for the upper) moves until they differ; the limit is their midpoint. Whole numbers keep the midpoint rule,
/// and the limit is then set to the outermost number inside (the EMA Workbench rounds the midpoint down, which treats both sides
/// differently and can leave it stuck). Of categories, a peel takes one level. Of all peels that take something and leave something, the
/// one with the highest objective is made; ties go to the box with fewer limited inputs, then to the first column, upper before lower
/// limit, levels by name. Peeling ends when the highest objective is not above 0, or the box would hold less than the least mass.
///
/// Pasting. Of the rows that this limit alone keeps out, those up to the quantile 1 - paste_alpha (of a lower limit) or paste_alpha (of an
/// upper one) are added by the same rule, or one level. The best is made while it raises the mean; ties as above, lower before upper limit.
///
/// `rows` may be fewer or other than the sample's: what earlier boxes left, or a resample. Throws AnalysisError for bad options.
std::vector<PrimPoint> prim_trajectory(std::span<const PrimColumn> columns, const PrimRows& rows, const PrimOptions& options = {},
                                       const Threads& threads = Threads(1));

}  // namespace enclosure
