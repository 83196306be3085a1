#include "sim/study/design.h"

#include <algorithm>
#include <cmath>

#include "sim/base/math.h"
#include "sim/base/paired.h"

namespace enclosure {

namespace {

// World by world, so that pairs are complete early.
std::vector<StudyRun> whole_worlds(std::size_t from, std::size_t to, std::size_t arms) {
    std::vector<StudyRun> runs;
    for (std::size_t world = from; world < to; ++world) {
        for (std::size_t arm = 0; arm < arms; ++arm) runs.push_back({world, arm});
    }
    return runs;
}

PairedStatistics pairs_of(std::span<const RunRecord> records, const StoppingRule& rule, std::size_t arms, std::size_t arm) {
    std::vector<double> baseline, treated;
    for (std::size_t first = 0; first + arms <= records.size(); first += arms) {
        baseline.push_back(value_of(records[first], rule.average, rule.metric));
        treated.push_back(value_of(records[first + arm], rule.average, rule.metric));
    }
    return paired_statistics(baseline, treated);
}

}  // namespace

Design fixed_worlds(std::size_t worlds, std::size_t arms) {
    return [=](std::span<const RunRecord> records) { return whole_worlds(records.size() / arms, worlds, arms); };
}

std::size_t next_look(const StoppingRule& rule, std::size_t worlds) {
    if (worlds < rule.first) return std::min(rule.first, rule.most);
    const std::size_t more = std::max<std::size_t>(worlds / 4, 1);
    return std::min((worlds + more + 4) / 5 * 5, rule.most);
}

double widest_half_width(std::span<const RunRecord> records, const StoppingRule& rule, std::size_t arms) {
    double widest = 0;
    for (std::size_t arm = 1; arm < arms; ++arm) {
        const PairedStatistics pairs = pairs_of(records, rule, arms, arm);
        const double half = (pairs.interval.high - pairs.interval.low) / 2;
        if (std::isnan(half)) return half;
        widest = std::max(widest, half);
    }
    return widest;
}

bool varied(std::span<const RunRecord> records, const StoppingRule& rule, std::size_t arms) {
    for (std::size_t arm = 1; arm < arms; ++arm) {
        if (pairs_of(records, rule, arms, arm).sd == 0) return false;
    }
    return true;
}

double unseen_share(std::size_t worlds) {
    return 1 - math::pow(0.05, 1 / static_cast<double>(worlds));
}

Design until_narrow(StoppingRule rule, std::size_t arms) {
    return [=](std::span<const RunRecord> records) -> std::vector<StudyRun> {
        const std::size_t worlds = records.size() / arms;
        if (worlds >= rule.most) return {};
        if (worlds >= rule.first && widest_half_width(records, rule, arms) <= rule.half_width) return {};
        return whole_worlds(worlds, next_look(rule, worlds), arms);
    };
}

}  // namespace enclosure
