// Reliability, harm, trust and law: turning a switch up moves its first indicator the way its equation says, off < default < more, as
// means over paired seeds.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

constexpr int harm_seeds = 3;
constexpr std::size_t harm_steps = 36;

Scenario world_of(std::int64_t seed) {
    Scenario s = baseline(seed);
    s.population.users = 6000;
    s.population.developers = 1000;
    // A law on evaluation meets models within the three years that the test runs, a law on data finds data that is released, incidents
    // are frequent enough to be counted, and perceived risk has room above.
    s.parameters.law.evaluation_threshold = 0.5;
    s.parameters.harm.breach_rate = 5;
    s.parameters.harm.misuse_rate = 100;
    s.parameters.harm.risk = 0.5;
    row(s.strategy, "open_weights").data = 0.5;
    return s;
}

// Mean of every indicator over the last two of three years and over the seeds.
using Means = std::map<std::string_view, double>;
template <class Change>
Means means(Change change) {
    std::map<std::string_view, std::array<double, 2>> sums;
    for (int seed = 1; seed <= harm_seeds; ++seed) {
        Scenario scenario = world_of(seed);
        change(scenario.parameters);
        Simulation simulation(std::move(scenario), {.threads = 2});
        for (std::size_t k = 0; k < harm_steps; ++k) {
            simulation.step();
            if (k < 12) continue;
            for (const Indicator& i : indicators()) {
                const double value = i.value(simulation.world());
                if (std::isnan(value)) continue;
                sums[i.name][0] += value;
                sums[i.name][1] += 1;
            }
        }
    }
    Means result;
    for (const auto& [name, sum] : sums) result[name] = sum[0] / sum[1];
    return result;
}

const Means& at_defaults() {
    static const Means values = means([](Parameters&) {});
    return values;
}

struct HarmDirection {
    const char* name;
    double& (*of)(Parameters&);
    double less;
    double more;
    const char* indicator;
    int sign;  // of the indicator's change when the parameter is turned up
};

constexpr HarmDirection harm_responses[] = {
    {"introduced", [](Parameters& p) -> double& { return p.defects.introduced; }, 0, 80, "exploits", +1},
    {"staff_discovery", [](Parameters& p) -> double& { return p.defects.staff_discovery; }, 0, 2, "exploits_closed", -1},
    {"eyes_discovery", [](Parameters& p) -> double& { return p.defects.eyes_discovery; }, 0, 4, "mean_defect_age_open", -1},
    {"attack_discovery", [](Parameters& p) -> double& { return p.defects.attack_discovery; }, 0, 0.2, "exploits_closed", +1},
    {"attack_visibility", [](Parameters& p) -> double& { return p.defects.attack_visibility; }, 0, 4, "exploits_open", +1},
    {"attack_known", [](Parameters& p) -> double& { return p.defects.attack_known; }, 0, 1, "exploits_open", +1},
    {"fix_rate", [](Parameters& p) -> double& { return p.defects.fix_rate; }, 0, 20, "exploits_open", -1},
    {"outage_rate", [](Parameters& p) -> double& { return p.defects.outage_rate; }, 0, 20, "outages", +1},
    {"outage_immaturity", [](Parameters& p) -> double& { return p.defects.outage_immaturity; }, 0, 4, "outages", +1},
    {"quality_effect", [](Parameters& p) -> double& { return p.defects.quality_effect; }, 0, 3, "outages_per_interface", -1},
    {"maturing", [](Parameters& p) -> double& { return p.maturing.rate; }, 0, 4, "reliability_closed", +1},
    {"testing", [](Parameters& p) -> double& { return p.maturing.testing; }, 0, 0.8, "reliability_young_closed", +1},
    {"release_coverage", [](Parameters& p) -> double& { return p.maturing.release_coverage; }, 0, 1, "reliability_young_open", +1},
    {"dispersion_start", [](Parameters& p) -> double& { return p.maturing.dispersion_start; }, 0, 1, "dispersion_closed", +1},
    {"dispersion_end", [](Parameters& p) -> double& { return p.maturing.dispersion_end; }, 0, 0.5, "dispersion_open", +1},
    {"misuse_rate", [](Parameters& p) -> double& { return p.harm.misuse_rate; }, 0, 300, "misuse_incidents", +1},
    {"misuse_slope", [](Parameters& p) -> double& { return p.harm.misuse_slope; }, 0, 0.5, "misuse_incidents", +1},
    {"other_means", [](Parameters& p) -> double& { return p.harm.other_means; }, 0, 0.9, "misuse_incidents", -1},
    {"safeguards", [](Parameters& p) -> double& { return p.harm.safeguards; }, 0, 0.98, "misuse_closed", -1},
    {"safety_effect", [](Parameters& p) -> double& { return p.harm.safety_effect; }, 0, 1, "misuse_closed", +1},
    {"safeguards_released", [](Parameters& p) -> double& { return p.harm.safeguards_released; }, 0, 1, "misuse_open", -1},
    {"open_ratio", [](Parameters& p) -> double& { return p.harm.open_ratio; }, 1, 5, "misuse_open", +1},
    {"unrecalled", [](Parameters& p) -> double& { return p.harm.unrecalled; }, 0, 1, "misuse_retired", +1},
    {"resilience_gain", [](Parameters& p) -> double& { return p.harm.resilience_gain; }, 0, 1, "misuse_incidents", -1},
    {"breach_rate", [](Parameters& p) -> double& { return p.harm.breach_rate; }, 0, 20, "breaches_closed", +1},
    {"breach_hosted", [](Parameters& p) -> double& { return p.harm.breach_hosted; }, 0, 1, "breaches_open", +1},
    {"breach_released", [](Parameters& p) -> double& { return p.harm.breach_released; }, 0, 1, "breaches_open", +1},
    {"incident_cost", [](Parameters& p) -> double& { return p.harm.incident_cost; }, 0, 1e7, "harm_cost", +1},
    {"risk", [](Parameters& p) -> double& { return p.harm.risk; }, 0, 1, "risk_open", +1},
    {"opinion_gain", [](Parameters& p) -> double& { return p.harm.opinion_gain; }, 0, 0.002, "opinion", -1},
    {"pressure_gain", [](Parameters& p) -> double& { return p.harm.pressure_gain; }, 0, 3, "regulation_pressure", +1},
    {"trust_audit", [](Parameters& p) -> double& { return p.trust.audit; }, 0, 0.5, "trust_open", +1},
    {"trust_safety", [](Parameters& p) -> double& { return p.trust.safety; }, 0, 0.3, "trust_closed", +1},
    {"trust_record", [](Parameters& p) -> double& { return p.trust.record; }, 0, 0.3, "trust_open", +1},
    {"trust_brand", [](Parameters& p) -> double& { return p.trust.brand; }, 0, 0.1, "trust_closed", +1},
    {"trust_loss", [](Parameters& p) -> double& { return p.trust.loss; }, 0, 0.01, "trust_open", -1},
    {"trust_outage_loss", [](Parameters& p) -> double& { return p.trust.outage_loss; }, 0, 0.02, "trust_closed", -1},
    {"compliance_cost", [](Parameters& p) -> double& { return p.law.compliance_cost; }, 0, 0.2, "legal_share_closed", +1},
};

