#include "sim/phases/adoption.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>

#include "sim/base/draws.h"
#include "sim/base/math.h"
#include "sim/phases/choice.h"
#include "sim/phases/release.h"
#include "sim/phases/utility.h"

namespace enclosure {

namespace {

// Integer sums from several blocks: the order of additions does not matter.
void add(std::int64_t& total, std::int64_t n) {
    std::atomic_ref<std::int64_t>(total).fetch_add(n, std::memory_order_relaxed);
}

// The row of cells in which a user lies.
std::size_t cell_of(const Cells& cells, std::size_t user) {
    const auto next = std::upper_bound(cells.begin.begin(), cells.begin.end(), user);
    return static_cast<std::size_t>(next - cells.begin.begin()) - 1;
}

// Calls visit(cell, first user, last user) for the pieces of cells in [begin, end).
template <class Visit>
void for_each_piece(const Cells& cells, std::size_t begin, std::size_t end, Visit visit) {
    for (std::size_t c = cell_of(cells, begin), i = begin; i < end; ++c) {
        const std::size_t last = std::min<std::size_t>(cells.end[c], end);
        visit(c, i, last);
        i = last;
    }
}

// Row of the maker; an orphan is its own vendor, and -1 is having none.
std::int32_t vendor_of(const Catalogue& catalogue, std::size_t slot) {
    const Id<Firms> owner = catalogue.owner[slot];
    return owner ? owner.row : -2 - static_cast<std::int32_t>(slot);
}

std::vector<Offering> live_offerings(const Catalogue& catalogue, const PublicState& commons, const Scenario& rules) {
    std::vector<Offering> offerings;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        const UserTerms terms = user_terms(catalogue, m, commons, rules);
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
        offerings.push_back(o);
    }
    return offerings;
}

// Hazards per step and tastes of a cell's users; the byte columns count in units of 1/64, 1/255 and 1/256.
struct CellSetting {
    double aware_technical = 0;
    double aware_other = 0;
    double review = 0;
    double technical = 0;
    double reach = 0;
    double integration = 0;
};

CellSetting cell_setting(const Segment& segment, double adoption, const PublicState& commons, const Scenario& rules, double dt) {
    const AdoptionParams& p = rules.parameters.adoption;
    const double mean = 1 + segment.technical * (p.technical_advantage - 1);
    CellSetting s;
    s.aware_technical = math::fires(segment.innovation * p.technical_advantage / mean + segment.contagion * adoption, dt);
    s.aware_other = math::fires(segment.innovation / mean + segment.contagion * adoption, dt);
    s.review = math::fires(segment.review_hazard, dt);
    s.technical = segment.technical * 256;
    s.reach = segment.ceiling * 256;
    s.integration = integration_cost(segment, commons, rules.parameters.learning);
    return s;
}

}  // namespace

double seat_budget(const Segment& segment, double t) {
    return segment.spend_max / (1 + (segment.spend_max / segment.spend_start - 1) * math::exp(-segment.spend_rate * t));
}

void choose_models(Out<&Users::choice> choice, Out<&Users::since> since, In<&Users::price> price,
                   In<&Users::data_sensitivity> data_sensitivity, In<&Users::customisation> customisation, In<&Users::security> security,
                   In<&Users::technical> technical, In<&Users::reach> reach, Market& market, const Cells& cells, const Catalogue& catalogue,
                   const PublicState& commons, const Scenario& rules, const AdoptionParams& p, Step step) {
    const std::size_t slots = catalogue.size();
    const std::size_t segments = rules.segment.size();
    const std::vector<Offering> offerings = live_offerings(catalogue, commons, rules);

    // Adoption of a segment at the step's begin drives awareness in the step.
    std::vector<double> adopters(segments, 0.0);
    std::vector<double> members(segments, 0.0);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t g = cells.segment[c];
        members[g] += static_cast<double>(cells.users(c));
        adopters[g] += static_cast<double>(cells.users(c)) - static_cast<double>(market.unaware[c] + market.undecided[c]);
    }
    std::vector<CellSetting> settings;
    for (std::size_t g = 0; g < segments; ++g) {
        settings.push_back(cell_setting(rules.segment[g], members[g] > 0 ? adopters[g] / members[g] : 0.0, commons, rules, step.dt));
    }
    std::vector<double> utility(cells.size() * offerings.size());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        for (std::size_t k = 0; k < offerings.size(); ++k)
            utility[c * offerings.size() + k] = market.utility[c * slots + offerings[k].slot];
    }
    std::fill(market.reviewed.begin(), market.reviewed.end(), 0);
    std::fill(market.switched.begin(), market.switched.end(), 0);
    std::fill(market.forced.begin(), market.forced.end(), 0);

    const auto now = static_cast<std::uint16_t>(step.index);

    step.threads->for_blocks(choice.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for_each_piece(cells, begin, end, [&](std::size_t c, std::size_t first, std::size_t last) {
            const std::size_t g = cells.segment[c];
            const Segment& segment = rules.segment[g];
            const CellSetting& setting = settings[g];
            const std::span<const double> table(utility.data() + c * offerings.size(), offerings.size());
            const ChoiceSetting how{step.seed, step.index, p.nest_scale, segment.outside, p.leave_cost, p.upgrade_cost};
            std::int64_t reviewed = 0;
            std::int64_t switched = 0;
            std::int64_t forced = 0;
            for (std::size_t i = first; i < last; ++i) {
                const std::uint64_t serial = user_serial(cells.serial[c], i - cells.begin[c]);
                const bool skilled = technical[i] < setting.technical;
                Chooser user;
                if (choice[i] == choice_unaware) {
                    if (!(reach[i] < setting.reach)) continue;
                    const double hazard = skilled ? setting.aware_technical : setting.aware_other;
                    if (Draws(step.seed, Purpose::user_aware, serial, step.index).uniform() >= hazard) continue;
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
                    } else if (Draws(step.seed, Purpose::user_review, serial, step.index).uniform() >= setting.review) {
                        continue;
                    }
                    ++reviewed;
                    user.slot = slot;
                    if (slot < choice_slots) {
                        user.vendor = vendor_of(catalogue, slot);
                        const double tenure = static_cast<double>(now - since[i]) * step.dt;
                        user.switching = segment.switching + segment.switching_tenure * std::min(tenure / p.tenure_saturation, 1.0);
                    }
                }
                user.serial = serial;
                user.price_weight = segment.price_weight * price[i] / 64;
                user.data_sensitivity = data_sensitivity[i] / 255.0;
                user.customisation = customisation[i] / 255.0;
                user.security = security[i] / 255.0;
                user.integration = skilled ? 0.0 : setting.integration;
                const std::uint8_t chosen = choose(user, offerings, table, how);
                const std::int32_t vendor = chosen < choice_slots ? vendor_of(catalogue, chosen) : -1;
                if (choice[i] != chosen && vendor != user.vendor) {
                    since[i] = now;
                    if (user.slot < choice_slots) ++switched;
                }
                choice[i] = chosen;
            }
            if (reviewed != 0) add(market.reviewed[g], reviewed);
            if (switched != 0) add(market.switched[g], switched);
            if (forced != 0) add(market.forced[g], forced);
        });
    });
}

