#include "analysis/robust/joint_satisficing.h"

#include <fmt/format.h>

#include <cmath>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

void check_joint(std::span<const PolicyWorlds> tables) {
    if (tables.empty()) throw AnalysisError("A joint satisficing share needs at least one outcome.");
    std::vector<std::string> reasons;
    for (const PolicyWorlds& table : tables) {
        for (std::string& reason : policy_worlds_trouble(table)) reasons.push_back(std::move(reason));
        if (table.policies != tables.front().policies || table.worlds != tables.front().worlds) {
            reasons.push_back(
                fmt::format("{} and {} must be of the same policies in the same worlds.", tables.front().outcome, table.outcome));
        }
        if (table.better == Better::unstated) {
            reasons.push_back(
                fmt::format("{} needs to know which way is better: give the metric a direction, higher or lower.", table.outcome));
        }
        if (!table.satisficing) reasons.push_back(fmt::format("{} needs a level that is good enough: give the metric one.", table.outcome));
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
}

// 1 where a policy's mean in a world is good enough, 0 where it is not, NaN where some policy is not defined: policy × world.
std::vector<double> passes_in(const PolicyWorlds& table) {
    const CompleteWorlds kept = complete_worlds(table);
    const double sign = policy_loss_sign(table.better);
    std::vector<double> pass(table.policies.size() * table.worlds, not_defined);
    for (std::size_t p = 0; p < table.policies.size(); ++p) {
        for (std::size_t i = 0; i < kept.size(); ++i) {
            const bool enough = sign * kept.means[p * kept.size() + i] <= sign * *table.satisficing;
            pass[p * table.worlds + kept.worlds[i]] = enough ? 1 : 0;
        }
    }
    return pass;
}

}  // namespace

JointSatisficing joint_satisficing(std::span<const PolicyWorlds> tables, const RobustnessOptions& options, const Threads& threads) {
    check_joint(tables);
    PolicyWorlds joint{.outcome = "share of worlds in which all outcomes are good enough",
                       .better = Better::higher,
                       .policies = tables.front().policies,
                       .worlds = tables.front().worlds,
                       .weights = tables.front().weights};
    joint.values.assign(joint.policies.size() * joint.worlds, 1.0);
    std::vector<std::vector<double>> passes;
    for (const PolicyWorlds& table : tables) {
        passes.push_back(passes_in(table));
        for (std::size_t i = 0; i < joint.values.size(); ++i) joint.values[i] *= passes.back()[i];  // NaN stays
    }
    const RobustnessOptions asked{.metrics = {{.of = RobustnessOf::outcome, .summary = RobustnessSummary::mean}},
                                  .confidence = options.confidence,
                                  .resamples = options.resamples,
                                  .seed = options.seed,
                                  .interval = options.interval};
    const Robustness shares = robustness(joint, asked, threads);
    JointSatisficing out{
        .joint = shares.rows.front().scores, .worlds = shares.worlds, .dropped = shares.dropped, .warnings = shares.warnings};
    for (std::size_t p = 0; p < joint.policies.size(); ++p) {
        for (const std::size_t w : out.worlds) out.pass.push_back(joint.values[p * joint.worlds + w]);
    }
    for (const std::vector<double>& pass : passes) {
        std::vector<double> alone;
        for (std::size_t p = 0; p < joint.policies.size(); ++p) {
            double sum = 0;
            double whole = 0;
            for (const std::size_t w : out.worlds) {
                const double weight = joint.weights.empty() ? 1 : joint.weights[w];
                sum += weight * pass[p * joint.worlds + w];
                whole += weight;
            }
            alone.push_back(sum / whole);
        }
        out.alone.push_back(std::move(alone));
    }
    return out;
}

}  // namespace enclosure
