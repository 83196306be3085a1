// The audit of common random numbers: a difference between two runs of one world is caused by what differs between them, and by nothing
// else. causality_test.cc holds single events and rows to it, by state hashes; here whole comparisons are, by every indicator of every
// step.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/compare/comparison.h"
#include "sim/base/calendar.h"
#include "sim/base/draws.h"
#include "sim/base/hash.h"
#include "sim/phases/release.h"
#include "sim/scenario/paths.h"
#include "sim/study/execute.h"
#include "sim/study/paired_paths.h"
#include "sim/world/stored.h"
#include "tests/phase.h"
#include "tests/property/switched.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// Four years of few agents: firms enter and fail, models come and go.
Scenario small_world(std::int64_t seed = 1) {
    Scenario s = smallest_baseline(seed);
    s.time.end = *parse_date("2027-01-01");
    return s;
}

Event event_on(const std::string& target, Operation op, double value, const char* date) {
    Event event;
    event.target = target;
    event.op = op;
    event.value = value;
    event.at = parse_date(date);
    return event;
}

Scenario with_policy(Scenario s, std::vector<Event> events) {
    PolicyRow policy;
    policy.id = "tested";
    policy.event = std::move(events);
    s.policy.push_back(std::move(policy));
    return s;
}

bool same(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

// The run's course, every metric at every step.
RunPath course(const Scenario& scenario, std::int64_t seed) {
    return measure_run(scenario, seed, {}, metrics_of(scenario), [] { return true; }).path;
}

// First step at which a metric differs; the number of steps if none does.
std::size_t first_parting(const RunPath& a, const RunPath& b, std::size_t metrics) {
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
        if (!same(a[i], b[i])) return i / metrics;
    }
    return a.size() / metrics;
}

TEST(CommonRandomNumbers, IdenticalPoliciesDifferByExactlyNothing) {
    const Scenario base = small_world();
    const Scenario treated = with_policy(base, {event_on("finance.opex_share", Operation::add, 0.1, "2024-01-01")});
    const std::vector<Scenario> arms{treated, treated, base, base};
    const std::vector<Metric> metrics = metrics_of(base);
    PairedPaths paths(step_count(base.time), metrics.size(), arms.size());
    const Executed done =
        execute(fixed_worlds(3, arms.size()), arms, metrics, {.threads = 2}, [&](const MeasuredRun& run) { paths.add(run); });
    const Comparison c = compare_arms(metrics, {"treated", "again", "base", "base (2)"}, done.records, base.seed);
    std::size_t moved = 0;
    for (std::size_t m = 0; m < metrics.size(); ++m) {
        for (const Average average : averages) {
            const PairedStatistics& pairs = c.at(1, average, m).pairs;
            if (pairs.n == 0) continue;
            EXPECT_EQ(pairs.difference, 0) << metric_path(metrics[m]);
            if (pairs.n == 1) continue;
            EXPECT_EQ(pairs.sd, 0) << metric_path(metrics[m]);
            EXPECT_EQ(pairs.interval.low, 0) << metric_path(metrics[m]);
            EXPECT_EQ(c.at(1, average, m).bootstrap.high == 0 || pairs.n < 5, true) << metric_path(metrics[m]);
            EXPECT_EQ(c.at(1, average, m).verdict, EffectVerdict::none) << metric_path(metrics[m]);
            moved += c.at(2, average, m).pairs.difference != 0 ? 1 : 0;
        }
        for (std::size_t step = 0; step < paths.steps(); ++step) {
            ASSERT_TRUE(paths.difference_count(1, step, m) == 0 || paths.difference_mean(1, step, m) == 0) << metric_path(metrics[m]);
            ASSERT_TRUE(same(paths.mean(2, step, m), paths.mean(3, step, m))) << metric_path(metrics[m]);
        }
    }
    EXPECT_GT(moved, metrics.size()) << "the policy hardly moves anything: nothing was tested";
}

TEST(CommonRandomNumbers, NoIndicatorMovesBeforeAPolicyStarts) {
    const Scenario base = small_world();
    const Scenario treated = with_policy(base, {event_on("finance.opex_share", Operation::add, 0.1, "2025-03-01"),
                                                event_on("prices.markup_max", Operation::multiply, 0.7, "2025-03-01")});
    const std::size_t metrics = metrics_of(base).size();
    for (const std::int64_t seed : {1, 5, 9})
        EXPECT_EQ(first_parting(course(base, seed), course(treated, seed), metrics), 26U) << "seed " << seed;
}

