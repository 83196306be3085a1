// Each folder holds scenario.toml and expected.csv: headline indicators after every step, to six digits. A run must print exactly that.
// When a change of results is meant, tests/golden/update writes what is now; the difference shows in the commit.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 20> headlines{"open_share_users",
                                                     "open_share_tokens",
                                                     "open_share_revenue",
                                                     "closed_frontier",
                                                     "open_frontier",
                                                     "gap_months",
                                                     "hhi",
                                                     "adoption",
                                                     "aware",
                                                     "flagship_price",
                                                     "open_price",
                                                     "revenue",
                                                     "research",
                                                     "firms_alive",
                                                     "releases",
                                                     "public_knowledge",
                                                     "incidents",
                                                     "opinion",
                                                     "developers_active",
                                                     "welfare"};

const fs::path folder = fs::path(ENCLOSURE_SOURCE_DIR) / "tests" / "golden";

std::vector<std::string> cases() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (fs::exists(entry.path() / "scenario.toml")) names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
    return parts;
}

// The run of a scenario as rows of a table; the first row is the names.
std::vector<std::string> rows_of(const fs::path& scenario) {
    Simulation simulation(load_scenario(scenario).scenario, {.threads = 2});
    std::vector<std::string> rows{"date"};
    for (const std::string_view name : headlines) rows[0] += "," + std::string(name);
    while (!simulation.done()) {
        simulation.step();
        std::string line = to_string(simulation.date());
        for (const std::string_view name : headlines) {
            std::array<char, 40> text{};
            const Indicator* indicator = find_indicator(name);
            if (indicator == nullptr) throw std::invalid_argument("no indicator " + std::string(name));
            std::snprintf(text.data(), text.size(), ",%.6g", indicator->value(simulation.world()));
            line += text.data();
        }
        rows.push_back(line);
    }
    return rows;
}

// The first place in which the tables differ, in words; empty if nowhere.
std::string first_difference(const std::vector<std::string>& expected, const std::vector<std::string>& found) {
    const std::vector<std::string> names = split(expected.empty() ? "" : expected[0]);
    for (std::size_t i = 0; i < std::min(expected.size(), found.size()); ++i) {
        if (expected[i] == found[i]) continue;
        const std::vector<std::string> was = split(expected[i]);
        const std::vector<std::string> is = split(found[i]);
        for (std::size_t k = 0; k < std::min(was.size(), is.size()); ++k) {
            if (was[k] != is[k]) {
                return "row " + std::to_string(i) + " (" + is[0] + "), " + (k < names.size() ? names[k] : "?") + ": expected " + was[k] +
                       ", found " + is[k];
            }
        }
        return "row " + std::to_string(i) + ": another number of columns";
    }
    return expected.size() == found.size() ? ""
                                           : std::to_string(expected.size()) + " rows expected, " + std::to_string(found.size()) + " found";
}

class Golden : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Cases, Golden, testing::ValuesIn(cases()), [](const auto& p) { return p.param; });

TEST_P(Golden, IsAsExpected) {
    const std::vector<std::string> found = rows_of(folder / GetParam() / "scenario.toml");
    const fs::path file = folder / GetParam() / "expected.csv";
    if (std::getenv("ENCLOSURE_UPDATE_GOLDEN") != nullptr) {
        std::ofstream out(file);
        for (const std::string& row : found) out << row << '\n';
        ASSERT_TRUE(out.flush().good()) << file << " cannot be written";
        return;
    }
    std::ifstream in(file);
    ASSERT_TRUE(in.good()) << file << " is missing; tests/golden/update writes it";
    std::vector<std::string> expected;
    for (std::string line; std::getline(in, line);) expected.push_back(line);
    EXPECT_EQ(first_difference(expected, found), "") << "if the change is meant, run tests/golden/update";
}

TEST(FirstDifference, NamesRowDateAndSeries) {
    const std::vector<std::string> a{"date,x,y", "2023-02-01,1,2", "2023-03-01,3,4"};
    std::vector<std::string> b = a;
    EXPECT_EQ(first_difference(a, b), "");
    b[2] = "2023-03-01,3,4.00001";
    EXPECT_EQ(first_difference(a, b), "row 2 (2023-03-01), y: expected 4, found 4.00001");
    b.pop_back();
    EXPECT_EQ(first_difference(a, b), "3 rows expected, 2 found");
}

}  // namespace
}  // namespace enclosure::test
