// A firm that changes its strategy offers the model that it has in another way: behind an interface, or as released weights.
// The model keeps what was trained; premium and discount are those of the strategy that it is offered under. One for which the catalogue
// has no slot is not offered, and the firm offers its next. Source: assumption. Claims: B4 B8.
#pragma once

#include "sim/phases/release.h"

namespace enclosure {

/// Sells firm f's released model behind an interface too, if it has no interface and the licence of what it was built on allows it.
void sell_what_it_has(const ReleaseMarket& market, std::size_t f, double t);

/// The weights of firm f's interface as it would release them at t: less what its strategy keeps closed.
Offer weights_of_interface(const ReleaseMarket& market, std::size_t f, double t);

/// Releases the weights of firm f's interface, less what its strategy keeps closed, if it has released none.
void open_what_it_has(const ReleaseMarket& market, std::size_t f, double t);

}  // namespace enclosure
