#include "sim/phases/choice_round.h"

#include "sim/base/math.h"

namespace enclosure {

namespace {

void add_live_offerings(StepVector<Offering>& offerings, const Catalogue& catalogue, const PublicState& commons, const Scenario& rules,
                        std::size_t g) {
    offerings.reserve(catalogue.size());
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const UserTerms terms = user_terms(catalogue, m, commons, rules, g);
        Offering o;
        o.slot = static_cast<std::uint8_t>(m);
        o.open = catalogue.open[m] != 0;
        o.vendor = vendor_of(catalogue, m);
        o.key = static_cast<std::uint32_t>(catalogue.serial[m]);
        o.log_price = static_cast<float>(terms.log_price);
        o.transparency = static_cast<float>(terms.transparency);
        o.modifiability = static_cast<float>(terms.modifiability);
        o.risk = static_cast<float>(terms.risk);
        o.shut = catalogue.under_notice(m) ? 1e9F : 0.0F;
        o.integration = static_cast<float>(terms.integration);
        offerings.push_back(o);
    }
}

UserSetting user_setting(const Segment& segment, const Region& region, double adoption, const AdoptionParams& p, double dt) {
    const double mean = 1 + segment.technical * (p.technical_advantage - 1);
    const double innovation = segment.innovation * region.awareness;
    UserSetting s;
    const double told = segment.contagion * adoption + region.education;
    s.aware_technical = math::fires(innovation * p.technical_advantage / mean + told, dt);
    s.aware_other = math::fires(innovation / mean + told, dt);
    s.technical = segment.technical * 256;
    s.reach = segment.ceiling * 256;
    return s;
}

// Users of a segment in a region, or in all of them.
struct Members {
    double all = 0;
    double using_one = 0;
    double undecided = 0;
    double within_reach = 0;  // unaware, but under the ceiling

    void add(const Members& more) {
        all += more.all;
        using_one += more.using_one;
        undecided += more.undecided;
        within_reach += more.within_reach;
    }
    double adoption() const { return all > 0 ? using_one / all : 0.0; }
    /// Adopters after half a step in which the unaware become aware at that hazard, and choose as those did who are aware.
    double adoption_at_midpoint(double hazard, double dt) const {
        const double aware = using_one + undecided;
        const double adopt = aware > 0 ? using_one / aware : 1.0;
        return all > 0 ? (using_one + adopt * within_reach * math::fires(hazard, dt / 2)) / all : 0.0;
    }
};

// By segment and region, row-major: Members as counted at the step's begin.
StepVector<Members> members_by_place(const Market& market, const Cells& cells, const Scenario& rules, Step step) {
    StepVector<Members> here(rules.segment.size() * rules.region.size(), step.memory());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t g = cells.segment[c];
        Members m;
        m.all = static_cast<double>(cells.users(c));
        m.using_one = m.all - static_cast<double>(market.unaware[c] + market.undecided[c]);
        m.undecided = static_cast<double>(market.undecided[c]);
        m.within_reach = std::max(static_cast<double>(market.unaware[c]) - (1 - rules.segment[g].ceiling) * m.all, 0.0);
        here[g * rules.region.size() + cells.region[c]].add(m);
    }
    return here;
}

