#include "sim/phases/training.h"

#include <algorithm>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/evaluation.h"
#include "sim/phases/knowledge.h"
#include "sim/phases/release.h"
#include "sim/world/frontier.h"

namespace enclosure {

namespace {

double run_budget(const Firms& firms, std::size_t f, const Scenario& rules, const TrainingParams& p) {
    return p.run_share * effective_research(firms, f, rules) * firms.run_interval[f];
}

// What a model's offer added to, or took from, what was trained.
double base_discount(const Catalogue& catalogue, const Scenario& rules, std::size_t m) {
    return catalogue.open[m] != 0 ? rules.strategy[catalogue.strategy[m]].base_discount : 0.0;
}
double trained_score(const Catalogue& catalogue, const Scenario& rules, std::size_t m) {
    const StrategyRow& strategy = rules.strategy[catalogue.strategy[m]];
    return catalogue.score[m] + (catalogue.open[m] != 0 ? strategy.base_discount : -strategy.premium_gain);
}

}  // namespace

void turn_flywheel(Firms& firms, const Market& market, const FlywheelParams& p, Step step) {
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t) || !firms.interface[f]) continue;
        const double seats = market.slot_seats[firms.interface[f].at()];
        firms.flywheel[f] += step.dt * p.gain * math::log10(1 + seats / p.reference_use);
    }
}

void run_training(Firms& firms, PublicState& commons, const Scenario& rules, const TrainingParams& p, const KnowledgeParams& k, Step step) {
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t) || !step.holds(firms.next_run[f])) continue;
        const double u = Draws(step.seed, Purpose::firm_schedule, firms.serial[f], firms.runs[f] + 1, 1).uniform();
        firms.run_spend[f] = std::max(run_budget(firms, f, rules, p), 1e5);
        firms.run_knowledge[f] = commons.knowledge[firms.region[f]] + firms.lead[f];
        firms.run_hardware[f] = k.hardware_growth * step.t;
        const double due = std::max(firms.next_run[f], step.t);
        firms.next_run[f] = due + firms.run_interval[f] * (1 - p.interval_jitter + 2 * p.interval_jitter * u);
        firms.next_release[f] = due;  // a base run is released at once
        ++firms.runs[f];

        const StrategyRow& strategy = rules.strategy[firms.strategy[f]];
        const double size = firms.run_spend[f] * math::exp10(firms.run_hardware[f]);
        const bool keeps = !strategy.release || strategy.delay > 0;
        double& largest = keeps ? commons.closed_run : commons.open_run;
        largest = std::max(largest, keeps ? size : size * math::exp10(-strategy.base_discount));
    }
}

