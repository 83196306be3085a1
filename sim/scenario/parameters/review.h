// Review of openness by expected payoff (phases/strategy.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct ReviewParams {
    double review_period = 1;
    double first_review = 0.75;
    double review_jitter = 0.25;
    double intensity = 9;
    double inertia = 0.33;
    double imitation = 0.05;
    double reach = 0.15;
    double lead_value = 1;
    double community_value = 1e9;
    double liability_weight = 0;
    double payoff_floor = 2e7;
    bool reviews = true;

    static constexpr std::string_view section = "review";
    template <class P = ReviewParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::review_period,
                  {.name = "review_period", .unit = "yr", .legal = {0.05, 20}, .usual = {0.5, 3},
                   .doc = "Mean time between two reviews of a firm's strategy.",
                   .source = "calibrated", .effect = Effect::live, .needs = "reviews"}),
            field(&P::first_review,
                  {.name = "first_review", .unit = "yr", .legal = {0, 20}, .usual = {0, 2},
                   .doc = "Time of the earliest review.",
                   .source = "calibrated", .needs = "reviews"}),
            field(&P::review_jitter,
                  {.name = "review_jitter", .unit = "1", .legal = {0, 0.9}, .usual = {0, 0.5},
                   .doc = "Half-width of the relative variation of the time between reviews.",
                   .source = "calibrated", .effect = Effect::live, .needs = "reviews"}),
            field(&P::intensity,
                  {.name = "intensity", .unit = "1", .legal = {0, 100}, .usual = {1, 20},
                   .doc = "Intensity lambda of the logit choice over strategies; at 0 firms choose without regard to payoff.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "reviews"}),
            field(&P::inertia,
                  {.name = "inertia", .unit = "1", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Payoff that a strategy other than the present one must make up for.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "reviews"}),
            field(&P::imitation,
                  {.name = "imitation", .unit = "1", .legal = {0, 5}, .usual = {0, 0.5},
                   .doc = "Weight of the share of firms that follow a strategy.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "reviews"}),
            field(&P::reach,
                  {.name = "reach", .unit = "1", .legal = {0, 2}, .usual = {0, 0.5},
                   .doc = "Value of reach over the hosted spending on released weights.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "reviews"}),
            field(&P::lead_value,
                  {.name = "lead_value", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Weight of the lead that openness gives away.",
                   .source = "calibrated", .effect = Effect::live, .off = 0, .needs = "reviews"}),
            field(&P::community_value,
                  {.name = "community_value", .unit = "USD/yr", .legal = {0, 1e12}, .usual = {0, 5e9},
                   .doc = "What the yearly work of all developers at full effort would be worth to the owner of the model that got it.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "reviews"}),
            field(&P::liability_weight,
                  {.name = "liability_weight", .unit = "1", .legal = {0, 10}, .usual = {0, 1},
                   .doc = "Share of the social cost of the incidents with its models that a firm expects to bear beyond what the law in force has owners bear.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "reviews"}),
            field(&P::payoff_floor,
                  {.name = "payoff_floor", .unit = "USD/yr", .legal = {1, 1e12}, .usual = {1e6, 1e9},
                   .doc = "Smallest budget that payoffs are related to.",
                   .source = "calibrated", .effect = Effect::live, .needs = "reviews"}),
            field(&P::reviews,
                  {.name = "reviews", .unit = "1",
                   .doc = "Whether firms review their strategy at all.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
