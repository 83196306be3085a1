// What developers' effort adds to models, and firms' staff to closed ones (phases/contribution.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct ContributionParams {
    double hours = 300;
    double paid_ratio = 4;
    double productivity_spread = 2.8;
    double returns = 0.5;
    double gain = 0.45;
    double gain_max = 0.15;
    double decay = 0.15;
    double inherited = 0.5;
    double domain_gain = 0.77;
    double domain_max = 0.3;
    double domain_inherited = 1;
    double staff_improvement = 1;
    double domain_staff = 2000;
    double growth = 0.83;
    double growth_years = 5;

    static constexpr std::string_view section = "contribution";
    template <class P = ContributionParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::hours,
                  {.name = "hours", .unit = "1/yr", .legal = {0, 4000}, .usual = {50, 1000},
                   .doc = "Hours that a volunteer of mean motivation gives in a year.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::paid_ratio,
                  {.name = "paid_ratio", .unit = "1", .legal = {1, 20}, .usual = {2, 8},
                   .doc = "Effort of a paid developer over that of a volunteer.",
                   .source = "nagle2024", .effect = Effect::live, .needs = "hours"}),
            field(&P::productivity_spread,
                  {.name = "productivity_spread", .unit = "1", .legal = {0, 4}, .usual = {0, 3.5},
                   .doc = "Standard deviation of the log of developers' productivity, whose mean is one.",
                   .source = "calibrated", .effect = Effect::restart, .off = 0}),
            field(&P::returns,
                  {.name = "returns", .unit = "1", .legal = {0, 1}, .usual = {0.3, 0.9},
                   .doc = "Elasticity of community gain with respect to effort.",
                   .source = "calibrated", .effect = Effect::live, .needs = "hours"}),
            field(&P::gain,
                  {.name = "gain", .unit = "OOM/yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Growth kappa of community gain when all effort of the start goes into creation on one project.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::gain_max,
                  {.name = "gain_max", .unit = "OOM", .legal = {0.001, 2}, .usual = {0.05, 0.4},
                   .doc = "Largest community gain of a model.",
                   .source = "calibrated", .effect = Effect::live, .needs = "gain"}),
            field(&P::decay,
                  {.name = "decay", .unit = "1/yr", .legal = {0, 10}, .usual = {0.05, 0.5},
                   .doc = "Decay of community gain.",
                   .source = "calibrated", .effect = Effect::live, .needs = "gain"}),
            field(&P::inherited,
                  {.name = "inherited", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of community gain that a new release keeps.",
                   .source = "calibrated", .effect = Effect::live, .needs = "gain"}),
            field(&P::domain_gain,
                  {.name = "domain_gain", .unit = "OOM/yr", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Growth of a domain's offset per year from effort in that domain alone.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::domain_max,
                  {.name = "domain_max", .unit = "OOM", .legal = {0, 2}, .usual = {0.1, 0.6},
                   .doc = "Largest rise of a domain's offset by effort.",
                   .source = "assumption", .effect = Effect::live, .needs = "domain_gain"}),
            field(&P::domain_inherited,
                  {.name = "domain_inherited", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the rise of a domain's offset that a new release keeps.",
                   .source = "assumption", .effect = Effect::live, .needs = "domain_gain"}),
            field(&P::staff_improvement,
                  {.name = "staff_improvement", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Factor on what a closed firm's staff adds to its models in the domains that earn; nobody else improves them.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "domain_gain"}),
            field(&P::domain_staff,
                  {.name = "domain_staff", .unit = "person", .legal = {1, 1e7}, .usual = {200, 20000},
                   .doc = "Research staff at which a closed firm's work on domains is half as effective as it can be.",
                   .source = "assumption", .effect = Effect::live, .needs = "staff_improvement"}),
            field(&P::growth,
                  {.name = "growth", .unit = "1/yr", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Growth of the pool of developers that one record stands for, in logs, during the first years.",
                   .source = "github2024", .effect = Effect::live, .off = 0}),
            field(&P::growth_years,
                  {.name = "growth_years", .unit = "yr", .legal = {0, 50}, .usual = {0, 10},
                   .doc = "Time for which the pool grows.",
                   .source = "assumption", .effect = Effect::live, .needs = "growth"}),
        };
    }
};

}  // namespace enclosure
