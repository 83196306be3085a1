// Models that a community makes from released ones (phases/derivatives.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct DerivativeParams {
    double rate = 400;
    double attachment_exponent = 1;
    double novelty = 0.05;
    double capacity = 4000;
    double use_share = 0.2;
    double lift = 0.3;
    double lift_half = 50;

    static constexpr std::string_view section = "derivatives";
    template <class P = DerivativeParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::rate,
                  {.name = "rate", .unit = "1/yr", .legal = {0, 1e6}, .usual = {10, 1000},
                   .doc = "Derivatives made per year if all effort of the start went into creation on models that anybody may modify.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::attachment_exponent,
                  {.name = "attachment_exponent", .unit = "1", .legal = {0, 2}, .usual = {0.9, 1.1},
                   .doc = "Exponent of the derivatives that a base already has in the odds to get the next.",
                   .source = "barabasi1999", .effect = Effect::live, .off = 0, .needs = "rate"}),
            field(&P::novelty,
                  {.name = "novelty", .unit = "1", .legal = {0.001, 1}, .usual = {0.02, 0.2},
                   .doc = "Share of new attention that goes to new derivatives; the tail index of attention is 1/(1 - novelty).",
                   .source = "simon1955", .effect = Effect::live, .needs = "rate"}),
            field(&P::capacity,
                  {.name = "capacity", .unit = "1", .legal = {10, 10000}, .usual = {500, 10000},
                   .doc = "Derivatives that are kept; of more, the least attended are dropped and only counted.",
                   .source = "identity", .effect = Effect::live, .needs = "rate"}),
            field(&P::use_share,
                  {.name = "use_share", .unit = "1", .legal = {0, 1}, .usual = {0, 0.8},
                   .doc = "Share of the use of released weights that runs on derivatives.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::lift,
                  {.name = "lift", .unit = "1", .legal = {0, 10}, .usual = {0, 1},
                   .doc = "Relative rise of what effort adds to a domain's offset, from many derivatives in that domain.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "rate"}),
            field(&P::lift_half,
                  {.name = "lift_half", .unit = "1", .legal = {1, 1e6}, .usual = {10, 500},
                   .doc = "Derivatives of a base in a domain at which that rise is half as large.",
                   .source = "assumption", .effect = Effect::live, .needs = "lift"}),
        };
    }
};

}  // namespace enclosure
