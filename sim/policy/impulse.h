// Impulses: parameters by which a shock strikes once. It strikes in the step in which the parameter rises, by what it rises, so that a
// second shock on top of a first strikes too; a parameter that stays or falls does nothing. An event that begins is a rise from what the
// events that went on make of the parameter, whatever ended in the same step: one that begins again by its condition strikes again.
// Invariant: the memory of an impulse is a column of the public state, so that a run which is taken up again does not strike twice.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>

#include "sim/scenario/parameters/disruption.h"
#include "sim/world/public_state.h"

namespace enclosure {

struct Lever;

/// A parameter that is an impulse, and the value up to which it has struck.
struct Impulse {
    std::string_view path;
    double DisruptionParams::*value = nullptr;
    double PublicState::*struck = nullptr;
};

/// All impulses.
std::span<const Impulse> impulses();

/// The impulse of that path, or nullptr.
const Impulse* find_impulse(std::string_view path);

/// Whether the lever moves an impulse.
bool is_impulse(const Lever& lever);

/// How impulses act, a clause to follow a name.
inline constexpr std::string_view how_impulses_act = "an impulse, which strikes once, by what it rises in a step";

/// From where to where a parameter has risen; nothing strikes if it has not.
struct Rise {
    double from = 0;
    double to = 0;

    explicit operator bool() const { return to > from; }
    double amount() const { return std::max(to - from, 0.0); }

    /// By how many the count has risen, each value rounded up: in two rises of one half one, as in one rise of one.
    std::int64_t count() const { return std::max<std::int64_t>(rounded_up(to) - rounded_up(from), 0); }

  private:
    static std::int64_t rounded_up(double x) {
        const auto whole = static_cast<std::int64_t>(x);
        return static_cast<double>(whole) < x ? whole + 1 : whole;
    }
};

/// The rise of a parameter to `value` since its memory was kept; keeps it.
inline Rise take_rise(double value, double& struck) {
    const Rise rise{struck, value};
    struck = value;
    return rise;
}

}  // namespace enclosure
