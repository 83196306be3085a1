// Skill: developers learn from code that can be inspected, and forget.
//   ds_i/dt = gain·lesson_i·(1 − s_i) − decay·s_i
//   lesson is the released share of the project's code; for one without a project, `reading` times the mean of that share over all use
// Source: MODEL section 4, community; rates are assumptions. Claims: O6 B10.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void grow_skill(Out<&Developers::skill> skill, In<&Developers::project> project, const Catalogue& catalogue, const Market& market,
                const Scenario& rules, const SkillParams& p, Step step);

}  // namespace enclosure
