// Defects, outages, maturing (phases/defects.cc, outages.cc, maturing.cc).
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
    double attack_known = 0.1;
    double fix_rate = 4;
    double maintenance_half = 0.004;
    double outage_rate = 6;
    double outage_immaturity = 1;
    double quality_effect = 1;

    static constexpr std::string_view section = "defects";
    template <class P = DefectParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::introduced,
                  {.name = "introduced", .unit = "1", .legal = {0, 10000.0}, .usual = {10, 100},
                   .doc = "Defects that a new model has.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::staff_discovery,
                  {.name = "staff_discovery", .unit = "1/yr", .legal = {0, 50}, .usual = {0.1, 2},
                   .doc = "Rate at which staff at reference quality assurance find a given defect.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "introduced"}),
            field(&P::eyes_discovery,
                  {.name = "eyes_discovery", .unit = "1/yr", .legal = {0, 50}, .usual = {0, 5},
                   .doc = "Rate at which outsiders find a given defect of fully open code when all developers look.",
                   .source = "raymond1999", .effect = Effect::live, .off = 0, .needs = "introduced"}),
            field(&P::eyes_exponent,
                  {.name = "eyes_exponent", .unit = "1", .legal = {0, 1}, .usual = {0.2, 0.9},
                   .doc = "Elasticity of discovery with respect to the number of eyes.",
                   .source = "assumption", .effect = Effect::live, .needs = "eyes_discovery"}),
            field(&P::attack_discovery,
                  {.name = "attack_discovery", .unit = "1/yr", .legal = {0, 50}, .usual = {0, 0.5},
                   .doc = "Rate at which attackers find a given defect of a closed model.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "introduced"}),
            field(&P::attack_visibility,
                  {.name = "attack_visibility", .unit = "1", .legal = {0, 20}, .usual = {0, 4},
                   .doc = "Further rate for fully open code, over that for a closed model.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "attack_discovery"}),
            field(&P::attack_known,
                  {.name = "attack_known", .unit = "1/yr", .legal = {0, 50}, .usual = {0, 1},
                   .doc = "Rate at which a given defect of fully open code is exploited once it is known and until it is fixed.",
                   .source = "jacobs2020", .effect = Effect::live, .off = 0, .needs = "introduced"}),
            field(&P::fix_rate,
                  {.name = "fix_rate", .unit = "1/yr", .legal = {0, 100}, .usual = {0.5, 12},
                   .doc = "Rate at which a known defect is fixed under full care.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "introduced"}),
            field(&P::maintenance_half,
                  {.name = "maintenance_half", .unit = "1", .legal = {1e-6, 1}, .usual = {0.001, 0.05},
                   .doc = "Upkeep of released weights at which care is one half, in the effort of all developers: at an upkeep of two fifths of effort, what one developer in a hundred gives.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::outage_rate,
                  {.name = "outage_rate", .unit = "1/yr", .legal = {0, 1000}, .usual = {2, 50},
                   .doc = "Outages of a mature interface without quality assurance.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::outage_immaturity,
                  {.name = "outage_immaturity", .unit = "1", .legal = {0, 20}, .usual = {0, 4},
                   .doc = "Further outages of an interface of no reliability, over those of a mature one.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "outage_rate"}),
            field(&P::quality_effect,
                  {.name = "quality_effect", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Fall of the log outage rate with quality assurance.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "outage_rate"}),
        };
    }
};

}  // namespace enclosure
