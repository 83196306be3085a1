#include "sim/phases/imitation.h"

#include <algorithm>

#include "sim/base/math.h"
#include "sim/phases/finance.h"
#include "sim/phases/knowledge.h"
#include "sim/world/frontier.h"

namespace enclosure {

void imitate(Firms& firms, PublicState& commons, const Market& market, const Catalogue& catalogue, const Scenario& rules,
             const ImitationParams& p, const TrainingParams& training, Step step) {
    const Frontier best = frontier(catalogue);
    const auto& history = commons.closed_latent;
    commons.closed_latent.push_back(best.closed_latent > Frontier::none || history.empty() ? best.closed_latent : history.back());
    commons.closed_record.push_back(
        std::max(best.closed_score, commons.closed_record.empty() ? Frontier::none : commons.closed_record.back()));

    // Between the two steps that hold the lagged time, so that the lag does not depend on dt; before the start, as at the start.
    const double back = std::min(p.lag / step.dt, static_cast<double>(history.size() - 1));
    const auto whole = static_cast<std::size_t>(back);
    const double newer = history[history.size() - 1 - whole];
    const double older = history[history.size() - 1 - std::min(whole + 1, history.size() - 1)];
    const double closed = newer + (back - static_cast<double>(whole)) * (older - newer);

    double all_seats = 0;
    double closed_seats = 0;
    for (const Segment& g : rules.segment) all_seats += g.seats;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.live(m) && catalogue.open[m] == 0) closed_seats += market.slot_seats[m];
    }
    const double use = closed_seats / all_seats;
    const double exposure = use / (use + p.exposure_half);
    const double reference = p.effort_share * frontier_research(training, step.t);

    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        const double effort = std::min(1.0, math::pow(effective_research(firms, f, rules) / reference, p.effort_exponent));
        // First order in dt, as all continuous growth here; a long step closes the distance at most, never overshoots.
        const double from_public = std::min(step.dt * effort * p.public_rate, 1.0) * std::max(best.open_latent - firms.imitation[f], 0.0);
        const double from_closed = std::min(step.dt * effort * p.distillation * exposure, 1.0) * std::max(closed - firms.imitation[f], 0.0);
        firms.imitation[f] += std::min(from_public + from_closed, std::max(std::max(best.open_latent, closed) - firms.imitation[f], 0.0));
    }
}

}  // namespace enclosure
