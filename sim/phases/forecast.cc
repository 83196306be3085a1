#include "sim/phases/forecast.h"

#include <algorithm>

#include "sim/base/math.h"
#include "sim/phases/budget.h"
#include "sim/phases/income.h"
#include "sim/phases/prices.h"
#include "sim/phases/release.h"
#include "sim/phases/support.h"
#include "sim/phases/tailoring.h"
#include "sim/phases/utility.h"

namespace enclosure {

namespace {

// exp(U/λ), bounded so that sums over a nest stay finite: a model that is better by so much has its nest to itself.
double logit_weight(double utility, double lambda) {
    return math::exp(std::min(utility / lambda, 230.0));
}

}  // namespace

Maker maker_of(const Firms& firms, std::size_t f, const Catalogue& catalogue, const Scenario& rules, double t,
               std::pmr::memory_resource* memory) {
    const Id<Catalogue> a = firms.interface[f];
    const Id<Catalogue> b = firms.released[f];
    const std::size_t m = !b || (a && catalogue.score[a.at()] >= catalogue.score[b.at()]) ? a.at() : b.at();
    const std::size_t segments = rules.segment.size();
    const std::size_t domains = rules.domain.size();
    Maker maker{.brand = StepVector<double>(memory), .offset = StepVector<double>(memory)};
    maker.firm = Id<Firms>(f);
    maker.region = firms.region[f];
    // What was trained, without the premium or discount of how it is offered now.
    const StrategyRow& now = rules.strategy[catalogue.strategy[m]];
    maker.score = catalogue.score[m] + (catalogue.open[m] != 0 ? now.discount() : -now.premium());
    maker.cost = serving_cost(catalogue, m, rules.parameters.cost, t);
    maker.markup = firms.markup[f];
    maker.trust = catalogue.trust[m];
    maker.dispersion = catalogue.dispersion[m];
    maker.tooling = firms.tooling[f];
    maker.tailoring = a ? catalogue.tailoring[a.at()] : tailoring(firms.staff[f], 0, rules.parameters.adoption);
    maker.support = firms.support[f];
    maker.brand.reserve(segments);
    maker.offset.reserve(domains);
    for (std::size_t g = 0; g < segments; ++g) maker.brand.push_back(firms.brand[f * segments + g]);
    for (std::size_t d = 0; d < domains; ++d) maker.offset.push_back(catalogue.offset[m * domains + d]);
    maker.interface = a;
    maker.released = b;
    return maker;
}

Maker newcomer(std::size_t region, double capability, const Scenario& rules, double t, std::pmr::memory_resource* memory) {
    Maker maker{.brand = StepVector<double>(memory), .offset = StepVector<double>(memory)};
    maker.region = region;
    maker.score = capability;
    maker.cost = cost_at_release(rules.parameters.cost, capability, t);
    maker.markup = rules.parameters.prices.markup_start;
    maker.dispersion = rules.parameters.maturing.dispersion_start;
    // Without users yet, any staff is enough.
    maker.tailoring = tailoring(rules.parameters.finance.staff_share, 0, rules.parameters.adoption);
    maker.brand.reserve(rules.segment.size());
    maker.offset.reserve(rules.domain.size());
    for (const Segment& g : rules.segment) maker.brand.push_back(g.entrant_brand);
    for (const Domain& d : rules.domain) maker.offset.push_back(d.offset);
    return maker;
}

Forecast::Forecast(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons, const Scenario& rules,
                   double t, std::pmr::memory_resource* memory)
    : catalogue_(catalogue),
      commons_(commons),
      rules_(rules),
      t_(t),
      weight_(rules.segment.size() * 2 * catalogue.size(), 0.0, memory),
      peers_(rules.segment.size() * catalogue.size(), 0.0, memory),
      aware_(rules.segment.size(), 0.0, memory),
      settled_(rules.segment.size(), 0.0, memory) {
    const std::size_t slots = catalogue.size();
    StepVector<double> users(rules.segment.size(), 0.0, memory);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t g = cells.segment[c];
        users[g] += static_cast<double>(cells.users(c));
        for (std::size_t m = 0; m < slots; ++m) {
            peers_[g * slots + m] += market.peer_utility[c * slots + m] * static_cast<double>(cells.users(c));
        }
        const std::int64_t aware = static_cast<std::int64_t>(cells.users(c)) - market.unaware[c];
        aware_[g] += cells.seats[c] * static_cast<double>(aware);
        settled_[g] += cells.seats[c] * static_cast<double>(aware - market.undecided[c]);
    }
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        settled_[g] = aware_[g] > 0 ? settled_[g] / aware_[g] : 0.0;
        for (std::size_t m = 0; m < slots; ++m) {
            peers_[g * slots + m] = users[g] > 0 ? peers_[g * slots + m] / users[g] : 0.0;
            if (!catalogue.live(m)) continue;
            for (std::size_t k = 0; k < 2; ++k) {
                const double utility = segment_utility(market, cells, catalogue, commons, rules, g, m, k == 1);
                weight_[(g * 2 + k) * slots + m] = logit_weight(utility, rules.parameters.adoption.nest_scale);
            }
        }
    }
}