TEST(CommonRandomNumbers, ALeverThatNothingReadsChangesNothing) {
    const Scenario base = small_world();
    const RunPath without = course(base, 3);
    const std::size_t metrics = metrics_of(base).size();
    // Every parameter of a mechanism that the baseline has switched off, if an event may change it.
    std::size_t tried = 0;
    for (const Parameter& off : switches()) {
        if (!is_everywhere(base, off.name, off.facts->off)) continue;
        for (const std::string& name : dependants(off.name)) {
            const Parameter* p = find_parameter(all_parameters(), name);
            if (p->facts->effect != Effect::live || enclosure::find_parameter(base, name) == nullptr) continue;
            const Scenario treated = with_policy(base, {event_on(name, Operation::set, on_value(*p->facts), "2023-06-01")});
            EXPECT_EQ(first_parting(without, course(treated, 3), metrics), without.size() / metrics) << name;
            ++tried;
        }
    }
    EXPECT_GT(tried, 0U) << "the baseline has no mechanism switched off: nothing was tested";
}

// What a user is and starts with. The weight of the price is left out: it is divided by the segment's mean, which one record more moves.
void expect_same_user(const World& a, std::size_t i, const World& b, std::size_t j) {
    for_each_column<Users>([&](const auto& c) {
        if (c.facts.name == "price") return;
        const auto& x = a.users.*c.member;
        const auto& y = b.users.*c.member;
        const std::size_t wide = x.size() / a.users.size();
        for (std::size_t k = 0; k < wide; ++k) ASSERT_TRUE(x[i * wide + k] == y[j * wide + k]) << c.facts.name << " of user " << i;
    });
}

TEST(CommonRandomNumbers, AnAgentMoreInACellLeavesTheOthersAsTheyWere) {
    const Scenario few = small_world();
    Scenario many = few;
    many.population.users += 40;
    const World a = set_up(few, one_thread());
    const World b = set_up(many, one_thread());
    ASSERT_EQ(a.cells.size(), b.cells.size());
    std::size_t longer = 0;
    for (std::size_t c = 0; c < a.cells.size(); ++c) {
        const std::size_t n = std::min(a.cells.users(c), b.cells.users(c));
        longer += b.cells.users(c) > a.cells.users(c) ? 1 : 0;
        for (std::size_t k = 0; k < n; ++k) expect_same_user(a, a.cells.begin[c] + k, b, b.cells.begin[c] + k);
    }
    EXPECT_GT(longer, 0U);
}

// Every column of that part with as many values in `few` as it has rows; tables by a row and something else are longer.
void expect_rows_stay(std::string_view table, std::size_t rows, const World& few, const World& many) {
    for_each_stored_pair(few, many, [&](std::string_view part, const ColumnFacts& facts, const auto& x, const auto& y) {
        if constexpr (!std::is_arithmetic_v<std::remove_cvref_t<decltype(x)>>) {
            if (part != table || x.size() != rows) return;
            EXPECT_TRUE(std::equal(x.begin(), x.end(), y.begin())) << facts.name;
        }
    });
}

TEST(CommonRandomNumbers, ADeveloperMoreLeavesTheOthersAsTheyWere) {
    const Scenario few = small_world();
    Scenario many = few;
    many.population.developers += 1;
    const World a = set_up(few, one_thread());
    const World b = set_up(many, one_thread());
    ASSERT_EQ(b.developers.size(), a.developers.size() + 1);
    expect_rows_stay("developers", a.developers.size(), a, b);
}

FirmRow newcomer(double start) {
    FirmRow firm;
    firm.id = "newcomer";
    firm.region = "europe";
    firm.strategy = "open_core";
    firm.start = start;
    firm.cash = 5e9;
    firm.research = 1e9;
    firm.aspiration = 1;
    firm.interface_capability = 3;
    firm.release_capability = 3;
    firm.brand = {2, {}};
    return firm;
}

