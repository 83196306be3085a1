#include "sim/world/frontier.h"

#include <algorithm>

namespace enclosure {

Frontier frontier(const Catalogue& catalogue) {
    Frontier best;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const double score = catalogue.score[m];
        const double latent = catalogue.capability[m];
        if (catalogue.open[m] != 0) {
            if (score > best.open_score) {
                best.open_score = score;
                best.open = Id<Catalogue>(m);
            }
            best.open_latent = std::max(best.open_latent, latent);
        } else {
            if (score > best.closed_score) {
                best.closed_score = score;
                best.closed = Id<Catalogue>(m);
            }
            best.closed_latent = std::max(best.closed_latent, latent);
        }
    }
    return best;
}

}  // namespace enclosure