double Forecast::group_seats(std::size_t g, bool technical) const {
    const Segment& segment = rules_.segment[g];
    return aware_[g] * (technical ? segment.technical : 1 - segment.technical);
}

// Of a model of that weight in its nest.
double Forecast::Split::share(bool is_open, double weight) const {
    if (weight <= 0) return 0;
    return (is_open ? open_nest : closed_nest) / all * weight / (is_open ? rivals.open + open : rivals.closed + closed);
}

Forecast::Split Forecast::split(const Maker& maker, const StrategyRow& s, std::size_t g, bool technical) const {
    const double lambda = rules_.parameters.adoption.nest_scale;
    Split split;
    split.rivals = others(maker, g, technical ? 1 : 0);
    if (s.interface) split.closed = logit_weight(interface_utility(maker, g, s, technical) - winning_over(g, maker.interface), lambda);
    if (s.release) split.open = logit_weight(release_utility(maker, g, s, technical) - winning_over(g, maker.released), lambda);
    split.closed_nest = math::pow(split.rivals.closed + split.closed, lambda);
    split.open_nest = math::pow(split.rivals.open + split.open, lambda);
    split.all = split.closed_nest + split.open_nest + math::exp(-rules_.segment[g].outside);
    return split;
}

GroupShares Forecast::shares(const Maker& maker, const StrategyRow& s, std::size_t g, bool technical) const {
    const Split in = split(maker, s, g, technical);
    GroupShares all;
    all.none = math::exp(-rules_.segment[g].outside) / in.all;
    all.interface = in.share(false, in.closed);
    all.released = in.share(true, in.open);
    for (std::size_t m = 0; m < catalogue_.size(); ++m) {
        const double weight = rival(maker, m) ? weight_[(g * 2 + (technical ? 1 : 0)) * catalogue_.size() + m] : 0.0;
        all.rival.push_back(in.share(catalogue_.open[m] != 0, weight));
    }
    return all;
}

Prospect Forecast::under(const Maker& maker, const StrategyRow& s) const {
    Prospect prospect;
    for (std::size_t g = 0; g < rules_.segment.size(); ++g) {
        const Segment& segment = rules_.segment[g];
        const double budget = seat_budget(segment, t_);
        for (const bool technical : {false, true}) {
            const double group = group_seats(g, technical);
            if (group <= 0) continue;
            const Split in = split(maker, s, g, technical);
            const double closed_share = in.share(false, in.closed);
            const double open_share = in.share(true, in.open);
            prospect.interface_spend += group * budget * closed_share;
            prospect.interface_seats += group * closed_share;
            prospect.quality_value += segment.quality_weight * group * budget * closed_share;
            prospect.hosted_spend += group * budget * open_share;
            if (segment.tooling > 0) prospect.organisation_spend += group * budget * open_share;
            prospect.open_seats += group * open_share;
        }
    }
    prospect.interface_profit = prospect.interface_spend * (1 - 1 / maker.markup);
    return prospect;
}