TEST(CommonRandomNumbers, AFirmMoreLeavesEveryFirmsScheduleAndTraitsAsTheyWere) {
    const Scenario few = small_world();
    Scenario many = few;
    many.firm.push_back(newcomer(3));
    const World a = set_up(few, one_thread());
    const World b = set_up(many, one_thread());
    ASSERT_EQ(b.firms.size(), a.firms.size() + 1);
    expect_rows_stay("firms", a.firms.size(), a, b);
}

// Serial of the model that a user takes; 0 for none, 1 if he does not know of models.
std::uint64_t model_of(const World& w, std::size_t user) {
    const std::uint8_t slot = w.users.choice[user];
    return slot == choice_none ? 0 : slot == choice_unaware ? 1 : w.catalogue.serial[slot];
}

// The world with a firm more, which sells an interface and releases weights from this moment on. Users like them, and there is nothing in
// them that rivals could imitate or build on, which would be a cause of other models than they release without it.
World with_newcomer(World w) {
    const FirmRow row = newcomer(0);
    NewFirm firm{.serial = serial_of(row.id), .label = row.id, .region = 2, .strategy = 0, .brand = {}};
    while (w.rules.strategy.at(firm.strategy).id != row.strategy) ++firm.strategy;
    firm.brand.assign(w.rules.segment.size(), 2);
    const std::size_t f = add_firm(w.firms, firm, w.rules.parameters.prices);
    w.firms.start[f] = w.step.t;
    w.firms.cash[f] = row.cash;
    w.firms.refresh_interval[f] = w.firms.run_interval[f] = 100;
    w.firms.next_release[f] = w.firms.next_run[f] = w.step.t + 100;
    const ReleaseMarket market{w.firms, w.catalogue, w.commons, w.rules};
    const Offer offer{.score = 3, .capability = -1, .time = w.step.t, .strategy = w.firms.strategy[f]};
    for (const OfferKind kind : {OfferKind::interface, OfferKind::release}) {
        if (!place_model(market, f, kind, offer)) throw std::invalid_argument("the catalogue is full");
    }
    return w;
}

// Slot by serial of what is on offer.
std::map<std::uint64_t, std::size_t> on_offer(const World& w) {
    std::map<std::uint64_t, std::size_t> slots;
    for (std::size_t m = 0; m < w.catalogue.size(); ++m) {
        if (w.catalogue.state[m] != Slot::empty) slots.emplace(w.catalogue.serial[m], m);
    }
    return slots;
}

// A step of a world with and without the newcomer, up to the choice of users, all phases before it made.
struct BeforeChoice {
    World without;
    World with;
};

// Causes of other options, not of another worth of the same ones: a rival is reason for a firm under review to follow another strategy, and
// what released weights let out is knowledge for who trains in the step. Both change what firms release before users choose.
const std::vector<std::string> other_options{"review strategies", "advance knowledge"};

World before_choice(const World& w, std::size_t made) {
    Simulation simulation(w, made, {.threads = 2, .leave_out = other_options});
    World found;
    simulation.step([&](std::string_view phase, const World& now) {
        if (phase == "choose models") found = now;
    });
    found.step.threads = &one_thread();
    return found;
}

// Columns of the catalogue by which the old options differ.
std::set<std::string> differing_columns(const BeforeChoice& step) {
    std::set<std::string> names;
    const auto with = on_offer(step.with);
    for (const auto& option : on_offer(step.without)) {
        const std::size_t m = option.second;
        const std::size_t there = with.at(option.first);
        for_each_column<Catalogue>([&](const auto& c) {
            const auto& a = step.without.catalogue.*c.member;
            const auto& b = step.with.catalogue.*c.member;
            const std::size_t wide = a.size() / step.without.catalogue.size();
            for (std::size_t k = 0; k < wide; ++k) {
                if (!(a[m * wide + k] == b[there * wide + k])) names.insert(std::string(c.facts.name));
            }
        });
    }
    return names;
}

// The world with the newcomer, but the old options as they are without him in those columns, and scored again by what users expected
// without him: the quality that they compare with follows the best model, so a better one makes them harder to please.
World without_answers(const BeforeChoice& step, const std::set<std::string>& answers) {
    World world = step.with;
    const auto with = on_offer(world);
    for (const auto& option : on_offer(step.without)) {
        const std::size_t m = option.second;
        const std::size_t there = with.at(option.first);
        for_each_column<Catalogue>([&](const auto& c) {
            if (answers.count(std::string(c.facts.name)) == 0) return;
            const auto& from = step.without.catalogue.*c.member;
            auto& to = world.catalogue.*c.member;
            const std::size_t wide = from.size() / step.without.catalogue.size();
            for (std::size_t k = 0; k < wide; ++k) to[there * wide + k] = from[m * wide + k];
        });
    }
    world.commons.expected_quality = step.without.commons.expected_quality;
    run_phase(world, "score models", world.step);
    return world;
}

