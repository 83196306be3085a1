// Developers: what they choose to work on, for whom, and who they are (phases/projects.cc, newcomers.cc, maintenance.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct CommunityParams {
    double review_hazard = 3;
    double use_value = 1;
    double rivals = 2;
    double reputation = 0.5;
    double pay = 5;
    double openness = 1;
    double peers = 0.3;
    double peers_of = 20000;
    double bounty = 1;
    double collaboration = 0.8;
    double friction = 3;
    double switching = 1;
    double noise = 1;
    double paid_share = 0.4;
    double turnover = 0.05;
    double funding = 7.5e7;

    static constexpr std::string_view section = "community";
    template <class P = CommunityParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::review_hazard,
                  {.name = "review_hazard", .unit = "1/yr", .legal = {0, 100}, .usual = {0.5, 12},
                   .doc = "Hazard at which a developer reconsiders what to work on; without, nobody ever works on anything.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::use_value,
                  {.name = "use_value", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of a project's capability in the developer's domain, for own use.",
                   .source = "johnson2002", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::rivals,
                  {.name = "rivals", .unit = "1", .legal = {1, 1000}, .usual = {1, 10},
                   .doc = "Persons who could do the same work: own use counts as far as none of the others is at work.",
                   .source = "johnson2002", .effect = Effect::live, .off = 1, .needs = "use_value"}),
            field(&P::reputation,
                  {.name = "reputation", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Weight of the log of a project's users.",
                   .source = "lerner2002", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::pay,
                  {.name = "pay", .unit = "1", .legal = {0, 20}, .usual = {0, 6},
                   .doc = "Weight of being employed by the owner of a project.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::openness,
                  {.name = "openness", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of the openness of a project's licence.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::peers,
                  {.name = "peers", .unit = "1", .legal = {0, 2.5}, .usual = {0, 1},
                   .doc = "Weight of the log of the developers already there: preferential attachment.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::peers_of,
                  {.name = "peers_of", .unit = "record", .legal = {1, 1e7}, .usual = {1000, 100000},
                   .doc = "Number of developer records of which those already there are counted: with another number of records, "
                          "they count in proportion, so that results do not depend on it.",
                   .source = "assumption", .needs = "peers"}),
            field(&P::bounty,
                  {.name = "bounty", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of the fund's bounties, which go to projects whose requests exceed their upkeep.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "funding"}),
            field(&P::collaboration,
                  {.name = "collaboration", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of effort, of a project's value and of an employer's pull that crosses a border between regions.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::friction,
                  {.name = "friction", .unit = "1", .legal = {0, 20}, .usual = {0, 6},
                   .doc = "Value of working on nothing.",
                   .source = "assumption", .effect = Effect::live, .needs = "review_hazard"}),
            field(&P::switching,
                  {.name = "switching", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Cost of leaving a project.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::noise,
                  {.name = "noise", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Scale of what else moves a developer's choice of a project; without, developers choose their best response.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::paid_share,
                  {.name = "paid_share", .unit = "1", .legal = {0, 1}, .usual = {0.35, 0.54},
                   .doc = "Share of developers who are paid by a firm for work on released models.",
                   .source = "tidelift2024", .effect = Effect::live, .off = 0, .needs = "review_hazard"}),
            field(&P::turnover,
                  {.name = "turnover", .unit = "1/yr", .legal = {0, 10}, .usual = {0, 0.3},
                   .doc = "Hazard at which a developer leaves for good and a beginner takes the place.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::funding,
                  {.name = "funding", .unit = "USD/yr", .legal = {0, 1e12}, .usual = {0, 1e9},
                   .doc = "Public fund for the upkeep of released models, worldwide.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
