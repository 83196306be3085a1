// Regional sensitivity analysis (Monte Carlo filtering): do runs that end in some region of the outcome have other inputs than the rest?
// (Spear and Hornberger, Water Research 14, 1980; Hornberger and Spear, J. of Environmental Management 12, 1981; Saltelli et al.
// 2008, 5.3). Invariant: it sees one input at a time: one that matters only together with another may show nothing. Distances lie in [0,
// 1].
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/data/columns.h"
#include "analysis/statistics/bootstrap.h"
#include "analysis/statistics/two_samples.h"

namespace enclosure {

/// On which side of the split a row is. Rows that are left out take their block with them.
enum class Behaviour : std::uint8_t { rest, behavioural, left_out };

/// A row is behavioural where low <= outcome <= high, and left out where the outcome is NaN.
std::vector<Behaviour> behaviour_within(const OutcomeColumn& outcome, double low, double high = std::numeric_limits<double>::infinity());

/// Failure as what is looked for: a row is behavioural where the outcome is NaN, and no row is left out.
std::vector<Behaviour> behaviour_of_failures(const OutcomeColumn& outcome);

/// Which way an input differs in the behavioural rows. lower, higher: their distribution is shifted; middle, ends: it is shifted both ways,
/// one at least half as far as the other, to the middle of the range or to its ends; level: a category; none: no difference at all.
enum class Shift : std::uint8_t { none, lower, higher, middle, ends, level };
std::string_view name_of(Shift shift);

struct RegionalOptions {
    BootstrapOptions bootstrap = {.kind = IntervalKind::basic};  ///< over blocks of all rows, behavioural or not
    PValue p_value = PValue::automatic;
    Ties ties = Ties::unconditional;
    bool yates = false;  ///< for categories of two levels
};

struct RegionalInput {
    std::string id = {};
    bool categorical = false;
    /// Numbers: Kolmogorov-Smirnov distance D between the values in behavioural rows and in the rest. Categories: total variation distance.
    double distance = not_defined;
    double sd = not_defined;  ///< of the bootstrap
    Interval interval = {};   ///< of the distance; chance adds to distances, which `basic` allows for: it may then lie below the distance
    double p = not_defined;   ///< of the two-sample test: Kolmogorov-Smirnov, or χ²
    double p_holm = not_defined;  ///< for all inputs of the analysis together
    bool exact = false;           ///< p counts orders, instead of a limit for many rows
    Shift shift = Shift::none;
    // Numbers:
    double lower = not_defined;     ///< largest excess of the behavioural rows' distribution function: how far they are shifted down
    double higher = not_defined;    ///< largest shortfall: how far up
    double lower_at = not_defined;  ///< values of the input at which these occur
    double higher_at = not_defined;
    double superiority = not_defined;  ///< probability that a behavioural row has the higher value than another; ties count half
    // Categories:
    std::vector<double> behavioural_shares = {};  ///< of each level
    std::vector<double> rest_shares = {};
    std::size_t level = 0;  ///< whose share among the behavioural rows is most above that in the rest
};

struct RegionalSensitivity {
    std::size_t behavioural = 0;  ///< rows
    std::size_t rest = 0;
    std::size_t blocks = 0;
    std::size_t dropped_rows = 0;
    std::size_t dropped_blocks = 0;
    std::vector<RegionalInput> inputs = {};
    std::vector<std::string> warnings = {};
};

/// `behaviour` has a value for each row; `block` too, or it is empty: each row is a block. Throws AnalysisError unless at least two rows
/// are behavioural and two are not, for no inputs, columns of different lengths, or options out of range.
RegionalSensitivity regional_sensitivity(std::span<const InputColumn> inputs, std::span<const Behaviour> behaviour,
                                         std::span<const std::uint64_t> block, const RegionalOptions& options, const Threads& threads);

/// The same for several regions at once: the rows are cut by the outcome into groups of nearly equal size (Freer, Beven and Ambroise, Water
/// Resources Research 32, 1996; Wagener et al. 2001), and the inputs' distributions in them are compared.
struct RegionalGroupsOptions {
    BootstrapOptions bootstrap = {.kind = IntervalKind::basic};
    std::size_t groups = 10;
};

struct RegionalGroupsInput {
    std::string id = {};
    std::vector<double> against_rest = {};  ///< of each group: distance between its rows and all others
    double spread = not_defined;            ///< largest distance between any two groups
    double sd = not_defined;                ///< of the spread
    Interval interval = {};                 ///< of the spread
};

struct RegionalGroups {
    std::vector<Interval> outcome = {};  ///< least and largest outcome of each group
    std::vector<std::size_t> rows = {};  ///< of each group
    std::size_t blocks = 0;
    std::size_t dropped_rows = 0;
    std::size_t dropped_blocks = 0;
    std::vector<RegionalGroupsInput> inputs = {};
    std::vector<std::string> warnings = {};
};

/// Equal outcomes are in one group; an outcome with no more values than groups has a group for each. One that is the same everywhere gives
/// zeros and a warning. Throws AnalysisError for fewer than two rows a group, and as regional_sensitivity does.
RegionalGroups regional_groups(std::span<const InputColumn> inputs, const OutcomeColumn& outcome, std::span<const std::uint64_t> block,
                               const RegionalGroupsOptions& options, const Threads& threads);

}  // namespace enclosure
