// Study files: what they mean, and what is said of those that make no sense.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "sim/scenario/file_kind.h"
#include "sim/study/plan.h"
#include "sim/study/study_rules.h"
#include "tests/small_study.h"

namespace enclosure::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::vector<RunKey> keys_of(const Study& study) {
    const TemporaryFolder folder;
    const Plan plan = plan_of(study, RecordIndex(folder.path));
    std::vector<RunKey> keys;
    for (const PlannedRun& run : plan.runs) keys.push_back(key_of(study, plan, run));
    return keys;
}

TEST(StudyFile, IsAScenarioWithFactorsArmsAndMetrics) {
    const Study study = study_from(small_grid);
    EXPECT_EQ(study.id, "small");
    EXPECT_EQ(study.points(), 6u);
    ASSERT_EQ(study.arms.size(), 2u);
    EXPECT_EQ(study.arms[1].scenario.policy.size(), study.arms[0].scenario.policy.size() + 1);
    EXPECT_EQ(study.arms[0].scenario.population.users, 1000);
    EXPECT_EQ(study.measures.columns.size(), 2u);
    EXPECT_EQ(std::vector<double>(study.values.begin(), study.values.begin() + 4), (std::vector<double>{0.5, 4, 0.5, 10}));
    EXPECT_EQ(runs_at_first(study), 24u);
}

// The texts of the folder say all: opened again, from anywhere, it is the same study with the same runs.
TEST(StudyFile, IsAFunctionOfItsTexts) {
    const Study study = study_from(small_grid);
    const Study again = study_of(study.texts, "somewhere");
    EXPECT_EQ(again.texts, study.texts);
    EXPECT_EQ(keys_of(again), keys_of(study));
}

TEST(StudyFile, KeysSayTheStudyOnlyKeys) {
    std::vector<std::string> described;
    for_each_field<StudyKeys>([&](const auto& f) { described.emplace_back(f.facts.name); });
    EXPECT_EQ(described, std::vector<std::string>(study_only_keys.begin(), study_only_keys.end()));
}

TEST(StudyFile, EveryMistakeIsSaidAtOnce) {
    const std::string said = mistakes_in(small_world + R"([[factor]]
id = "a"
path = "prices.adjustmnt"
min = 1
max = 2
[[factor]]
id = "b"
path = "prices.adjustment"
min = 1
max = 1e99
[[factor]]
id = "c"
path = "time.step"
min = "1 USD"
max = "1 month"
[[arm]]
id = "x"
policies = ["public_compute_100"]
[design]
kind = "sobl"
[[metric]]
id = "hi"
[[metric]]
id = "hhi"
aggregate = "time_to"
[replicate]
)");
    EXPECT_THAT(said, HasSubstr("did you mean prices.adjustment?"));
    EXPECT_THAT(said, HasSubstr("factor.b.max = 1e99 is outside"));
    EXPECT_THAT(said, HasSubstr("factor.c.min"));
    EXPECT_THAT(said, HasSubstr("public_compute_100k"));
    EXPECT_THAT(said, HasSubstr("sobol"));
    EXPECT_THAT(said, HasSubstr("names no indicator; did you mean hhi?"));
    EXPECT_THAT(said, HasSubstr("threshold is missing"));
    EXPECT_THAT(said, HasSubstr("unknown key replicate; did you mean replicates?"));
}

TEST(StudyFile, DesignsThatMakeNoSenseAreRefused) {
    const std::string factor = "[[factor]]\nid = \"a\"\npath = \"prices.adjustment\"\nmin = 1\nmax = 2\n";
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + factor), HasSubstr("no [design]"));
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + "[design]\nkind = \"grid\"\n"), HasSubstr("no [[factor]] to vary"));
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + factor + "[design]\nkind = \"sobol\"\n"), HasSubstr("points is missing"));
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + factor + "[design]\nkind = \"list\"\nrows = []\n"),
                HasSubstr("there are no points"));
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + factor + "[design]\nkind = \"list\"\nrows = [[1, 2]]\n"),
                HasSubstr("2 values for 1 factors"));
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + factor + "[design]\nfactors = [\"b\"]\n"), HasSubstr("names no factor"));
    EXPECT_THAT(mistakes_in(small_world + factor + "[design]\n"), HasSubstr("measures nothing"));
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + factor + "[design]\nkind = \"sobol\"\nscramble = \"none\"\npoints = 4\n"),
                Not(HasSubstr("value")));
}

