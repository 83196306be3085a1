#include "analysis/robust/regret.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

void check_regret(const PolicyWorlds& table, std::optional<std::size_t> reference, double scale) {
    std::vector<std::string> reasons = policy_worlds_trouble(table);
    if (table.better == Better::unstated) {
        reasons.push_back(
            fmt::format("Regret of {} needs to know which way is better: give the metric a direction, higher or lower.", table.outcome));
    }
    if (reference && *reference >= table.policies.size()) {
        reasons.push_back(fmt::format("The policy of reference is number {}, but there are {}.", *reference, table.policies.size()));
    }
    if (!(scale > 0) || !std::isfinite(scale)) reasons.push_back(fmt::format("Regret is scaled by a number above 0, not by {}.", scale));
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
}

}  // namespace

std::vector<double> regrets_of(std::span<const double> losses, std::size_t policies, std::optional<std::size_t> reference, double scale) {
    const std::size_t worlds = losses.size() / policies;
    std::vector<double> regrets(losses.size());
    for (std::size_t w = 0; w < worlds; ++w) {
        double against = losses[reference.value_or(0) * worlds + w];
        for (std::size_t p = 0; p < policies && !reference; ++p) against = std::min(against, losses[p * worlds + w]);
        for (std::size_t p = 0; p < policies; ++p) regrets[p * worlds + w] = (losses[p * worlds + w] - against) / scale;
    }
    return regrets;
}

RegretMatrix regret_matrix(const PolicyWorlds& table, std::optional<std::size_t> reference, double scale) {
    check_regret(table, reference, scale);
    const CompleteWorlds kept = complete_worlds(table);
    const std::size_t policies = table.policies.size();
    std::vector<double> losses = kept.means;
    for (double& x : losses) x *= policy_loss_sign(table.better);
    RegretMatrix out{.worlds = kept.worlds, .dropped = kept.dropped, .values = regrets_of(losses, policies, reference, scale)};
    out.best_share.assign(policies, 0.0);
    double whole = 0;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        std::size_t best = 0;
        double ties = 0;
        for (std::size_t p = 0; p < policies; ++p) {
            const double loss = losses[p * kept.size() + i];
            const double least = losses[best * kept.size() + i];
            if (loss < least) best = p;
            ties = p == 0 || loss < least ? 1 : ties + (loss == least ? 1 : 0);
        }
        const double weight = kept.weights.empty() ? 1 : kept.weights[i];
        for (std::size_t p = 0; p < policies; ++p) {
            if (losses[p * kept.size() + i] == losses[best * kept.size() + i]) out.best_share[p] += weight / ties;
        }
        whole += weight;
        out.best.push_back(best);
    }
    for (double& share : out.best_share) share /= whole;
    out.largest = *std::max_element(out.values.begin(), out.values.end());
    return out;
}

}  // namespace enclosure
