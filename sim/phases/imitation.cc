#include "sim/phases/imitation.h"

#include <algorithm>
#include <limits>

#include "sim/base/math.h"
#include "sim/phases/finance.h"
#include "sim/phases/knowledge.h"
#include "sim/world/frontier.h"

namespace enclosure {

double followed(double level, double first, double first_rate, double second, double second_rate, double dt) {
    // Who is not followed leaves no trace, not even in rounding.
    if (!(first_rate > 0)) first = level;
    if (!(second_rate > 0)) second = level;
    if (!(first > level)) return second > level ? level + (second - level) * math::fires(second_rate, dt) : level;
    if (!(second > level)) return level + (first - level) * math::fires(first_rate, dt);
    const bool in_order = first <= second;
    const double low = in_order ? first : second;
    const double high = in_order ? second : first;
    const double high_rate = in_order ? second_rate : first_rate;
    const double both = first_rate + second_rate;
    // Towards the mean of the two, until the lower one is reached and pulls no more.
    const double mean = low + (high - low) * (high_rate / both);
    const double reaches = mean > low ? math::log((mean - level) / (mean - low)) / both : std::numeric_limits<double>::infinity();
    if (!(reaches < dt)) return level + (mean - level) * math::fires(both, dt);
    return low + (high - low) * math::fires(high_rate, dt - reaches);
}

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
        firms.imitation[f] =
            followed(firms.imitation[f], best.open_latent, effort * p.public_rate, closed, effort * p.distillation * exposure, step.dt);
    }
}

}  // namespace enclosure
