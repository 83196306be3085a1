// What belongs to nobody: public knowledge, opinion, what users have learnt, counts of what happened.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure {

struct PublicState {
    // knowledge
    std::vector<double> knowledge;
    std::vector<double> closed_latent;
    std::vector<double> closed_record;
    double closed_run = 0;
    double open_run = 0;
    // what users expect and have learnt
    double expected_quality = 0;
    double perceived_gap = 0;
    double average_price = 0;
    double common_tooling = 0;
    double support = 0;
    std::vector<double> open_friction;
    std::vector<double> domain_effort;
    std::vector<double> domain_busy;
    double market_before = 0;
    // hosts of released weights
    std::vector<double> hosts;
    double host_margin = 0;
    // harm and answers to it
    double felt_open = 0;
    double felt_closed = 0;
    double risk_open = 0;
    double risk_closed = 0;
    double misuse_met = 0;
    double resilience = 0;
    double opinion = 0;
    double regulation_pressure = 0;
    std::int64_t misuse_open = 0;
    std::int64_t misuse_closed = 0;
    std::int64_t misuse_retired = 0;
    double released_best = -20;
    double copies = 0;
    std::int64_t breaches_open = 0;
    std::int64_t breaches_closed = 0;
    std::int64_t exploits_open = 0;
    std::int64_t exploits_closed = 0;
    std::int64_t outages = 0;
    // welfare of the step
    std::vector<double> consumer_surplus;
    double harm_cost = 0;
    double migration_cost = 0;
    // counts since the start
    std::int64_t entrants = 0;
    std::int64_t failures = 0;
    std::int64_t idled = 0;
    std::int64_t turned_away = 0;
    std::int64_t declined = 0;
    std::int64_t strategy_switches = 0;
    std::int64_t releases = 0;
    std::int64_t releases_on_others = 0;
    std::int64_t leaks = 0;
    std::int64_t abandoned = 0;
    std::int64_t derivatives_made = 0;
    std::int64_t derivatives_dropped = 0;
    std::int64_t public_labs = 0;
    // of the step
    std::int64_t burnouts = 0;
    // values up to which impulses have struck (sim/policy/impulse.h)
    double vendor_failure_struck = 0;
    double capability_leap_struck = 0;
    double major_incident_struck = 0;
    double weights_leak_struck = 0;

