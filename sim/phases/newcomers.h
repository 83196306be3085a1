// Newcomers: developers leave for good, with hazard `turnover`, and a beginner takes the place: other region, field and motives, no
// project, no employer. Serial = hash(predecessor's serial, generation), so that nobody else's draws shift.
//   productivity = exp(s·z − s²/2), z normal, s = productivity_spread: mean 1
// Sources: assumption; Hoffmann, Nagle and Zhou 2024 (most is given by few). Claims: O3 O6.
#pragma once

#include "sim/base/race.h"
#include "sim/phases/phase.h"

namespace enclosure {

/// Where developers come from: regions and fields race by their shares of developers.
struct Origins {
    explicit Origins(const Scenario& rules, std::pmr::memory_resource* memory = std::pmr::get_default_resource());

    Runners regions, domains;
};

/// Puts a developer with that serial into row i: traits drawn, experienced ones with some skill.
void seat_developer(Developers& developers, std::size_t i, std::uint64_t serial, std::uint64_t seed, const Origins& origins,
                    const Scenario& rules);

/// Replaces those who leave.
void replace_developers(Developers& developers, const Scenario& rules, const CommunityParams& p, const SkillParams& skill, Step step);

}  // namespace enclosure
