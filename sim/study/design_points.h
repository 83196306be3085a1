// Where a study looks: points of the unit cube, one coordinate a factor, before any law turns coordinates into values of parameters.
// Designs (sim/study/designs) make them; product, zip, concatenation and factors_of put designs together.
//
// Invariant: u has a row of `factors` coordinates for each of worlds and of block; a coordinate is in [0, 1] or NaN. A design is a function
// of its arguments alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace enclosure {

/// Points of a design in the unit cube.
struct DesignPoints {
    std::size_t factors = 0;
    std::vector<double> u = {};  ///< point × factor, in [0, 1]; NaN: the factor keeps the scenario's own value
    /// Of each point, the stream of worlds its runs draw: points of one stream share their worlds, so that noise is common to them; 0 is
    /// the study's own.
    std::vector<std::uint64_t> worlds = {};
    /// What must be dropped together if a run of it is missing: a base row (Saltelli), a trajectory (Morris), else the point alone.
    /// Numbered from 0 in the order of the points.
    std::vector<std::uint64_t> block = {};

    std::size_t size() const { return worlds.size(); }
    std::span<const double> point(std::size_t i) const { return std::span(u).subspan(i * factors, factors); }

    /// The same bits: NaN equals NaN.
    bool operator==(const DesignPoints& other) const;
};

inline constexpr std::uint64_t most_design_points = std::uint64_t{1} << 32;
inline constexpr std::size_t most_design_factors = 65536;

/// Throws std::invalid_argument with a sentence if there are no points or no factors, or more than these.
void check_design_size(std::size_t points, std::size_t factors);

/// How many groups of factors there are: one more than the largest number, or as many as factors if `group` is empty. Throws
/// std::invalid_argument unless `group` has a number for each factor and leaves no number out.
std::size_t group_count(std::span<const std::size_t> group, std::size_t factors);

/// The group of each factor: its own place if `group` is empty.
std::vector<std::size_t> groups_or_each_alone(std::span<const std::size_t> group, std::size_t factors);

/// Numbers groups by their names, in the order in which they come; one without a name is a group of its own.
std::vector<std::size_t> groups_by_name(std::span<const std::string> names);

/// That many points of NaN, of the study's own worlds, each a block of its own; checks the size.
DesignPoints unset_points(std::size_t points, std::size_t factors);

/// Every point of a with every point of b, which varies fastest; a's factors come first. The worlds of a pair are the study's own if both
/// are, else a stream of the pair; likewise its block.
DesignPoints product(const DesignPoints& a, const DesignPoints& b);

/// Point i of a beside point i of b: throws std::invalid_argument unless there are as many. Worlds as in a product. Points that are in one
/// block of either are in one block.
DesignPoints zip(const DesignPoints& a, const DesignPoints& b);

/// The points of a, then those of b; throws std::invalid_argument unless they have as many factors. Streams of worlds stay what they are,
/// so that two samples put together share them where their indices meet: let the second begin at another index.
DesignPoints concatenation(const DesignPoints& a, const DesignPoints& b);

/// The same points with those of the factors, in that order; throws std::invalid_argument for a factor that there is not.
DesignPoints factors_of(const DesignPoints& points, std::span<const std::size_t> factors);

}  // namespace enclosure
