#include "sim/phases/employment.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

void shift_tasks(Welfare& welfare, const Market& market, const Cells& cells, const PublicState& commons, const Scenario& rules,
                 const LabourParams& p, Step step) {
    const std::size_t regions = rules.region.size();
    StepVector<double> all(welfare.displaced.size(), 0.0, step.memory());
    StepVector<double> using_models(welfare.displaced.size(), 0.0, step.memory());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const std::size_t i = cells.segment[c] * regions + cells.region[c];
        const auto users = static_cast<std::int64_t>(cells.users(c));
        all[i] += static_cast<double>(users);
        using_models[i] += static_cast<double>(users - market.unaware[c] - market.undecided[c]);
    }
    const double quality = std::max(commons.expected_quality, 0.0);
    const double reach = quality / (quality + p.capability_half);
    const double displacing = math::fires(1 / p.displacement_lag, step.dt);
    const double creating = math::fires(1 / p.creation_lag, step.dt);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i] <= 0) continue;
        const double target = p.displaced * rules.segment[i / regions].exposure * using_models[i] / all[i] * reach;
        const double lost = welfare.displaced[i];
        welfare.displaced[i] += (target - lost) * displacing;
        welfare.created[i] += (p.created * lost - welfare.created[i]) * creating;
    }
}

}  // namespace enclosure
