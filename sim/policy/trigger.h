// Conditions of events: comparisons of indicators with numbers, joined by and, or, not and parentheses; not binds closest, then and.
//
//   hhi > 0.30 and not (open_share.builder >= 0.2 or incidents == 0)
//
// An indicator is one of the world's, or a segment's or region's as name.ID. One that has no value (NaN) makes its comparison false,
// != too. Invariant: what was parsed without a mistake reads nothing but indicators and never fails.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/scenario.h"

namespace enclosure {

struct World;

/// An indicator as a condition names it.
struct Reading {
    std::string name = {};
    std::string_view unit = {};
    double (*of_world)(const World&) = nullptr;
    double (*of_member)(const World&, std::size_t) = nullptr;
    std::size_t member = 0;  ///< row of the segment or region

    double value(const World& world) const { return of_world ? of_world(world) : of_member(world, member); }
};

enum class Relation : std::uint8_t { less, at_most, greater, at_least, equal, unequal };

struct IndicatorComparison {
    Reading reading;
    Relation relation = Relation::less;
    double bound = 0;  ///< in the indicator's unit
};

/// A condition, parsed.
struct Trigger {
    enum class Code : std::uint8_t { next_comparison, both, either, negate };

    std::string text;
    std::vector<IndicatorComparison> comparisons;  ///< in the order of the text
    std::vector<Code> code;                        ///< postfix: operands before what joins them
};

/// Something wrong with a condition's text.
struct TriggerMistake {
    std::size_t column = 0;  ///< counts bytes from 1
    std::string what;
};

/// Parses a condition against the segments and regions of `scenario`. Adds what is wrong to `mistakes`: every unknown indicator, and the
/// first mistake of grammar; the trigger is then of no use.
Trigger parse_trigger(std::string_view text, const Scenario& scenario, std::vector<TriggerMistake>& mistakes);

/// Whether the condition holds in that state.
bool holds(const Trigger& trigger, const World& world);

/// The same where `value` says what each indicator is.
bool holds(const Trigger& trigger, const std::function<double(const Reading&)>& value);

/// The values that the condition reads, each indicator once: "hhi = 0.3124, open_share.builder = 0.1".
std::string readings(const Trigger& trigger, const World& world);

}  // namespace enclosure
