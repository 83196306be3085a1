// Directions that the equations fix, as means over paired seeds: with common random numbers few seeds show them.
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "tests/property/response.h"

namespace enclosure::test {
namespace {

// Over the last two of three years and five seeds.
template <class Change>
double mean_of(std::string_view name, Change change) {
    return mean_over(Ensemble{}, name, change);
}

// Following closed models through their interfaces is what keeps released weights near them.
TEST(Response, DistillationClosesTheGap) {
    const double without = mean_of("gap_oom", [](Scenario& s) { s.parameters.imitation.distillation = 0; });
    const double with = mean_of("gap_oom", [](Scenario& s) { s.parameters.imitation.distillation = 18; });
    EXPECT_LT(with, without - 0.05);
}

TEST(Response, DearerServingLowersAdoptionAndRaisesPrices) {
    const auto cost = [](double factor) { return [factor](Scenario& s) { s.parameters.cost.reference_cost *= factor; }; };
    EXPECT_LT(mean_of("adoption", cost(4)), 0.98 * mean_of("adoption", cost(1)));
    EXPECT_GT(mean_of("flagship_price", cost(4)), 2 * mean_of("flagship_price", cost(1)));
}

TEST(Response, ContagionRaisesAwareness) {
    const auto contagion = [](double factor) {
        return [factor](Scenario& s) {
            for (Segment& g : s.segment) g.contagion *= factor;
        };
    };
    EXPECT_GT(mean_of("aware", contagion(1.5)), 1.05 * mean_of("aware", contagion(0.5)));
}

TEST(Response, FrictionKeepsUsersFromReleasedWeights) {
    const auto friction = [](double more) {
        return [more](Scenario& s) {
            for (Segment& g : s.segment) {
                g.open_friction_start += more;
                g.open_friction_end += more;
            }
        };
    };
    EXPECT_LT(mean_of("open_share_users", friction(1)), 0.8 * mean_of("open_share_users", friction(0)));
}

TEST(Response, MisuseFollowsItsRate) {
    const auto rate = [](double factor) { return [factor](Scenario& s) { s.parameters.harm.misuse_rate *= factor; }; };
    const double low = mean_of("misuse_incidents", rate(1));
    EXPECT_GT(low, 0);
    EXPECT_GT(mean_of("misuse_incidents", rate(3)), 2 * low);
}

}  // namespace
}  // namespace enclosure::test
