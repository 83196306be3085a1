// Law: compliance, liability, data, safety evaluation, privacy, disclosure (phases/law.cc, evaluation.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct LawParams {
    double compliance_cost = 0.05;
    double liability_owner = 0;
    double liability_deployer = 0;
    double data_strictness = 0;
    double data_share = 0.05;
    double data_hidden = 0.2;
    double data_weights = 0.5;
    double data_claim = 2e6;
    double safety_evaluation = 0;
    double evaluation_threshold = 1.5;
    double evaluation_delay = 0.25;
    double evaluation_effect = 0.5;
    double evaluation_cost = 0.01;
    double privacy_rule = 0;
    double privacy_cost = 0.5;
    double disclosure = 0;

    static constexpr std::string_view section = "law";
    template <class P = LawParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::compliance_cost,
                  {.name = "compliance_cost", .unit = "1", .legal = {0, 1}, .usual = {0, 0.2},
                   .doc = "Cost of compliance over income at full regulation pressure.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "harm.pressure_gain"}),
            field(&P::liability_owner,
                  {.name = "liability_owner", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the cost of incidents that the maker of the model pays.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::liability_deployer,
                  {.name = "liability_deployer", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the cost of incidents that whoever runs the model pays: the vendor of an interface, the hosts of released weights.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::data_strictness,
                  {.name = "data_strictness", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "How far the law holds makers to the rights in their training data; 0 none.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::data_share,
                  {.name = "data_share", .unit = "1", .legal = {0, 1}, .usual = {0, 0.2},
                   .doc = "Cost over income of a maker all of whose training data is seen.",
                   .source = "assumption", .effect = Effect::live, .needs = "data_strictness"}),
            field(&P::data_hidden,
                  {.name = "data_hidden", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the training data's rights that claimants can enforce when they see no more than an interface.",
                   .source = "assumption", .effect = Effect::live, .needs = "data_strictness"}),
            field(&P::data_weights,
                  {.name = "data_weights", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "The same when weights are released.",
                   .source = "assumption", .effect = Effect::live, .needs = "data_strictness"}),
            field(&P::data_claim,
                  {.name = "data_claim", .unit = "USD/yr", .legal = {0, 1e12}, .usual = {1e5, 1e8},
                   .doc = "Cost of claims on a training set that is released whole, beyond those on income.",
                   .source = "assumption", .effect = Effect::live, .needs = "data_strictness"}),
            field(&P::safety_evaluation,
                  {.name = "safety_evaluation", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Depth of the safety evaluation that is mandatory before a release; 0 none.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::evaluation_threshold,
                  {.name = "evaluation_threshold", .unit = "OOM", .legal = {-5, 10}, .usual = {0.5, 3},
                   .doc = "Capability from which a release must be evaluated; 1.5 is about 1e25 operations.",
                   .source = "euaiact2024", .effect = Effect::live, .needs = "safety_evaluation"}),
            field(&P::evaluation_delay,
                  {.name = "evaluation_delay", .unit = "yr", .legal = {0, 5}, .usual = {0.05, 1},
                   .doc = "Time that a full evaluation takes.",
                   .source = "assumption", .effect = Effect::live, .needs = "safety_evaluation"}),
            field(&P::evaluation_effect,
                  {.name = "evaluation_effect", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of what a maker's effort on safety lacks that a full evaluation makes up.",
                   .source = "assumption", .effect = Effect::live, .needs = "safety_evaluation"}),
            field(&P::evaluation_cost,
                  {.name = "evaluation_cost", .unit = "1", .legal = {0, 1}, .usual = {0.001, 0.05},
                   .doc = "Cost of full evaluation over research spending.",
                   .source = "review", .effect = Effect::live, .needs = "safety_evaluation"}),
            field(&P::privacy_rule,
                  {.name = "privacy_rule", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "How far vendors must keep users' data on the users' premises, in proportion to how sensitive the data is; 0 not at all.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::privacy_cost,
                  {.name = "privacy_cost", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Utility of closed interfaces that a full rule costs the users with the most sensitive data.",
                   .source = "assumption", .effect = Effect::live, .needs = "privacy_rule"}),
            field(&P::disclosure,
                  {.name = "disclosure", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Transparency that closed models must have.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
