// The shipped policies and shocks: each asks a question, pulls levers that there are, within their ranges and the baseline's years.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/policy/lever.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/paths.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_in(const std::string& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(ENCLOSURE_SOURCE_DIR) / "scenarios" / folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<fs::path> all_files() {
    std::vector<fs::path> files = files_in("policies");
    for (const fs::path& shock : files_in("shocks")) files.push_back(shock);
    return files;
}

Node read(const fs::path& file) {
    Report report;
    const std::optional<Node> node = parse_toml_file(file, file.filename().string(), {}, report);
    if (!node) throw std::invalid_argument(file.string() + " is no TOML");
    return *node;
}

std::vector<Node> events_of(const Node& file) {
    const Node* events = file.find("event");
    return events == nullptr ? std::vector<Node>{} : events->items;
}

double number_of(const Node& node) {
    return node.kind == Kind::integer ? static_cast<double>(node.integer) : node.real;
}

class PolicyFile : public testing::TestWithParam<fs::path> {
  protected:
    const Scenario scenario = baseline();
    const Node file = read(GetParam());
};
INSTANTIATE_TEST_SUITE_P(Shipped, PolicyFile, testing::ValuesIn(all_files()), [](const testing::TestParamInfo<fs::path>& p) {
    return p.param.parent_path().filename().string() + "_" + p.param.stem().string();
});

TEST_P(PolicyFile, SaysWhatItIsAndAsksAQuestion) {
    const std::set<std::string> known{"schema_version", "id", "title", "question", "event"};
    for (const Member& member : file.members) EXPECT_EQ(known.count(member.key), 1U) << member.key;
    for (const char* key : {"schema_version", "id", "title", "question"}) ASSERT_NE(file.find(key), nullptr) << key;
    EXPECT_EQ(file.find("schema_version")->integer, scenario_schema_version);
    EXPECT_EQ(file.find("id")->text, GetParam().stem().string());
    EXPECT_FALSE(file.find("title")->text.empty());
    const std::string& question = file.find("question")->text;
    EXPECT_EQ(question.find('\n'), std::string::npos);
    ASSERT_FALSE(question.empty());
    EXPECT_EQ(question.back(), '?');
}

TEST_P(PolicyFile, PullsLeversWithinTheirRanges) {
    for (const Node& event : events_of(file)) {
        const Node* name = event.find("lever");
        if (name == nullptr) {
            ASSERT_NE(event.find("target"), nullptr);
            const Facts* facts = find_facts(scenario, event.find("target")->text);
            ASSERT_NE(facts, nullptr) << event.find("target")->text;
            EXPECT_EQ(facts->effect, Effect::live);
            EXPECT_TRUE(facts->legal.holds(number_of(*event.find("value"))));
            continue;
        }
        const Lever* lever = find_lever(name->text);
        ASSERT_NE(lever, nullptr) << name->text;
        EXPECT_EQ(lever->kind == LeverKind::shock, GetParam().parent_path().filename() == "shocks") << name->text;
        ASSERT_NE(event.find("strength"), nullptr);
        const double strength = number_of(*event.find("strength"));
        EXPECT_GT(strength, 0);
        EXPECT_TRUE(lever->usual.holds(strength)) << strength;
    }
}

TEST_P(PolicyFile, HasDatesWithinTheBaseline) {
    for (const Node& event : events_of(file)) {
        EXPECT_NE(event.find("at") != nullptr, event.find("from") != nullptr) << "at or from, not both";
        for (const char* key : {"at", "from", "until"}) {
            const Node* date = event.find(key);
            if (date == nullptr) continue;
            EXPECT_EQ(date->kind, Kind::date);
            EXPECT_GE(date->date, scenario.time.start);
            EXPECT_LT(date->date, scenario.time.end);
        }
        if (event.find("until") == nullptr) continue;
        ASSERT_NE(event.find("from"), nullptr);
        EXPECT_GT(event.find("until")->date, event.find("from")->date);
    }
}