// Each of these once gave a wrong result, or a study that could not be merged.
TEST(StudyFile, WhatWouldGoWrongLaterIsRefusedAtOnce) {
    const auto factor = [](const std::string& id, const std::string& path) {
        return "[[factor]]\nid = \"" + id + "\"\npath = \"" + path + "\"\nmin = 1\nmax = 2\n";
    };
    const std::string head = small_world + hhi_metric + "[design]\n";
    EXPECT_EQ(mistakes_in(head + factor("a", "prices.adjustment")), "");
    EXPECT_THAT(mistakes_in(head + factor("a", "prices.adjustment") + factor("b", "prices.adjustment")),
                HasSubstr("sets what factor.a sets"));
    EXPECT_THAT(mistakes_in(head + factor("a", "firm.closed_lab_a.brand.consumer") + factor("b", "firm.closed_lab_a.brand")),
                HasSubstr("factor.a sets what factor.b sets"));
    EXPECT_THAT(mistakes_in(head + factor("block", "prices.adjustment")), HasSubstr("a meaning of its own"));
    EXPECT_THAT(mistakes_in(head + "[[metric]]\nid = \"run\"\nseries = \"hhi\"\n" + factor("a", "prices.adjustment")),
                HasSubstr("a meaning of its own"));
    EXPECT_THAT(mistakes_in(head + factor("a", "output.stride")), HasSubstr("nothing that a run depends on"));
    EXPECT_THAT(mistakes_in(head + factor("a", "prices.adjustment") + "mean = 3\n"), HasSubstr("factor.a.mean has no meaning for uniform"));
    EXPECT_THAT(
        mistakes_in(small_world + hhi_metric + factor("a", "prices.adjustment") + "[design]\nkind = \"grid\"\nscramble = \"owen\"\n"),
        HasSubstr("scramble has no meaning for grid"));
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + factor("a", "prices.adjustment") +
                            "[design]\nkind = \"morris\"\npoints = 2\nlevels = [4, 6]\n"),
                HasSubstr("one even number"));
    EXPECT_THAT(mistakes_in(small_world + hhi_metric + factor("a", "prices.adjustment") + factor("b", "network.degree") +
                            factor("c", "skill.gain") + "[design]\nlevels = [1000]\n"),
                HasSubstr("more than the"));
}

TEST(StudyFile, JoinedSamplesAreDrawnApart) {
    const std::string two = small_world + hhi_metric +
                            "[[factor]]\nid = \"a\"\npath = \"prices.adjustment\"\nmin = 0\nmax = 1\n[[factor]]\nid = \"b\"\npath = "
                            "\"network.rewiring\"\nmin = 0\nmax = 1\n";
    for (const char* kind : {"random", "sobol", "latin_hypercube"}) {
        const std::string part = "[[design]]\nkind = \"" + std::string(kind) + "\"\npoints = 16\n";
        const Study study = study_from(two + part + "factors = [\"a\"]\n" + part + "factors = [\"b\"]\njoin = \"zip\"\n");
        std::size_t same = 0;
        for (std::size_t p = 0; p < study.points(); ++p) same += study.point(p)[0] == study.point(p)[1] ? 1 : 0;
        EXPECT_EQ(study.points(), 16u);
        EXPECT_LT(same, 3u) << kind;
    }
}

TEST(StudyFile, AStudyHasATitleOfItsOwn) {
    EXPECT_EQ(study_from(small_grid).title, "small");
    EXPECT_EQ(study_from("title = \"Mine\"\n" + small_grid).title, "Mine");
}

TEST(StudyFile, CorrelationsThatCannotBeAreRefused) {
    std::string three;
    for (const char* path : {"prices.adjustment", "network.degree", "network.rewiring"}) {
        three += "[[factor]]\nid = \"" + std::string(path).substr(std::string(path).find('.') + 1) + "\"\npath = \"" + path +
                 "\"\nmin = 0.2\nmax = 0.9\n";
    }
    three = small_world + hhi_metric + three;
    three.replace(three.find("network.degree\"\nmin = 0.2\nmax = 0.9"), 35, "network.degree\"\nmin = 4\nmax = 9    ");
    const auto pair = [](const char* a, const char* b, double rank) {
        return "[[correlation]]\nbetween = [\"" + std::string(a) + "\", \"" + b + "\"]\nrank = " + std::to_string(rank) + "\n";
    };
    const std::string sobol = "[design]\nkind = \"sobol\"\npoints = 8\n";
    EXPECT_EQ(mistakes_in(three + sobol + pair("adjustment", "degree", 0.5)), "");
    EXPECT_THAT(mistakes_in(three + sobol + pair("adjustment", "degree", 0.9) + pair("degree", "rewiring", 0.9) +
                            pair("adjustment", "rewiring", -0.9)),
                HasSubstr("not positive definite"));
    EXPECT_THAT(mistakes_in(three + "[design]\n" + pair("adjustment", "degree", 0.5)), HasSubstr("only random, latin_hypercube and sobol"));
    EXPECT_THAT(mistakes_in(three + sobol + pair("adjustment", "dgree", 0.5)), HasSubstr("did you mean degree?"));
}

TEST(StudyFile, AStudyIsNoScenarioAndAScenarioNoStudy) {
    const TemporaryFolder folder;
    EXPECT_THROW(load_scenario(write_text_file(folder.path / "study.toml", small_grid)), ScenarioError);
    EXPECT_THROW(load_study(write_text_file(folder.path / "world.toml", small_world)), ScenarioError);
    EXPECT_TRUE(is_study_file(folder.path / "study.toml"));
    EXPECT_FALSE(is_study_file(folder.path / "world.toml"));
}

