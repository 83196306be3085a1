// Explanations are of what was done: their terms sum to what the step used, to the bit, and what they say was chosen was.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "sim/phases/pipeline.h"
#include "sim/run/explain_choice.h"
#include "sim/run/explain_strategy.h"
#include "tests/phase.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

Scenario few_users(std::int64_t seed = 1) {
    Scenario s = small_baseline(seed);
    s.population.users = 4000;
    s.population.developers = 400;
    return s;
}

TEST(BeforePhase, SeesEveryPhaseOfTheStepInOrderAndChangesNothing) {
    const Scenario s = few_users();
    Simulation watched(s, {.threads = 1});
    Simulation plain(s, {.threads = 1});
    std::vector<std::string> seen;
    for (int k = 0; k < 2; ++k) {
        watched.step([&](std::string_view phase, const World& world) {
            EXPECT_EQ(world.step.index, static_cast<std::uint32_t>(k));
            seen.emplace_back(phase);
        });
        plain.step();
        EXPECT_EQ(watched.state_hash(), plain.state_hash());
    }
    std::vector<std::string> expected;
    for (int k = 0; k < 2; ++k) {
        for (const Phase& phase : pipeline()) expected.push_back(phase.facts.name);
    }
    EXPECT_EQ(seen, expected);
}

// Everything that an explanation claims about itself.
void check(const ChoiceExplanation& e) {
    double probability = e.none_probability;
    float best = e.none_total();
    std::uint8_t winner = choice_none;
    for (const ModelOption& m : e.models) {
        probability += m.probability;
        EXPECT_GE(m.probability, 0);
        // What is the same for the cell in double precision, what the user adds in single.
        double shared = 0;
        const auto add = [](auto& sum) { return [&sum](const auto&, auto value) { sum += value; }; };
        for_each_term(m.cell, add(shared));
        auto sum = static_cast<float>(shared + m.peers.not_the_cell);
        sum += static_cast<float>(m.peers.own_peers);
        for_each_term(m.taste, add(sum));
        for_each_term(m.move, add(sum));
        EXPECT_EQ(sum, m.utility());
        EXPECT_EQ(m.draw, e.nest_scale * (m.gumbel + e.nests[m.open ? 1 : 0].log_stable));
        if (m.utility() + m.draw > best) {
            best = m.utility() + m.draw;
            winner = m.slot;
        }
    }
    EXPECT_NEAR(probability, 1, 1e-12);
    EXPECT_NEAR(e.none_probability + e.nests[0].probability + e.nests[1].probability, 1, 1e-12);
    EXPECT_EQ(winner, e.drawn);
}

class ChoiceOnNetwork : public testing::TestWithParam<NetworkKind> {};
INSTANTIATE_TEST_SUITE_P(Kinds, ChoiceOnNetwork,
                         testing::Values(NetworkKind::none, NetworkKind::cells, NetworkKind::small_world, NetworkKind::scale_free));

TEST_P(ChoiceOnNetwork, IsTheOneThatWasMadeByTheTermsThatWereSummed) {
    Scenario s = few_users();
    s.parameters.network.kind = GetParam();
    s.parameters.leaks.hazard = 0.5;
    Simulation simulation(s, {.threads = 1});
    std::map<Turn, int> turns;
    int own_peers = 0;
    int leaked = 0;
    for (int k = 0; k < 40; ++k) {
        std::vector<ChoiceExplanation> explained;
        simulation.step([&](std::string_view phase, const World& world) {
            if (phase != "choose models") return;
            const CellUtility utility(world.market, world.cells, world.catalogue, world.firms, world.commons, world.rules,
                                      world.rules.parameters.adoption, world.rules.parameters.learning);
            const std::size_t slots = world.catalogue.size();
            for (std::size_t c = 0; c < world.cells.size(); ++c) {
                for (std::size_t m = 0; m < slots; ++m) {
                    if (!world.catalogue.live(m)) continue;
                    EXPECT_EQ(sum_of(utility.terms(c, m)), world.market.utility[c * slots + m]);
                }
            }
            for (std::size_t i = static_cast<std::size_t>(k); i < world.users.size(); i += 97)
                explained.push_back(explain_choice(world, i));
        });
        for (const ChoiceExplanation& e : explained) {
            check(e);
            EXPECT_EQ(simulation.world().users.choice[e.user], e.after) << "user " << e.user << " in step " << k;
            ++turns[e.turn.turn];
            for (const ModelOption& m : e.models) {
                own_peers += m.peers.own_peers != 0 ? 1 : 0;
                leaked += m.cell.leaked != 0 ? 1 : 0;
                EXPECT_EQ(m.cell.leaked != 0, m.leaked);
            }
        }
    }
    for (const Turn turn : {Turn::unaware, Turn::hears, Turn::keeps, Turn::reviews}) EXPECT_GT(turns[turn], 0);
    EXPECT_GT(leaked, 0);
    EXPECT_EQ(own_peers > 0, has_own_peers(s));
}

