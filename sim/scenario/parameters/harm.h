// Misuse, resilience, breaches, perceived risk, opinion, regulation pressure (phases/misuse.cc, resilience.cc, breaches.cc, risk.cc, opinion.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct HarmParams {
    double misuse_rate = 20;
    double misuse_slope = 0.1;
    double misuse_threshold = 0.5;
    double other_means = 0.5;
    double safeguards = 0.8;
    double safety_effect = 0.5;
    double safeguards_released = 0.2;
    double removal_cost = 200;
    double misuser_budget = 1000;
    double open_ratio = 1.5;
    double unrecalled = 0.1;
    double copy_decay = 0.5;
    double resilience_gain = 0.1;
    double resilience_half = 20;
    double resilience_memory = 1;
    double breach_rate = 0.1;
    double breach_hosted = 0.5;
    double breach_released = 0.2;
    double incident_cost = 5e6;
    double risk = 1;
    double risk_lag = 1;
    double risk_half = 100;
    double opinion_gain = 0.0005;
    double opinion_decay = 0.7;
    double pressure_gain = 1;
    double pressure_decay = 0.3;

    static constexpr std::string_view section = "harm";
    template <class P = HarmParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::misuse_rate,
                  {.name = "misuse_rate", .unit = "1/yr", .legal = {0, 1e5}, .usual = {0, 50},
                   .doc = "Misuse incidents per 100 million seats of a model at the harm threshold without safeguards, were there no other means.",
                   .source = "aiid2025", .effect = Effect::live, .off = 0}),
            field(&P::misuse_slope,
                  {.name = "misuse_slope", .unit = "1/OOM", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Growth of the log10 of misuse with capability.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "misuse_rate"}),
            field(&P::misuse_threshold,
                  {.name = "misuse_threshold", .unit = "OOM", .legal = {-5, 10}, .usual = {0, 2},
                   .doc = "Capability at which the misuse rate is the reference rate.",
                   .source = "assumption", .effect = Effect::live, .needs = "misuse_slope"}),
            field(&P::other_means,
                  {.name = "other_means", .unit = "1", .legal = {0, 100}, .usual = {0, 1},
                   .doc = "Misuse that other means would allow as well, relative to the reference rate; only what exceeds it counts.",
                   .source = "kapoor2024", .effect = Effect::live, .off = 0, .needs = "misuse_rate"}),
            field(&P::safeguards,
                  {.name = "safeguards", .unit = "1", .legal = {0, 1}, .usual = {0, 0.98},
                   .doc = "Share of misuse that a monitored interface of a maker with full effort on safety stops.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "misuse_rate"}),
            field(&P::safety_effect,
                  {.name = "safety_effect", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the safeguards that depends on the maker's effort on safety.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "misuse_rate"}),
            field(&P::safeguards_released,
                  {.name = "safeguards_released", .unit = "1", .legal = {0, 1}, .usual = {0, 0.6},
                   .doc = "Share of misuse that safeguards inside released weights stop while nobody removes them.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "misuse_rate"}),
            field(&P::removal_cost,
                  {.name = "removal_cost", .unit = "USD", .legal = {1, 1e6}, .usual = {50, 1000},
                   .doc = "Cost to remove safeguards from released weights.",
                   .source = "badllama2024", .effect = Effect::live, .needs = "safeguards_released"}),
            field(&P::misuser_budget,
                  {.name = "misuser_budget", .unit = "USD", .legal = {1, 1e9}, .usual = {100, 10000},
                   .doc = "What misusers spend on removing safeguards: at that cost half of them give up.",
                   .source = "assumption", .effect = Effect::live, .needs = "safeguards_released"}),
            field(&P::open_ratio,
                  {.name = "open_ratio", .unit = "1", .legal = {0, 20}, .usual = {1, 5},
                   .doc = "Misuse per seat of released weights over that of an interface before safeguards; no evidence, sweep it.",
                   .source = "assumption", .effect = Effect::live, .off = 1, .needs = "misuse_rate"}),
            field(&P::unrecalled,
                  {.name = "unrecalled", .unit = "1", .legal = {0, 1}, .usual = {0, 0.5},
                   .doc = "Share of the seats that leave released weights whose copies remain in use for misuse.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "misuse_rate"}),
            field(&P::copy_decay,
                  {.name = "copy_decay", .unit = "1/yr", .legal = {0, 50}, .usual = {0, 2},
                   .doc = "Rate at which such copies are given up; no law can raise it.",
                   .source = "assumption", .effect = Effect::live, .needs = "unrecalled"}),
            field(&P::resilience_gain,
                  {.name = "resilience_gain", .unit = "1/yr", .legal = {0, 5}, .usual = {0, 0.5},
                   .doc = "Rate at which society adapts to misuse that is felt everywhere.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "misuse_rate"}),
            field(&P::resilience_half,
                  {.name = "resilience_half", .unit = "1/yr", .legal = {0.001, 1e6}, .usual = {1, 1000},
                   .doc = "Misuse incidents a year at which society adapts at half that rate.",
                   .source = "assumption", .effect = Effect::live, .needs = "resilience_gain"}),
            field(&P::resilience_memory,
                  {.name = "resilience_memory", .unit = "yr", .legal = {0.05, 20}, .usual = {0.25, 3},
                   .doc = "Time over which misuse incidents a year are averaged before society adapts to them.",
                   .source = "assumption", .effect = Effect::live, .needs = "resilience_gain"}),
            field(&P::breach_rate,
                  {.name = "breach_rate", .unit = "1/yr", .legal = {0, 100}, .usual = {0, 1},
                   .doc = "Privacy breaches of a vendor that holds the data of 100 million seats.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::breach_hosted,
                  {.name = "breach_hosted", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of use of released weights that is hosted and sends data to the host; the rest stays on the premises.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "breach_rate"}),
            field(&P::breach_released,
                  {.name = "breach_released", .unit = "1/yr", .legal = {0, 100}, .usual = {0, 2},
                   .doc = "Privacy breaches per model whose training data is released.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::incident_cost,
                  {.name = "incident_cost", .unit = "USD", .legal = {0, 1e12}, .usual = {1e5, 1e9},
                   .doc = "Social cost of one incident.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::risk,
                  {.name = "risk", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Perceived risk when incidents are beyond count.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::risk_lag,
                  {.name = "risk_lag", .unit = "yr", .legal = {0.05, 20}, .usual = {0.25, 3},
                   .doc = "Time over which incidents a year are averaged before risk is perceived.",
                   .source = "assumption", .effect = Effect::live, .needs = "risk"}),
            field(&P::risk_half,
                  {.name = "risk_half", .unit = "1/yr", .legal = {0.001, 1e6}, .usual = {10, 1000},
                   .doc = "Incidents a year per 100 million seats at which perceived risk is half of its bound.",
                   .source = "assumption", .effect = Effect::live, .needs = "risk"}),
            field(&P::opinion_gain,
                  {.name = "opinion_gain", .unit = "1", .legal = {0, 1}, .usual = {0, 0.05},
                   .doc = "Shift of public opinion by one incident.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::opinion_decay,
                  {.name = "opinion_decay", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 2},
                   .doc = "Rate at which opinion forgets.",
                   .source = "assumption", .effect = Effect::live, .needs = "opinion_gain"}),
            field(&P::pressure_gain,
                  {.name = "pressure_gain", .unit = "1/yr", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Rate at which regulation pressure follows opinion.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "opinion_gain"}),
            field(&P::pressure_decay,
                  {.name = "pressure_decay", .unit = "1/yr", .legal = {0, 10}, .usual = {0, 1},
                   .doc = "Decay of regulation pressure.",
                   .source = "assumption", .effect = Effect::live, .needs = "pressure_gain"}),
        };
    }
};

}  // namespace enclosure
