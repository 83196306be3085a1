// A strategy that a firm can follow: what it sells behind an interface, what it releases, and when.
#pragma once

#include <string>

#include "sim/base/describe.h"

namespace enclosure {

struct StrategyRow {
    std::string id = {};
    std::string title = {};
    double openness = 0;
    bool interface = false;
    bool release = false;
    double delay = 0;
    double premium_share = 1;
    double premium_gain = 0;
    double base_discount = 0;
    double conversion = 0;
    double services = 1;
    bool closed_descendants = true;
    double code = 0;
    double data = 0;
    double modifiability = 0;
    double transparency = 0;
    bool monitoring = true;
    bool chosen = true;
    double entrants = 0;

    /// What the part kept closed adds to the interface, and what the released base lacks for it, OOM.
    double premium() const { return premium_share * premium_gain; }
    double discount() const { return premium_share * base_discount; }

    template <class R = StrategyRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id,
                  {.name = "id", .unit = "1",
                   .doc = "Name by which other tables and files refer to it.",
                   .source = "identity"}),
            field(&R::title,
                  {.name = "title", .unit = "1",
                   .doc = "What it is called in tables and pictures.",
                   .source = "identity"}),
            field(&R::openness,
                  {.name = "openness", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share o of research that others learn from.",
                   .source = "calibrated"}),
            field(&R::interface,
                  {.name = "interface", .unit = "1",
                   .doc = "Whether a model is sold behind a closed interface.",
                   .source = "identity"}),
            field(&R::release,
                  {.name = "release", .unit = "1",
                   .doc = "Whether weights are released.",
                   .source = "identity"}),
            field(&R::delay,
                  {.name = "delay", .unit = "yr", .legal = {0, 20}, .usual = {0, 2},
                   .doc = "Time between the interface and the release of the same model.",
                   .source = "calibrated"}),
            field(&R::premium_share,
                  {.name = "premium_share", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of what could be kept closed that is kept closed: the premium of an open core.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&R::premium_gain,
                  {.name = "premium_gain", .unit = "OOM", .legal = {0, 2}, .usual = {0, 0.3},
                   .doc = "Capability that the part kept closed adds to the interface, at a premium share of one.",
                   .source = "calibrated", .needs = "premium_share"}),
            field(&R::base_discount,
                  {.name = "base_discount", .unit = "OOM", .legal = {0, 2}, .usual = {0, 0.6},
                   .doc = "Capability that the released base lacks, at a premium share of one.",
                   .source = "calibrated", .needs = "premium_share"}),
            field(&R::conversion,
                  {.name = "conversion", .unit = "1", .legal = {0, 1}, .usual = {0, 0.3},
                   .doc = "Premium that organisations buy on top of a base, over their spending on it, at a premium share of one.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "premium_share"}),
            field(&R::services,
                  {.name = "services", .unit = "1", .legal = {0, 10}, .usual = {0, 4},
                   .doc = "Factor on the services sold around released weights.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "finance.service_share"}),
            field(&R::closed_descendants,
                  {.name = "closed_descendants", .unit = "1",
                   .doc = "Whether the licence lets models sold behind an interface be built on the weights.",
                   .source = "assumption", .effect = Effect::live, .needs = "training.lineage"}),
            field(&R::code,
                  {.name = "code", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of code released: what outsiders can inspect and change.",
                   .source = "assumption"}),
            field(&R::data,
                  {.name = "data", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of training data released.",
                   .source = "assumption"}),
            field(&R::modifiability,
                  {.name = "modifiability", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "How far users can adapt the model.",
                   .source = "assumption"}),
            field(&R::transparency,
                  {.name = "transparency", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "How far users can see what the model is and does with data.",
                   .source = "assumption"}),
            field(&R::monitoring,
                  {.name = "monitoring", .unit = "1",
                   .doc = "Whether the owner can watch and stop misuse.",
                   .source = "identity", .needs = "harm.safeguards"}),
            field(&R::chosen,
                  {.name = "chosen", .unit = "1",
                   .doc = "Whether firms consider it at a review.",
                   .source = "assumption", .needs = "review.reviews"}),
            field(&R::entrants,
                  {.name = "entrants", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Weight among the strategies that entrants start with.",
                   .source = "calibrated", .needs = "entry.rate"}),
        };
    }
};

}  // namespace enclosure
