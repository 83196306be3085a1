// Entry of firms (phases/entry.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct EntryParams {
    double rate = 12;
    double intensity = 2;
    double horizon = 3;
    double base_share = 0.5;
    double adaptation = 0.02;
    double cash = 3e7;
    double aspiration_min = 0.01;
    double aspiration_max = 0.04;
    double lead = 0.03;
    double imitation_gap = 0.1;
    double quality_assurance = 0.3;
    double safety = 0.3;
    double run_interval = 1.5;
    double refresh_interval = 0.5;
    double capacity = 14;

    static constexpr std::string_view section = "entry";
    template <class P = EntryParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::rate,
                  {.name = "rate", .unit = "1/yr", .legal = {0, 100}, .usual = {0, 30},
                   .doc = "Arrival of founders with money and an idea, of whom only some enter.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::intensity,
                  {.name = "intensity", .unit = "1", .legal = {0, 100}, .usual = {0, 10},
                   .doc = "How strongly expected profit decides on entry: inverse of the founders' mean optimism; at 0 all enter.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "rate"}),
            field(&P::horizon,
                  {.name = "horizon", .unit = "yr", .legal = {0.1, 30}, .usual = {1, 10},
                   .doc = "Years of profit that founders set against the cost of their base.",
                   .source = "assumption", .effect = Effect::live, .needs = "intensity"}),
            field(&P::base_share,
                  {.name = "base_share", .unit = "1", .legal = {0, 1}, .usual = {0.2, 0.8},
                   .doc = "Share of their money that founders can spend on their base.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::adaptation,
                  {.name = "adaptation", .unit = "1", .legal = {0, 1}, .usual = {0, 0.2},
                   .doc = "Cost of adapting released weights, over the cost of training the same base from nothing.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::cash,
                  {.name = "cash", .unit = "USD", .legal = {0, 1e10}, .usual = {1e7, 1e8},
                   .doc = "Scale of founders' money at the start of the run: they have .3 to 2.3 of it.",
                   .source = "calibrated", .effect = Effect::live, .needs = "rate"}),
            field(&P::aspiration_min,
                  {.name = "aspiration_min", .unit = "1", .legal = {0, 1}, .usual = {0, 0.05},
                   .doc = "Smallest aspiration of an entrant.",
                   .source = "calibrated", .effect = Effect::live, .needs = "rate"}),
            field(&P::aspiration_max,
                  {.name = "aspiration_max", .unit = "1", .legal = {0, 1}, .usual = {0.01, 0.2},
                   .doc = "Largest aspiration of an entrant.",
                   .source = "calibrated", .effect = Effect::live, .needs = "rate"}),
            field(&P::lead,
                  {.name = "lead", .unit = "OOM", .legal = {0, 2}, .usual = {0, 0.2},
                   .doc = "Private lead of an entrant.",
                   .source = "calibrated", .effect = Effect::live, .needs = "rate"}),
            field(&P::imitation_gap,
                  {.name = "imitation_gap", .unit = "OOM", .legal = {0, 2}, .usual = {0, 0.5},
                   .doc = "Distance behind the best released weights at which an entrant who adapts them starts.",
                   .source = "calibrated", .effect = Effect::live, .needs = "rate"}),
            field(&P::quality_assurance,
                  {.name = "quality_assurance", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Effort of an entrant on quality assurance.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::safety,
                  {.name = "safety", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Effort of an entrant on safeguards.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::run_interval,
                  {.name = "run_interval", .unit = "yr", .legal = {0.05, 20}, .usual = {0.5, 3},
                   .doc = "Time between base runs of an entrant.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::refresh_interval,
                  {.name = "refresh_interval", .unit = "yr", .legal = {0.01, 20}, .usual = {0.1, 1},
                   .doc = "Time between releases of an entrant.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::capacity,
                  {.name = "capacity", .unit = "1", .legal = {0, 100}, .usual = {0, 40},
                   .doc = "Entrants that the market carries at a time.",
                   .source = "calibrated", .needs = "rate"}),
        };
    }
};

}  // namespace enclosure
