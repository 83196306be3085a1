// Utility of a model for a user of cell (g, r, d):
//   U = α_g(score + G + offset_d − A_ref) − β_i ln(p/p_ref) + brand_g + ν_g·share of the vendor among peers + τ·(trust − ½)
//       + ω·sens_i·transparency + χ·custom_i·modifiability − security_i·risk − ½ρ·dispersion² − compliance(r, m)
//       − open·κ_g − [not technical]·integration_g(m) + closed·tooling − leaked·unlicensed
//       + open·procurement_r·public share_g − closed·cap price
// All but the terms with index i and the integration cost are the same for a whole cell and tabulated once a step (Market::utility).
// procurement_r is a preference of public buyers for released weights; cap price is that of policy/share_cap.h.
// Terms that have files of their own: peers (network.h), integration (support.h), modifiability of closed models (tailoring.h).
// Sources: McFadden 1978 (nested logit); Brock and Durlauf 2001 (peers); MODEL section 4, adoption. Claims: O2 O5 O7 O10 O11 C5 C6 C8 B12.
#pragma once

#include <array>
#include <cstddef>
#include <memory_resource>

#include "sim/base/term.h"
#include "sim/phases/phase.h"

namespace enclosure {

/// What a model is to every user of a cell: Market::utility is the sum.
struct CellTerms {
    double quality = 0;
    double trust = 0;
    double dispersion = 0;
    double brand = 0;
    double home = 0;
    double cap_price = 0;
    double tooling = 0;
    double peers = 0;
    double friction = 0;
    double procurement = 0;
    double leaked = 0;

    template <class T = CellTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::quality, "quality", "1", "Score, community gain and domain over what users expect, times the segment's weight."},
            Term<T>{&T::trust, "trust", "1", "Trust above one half."},
            Term<T>{&T::dispersion, "dispersion", "1", "How uneven its quality is."},
            Term<T>{&T::brand, "brand", "1", "Name of the maker in the segment."},
            Term<T>{&T::home, "home", "1", "Made in the user's region; or a foreign interface, and its cost of compliance."},
            Term<T>{&T::cap_price, "cap_price", "1", "Price at which users ration themselves to a cap on its maker's share."},
            Term<T>{&T::tooling, "tooling", "1", "Tooling around interfaces, its own and common."},
            Term<T>{&T::peers, "peers", "1", "Share of its maker's users in the cell."},
            Term<T>{&T::friction, "friction", "1", "What released weights lack in ease of use."},
            Term<T>{&T::procurement, "procurement", "1", "Preference of public buyers for released weights."},
            Term<T>{&T::leaked, "leaked", "1", "Weights that nobody has licensed."},
        };
    }
};

/// The utility of live models for cells, by the tallies of the step's begin.
class CellUtility {
  public:
    CellUtility(const Market& market, const Cells& cells, const Catalogue& catalogue, const Firms& firms, const PublicState& commons,
                const Scenario& rules, const AdoptionParams& p, const LearningParams& learning,
                std::pmr::memory_resource* memory = std::pmr::get_default_resource());

    /// Of model m, which is live, for users of cell c.
    CellTerms terms(std::size_t c, std::size_t m) const;

  private:
    double peer_share(std::size_t c, std::size_t m) const;

    const Market& market_;
    const Cells& cells_;
    const Catalogue& catalogue_;
    const Firms& firms_;
    const PublicState& commons_;
    const Scenario& rules_;
    const AdoptionParams& p_;
    const LearningParams& learning_;
    double peer_weight_;
    // Users by segment and slot, what a cell's own share is smoothed with; by segment; by cell.
    StepVector<double> segment_users_, segment_total_, cell_total_;
};

/// What a model is to a user beyond its cell's utility: factors of the user's own tastes. See choice.h.
struct UserTerms {
    double log_price = 0;      ///< price_term of phases/prices.h, by default ln(p/p_ref), times −β_i
    double transparency = 0;   ///< ω·transparency less the cost of a privacy rule, times data sensitivity
    double modifiability = 0;  ///< χ·modifiability, times customisation need
    double risk = 0;           ///< weight·perceived risk, times −security need
    double integration = 0;    ///< cost of integration, for users who are not technical
};

/// How a model is offered, whether it is there or only thought of: what user_terms() makes of it is the same.
struct OfferTerms {
    bool open = false;
    double price = 1;          ///< USD/Mtok
    double transparency = 0;   ///< see transparency_of
    double modifiability = 0;  ///< see modifiability_of
    double support = 0;        ///< help for users of an interface, phases/support.h
};

/// For users of segment g.
UserTerms user_terms(const OfferTerms& offer, const PublicState& commons, const Scenario& rules, std::size_t g);
UserTerms user_terms(const Catalogue& catalogue, std::size_t m, const PublicState& commons, const Scenario& rules, std::size_t g);

/// What terms are worth to users of the segment's mean tastes, technical or not.
double mean_utility(const UserTerms& terms, const Segment& segment, bool technical);

/// How much of the model's making is open to view, between 0 and 1.
double transparency_of(const Catalogue& catalogue, std::size_t m, const Scenario& rules);

/// How far users of segment g can have the model adapted, on the scale of strategies' modifiability.
double modifiability_of(const Catalogue& catalogue, std::size_t m, const Scenario& rules, std::size_t g);

/// Row of the maker; an orphan is its own vendor, and -1 is having none.
std::int32_t vendor_of(const Catalogue& catalogue, std::size_t slot);

/// Fills Market::utility and Market::peer_utility for all cells and live models. Where users have peers of their own, the cell's term
/// stands for them in what firms and welfare compute; users' choices have their own (PeerView).
void score_models(Market& market, const Cells& cells, const Catalogue& catalogue, const Firms& firms, const PublicState& commons,
                  const Scenario& rules, const AdoptionParams& p, const LearningParams& learning, Step step);

/// Mean utility of slot m over the cells of segment g for users of mean tastes, technical or not.
double segment_utility(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons,
                       const Scenario& rules, std::size_t g, std::size_t m, bool technical);

/// Utility of tooling around a closed interface for a segment, `own` being the tooling of its vendor; and that of firm f.
double tooling_utility(double own, const PublicState& commons, const Segment& segment, const LearningParams& p);
double tooling_utility(const Firms& firms, std::size_t f, const PublicState& commons, const Segment& segment, const LearningParams& p);

}  // namespace enclosure
