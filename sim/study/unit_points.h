// From a row of `[[design]]` to points of the unit cube, before any law turns coordinates into values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/study/design_points.h"
#include "sim/study/factor.h"
#include "sim/study/keys/study_keys.h"

namespace enclosure {

/// Whether points are drawn independently of each other's coordinates, so that a copula can make factors go together.
bool is_sample(DesignKind kind);

/// Whether the kind reads `points`.
bool wants_points(DesignKind kind);

/// The points of a design of any kind but list and csv, whose points are values. `group` as design_groups() gives it. Throws
/// std::invalid_argument with a sentence if the row makes no sense for these factors.
DesignPoints unit_points(const DesignRow& row, std::span<const Factor> factors, const std::vector<std::size_t>& group, std::uint64_t seed);

/// The group of each of these factors of a study, numbered in the order in which they come; one without a group is one of its own.
std::vector<std::size_t> design_groups(const StudyKeys& keys, std::span<const std::size_t> factors);

}  // namespace enclosure
