#include "sim/indicators/community_measures.h"

#include <algorithm>
#include <functional>
#include <limits>
#include <numeric>
#include <vector>

#include "sim/indicators/measures.h"
#include "sim/base/math.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

// Share of the sum that the largest `count` values have.
template <class T>
double share_of_largest(std::vector<T> values, std::size_t count) {
    count = std::min(count, values.size());
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count), values.end(), std::greater<>());
    const auto edge = values.begin() + static_cast<std::ptrdiff_t>(count);
    const double top = std::accumulate(values.begin(), edge, 0.0);
    return ratio(top, top + std::accumulate(edge, values.end(), 0.0));
}

}  // namespace

double attention_top_share(const World& world) {
    const Catalogue& c = world.catalogue;
    const Derivatives& derivatives = world.derivatives;
    std::vector<double> attention(c.size(), 0.0);
    for (std::size_t i = 0; i < derivatives.size(); ++i) attention[derivatives.base[i].at()] += derivatives.attention[i];
    std::vector<double> use;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m) || c.open[m] == 0) continue;
        use.push_back(world.market.slot_seats[m] * (attention[m] > 0 ? 1 - world.rules.parameters.derivatives.use_share : 1.0));
    }
    for (std::size_t i = 0; i < derivatives.size(); ++i) {
        const std::size_t m = derivatives.base[i].at();
        use.push_back(world.market.slot_seats[m] * world.rules.parameters.derivatives.use_share * derivatives.attention[i] / attention[m]);
    }
    const auto models = use.size() + static_cast<std::size_t>(world.commons.derivatives_dropped);
    return share_of_largest(std::move(use), (models + 99) / 100);
}

double attention_tail_index(const World& world) {
    std::vector<double> attention = world.derivatives.attention;
    const std::size_t tail = std::max<std::size_t>(attention.size() / 20, 20);
    if (attention.size() <= tail) return undefined;
    std::nth_element(attention.begin(), attention.begin() + static_cast<std::ptrdiff_t>(tail), attention.end(), std::greater<>());
    double sum = 0;
    for (std::size_t k = 0; k < tail; ++k) sum += math::log(attention[k] / attention[tail]);
    return ratio(static_cast<double>(tail), sum);
}

double top_developer_share(const World& world) {
    return share_of_largest(world.developers.given, (world.developers.size() + 19) / 20);
}

double unpaid_share(const World& world) {
    const Developers& d = world.developers;
    double contributors = 0;
    double unpaid = 0;
    for (std::size_t i = 0; i < d.size(); ++i) {
        if (!d.project[i]) continue;
        contributors += 1;
        if (!(d.employer[i] && world.catalogue.owner[d.project[i].at()] == d.employer[i])) unpaid += 1;
    }
    return ratio(unpaid, contributors);
}

double region_effort(const World& world, std::size_t region) {
    const Developers& d = world.developers;
    double effort = 0;
    for (std::size_t i = 0; i < d.size(); ++i) effort += d.region[i] == region ? static_cast<double>(d.effort[i]) : 0.0;
    return ratio(effort, static_cast<double>(d.size()));
}

double region_skill(const World& world, std::size_t region) {
    const Developers& d = world.developers;
    double skill = 0;
    double n = 0;
    for (std::size_t i = 0; i < d.size(); ++i) {
        if (d.region[i] != region) continue;
        skill += static_cast<double>(d.skill[i]);
        n += 1;
    }
    return ratio(skill, n);
}

double domain_gap(const World& world) {
    const Catalogue& c = world.catalogue;
    const std::size_t domains = world.rules.domain.size();
    std::vector<double> best(domains, -std::numeric_limits<double>::infinity());
    bool any = false;
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m)) continue;
        any = true;
        for (std::size_t d = 0; d < domains; ++d) best[d] = std::max(best[d], c.score[m] + c.gain[m] + c.offset[m * domains + d]);
    }
    return any ? *std::max_element(best.begin(), best.end()) - *std::min_element(best.begin(), best.end()) : undefined;
}

double region_gap(const World& world) {
    const Catalogue& c = world.catalogue;
    constexpr double none = -std::numeric_limits<double>::infinity();
    std::vector<double> best(world.rules.region.size(), none);
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (!c.live(m) || !c.owner[m]) continue;
        double& of_region = best[world.firms.region[c.owner[m].at()]];
        of_region = std::max(of_region, c.score[m] + c.gain[m]);
    }
    best.erase(std::remove(best.begin(), best.end(), none), best.end());
    return best.size() < 2 ? undefined : *std::max_element(best.begin(), best.end()) - *std::min_element(best.begin(), best.end());
}

double improvement_open(const World& world) {
    const Catalogue& c = world.catalogue;
    const double now = world.step.t + world.step.dt;
    double sum = 0;
    double n = 0;
    for (std::size_t m = 0; m < c.size(); ++m) {
        const double age = now - c.release_time[m];
        if (!c.live(m) || c.open[m] == 0 || age < 0.25) continue;
        sum += (c.gain[m] - c.gain_at_release[m]) / age;
        n += 1;
    }
    return ratio(sum, n);
}

double maintenance_effort(const World& world) {
    return std::accumulate(world.catalogue.maintenance.begin(), world.catalogue.maintenance.end(), 0.0);
}

}  // namespace enclosure
