// Columns of numbers that questions compare: one before, one after, run by run.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/claims/claim.h"
#include "analysis/claims/claim_outcomes.h"

namespace enclosure {

/// What a question compares, in the worlds of the sample.
struct ClaimContrast {
    std::size_t measure = 0;
    std::string where;
    std::string text;  ///< "on less off"
    std::vector<double> before, after;
};

/// Of sign and map claims: each measure that predicts something, at each combination or over all of them.
std::vector<ClaimContrast> claim_contrasts(const Claim& claim, const ClaimOutcomes& outcomes);

/// Outcomes of the arms of a shape at one combination, in the order of the axis: arm × run.
std::vector<std::vector<double>> arms_at(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t measure, std::size_t combination);

/// The part of the contrasts of a shape that one alternative asks: "the level inside is better than the first end".
struct ShapeThing {
    std::vector<double> excess;  ///< above 0: it is so, by more than what matters
};

/// The alternatives of a shape but two_basins, in any of which it is there: levels inside, or steps; `margin` false: by any amount.
std::vector<std::vector<ShapeThing>> shape_alternatives(const Claim& claim, std::size_t measure,
                                                        const std::vector<std::vector<double>>& arms, bool margin);

}  // namespace enclosure
