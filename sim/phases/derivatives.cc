#include "sim/phases/derivatives.h"

#include <algorithm>
#include <numeric>
#include <span>

#include "sim/base/distributions.h"
#include "sim/base/hash.h"
#include "sim/base/math.h"
#include "sim/base/race.h"
#include "sim/phases/contribution.h"

namespace enclosure {

namespace {

// Keeps the rows that `keep` names, in order.
void keep_rows(Derivatives& derivatives, std::span<const std::uint8_t> keep) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < keep.size(); ++i) {
        if (keep[i] == 0) continue;
        std::apply([&](const auto&... c) { (((derivatives.*c.member)[kept] = (derivatives.*c.member)[i]), ...); }, Derivatives::columns());
        ++kept;
    }
    std::apply([&](const auto&... c) { ((derivatives.*c.member).resize(kept), ...); }, Derivatives::columns());
}

void drop_least_attended(Derivatives& derivatives, std::size_t excess, Step step) {
    StepVector<std::size_t> order(derivatives.size(), step.memory());
    std::iota(order.begin(), order.end(), std::size_t{0});
    // Of equals the latest goes.
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(excess), order.end(), [&](std::size_t a, std::size_t b) {
        if (derivatives.attention[a] != derivatives.attention[b]) return derivatives.attention[a] < derivatives.attention[b];
        return a > b;
    });
    StepVector<std::uint8_t> keep(derivatives.size(), 1, step.memory());
    for (std::size_t k = 0; k < excess; ++k) keep[order[k]] = 0;
    keep_rows(derivatives, keep);
}

}  // namespace

void make_derivatives(Derivatives& derivatives, PublicState& commons, const Catalogue& catalogue, const Scenario& rules,
                      const DerivativeParams& p, const ContributionParams& contribution, const CommunityParams& community,
                      const MaintenanceParams& maintenance, Step step) {
    StepVector<std::uint8_t> keep(derivatives.size(), step.memory());
    for (std::size_t i = 0; i < derivatives.size(); ++i) keep[i] = catalogue.live(derivatives.base[i].at()) ? 1 : 0;
    keep_rows(derivatives, keep);
    if (p.rate <= 0) return;

    StepVector<double> count(catalogue.size(), 0.0, step.memory());
    for (const Id<Catalogue> base : derivatives.base) count[base.at()] += 1;
    Runners bases(step.memory());
    StepVector<std::size_t> base_slot(step.memory());
    bases.reserve(catalogue.size());
    base_slot.reserve(catalogue.size());
    double effort = 0;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m) || catalogue.open[m] == 0) continue;
        const double modifiability = rules.strategy[catalogue.strategy[m]].modifiability;
        effort += catalogue.effort[m] * modifiability;
        bases.add(static_cast<std::uint32_t>(catalogue.serial[m] >> 32), modifiability * math::pow(1 + count[m], p.attachment_exponent));
        base_slot.push_back(m);
    }
    Runners domains(step.memory());
    domains.reserve(rules.domain.size());
    for (std::size_t d = 0; d < rules.domain.size(); ++d) {
        domains.add(static_cast<std::uint32_t>(serial_of(rules.domain[d].id)), commons.domain_effort[d]);
    }
    const double made = effort * creation_share(community, maintenance) * pool_growth(contribution, step.t);
    const std::int64_t arrivals =
        poisson(p.rate * made * step.dt, step.seed, Purpose::derivative_arrival, serial_of("derivatives"), step.index);
    const auto capacity = static_cast<std::int64_t>(p.capacity);
    const std::int64_t taken = std::min(arrivals, capacity);

    // Attention is kept relative to a common multiplier until the step's end.
    double multiplier = 1;
    for (std::int64_t k = 0; k < taken; ++k) {
        const std::int64_t before = commons.derivatives_made + k;
        const std::uint64_t serial = combine(serial_of("derivative"), static_cast<std::uint64_t>(before));
        if (before > 0) multiplier *= 1 + (1 - p.novelty) / static_cast<double>(before);
        const std::size_t base = bases.first(step.seed, Purpose::derivative_base, serial, 0);
        const std::size_t domain = domains.first(step.seed, Purpose::derivative_domain, serial, 0);
        if (base == bases.size() || domain == domains.size()) continue;
        const std::size_t m = base_slot[base];
        count[m] += 1;
        bases.set_weight(base, rules.strategy[catalogue.strategy[m]].modifiability * math::pow(1 + count[m], p.attachment_exponent));
        derivatives.serial.push_back(serial);
        derivatives.base.push_back(Id<Catalogue>(m));
        derivatives.base_serial.push_back(catalogue.serial[m]);
        derivatives.domain.push_back(static_cast<std::uint8_t>(domain));
        derivatives.born.push_back(step.t);
        derivatives.attention.push_back(1 / multiplier);
    }
    for (double& attention : derivatives.attention) attention *= multiplier;
    commons.derivatives_made += arrivals;
    commons.derivatives_dropped += arrivals - taken;
    const auto full = static_cast<std::size_t>(capacity);
    if (derivatives.size() > full) {
        commons.derivatives_dropped += static_cast<std::int64_t>(derivatives.size() - full);
        drop_least_attended(derivatives, derivatives.size() - full, step);
    }
}

}  // namespace enclosure
