// Reliability and dispersion of realised quality, at release and after (phases/maturing.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct MaturingParams {
    double rate = 1.2;
    double uncared = 0.5;
    double reliability_start = 0.6;
    double reliability_end = 0.9;
    double testing = 0.3;
    double release_coverage = 0.5;
    double dispersion_start = 0.5;
    double dispersion_end = 0.25;

    static constexpr std::string_view section = "maturing";
    template <class P = MaturingParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::rate,
                  {.name = "rate", .unit = "1/yr", .legal = {0, 20}, .usual = {0.3, 3},
                   .doc = "Rate at which reliability approaches its ceiling after release.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::uncared,
                  {.name = "uncared", .unit = "1", .legal = {0, 1}, .usual = {0.1, 1},
                   .doc = "Speed of maturing without care, relative to that under full care.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::reliability_start,
                  {.name = "reliability_start", .unit = "1", .legal = {0, 1}, .usual = {0.4, 0.9},
                   .doc = "Reliability at release of a model that nobody tested.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::reliability_end,
                  {.name = "reliability_end", .unit = "1", .legal = {0, 1}, .usual = {0.7, 1},
                   .doc = "Reliability that a model reaches without care; under full care it is one.",
                   .source = "assumption", .effect = Effect::live, .needs = "rate"}),
            field(&P::testing,
                  {.name = "testing", .unit = "1", .legal = {0, 1}, .usual = {0, 0.8},
                   .doc = "Share of the unreliability at release that full quality assurance removes beforehand.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::release_coverage,
                  {.name = "release_coverage", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of a maker's testing that holds for released weights, which others run where the maker did not test.",
                   .source = "assumption", .effect = Effect::live, .off = 1, .needs = "testing"}),
            field(&P::dispersion_start,
                  {.name = "dispersion_start", .unit = "OOM", .legal = {0, 3}, .usual = {0.1, 1},
                   .doc = "Dispersion of realised quality of a model at release.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::dispersion_end,
                  {.name = "dispersion_end", .unit = "OOM", .legal = {0, 3}, .usual = {0, 1},
                   .doc = "Dispersion that remains without care; under full care none does.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "rate"}),
        };
    }
};

}  // namespace enclosure
