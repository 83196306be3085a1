#include "sim/phases/training.h"

#include <algorithm>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/knowledge.h"

namespace enclosure {

namespace {

double run_budget(const Firms& firms, std::size_t f, const Scenario& rules, const TrainingParams& p) {
    return p.run_share * effective_research(firms, f, rules) * firms.run_interval[f];
}

}  // namespace

void run_training(Firms& firms, PublicState& commons, const Scenario& rules, const TrainingParams& p, const KnowledgeParams& k, Step step) {
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t) || !step.holds(firms.next_run[f])) continue;
        const double u = Draws(step.seed, Purpose::firm_schedule, firms.serial[f], firms.runs[f] + 1, 1).uniform();
        const double due = std::max(firms.next_run[f], step.t);
        firms.run_spend[f] = std::max(run_budget(firms, f, rules, p), least_run);
        firms.run_knowledge[f] = commons.knowledge[firms.region[f]] + firms.lead[f];
        firms.run_hardware[f] = k.hardware_growth * due;
        firms.next_run[f] = due + firms.run_interval[f] * (1 - p.interval_jitter + 2 * p.interval_jitter * u);
        firms.adapted[f] = 0;  // a base of its own
        firms.adapted_bound[f] = 0;
        firms.next_release[f] = due;  // a base run is released at once
        ++firms.runs[f];

        const StrategyRow& strategy = rules.strategy[firms.strategy[f]];
        const double size = firms.run_spend[f] * math::exp10(firms.run_hardware[f]);
        const bool keeps = !strategy.release || strategy.delay > 0;
        double& largest = keeps ? commons.closed_run : commons.open_run;
        largest = std::max(largest, keeps ? size : size * math::exp10(-strategy.discount()));
    }
}

double trained_capability(const Firms& firms, std::size_t f, const PublicState& commons, const Scenario& rules, const TrainingParams& p,
                          const ImitationParams& imitation) {
    const double known = commons.knowledge[firms.region[f]] + firms.lead[f];
    const double spend = firms.run_spend[f] + p.spend_refresh * std::max(run_budget(firms, f, rules, p) - firms.run_spend[f], 0.0);
    const double trained = firms.run_knowledge[f] + p.knowledge_refresh * (known - firms.run_knowledge[f]) +
                           math::log10(std::max(spend, 1.0) / p.reference_spend) + firms.run_hardware[f] + firms.flywheel[f];
    // A scale of orders of magnitude means nothing beyond these; they bind only where parameters are far from any estimate.
    return std::clamp(trained + imitation.weight * std::max(firms.imitation[f] - trained, 0.0), -15.0, 30.0);
}

}  // namespace enclosure
