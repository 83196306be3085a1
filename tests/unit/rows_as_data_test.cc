// A strategy, a kind of firm, a segment, a region and a domain are added in a file alone: the example of docs/formats.md, run.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// The first ```toml block of docs/formats.md.
std::string example() {
    std::ostringstream text;
    text << std::ifstream(std::string(ENCLOSURE_SOURCE_DIR) + "/docs/formats.md").rdbuf();
    const std::string page = text.str();
    constexpr std::string_view fence = "```toml\n";
    const std::size_t begin = page.find(fence) + fence.size();
    return page.substr(begin, page.find("```", begin) - begin);
}

template <class Row>
std::size_t row_of(const std::vector<Row>& rows, const std::string& id) {
    std::size_t i = 0;
    while (rows.at(i).id != id) ++i;
    return i;
}

class RowsAsData : public testing::Test {
  protected:
    static Scenario scenario() {
        Scenario s = load_scenario_text(example(), "example.toml").scenario;
        s.population.users = 20000;
        s.population.developers = 2000;
        return s;
    }
};

TEST_F(RowsAsData, LiveInARun) {
    Scenario s = scenario();
    const std::size_t strategy = row_of(s.strategy, "member_weights");
    const std::size_t segment = row_of(s.segment, "farming");
    const std::size_t region = row_of(s.region, "oceania");
    const std::size_t domain = row_of(s.domain, "field_work");
    const std::size_t firm = row_of(s.firm, "library");
    s.firm[firm].fixed_strategy = true;  // whether it stays is another test
    Simulation simulation(std::move(s), {.threads = 2, .audit = true});
    for (int k = 0; k < 24; ++k) simulation.step();
    const World& w = simulation.world();

    std::int64_t farmers = 0;
    std::int64_t islanders = 0;
    std::int64_t field_workers = 0;
    std::int64_t aware = 0;
    for (std::size_t c = 0; c < w.cells.size(); ++c) {
        const auto users = static_cast<std::int64_t>(w.cells.users(c));
        if (w.cells.segment[c] == segment) farmers += users;
        if (w.cells.region[c] == region) islanders += users;
        if (w.cells.domain[c] == domain) field_workers += users;
        if (w.cells.segment[c] == segment) aware += users - w.market.unaware[c];
        EXPECT_FALSE(w.cells.domain[c] == domain && w.cells.segment[c] != segment) << "only farms have field work";
    }
    EXPECT_EQ(farmers, 1000);
    EXPECT_NEAR(static_cast<double>(islanders), 400, 30);
    EXPECT_NEAR(static_cast<double>(field_workers), 600, 5);
    EXPECT_GT(aware, 50) << "twice as many as at the start";

    const std::size_t developers =
        static_cast<std::size_t>(std::count(w.developers.domain.begin(), w.developers.domain.end(), static_cast<std::uint8_t>(domain)));
    EXPECT_NEAR(static_cast<double>(developers), 40, 25);
    EXPECT_EQ(w.firms.region[firm], region);
    EXPECT_TRUE(w.firms.interface[firm]);
    for (std::size_t m = 0; m < w.catalogue.size(); ++m) {
        if (!w.catalogue.live(m)) continue;
        EXPECT_LT(w.catalogue.offset[m * w.rules.domain.size() + domain], 0.0) << "models are worse where little is trained for";
        EXPECT_GE(w.catalogue.offset[m * w.rules.domain.size() + domain], -0.3);
    }
    EXPECT_EQ(w.firms.strategy[firm], strategy);
}

// Firms of the baseline take to the new strategy where it pays best: here it keeps nothing back, sells most, and change costs nothing.
TEST_F(RowsAsData, AreChosenByFirmsOfTheBaseline) {
    Scenario s = scenario();
    const std::size_t strategy = row_of(s.strategy, "member_weights");
    s.strategy[strategy].premium_gain = 1;
    s.strategy[strategy].delay = 0;
    s.parameters.review.inertia = 0;
    Simulation simulation(std::move(s), {.threads = 2, .audit = true});
    for (int k = 0; k < 24; ++k) simulation.step();
    const World& w = simulation.world();
    std::size_t followers = 0;
    for (std::size_t f = 0; f < w.firms.size(); ++f) followers += w.firms.alive[f] != 0 && w.firms.strategy[f] == strategy ? 1 : 0;
    EXPECT_GE(followers, 3U) << "the library and at least two others";
}

}  // namespace
}  // namespace enclosure::test