void count_users(Market& market, const Cells& cells, In<&Users::choice> choice, Step step) {
    std::fill(market.users.begin(), market.users.end(), 0);
    std::fill(market.unaware.begin(), market.unaware.end(), 0);
    std::fill(market.undecided.begin(), market.undecided.end(), 0);
    const std::size_t slots = market.users.size() / cells.size();
    step.threads->for_blocks(choice.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for_each_piece(cells, begin, end, [&](std::size_t c, std::size_t first, std::size_t last) {
            std::array<std::int64_t, 256> count{};
            for (std::size_t i = first; i < last; ++i) ++count[choice[i]];
            for (std::size_t m = 0; m < slots; ++m) {
                if (count[m] != 0) add(market.users[c * slots + m], count[m]);
            }
            add(market.unaware[c], count[choice_unaware]);
            add(market.undecided[c], count[choice_none]);
        });
    });
}

void sweep_ended(Catalogue& catalogue, Out<&Developers::project> project, Step step) {
    step.threads->for_blocks(project.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            if (project[i] && catalogue.state[project[i].at()] != Slot::live) project[i] = {};
        }
    });
    sweep_catalogue(catalogue);
}

void tally_market(Market& market, const Cells& cells, const Catalogue& catalogue, PublicState& commons, const Scenario& rules,
                  const PriceParams& p, Step step) {
    const std::size_t slots = catalogue.size();
    std::fill(market.seats.begin(), market.seats.end(), 0.0);
    std::fill(market.revenue.begin(), market.revenue.end(), 0.0);
    std::fill(market.tokens.begin(), market.tokens.end(), 0.0);
    std::fill(market.slot_seats.begin(), market.slot_seats.end(), 0.0);
    std::fill(market.slot_revenue.begin(), market.slot_revenue.end(), 0.0);
    std::fill(market.region_revenue.begin(), market.region_revenue.end(), 0.0);

    std::vector<double> spend(rules.segment.size() * slots, 0.0);
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        const Segment& segment = rules.segment[g];
        const double budget = seat_budget(segment, step.t);
        for (std::size_t m = 0; m < slots; ++m) {
            if (!catalogue.live(m)) continue;
            const double relative = math::pow(catalogue.price[m] / commons.average_price, 1 - segment.use_elasticity);
            spend[g * slots + m] = budget * std::min(relative, p.spend_cap);
        }
    }
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t g = cells.segment[c];
        for (std::size_t m = 0; m < slots; ++m) {
            const std::int64_t users = market.users[c * slots + m];
            if (users == 0 || !catalogue.live(m)) continue;
            const double seats = static_cast<double>(users) * cells.seats[c];
            const double revenue = seats * cells.income[c] * spend[g * slots + m];
            market.seats[g * slots + m] += seats;
            market.revenue[g * slots + m] += revenue;
            market.region_revenue[cells.region[c] * slots + m] += revenue;
            market.tokens[g * slots + m] += revenue / catalogue.price[m];
        }
    }
    double log_price = 0;
    double seats = 0;
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        for (std::size_t m = 0; m < slots; ++m) {
            market.slot_seats[m] += market.seats[g * slots + m];
            market.slot_revenue[m] += market.revenue[g * slots + m];
        }
    }
    for (std::size_t m = 0; m < slots; ++m) {
        if (market.slot_seats[m] <= 0) continue;
        log_price += market.slot_seats[m] * math::log(catalogue.price[m]);
        seats += market.slot_seats[m];
    }
    if (seats > 0) {
        const double average = math::exp(log_price / seats);
        commons.average_price *= math::pow(average / commons.average_price, math::fires(1 / p.average_lag, step.dt));
    }
}

}  // namespace enclosure
