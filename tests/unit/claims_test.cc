// data/claims.csv: every claim of the debate has a mechanism, a file that holds it, and one parameter that removes it.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "sim/scenario/paths.h"
#include "tests/worlds.h"

namespace enclosure::test {
namespace {

const std::filesystem::path root = ENCLOSURE_SOURCE_DIR;

struct ClaimRow {
    std::string claim, mechanism, file, parameter, off;
};

std::vector<ClaimRow> claim_rows() {
    std::ifstream in(root / "data" / "claims.csv");
    std::vector<ClaimRow> rows;
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
        std::istringstream cells(line);
        ClaimRow r;
        std::getline(cells, r.claim, ',');
        std::getline(cells, r.mechanism, ',');
        std::getline(cells, r.file, ',');
        std::getline(cells, r.parameter, ',');
        std::getline(cells, r.off, ',');
        rows.push_back(r);
    }
    return rows;
}

TEST(Claims, AllOfThemHaveARow) {
    std::set<std::string> expected;
    for (const auto& [letter, count] : {std::pair{"O", 22}, std::pair{"C", 13}, std::pair{"B", 13}}) {
        for (int i = 1; i <= count; ++i) expected.insert(letter + std::to_string(i));
    }
    std::set<std::string> found;
    for (const ClaimRow& r : claim_rows()) EXPECT_TRUE(found.insert(r.claim).second) << r.claim << " stands twice";
    EXPECT_EQ(found, expected);
}

TEST(Claims, EachNamesAFileAndAParameterThatRemovesItsMechanism) {
    const Scenario scenario = baseline();
    for (const ClaimRow& r : claim_rows()) {
        SCOPED_TRACE(r.claim);
        EXPECT_TRUE(std::filesystem::exists(root / r.file)) << r.file;
        EXPECT_FALSE(r.mechanism.empty());
        const Facts* facts = find_facts(scenario, r.parameter);
        if (facts == nullptr) {
            ADD_FAILURE() << "no parameter " << r.parameter;
            continue;
        }
        EXPECT_TRUE(facts->is_switch()) << r.parameter << " is no switch";
        const double off = r.off == "false" ? 0 : r.off == "true" ? 1 : std::stod(r.off);
        EXPECT_EQ(off, facts->off) << r.parameter;
    }
}

}  // namespace
}  // namespace enclosure::test
