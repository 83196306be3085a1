// Delayed opening: the weights of a model are released a fixed time after it was sold behind an interface.
// What is released is what was promised then, capability and strategy included, unless the firm has released something better since. A full
// catalogue delays an opening and does not cancel it; a firm that is gone opens nothing. What was applied for a licence waits for it while
// the law asks for one of such weights, and not longer: when the law ends it is released when it was due, or at once if that is past.
// Switch: StrategyRow::delay (0: at once). Source: MODEL section 4, training; review for the delay of nine months. Claims: B1 B8 C1.
#pragma once

#include <cstdint>
#include <span>

#include "sim/phases/phase.h"
#include "sim/phases/release.h"

namespace enclosure {

/// Weights that will be released later: a row of Openings.
struct Opening {
    Id<Firms> firm = {};
    double due = 0;           ///< years since the start, licence or not
    double capability = 0;    ///< latent, OOM
    double score = 0;         ///< as measured, OOM
    std::uint64_t model = 0;  ///< serial of what they were sold as
    std::uint32_t strategy = 0;
    bool own_lineage = true;
    Descent descent = {};
    bool compulsory = false;
    double licensed = 0;   ///< when it has its licence, years since the start; 0 if it needs none
    bool retires = false;  ///< whether its maker ends its interface then
};

/// The weights of model m as it stands in the catalogue, to be released by its maker at `due`.
Opening opening_of(const Catalogue& catalogue, std::size_t m, Id<Firms> firm, double due);

/// Adds a row to those that wait.
void put_off(Openings& openings, const Opening& opening);

/// Keeps the rows for which `stays` is not 0, in their order.
void keep_openings(Openings& openings, std::span<const std::uint8_t> stays);

/// Releases the weights whose delay is over.
void open_delayed(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                  Step step);

}  // namespace enclosure