void release_models(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle,
                    const Market& market, const Scenario& rules, const TrainingParams& p, const ImitationParams& imitation, Step step) {
    const Frontier best = frontier(catalogue);
    const ReleaseMarket place{firms, catalogue, commons, rules};
    // Whose weights one may build on is settled at the step's begin.
    const Id<Firms> base_owner = best.open_lineage ? catalogue.owner[best.open_lineage.at()] : Id<Firms>();
    const std::uint64_t base_serial = best.open_lineage ? catalogue.serial[best.open_lineage.at()] : 0;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t) || !step.holds(firms.next_release[f])) continue;
        const StrategyRow& strategy = rules.strategy[firms.strategy[f]];
        ++firms.attempts[f];
        const double u = Draws(step.seed, Purpose::firm_schedule, firms.serial[f], firms.attempts[f], 2).uniform();
        const double z = Draws(step.seed, Purpose::firm_release, firms.serial[f], firms.attempts[f]).normal();
        // The next time counts from the time that was due, not from the step that held it: intervals do not depend on dt.
        const double due = std::max(firms.next_release[f], step.t);
        firms.next_release[f] = due + firms.refresh_interval[f] * (0.7 + 0.6 * u);

        const double known = commons.knowledge[firms.region[f]] + firms.lead[f];
        const double spend = firms.run_spend[f] + p.spend_refresh * std::max(run_budget(firms, f, rules, p) - firms.run_spend[f], 0.0);
        const double trained = firms.run_knowledge[f] + p.knowledge_refresh * (known - firms.run_knowledge[f]) +
                               math::log10(spend / p.reference_spend) + firms.run_hardware[f] + firms.flywheel[f];
        double capability = trained + imitation.weight * std::max(firms.imitation[f] - trained, 0.0);
        double sd = p.release_noise;
        Offer offer;
        if (p.lineage && best.open_lineage && capability < best.open_latent - p.follow_gap) {
            capability = best.open_latent - p.follow_gap;
            sd *= p.follower_noise;
            offer.own_lineage = base_owner == Id<Firms>(f);
            if (!offer.own_lineage) offer.parent = base_serial;
        }
        // What it has now was released under the strategy of its time: compare what was trained, without premium or discount.
        const Id<Catalogue> own = strategy.interface ? firms.interface[f] : firms.released[f];
        if (own) capability = std::max(capability, catalogue.capability[own.at()] + base_discount(catalogue, rules, own.at()));
        double score = capability + sd * z;
        const bool evaluated = end_evaluation(firms, f, capability, score, step);
        if (own && score < trained_score(catalogue, rules, own.at()) + p.ship_threshold) {
            firms.next_release[f] = due + p.retry_delay;
            continue;
        }
        if (!evaluated && begin_evaluation(firms, f, capability, score, due, rules.parameters.law)) continue;
        offer.time = step.t;
        offer.capability = capability;
        offer.score = score;
        offer.strategy = firms.strategy[f];

        bool placed = true;
        if (strategy.interface) {
            Offer premium = offer;
            premium.score += strategy.premium_gain;
            placed = place_model(place, f, Kind::interface, premium);
            if (placed && strategy.release && strategy.delay > 0) {
                openings.firm.push_back(Id<Firms>(f));
                openings.due.push_back(step.t + strategy.delay);
                openings.capability.push_back(capability - strategy.base_discount);
                openings.score.push_back(score - strategy.base_discount);
                openings.strategy.push_back(firms.strategy[f]);
                openings.model.push_back(catalogue.serial[firms.interface[f].at()]);
            }
        }
        if (strategy.release && strategy.delay <= 0) {
            Offer base = offer;
            base.capability -= strategy.base_discount;
            base.score -= strategy.base_discount;
            placed = place_model(place, f, Kind::release, base) && placed;
            // A firm that opens retires its interface; the users stay with it.
            if (placed && !strategy.interface) end_model(firms, catalogue, f, Kind::interface, firms.released[f]);
        }
        if (!placed) {
            ++commons.turned_away;
            end_least_used(firms, catalogue, market.slot_seats);
            firms.next_release[f] = due + p.retry_delay;
            continue;
        }
        chronicle.note(step.t, "release", firms.label[f], strategy.title + (offer.own_lineage ? "" : ", built on another's weights"));
    }
}

void open_delayed(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                  Step step) {
    const ReleaseMarket place{firms, catalogue, commons, rules};
    std::size_t kept = 0;
    for (std::size_t i = 0; i < openings.due.size(); ++i) {
        const std::size_t f = openings.firm[i].at();
        const bool now = step.holds(openings.due[i]);
        bool waits = false;
        if (now && firms.active(f, step.t)) {
            Offer offer;
            offer.score = openings.score[i];
            offer.capability = openings.capability[i];
            offer.time = step.t;
            offer.parent = openings.model[i];
            offer.strategy = openings.strategy[i];
            offer.cause = openings.model[i];
            const bool better = !firms.released[f] || offer.score > catalogue.score[firms.released[f].at()];
            const bool placed = better && place_model(place, f, Kind::release, offer);
            if (placed) chronicle.note(step.t, "opening", firms.label[f], "releases the weights of an earlier model");
            waits = better && !placed;  // a full catalogue delays an opening, it does not cancel it
        }
        if (now && !waits) continue;
        std::apply([&](const auto&... c) { (((openings.*c.member)[kept] = (openings.*c.member)[i]), ...); }, Openings::columns());
        ++kept;
    }
    std::apply([&](const auto&... c) { ((openings.*c.member).resize(kept), ...); }, Openings::columns());
}

}  // namespace enclosure
