// Hosts of released weights: how many there are in a region, and at what margin they serve.
//   margin   μ_r = host_margin·[1 − k + k·(N0 − 1)/N0·n_r/(n_r − 1)]: logit-Bertrand among n symmetric hosts, p = c + μ·n/(n − 1),
//            relative to the margin at the reference number N0; k is hosts.competition
//   number   n_r → H_r·μ/(1 + μ)/fixed cost, at least 2: free entry until margins cover fixed cost; H_r is what the region's users
//            spend at hosts, μ their mean margin over the world's spending, which is the one that prices hold (phases/prices.h)
// A number of hosts is real: a host that serves part of the year counts in part. Switch: hosts.competition.
// Source: Anderson, de Palma and Thisse 1992 (logit-Bertrand, free entry). Claims: O5 O10 B6.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void compete_hosts(PublicState& commons, const Market& market, const Catalogue& catalogue, const Firms& firms, const Scenario& rules,
                   const HostParams& p, const CostParams& cost, Step step);

/// Margin of `n` competing hosts over the cost of serving.
double host_margin(double n, const HostParams& p, const CostParams& cost);

}  // namespace enclosure
