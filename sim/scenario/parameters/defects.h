// Defects, outages, maturity (phases/defects.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct DefectParams {
    double introduced = 40;
    double staff_discovery = 0.5;
    double eyes_discovery = 1.5;
    double eyes_exponent = 0.5;
    double attack_discovery = 0.05;
    double attack_visibility = 1;
    double outage_rate = 12;
    double quality_effect = 1;
    double maturing = 1.2;
    double reliability_start = 0.6;
    double dispersion_start = 0.5;

    static constexpr std::string_view section = "defects";
    template <int = 0>
    static constexpr auto fields() {
        using P = DefectParams;
        return std::tuple{
            field(&P::introduced,
                  {.name = "introduced", .unit = "1", .legal = {0, 10000.0}, .usual = {10, 100},
                   .doc = "Defects that a new model has.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::staff_discovery,
                  {.name = "staff_discovery", .unit = "1/yr", .legal = {0, 50}, .usual = {0.1, 2},
                   .doc = "Rate at which staff at reference quality assurance find a given defect.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::eyes_discovery,
                  {.name = "eyes_discovery", .unit = "1/yr", .legal = {0, 50}, .usual = {0, 5},
                   .doc = "Rate at which outsiders find a given defect of a fully open model when all developers look.",
                   .source = "raymond1999", .effect = Effect::live, .off = 0}),
            field(&P::eyes_exponent,
                  {.name = "eyes_exponent", .unit = "1", .legal = {0, 1}, .usual = {0.2, 0.9},
                   .doc = "Elasticity of discovery with respect to the number of eyes.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::attack_discovery,
                  {.name = "attack_discovery", .unit = "1/yr", .legal = {0, 50}, .usual = {0, 0.5},
                   .doc = "Rate at which attackers find a given defect of a closed model.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::attack_visibility,
                  {.name = "attack_visibility", .unit = "1", .legal = {0, 20}, .usual = {0, 4},
                   .doc = "Further rate for a fully open model, over that for a closed one.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::outage_rate,
                  {.name = "outage_rate", .unit = "1/yr", .legal = {0, 1000}, .usual = {2, 50},
                   .doc = "Outages of an interface without quality assurance.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::quality_effect,
                  {.name = "quality_effect", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Fall of the log outage rate with quality assurance.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::maturing,
                  {.name = "maturing", .unit = "1/yr", .legal = {0, 20}, .usual = {0.3, 3},
                   .doc = "Rate at which reliability approaches its ceiling after release.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::reliability_start,
                  {.name = "reliability_start", .unit = "1", .legal = {0, 1}, .usual = {0.4, 0.9},
                   .doc = "Reliability of a model at release.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::dispersion_start,
                  {.name = "dispersion_start", .unit = "OOM", .legal = {0, 3}, .usual = {0.1, 1},
                   .doc = "Dispersion of realised quality of a model at release.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
