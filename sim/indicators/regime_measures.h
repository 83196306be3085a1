// What kind of market it is, by two numbers: the open share of seats in use and the leading vendor's place.
// Thresholds are conventions: .18 is the index above which the merger guidelines of the United States of 2023 call a market highly
// concentrated; .5 is that of two equal vendors; one tenth and two thirds of seats for what stands beside the other and what rules. Claims: B6 C12.
#pragma once

#include "sim/indicators/theme.h"

namespace enclosure {

enum class Regime : int {
    none = 0,             ///< nobody uses a model
    closed_monopoly = 1,  ///< open share below 1/10, index at least .5
    closed_oligopoly = 2, ///< open share below 1/10, index from .18 to .5
    fragmented = 3,       ///< index below .18 without open dominance
    coexistence = 4,      ///< open share from 1/10 to 2/3, index at least .18
    open_dominance = 5,   ///< open share at least 2/3
};

inline constexpr double regime_minor_share = 0.1;
inline constexpr double regime_major_share = 2.0 / 3;
inline constexpr double regime_monopoly_index = 0.5;
inline constexpr double regime_concentrated_index = 0.18;

/// Regime of a market with that share of seats on released weights and that Herfindahl index of vendors' seats; NaN means no seats.
Regime regime(double open_share, double index);

Theme regime_theme();

}  // namespace enclosure
