// The leaf of a scenario that a factor sets, and values in the encoding of factors; for the sources of factors alone.
#pragma once

#include <optional>
#include <string>
#include <type_traits>

#include "sim/scenario/leaves.h"
#include "sim/study/factor.h"

namespace enclosure {

/// What a path leads to: a leaf, or one of the numbers by id of one.
struct FactorTarget {
    LeafPointer value;
    const Facts* facts = nullptr;
    std::string member = {};  ///< id, of a number by id
};

/// What is known of every input of a test function.
inline constexpr Facts function_input_facts{.name = "input", .unit = "1", .doc = "An input of a test function.", .source = "identity"};

/// Nothing if the path leads nowhere. The pointer holds as long as the scenario stays where it is.
std::optional<FactorTarget> find_target(Scenario& scenario, const std::string& path);

/// Nothing for a leaf of a kind that no factor can set.
std::optional<FactorType> factor_type_of(const LeafPointer& pointer);

/// The value in the encoding of factors, read as the target's own type is: with its unit, its legal range, its names. Nothing, and a
/// report, if it is none.
std::optional<double> encode(Factor& factor, const FactorTarget& target, const Node& node, const std::string& path, Report& report);

template <class Value>
inline constexpr bool has_names = std::is_enum_v<Value> || std::is_same_v<Value, std::string>;

}  // namespace enclosure