// Designs of which the one extends the other have its runs among theirs.
TEST(StudyFile, ALargerDesignKeepsTheRunsOfASmallerOne) {
    const auto changed = [](const std::string& from, const std::string& to) {
        std::string text = small_grid;
        text.replace(text.find(from), from.size(), to);
        const std::vector<RunKey> keys = keys_of(study_from(text));
        return std::set<RunKey>(keys.begin(), keys.end());
    };
    const std::vector<RunKey> before = keys_of(study_from(small_grid));
    EXPECT_EQ(std::set<RunKey>(before.begin(), before.end()).size(), 24u);
    for (const auto& larger :
         {changed("levels = [3]", "levels = [5]"), changed("number = 2", "number = 5"),
          changed("[[factor]]\nid = \"adjustment\"",
                  "[[arm]]\nid = \"open\"\npolicies = [\"compute.toml\", \"liability.toml\"]\n[[factor]]\nid = \"adjustment\""),
          changed("id = \"adjustment\"", "id = \"renamed\"")}) {
        for (const RunKey& key : before) EXPECT_TRUE(larger.contains(key));
    }
    // A title is no part of a run; what is measured is.
    for (const RunKey& key : changed("id = \"compute\"", "id = \"compute\"\ntitle = \"Compute for all\"")) {
        EXPECT_NE(std::find(before.begin(), before.end(), key), before.end());
    }
    for (const RunKey& key : changed("[[metric]]\nid = \"hhi\"", "[[metric]]\nid = \"hhi\"\naggregate = \"final\"")) {
        EXPECT_EQ(std::find(before.begin(), before.end(), key), before.end());
    }
}

TEST(StudyFile, FactorsOfEveryTypeAreRead) {
    const Study study = study_from(small_world + hhi_metric + R"([[factor]]
id = "kind"
path = "network.kind"
levels = ["none", "cells"]
[[factor]]
id = "slots"
path = "population.slots"
min = 64
max = 66
[[factor]]
id = "reviews"
path = "review.reviews"
[[factor]]
id = "month"
path = "time.step"
levels = ["1 month", "2 month"]
[design]
levels = [3]
)");
    ASSERT_EQ(study.points(), 2u * 3u * 2u * 2u);
    EXPECT_EQ(study.factors[0].type, FactorType::name);
    EXPECT_EQ(study.factors[1].type, FactorType::whole_number);
    EXPECT_EQ(study.factors[2].type, FactorType::truth);
    std::set<double> slots;
    for (std::size_t p = 0; p < study.points(); ++p) slots.insert(study.point(p)[1]);
    EXPECT_EQ(slots, (std::set<double>{64, 65, 66}));
    Scenario scenario = study.arms[0].scenario;
    for (std::size_t k = 0; k < 4; ++k) set_factor(scenario, study.factors[k], study.point(0)[k]);
    EXPECT_EQ(scenario.parameters.network.kind, NetworkKind::none);
    EXPECT_EQ(scenario.population.slots, 64);
    EXPECT_FALSE(scenario.parameters.review.reviews);
    EXPECT_DOUBLE_EQ(scenario.time.step, 1.0 / 12);
    EXPECT_EQ(value_text(study.factors[0], 1), "cells");
}

TEST(StudyFile, ATableGivesPointsAndFactorsInItsOwnOrder) {
    const TemporaryFolder folder;
    write_text_file(folder.path / "points.csv", "degree,adjustment\r\n4,\"0.5\"\r\n10,1.5\r\n");
    const std::string text =
        small_world + hhi_metric +
        "[[factor]]\nid = \"adjustment\"\npath = \"prices.adjustment\"\nmin = 0.5\nmax = 4\n[[factor]]\nid = \"degree\"\npath = "
        "\"network.degree\"\nmin = 2\nmax = 20\n[design]\nkind = \"csv\"\nfile = \"points.csv\"\n";
    const Study study = load_study(write_text_file(folder.path / "study.toml", text));
    EXPECT_EQ(study.values, (std::vector<double>{0.5, 4, 1.5, 10}));
    EXPECT_EQ(study.texts.count("files/points.csv"), 1u);
    EXPECT_EQ(study_of(study.texts, "elsewhere").values, study.values);
    write_text_file(folder.path / "points.csv", "degree,adjustmnt\n4,1,2\n");
    try {
        load_study(folder.path / "study.toml");
        FAIL();
    } catch (const ScenarioError& error) {
        EXPECT_THAT(error.what(), HasSubstr("did you mean adjustment?"));
        EXPECT_THAT(error.what(), HasSubstr(":2:1: 3 values under 2 columns"));
    }
}

TEST(StudyFile, TimesOfLimitsAreRead) {
    EXPECT_EQ(seconds_of("6 h"), 21600);
    EXPECT_EQ(seconds_of("1.5min"), 90);
    EXPECT_FALSE(seconds_of("six hours"));
    EXPECT_FALSE(seconds_of("-1 h"));
    EXPECT_FALSE(seconds_of("1 month"));
}

}  // namespace
}  // namespace enclosure::test
