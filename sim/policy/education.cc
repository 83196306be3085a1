#include "sim/policy/education.h"

#include <algorithm>

#include "sim/base/math.h"

namespace enclosure {

void educate(Out<&Developers::skill> skill, In<&Developers::region> region, Ledger& ledger, const Market& market, const Cells& cells,
             const Scenario& rules, const GovernmentParams& p, Step step) {
    StepVector<double> taught(step.memory());
    taught.reserve(rules.region.size());
    bool any = false;
    for (const Region& r : rules.region) {
        taught.push_back(math::fires(r.education, step.dt));
        any = any || r.education > 0;
    }
    if (!any) return;
    step.threads->for_blocks(skill.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            const double s = skill[i];
            skill[i] = static_cast<float>(std::clamp(s + taught[region[i]] * (1 - s), 0.0, 1.0));
        }
    });
    double reached = 0;
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const auto beyond = (1 - rules.segment[cells.segment[c]].ceiling) * static_cast<double>(cells.users(c));
        reached += taught[cells.region[c]] * cells.seats[c] * std::max(static_cast<double>(market.unaware[c]) - beyond, 0.0);
    }
    ledger.book(Ledger::public_purse, Ledger::suppliers, p.education_cost * reached, Flow::education);
}

}  // namespace enclosure
