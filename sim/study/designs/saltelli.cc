#include "sim/study/designs/saltelli.h"

#include <fmt/format.h>

#include <stdexcept>

namespace enclosure {

namespace {

// A point of all factors from one sample but for those of one group, or of none, from the other.
void append_row(DesignPoints& points, std::span<const std::size_t> group, std::span<const double> from, std::span<const double> other,
                std::size_t taken) {
    for (std::size_t k = 0; k < points.factors; ++k) points.u.push_back(group[k] == taken ? other[k] : from[k]);
}

}  // namespace

std::size_t saltelli_rows(const SaltelliDesign& how) {
    return (how.second_order ? 2 : 1) * group_count(how.group, how.factors) + 2;
}

DesignPoints saltelli_points(const SaltelliDesign& how) {
    check_design_size(how.base_rows, how.factors);
    if (how.factors > most_sobol_factors() / 2) {
        throw std::invalid_argument(
            fmt::format("A Saltelli design takes two dimensions of Sobol's sequence a factor: at most {} factors, not {}.",
                        most_sobol_factors() / 2, how.factors));
    }
    const std::size_t rows = saltelli_rows(how);
    check_design_size(how.base_rows * rows, how.factors);
    const DesignPoints base = sobol_points(
        {.points = how.base_rows, .factors = 2 * how.factors, .scrambling = how.scrambling, .seed = how.seed, .first = how.first});
    DesignPoints points{.factors = how.factors};
    points.u.reserve(how.base_rows * rows * how.factors);
    const std::vector<std::size_t> group = groups_or_each_alone(how.group, how.factors);
    const std::size_t groups = group_count(how.group, how.factors);
    for (std::size_t j = 0; j < how.base_rows; ++j) {
        const std::span<const double> a = base.point(j).first(how.factors);
        const std::span<const double> b = base.point(j).last(how.factors);
        const std::uint64_t stream = 2 * (how.first + j) + 1;
        append_row(points, group, a, b, groups);
        for (std::size_t g = 0; g < groups; ++g) append_row(points, group, a, b, g);
        points.worlds.insert(points.worlds.end(), groups + 1, stream);
        for (std::size_t g = 0; how.second_order && g < groups; ++g) append_row(points, group, b, a, g);
        append_row(points, group, b, a, groups);
        points.worlds.insert(points.worlds.end(), rows - groups - 1, stream + 1);
        points.block.insert(points.block.end(), rows, j);
    }
    return points;
}

}  // namespace enclosure
