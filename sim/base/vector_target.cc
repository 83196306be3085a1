#include "sim/base/vector_target.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <hwy/highway.h>

#include <cstdint>
#include <stdexcept>

namespace enclosure {

namespace {

// Those in the program, in order of their bits: Highway gives better sets lower ones. Not SupportedAndGeneratedTargets(), which a forced
// set would reduce to itself.
std::int64_t usable() {
    static const std::int64_t all = hwy::SupportedTargets() & HWY_TARGETS;
    return all;
}

void choose(std::int64_t targets) {
    hwy::SetSupportedTargetsForTest(targets);
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
}

}  // namespace

std::vector<std::string> vector_targets() {
    std::vector<std::string> names;
    for (std::int64_t left = usable(); left != 0; left &= left - 1) names.emplace_back(hwy::TargetName(left & -left));
    return names;
}

std::string vector_target() {
    usable();
    const std::int64_t targets = hwy::SupportedTargets() & HWY_TARGETS;
    return hwy::TargetName(targets & -targets);
}

void force_vector_target(std::string_view name) {
    std::int64_t wanted = 0;
    for (std::int64_t left = usable(); left != 0; left &= left - 1) {
        if (name == hwy::TargetName(left & -left)) wanted = left & -left;
    }
    if (wanted == 0 && !name.empty()) {
        throw std::invalid_argument(
            fmt::format("no vector target {}; this program on this processor has {}", name, fmt::join(vector_targets(), ", ")));
    }
    choose(wanted);
}

}  // namespace enclosure
