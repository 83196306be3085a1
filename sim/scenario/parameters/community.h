// Developers: project choice, contribution, skill, fatigue (phases/projects.cc, contribution.cc, developers.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct CommunityParams {
    double review_hazard = 3;
    double use_value = 1;
    double reputation = 0.5;
    double pay = 1;
    double openness = 1;
    double peers = 0.3;
    double friction = 3;
    double switching = 1;
    double hours = 300;
    double paid_ratio = 4;
    double paid_share = 0.4;
    double gain = 0.35;
    double returns = 0.5;
    double gain_max = 0.15;
    double decay = 0.15;
    double inherited = 0.5;
    double domain_gain = 0.6;
    double domain_max = 0.3;
    double growth = 0.83;
    double growth_years = 5;
    double skill_gain = 0.5;
    double skill_decay = 0.05;
    double fatigue_gain = 0.6;
    double recovery = 0.5;
    double burnout_hazard = 0.1;
    double stale_effort = 0.0005;

    static constexpr std::string_view section = "community";
    template <int = 0>
    static constexpr auto fields() {
        using P = CommunityParams;
        return std::tuple{
            field(&P::review_hazard,
                  {.name = "review_hazard", .unit = "1/yr", .legal = {0, 100}, .usual = {0.5, 12},
                   .doc = "Hazard at which a developer reconsiders what to work on.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::use_value,
                  {.name = "use_value", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of a project's capability in the developer's domain.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::reputation,
                  {.name = "reputation", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Weight of the log of a project's users.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::pay,
                  {.name = "pay", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of being employed by the owner of a project.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::openness,
                  {.name = "openness", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of the openness of a project's licence.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::peers,
                  {.name = "peers", .unit = "1", .legal = {0, 2.5}, .usual = {0, 1},
                   .doc = "Weight of the log of the developers already there: preferential attachment.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::friction,
                  {.name = "friction", .unit = "1", .legal = {0, 20}, .usual = {0, 6},
                   .doc = "Utility of working on nothing, against a project of average value.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::switching,
                  {.name = "switching", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Cost of leaving a project.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::hours,
                  {.name = "hours", .unit = "1/yr", .legal = {0, 4000}, .usual = {50, 1000},
                   .doc = "Hours that a volunteer of mean motivation gives in a year.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::paid_ratio,
                  {.name = "paid_ratio", .unit = "1", .legal = {1, 20}, .usual = {2, 8},
                   .doc = "Effort of a paid developer over that of a volunteer.",
                   .source = "nagle2024", .effect = Effect::live}),
            field(&P::paid_share,
                  {.name = "paid_share", .unit = "1", .legal = {0, 1}, .usual = {0.35, 0.54},
                   .doc = "Share of developers who are paid by a firm for work on released models.",
                   .source = "tidelift2024", .effect = Effect::live, .off = 0}),
            field(&P::gain,
                  {.name = "gain", .unit = "OOM/yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Growth kappa of community gain when all effort of the start goes to one project.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::returns,
                  {.name = "returns", .unit = "1", .legal = {0, 1}, .usual = {0.3, 0.9},
                   .doc = "Elasticity of community gain with respect to effort.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::gain_max,
                  {.name = "gain_max", .unit = "OOM", .legal = {0.001, 2}, .usual = {0.05, 0.4},
                   .doc = "Largest community gain of a model.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::decay,
                  {.name = "decay", .unit = "1/yr", .legal = {0, 10}, .usual = {0.05, 0.5},
                   .doc = "Decay of community gain.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::inherited,
                  {.name = "inherited", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of community gain that a new release keeps.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::domain_gain,
                  {.name = "domain_gain", .unit = "OOM/yr", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Growth of a domain's offset per year from effort in that domain alone.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::domain_max,
                  {.name = "domain_max", .unit = "OOM", .legal = {0, 2}, .usual = {0.1, 0.6},
                   .doc = "Largest rise of a domain's offset by effort.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::growth,
                  {.name = "growth", .unit = "1/yr", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Growth of the pool of developers that one record stands for, in logs, during the first years.",
                   .source = "github2024", .effect = Effect::live, .off = 0}),
            field(&P::growth_years,
                  {.name = "growth_years", .unit = "yr", .legal = {0, 50}, .usual = {0, 10},
                   .doc = "Time for which the pool grows.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::skill_gain,
                  {.name = "skill_gain", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 1},
                   .doc = "Growth of skill by work on code that can be inspected.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::skill_decay,
                  {.name = "skill_decay", .unit = "1/yr", .legal = {0, 5}, .usual = {0, 0.2},
                   .doc = "Decay of skill, at work or not.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::fatigue_gain,
                  {.name = "fatigue_gain", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Growth of fatigue when requests meet nobody but the developer.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::recovery,
                  {.name = "recovery", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Recovery from fatigue.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::burnout_hazard,
                  {.name = "burnout_hazard", .unit = "1/yr", .legal = {0, 5}, .usual = {0.05, 0.24},
                   .doc = "Hazard of burn-out at full fatigue.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::stale_effort,
                  {.name = "stale_effort", .unit = "1", .legal = {0, 1}, .usual = {0, 0.01},
                   .doc = "Share of all effort under which a released model without owner is abandoned.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
