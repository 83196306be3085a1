#include "sim/phases/leaks.h"

#include <algorithm>

#include "sim/base/draws.h"
#include "sim/base/hash.h"
#include "sim/base/math.h"
#include "sim/phases/knowledge.h"
#include "sim/phases/release.h"
#include "sim/world/users.h"

namespace enclosure {

namespace {

std::uint64_t copy_serial(std::uint64_t model) {
    return combine(model, serial_of("leak"));
}

bool is_out(const Catalogue& c, std::uint64_t model) {
    const std::uint64_t copy = copy_serial(model);
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (c.live(m) && c.serial[m] == copy) return true;
    }
    return false;
}

void copy_weights(Catalogue& c, std::size_t from, std::size_t to, std::size_t domains, double base_trust) {
    for_each_column<Catalogue>([&](const auto& column) {
        auto& values = c.*column.member;
        const std::size_t width = column.facts.width == Width::domains ? domains : 1;
        for (std::size_t d = 0; d < width; ++d) values[to * width + d] = values[from * width + d];
    });
    c.serial[to] = copy_serial(c.serial[from]);
    c.parent[to] = c.serial[from];
    c.owner[to] = {};
    c.open[to] = 1;
    c.leaked[to] = 1;
    c.successor[to] = choice_none;
    c.ends[to] = 0;
    c.gain[to] = c.effort[to] = c.contributors[to] = 0;
    c.trust[to] = base_trust;
}

}  // namespace

double leak_hazard(const Firms& firms, std::size_t f, const LeakParams& p) {
    const double care = std::clamp(0.5 * (firms.quality_assurance[f] + firms.safety[f]), 0.0, 1.0);
    return p.hazard * (1 - p.security * care);
}

void let_out(std::size_t f, Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
             Step step) {
    const LeakParams& p = rules.parameters.leaks;
    const std::size_t m = firms.interface[f].at();
    if (is_out(catalogue, catalogue.serial[m])) return;
    double research = 0;
    for (std::size_t any = 0; any < firms.size(); ++any) {
        if (firms.active(any, step.t)) research += effective_research(firms, any, rules);
    }
    ++commons.leaks;
    const double lost = p.lead_share * std::max(firms.lead[f], 0.0);
    firms.lead[f] -= lost;
    const double weight = research > 0 ? effective_research(firms, f, rules) / research : 0.0;
    // As other leaks: a part reaches every region, the rest stays at home (knowledge.h).
    const double coupling = rules.parameters.knowledge.region_coupling;
    for (std::size_t r = 0; r < commons.knowledge.size(); ++r) {
        commons.knowledge[r] += weight * lost * (r == firms.region[f] ? 1.0 : coupling);
    }
    if (const Id<Catalogue> slot = free_slot(catalogue))
        copy_weights(catalogue, m, slot.at(), rules.domain.size(), rules.parameters.trust.base);
    chronicle.note(step.t, "leak", firms.label[f], "loses the weights of its closed model");
}

void leak_weights(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Scenario& rules,
                  const LeakParams& p, Step step) {
    if (p.hazard <= 0) return;
    for (std::size_t f = 0; f < firms.size(); ++f) {
        if (!firms.active(f, step.t) || !firms.interface[f]) continue;
        const double fires = math::fires(leak_hazard(firms, f, p), step.dt);
        const std::uint64_t model = catalogue.serial[firms.interface[f].at()];
        if (Draws(step.seed, Purpose::weights_leak, model, step.index).uniform() >= fires) continue;
        let_out(f, firms, catalogue, commons, chronicle, rules, step);
    }
}

}  // namespace enclosure
