#include "sim/phases/skill.h"

#include <algorithm>

namespace enclosure {

void grow_skill(Out<&Developers::skill> skill, In<&Developers::project> project, const Catalogue& catalogue, const Market& market,
                const Scenario& rules, const SkillParams& p, Step step) {
    StepVector<double> lesson(catalogue.size(), 0.0, step.memory());
    double read = 0;
    double use = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m)) continue;
        lesson[m] = catalogue.open[m] != 0 ? rules.strategy[catalogue.strategy[m]].code : 0.0;
        read += lesson[m] * market.slot_seats[m];
        use += market.slot_seats[m];
    }
    const double reading = use > 0 ? p.reading * read / use : 0.0;
    step.threads->for_blocks(project.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            const double s = skill[i];
            const double growth = p.gain * (project[i] ? lesson[project[i].at()] : reading) * (1 - s);
            skill[i] = static_cast<float>(std::clamp(s + step.dt * (growth - p.decay * s), 0.0, 1.0));
        }
    });
}

}  // namespace enclosure
