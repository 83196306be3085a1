// Skill of developers (phases/skill.cc, newcomers.cc).
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct SkillParams {
    double gain = 0.5;
    double reading = 0.2;
    double decay = 0.05;
    double beginner = 0.15;

    static constexpr std::string_view section = "skill";
    template <class P = SkillParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::gain,
                  {.name = "gain", .unit = "1/yr", .legal = {0, 10}, .usual = {0.1, 1},
                   .doc = "Growth of skill by work on code that can be inspected.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::reading,
                  {.name = "reading", .unit = "1", .legal = {0, 1}, .usual = {0, 0.5},
                   .doc = "Growth of skill of a developer without a project, who learns from the code in use, relative to one at work.",
                   .source = "assumption", .effect = Effect::live, .off = 0, .needs = "gain"}),
            field(&P::decay,
                  {.name = "decay", .unit = "1/yr", .legal = {0, 5}, .usual = {0, 0.2},
                   .doc = "Decay of skill, at work or not.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::beginner,
                  {.name = "beginner", .unit = "1", .legal = {0, 1}, .usual = {0, 0.4},
                   .doc = "Skill of a newcomer.",
                   .source = "assumption", .effect = Effect::live, .needs = "community.turnover"}),
        };
    }
};

}  // namespace enclosure
