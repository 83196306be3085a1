#include "sim/phases/release_decision.h"

#include <algorithm>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/delayed_opening.h"
#include "sim/phases/evaluation.h"
#include "sim/phases/lineage.h"
#include "sim/phases/release.h"
#include "sim/phases/training.h"
#include "sim/policy/release_licence.h"

namespace enclosure {

namespace {

// What a model's offer added to, or took from, what was trained.
double discount_of(const Catalogue& catalogue, const Scenario& rules, std::size_t m) {
    return catalogue.open[m] != 0 ? rules.strategy[catalogue.strategy[m]].discount() : 0.0;
}
double trained_score(const Catalogue& catalogue, const Scenario& rules, std::size_t m) {
    const StrategyRow& strategy = rules.strategy[catalogue.strategy[m]];
    return catalogue.score[m] + (catalogue.open[m] != 0 ? strategy.discount() : -strategy.premium());
}

// Weights that may be built on; no serial if there are none.
struct Base {
    std::uint64_t serial = 0;
    Id<Firms> owner;
    double capability = 0;
    bool bound = false;  // themselves, by the licence of what they were built on
    bool binds = false;  // by that licence or their own, what others build on them
};

// Whose weights one may build on is settled at the step's begin; it depends on the builder by its strategy alone.
StepVector<Base> bases_by_strategy(const Catalogue& catalogue, const Scenario& rules, Step step) {
    StepVector<Base> bases(step.memory());
    bases.reserve(rules.strategy.size());
    for (const StrategyRow& builder : rules.strategy) {
        const Id<Catalogue> m = best_base(catalogue, builder, rules);
        bases.push_back(m ? Base{catalogue.serial[m.at()], catalogue.owner[m.at()], catalogue.capability[m.at()],
                                 catalogue.bound[m.at()] != 0, !lets_be_sold(catalogue, m.at(), rules)}
                          : Base{});
    }
    return bases;
}

}  // namespace

void release_models(Firms& firms, Catalogue& catalogue, Openings& openings, PublicState& commons, Chronicle& chronicle,
                    const Market& market, const Scenario& rules, const TrainingParams& p, const ImitationParams& imitation, Step step) {
    const ReleaseMarket place{firms, catalogue, commons, rules};
    const StepVector<Base> bases = bases_by_strategy(catalogue, rules, step);
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t)) continue;
        if (!rules.strategy[firms.strategy[f]].interface && !rules.strategy[firms.strategy[f]].release)
            continue;  // may not offer what it would
        // Several attempts may be due in a long step; each draws its own noise.
        while (step.holds(firms.next_release[f])) {
            const StrategyRow& strategy = rules.strategy[firms.strategy[f]];
            ++firms.attempts[f];
            const double u = Draws(step.seed, Purpose::firm_schedule, firms.serial[f], firms.attempts[f], 2).uniform();
            const double z = Draws(step.seed, Purpose::firm_release, firms.serial[f], firms.attempts[f]).normal();
            // The next time counts from the time that was due, not from the step that held it: intervals do not depend on dt.
            const double due = std::max(firms.next_release[f], step.t);
            firms.next_release[f] = due + firms.refresh_interval[f] * (0.7 + 0.6 * u);

            double capability = trained_capability(firms, f, commons, rules, p, imitation);
            double sd = p.release_noise;
            Offer offer;
            // Who was founded on another's weights sells them until its first run of its own.
            std::uint64_t parent = firms.adapted[f];
            bool bound = firms.adapted_bound[f] != 0;
            const Base& base = bases[firms.strategy[f]];
            if (p.lineage && base.serial != 0 && capability < base.capability - p.follow_gap) {
                capability = base.capability - p.follow_gap;
                sd *= p.follower_noise;
                const bool own_weights = base.owner == Id<Firms>(f);
                parent = own_weights ? 0 : base.serial;
                bound = own_weights ? base.bound : base.binds;
            }
            // What it has now was released under the strategy of its time: compare what was trained, without premium or discount.
            const Id<Catalogue> own = strategy.interface ? firms.interface[f] : firms.released[f];
            if (own) capability = std::max(capability, catalogue.capability[own.at()] + discount_of(catalogue, rules, own.at()));
            Candidate candidate{capability, capability + sd * z, parent, bound};
            const bool evaluated = end_evaluation(firms, f, candidate, step);
            if (own && candidate.score < trained_score(catalogue, rules, own.at()) + p.ship_threshold) {
                firms.next_release[f] = due + p.retry_delay;
                continue;
            }
            if (!evaluated && begin_evaluation(firms, f, candidate, due, rules.parameters.law)) continue;
            offer.time = due;
            offer.capability = candidate.capability;
            offer.score = candidate.score;
            offer.parent = candidate.parent;
            offer.own_lineage = candidate.parent == 0;
            offer.bound = candidate.bound;
            offer.strategy = firms.strategy[f];

            bool placed = true;
            if (strategy.interface) {
                Offer premium = offer;
                premium.score += strategy.premium();
                placed = place_model(place, f, OfferKind::interface, premium);
                if (placed && strategy.release && strategy.delay > 0) {
                    const double wait = licence_wait(candidate.capability - strategy.discount(), rules.parameters.government);
                    Opening opening = opening_of(catalogue, firms.interface[f].at(), Id<Firms>(f), due + strategy.delay);
                    if (wait > 0) opening.licensed = opening.due + wait;
                    opening.capability = candidate.capability - strategy.discount();
                    opening.score = candidate.score - strategy.discount();
                    opening.strategy = firms.strategy[f];
                    put_off(openings, opening);
                }
            }
            bool applies = false;
            if (strategy.release && strategy.delay <= 0) {
                Offer weights = offer;
                weights.capability -= strategy.discount();
                weights.score -= strategy.discount();
                const double wait = licence_wait(weights.capability, rules.parameters.government);
                applies = wait > 0;
                if (applies) {
                    apply_for_licence(openings, firms, catalogue, f, strategy.interface ? firms.interface[f] : Id<Catalogue>(), weights,
                                      wait, !strategy.interface);
                } else {
                    placed = place_model(place, f, OfferKind::release, weights) && placed;
                }
                // A firm that opens retires its interface; the users stay with it.
                if (placed && !applies && !strategy.interface) end_model(firms, catalogue, f, OfferKind::interface, firms.released[f]);
            }
            if (!placed) {
                ++commons.turned_away;
                const Id<Catalogue> ended = end_least_used(firms, catalogue, market.slot_seats);
                if (ended) chronicle.note(due, "end", firms.label[f], "finds no slot: the least used weights that nobody maintains end");
                firms.next_release[f] = due + p.retry_delay;
                break;  // the slot is free in the next step
            }
            if (applies) chronicle.note(due, "licence", firms.label[f], "applies for a licence to release weights");
            if (applies && !strategy.interface) continue;
            chronicle.note(due, "release", firms.label[f], {strategy.title, offer.own_lineage ? "" : ", built on another's weights"});
        }
    }
}

}  // namespace enclosure
