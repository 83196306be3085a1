// Awareness, review and choice of users (phases/adoption.cc, choice.h, utility.cc, tailoring.cc).
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sim/base/describe.h"

namespace enclosure {

/// How a user's choice among models is drawn; the law is the same.
enum class ChoiceDraws : std::uint8_t { keyed, one_uniform };

constexpr std::array<std::string_view, 2> names_of(ChoiceDraws) {
    return {"keyed", "one_uniform"};
}

struct AdoptionParams {
    ChoiceDraws draws = ChoiceDraws::keyed;
    double nest_scale = 0.6;
    double notice_review = 6;
    double reference_lag = 1;
    double technical_advantage = 3;
    double regional_contagion = 0;
    bool midpoint = true;
    double switching_weight = 1;
    double upgrade_cost = 0.25;
    double leave_cost = 0.5;
    double tenure_saturation = 2;
    double peer_weight = 1;
    double peer_shrinkage = 200;
    double transparency_weight = 0.5;
    double modifiability_weight = 0.5;
    double vendor_tailoring = 0.3;
    double tailoring_seats = 10000;
    double risk_weight = 1;
    double trust_weight = 0.5;
    double dispersion_weight = 1;
    double income_elasticity = 0.5;
    double income_spread = 0.5;

    static constexpr std::string_view section = "adoption";
    template <class P = AdoptionParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::draws,
                  {.name = "draws", .unit = "1",
                   .doc = "How choices of models are drawn: a number for each user and model, or one number a user. The law is the same; one is cheaper, "
                          "and no two runs can be compared in pairs.",
                   .source = "assumption"}),
            field(&P::nest_scale,
                  {.name = "nest_scale", .unit = "1", .legal = {0.05, 1}, .usual = {0.3, 1},
                   .doc = "Scale lambda of utility noise within a nest (open, closed); one means no nests.",
                   .source = "calibrated", .effect = Effect::live, .off = 1}),
            field(&P::notice_review,
                  {.name = "notice_review", .unit = "1/yr", .legal = {0, 1000}, .usual = {0, 12},
                   .doc = "Further hazard at which users of a model under notice review their choice.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "finance.notice"}),
            field(&P::reference_lag,
                  {.name = "reference_lag", .unit = "yr", .legal = {0.01, 20}, .usual = {0.5, 2},
                   .doc = "Time over which the quality that users expect follows the best model.",
                   .source = "calibrated", .effect = Effect::live}),
            field(&P::technical_advantage,
                  {.name = "technical_advantage", .unit = "1", .legal = {1, 20}, .usual = {1, 5},
                   .doc = "Awareness hazard of technical users over that of others.",
                   .source = "calibrated", .effect = Effect::live, .off = 1}),
            field(&P::regional_contagion,
                  {.name = "regional_contagion", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of contagion that comes from adopters in the user\'s own region; the rest comes from all of the segment.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::midpoint,
                  {.name = "midpoint", .unit = "1",
                   .doc = "Whether contagion in a step is of adopters at its middle, predicted, instead of at its begin. "
                          "Then awareness depends on the length of a step in second order only.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::switching_weight,
                  {.name = "switching_weight", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Factor on every segment\'s cost of leaving a vendor.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::upgrade_cost,
                  {.name = "upgrade_cost", .unit = "1", .legal = {0, 1}, .usual = {0, 0.5},
                   .doc = "Share of the switching cost that an upgrade within the vendor takes.",
                   .source = "calibrated", .effect = Effect::live, .needs = "switching_weight"}),
            field(&P::leave_cost,
                  {.name = "leave_cost", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the switching cost that giving up takes.",
                   .source = "calibrated", .effect = Effect::live, .needs = "switching_weight"}),
            field(&P::tenure_saturation,
                  {.name = "tenure_saturation", .unit = "yr", .legal = {0.1, 20}, .usual = {1, 4},
                   .doc = "Tenure at which the switching cost stops growing.",
                   .source = "calibrated", .effect = Effect::live, .needs = "switching_weight"}),
            field(&P::peer_weight,
                  {.name = "peer_weight", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Factor on every segment's weight of peers' choices.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::peer_shrinkage,
                  {.name = "peer_shrinkage", .unit = "person", .legal = {0, 1e9}, .usual = {10, 10000.0},
                   .doc = "Records of a cell at which its own share and the segment's share count alike.",
                   .source = "assumption", .effect = Effect::live, .needs = "peer_weight"}),
            field(&P::transparency_weight,
                  {.name = "transparency_weight", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Weight of a model's transparency for a user of full data sensitivity.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::modifiability_weight,
                  {.name = "modifiability_weight", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Weight of a model's modifiability for a user of full customisation need.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::vendor_tailoring,
                  {.name = "vendor_tailoring", .unit = "1", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Modifiability of closed models for organisations whose vendor has staff to adapt them; released weights have their strategy\'s.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "modifiability_weight"}),
            field(&P::tailoring_seats,
                  {.name = "tailoring_seats", .unit = "1", .legal = {1, 1e9}, .usual = {1000, 100000},
                   .doc = "Seats of organisations per member of staff at which a vendor can serve half of the wishes for adaptation.",
                   .source = "assumption", .effect = Effect::live, .needs = "vendor_tailoring"}),
            field(&P::risk_weight,
                  {.name = "risk_weight", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of perceived risk for a user of full security need.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::trust_weight,
                  {.name = "trust_weight", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Weight of trust in a model.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::dispersion_weight,
                  {.name = "dispersion_weight", .unit = "1/OOM^2", .legal = {0, 20}, .usual = {0, 4},
                   .doc = "Aversion to dispersion of realised quality.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::income_elasticity,
                  {.name = "income_elasticity", .unit = "1", .legal = {0, 3}, .usual = {0, 1.5},
                   .doc = "Fall of price sensitivity with income, in logs.",
                   .source = "assumption", .off = 0}),
            field(&P::income_spread,
                  {.name = "income_spread", .unit = "1", .legal = {0, 2}, .usual = {0, 1},
                   .doc = "Standard deviation of log income within a cell.",
                   .source = "assumption", .off = 0, .needs = "income_elasticity"}),
        };
    }
};

}  // namespace enclosure
