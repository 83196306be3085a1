// Logs of sessions as files, and their repetition by the program.
#include "sim/run/session_repeat.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "sim/run/branch.h"
#include "tests/temporary_folder.h"
#include "viz/session/session.h"

namespace enclosure::viz {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

LoadedScenario few_users() {
    return load_scenario("lib:baseline", std::vector<Override>{{"population.users", "1000"}, {"population.developers", "100"}});
}

// Some steps, two changes of rules on the way, some steps more.
std::string log_of_a_session() {
    Session session({.threads = 1, .synchronous = true});
    session.open(few_users(), "few \"users\"");
    session.step(4);
    session.pump();
    session.change_rules({.settings = {{"prices.markup_max", "2.2"}}, .title = "Mark-up\nof 2.2"});
    session.change_rules(
        {.policy_texts =
             {"schema_version = 1\nid = \"cap\"\ntitle = \"It's '''quoted''' ü\"\n[[event]]\nlever = \"share_cap\"\nfrom = 2023-06-01\n"},
         .title = "A cap"});
    session.step(5);
    session.pump();
    return session.session_log();
}

std::string mistakes_of(const std::string& text) {
    try {
        SessionRepeat(read_session_log(text, "s.toml"), "s.toml");
    } catch (const ScenarioError& error) {
        return error.what();
    }
    return "none";
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const std::size_t at = text.find(what);
    EXPECT_NE(at, std::string::npos) << what;
    return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

TEST(SessionLogFile, SaysAllOfTheSession) {
    const std::string text = log_of_a_session();
    const SessionLog log = read_session_log(text, "s.toml");
    EXPECT_EQ(log.name, "few \"users\"");
    EXPECT_EQ(log.hashes.size(), 10u);
    ASSERT_EQ(log.changes.size(), 2u);
    EXPECT_EQ(log.changes[0].step, 4u);
    EXPECT_EQ(log.changes[0].title, "Mark-up\nof 2.2");
    EXPECT_EQ(log.changes[0].settings[0].path, "prices.markup_max");
    EXPECT_THAT(log.changes[1].policies[0], HasSubstr("'''quoted''' ü"));
    EXPECT_EQ(log.scenario, few_users().resolved_toml);
    EXPECT_EQ(write_session_log(log), text) << "read and written it is the same";
    EXPECT_THAT(text, HasSubstr("enclosure run --replay"));
    EXPECT_THAT(text, HasSubstr("date = 2023-05-01"));
}

TEST(SessionLogFile, SaysWhereAChangedRunParts) {
    const std::string text = log_of_a_session();
    const auto parted = [](const std::string& changed) {
        SessionRepeat repeat(read_session_log(changed, "s.toml"), "s.toml");
        repeat.begin({.threads = 1});
        while (!repeat.done()) repeat.step();
        return repeat.parted();
    };
    EXPECT_EQ(parted(text), std::nullopt);
    EXPECT_EQ(parted(replaced(text, "prices.markup_max=2.2", "prices.markup_max=2.3")), 5u) << "the state after the first step under it";
    EXPECT_EQ(parted(replaced(text, "seed = 1\n", "seed = 2\n")), 0u);
}

TEST(SessionLogFile, RefusesWhatIsNoLog) {
    const std::string text = log_of_a_session();
    EXPECT_THAT(mistakes_of(""), HasSubstr("no log of a session"));
    EXPECT_THAT(mistakes_of(few_users().resolved_toml), HasSubstr("no log of a session"));
    EXPECT_THAT(mistakes_of("\x89PNG\r\n"), HasSubstr("s.toml:1"));
    EXPECT_THAT(mistakes_of(replaced(text, "session_version = 1", "session_version = 7")), HasSubstr("newer"));
    EXPECT_THAT(mistakes_of(replaced(text, "\nname = ", "\nnam = ")),
                testing::AllOf(HasSubstr("there is no name"), HasSubstr("unknown key nam; did you mean name?")));
    EXPECT_THAT(mistakes_of(replaced(text, "\nsteps = 9", "\nsteps = 8")), HasSubstr("do not fit together"));
    EXPECT_THAT(mistakes_of(replaced(text, "step = 4", "step = -4")), HasSubstr("below 0"));
    EXPECT_THAT(mistakes_of(replaced(text, "step = 4", "step = 5")), HasSubstr("in the order"));
    EXPECT_THAT(mistakes_of(replaced(text, "settings = [", "settings = 3 #")), HasSubstr("settings"));
    EXPECT_THAT(mistakes_of(replaced(text, "prices.markup_max=", "prices.markup_maxi=")), HasSubstr("change 1"));
    EXPECT_THAT(mistakes_of(replaced(text, "users = 1000", "users = -1")), HasSubstr("s.toml (scenario)"));
    for (std::size_t cut = 0; cut < text.size(); cut += 997) mistakes_of(text.substr(0, cut));  // throws nothing else
    EXPECT_THROW(read_session_log(fs::path("/nowhere/s.toml")), ScenarioError);
}

TEST(SessionLogFile, MovesPoliciesInTime) {
    const std::string text = "id = \"p\"\n[[event]]\nfrom = 2025-07-01\nuntil = 2026-01-01\n[[event]]\nat = 2025-01-01\n";
    const std::string moved = shifted_policy(text, *parse_date("2025-01-01"), *parse_date("2023-01-01"));
    for (const char* date : {"from = 2023-07-01", "until = 2024-01-01", "at = 2023-01-01"}) EXPECT_THAT(moved, HasSubstr(date));
    EXPECT_EQ(shifted_policy(text, *parse_date("2025-01-01"), *parse_date("2025-01-01")), text);
}

#ifdef ENCLOSURE_BINARY_DIR

// The exit code of the program, and what it said.
std::pair<int, std::string> program(const std::string& arguments) {
    const test::TemporaryFolder folder;
    const fs::path said = folder.path / "said.txt";
    const std::string command = std::string(ENCLOSURE_BINARY_DIR) + "/bin/enclosure " + arguments + " > '" + said.string() + "' 2>&1";
    const int status = std::system(command.c_str());
    std::ifstream in(said);
    return {WEXITSTATUS(status), std::string{std::istreambuf_iterator<char>(in), {}}};
}

TEST(SessionLogProgram, MakesASessionAgain) {
    const test::TemporaryFolder temporary;
    const fs::path& folder = temporary.path;
    const std::string file = (folder / "session.toml").string();
    const std::string text = log_of_a_session();
    std::ofstream(file) << text;
    const auto [code, said] = program("run --replay " + file + " --quiet --force -o " + (folder / "run.h5").string());
    EXPECT_EQ(code, 0) << said;
    EXPECT_THAT(said, HasSubstr("every state is that of the session"));
    const auto [verified, why] = program("verify " + (folder / "run.h5").string() + " --quiet");
    EXPECT_EQ(verified, 0) << why;

    std::ofstream(file) << replaced(text, "prices.markup_max=2.2", "prices.markup_max=2.3");
    const auto [parted, where] = program("run --replay " + file + " --quiet");
    EXPECT_EQ(parted, 4) << where;
    EXPECT_THAT(where, HasSubstr("after step 5 (2023-06-01)"));
    const auto [usage, other] = program("run lib:baseline --seed 2 --replay " + file);
    EXPECT_EQ(usage, 2);
    EXPECT_THAT(other, HasSubstr("takes no scenario, no --seed"));
    std::ofstream(file) << "nonsense";
    EXPECT_EQ(program("run --replay " + file).first, 2);
}

#endif

}  // namespace
}  // namespace enclosure::viz
