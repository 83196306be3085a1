// What docs/ODD.md finds of the two licence thresholds that are shipped: from 2026 on they are one, a year before they are two.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/worlds.h"

namespace enclosure::test {
namespace {

// State hashes of a tenth of the baseline to the end of 2027 under a shipped licence, which begins on that date.
std::vector<std::uint64_t> under_licence(const std::string& policy, const char* date, const char* seed) {
    const std::filesystem::path file = std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "scenarios/policies" / (policy + ".toml");
    const std::vector<Override> few{{"population.users", "20000"}, {"population.developers", "2000"}, {"seed", seed}};
    Scenario s = load_scenario("lib:baseline", few, std::vector<std::filesystem::path>{file}).scenario;
    for (Event& event : s.policy.back().event) event.at = parse_date(date);
    return hashes(s, 60, {.threads = 2});
}

TEST(ReleaseLicence, HasOneThresholdFromTheDateOnFromWhichAllReleasesAreBeyondBoth) {
    for (const char* seed : {"1", "2", "3"}) {
        EXPECT_EQ(under_licence("release_licence_1e25", "2026-01-01", seed), under_licence("release_licence_1e26", "2026-01-01", seed))
            << seed;
        EXPECT_NE(under_licence("release_licence_1e25", "2025-01-01", seed), under_licence("release_licence_1e26", "2025-01-01", seed))
            << seed;
    }
}

}  // namespace
}  // namespace enclosure::test
