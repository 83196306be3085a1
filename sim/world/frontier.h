// The best models that there are, closed and open.
#pragma once

#include "sim/world/catalogue.h"

namespace enclosure {

/// Best closed and open model. Capabilities are in OOM; `none` where there is no such model.
struct Frontier {
    static constexpr double none = -9;
    double closed_score = none;
    double open_score = none;
    double closed_latent = none;
    double open_latent = none;
    Id<Catalogue> closed;  ///< of best score
    Id<Catalogue> open;    ///< of best score
};

Frontier frontier(const Catalogue& catalogue);

}  // namespace enclosure
