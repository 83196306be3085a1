#include "sim/cli/explain_firm.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace enclosure::cli {
namespace {

std::string millions(double x) {
    return fmt::format("{:.1f}", x / 1e6 + 0.0);
}

std::string plain(double x) {
    return fmt::format("{:.3f}", x + 0.0);
}

// The option with the largest payoff beside the chosen one; its own index if there is no other.
std::size_t next_best(const StrategyExplanation& e) {
    std::size_t next = e.chosen;
    for (std::size_t k = 0; k < e.options.size(); ++k) {
        if (k == e.chosen) continue;
        if (next == e.chosen || sum_of(e.options[k].weighed.payoff) > sum_of(e.options[next].weighed.payoff)) next = k;
    }
    return next;
}

// Terms of the payoff in its own unit: yearly budgets.
std::string because(const StrategyExplanation& e, std::size_t next) {
    const WeighedStrategy& a = e.options[e.chosen].weighed;
    const WeighedStrategy& b = e.options[next].weighed;
    std::vector<Reason> reasons;
    const double goal = sum_of(a.profit) != 0 ? a.value.profit / sum_of(a.profit) : 1.0;
    add_reasons(reasons, a.profit, b.profit, goal / a.budget);
    reasons.push_back({"reach", (a.value.reach - b.value.reach) / a.budget});
    reasons.push_back({"complements", (a.value.complements - b.value.complements) / a.budget});
    reasons.push_back({"imitation", a.payoff.imitation - b.payoff.imitation});
    reasons.push_back({"inertia", a.payoff.inertia - b.payoff.inertia});
    return reasons_text(std::move(reasons));
}

std::string verdict(const StrategyExplanation& e) {
    const StrategyOption& won = e.options[e.chosen];
    const double worth = sum_of(won.weighed.payoff);
    std::string out =
        won.title == e.before ? fmt::format("It stayed with {}", won.title) : fmt::format("It changed from {} to {}", e.before, won.title);
    out += fmt::format(", a choice of probability {:.2f}: {} was worth {:.2f} times its yearly budget of {} MUSD", won.probability,
                       won.title, worth, millions(won.weighed.budget));
    const std::size_t next = next_best(e);
    if (next == e.chosen) return out + "; it had no other strategy to weigh.\n";
    const double ahead = worth - sum_of(e.options[next].weighed.payoff);
    out +=
        fmt::format(", {:.2f} {} than {}, the best of the others.\n", std::abs(ahead), ahead < 0 ? "less" : "more", e.options[next].title);
    const std::string reasons = because(e, next);
    if (!reasons.empty()) out += fmt::format("In yearly budgets, what speaks for it against that one: {}.\n", reasons);
    if (ahead < 0) {
        out += fmt::format("The draws decided: {:+.2f} for {}, {:+.2f} for {}, beside an intensity of {:g} a yearly budget.\n",
                           won.weighed.gumbel, won.title, e.options[next].weighed.gumbel, e.options[next].title, won.weighed.intensity);
    }
    return out;
}

std::string options_table(const StrategyExplanation& e) {
    std::vector<std::string> heads;
    for (std::size_t k = 0; k < e.options.size(); ++k) heads.push_back(e.options[k].title + (k == e.chosen ? " *" : ""));
    TermTable table(heads);
    const std::size_t n = e.options.size();
    const auto cells = [&](auto value) {
        std::vector<std::string> out;
        for (const StrategyOption& o : e.options) out.push_back(value(o));
        return out;
    };
    table.heading("Profit of a year, MUSD");
    add_terms(
        table, n, [&](std::size_t k) { return e.options[k].weighed.profit; }, millions);
    table.row("= profit", cells([](const StrategyOption& o) { return millions(sum_of(o.weighed.profit)); }));
    table.heading("Value by its goals, MUSD");
    add_terms(
        table, n, [&](std::size_t k) { return e.options[k].weighed.value; }, millions);
    table.row("= value", cells([](const StrategyOption& o) { return millions(sum_of(o.weighed.value)); }));
    table.heading("Payoff, yearly budgets");
    add_terms(
        table, n, [&](std::size_t k) { return e.options[k].weighed.payoff; }, plain);
    table.row("= payoff", cells([](const StrategyOption& o) { return plain(sum_of(o.weighed.payoff)); }));
    table.row("probability", cells([](const StrategyOption& o) { return plain(o.probability); }));
    table.heading(fmt::format("Race: {:g} x payoff + draw", e.options.front().weighed.intensity));
    table.row("draw", cells([](const StrategyOption& o) { return plain(o.weighed.gumbel); }));
    table.row("= total", cells([](const StrategyOption& o) { return plain(o.weighed.total()); }));
    table.heading("What it expects");
    table.row("interface seats, M", cells([](const StrategyOption& o) { return millions(o.weighed.prospect.interface_seats); }));
    table.row("open seats, M", cells([](const StrategyOption& o) { return millions(o.weighed.prospect.open_seats); }));
    table.row("interface MUSD/yr", cells([](const StrategyOption& o) { return millions(o.weighed.prospect.interface_spend); }));
    table.row("hosted MUSD/yr", cells([](const StrategyOption& o) { return millions(o.weighed.prospect.hosted_spend); }));
    return table.text();
}

std::string rivals_table(const StrategyExplanation& e) {
    constexpr std::size_t most = 10;
    TermTable table({"kind", "score", "USD/Mtok", "trust", "seats now, M", "expected, M"});
    table.heading(fmt::format("Rivals as it saw them, of {} M seats of users who are aware ({} M without a model)", millions(e.aware_seats),
                              millions(e.expected_none)));
    const Prospect& own = e.options[e.chosen].weighed.prospect;
    table.row("itself", {"", fmt::format("{:.2f}", e.maker.score), "", fmt::format("{:.2f}", e.maker.trust), millions(e.seats),
                         millions(own.interface_seats + own.open_seats)});
    for (std::size_t k = 0; k < std::min(most, e.rivals.size()); ++k) {
        const RivalModel& r = e.rivals[k];
        table.row(r.maker.empty() ? "nobody's" : r.maker,
                  {r.open ? "open" : "closed", fmt::format("{:.2f}", r.score), fmt::format("{:.3g}", r.price),
                   fmt::format("{:.2f}", r.trust), millions(r.seats), millions(r.expected_seats)});
    }
    std::string out = table.text();
    if (e.rivals.size() > most) out += fmt::format("  and {} more\n", e.rivals.size() - most);
    return out;
}

std::string option_json(const StrategyExplanation& e, std::size_t k) {
    const StrategyOption& o = e.options[k];
    const WeighedStrategy& w = o.weighed;
    const Prospect& v = w.prospect;
    return fmt::format(
        "    {{\"strategy\": {}, \"title\": {}, \"chosen\": {}, \"followers\": {},\n"
        "     \"prospect\": {{\"interface_spend\": {}, \"interface_seats\": {}, \"hosted_spend\": {}, \"organisation_spend\": {}, "
        "\"open_seats\": {}}},\n"
        "     \"profit_terms\": {{{}}}, \"profit\": {},\n     \"value_terms\": {{{}}}, \"value\": {}, \"budget\": {},\n"
        "     \"payoff_terms\": {{{}}}, \"payoff\": {}, \"probability\": {},\n     \"intensity\": {}, \"draw\": {}, \"total\": {}}}",
        json_string(o.id), json_string(o.title), k == e.chosen, json_number(e.followers[k]), json_number(v.interface_spend),
        json_number(v.interface_seats), json_number(v.hosted_spend), json_number(v.organisation_spend), json_number(v.open_seats),
        terms_json(w.profit), json_number(sum_of(w.profit)), terms_json(w.value), json_number(sum_of(w.value)), json_number(w.budget),
        terms_json(w.payoff), json_number(sum_of(w.payoff)), json_number(o.probability), json_number(w.intensity), json_number(w.gumbel),
        json_number(w.total()));
}

std::string rival_json(const RivalModel& r) {
    return fmt::format(
        "    {{\"maker\": {}, \"open\": {}, \"score\": {}, \"price\": {}, \"trust\": {}, \"seats\": {}, \"expected_seats\": {}}}",
        r.maker.empty() ? "null" : json_string(r.maker), r.open, json_number(r.score), json_number(r.price), json_number(r.trust),
        json_number(r.seats), json_number(r.expected_seats));
}

}  // namespace

