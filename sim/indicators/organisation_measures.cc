#include "sim/indicators/organisation_measures.h"

#include <algorithm>
#include <cmath>

#include "sim/indicators/measures.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

std::size_t steps_of_a_year(const World& world) { return static_cast<std::size_t>(std::lround(1 / world.step.dt)); }

enum class StrategyKind { closed, open, hybrid };

StrategyKind strategy_kind(const StrategyRow& s) { return !s.release ? StrategyKind::closed : s.interface ? StrategyKind::hybrid : StrategyKind::open; }

// Whether a model of firm f came out in the last twelve months.
bool released_lately(const World& w, std::size_t f) {
    for (std::size_t m = 0; m < w.catalogue.size(); ++m) {
        if (w.catalogue.live(m) && w.catalogue.owner[m] == Id<Firms>(f) && w.catalogue.release_time[m] > w.step.t + w.step.dt - 1) return true;
    }
    return false;
}

double organisations(const World& w, bool active) {
    double n = 0;
    for (std::size_t f = 0; f < w.firms.size(); ++f) n += w.firms.active(f, w.step.t) && released_lately(w, f) == active ? 1 : 0;
    return n;
}

// Share of seats in use that are on models released under a strategy of that kind.
double seat_share(const World& w, StrategyKind kind) {
    double part = 0;
    double all = 0;
    for (std::size_t m = 0; m < w.catalogue.size(); ++m) {
        if (!w.catalogue.live(m)) continue;
        all += w.market.slot_seats[m];
        if (strategy_kind(w.rules.strategy[w.catalogue.strategy[m]]) == kind) part += w.market.slot_seats[m];
    }
    return ratio(part, all);
}

// Share of closed models that go back to another firm's weights, by number or by seats.
double closed_on_open(const World& w, bool by_seats) {
    double part = 0;
    double all = 0;
    for (std::size_t m = 0; m < w.catalogue.size(); ++m) {
        if (!w.catalogue.live(m) || w.catalogue.open[m] != 0) continue;
        const double weight = by_seats ? w.market.slot_seats[m] : 1.0;
        all += weight;
        if (w.catalogue.open_ancestor[m] != 0) part += weight;
    }
    return ratio(part, all);
}

double closed_markup(const World& w) {
    double sum = 0;
    double revenue = 0;
    for (std::size_t f = 0; f < w.firms.size(); ++f) {
        if (!w.firms.active(f, w.step.t) || !w.firms.interface[f]) continue;
        const double r = w.market.slot_revenue[w.firms.interface[f].at()];
        sum += r * w.firms.markup[f];
        revenue += r;
    }
    return ratio(sum, revenue);
}

// Income over seats of active firms of that kind.
double revenue_per_user(const World& w, StrategyKind kind) {
    double income = 0;
    double seats = 0;
    for (std::size_t f = 0; f < w.firms.size(); ++f) {
        if (!w.firms.active(f, w.step.t) || strategy_kind(w.rules.strategy[w.firms.strategy[f]]) != kind) continue;
        income += w.firms.income[f];
        seats += firm_sum(w, w.market.slot_seats, f);
    }
    return ratio(income, seats);
}

// Best score of a model of others than firm f; Frontier::none if there is none.
double best_of_others(const World& w, std::size_t f, bool open_only) {
    double best = Frontier::none;
    for (std::size_t m = 0; m < w.catalogue.size(); ++m) {
        if (!w.catalogue.live(m) || w.catalogue.owner[m] == Id<Firms>(f) || (open_only && w.catalogue.open[m] == 0)) continue;
        best = std::max(best, w.catalogue.score[m]);
    }
    return best;
}

double region_frontier(const World& w, std::size_t r) {
    double best = Frontier::none;
    for (std::size_t m = 0; m < w.catalogue.size(); ++m) {
        const Id<Firms> owner = w.catalogue.owner[m];
        if (w.catalogue.live(m) && owner && w.firms.region[owner.at()] == r) best = std::max(best, w.catalogue.score[m]);
    }
    return points(w, best);
}

double of_active(const World& w, std::size_t f, double value) { return w.firms.active(f, w.step.t) ? value : undefined; }

