// Directions in which users respond: means over paired seeds, small worlds.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr std::int64_t user_seeds = 6;

double segment_value(const World& world, const std::string& segment, const std::string& name) {
    for (std::size_t g = 0; g < world.rules.segment.size(); ++g) {
        if (world.rules.segment[g].id != segment) continue;
        for (const MemberIndicator& i : segment_indicators()) {
            if (i.name == name) return i.value(world, g);
        }
    }
    throw std::invalid_argument("no " + name + " of " + segment);
}

double world_value(const World& world, const std::string& name) {
    const Indicator* found = find_indicator(name);
    if (found == nullptr) throw std::invalid_argument("no indicator " + name);
    return found->value(world);
}

// t of the paired differences treated − control, means over steps 25 to 36.
double paired_t(const std::function<void(Scenario&)>& control, const std::function<void(Scenario&)>& treated,
                const std::function<double(const World&)>& value) {
    std::vector<double> d;
    for (std::int64_t seed = 1; seed <= user_seeds; ++seed) {
        double mean[2] = {0, 0};
        for (const bool is_treated : {false, true}) {
            Scenario s = small_baseline(seed);
            s.population.users = 10000;
            s.population.developers = 500;
            (is_treated ? treated : control)(s);
            Simulation simulation(s, {.threads = 1});
            for (int k = 0; k < 36; ++k) {
                simulation.step();
                if (k >= 24) mean[is_treated ? 1 : 0] += value(simulation.world()) / 12;
            }
        }
        d.push_back(mean[1] - mean[0]);
    }
    double m = 0;
    double v = 0;
    for (const double x : d) m += x / static_cast<double>(d.size());
    for (const double x : d) v += (x - m) * (x - m) / static_cast<double>(d.size() - 1);
    return m / std::sqrt(v / static_cast<double>(d.size()));
}

// With five degrees of freedom t is above this by chance with probability .02; the seeds are fixed.
constexpr double enough = 2.76;

TEST(UsersRespond, SupportHoldsOpenUsers) {
    const auto effect = [](double x) { return [x](Scenario& s) { s.parameters.learning.support_effect = x; }; };
    EXPECT_GT(paired_t(effect(0), effect(2), [](const World& w) { return segment_value(w, "enterprise", "open_share"); }), enough);
}

TEST(UsersRespond, TailoringKeepsOrganisationsClosed) {
    const auto tailoring = [](double x) { return [x](Scenario& s) { s.parameters.adoption.vendor_tailoring = x; }; };
    // At one, the usual maximum, the effect is within the noise of so few seeds.
    EXPECT_LT(paired_t(tailoring(0), tailoring(4), [](const World& w) { return segment_value(w, "enterprise", "open_share"); }), -enough);
}

TEST(UsersRespond, SwitchingCostsHoldThem) {
    const auto weight = [](double x) { return [x](Scenario& s) { s.parameters.adoption.switching_weight = x; }; };
    EXPECT_LT(paired_t(weight(0.5), weight(1.5), [](const World& w) { return segment_value(w, "enterprise", "switching_rate"); }), -enough);
    const auto locked = [](const World& w) {
        return static_cast<double>(w.market.locked[2]) / static_cast<double>(std::max<std::int64_t>(w.market.reviewed[2], 1));
    };
    EXPECT_GT(paired_t(weight(0.5), weight(1.5), locked), enough);
}

TEST(UsersRespond, RegionalAwarenessLiftsAdoption) {
    const auto awareness = [](double x) { return [x](Scenario& s) { row(s.region, "europe").awareness = x; }; };
    EXPECT_GT(paired_t(awareness(0.5), awareness(2), [](const World& w) { return world_value(w, "aware"); }), enough);
}

TEST(UsersRespond, OrganisationsOfManyWorkloadsUseMoreModels) {
    const auto workloads = [](double x) { return [x](Scenario& s) { row(s.segment, "enterprise").workloads = x; }; };
    EXPECT_GT(
        paired_t(workloads(1), workloads(3.5), [](const World& w) { return segment_value(w, "enterprise", "models_per_organisation"); }),
        enough);
}

TEST(UsersRespond, PeersConcentrateTheMarket) {
    for (const NetworkKind kind : {NetworkKind::cells, NetworkKind::small_world, NetworkKind::scale_free}) {
        SCOPED_TRACE(std::string(names_of(kind)[static_cast<std::size_t>(kind)]));
        const auto weight = [kind](double x) {
            return [kind, x](Scenario& s) {
                s.parameters.network.kind = kind;
                s.parameters.adoption.peer_weight = x;
            };
        };
        EXPECT_GT(paired_t(weight(0), weight(3), [](const World& w) { return segment_value(w, "consumer", "hhi"); }), enough);
    }
}

TEST(UsersRespond, ACommunityForClosedModelsHoldsTheirUsers) {
    const auto community = [](double x) {
        return [x](Scenario& s) {
            s.parameters.learning.closed_integration = 1;  // where integration is a burden, help shows
            s.parameters.learning.vendor_support = 0;
            s.parameters.learning.closed_community = x;
        };
    };
    EXPECT_LT(paired_t(community(0), community(3), [](const World& w) { return segment_value(w, "enterprise", "open_share"); }), -enough);
}

}  // namespace
}  // namespace enclosure::test
