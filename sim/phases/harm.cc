#include "sim/phases/harm.h"

#include <algorithm>

#include "sim/base/distributions.h"

namespace enclosure {

void strike_incidents(Catalogue& catalogue, PublicState& commons, const Firms& firms, const Market& market, const Scenario& rules,
                      const HarmParams& p, Step step) {
    commons.misuse_open = 0;
    commons.misuse_closed = 0;
    commons.breaches_open = 0;
    commons.breaches_closed = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const bool open = catalogue.open[m] != 0;
        const StrategyRow& strategy = rules.strategy[catalogue.strategy[m]];
        const double hundred_million = market.slot_seats[m] / 1e8;
        const double safety = catalogue.owner[m] ? firms.safety[catalogue.owner[m].at()] : 0.0;
        // Safeguards inside released weights last as long as removing them costs more than misusers spend.
        const double kept = p.removal_cost / (p.removal_cost + 1e3);
        const double stopped = open ? p.safeguards_released * kept : (strategy.monitoring ? p.safeguards * (0.5 + 0.5 * safety) : 0.0);
        const double ability = math::exp10(p.misuse_slope * std::min(catalogue.capability[m] - p.misuse_threshold, 4.0));
        const double misuse =
            p.misuse_rate * ability * hundred_million * (1 - stopped) * (open ? p.open_ratio : 1.0) * (1 - commons.resilience);
        const double breach = open ? p.breach_released * strategy.data : p.breach_rate * hundred_million;
        const std::int64_t misused = poisson(misuse * step.dt, step.seed, Purpose::misuse, catalogue.serial[m], step.index);
        const std::int64_t breached = poisson(breach * step.dt, step.seed, Purpose::breach, catalogue.serial[m], step.index);
        (open ? commons.misuse_open : commons.misuse_closed) += misused;
        (open ? commons.breaches_open : commons.breaches_closed) += breached;

        const double incidents = static_cast<double>(misused + breached) / std::max(hundred_million, 0.1);
        double& trust = catalogue.trust[m];
        // What can be inspected is trusted more in the long run.
        const double base = 0.5 + (open ? 0.2 * strategy.transparency : 0.1 * safety);
        trust += math::fires(p.trust_recovery, step.dt) * (base - trust) - p.trust_loss * incidents;
        trust = std::clamp(trust, 0.0, 1.0);
    }
}

void answer_harm(PublicState& commons, const Market& market, const Catalogue& catalogue, const HarmParams& p, Step step) {
    double open = 0;
    double closed = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) (catalogue.open[m] != 0 ? open : closed) += market.slot_seats[m] / 1e8;
    // Incidents per year and 100 million seats, on a scale from 0 to 1.
    const auto felt = [&](std::int64_t incidents, double hundred_million) {
        const double rate = static_cast<double>(incidents) / step.dt / std::max(hundred_million, 0.1);
        return rate / (rate + p.risk_half);
    };
    const double forget = math::fires(1 / p.risk_lag, step.dt);
    commons.risk_open += forget * (felt(commons.misuse_open + commons.exploits_open + commons.breaches_open, open) - commons.risk_open);
    commons.risk_closed +=
        forget * (felt(commons.misuse_closed + commons.exploits_closed + commons.breaches_closed, closed) - commons.risk_closed);

    const auto incidents = static_cast<double>(total_incidents(commons));
    commons.resilience += math::fires(p.resilience_gain, step.dt) * (1 - commons.resilience);
    commons.opinion = std::max(commons.opinion - p.opinion_gain * incidents, -1.0);
    commons.opinion *= 1 - math::fires(p.opinion_decay, step.dt);
    commons.regulation_pressure += step.dt * (p.pressure_gain * std::max(-commons.opinion, 0.0) * (1 - commons.regulation_pressure) -
                                              p.pressure_decay * commons.regulation_pressure);
    commons.regulation_pressure = std::clamp(commons.regulation_pressure, 0.0, 1.0);
}

}  // namespace enclosure
