#include "sim/policy/impulse.h"

#include <array>

#include "sim/policy/lever.h"

namespace enclosure {

namespace {

using D = DisruptionParams;
using P = PublicState;

constexpr std::array impulse_table{
    Impulse{"disruption.vendor_failure", &D::vendor_failure, &P::vendor_failure_struck},
    Impulse{"disruption.capability_leap", &D::capability_leap, &P::capability_leap_struck},
    Impulse{"disruption.major_incident", &D::major_incident, &P::major_incident_struck},
    Impulse{"disruption.weights_leak", &D::weights_leak, &P::weights_leak_struck},
};

}  // namespace

std::span<const Impulse> impulses() {
    return impulse_table;
}

const Impulse* find_impulse(std::string_view path) {
    const auto* const found =
        std::find_if(impulse_table.begin(), impulse_table.end(), [&](const Impulse& impulse) { return impulse.path == path; });
    return found == impulse_table.end() ? nullptr : found;
}

bool is_impulse(const Lever& lever) {
    return std::any_of(lever.changes.begin(), lever.changes.end(),
                       [](const LeverChange& change) { return find_impulse(change.target) != nullptr; });
}

}  // namespace enclosure
