// Upkeep of released models: a fund that pays for it, the strain of requests, burn-out, and models that nobody keeps up.
//   intensity x = F/(F + funding_half), F = `community.funding`, paid by the public purse to developers while anybody is at work
//   unserved u_m = q/(1 + q), q = (seats/request_seats)/(1 + capacity·maintenance·pool)
//   d fatigue_i/dt = fatigue_gain·u_m·(1 − funding_relief·x)·(1 − fatigue_i) − recovery·fatigue_i
//   burn-out with hazard burnout_hazard·fatigue_i: the developer drops the project, wholly tired
//   a released model that its maker does not maintain (gone, no longer releasing, or with a later release elsewhere) is stale while
//   effort < stale_effort and is abandoned after stale_time
// Sources: sponsorship raises maintenance more than creation, working paper NBER 31668, signs only; the rest assumption. Claims: O17 O19
// O21 B11.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Intensity of the fund, between 0 and 1.
double funding_intensity(const CommunityParams& community, const MaintenanceParams& p);

/// Share of the requests to a model that upkeep leaves unserved.
double unserved_requests(const Catalogue& catalogue, std::size_t m, const Market& market, const MaintenanceParams& p,
                         const ContributionParams& contribution, double t);

/// The fund pays developers.
void fund_maintenance(Ledger& ledger, const Catalogue& catalogue, const CommunityParams& community, Step step);

/// Fatigue grows where requests exceed upkeep; the tired burn out.
void tire_developers(Out<&Developers::fatigue> fatigue, Out<&Developers::project> project, In<&Developers::serial> serial,
                     PublicState& commons, const Catalogue& catalogue, const Market& market, const MaintenanceParams& p,
                     const CommunityParams& community, const ContributionParams& contribution, Step step);

/// Ends released models that have been stale for long.
void abandon_stale(Catalogue& catalogue, Firms& firms, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                   const MaintenanceParams& p, Step step);

}  // namespace enclosure
