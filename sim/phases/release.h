// Placing a model in the catalogue and a firm among the firms: what training, delayed opening, strategy, entry and set-up share.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/step_memory.h"
#include "sim/scenario/scenario.h"
#include "sim/world/catalogue.h"
#include "sim/world/firms.h"
#include "sim/world/public_state.h"

namespace enclosure {

/// How a model is offered.
enum class OfferKind : std::uint8_t { interface, release };

/// What weights that are released later than they were made go back to.
struct Descent {
    bool open_ancestor = false;  ///< whether to released weights of another firm
    bool bound = false;          ///< whether a licence keeps them from being sold behind an interface
    std::uint32_t base_run = 0;  ///< number of their maker's base run
};

/// What is offered.
struct Offer {
    double score = 0;          ///< as measured, OOM
    double capability = 0;     ///< latent, OOM
    double time = 0;           ///< years since the start
    std::uint64_t parent = 0;  ///< model it was built on; 0: the predecessor in its slot
    bool own_lineage = true;
    std::uint32_t strategy = 0;           ///< row of the strategy under which it is offered
    bool bound = false;                   ///< whether the licence of what it was built on keeps it from being sold behind an interface
    std::uint64_t cause = 0;              ///< what its serial is a hash of, with its kind; 0: the firm and the number of its attempt
    std::optional<Descent> descent = {};  ///< none: that of its maker's last base run
};

/// The tables that a release touches.
struct ReleaseMarket {
    Firms& firms;
    Catalogue& catalogue;
    PublicState& commons;
    const Scenario& rules;
};

/// A slot that holds no model; none if the catalogue is full.
Id<Catalogue> free_slot(const Catalogue& catalogue);

/// Puts firm f's offer into its slot of that kind (a new one if it has none). False, and nothing changed, if the catalogue is full.
bool place_model(const ReleaseMarket& market, std::size_t f, OfferKind kind, const Offer& offer);

/// Cost of serving a model at its release, USD/Mtok: mc0·10^(ζ(A − .83) − k_mc(t − .2)), MODEL section 4, cost.
double cost_at_release(const CostParams& p, double capability, double time);

/// Ends firm f's model of that kind: its users move to `successor` in this step's adoption, or choose anew if it names no slot.
void end_model(Firms& firms, Catalogue& catalogue, std::size_t f, OfferKind kind, Id<Catalogue> successor);

/// Ends the least used model that nobody maintains, so that its slot is free in the next step, and says which; none if there is none.
Id<Catalogue> end_least_used(Firms& firms, Catalogue& catalogue, const std::vector<double>& slot_seats);

/// Empties the slots of ended models; their users have left.
void sweep_catalogue(Catalogue& catalogue);

/// Empty catalogue of that many slots.
void resize_catalogue(Catalogue& catalogue, std::size_t slots, std::size_t domains);

/// What a firm is born with; all else is zero or a default.
struct NewFirm {
    std::uint64_t serial = 0;
    std::string label = {};
    std::size_t region = 0;
    std::size_t strategy = 0;
    StepVector<double> brand = {};  ///< by segment
};

/// Appends a firm, alive, and returns its row.
std::size_t add_firm(Firms& firms, const NewFirm& firm, const PriceParams& p);

}  // namespace enclosure