ProfitTerms Forecast::profit_terms(const Prospect& v, const StrategyRow& s) const {
    const Parameters& p = rules_.parameters;
    return {v.interface_profit, v.hosted_spend * hosting_profit(s, p.finance, p.cost.host_margin),
            v.organisation_spend * premium_profit(s, p.finance)};
}

// What rivals' tabulated utilities hold too, so that a maker does not flatter itself: quality, trust, dispersion, brand, region, peers.
double Forecast::common_utility(const Maker& maker, std::size_t g, bool closed) const {
    const Segment& segment = rules_.segment[g];
    const AdoptionParams& p = rules_.parameters.adoption;
    double quality = maker.score - commons_.expected_quality;
    for (std::size_t d = 0; d < rules_.domain.size(); ++d) quality += rules_.domain[d].use.of(segment.id) * maker.offset[d];
    double regional = 0;
    for (std::size_t r = 0; r < rules_.region.size(); ++r) {
        const Region& region = rules_.region[r];
        const bool home = maker.region == r;
        regional += region.seats.of(segment.id) * (home ? region.home_bias : (closed ? -region.foreign_closed_cost : 0.0));
    }
    // Users look at how many use the vendor, whatever it offers.
    const Id<Catalogue> known = maker.interface ? maker.interface : maker.released;
    const double peers = known ? peers_[g * catalogue_.size() + known.at()] : 0.0;
    return segment.quality_weight * quality + p.trust_weight * (maker.trust - 0.5) -
           0.5 * p.dispersion_weight * maker.dispersion * maker.dispersion + maker.brand[g] + regional + peers;
}

double Forecast::interface_utility(const Maker& maker, std::size_t g, const StrategyRow& s, bool technical) const {
    const Segment& segment = rules_.segment[g];
    OfferTerms offer;
    offer.price = maker.cost * rules_.parameters.cost.closed_overhead * maker.markup;
    offer.transparency = rules_.parameters.law.disclosure;
    offer.modifiability = segment.tooling > 0 ? maker.tailoring : 0.0;
    offer.support = closed_support(maker.support, commons_, rules_.parameters.learning);
    return common_utility(maker, g, true) + segment.quality_weight * s.premium() +
           tooling_utility(maker.tooling, commons_, segment, rules_.parameters.learning) +
           mean_utility(user_terms(offer, commons_, rules_, g), segment, technical);
}

// Users of what the maker does not offer yet have to be won from other vendors, against their switching cost. Without this every firm
// expects a full share of the market on the day on which it closes, and no release of weights is ever worth while.
double Forecast::winning_over(std::size_t g, Id<Catalogue> present) const {
    return present ? 0.0 : rules_.parameters.adoption.switching_weight * rules_.segment[g].switching * settled_[g];
}

// What a community may add to released weights; nothing where communities add nothing.
double Forecast::expected_gain() const {
    const ContributionParams& p = rules_.parameters.contribution;
    return p.gain > 0 ? p.gain_max : 0.0;
}

// Weights released later are behind by the delay; the frontier moves by about one order of magnitude a year.
double Forecast::release_utility(const Maker& maker, std::size_t g, const StrategyRow& s, bool technical) const {
    const Segment& segment = rules_.segment[g];
    OfferTerms offer;
    offer.open = true;
    offer.price = maker.cost * (1 + commons_.host_margin);
    offer.transparency = s.transparency;
    offer.modifiability = s.modifiability;
    return common_utility(maker, g, false) - commons_.open_friction[g] +
           segment.quality_weight * (0.5 * expected_gain() - s.discount() - s.delay) +
           mean_utility(user_terms(offer, commons_, rules_, g), segment, technical);
}

bool Forecast::rival(const Maker& maker, std::size_t m) const {
    return catalogue_.live(m) && !(maker.firm && catalogue_.owner[m] == maker.firm);
}

Forecast::Rivals Forecast::others(const Maker& maker, std::size_t g, std::size_t k) const {
    Rivals sum;
    const std::size_t slots = catalogue_.size();
    for (std::size_t m = 0; m < slots; ++m) {
        if (!rival(maker, m)) continue;
        (catalogue_.open[m] != 0 ? sum.open : sum.closed) += weight_[(g * 2 + k) * slots + m];
    }
    return sum;
}

}  // namespace enclosure
