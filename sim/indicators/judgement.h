// What a difference of an indicator means to who reads it: which direction is good, and which size begins to matter. One table, beside the
// tables of indicators; a name stands for the series of that name of the world, of segments and of regions alike.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/base/describe.h"

namespace enclosure {

enum class Direction : std::int8_t { lower = -1, none = 0, higher = 1 };  ///< which way is an improvement

/// How the smallest effect of interest is stated, unless a user states another.
enum class EffectScale : std::uint8_t {
    absolute,  ///< in the indicator's unit
    relative,  ///< as a part of the baseline's mean, without its sign
};

struct SmallestEffect {
    EffectScale scale = EffectScale::relative;
    double size = 0.01;
    bool operator==(const SmallestEffect&) const = default;
};

struct Judgement {
    std::string_view name;  ///< of one or more indicators
    Direction good = Direction::none;
    bool share = false;  ///< lies between 0 and 1, or between -1 and 1
};

/// The table. What is not in it has no direction and is no share.
std::span<const Judgement> judgements();

/// The direction of an indicator of that name.
Direction good_direction(std::string_view name);

/// One percentage point of a share, one point of score, 0.05 OOM, half a month; of everything else 1 % of the baseline.
SmallestEffect smallest_effect(std::string_view name, std::string_view unit);

/// Where values of an indicator of that name and unit lie: shares between 0 and 1, counts, rates, prices and lengths of time from 0 on, of
/// everything else any number.
Range described_range(std::string_view name, std::string_view unit);

/// "higher", "lower" or "none".
std::string_view direction_name(Direction direction);

}  // namespace enclosure
