// Levers: what policies and shocks are made of. Each is described once, with the changes of parameters that it makes; those of them that
// have behaviour of their own are parameters whose mechanism has a file in sim/policy/. The loader, its errors, `enclosure policies`, the
// viewer's levers and docs/policies.md are derived from this table.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/base/describe.h"
#include "sim/scenario/rows/event.h"

namespace enclosure {

/// Whether somebody decides it, or it happens.
enum class LeverKind : std::uint8_t { policy, shock };

/// What a lever does to one parameter at strength 1. At strength s: set gives base + s·(value − base), multiply base·(1 + s·(value − 1)),
/// add base + s·value. A target such as "region.*.research_cost" means all rows, or those that the event's scope names.
struct LeverChange {
    std::string_view target;
    Operation op = Operation::set;
    double value = 0;
};

/// What the operation makes of x at a strength, by these formulae.
constexpr double changed(double x, Operation op, double value, double strength) {
    switch (op) {
        case Operation::set:
            return x + strength * (value - x);
        case Operation::multiply:
            return x * (1 + strength * (value - 1));
        case Operation::add:
            return x + strength * value;
    }
    return x;
}

struct Lever {
    std::string_view name;
    LeverKind kind = LeverKind::policy;
    std::string_view title;   ///< in words, to be shown
    std::string_view unit;    ///< of the strength
    Range legal;              ///< of the strength; zero is always legal and means that nothing changes
    Range usual;              ///< where sliders run
    std::string_view doc;     ///< what it does, one sentence with its full stop
    std::string_view source;  ///< key of data/sources.bib, or `assumption`
    std::string_view moves;   ///< indicator that it moves first
    int direction = 0;        ///< which way: +1 or −1
    std::span<const LeverChange> changes;
};

/// All levers, in the order in which pages show them.
std::span<const Lever> levers();

/// The lever of that name, or nullptr.
const Lever* find_lever(std::string_view name);

}  // namespace enclosure