TEST_P(PolicyFile, NamesRegionsThatThereAreAndOnlyWhereALeverHasThem) {
    for (const Node& event : events_of(file)) {
        const Node* regions = event.find("regions");
        if (regions == nullptr) continue;
        for (const Node& region : regions->items) {
            EXPECT_TRUE(std::any_of(scenario.region.begin(), scenario.region.end(), [&](const Region& r) { return r.id == region.text; }))
                << region.text;
        }
        const Lever* lever = find_lever(event.find("lever")->text);
        ASSERT_NE(lever, nullptr);
        for (const LeverChange& change : lever->changes) EXPECT_EQ(change.target.substr(0, 9), "region.*.") << lever->name;
    }
}

// As a user lays a file on a small baseline.
LoadedScenario laid_on(const std::vector<fs::path>& files) {
    const std::vector<Override> few{{"population.users", "1000"}, {"population.developers", "100"}};
    return load_scenario("lib:baseline", few, files);
}

// State hashes of the run without a policy.
const std::vector<std::uint64_t>& without_policy() {
    static const std::vector<std::uint64_t> all = [] {
        const Scenario scenario = laid_on({}).scenario;
        return hashes(scenario, step_count(scenario.time));
    }();
    return all;
}

std::optional<Date> first_date(const PolicyRow& policy) {
    std::optional<Date> first;
    for (const Event& event : policy.event) {
        const Date begin = event.at ? *event.at : *event.from;
        first = first ? std::min(*first, begin) : begin;
    }
    return first;
}

TEST_P(PolicyFile, IsLoadedAsOnePolicy) {
    const Scenario without = laid_on({}).scenario;
    const Scenario with = laid_on({GetParam()}).scenario;
    ASSERT_EQ(with.policy.size() + with.shock.size(), without.policy.size() + without.shock.size() + 1);
    EXPECT_EQ(with.policy.back().id, GetParam().stem().string());
}

TEST_P(PolicyFile, IsNoPolicyAtStrengthZero) {
    Scenario with = laid_on({GetParam()}).scenario;
    for (Event& event : with.policy.back().event) event.strength = 0;
    Simulation run(with, {.threads = 1});
    const Date end = date_after(first_date(with.policy.back()).value_or(with.time.start), 1);
    while (!run.done() && run.date() < end) {
        run.step();
        ASSERT_EQ(run.state_hash(), without_policy()[run.steps_made() - 1]) << "step " << run.steps_made();
    }
}

TEST_P(PolicyFile, ChangesTheRunFromItsFirstDateOnAndNotBefore) {
    Scenario with = laid_on({GetParam()}).scenario;
    // A few agents may never meet the condition of a policy that waits for one.
    for (Event& event : with.policy.back().event) {
        if (!event.when.empty()) event.when = "adoption >= 0";
    }
    const std::optional<Date> first = first_date(with.policy.back());
    Simulation run(with, {.threads = 1, .audit = true});
    bool differs = false;
    while (!run.done() && !differs) {
        const Date date = run.date();
        ASSERT_NO_THROW(run.step());
        differs = run.state_hash() != without_policy()[run.steps_made() - 1];
        ASSERT_FALSE(differs && (!first || date < *first)) << to_string(date);
    }
    EXPECT_EQ(differs, first.has_value()) << "a file with events does something, one without does nothing";
    for (int k = 0; k < 12 && !run.done(); ++k) ASSERT_NO_THROW(run.step());
}

TEST(PolicyFiles, AreAtLeastTwentyAndSixShocks) {
    EXPECT_GE(files_in("policies").size(), 20U);
    EXPECT_GE(files_in("shocks").size(), 6U);
}

// The command line names them by these alone.
TEST(PolicyFiles, HaveNamesOfTheirOwn) {
    std::set<std::string> names;
    for (const fs::path& path : all_files()) EXPECT_TRUE(names.insert(path.stem().string()).second) << path;
}

TEST(PolicyFiles, LeaveNoLeverUntried) {
    std::set<std::string> used;
    for (const fs::path& path : all_files()) {
        for (const Node& event : events_of(read(path))) {
            if (const Node* lever = event.find("lever")) used.insert(lever->text);
        }
    }
    for (const Lever& lever : levers()) EXPECT_EQ(used.count(std::string(lever.name)), 1U) << lever.name;
}

}  // namespace
}  // namespace enclosure::test
