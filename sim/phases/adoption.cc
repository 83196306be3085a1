#include "sim/phases/adoption.h"

#include <algorithm>
#include <array>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/choice.h"
#include "sim/phases/network.h"
#include "sim/phases/utility.h"
#include "sim/world/pieces.h"

namespace enclosure {

namespace {

std::vector<Offering> live_offerings(const Catalogue& catalogue, const PublicState& commons, const Scenario& rules, std::size_t g) {
    std::vector<Offering> offerings;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const UserTerms terms = user_terms(catalogue, m, commons, rules, g);
        Offering o;
        o.slot = static_cast<std::uint8_t>(m);
        o.open = catalogue.open[m] != 0;
        o.vendor = vendor_of(catalogue, m);
        // Index 0 is the draw of having no model.
        o.key = std::max<std::uint32_t>(static_cast<std::uint32_t>(catalogue.serial[m]), 1);
        o.log_price = terms.log_price;
        o.transparency = terms.transparency;
        o.modifiability = terms.modifiability;
        o.risk = terms.risk;
        o.shut = catalogue.under_notice(m) ? 1e9 : 0.0;
        o.integration = terms.integration;
        offerings.push_back(o);
    }
    return offerings;
}

// Hazards per step and tastes of users of a segment in a region; the byte columns count in units of 1/64, 1/255 and 1/256.
struct UserSetting {
    double aware_technical = 0;
    double aware_other = 0;
    double technical = 0;
    double reach = 0;
};

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
std::vector<Members> members_by_place(const Market& market, const Cells& cells, const Scenario& rules) {
    std::vector<Members> here(rules.segment.size() * rules.region.size());
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
std::vector<UserSetting> user_settings(const Market& market, const Cells& cells, const Scenario& rules, const AdoptionParams& p,
                                       double dt) {
    const std::size_t regions = rules.region.size();
    const std::vector<Members> here = members_by_place(market, cells, rules);
    std::vector<UserSetting> settings;
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        const Segment& segment = rules.segment[g];
        const std::span<const Members> places(here.data() + g * regions, regions);
        Members everywhere;
        for (const Members& place : places) everywhere.add(place);
        std::vector<double> around(regions);
        for (std::size_t r = 0; r < regions; ++r) around[r] = places[r].adoption();
        double overall = everywhere.adoption();
        const auto seen = [&](std::size_t r) { return (1 - p.regional_contagion) * overall + p.regional_contagion * around[r]; };
        if (p.midpoint) {
            std::vector<double> later(regions);
            double adopters = 0;
            for (std::size_t r = 0; r < regions; ++r) {
                const double hazard =
                    segment.innovation * rules.region[r].awareness + segment.contagion * seen(r) + rules.region[r].education;
                later[r] = places[r].adoption_at_midpoint(hazard, dt);
                adopters += later[r] * places[r].all;
            }
            around = later;
            overall = everywhere.all > 0 ? adopters / everywhere.all : 0.0;
        }
        for (std::size_t r = 0; r < regions; ++r) settings.push_back(user_setting(segment, rules.region[r], seen(r), p, dt));
    }
    return settings;
}

// Review hazard per step by what a user has, a value of Users::choice.
using ReviewHazards = std::array<double, 256>;

ReviewHazards review_hazards(const Catalogue& catalogue, const Segment& segment, const AdoptionParams& p, double dt) {
    ReviewHazards hazards;
    hazards.fill(math::fires(segment.review_hazard, dt));
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.under_notice(m)) hazards[m] = math::fires(segment.review_hazard + p.notice_review, dt);
    }
    return hazards;
}

}  // namespace