// By segment and region: the adoption that drives awareness in the step, at its begin or, predicted, at its middle.
StepVector<UserSetting> user_settings(const Market& market, const Cells& cells, const Scenario& rules, const AdoptionParams& p, Step step) {
    const std::size_t regions = rules.region.size();
    const StepVector<Members> here = members_by_place(market, cells, rules, step);
    StepVector<UserSetting> settings(step.memory());
    settings.reserve(here.size());
    StepVector<double> around(regions, step.memory());
    StepVector<double> later(regions, step.memory());
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        const Segment& segment = rules.segment[g];
        const std::span<const Members> places(here.data() + g * regions, regions);
        Members everywhere;
        for (const Members& place : places) everywhere.add(place);
        for (std::size_t r = 0; r < regions; ++r) around[r] = places[r].adoption();
        double overall = everywhere.adoption();
        const auto seen = [&](std::size_t r) { return (1 - p.regional_contagion) * overall + p.regional_contagion * around[r]; };
        if (p.midpoint) {
            double adopters = 0;
            for (std::size_t r = 0; r < regions; ++r) {
                const double hazard =
                    segment.innovation * rules.region[r].awareness + segment.contagion * seen(r) + rules.region[r].education;
                later[r] = places[r].adoption_at_midpoint(hazard, step.dt);
                adopters += later[r] * places[r].all;
            }
            around.swap(later);
            overall = everywhere.all > 0 ? adopters / everywhere.all : 0.0;
        }
        for (std::size_t r = 0; r < regions; ++r) settings.push_back(user_setting(segment, rules.region[r], seen(r), p, step.dt));
    }
    return settings;
}

ReviewHazards review_hazards(const Catalogue& catalogue, const Segment& segment, const AdoptionParams& p, double dt) {
    ReviewHazards hazards;
    hazards.fill(math::fires(segment.review_hazard, dt));
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.under_notice(m)) hazards[m] = math::fires(segment.review_hazard + p.notice_review, dt);
    }
    return hazards;
}

// Whoever has a model that has ended is looked at in any case.
ReviewBounds review_bounds(const ReviewHazards& hazards, const Catalogue& catalogue) {
    ReviewBounds bounds;
    for (std::size_t k = 0; k < bounds.size(); ++k) bounds[k] = last_word_below(hazards[k]);
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.state[m] == Slot::ended) bounds[m] = 0xFFFFFFFFu;
    }
    bounds[choice_unaware] = 0;
    return bounds;
}

// Whether all who are aware review, and what they have goes on.
bool all_certain(const ReviewHazards& hazards, const Catalogue& catalogue) {
    const auto certain = [&](std::size_t choice) { return last_word_below(hazards[choice]) == 0xFFFFFFFFu; };
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.state[m] == Slot::ended || (catalogue.live(m) && !certain(m))) return false;
    }
    return certain(choice_none);
}

StepVector<PeerWeights> all_peer_weights(const Scenario& rules, const AdoptionParams& p, Step step) {
    StepVector<PeerWeights> weights(rules.segment.size(), PeerWeights{}, step.memory());
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        for (std::size_t r = 0; r < 256; ++r) {
            const double late = 2 * (static_cast<double>(r) + 0.5) / 256 - 1;
            const double together = p.peer_weight * rules.segment[g].peer_weight * (1 + rules.parameters.network.spread * late);
            weights[g][1][r] = static_cast<float>(together);
        }
        for (std::size_t n = 2; n < weights[g].size(); ++n) {
            for (std::size_t r = 0; r < 256; ++r) weights[g][n][r] = weights[g][1][r] / static_cast<float>(n);
        }
    }
    return weights;
}

StepVector<StepVector<Offering>> all_offerings(const Catalogue& catalogue, const PublicState& commons, const Scenario& rules, Step step) {
    StepVector<StepVector<Offering>> offerings(rules.segment.size(), step.memory());
    for (std::size_t g = 0; g < rules.segment.size(); ++g) add_live_offerings(offerings[g], catalogue, commons, rules, g);
    return offerings;
}

}  // namespace

