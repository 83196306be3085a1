// Every file of tests/refuse/scenarios must not load, with exactly the messages that its lines `# expect: …` give, in that order.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "sim/scenario/load.h"

namespace enclosure {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(ENCLOSURE_SOURCE_DIR) / "tests/refuse/scenarios";

std::string expected_of(const fs::path& file) {
    constexpr std::string_view mark = "# expect: ";
    std::string expected;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.starts_with(mark)) expected += line.substr(mark.size()) + '\n';
    }
    return expected;
}

std::string messages_of(const fs::path& file) {
    std::string text;
    try {
        load_scenario(file);
    } catch (const ScenarioError& error) {
        for (Diagnostic diagnostic : error.diagnostics) {
            diagnostic.place.file = fs::path(diagnostic.place.file).filename().string();
            text += to_string(diagnostic) + '\n';
        }
    }
    // Names of files inside a message are shown from tests/refuse on.
    for (const fs::path& whole : {folder, folder.parent_path()}) {
        const std::string prefix = whole.string() + '/';
        for (std::size_t at = 0; (at = text.find(prefix)) != std::string::npos;) text.erase(at, prefix.size());
    }
    return text;
}

TEST(RefusedScenarios, each_gives_its_messages) {
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".toml") continue;
        ++files;
        const std::string expected = expected_of(entry.path());
        EXPECT_NE(expected, "") << entry.path() << " expects nothing";
        EXPECT_EQ(messages_of(entry.path()), expected) << entry.path();
    }
    EXPECT_GE(files, 20u);
}

TEST(RefusedScenarios, the_base_that_they_change_loads) {
    EXPECT_EQ(messages_of(folder.parent_path() / "base/small.toml"), "");
}

}  // namespace
}  // namespace enclosure