constexpr Indicator organisation_of_world[] = {
    {"fixed_quality_price_1", "USD/Mtok", "Lowest price of capability one, economy tiers included.", [](const World& w) { return fixed_quality_price(w, 1); }},
    {"fixed_quality_price_2", "USD/Mtok", "Lowest price of capability two, economy tiers included.", [](const World& w) { return fixed_quality_price(w, 2); }},
    {"fixed_quality_price_3", "USD/Mtok", "Lowest price of capability three, economy tiers included.", [](const World& w) { return fixed_quality_price(w, 3); }},
    {"frontier_run_cost", "USD", "Cost of the dearest of firms' last base runs.",
     [](const World& w) {
         double cost = 0;
         for (std::size_t f = 0; f < w.firms.size(); ++f) cost = std::max(cost, w.firms.active(f, w.step.t) ? w.firms.run_spend[f] : 0.0);
         return cost;
     }},
    {"closed_markup", "1", "Price of interfaces over their full cost, mean by revenue.", &closed_markup},
    {"revenue_per_user_closed", "USD/person/yr", "Income over seats of firms that keep all weights.", [](const World& w) { return revenue_per_user(w, StrategyKind::closed); }},
    {"revenue_per_user_open", "USD/person/yr", "Income over seats of firms that only release weights.", [](const World& w) { return revenue_per_user(w, StrategyKind::open); }},
    {"revenue_per_user_hybrid", "USD/person/yr", "Income over seats of firms that do both.", [](const World& w) { return revenue_per_user(w, StrategyKind::hybrid); }},
    {"hybrid_seat_share", "1", "Share of seats in use on models of strategies that both sell an interface and release weights.", [](const World& w) { return seat_share(w, StrategyKind::hybrid); }},
    {"closed_on_open_share", "1", "Share of closed models that were built on another firm's weights, or on a model of the same base run that was.",
     [](const World& w) { return closed_on_open(w, false); }},
    {"closed_on_open_seats", "1", "The same as a share of seats on closed models.", [](const World& w) { return closed_on_open(w, true); }},
    {"organisations_active", "1", "Firms in the market whose newest model is younger than a year.", [](const World& w) { return organisations(w, true); }},
    {"organisations_idle", "1", "Firms in the market that have released nothing for a year.", [](const World& w) { return organisations(w, false); }},
    {"entrants_year", "1", "Firms that entered in the last twelve months.", [](const World& w) { return yearly(w, Total::entrants); }},
    {"exits_year", "1", "Firms that failed or gave up in the last twelve months.", [](const World& w) { return yearly(w, Total::exits); }},
    {"strategy_switches_year", "1", "Changes of strategy in the last twelve months.", [](const World& w) { return yearly(w, Total::switches); }},
    {"incidents_year", "1", "Misuse, breaches and exploits of the last twelve months.", [](const World& w) { return yearly(w, Total::incidents); }},
    {"releases_year", "1", "Releases of the last twelve months; an interface and a base released together are one.", [](const World& w) { return yearly(w, Total::releases); }},
    {"open_release_share", "1", "Share of the releases of the last twelve months by strategies that only release weights.",
     [](const World& w) { return ratio(yearly(w, Total::open_releases), yearly(w, Total::releases)); }},
    {"hybrid_release_share", "1", "Share of the releases of the last twelve months by strategies that both sell an interface and release weights.",
     [](const World& w) { return ratio(yearly(w, Total::hybrid_releases), yearly(w, Total::releases)); }},
    {"research_per_oom", "USD/OOM", "Research spending of the last twelve months over the rise of the best score in them.", &research_per_progress},
};

constexpr MemberIndicator organisation_of_regions[] = {
    {"frontier", "point", "Best score of a model whose maker is of the region.", &region_frontier},
};

constexpr MemberIndicator organisation_of_firms[] = {
    {"lead_time", "month", "Time since the firm first reached the best score that all others now have; 0 if it is not ahead.",
     [](const World& w, std::size_t f) { return of_active(w, f, lead_time(w, f, false)); }},
    {"lead_time_open", "month", "Time since the firm first reached the best score that others' released weights now have; 0 if it is not ahead of them.",
     [](const World& w, std::size_t f) { return of_active(w, f, lead_time(w, f, true)); }},
    {"margin_rate", "1", "Income less the cost of serving it, over income.",
     [](const World& w, std::size_t f) { return of_active(w, f, ratio(w.firms.margin[f], w.firms.income[f])); }},
    {"revenue_per_user", "USD/person/yr", "Income over seats on the firm's models.",
     [](const World& w, std::size_t f) { return of_active(w, f, ratio(w.firms.income[f], firm_sum(w, w.market.slot_seats, f))); }},
};

}  // namespace

double yearly(const World& world, Total kind) {
    const History& history = world.history;
    const std::size_t year = steps_of_a_year(world);
    if (history.steps() < year) return undefined;
    const double before = history.steps() > year ? history.total(history.steps() - 1 - year, kind) : 0.0;
    return history.total(history.steps() - 1, kind) - before;
}

double lead_time(const World& world, std::size_t f, bool over_open_only) {
    const double others = best_of_others(world, f, over_open_only);
    double own = Frontier::none;
    for (const Id<Catalogue> m : {world.firms.interface[f], world.firms.released[f]}) {
        if (m) own = std::max(own, world.catalogue.score[m.at()]);
    }
    if (!(own > others)) return 0;
    const History& history = world.history;
    for (std::size_t i = 0; i < history.record_firm.size(); ++i) {
        if (history.record_firm[i] == Id<Firms>(f) && history.record_score[i] > others) return 12 * (world.step.t - history.record_time[i]);
    }
    return 0;
}

double research_per_progress(const World& world) {
    const std::size_t year = steps_of_a_year(world);
    const History& history = world.history;
    if (history.steps() <= year) return undefined;
    const double progress = history.frontier.back() - history.frontier[history.frontier.size() - 1 - year];
    return progress >= 0.01 ? yearly(world, Total::research) / progress : undefined;
}

Theme organisation_theme() {
    return {.world = organisation_of_world, .regions = organisation_of_regions, .firms = organisation_of_firms};
}

}  // namespace enclosure