std::string firm_text(const ExplainedRun& run, const StrategyExplanation& e, const std::string& date) {
    return fmt::format("{}, review {} of its strategy, in the step of {}\n{}\n\n{}\n{}\n{}", e.firm, e.review, date, run_sentence(run),
                       verdict(e), options_table(e), rivals_table(e));
}

std::string firm_json(const ExplainedRun& run, const StrategyExplanation& e, const std::string& date) {
    std::string options;
    for (std::size_t k = 0; k < e.options.size(); ++k) options += (k == 0 ? "\n" : ",\n") + option_json(e, k);
    std::string rivals;
    for (const RivalModel& r : e.rivals) rivals += (rivals.empty() ? "\n" : ",\n") + rival_json(r);
    return fmt::format(
        "{{\n{}  \"firm\": {},\n  \"review\": {},\n  \"review_date\": {},\n  \"before\": {},\n  \"chosen\": {},\n"
        "  \"score\": {},\n  \"trust\": {},\n  \"markup\": {},\n  \"seats\": {},\n  \"aware_seats\": {},\n  \"expected_without_model\": "
        "{},\n"
        "  \"strategies\": [{}\n  ],\n  \"rivals\": [{}\n  ]\n}}\n",
        run_members(run), json_string(e.firm), e.review, json_string(date), json_string(e.before), json_string(e.options[e.chosen].id),
        json_number(e.maker.score), json_number(e.maker.trust), json_number(e.maker.markup), json_number(e.seats),
        json_number(e.aware_seats), json_number(e.expected_none), options, rivals);
}

}  // namespace enclosure::cli
