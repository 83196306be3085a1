#include "sim/scenario/load.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "sim/scenario/leaves.h"
#include "sim/scenario/toml_text.h"
#include "sim/scenario/write.h"

namespace enclosure {
namespace {

namespace fs = std::filesystem;

const fs::path small = fs::path(ENCLOSURE_SOURCE_DIR) / "tests/refuse/base/small.toml";

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

// A folder of files that goes with the test.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("enclosure_load_test_" + std::to_string(getpid()));
    Folder() { fs::create_directories(path / "scenarios"); }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    fs::path write(const std::string& name, const std::string& text) const {
        std::ofstream(path / name, std::ios::binary) << text;
        return path / name;
    }
};

template <class Load>
std::string loading_error(Load load) {
    try {
        load();
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "no error";
}

std::string file_error(const fs::path& file) {
    std::string text = loading_error([&] { load_scenario(file); });
    const std::string folder = file.parent_path().string() + "/";
    for (std::size_t at = 0; (at = text.find(folder)) != std::string::npos;) text.erase(at, folder.size());
    return text;
}

std::string set_error(const std::string& argument) {
    const Override override = parse_override(argument);
    return loading_error([&] { load_scenario(small, {&override, 1}); });
}

Scenario with(const std::string& argument) {
    const Override override = parse_override(argument);
    return load_scenario(small, {&override, 1}).scenario;
}

const Origin& origin(const LoadedScenario& loaded, const std::string& path) {
    for (const Origin& o : loaded.origins) {
        if (o.path == path) return o;
    }
    throw std::out_of_range(path);
}

std::string extending(const std::string& rest) {
    return "schema_version = 1\nextends = \"" + small.string() + "\"\n" + rest;
}

TEST(Load, reads_every_type) {
    const Scenario s = load_scenario(small).scenario;
    EXPECT_EQ(s.id, "small");
    EXPECT_EQ(to_string(s.time.end), "2024-01-01");
    EXPECT_EQ(s.population.users, 1000);
    ASSERT_EQ(s.firm.size(), 2u);
    EXPECT_EQ(s.firm[1].region, "south");
    EXPECT_EQ(s.firm[0].brand.of("enterprise"), 0.5);
    EXPECT_EQ(s.firm[0].brand.of("consumer"), 0.0);
    EXPECT_EQ(s.region[1].seats.of("consumer"), 0.4);
    EXPECT_EQ(s.strategy[0].interface, true);
    EXPECT_EQ(s.firm[0].interface_capability, 0.1);
    EXPECT_EQ(std::isnan(s.firm[0].release_capability), true);
}

TEST(Load, what_is_written_loads_as_the_same_scenario) {
    const Folder folder;
    // Every number off its default, to a value with a long binary tail where the legal range lets it.
    Scenario s = load_scenario_text(
                     extending("[[policy]]\nid='p'\nquestion=\"a \\\"b\\\"\\nc\\u0001\"\n[[policy.event]]\ntarget='prices.markup_max'\n"
                               "op='add'\nvalue=0.1\nfrom=2023-02-01\nuntil=2023-05-01\n[[policy.event]]\n"
                               "target='region.south.academic'\nvalue=0.3\nat=2023-03-01\n[[policy.event]]\n"
                               "lever='export_control'\nstrength=2.5\nwhen='hhi > 0.3'\nhold=0.5\ncooldown=1\nmax_times=3\n"
                               "regions=['south']\npriority=-2\n[output]\nseries=['a','b']\n"),
                     "t.toml")
                     .scenario;
    visit_leaves(s, [](const std::string& path, auto& value, const Facts& facts) {
        if constexpr (std::is_same_v<std::remove_reference_t<decltype(value)>, double>) {
            const bool shared = path.ends_with("developers") || path.ends_with("records") || path.ends_with("step");
            const bool limit = path.ends_with("_max") || path.ends_with("_min") || path.ends_with("_start") || path.ends_with(".value") ||
                               path.ends_with(".cooldown");  // an event with dates alone has none
            if (!shared && !limit && facts.legal.holds(value * 1.1 / 3 + 1e-7)) value = value * 1.1 / 3 + 1e-7;
        }
    });
    const std::string text = write_toml(s);
    const LoadedScenario again = load_scenario(folder.write("again.toml", text));
    EXPECT_EQ(write_toml(again.scenario), text);
    EXPECT_EQ(again.resolved_toml, text);
    std::vector<std::uint64_t> bits, bits_again;
    const auto collect = [](std::vector<std::uint64_t>& to) {
        return [&to](const std::string&, const auto& value, const Facts&) {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, double>) to.push_back(std::bit_cast<std::uint64_t>(value));
        };
    };
    visit_leaves(s, collect(bits));
    visit_leaves(again.scenario, collect(bits_again));
    EXPECT_EQ(bits_again, bits);
    EXPECT_EQ(again.scenario.policy[0].question, "a \"b\"\nc\x01");
    EXPECT_EQ(again.scenario.policy[0].event[0].op, Operation::add);
    EXPECT_EQ(again.scenario.policy[0].event[1].until, std::nullopt);
    EXPECT_EQ(std::isnan(again.scenario.policy[0].event[1].hold), true);
    const Event& lever = again.scenario.policy[0].event[2];
    EXPECT_EQ(lever.lever, "export_control");
    EXPECT_EQ(std::isnan(lever.value), true);
    EXPECT_EQ(lever.when, "hhi > 0.3");
    EXPECT_EQ(lever.regions, (std::vector<std::string>{"south"}));
    EXPECT_EQ(lever.priority, -2);
    EXPECT_EQ(again.scenario.output.series, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(again.scenario.region[1].seats.of("consumer"), s.region[1].seats.of("consumer"));
}

TEST(Load, numbers_keep_their_bits_as_text) {
    EXPECT_EQ(toml_text(0.1), "0.1");
    EXPECT_EQ(toml_text(3e9), "3e9");
    EXPECT_EQ(toml_text(-2.5e-7), "-2.5e-7");
    EXPECT_EQ(toml_text(-0.0), "-0.0");
    EXPECT_EQ(toml_text(1.0 / 12), "0.08333333333333333");
    EXPECT_EQ(toml_text(PerId{0.25, {{"a", 1}, {"b c", 2}}}), "{ others = 0.25, a = 1, \"b c\" = 2 }");
}

TEST(Load, every_value_says_where_it_comes_from) {
    const Folder folder;
    folder.write("middle.toml", "schema_version = 1\nextends = [\"" + small.string() + "\"]\n[time]\nstep = \"1 month\"\n");
    const fs::path top =
        folder.write("top.toml", "schema_version = 1\nextends = [\"middle.toml\"]\nid = \"top\"\n[[firm]]\nid=\"hub\"\ncash = 5\n");
    const Override set{"firm.hub.lead", "0.5"};
    const LoadedScenario loaded = load_scenario(top, {&set, 1});
    EXPECT_EQ(origin(loaded, "id").place, (Place{top.string(), 3, 6}));
    EXPECT_EQ(origin(loaded, "firm.hub.cash").place, (Place{top.string(), 6, 8}));
    EXPECT_EQ(origin(loaded, "time.step").place, (Place{(folder.path / "middle.toml").string(), 4, 8}));
    EXPECT_EQ(origin(loaded, "time.step").value, "0.08333333333333333");
    EXPECT_EQ(origin(loaded, "firm.hub.title").place.file, small.string());
    EXPECT_EQ(origin(loaded, "firm.hub.lead").place, (Place{"--set"}));
    EXPECT_EQ(origin(loaded, "seed").place, (Place{"default"}));
}

TEST(Load, extends_several_and_later_wins) {
    const Folder folder;
    folder.write("a.toml", "schema_version = 1\nseed = 2\n[time]\nend = 2023-06-01\n");
    folder.write("b.toml",
                 "schema_version = 1\nseed = 3\n[[firm]]\nremove = [\"hub\"]\n[[firm]]\nid = \"hub\"\nregion = \"north\"\nstrategy = "
                 "\"closed_api\"\n");
    const fs::path top = folder.write("top.toml", "schema_version = 1\nextends = [\"" + small.string() + "\", \"a.toml\", \"./b.toml\"]\n");
    const Scenario s = load_scenario(top).scenario;
    EXPECT_EQ(s.seed, 3);
    EXPECT_EQ(to_string(s.time.end), "2023-06-01");
    EXPECT_EQ(s.firm[1].id, "hub");
    EXPECT_EQ(s.firm[1].title, "");
    EXPECT_EQ(s.firm[1].strategy, "closed_api");
}

TEST(Load, two_overlays_of_one_base_do_not_undo_each_other) {
    const Folder folder;
    folder.write("b.toml", extending("seed = 5\n"));
    folder.write("c.toml", extending("[time]\nend = 2023-06-01\n"));
    const Scenario s = load_scenario(folder.write("a.toml", "schema_version = 1\nextends = [\"b.toml\", \"c.toml\"]\n")).scenario;
    EXPECT_EQ(s.seed, 5);
    EXPECT_EQ(to_string(s.time.end), "2023-06-01");
}

TEST(Load, shipped_scenarios_are_found_under_the_data_root) {
    const Folder folder;
    folder.write("scenarios/tiny.toml", text_of(small));
    const char* before = std::getenv("ENCLOSURE_DATA");
    const std::string kept = before ? before : "";
    setenv("ENCLOSURE_DATA", folder.path.c_str(), 1);
    EXPECT_EQ(data_root(), folder.path);
    const LoadedScenario loaded = load_scenario("lib:tiny");
    EXPECT_EQ(origin(loaded, "id").place, (Place{"lib:tiny", 3, 6}));
    EXPECT_EQ(loading_error([] { load_scenario("lib:tinny"); }), "lib:tinny: there is no such file");
    EXPECT_EQ(loading_error([] { load_scenario("lib:../x"); }),
              "lib:../x: \"lib:../x\" names no shipped scenario; write it as lib:baseline or lib:policies/name");
    if (before)
        setenv("ENCLOSURE_DATA", kept.c_str(), 1);
    else
        unsetenv("ENCLOSURE_DATA");
}

TEST(Load, policies_are_appended) {
    const Folder folder;
    const fs::path tax = folder.write(
        "tax.toml",
        "schema_version = 1\nid = \"tax\"\nquestion = \"?\"\n[[event]]\ntarget = \"prices.markup_max\"\nvalue = 4\nat = 2023-06-01\n");
    const fs::path none = folder.write("none.toml", "schema_version = 1\nid = \"none\"\n");
    const std::vector<fs::path> policies{tax, none};
    const Override set{"policy.tax.event.1.strength", "50 %"};
    const Scenario s = load_scenario(small, {&set, 1}, policies).scenario;
    ASSERT_EQ(s.policy.size(), 2u);
    EXPECT_EQ(s.policy[0].event[0].value, 4.0);
    EXPECT_EQ(s.policy[0].event[0].strength, 0.5);
    EXPECT_EQ(s.policy[1].event.size(), 0u);
    EXPECT_EQ(is_policy_file(tax), true);
    EXPECT_EQ(is_policy_file(none), true);
    EXPECT_EQ(is_policy_file(small), false);
    const std::vector<fs::path> twice{none, none};
    EXPECT_EQ(loading_error([&] { load_scenario(small, {}, twice); }),
              none.string() + ":2:6: there is a policy none already, from " + none.string());
}

TEST(Load, sets_values_from_the_command_line) {
    EXPECT_EQ(with("time.step=1 month").time.step, 1.0 / 12);
    EXPECT_EQ(with("time.step=\"36.525 day\"").time.step, 0.1);
    EXPECT_EQ(with("seed=42").seed, 42);
    EXPECT_EQ(with("population.users=2e5").population.users, 200000);
    EXPECT_EQ(with("firm.hub.cash=2.5MUSD").firm[1].cash, 2.5e6);
    EXPECT_EQ(with("firm.hub.strategy=closed_api").firm[1].strategy, "closed_api");
    EXPECT_EQ(with("firm.hub.venture=false").firm[1].venture, false);
    EXPECT_EQ(to_string(with("time.end=2023-09-01").time.end), "2023-09-01");
    EXPECT_EQ(with("firm.lab.brand.consumer=1").firm[0].brand.of("consumer"), 1.0);
    EXPECT_EQ(with("firm.lab.brand.consumer=1").firm[0].brand.of("enterprise"), 0.5);
    EXPECT_EQ(with("output.series=[\"a\"]").output.series.size(), 1u);
}

TEST(Load, refuses_what_cannot_be_set) {
    EXPECT_EQ(set_error("tiem.step=1"), "--set: unknown key tiem; did you mean time?");
    EXPECT_EQ(set_error("time.stpe=1"), "--set: unknown key time.stpe; did you mean step?");
    EXPECT_EQ(set_error("markup_max=2"), "--set: unknown key markup_max; did you mean prices.markup_max?");
    EXPECT_EQ(set_error("firm.hbu.cash=1"), "--set: firm.hbu.cash: there is no firm.hbu; did you mean hub?");
    EXPECT_EQ(set_error("seed=-1"), "--set: seed = -1 is outside [0, 9e15] 1. Seed of every draw.");
    EXPECT_EQ(set_error("seed=1.5"), "--set: seed = 1.5 is not a whole number. Seed of every draw.");
    EXPECT_EQ(set_error("a..b=1"), "--set: \"a..b\" is no path; write it as group.name=value");
    EXPECT_EQ(set_error("seed=99999999999999999999"),
              "--set: seed = \"99999999999999999999\" (1e20) is outside [0, 9e15] 1. Seed of every draw.");
    EXPECT_EQ(set_error("id.x=1"), "--set: unknown key id.x; id is a string");
    EXPECT_EQ(set_error("time=3"), "--set: time must be a table, not integer");
    EXPECT_THROW(parse_override("time.step"), ScenarioError);
    EXPECT_THROW(parse_override("=3"), ScenarioError);
}

TEST(Load, refuses_files_that_are_none) {
    const Folder folder;
    EXPECT_EQ(file_error(folder.path / "missing.toml"), "missing.toml: there is no such file");
    EXPECT_EQ(file_error(folder.path / "scenarios"), "scenarios: it is a folder, not a file");
    EXPECT_EQ(file_error("/dev/null"), "null: it is not a regular file");
    folder.write("huge.toml", std::string(20u << 20, '#'));
    EXPECT_EQ(file_error(folder.path / "huge.toml"), "huge.toml: it is larger than 16 MiB");
    EXPECT_EQ(file_error(folder.write("m.toml", "schema_version = 1\nextends = [\"gone.toml\", \"scenarios\", 3]\n")),
              "m.toml:2:12: gone.toml: there is no such file\nm.toml:2:25: scenarios: it is a folder, not a file\n"
              "m.toml:2:38: extends must be an array of file names");
    EXPECT_EQ(file_error(folder.write("empty.toml", "")).substr(0, 71),
              "empty.toml: id is missing; it names the scenario\nempty.toml: there is n");
    EXPECT_NE(file_error(folder.path / "empty.toml").find("empty.toml:1:1: schema_version is missing"), std::string::npos);
}

TEST(Load, refuses_binary_and_broken_text) {
    const Folder folder;
    std::string noise =
        "\x7f"
        "ELF";
    for (int i = 0; i < 5000; ++i) noise += static_cast<char>((static_cast<unsigned>(i) * 2654435761u) >> 13);
    EXPECT_EQ(file_error(folder.write("noise.toml", noise)).substr(0, 13), "noise.toml:1:");
    EXPECT_EQ(file_error(folder.write("nul.toml", std::string("a = 1\n\0\0", 8))).substr(0, 11), "nul.toml:2:");
    EXPECT_EQ(file_error(folder.write("cut.toml", "schema_version = 1\n[time\n")).substr(0, 11), "cut.toml:2:");
    EXPECT_EQ(file_error(folder.write("deep.toml", "x = " + std::string(100000, '[') + "\n")).substr(0, 27), "deep.toml:1:37: this is not");
    std::string key = "a";
    for (int i = 0; i < 1000000; ++i) key += ".a";
    EXPECT_EQ(file_error(folder.write("long.toml", "\n[" + key + "]\n")), "long.toml:2:1: a key has more than 64 dotted parts");
    EXPECT_EQ(file_error(folder.write("flow.toml", "seed = 9223372036854775808\n")).substr(0, 12), "flow.toml:1:");
}

TEST(Load, a_byte_order_mark_is_no_mistake) {
    EXPECT_EQ(load_scenario_text("\xEF\xBB\xBF" + extending(""), "bom.toml").scenario.id, "small");
}

TEST(Load, characters_of_any_language_are_kept) {
    const std::string title = "r\u00e9gl\u00e9 \u4e2d\u6587 \U0001F600 \u0498\u00a0|\uffff";
    EXPECT_EQ(load_scenario_text(extending("title = \"" + title + "\" # \u00e9\n"), "t.toml").scenario.title, title);
    EXPECT_EQ(load_scenario_text(extending("title = \"\"\"\\\n  " + title + "\"\"\"\n"), "t.toml").scenario.title, title);
    EXPECT_EQ(loading_error([] { load_scenario_text("schema_version = 1\n\u00e9 = 3\n", "t.toml"); }).substr(0, 28),
              "t.toml:2:1: this is not TOML");
    EXPECT_EQ(loading_error([] { load_scenario_text("a = 1 \u02eb", "t.toml"); }).substr(0, 28), "t.toml:1:7: this is not TOML");
}

TEST(Load, cycles_of_extends_are_reported) {
    const Folder folder;
    folder.write("b.toml", "schema_version = 1\nextends = [\"./c.toml\"]\n");
    folder.write("c.toml", "schema_version = 1\nextends = [\"scenarios/../a.toml\"]\n");
    EXPECT_EQ(file_error(folder.write("a.toml", "schema_version = 1\nextends = [\"b.toml\"]\n")),
              "c.toml:2:12: extends goes round in a circle: a.toml is being read already");
    EXPECT_EQ(file_error(folder.write("self.toml", "schema_version = 1\nextends = \"self.toml\"\n")),
              "self.toml:2:11: extends goes round in a circle: self.toml is being read already");
}

TEST(Load, a_diamond_of_extends_is_read_once_and_a_long_chain_is_refused) {
    const Folder folder;
    folder.write("f0.toml", extending(""));
    const auto name = [](int i) { return "f" + std::to_string(i) + ".toml"; };
    for (int i = 1; i <= 40; ++i) {
        const std::string base = '"' + name(i - 1) + '"';
        folder.write(name(i), "schema_version = 1\nextends = [" + base + ", " + base + "]\n");
    }
    EXPECT_EQ(load_scenario(folder.path / "f25.toml").scenario.id, "small");  // 2^25 reads if each were repeated
    EXPECT_NE(file_error(folder.path / "f40.toml").find("extends is more than 32 files deep"), std::string::npos);
}

TEST(Load, versions_of_the_format) {
    const auto version = [](const std::string& line) {
        return loading_error([&] { load_scenario_text(line + "\nextends = \"" + small.string() + "\"\n", "v.toml"); });
    };
    EXPECT_EQ(version("schema_version = 1"), "no error");
    EXPECT_EQ(version(""), "v.toml:1:1: schema_version is missing; write schema_version = 1");
    EXPECT_EQ(version("schema_version = 2\nnew_key = 3"), "v.toml:1:18: schema_version = 2 is newer than this program, which reads 1");
    EXPECT_EQ(version("schema_version = 0"), "v.toml:1:18: schema_version = 0 was never a version of the format; the first is 1");
    EXPECT_EQ(version("schema_version = '1'"), "v.toml:1:18: schema_version must be the integer 1, not string");
}

TEST(Load, the_template_is_a_scenario_whose_comments_are_right) {
    const Folder folder;
    std::string base = text_of(small);
    for (const auto& [from, to] :
         std::vector<std::pair<std::string, std::string>>{{"\"north\"", "\"europe\""}, {"\"lab\"", "\"finetuner\""}}) {
        for (std::size_t at = 0; (at = base.find(from, at)) != std::string::npos;) base.replace(at, from.size(), to);
    }
    folder.write("base.toml", base.replace(base.find("2024-01-01"), 10, "2031-01-01"));
    std::string text = scenario_template("mine");
    text.replace(text.find("lib:baseline"), 12, "base.toml");
    const fs::path file = folder.write("mine.toml", text);
    EXPECT_EQ(load_scenario(file).scenario.id, "mine");
    // Every commented line that is TOML, uncommented.
    std::string open;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        const bool toml = line.starts_with("# [") || (line.starts_with("# ") && line.find(" = ") != std::string::npos);
        open += (toml ? line.substr(2) : line) + '\n';
    }
    const Scenario s = load_scenario(folder.write("open.toml", open)).scenario;
    EXPECT_EQ(s.firm.size(), 1u);
    EXPECT_EQ(s.firm[0].cash, 3e8);
    EXPECT_EQ(s.parameters.prices.average_lag, 0.5);
    EXPECT_EQ(to_string(s.time.end), "2030-01-01");
    EXPECT_EQ(s.policy[0].event[0].op, Operation::multiply);
    EXPECT_EQ(s.policy[0].event[1].lever, "maintenance_fund");
}

}  // namespace
}  // namespace enclosure
