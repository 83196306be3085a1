// What each switch of the community does to its first-order indicator, as means over paired seeds.
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include "tests/property/response.h"

namespace enclosure::test {
namespace {

// Over the last year of three and two seeds.
template <class Change>
double community_mean(std::string_view name, Change change) {
    return mean_over(Ensemble{.seeds = 2, .settling = 24, .users = 5000}, name, [&](Scenario& s) { change(s.parameters); });
}

struct CommunityResponse {
    const char* name;
    const char* indicator;
    void (*set)(Parameters&, double);
    std::vector<double> values;
    int sign;
};

class Turning : public testing::TestWithParam<CommunityResponse> {};

TEST_P(Turning, MovesItsIndicatorOneWay) {
    const CommunityResponse& r = GetParam();
    double before = NAN;
    for (const double value : r.values) {
        const double now = community_mean(r.indicator, [&](Parameters& p) { r.set(p, value); });
        ASSERT_FALSE(std::isnan(now)) << r.indicator << " at " << value;
        if (!std::isnan(before)) {
            EXPECT_GT(r.sign * (now - before), 0) << r.indicator << " at " << value << " is " << now << " after " << before;
        }
        before = now;
    }
}

const std::vector<CommunityResponse> community_responses{
    {"review", "community_effort", [](Parameters& p, double x) { p.community.review_hazard = x; }, {0, 0.3, 3}, +1},
    {"use_value", "developers_active", [](Parameters& p, double x) { p.community.use_value = x; }, {0, 2, 8}, +1},
    {"rivals", "developers_active", [](Parameters& p, double x) { p.community.rivals = x; }, {1, 3}, -1},
    {"reputation", "developers_active", [](Parameters& p, double x) { p.community.reputation = x; }, {0, 0.5, 2}, +1},
    {"pay", "unpaid_share", [](Parameters& p, double x) { p.community.pay = x; }, {0, 2, 6}, -1},
    {"openness", "developers_active", [](Parameters& p, double x) { p.community.openness = x; }, {0, 1, 3}, +1},
    {"peers", "developers_active", [](Parameters& p, double x) { p.community.peers = x; }, {0, 0.3, 1}, +1},
    {"collaboration",
     "developers_active",
     [](Parameters& p, double x) {
         p.community.collaboration = x;
         p.community.peers = 0;  // company keeps nearly everybody at work, near or far
     },
     {0, 0.5, 1},
     +1},
    {"paid_share", "unpaid_share", [](Parameters& p, double x) { p.community.paid_share = x; }, {0, 0.4, 0.8}, -1},
    {"turnover", "mean_skill", [](Parameters& p, double x) { p.community.turnover = x; }, {0, 0.1, 0.5}, -1},
    {"funding", "maintenance_effort", [](Parameters& p, double x) { p.community.funding = x; }, {0, 1e8, 1e10}, +1},
    {"hours", "improvement_open", [](Parameters& p, double x) { p.contribution.hours = x; }, {0, 100, 1000}, +1},
    {"productivity_spread",
     "top_developer_share",
     [](Parameters& p, double x) { p.contribution.productivity_spread = x; },
     {0, 1.4, 2.8},
     +1},
    {"gain", "improvement_open", [](Parameters& p, double x) { p.contribution.gain = x; }, {0, 0.2, 0.5}, +1},
    {"growth", "improvement_open", [](Parameters& p, double x) { p.contribution.growth = x; }, {0, 0.8, 1.6}, +1},
    {"upkeep", "maintenance_effort", [](Parameters& p, double x) { p.maintenance.upkeep = x; }, {0, 0.3, 0.6}, +1},
    {"funding_maintenance",
     "maintenance_effort",
     [](Parameters& p, double x) { p.maintenance.funding_maintenance = x; },
     {0, 0.1, 0.3},
     +1},
    {"funding_relief", "mean_fatigue", [](Parameters& p, double x) { p.maintenance.funding_relief = x; }, {0, 0.5, 1}, -1},
    {"fatigue", "mean_fatigue", [](Parameters& p, double x) { p.maintenance.fatigue_gain = x; }, {0, 0.5, 1}, +1},
    {"burnout", "burnouts", [](Parameters& p, double x) { p.maintenance.burnout_hazard = x; }, {0, 0.3, 0.9}, +1},
    {"skill", "mean_skill", [](Parameters& p, double x) { p.skill.gain = x; }, {0, 0.3, 1}, +1},
    {"reading", "mean_skill", [](Parameters& p, double x) { p.skill.reading = x; }, {0, 0.5, 1}, +1},
    {"forgetting", "mean_skill", [](Parameters& p, double x) { p.skill.decay = x; }, {0, 0.05, 0.5}, -1},
    {"derivatives", "derivatives", [](Parameters& p, double x) { p.derivatives.rate = x; }, {0, 100, 400}, +1},
};

INSTANTIATE_TEST_SUITE_P(Community, Turning, testing::ValuesIn(community_responses),
                         [](const testing::TestParamInfo<CommunityResponse>& p) { return std::string(p.param.name); });

}  // namespace
}  // namespace enclosure::test