    template <class P = PublicState>
    static constexpr auto columns() {
        return std::tuple{
            column(&P::knowledge, {"knowledge", "OOM", "Public knowledge P.", Width::regions, {.lo = 0}}),
            column(&P::closed_latent, {"closed_latent", "OOM", "Best latent capability behind a closed interface, by step."}),
            column(&P::closed_record, {"closed_record", "OOM", "Best score ever behind a closed interface, by step."}),
            column(&P::closed_run, {"closed_run",
                                    "USD",
                                    "Largest base run of a firm that keeps its weights, in dollars of constant compute price.",
                                    Width::one,
                                    {.lo = 0}}),
            column(&P::open_run, {"open_run",
                                  "USD",
                                  "Largest base run of a firm that releases its weights, in dollars of constant compute price.",
                                  Width::one,
                                  {.lo = 0}}),
            column(&P::expected_quality, {"expected_quality", "OOM", "Quality A_ref that users compare with."}),
            column(&P::perceived_gap, {"perceived_gap", "OOM", "Smoothed gap between closed and open frontier."}),
            column(&P::average_price,
                   {"average_price", "USD/Mtok", "Smoothed geometric mean over seats of the price paid.", Width::one, {.lo = 0}}),
            column(&P::common_tooling, {"common_tooling", "1", "Tooling Z common to closed interfaces.", Width::one, {.lo = 0}}),
            column(&P::support, {"support", "1", "Support by the community of users of released weights.", Width::one, {.lo = 0}}),
            column(&P::open_friction, {"open_friction", "1", "Utility kappa that open models lack.", Width::segments, {0, 20}}),
            column(&P::domain_effort, {"domain_effort", "1", "Community effort by domain.", Width::domains, {.lo = 0}}),
            column(&P::domain_busy, {"domain_busy", "1", "Share of the domain's developers who are at work.", Width::domains}),
            column(&P::market_before, {"market_before", "USD/yr", "Smoothed revenue of the market."}),
            column(&P::hosts, {"hosts", "1", "Hosts of released weights; 0 where their number does not matter.", Width::regions}),
            column(&P::host_margin, {"host_margin", "1", "Margin of hosts over the cost of serving, mean over spending."}),
            column(&P::felt_open,
                   {"felt_open", "1/yr", "Incidents with released weights a year and 100 million seats, smoothed.", Width::one, {.lo = 0}}),
            column(
                &P::felt_closed,
                {"felt_closed", "1/yr", "Incidents with closed interfaces a year and 100 million seats, smoothed.", Width::one, {.lo = 0}}),
            column(&P::risk_open, {"risk_open", "1", "Perceived risk of released weights.", Width::one, {0, 1}}),
            column(&P::risk_closed, {"risk_closed", "1", "Perceived risk of closed interfaces.", Width::one, {0, 1}}),
            column(&P::misuse_met, {"misuse_met", "1/yr", "Misuse incidents a year, smoothed.", Width::one, {.lo = 0}}),
            column(&P::resilience, {"resilience", "1", "Share of misuse that society has learnt to absorb.", Width::one, {0, 1}}),
            column(&P::opinion, {"opinion", "1", "Public opinion; 0 neutral, negative is hostile.", Width::one, {-1, 1}}),
            column(&P::regulation_pressure, {"regulation_pressure", "1", "Pressure of regulation, between 0 and 1.", Width::one, {0, 1}}),
            column(&P::misuse_open, {"misuse_open", "1", "Misuse incidents with released weights in the step."}),
            column(&P::misuse_closed, {"misuse_closed", "1", "Misuse incidents with closed interfaces in the step."}),
            column(&P::misuse_retired,
                   {"misuse_retired", "1", "Misuse incidents in the step with copies of released weights that users have left."}),
            column(&P::released_best,
                   {"released_best", "OOM", "Best latent capability of weights ever released: they cannot be recalled."}),
            column(&P::copies, {"copies", "person", "Copies of released weights that users have left and misusers keep."}),
            column(&P::breaches_open, {"breaches_open", "1", "Privacy breaches of released training data and of hosts in the step."}),
            column(&P::breaches_closed, {"breaches_closed", "1", "Privacy breaches of vendors of interfaces in the step."}),
            column(&P::exploits_open, {"exploits_open", "1", "Defects of released weights exploited in the step."}),
            column(&P::exploits_closed, {"exploits_closed", "1", "Defects of closed interfaces exploited in the step."}),
            column(&P::outages, {"outages", "1", "Outages of interfaces in the step."}),
            column(&P::consumer_surplus, {"consumer_surplus", "USD/yr", "Consumer surplus.", Width::segments}),
            column(&P::harm_cost, {"harm_cost", "USD/yr", "Social cost of incidents.", Width::one, {.lo = 0}}),
            column(&P::migration_cost, {"migration_cost", "USD/yr", "Cost of forced migration to users.", Width::one, {.lo = 0}}),
            column(&P::entrants, {"entrants", "1", "Firms that entered so far."}),
            column(&P::failures, {"failures", "1", "Firms that failed so far."}),
            column(&P::idled, {"idled", "1", "Entrants that went idle so far."}),
            column(&P::turned_away,
                   {"turned_away", "1", "Entrants for which the market, and releases for which the catalogue, had no room so far."}),
            column(&P::declined, {"declined", "1", "Founders who thought better of entering so far."}),
            column(&P::strategy_switches, {"strategy_switches", "1", "Changes of strategy so far."}),
            column(&P::releases, {"releases", "1", "Releases so far, models of the start among them."}),
            column(&P::releases_on_others, {"releases_on_others", "1", "Releases built on another firm's weights so far."}),
            column(&P::leaks, {"leaks", "1", "Closed models whose weights got out so far."}),
            column(&P::abandoned, {"abandoned", "1", "Released models abandoned so far."}),
            column(&P::derivatives_made, {"derivatives_made", "1", "Derivatives made so far."}),
            column(&P::derivatives_dropped, {"derivatives_dropped", "1", "Derivatives of live bases for which the table has no room."}),
            column(&P::public_labs, {"public_labs", "1", "Public labs founded so far."}),
            column(&P::burnouts, {"burnouts", "1", "Developers who burnt out in the step."}),
            column(&P::vendor_failure_struck, {"vendor_failure_struck",
                                               "1",
                                               "Value of disruption.vendor_failure in the last step, up to which it has struck.",
                                               Width::one,
                                               {.lo = 0}}),
            column(&P::capability_leap_struck, {"capability_leap_struck",
                                                "OOM",
                                                "Value of disruption.capability_leap in the last step, up to which it has struck.",
                                                Width::one,
                                                {.lo = 0}}),
            column(&P::major_incident_struck, {"major_incident_struck",
                                               "1",
                                               "Value of disruption.major_incident in the last step, up to which it has struck.",
                                               Width::one,
                                               {.lo = 0}}),
            column(&P::weights_leak_struck, {"weights_leak_struck",
                                             "1",
                                             "Value of disruption.weights_leak in the last step, up to which it has struck.",
                                             Width::one,
                                             {.lo = 0}}),
        };
    }
};

/// Misuse, breaches and exploits of the step.
inline std::int64_t total_incidents(const PublicState& p) {
    return p.misuse_open + p.misuse_closed + p.breaches_open + p.breaches_closed + p.exploits_open + p.exploits_closed;
}

}  // namespace enclosure