// Neighbours who all review are taken from their columns side by side; what they take is what the statement has each of them take.
TEST(Choice, OfNeighboursWhoAllReviewIsTheStatedOne) {
    for (const ChoiceDraws draws : {ChoiceDraws::keyed, ChoiceDraws::one_uniform}) {
        for (const NetworkKind kind : {NetworkKind::cells, NetworkKind::small_world}) {
            Scenario s = few_users();
            s.parameters.adoption.draws = draws;
            s.parameters.network.kind = kind;
            s.parameters.network.spread = 0.5;
            s.parameters.adoption.technical_advantage = 1;  // all are aware at the start
            for (Segment& g : s.segment) {
                g.review_hazard = 1e6;
                g.ceiling = 1;
                g.aware_start = 1;
            }
            Simulation simulation(s, {.threads = 1});
            for (int k = 0; k < 8; ++k) {
                std::vector<ChoiceExplanation> explained;
                simulation.step([&](std::string_view phase, const World& world) {
                    if (phase != "choose models") return;
                    for (std::size_t i = static_cast<std::size_t>(k); i < world.users.size(); i += 17)
                        explained.push_back(explain_choice(world, i));
                });
                std::int64_t reviewed = 0;
                for (const std::int64_t n : simulation.world().market.reviewed) reviewed += n;
                EXPECT_EQ(reviewed, static_cast<std::int64_t>(simulation.world().users.size())) << "somebody does not review";
                for (const ChoiceExplanation& e : explained) {
                    ASSERT_EQ(simulation.world().users.choice[e.user], e.after) << "user " << e.user << " in step " << k;
                    // Who chooses by one number draws for no model.
                    ASSERT_EQ(e.none_gumbel != 0, draws == ChoiceDraws::keyed);
                    for (const ModelOption& m : e.models) ASSERT_EQ(m.draw != 0, draws == ChoiceDraws::keyed);
                }
            }
        }
    }
}

TEST(Choice, OfWhoseModelEndedIsForcedAndExplained) {
    World world = tiny_world();
    world.step = step_at(world, 1);
    world.users.choice[5] = 0;
    world.catalogue.state[0] = Slot::ended;
    world.catalogue.successor[0] = choice_none;
    const ChoiceExplanation e = explain_choice(world, 5);
    EXPECT_EQ(e.turn.turn, Turn::forced);
    EXPECT_EQ(e.before, 0);
    EXPECT_EQ(e.models.size(), 1u);
    EXPECT_EQ(e.after, e.drawn);
    EXPECT_EQ(e.chooser.switching, 0);
    check(e);
}

TEST(Choice, OfWhoLiesAboveTheCeilingIsNone) {
    Scenario s = tiny_scenario();
    s.segment[0].ceiling = 0;
    World world = tiny_world(s);
    world.step = step_at(world, 1);
    run_phase(world, "score models", world.step);
    const ChoiceExplanation e = explain_choice(world, 0);
    EXPECT_EQ(e.turn.turn, Turn::out_of_reach);
    EXPECT_EQ(e.after, choice_unaware);
    check(e);
}

