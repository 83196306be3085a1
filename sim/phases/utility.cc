#include "sim/phases/utility.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

double tooling_utility(const Firms& firms, std::size_t f, const PublicState& commons, const Segment& segment, const LearningParams& p) {
    if (segment.tooling <= 0) return 0;
    const double own = firms.tooling[f];
    const double common = commons.common_tooling;
    return p.tooling_own * own / (1 + own) + p.tooling_common * segment.tooling * common / (1 + common);
}

double integration_cost(const Segment& segment, const PublicState& commons, const LearningParams& p) {
    return segment.integration / (1 + commons.support / p.support_half);
}

UserTerms user_terms(const Catalogue& catalogue, std::size_t m, const PublicState& commons, const Scenario& rules) {
    const AdoptionParams& p = rules.parameters.adoption;
    const StrategyRow& strategy = rules.strategy[catalogue.strategy[m]];
    const bool open = catalogue.open[m] != 0;
    UserTerms terms;
    terms.log_price = math::log(catalogue.price[m] / rules.parameters.prices.reference);
    terms.transparency = p.transparency_weight * (open ? strategy.transparency : rules.parameters.law.disclosure);
    // A rule that keeps data on the premises makes interfaces less useful to whoever has sensitive data.
    if (!open) terms.transparency -= rules.parameters.law.privacy_rule * rules.parameters.law.privacy_cost;
    terms.modifiability = p.modifiability_weight * (open ? strategy.modifiability : 0.0);
    terms.risk = p.risk_weight * (open ? commons.risk_open : commons.risk_closed);
    return terms;
}

void score_models(Market& market, const Cells& cells, const Catalogue& catalogue, const Firms& firms, const PublicState& commons,
                  const Scenario& rules, const AdoptionParams& p, const LearningParams& learning, Step step) {
    const std::size_t slots = catalogue.size();
    const std::size_t segments = rules.segment.size();
    const std::size_t domains = rules.domain.size();
    // Users by segment and slot: what a cell's own share is smoothed with.
    std::vector<double> segment_users(segments * slots, 0.0);
    std::vector<double> segment_total(segments, 0.0);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        for (std::size_t m = 0; m < slots; ++m) {
            const auto users = static_cast<double>(market.users[c * slots + m]);
            segment_users[cells.segment[c] * slots + m] += users;
            segment_total[cells.segment[c]] += users;
        }
    }

    step.threads->for_each(cells.size(), [&](std::size_t c) {
        const std::size_t g = cells.segment[c];
        const Segment& segment = rules.segment[g];
        const Region& region = rules.region[cells.region[c]];
        double cell_total = 0;
        for (std::size_t m = 0; m < slots; ++m) cell_total += static_cast<double>(market.users[c * slots + m]);
        // Share of a slot's users among adopters of the cell; few adopters count little.
        const auto smoothed = [&](std::size_t m) {
            const double prior = segment_total[g] > 0 ? segment_users[g * slots + m] / segment_total[g] : 0.0;
            const double weight = cell_total + p.peer_shrinkage;
            return weight > 0 ? (static_cast<double>(market.users[c * slots + m]) + p.peer_shrinkage * prior) / weight : 0.0;
        };
        for (std::size_t m = 0; m < slots; ++m) {
            double& utility = market.utility[c * slots + m];
            utility = 0;
            if (!catalogue.live(m)) continue;
            const bool open = catalogue.open[m] != 0;
            const Id<Firms> owner = catalogue.owner[m];
            const double quality = catalogue.score[m] + catalogue.gain[m] + catalogue.offset[m * domains + cells.domain[c]];
            const double dispersion = catalogue.dispersion[m];
            utility = segment.quality_weight * (quality - commons.expected_quality) + p.trust_weight * (catalogue.trust[m] - 0.5) -
                      0.5 * p.dispersion_weight * dispersion * dispersion;
            double peers = smoothed(m);
            if (owner) {
                const std::size_t f = owner.at();
                const Id<Catalogue> sister = open ? firms.interface[f] : firms.released[f];
                if (sister && sister.at() != m) peers += smoothed(sister.at());
                utility += firms.brand[f * segments + g];
                if (firms.region[f] == cells.region[c]) {
                    utility += region.home_bias;
                } else if (!open) {
                    utility -= region.foreign_closed_cost;
                }
                if (!open) utility += tooling_utility(firms, f, commons, segment, learning);
            }
            utility += p.peer_weight * segment.peer_weight * peers;
            if (open) utility -= commons.open_friction[g];
        }
    });
}

double segment_utility(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons,
                       const Scenario& rules, std::size_t g, std::size_t m, bool technical) {
    const Segment& segment = rules.segment[g];
    double sum = 0;
    double users = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (cells.segment[c] != g) continue;
        sum += market.utility[c * catalogue.size() + m] * static_cast<double>(cells.users(c));
        users += static_cast<double>(cells.users(c));
    }
    const UserTerms terms = user_terms(catalogue, m, commons, rules);
    double utility = users > 0 ? sum / users : 0.0;
    utility += -segment.price_weight * terms.log_price + terms.transparency * segment.data_sensitivity +
               terms.modifiability * segment.customisation - terms.risk * segment.security;
    if (catalogue.open[m] != 0 && !technical) utility -= integration_cost(segment, commons, rules.parameters.learning);
    return utility;
}

}  // namespace enclosure
