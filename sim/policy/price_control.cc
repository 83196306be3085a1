#include "sim/policy/price_control.h"

#include <algorithm>

namespace enclosure {

void cap_markups(Firms& firms, const PriceParams& prices, const GovernmentParams& p) {
    if (!(p.price_control > 0)) return;
    const double most = std::max(prices.markup_max, prices.markup_min);
    const double cap = most - p.price_control * (most - prices.markup_min);
    for (double& markup : firms.markup) markup = std::min(markup, cap);
}

}  // namespace enclosure
