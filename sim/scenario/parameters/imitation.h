// Capability that a firm takes over from others' models (phases/imitation.cc). A level, never added to compute.
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct ImitationParams {
    double distillation = 21;
    double exposure_half = 0.42;
    double lag = 1.0 / 12;
    double public_rate = 0.6;
    double effort_share = 0.03;
    double effort_exponent = 0.3;
    double weight = 0.97;

    static constexpr std::string_view section = "imitation";
    template <class P = ImitationParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::distillation,
                  {.name = "distillation", .unit = "1/yr", .legal = {0, 100}, .usual = {0, 30},
                   .doc = "Rate at which a firm learns from the best closed interface at full exposure.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::exposure_half,
                  {.name = "exposure_half", .unit = "1", .legal = {0.001, 10}, .usual = {0.1, 1},
                   .doc = "Share of seats on closed interfaces at which exposure is one half.",
                   .source = "calibrated", .effect = Effect::live, .needs = "distillation"}),
            field(&P::lag,
                  {.name = "lag", .unit = "yr", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Age of the closed model that distillation learns from.",
                   .source = "calibrated", .off = 0, .needs = "distillation"}),
            field(&P::public_rate,
                  {.name = "public_rate", .unit = "1/yr", .legal = {0, 50}, .usual = {0, 2},
                   .doc = "Rate at which a firm learns from the best released weights.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::effort_share,
                  {.name = "effort_share", .unit = "1", .legal = {1e-06, 1}, .usual = {0.005, 0.1},
                   .doc = "Share of the frontier research wish at which a firm imitates at full rate.",
                   .source = "calibrated", .effect = Effect::live, .needs = "effort_exponent"}),
            field(&P::effort_exponent,
                  {.name = "effort_exponent", .unit = "1", .legal = {0, 1}, .usual = {0.1, 0.6},
                   .doc = "Exponent of research spending in the rate of imitation.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::weight,
                  {.name = "weight", .unit = "1", .legal = {0, 1}, .usual = {0.5, 1},
                   .doc = "Share of the distance between own training and imitated level that a release closes.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