ChoiceRound::ChoiceRound(const UserColumns& users, const Network& network, const Market& market, const Cells& cells,
                         const Catalogue& catalogue, const PublicState& commons, const Scenario& rules, const AdoptionParams& p, Step step)
    : users_(users),
      cells_(cells),
      catalogue_(catalogue),
      rules_(rules),
      p_(p),
      step_(step),
      offerings_(all_offerings(catalogue, commons, rules, step)),
      columns_(step.memory()),
      peers_(users.choice, network, catalogue, offerings_.front(), rules, step.seed, step.memory()),
      review_(step.memory()),
      settings_(user_settings(market, cells, rules, p, step)),
      bounds_(step.memory()),
      utility_(cells.size() * padded_alternatives(offerings_.front().size()), step.memory()),
      peer_weights_(step.memory()),
      certain_(step.memory()) {
    certain_.reserve(rules.segment.size());
    review_.reserve(rules.segment.size());
    columns_.reserve(rules.segment.size());
    bounds_.reserve(rules.segment.size());
    for (const Segment& segment : rules.segment) review_.push_back(review_hazards(catalogue, segment, p, step.dt));
    for (const StepVector<Offering>& offered : offerings_) columns_.emplace_back(offered, step.memory());
    for (const ReviewHazards& hazards : review_) {
        bounds_.push_back(review_bounds(hazards, catalogue));
        certain_.push_back(all_certain(hazards, catalogue) ? 1 : 0);
    }
    if (!peers_.empty()) peer_weights_ = all_peer_weights(rules, p, step);
    vendor_.fill(-1);
    for (std::size_t m = 0; m < catalogue.size(); ++m) vendor_[m] = vendor_of(catalogue, m);
    const StepVector<Offering>& offered = offerings_.front();
    const std::size_t padded = padded_alternatives(offered.size());
    std::array<double, choice_slots> utility;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        for (std::size_t k = 0; k < offered.size(); ++k) {
            const std::size_t m = c * catalogue.size() + offered[k].slot;
            utility[k] = market.utility[m] - (peers_.empty() ? 0.0 : market.peer_utility[m]);
        }
        write_padded(std::span(utility).first(offered.size()), std::span(utility_).subspan(c * padded, padded));
    }
}

ChoiceRound::Cell ChoiceRound::cell(std::size_t c) const {
    const std::size_t g = cells_.segment[c];
    const std::size_t place = g * rules_.region.size() + cells_.region[c];
    const std::size_t offered = offerings_[g].size();
    const Segment& segment = rules_.segment[g];
    return {.serial = cells_.serial[c],
            .begin = cells_.begin[c],
            .members = cells_.users(c),
            .segment = &segment,
            .setting = &settings_[place],
            .hazards = &review_[g],
            .bounds = &bounds_[g],
            .hearing = last_word_below(std::max(settings_[place].aware_technical, settings_[place].aware_other)),
            .offerings = offerings_[g],
            .columns = &columns_[g],
            .utility = utility_.data() + c * padded_alternatives(offered),
            .peer_weights = peers_.empty() ? nullptr : &peer_weights_[g],
            .all_review = certain_[g] != 0,
            .how = {step_.seed, step_.index, static_cast<float>(p_.nest_scale), static_cast<float>(segment.outside),
                    static_cast<float>(p_.leave_cost), static_cast<float>(p_.upgrade_cost), p_.draws}};
}

void ChoiceRound::count_peers(const Cell& cell, std::size_t first, std::size_t count, PeerCounts& peers) const {
    SeenPeers seen;
    if (peers_.look(seen, first, count)) {
        return peers.count(seen, *cell.peer_weights, users_.reach.subspan(first, count));
    }
    peers.clear();
    for (std::size_t k = 0; k < count; ++k) {
        const std::uint64_t serial = user_serial(cell.serial, first + k - cell.begin);
        peers.weight.of[k] = count_peers(cell, first + k, serial, peers.of_user(k), ChooserBatch::capacity);
    }
}

ChoiceRound::OwnPeers ChoiceRound::own_peers(const Cell& cell, std::size_t i, std::uint64_t serial) const {
    OwnPeers seen;
    if (peers_.empty()) return seen;
    std::array<float, 256> counts{};
    seen.weight = count_peers(cell, i, serial, counts.data(), 1);
    for (const std::uint8_t group : peers_.groups()) seen.count.push_back(counts[group]);
    return seen;
}

}  // namespace enclosure
