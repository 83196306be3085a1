// Who gains what in the step, USD/yr, by adding up accounts. Each party's part is what its account received less what it paid, capital left
// out: what investors and parents put in or take out is a transfer between owner and firm. Users' part is their log-sum, net of what they
// pay, and what they receive besides. Suppliers are paid their cost, buyers of complements get their money's worth: no surplus.
//   welfare = users + compensation + firms + hosts + developers + public purse − harm − migration
// Every transfer between these parties cancels in the sum. Claims: B10 B13.
#pragma once

#include <cstdint>

#include "sim/indicators/theme.h"

namespace enclosure {

/// Received less paid in the step, without capital, over accounts first … last − 1.
double account_surplus(const World& world, std::uint32_t first, std::uint32_t last);

/// What users of all segments received: compensation, refunds.
double compensation(const World& world);

double firms_surplus(const World& world);
double hosts_surplus(const World& world);

/// Surplus of developers, and what their account received less what it paid.
double developers_surplus(const World& world);

/// What the public purse paid less what it received.
double public_spending(const World& world);

double welfare(const World& world);

Theme welfare_theme();

}  // namespace enclosure
