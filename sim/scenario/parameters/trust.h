// Trust in models and their classes (phases/trust.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct TrustParams {
    double base = 0.5;
    double recovery = 0.5;
    double audit = 0.2;
    double audit_half = 0.005;
    double safety = 0.1;
    double record = 0.05;
    double record_half = 1;
    double brand = 0.02;
    double loss = 0.002;
    double shared_loss = 0.3;
    double outage_loss = 0.005;

    static constexpr std::string_view section = "trust";
    template <class P = TrustParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::base,
                  {.name = "base", .unit = "1", .legal = {0, 1}, .usual = {0.3, 0.7},
                   .doc = "Trust in a model of which nothing is known.",
                   .source = "assumption", .effect = Effect::live}),
            field(&P::recovery,
                  {.name = "recovery", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Rate at which trust returns to what a model deserves.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::audit,
                  {.name = "audit", .unit = "1", .legal = {0, 1}, .usual = {0, 0.5},
                   .doc = "Trust earned by full transparency when enough eyes look.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "recovery"}),
            field(&P::audit_half,
                  {.name = "audit_half", .unit = "1", .legal = {1e-6, 1}, .usual = {0.001, 0.05},
                   .doc = "Community effort on released weights, as a share of all developers at full effort, at which half of what can be seen has been looked at.",
                   .source = "assumption", .effect = Effect::live, .needs = "audit"}),
            field(&P::safety,
                  {.name = "safety", .unit = "1", .legal = {0, 1}, .usual = {0, 0.3},
                   .doc = "Trust earned by a vendor's full effort on safety.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "recovery"}),
            field(&P::record,
                  {.name = "record", .unit = "1", .legal = {0, 1}, .usual = {0, 0.3},
                   .doc = "Trust earned by a long time without incidents.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "recovery"}),
            field(&P::record_half,
                  {.name = "record_half", .unit = "yr", .legal = {0.01, 20}, .usual = {0.25, 5},
                   .doc = "Time without incidents that earns half of that.",
                   .source = "assumption", .effect = Effect::live, .needs = "record"}),
            field(&P::brand,
                  {.name = "brand", .unit = "1", .legal = {0, 1}, .usual = {0, 0.1},
                   .doc = "Trust earned by a strong name, and lost by a weak one.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "recovery"}),
            field(&P::loss,
                  {.name = "loss", .unit = "1", .legal = {0, 1}, .usual = {0, 0.2},
                   .doc = "Trust in a model that one incident per 100 million seats costs.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::shared_loss,
                  {.name = "shared_loss", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the loss that falls on the class, released or closed, instead of the model.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "loss"}),
            field(&P::outage_loss,
                  {.name = "outage_loss", .unit = "1", .legal = {0, 1}, .usual = {0, 0.05},
                   .doc = "Trust in a model that one outage costs.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "defects.outage_rate"}),
        };
    }
};

}  // namespace enclosure