// A newcomer is a cause of more in the step in which he comes, before users choose. So the step is made whole, but for the two phases
// above; what of an old option may have answered him is named, all else must be the same to the bit. With these answers taken back, no user
// may go from one old option to another; with them, at most one in ten thousand does, as they are what developers do within one step.
TEST(CommonRandomNumbers, ANewOptionMovesUsersOnlyToItselfInTheStepInWhichItAppears) {
    const std::set<std::string> answers{
        "contributors",  "effort",  "maintenance",  // developers go to the newcomer's weights
        "gain",          "offset",                  // and improve those that they leave by less
        "known_defects", "defects", "reliability", "dispersion",
    };
    std::set<std::string> answered_so_far;
    std::size_t moved = 0;
    for (const std::int64_t seed : {1, 2, 3}) {
        Simulation run(small_baseline(seed), {.threads = 2});
        for (const std::size_t k : {14U, 26U}) {
            SCOPED_TRACE("seed " + std::to_string(seed) + ", step " + std::to_string(k));
            while (run.steps_made() < k) run.step();
            World start = run.world();
            start.step = next_step(start.scenario, k, one_thread());
            BeforeChoice step{before_choice(start, k), before_choice(with_newcomer(start), k)};
            for (const auto& [serial, m] : on_offer(step.without)) ASSERT_EQ(on_offer(step.with).count(serial), 1U) << "slot " << m;
            ASSERT_EQ(on_offer(step.with).size(), on_offer(step.without).size() + 2) << "the newcomer's, and no others";
            for (const std::string& column : differing_columns(step)) {
                EXPECT_EQ(answers.count(column), 1U) << column;
                answered_so_far.insert(column);
            }
            const auto choices = [&](const World& before) {
                World after = before;
                run_phase(after, "choose models", after.step);
                std::vector<std::uint64_t> models;
                for (std::size_t i = 0; i < after.users.size(); ++i) models.push_back(model_of(after, i));
                return models;
            };
            const std::size_t f = start.firms.size();
            const std::set<std::uint64_t> his{step.with.catalogue.serial[step.with.firms.interface[f].at()],
                                              step.with.catalogue.serial[step.with.firms.released[f].at()]};
            const std::vector<std::uint64_t> without = choices(step.without);
            const std::vector<std::uint64_t> with = choices(without_answers(step, answers));
            const std::vector<std::uint64_t> with_answers = choices(step.with);
            std::size_t moved_by_answers = 0;
            for (std::size_t i = 0; i < with.size(); ++i) {
                if (his.count(with[i]) > 0) {
                    ++moved;
                } else {
                    ASSERT_EQ(with[i], without[i]) << "user " << i;
                }
                moved_by_answers += with_answers[i] != with[i] ? 1 : 0;
            }
            EXPECT_LE(moved_by_answers, with.size() / 10000);
        }
    }
    EXPECT_EQ(answered_so_far, answers) << "what never answers need not be named";
    EXPECT_GT(moved, 100U);
}

// A purpose is a part of the counter, not a place in a row of generators: all 256 have their own numbers, those in use and those to come.
TEST(CommonRandomNumbers, EveryPurposeHasItsOwnDraws) {
    std::set<std::uint64_t> first;
    for (int purpose = 0; purpose < 256; ++purpose) first.insert(Draws(1, static_cast<Purpose>(purpose), 77, 12, 3).bits());
    EXPECT_EQ(first.size(), 256U);
    // Numbers that were given out; one that changed would shift every result that was published.
    EXPECT_EQ(static_cast<int>(Purpose::user_choice), 5);
    EXPECT_EQ(static_cast<int>(Purpose::firm_release), 21);
    EXPECT_EQ(static_cast<int>(Purpose::derivative_domain), 62);
}

}  // namespace
}  // namespace enclosure::test