// Laws are none by default: 0 < some < more.
constexpr HarmDirection laws[] = {
    {"liability_owner", [](Parameters& p) -> double& { return p.law.liability_owner; }, 0.3, 1, "legal_share_open", +1},
    {"liability_deployer", [](Parameters& p) -> double& { return p.law.liability_deployer; }, 0.3, 1, "legal_share_closed", +1},
    {"data_strictness", [](Parameters& p) -> double& { return p.law.data_strictness; }, 0.3, 1, "legal_share_open", +1},
    {"evaluation_against_misuse", [](Parameters& p) -> double& { return p.law.safety_evaluation; }, 0.4, 1, "misuse_closed", -1},
    {"evaluation_delays", [](Parameters& p) -> double& { return p.law.safety_evaluation; }, 0.4, 1, "closed_frontier", -1},
    {"privacy_rule", [](Parameters& p) -> double& { return p.law.privacy_rule; }, 0.4, 1, "breaches_closed", -1},
    {"disclosure", [](Parameters& p) -> double& { return p.law.disclosure; }, 0.4, 1, "trust_closed", +1},
};

std::string name_of(const testing::TestParamInfo<HarmDirection>& r) {
    return r.param.name;
}

double at(const HarmDirection& r, double value) {
    return means([&](Parameters& p) { r.of(p) = value; }).at(r.indicator);
}

class HarmResponse : public testing::TestWithParam<HarmDirection> {};
INSTANTIATE_TEST_SUITE_P(Switches, HarmResponse, testing::ValuesIn(harm_responses), name_of);

TEST_P(HarmResponse, IsMonotone) {
    const HarmDirection& r = GetParam();
    const double middle = at_defaults().at(r.indicator);
    EXPECT_GT(r.sign * (middle - at(r, r.less)), 0) << r.indicator << " at the default " << middle;
    EXPECT_GT(r.sign * (at(r, r.more) - middle), 0) << r.indicator << " at the default " << middle;
}

class LawResponse : public testing::TestWithParam<HarmDirection> {};
INSTANTIATE_TEST_SUITE_P(Laws, LawResponse, testing::ValuesIn(laws), name_of);

TEST_P(LawResponse, IsMonotone) {
    const HarmDirection& r = GetParam();
    const double none = at_defaults().at(r.indicator);
    const double some = at(r, r.less);
    EXPECT_GT(r.sign * (some - none), 0) << r.indicator << " without the law " << none;
    EXPECT_GT(r.sign * (at(r, r.more) - some), 0) << r.indicator << " at " << r.less << ": " << some;
}

}  // namespace
}  // namespace enclosure::test
