// Entry of firms (phases/entry.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct EntryParams {
    double rate = 3;
    double gap_scale = 0.6;
    double cash = 3e7;
    double aspiration_min = 0.01;
    double aspiration_max = 0.04;
    double lead = 0.03;
    double imitation_gap = 0.1;
    double capacity = 14;

    static constexpr std::string_view section = "entry";
    template <int = 0>
    static constexpr auto fields() {
        using P = EntryParams;
        return std::tuple{
            field(&P::rate,
                  {.name = "rate", .unit = "1/yr", .legal = {0, 100}, .usual = {0, 20},
                   .doc = "Arrival of frontier-relevant firms when released weights are at the frontier.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::gap_scale,
                  {.name = "gap_scale", .unit = "OOM", .legal = {0.01, 5}, .usual = {0.2, 2},
                   .doc = "Gap between closed frontier and best released weights at which entry falls to 1/e.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::cash,
                  {.name = "cash", .unit = "USD", .legal = {0, 1e10}, .usual = {1e7, 1e8},
                   .doc = "Scale of the starting cash of an entrant at the start of the run: it has .3 to 2.3 of it.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::aspiration_min,
                  {.name = "aspiration_min", .unit = "1", .legal = {0, 1}, .usual = {0, 0.05},
                   .doc = "Smallest aspiration of an entrant.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::aspiration_max,
                  {.name = "aspiration_max", .unit = "1", .legal = {0, 1}, .usual = {0.01, 0.2},
                   .doc = "Largest aspiration of an entrant.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::lead,
                  {.name = "lead", .unit = "OOM", .legal = {0, 2}, .usual = {0, 0.2},
                   .doc = "Private lead of an entrant.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::imitation_gap,
                  {.name = "imitation_gap", .unit = "OOM", .legal = {0, 2}, .usual = {0, 0.5},
                   .doc = "Distance behind the best released weights at which an entrant starts.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::capacity,
                  {.name = "capacity", .unit = "1", .legal = {0, 100}, .usual = {0, 40},
                   .doc = "Entrants that the market carries at a time.",
                   .source = "calibrated", .off = 0}),
        };
    }
};

}  // namespace enclosure
