// Base runs, refreshes, releases (phases/training.cc, lineage.cc, release_decision.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct TrainingParams {
    double reference_spend = 4.2e7;
    double frontier_spend = 7e7;
    double frontier_growth = 2.4;
    double research_multiple = 12;
    double run_share = 0.052;
    double knowledge_refresh = 0.8;
    double spend_refresh = 0.5;
    double release_noise = 0.24;
    double follower_noise = 0.6;
    double follow_gap = 0.04;
    bool weights_released = true;
    bool lineage = true;
    double interval_jitter = 0.15;
    double ship_threshold = 0.02;
    double retry_delay = 0.12;
    double economy_gap = 0.4;
    double economy_price_ratio = 6;
    double economy_after = 1;
    double points_per_oom = 120;
    double score_zero = 1105;

    static constexpr std::string_view section = "training";
    template <class P = TrainingParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::reference_spend,
                  {.name = "reference_spend", .unit = "USD", .legal = {1e5, 1e11}, .usual = {1e7, 1e9},
                   .doc = "Spending on a base run that gives capability zero without further knowledge.",
                   .source = "calibrated"}),
            field(&P::frontier_spend,
                  {.name = "frontier_spend", .unit = "USD", .legal = {1e5, 1e11}, .usual = {4e7, 1e8},
                   .doc = "Cost of a frontier base run at the start of 2023.",
                   .source = "epoch2024cost"}),
            field(&P::frontier_growth,
                  {.name = "frontier_growth", .unit = "x/yr", .legal = {1, 10}, .usual = {2, 3.1},
                   .doc = "Growth of the cost of a frontier base run.",
                   .source = "epoch2024cost", .off = 1}),
            field(&P::research_multiple,
                  {.name = "research_multiple", .unit = "1/yr", .legal = {1, 100}, .usual = {5, 20},
                   .doc = "Yearly research wish of a firm at the frontier, over the cost of a frontier base run.",
                   .source = "calibrated"}),
            field(&P::run_share,
                  {.name = "run_share", .unit = "1", .legal = {0, 1}, .usual = {0.02, 0.2},
                   .doc = "Share of research spending between two base runs that goes into the run itself.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::knowledge_refresh,
                  {.name = "knowledge_refresh", .unit = "1", .legal = {0, 1}, .usual = {0.4, 1},
                   .doc = "Share theta of knowledge gained since the base run that a refresh uses.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::spend_refresh,
                  {.name = "spend_refresh", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share chi of the growth of spending since the base run that a refresh uses.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::release_noise,
                  {.name = "release_noise", .unit = "OOM", .legal = {0, 2}, .usual = {0.1, 0.35},
                   .doc = "Standard deviation of a release's measured score around its latent capability.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::follower_noise,
                  {.name = "follower_noise", .unit = "1", .legal = {0, 1}, .usual = {0.3, 1},
                   .doc = "Factor on release noise for a firm that builds on released weights.",
                   .source = "calibrated", .effect = Effect::live, .needs = "lineage"}),
            field(&P::follow_gap,
                  {.name = "follow_gap", .unit = "OOM", .legal = {0, 5}, .usual = {0, 0.3},
                   .doc = "Distance behind the best released weights at which one who builds on them ships.",
                   .source = "calibrated", .effect = Effect::live, .needs = "lineage"}),
            field(&P::weights_released,
                  {.name = "weights_released", .unit = "1",
                   .doc = "Whether weights are released at all; if not, strategies that would release keep them, as if the law forbade it from the start.",
                   .source = "assumption", .off = 0}),
            field(&P::lineage,
                  {.name = "lineage", .unit = "1",
                   .doc = "Whether a firm may build on the best weights released by another.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::interval_jitter,
                  {.name = "interval_jitter", .unit = "1", .legal = {0, 0.9}, .usual = {0, 0.3},
                   .doc = "Half-width of the relative variation of the time between base runs.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::ship_threshold,
                  {.name = "ship_threshold", .unit = "OOM", .legal = {0, 1}, .usual = {0, 0.1},
                   .doc = "Measured gain over its own best model below which a firm does not ship.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::retry_delay,
                  {.name = "retry_delay", .unit = "yr", .legal = {0.001, 2}, .usual = {0.05, 0.5},
                   .doc = "Time after which a release that was not shipped is tried again.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::economy_gap,
                  {.name = "economy_gap", .unit = "OOM", .legal = {0, 3}, .usual = {0.2, 0.8},
                   .doc = "Capability that the economy tier of a release lacks.",
                   .source = "assumption", .effect = Effect::live, .needs = "economy_price_ratio"}),
            field(&P::economy_price_ratio,
                  {.name = "economy_price_ratio", .unit = "1", .legal = {1, 100}, .usual = {3, 15},
                   .doc = "Price of the flagship over that of its economy tier.",
                   .source = "assumption", .effect = Effect::live, .off = 1}),
            field(&P::economy_after,
                  {.name = "economy_after", .unit = "yr", .legal = {0, 20}, .usual = {0, 2},
                   .doc = "Time after the start from which models have an economy tier.",
                   .source = "assumption", .needs = "economy_price_ratio"}),
            field(&P::points_per_oom,
                  {.name = "points_per_oom", .unit = "point/OOM", .legal = {1, 1000}, .usual = {60, 200},
                   .doc = "Arena points per order of magnitude of effective compute.",
                   .source = "arena2025"}),
            field(&P::score_zero,
                  {.name = "score_zero", .unit = "point", .legal = {0, 5000}, .usual = {1000, 1200},
                   .doc = "Arena points of a model of capability zero.",
                   .source = "arena2025"}),
        };
    }
};

}  // namespace enclosure