TEST(Strategy, ChosenIsTheOneThatWasExplainedAndSoIsThePayoff) {
    Simulation simulation(few_users(), {.threads = 1});
    int reviews = 0;
    int changes = 0;
    while (!simulation.done()) {
        std::vector<std::pair<std::size_t, StrategyExplanation>> explained;
        std::vector<std::uint32_t> counts;
        std::vector<std::size_t> due;
        simulation.step([&](std::string_view phase, const World& world) {
            if (phase == "review strategies") {
                counts = world.firms.reviews;
                for (std::size_t f = 0; f < world.firms.size(); ++f) {
                    if (!reviews_strategy(world, f)) continue;
                    due.push_back(f);
                    if (weighs_strategies(world.firms, f)) explained.emplace_back(f, explain_strategy(world, f));
                }
            }
            if (phase != "change as planned") return;
            for (std::size_t f = 0; f < counts.size(); ++f) {
                const bool was_due = std::find(due.begin(), due.end(), f) != due.end();
                EXPECT_EQ(world.firms.reviews[f], counts[f] + (was_due ? 1 : 0)) << "firm " << f;
            }
            for (const auto& [f, e] : explained) {
                const WeighedStrategy& won = e.options[e.chosen].weighed;
                EXPECT_EQ(world.firms.strategy[f], won.strategy);
                EXPECT_EQ(world.firms.expected_payoff[f], sum_of(won.payoff));
                EXPECT_EQ(world.firms.reviews[f], e.review);
                changes += e.options[e.chosen].title != e.before ? 1 : 0;
            }
        });
        for (const auto& [f, e] : explained) {
            ++reviews;
            double probability = 0;
            for (const StrategyOption& o : e.options) {
                const WeighedStrategy& w = o.weighed;
                probability += o.probability;
                EXPECT_EQ(
                    w.profit.interface + w.profit.hosting + w.profit.premium + w.profit.lead + w.profit.community + w.profit.liability,
                    sum_of(w.profit));
                EXPECT_EQ(w.value.profit + w.value.reach + w.value.complements, sum_of(w.value));
                EXPECT_EQ(w.payoff.value, sum_of(w.value) / w.budget);
                EXPECT_EQ(w.payoff.value + w.payoff.imitation + w.payoff.inertia, sum_of(w.payoff));
                EXPECT_EQ(w.total(), w.intensity * sum_of(w.payoff) + w.gumbel);
                EXPECT_LE(w.total(), e.options[e.chosen].weighed.total());
            }
            EXPECT_NEAR(probability, 1, 1e-12);
            // Every aware seat is somewhere: on a rival's model, on its own, or without one.
            const Prospect& own = e.options[e.chosen].weighed.prospect;
            double seats = own.interface_seats + own.open_seats + e.expected_none;
            for (const RivalModel& r : e.rivals) seats += r.expected_seats;
            EXPECT_NEAR(seats / e.aware_seats, 1, 1e-9);
        }
    }
    EXPECT_GT(reviews, 100);
    EXPECT_GT(changes, 3);
}

TEST(Strategy, ProbabilityIsTheFrequencyOverDraws) {
    World world = tiny_world();
    world.step = step_at(world, 1);
    score_models(world.market, world.cells, world.catalogue, world.firms, world.commons, world.rules, world.rules.parameters.adoption,
                 world.rules.parameters.learning, world.step);
    world.rules.parameters.review.intensity = 1;
    const std::size_t n = 20000;
    std::vector<double> count(3, 0.0);
    StrategyExplanation e;
    for (std::uint32_t k = 0; k < n; ++k) {
        world.firms.reviews[1] = k;  // the draws of another review, all else equal
        e = explain_strategy(world, 1);
        ASSERT_EQ(e.options.size(), 3u);
        ++count[e.chosen];
    }
    // Six standard deviations of a binomial: a false alarm has probability below 1e-8.
    for (std::size_t s = 0; s < 3; ++s) {
        const double p = e.options[s].probability;
        EXPECT_GT(p, 0.02) << "the world does not tell the options apart";
        EXPECT_NEAR(count[s] / n, p, 6 * std::sqrt(p * (1 - p) / n)) << s;
    }
}

TEST(Strategy, FirmsAreFoundByIdAndByLabel) {
    Scenario s = tiny_scenario();
    s.firm[1].title = "The free one";
    const World world = tiny_world(s);
    EXPECT_EQ(firm_named(world, "free"), 1u);
    EXPECT_EQ(firm_named(world, "The free one"), 1u);
    EXPECT_EQ(firm_named(world, "shut"), 0u);
    EXPECT_EQ(firm_named(world, "fre"), std::nullopt);
    EXPECT_EQ(firm_names(world), (std::vector<std::string>{"shut", "free"}));
}

}  // namespace
}  // namespace enclosure::test
