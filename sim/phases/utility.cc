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

CellUtility::CellUtility(const Market& market, const Cells& cells, const Catalogue& catalogue, const Firms& firms,
                         const PublicState& commons, const Scenario& rules, const AdoptionParams& p, const LearningParams& learning,
                         std::pmr::memory_resource* memory)
    : market_(market),
      cells_(cells),
      catalogue_(catalogue),
      firms_(firms),
      commons_(commons),
      rules_(rules),
      p_(p),
      learning_(learning),
      peer_weight_(rules.parameters.network.kind == NetworkKind::none ? 0.0 : p.peer_weight),
      segment_users_(rules.segment.size() * catalogue.size(), 0.0, memory),
      segment_total_(rules.segment.size(), 0.0, memory),
      cell_total_(cells.size(), 0.0, memory) {
    const std::size_t slots = catalogue.size();
    for (std::size_t c = 0; c < cells.size(); ++c) {
        for (std::size_t m = 0; m < slots; ++m) {
            const auto users = static_cast<double>(market.users[c * slots + m]);
            segment_users_[cells.segment[c] * slots + m] += users;
            segment_total_[cells.segment[c]] += users;
            cell_total_[c] += users;
        }
    }
}

// Share of a slot's users among adopters of the cell; few adopters count little.
double CellUtility::peer_share(std::size_t c, std::size_t m) const {
    const std::size_t g = cells_.segment[c];
    const std::size_t slots = catalogue_.size();
    const double prior = segment_total_[g] > 0 ? segment_users_[g * slots + m] / segment_total_[g] : 0.0;
    const double weight = cell_total_[c] + p_.peer_shrinkage;
    return weight > 0 ? (static_cast<double>(market_.users[c * slots + m]) + p_.peer_shrinkage * prior) / weight : 0.0;
}

CellTerms CellUtility::terms(std::size_t c, std::size_t m) const {
    const std::size_t g = cells_.segment[c];
    const Segment& segment = rules_.segment[g];
    const Region& region = rules_.region[cells_.region[c]];
    const bool open = catalogue_.open[m] != 0;
    const Id<Firms> owner = catalogue_.owner[m];
    const double quality = catalogue_.score[m] + catalogue_.gain[m] + catalogue_.offset[m * rules_.domain.size() + cells_.domain[c]];
    const double dispersion = catalogue_.dispersion[m];
    CellTerms terms;
    terms.quality = segment.quality_weight * (quality - commons_.expected_quality);
    terms.trust = p_.trust_weight * (catalogue_.trust[m] - 0.5);
    terms.dispersion = -(0.5 * p_.dispersion_weight * dispersion * dispersion);
    double peers = peer_weight_ > 0 ? peer_share(c, m) : 0.0;
    if (owner) {
        const std::size_t f = owner.at();
        const Id<Catalogue> sister = open ? firms_.interface[f] : firms_.released[f];
        if (peer_weight_ > 0 && sister && sister.at() != m) peers += peer_share(c, sister.at());
        terms.brand = firms_.brand[f * rules_.segment.size() + g];
        if (firms_.region[f] == cells_.region[c]) {
            terms.home = region.home_bias;
        } else if (!open) {
            terms.home = -region.foreign_closed_cost;
        }
        if (!open) terms.cap_price = -firms_.cap_price[f];
        if (!open) terms.tooling = tooling_utility(firms_, f, commons_, segment, learning_);
    }
    terms.peers = peer_weight_ * segment.peer_weight * peers;
    if (open) terms.friction = -commons_.open_friction[g];
    if (open) terms.procurement = region.procurement * segment.public_share;
    if (catalogue_.leaked[m] != 0) terms.leaked = -rules_.parameters.leaks.unlicensed;
    return terms;
}

void score_models(Market& market, const Cells& cells, const Catalogue& catalogue, const Firms& firms, const PublicState& commons,
                  const Scenario& rules, const AdoptionParams& p, const LearningParams& learning, Step step) {
    const std::size_t slots = catalogue.size();
    const CellUtility utility(market, cells, catalogue, firms, commons, rules, p, learning, step.memory());
    step.threads->for_each(cells.size(), [&](std::size_t c) {
        for (std::size_t m = 0; m < slots; ++m) {
            const CellTerms terms = catalogue.live(m) ? utility.terms(c, m) : CellTerms();
            market.utility[c * slots + m] = sum_of(terms);
            market.peer_utility[c * slots + m] = terms.peers;
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
