// Utility of a model for a user of cell (g, r, d):
//   U = α_g(score + G + offset_d − A_ref) − β_i ln(p/p_ref) + brand_g + ν_g·share of the vendor among peers + τ·(trust − ½)
//       + ω·sens_i·transparency + χ·custom_i·modifiability − security_i·risk − ½ρ·dispersion² − compliance(r, m)
//       − open·(κ_g + integration_g [not technical]/(1 + support/half)) + closed·tooling
// All but the terms with index i and the integration cost are the same for a whole cell and tabulated once a step (Market::utility).
// Sources: McFadden 1978 (nested logit); Brock and Durlauf 2001 (peers); MODEL section 4, adoption. Claims: O2 O5 O7 O10 O11 C5 C6 C8 B12.
#pragma once

#include <array>

#include "sim/phases/phase.h"

namespace enclosure {

/// What a model is to a user beyond its cell's utility: factors of the user's own tastes. See choice.h.
struct UserTerms {
    double log_price = 0;      ///< ln(p/p_ref), times −β_i
    double transparency = 0;   ///< ω·transparency less the cost of a privacy rule, times data sensitivity
    double modifiability = 0;  ///< χ·modifiability, times customisation need
    double risk = 0;           ///< weight·perceived risk, times −security need
};

UserTerms user_terms(const Catalogue& catalogue, std::size_t m, const PublicState& commons, const Scenario& rules);

/// Fills Market::utility for all cells and live models.
void score_models(Market& market, const Cells& cells, const Catalogue& catalogue, const Firms& firms, const PublicState& commons,
                  const Scenario& rules, const AdoptionParams& p, const LearningParams& learning, Step step);

/// Mean utility of slot m over the cells of segment g for users of mean tastes, technical or not.
double segment_utility(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons,
                       const Scenario& rules, std::size_t g, std::size_t m, bool technical);

/// Utility of tooling around a closed interface of firm f for segment g.
double tooling_utility(const Firms& firms, std::size_t f, const PublicState& commons, const Segment& segment, const LearningParams& p);

/// Integration cost of released weights for users of the segment who are not technical.
double integration_cost(const Segment& segment, const PublicState& commons, const LearningParams& p);

}  // namespace enclosure
