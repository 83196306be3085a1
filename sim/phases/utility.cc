#include "sim/phases/utility.h"

#include <algorithm>

#include "sim/base/math.h"
#include "sim/phases/prices.h"
#include "sim/phases/support.h"

namespace enclosure {

double tooling_utility(const Firms& firms, std::size_t f, const PublicState& commons, const Segment& segment, const LearningParams& p) {
    return tooling_utility(firms.tooling[f], commons, segment, p);
}

double tooling_utility(double own, const PublicState& commons, const Segment& segment, const LearningParams& p) {
    if (segment.tooling <= 0) return 0;
    const double common = commons.common_tooling;
    return p.tooling_own * own / (1 + own) + p.tooling_common * segment.tooling * common / (1 + common);
}

std::int32_t vendor_of(const Catalogue& catalogue, std::size_t slot) {
    const Id<Firms> owner = catalogue.owner[slot];
    return owner ? owner.row : -2 - static_cast<std::int32_t>(slot);
}

double transparency_of(const Catalogue& catalogue, std::size_t m, const Scenario& rules) {
    return catalogue.open[m] != 0 ? rules.strategy[catalogue.strategy[m]].transparency : rules.parameters.law.disclosure;
}

double modifiability_of(const Catalogue& catalogue, std::size_t m, const Scenario& rules, std::size_t g) {
    if (catalogue.open[m] != 0) return rules.strategy[catalogue.strategy[m]].modifiability;
    return rules.segment[g].tooling > 0 ? catalogue.tailoring[m] : 0.0;
}

UserTerms user_terms(const OfferTerms& offer, const PublicState& commons, const Scenario& rules, std::size_t g) {
    const AdoptionParams& p = rules.parameters.adoption;
    const LearningParams& learning = rules.parameters.learning;
    UserTerms terms;
    terms.log_price = price_term(offer.price, rules.parameters.prices);
    terms.transparency = p.transparency_weight * offer.transparency;
    // A rule that keeps data on the premises makes interfaces less useful to whoever has sensitive data.
    if (!offer.open) terms.transparency -= rules.parameters.law.privacy_rule * rules.parameters.law.privacy_cost;
    terms.modifiability = p.modifiability_weight * offer.modifiability;
    terms.risk = p.risk_weight * (offer.open ? commons.risk_open : commons.risk_closed);
    terms.integration = offer.open ? integration_cost(rules.segment[g], commons, learning)
                                   : closed_integration_cost(rules.segment[g], offer.support, learning);
    return terms;
}

UserTerms user_terms(const Catalogue& catalogue, std::size_t m, const PublicState& commons, const Scenario& rules, std::size_t g) {
    OfferTerms offer;
    offer.open = catalogue.open[m] != 0;
    offer.price = catalogue.price[m];
    offer.transparency = transparency_of(catalogue, m, rules);
    offer.modifiability = modifiability_of(catalogue, m, rules, g);
    offer.support = catalogue.support[m];
    return user_terms(offer, commons, rules, g);
}

double mean_utility(const UserTerms& terms, const Segment& segment, bool technical) {
    const double utility = -segment.price_weight * terms.log_price + terms.transparency * segment.data_sensitivity +
                           terms.modifiability * segment.customisation - terms.risk * segment.security;
    return technical ? utility : utility - terms.integration;
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

    const double peer_weight = rules.parameters.network.kind == NetworkKind::none ? 0.0 : p.peer_weight;

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
            double& peer_utility = market.peer_utility[c * slots + m];
            utility = peer_utility = 0;
            if (!catalogue.live(m)) continue;
            const bool open = catalogue.open[m] != 0;
            const Id<Firms> owner = catalogue.owner[m];
            const double quality = catalogue.score[m] + catalogue.gain[m] + catalogue.offset[m * domains + cells.domain[c]];
            const double dispersion = catalogue.dispersion[m];
            utility = segment.quality_weight * (quality - commons.expected_quality) + p.trust_weight * (catalogue.trust[m] - 0.5) -
                      0.5 * p.dispersion_weight * dispersion * dispersion;
            double peers = peer_weight > 0 ? smoothed(m) : 0.0;
            if (owner) {
                const std::size_t f = owner.at();
                const Id<Catalogue> sister = open ? firms.interface[f] : firms.released[f];
                if (peer_weight > 0 && sister && sister.at() != m) peers += smoothed(sister.at());
                utility += firms.brand[f * segments + g];
                if (firms.region[f] == cells.region[c]) {
                    utility += region.home_bias;
                } else if (!open) {
                    utility -= region.foreign_closed_cost;
                }
                if (!open) utility -= firms.cap_price[f];
                if (!open) utility += tooling_utility(firms, f, commons, segment, learning);
            }
            peer_utility = peer_weight * segment.peer_weight * peers;
            utility += peer_utility;
            if (open) utility -= commons.open_friction[g];
            if (open && region.procurement != 0) utility += region.procurement * segment.public_share;
            if (catalogue.leaked[m] != 0) utility -= rules.parameters.leaks.unlicensed;
        }
    });
}

double segment_utility(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons,
                       const Scenario& rules, std::size_t g, std::size_t m, bool technical) {
    double sum = 0;
    double users = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        if (cells.segment[c] != g) continue;
        sum += market.utility[c * catalogue.size() + m] * static_cast<double>(cells.users(c));
        users += static_cast<double>(cells.users(c));
    }
    const UserTerms terms = user_terms(catalogue, m, commons, rules, g);
    return (users > 0 ? sum / users : 0.0) + mean_utility(terms, rules.segment[g], technical);
}

}  // namespace enclosure
