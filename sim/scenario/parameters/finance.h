// Income, costs, funding, dividends, research budgets, failure (phases/income.cc, finance.cc, dividends.cc, failure.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct FinanceParams {
    double opex_share = 0.18;
    double opex_fixed = 3e6;
    double opex_fixed_growth = 0.25;
    double quality_cost = 0.02;
    double safety_cost = 0.02;
    double required_return = 0.1;
    double runway = 1.5;
    double raise_time = 0.5;
    double surplus_use = 1;
    double funding_use = 0.7;
    double dilution = 0.2;
    double multiple_base = 5;
    double multiple_growth = 10;
    double option_base = 0.5;
    double option_growth = 5;
    double option_gap = 0.35;
    double market_floor = 2e9;
    double research_rise = 3;
    double research_fall = 4;
    double research_minimum = 2e5;
    double hosting_share = 0.25;
    double service_share = 0.15;
    double service_cost = 0.6;
    double premium_cost = 0.3;
    double revenue_lag = 0.5;
    double growth_lag = 1;
    bool failures = true;
    double patience = 0.5;
    double notice = 0.25;
    double idle_hazard = 0.24;
    double idle_revenue = 0.002;
    double wage = 2.5e5;
    double staff_share = 0.35;

    static constexpr std::string_view section = "finance";
    template <class P = FinanceParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::opex_share,
                  {.name = "opex_share", .unit = "1", .legal = {0, 1}, .usual = {0.1, 0.4},
                   .doc = "Operating expense over income, quality assurance and safety apart.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::opex_fixed,
                  {.name = "opex_fixed", .unit = "USD/yr", .legal = {0, 1e9}, .usual = {1e6, 1e7},
                   .doc = "Fixed operating expense of a firm at the start.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::opex_fixed_growth,
                  {.name = "opex_fixed_growth", .unit = "1/yr", .legal = {0, 2}, .usual = {0, 0.5},
                   .doc = "Linear growth of fixed operating expense.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "opex_fixed"}),
            field(&P::quality_cost,
                  {.name = "quality_cost", .unit = "1", .legal = {0, 1}, .usual = {0, 0.1},
                   .doc = "Cost of full effort on quality assurance, over income.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::safety_cost,
                  {.name = "safety_cost", .unit = "1", .legal = {0, 1}, .usual = {0, 0.1},
                   .doc = "Cost of full effort on safeguards, over income.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::required_return,
                  {.name = "required_return", .unit = "1/yr", .legal = {0, 5}, .usual = {0, 0.3},
                   .doc = "Return on the capital put into a firm that owners take out of its operating surplus before research is budgeted.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::runway,
                  {.name = "runway", .unit = "yr", .legal = {0.1, 10}, .usual = {1, 3},
                   .doc = "Time that cash must last.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::raise_time,
                  {.name = "raise_time", .unit = "yr", .legal = {0.05, 5}, .usual = {0.25, 1},
                   .doc = "Time over which a missing runway is raised.",
                   .source = "calibrated", .effect = Effect::live, .needs = "dilution"}),
            field(&P::surplus_use,
                  {.name = "surplus_use", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the operating surplus that research may plan with: what ties research to income.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::funding_use,
                  {.name = "funding_use", .unit = "1", .legal = {0, 1}, .usual = {0.3, 1},
                   .doc = "Share of new funding that research may plan with.",
                   .source = "calibrated", .effect = Effect::live, .needs = "dilution"}),
            field(&P::dilution,
                  {.name = "dilution", .unit = "1/yr", .legal = {0, 1}, .usual = {0.05, 0.4},
                   .doc = "Largest share of a venture firm's value that is sold in a year.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::multiple_base,
                  {.name = "multiple_base", .unit = "yr", .legal = {0, 100}, .usual = {2, 10},
                   .doc = "Value of a firm over revenue without growth.",
                   .source = "calibrated", .effect = Effect::live, .needs = "dilution"}),
            field(&P::multiple_growth,
                  {.name = "multiple_growth", .unit = "yr^2", .legal = {0, 100}, .usual = {0, 20},
                   .doc = "Further multiple per unit of log growth of revenue.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "dilution"}),
            field(&P::option_base,
                  {.name = "option_base", .unit = "yr", .legal = {0, 20}, .usual = {0, 2},
                   .doc = "Option value of a firm near the frontier over the market's revenue.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "dilution"}),
            field(&P::option_growth,
                  {.name = "option_growth", .unit = "yr^2", .legal = {0, 50}, .usual = {0, 10},
                   .doc = "Further option value per unit of log growth of the market.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "dilution"}),
            field(&P::option_gap,
                  {.name = "option_gap", .unit = "OOM", .legal = {0.01, 5}, .usual = {0.1, 1},
                   .doc = "Distance from the frontier at which option value falls to 1/e.",
                   .source = "calibrated", .effect = Effect::live, .needs = "dilution"}),
            field(&P::market_floor,
                  {.name = "market_floor", .unit = "USD/yr", .legal = {0, 1e12}, .usual = {5e8, 1e10},
                   .doc = "Revenue that investors expect of the market at the least.",
                   .source = "calibrated", .effect = Effect::live, .needs = "dilution"}),
            field(&P::research_rise,
                  {.name = "research_rise", .unit = "x/yr", .legal = {1, 100}, .usual = {2, 10},
                   .doc = "Fastest growth of a research budget.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::research_fall,
                  {.name = "research_fall", .unit = "x/yr", .legal = {1, 100}, .usual = {2, 10},
                   .doc = "Fastest fall of a research budget.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::research_minimum,
                  {.name = "research_minimum", .unit = "USD/yr", .legal = {1, 1e9}, .usual = {1e5, 1e6},
                   .doc = "Smallest research budget of a live firm.",
                   .source = "calibrated"}),
            field(&P::hosting_share,
                  {.name = "hosting_share", .unit = "1", .legal = {0, 1}, .usual = {0.1, 0.5},
                   .doc = "Share of the spending on its released weights that an owner hosts itself.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::service_share,
                  {.name = "service_share", .unit = "1", .legal = {0, 1}, .usual = {0, 0.4},
                   .doc = "Services and licences around released weights, over the hosted spending.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::service_cost,
                  {.name = "service_cost", .unit = "1", .legal = {0, 1}, .usual = {0.4, 0.8},
                   .doc = "Cost of services over their income.",
                   .source = "assumption", .effect = Effect::live, .needs = "service_share"}),
            field(&P::premium_cost,
                  {.name = "premium_cost", .unit = "1", .legal = {0, 1}, .usual = {0.1, 0.6},
                   .doc = "Cost of the premium that users of an own base buy, over its income.",
                   .source = "assumption", .effect = Effect::live, .needs = "strategy.conversion"}),
            field(&P::revenue_lag,
                  {.name = "revenue_lag", .unit = "yr", .legal = {0.05, 5}, .usual = {0.25, 1},
                   .doc = "Smoothing time of the revenue that investors look at.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::growth_lag,
                  {.name = "growth_lag", .unit = "yr", .legal = {0.05, 5}, .usual = {0.5, 2},
                   .doc = "Time over which revenue growth is measured.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::failures,
                  {.name = "failures", .unit = "1",
                   .doc = "Whether a firm that is out of money fails.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::patience,
                  {.name = "patience", .unit = "yr", .legal = {0.02, 5}, .usual = {0.25, 1},
                   .doc = "Time that a firm survives with negative cash.",
                   .source = "calibrated", .effect = Effect::live, .needs = "failures"}),
            field(&P::notice,
                  {.name = "notice", .unit = "yr", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Time for which the closed model of a firm that has failed or gone idle is still served to those who use it.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::idle_hazard,
                  {.name = "idle_hazard", .unit = "1/yr", .legal = {0, 5}, .usual = {0.1, 0.7},
                   .doc = "Hazard at which an entrant without revenue goes idle.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::idle_revenue,
                  {.name = "idle_revenue", .unit = "1", .legal = {0, 1}, .usual = {0, 0.01},
                   .doc = "Share of market revenue under which an entrant counts as without revenue.",
                   .source = "calibrated", .effect = Effect::live, .needs = "idle_hazard"}),
            field(&P::wage,
                  {.name = "wage", .unit = "USD/yr", .legal = {10000.0, 1e7}, .usual = {1e5, 1e6},
                   .doc = "Yearly cost of one research employee.",
                   .source = "assumption", .effect = Effect::live, .needs = "staff_share"}),
            field(&P::staff_share,
                  {.name = "staff_share", .unit = "1", .legal = {0, 1}, .usual = {0.29, 0.49},
                   .doc = "Share of research spending that goes to staff.",
                   .source = "epoch2024cost", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
