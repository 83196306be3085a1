// The probabilities of an explained choice are the frequencies of the choices that the draws make of the same terms.
#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "sim/run/explain_choice.h"
#include "sim/run/set_up.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Two closed and two open models for one cell of users; who knows of them has the first.
World four_models(double lambda) {
    Scenario s = tiny_scenario();
    s.firm.push_back(s.firm[0]);
    s.firm.back().id = "shut_too";
    s.firm.back().interface_capability = 0.8;
    s.firm.push_back(s.firm[1]);
    s.firm.back().id = "free_too";
    s.firm.back().release_capability = 0.7;
    s.parameters.adoption.nest_scale = lambda;
    s.segment[0].outside = 0.5;
    World world = tiny_world(s);
    world.step = step_at(world, 1);
    score_models(world.market, world.cells, world.catalogue, world.firms, world.commons, world.rules, world.rules.parameters.adoption,
                 world.rules.parameters.learning, world.step);
    world.users.choice[0] = 0;
    return world;
}

class ExplainedChoice : public testing::TestWithParam<double> {};
INSTANTIATE_TEST_SUITE_P(Scales, ExplainedChoice, testing::Values(1.0, 0.6, 0.35),
                         [](const auto& p) { return "x" + std::to_string(std::lround(100 * p.param)); });

TEST_P(ExplainedChoice, ProbabilitiesAreFrequenciesOverSeeds) {
    World world = four_models(GetParam());
    constexpr std::size_t n = 40000;
    const std::vector<ModelOption> models = explain_choice(world, 0).models;
    ASSERT_EQ(models.size(), 4u);
    std::vector<double> count(5, 0.0);
    std::vector<double> p;
    for (const ModelOption& m : models) p.push_back(m.probability);
    p.push_back(explain_choice(world, 0).none_probability);
    for (std::uint64_t seed = 1; seed <= n; ++seed) {
        world.step.seed = seed;
        const ChoiceExplanation e = explain_choice(world, 0);
        std::size_t k = 0;
        while (k < 4 && e.models[k].slot != e.drawn) ++k;
        ++count[k];
        ASSERT_EQ(e.models[0].utility(), models[0].utility()) << "the terms must not depend on the seed";
    }
    double chi = 0;
    for (std::size_t k = 0; k < 5; ++k) {
        EXPECT_GT(n * p[k], 20) << k;
        chi += (count[k] - n * p[k]) * (count[k] - n * p[k]) / (n * p[k]);
    }
    // Upper tail of chi-square with 4 degrees of freedom is e^(-x/2)(1 + x/2): 1e-6 at 33.4.
    EXPECT_LT(chi, 33.4);
    // Control: the law of one utility a little off is refused.
    const double shift = 0.1 * p[0];
    const double off = (count[0] - n * (p[0] - shift)) * (count[0] - n * (p[0] - shift)) / (n * (p[0] - shift));
    EXPECT_GT(off, 33.4);
}

}  // namespace
}  // namespace enclosure::test