void choose_models(Out<&Users::choice> choice, Out<&Users::since> since, In<&Users::price> price,
                   In<&Users::data_sensitivity> data_sensitivity, In<&Users::customisation> customisation, In<&Users::security> security,
                   In<&Users::technical> technical, In<&Users::reach> reach, const Network& network, Market& market, const Cells& cells,
                   const Catalogue& catalogue, const PublicState& commons, const Scenario& rules, const AdoptionParams& p, Step step) {
    const std::size_t slots = catalogue.size();
    const std::size_t segments = rules.segment.size();
    // All segments see the same models in the same order, but not with the same terms.
    std::vector<std::vector<Offering>> offerings;
    std::vector<ReviewHazards> review;
    for (std::size_t g = 0; g < segments; ++g) {
        offerings.push_back(live_offerings(catalogue, commons, rules, g));
        review.push_back(review_hazards(catalogue, rules.segment[g], p, step.dt));
    }
    const std::size_t offered = offerings.front().size();
    const PeerView peers(choice, network, catalogue, offerings.front(), rules, step.seed);
    const std::vector<UserSetting> settings = user_settings(market, cells, rules, p, step.dt);
    std::vector<double> utility(cells.size() * offered);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        for (std::size_t k = 0; k < offered; ++k) {
            const std::size_t m = c * slots + offerings.front()[k].slot;
            utility[c * offered + k] = market.utility[m] - (peers.empty() ? 0.0 : market.peer_utility[m]);
        }
    }
    std::fill(market.reviewed.begin(), market.reviewed.end(), 0);
    std::fill(market.switched.begin(), market.switched.end(), 0);
    std::fill(market.forced.begin(), market.forced.end(), 0);
    std::fill(market.locked.begin(), market.locked.end(), 0);

    const auto now = static_cast<std::uint16_t>(step.index);

    step.threads->for_blocks(choice.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for_each_piece(cells, begin, end, [&](std::size_t c, std::size_t first, std::size_t last) {
            const std::size_t g = cells.segment[c];
            const Segment& segment = rules.segment[g];
            const UserSetting& setting = settings[g * rules.region.size() + cells.region[c]];
            const ReviewHazards& hazards = review[g];
            const std::span<const double> table(utility.data() + c * offered, offered);
            std::vector<double> own_table;
            const ChoiceSetting how{step.seed, step.index, p.nest_scale, segment.outside, p.leave_cost, p.upgrade_cost};
            std::int64_t reviewed = 0;
            std::int64_t switched = 0;
            std::int64_t forced = 0;
            std::int64_t locked = 0;
            for (std::size_t i = first; i < last; ++i) {
                const std::uint64_t index = i - cells.begin[c];
                const std::uint64_t serial = user_serial(cells.serial[c], index);
                const bool skilled = technical[i] < setting.technical;
                Chooser user;
                if (choice[i] == choice_unaware) {
                    if (!(reach[i] < setting.reach)) continue;
                    const double hazard = skilled ? setting.aware_technical : setting.aware_other;
                    // An organisation hears of models as a whole.
                    const std::uint64_t hearing =
                        segment.workloads == 1 ? serial : user_serial(cells.serial[c], organisation_of(index, segment.workloads));
                    if (Draws(step.seed, Purpose::user_aware, hearing, step.index).uniform() >= hazard) continue;
                } else {
                    std::uint8_t slot = choice[i];
                    bool must = false;
                    // A successor may have ended in the same step.
                    while (slot < choice_slots && catalogue.state[slot] == Slot::ended) {
                        slot = catalogue.successor[slot];
                        must = slot == choice_none;
                        choice[i] = slot;
                    }
                    if (must) {
                        ++forced;
                    } else if (Draws(step.seed, Purpose::user_review, serial, step.index).uniform() >= hazards[slot]) {
                        continue;
                    }
                    ++reviewed;
                    user.slot = slot;
                    if (slot < choice_slots) {
                        user.vendor = vendor_of(catalogue, slot);
                        const double tenure = static_cast<double>(now - since[i]) * step.dt;
                        user.switching = p.switching_weight *
                                         (segment.switching + segment.switching_tenure * std::min(tenure / p.tenure_saturation, 1.0));
                    }
                }
                user.serial = serial;
                user.price_weight = segment.price_weight * price[i] / 64;
                user.data_sensitivity = data_sensitivity[i] / 255.0;
                user.customisation = customisation[i] / 255.0;
                user.security = security[i] / 255.0;
                user.integration = skilled ? 0.0 : 1.0;
                std::span<const double> seen = table;
                if (!peers.empty()) {
                    own_table.assign(table.begin(), table.end());
                    peers.add(own_table, cells.begin[c], {serial, index, cells.users(c)}, p.peer_weight * segment.peer_weight);
                    seen = own_table;
                }
                std::uint8_t unbound = choice_none;
                const std::uint8_t chosen = choose(user, offerings[g], seen, how, user.switching > 0 ? &unbound : nullptr);
                const std::int32_t vendor = chosen < choice_slots ? vendor_of(catalogue, chosen) : -1;
                if (choice[i] != chosen && vendor != user.vendor) {
                    since[i] = now;
                    if (user.slot < choice_slots) ++switched;
                }
                if (user.switching > 0 && vendor == user.vendor) {
                    locked += (unbound < choice_slots ? vendor_of(catalogue, unbound) : -1) != vendor ? 1 : 0;
                }
                choice[i] = chosen;
            }
            add_count(market.reviewed[g], reviewed);
            add_count(market.switched[g], switched);
            add_count(market.forced[g], forced);
            add_count(market.locked[g], locked);
        });
    });
}

}  // namespace enclosure
