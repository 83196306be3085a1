// Every source that a parameter, a scenario row or a table of figures names exists in data/sources.bib.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "sim/scenario/leaves.h"
#include "sim/scenario/parameters.h"
#include "sim/scenario/rows/event.h"
#include "sim/scenario/scenario.h"

namespace enclosure {
namespace {

const std::filesystem::path evidence_folder = std::filesystem::path(ENCLOSURE_SOURCE_DIR) / "data";

constexpr std::string_view grades = "RC2MAn";  // data/README.md

std::string file_text(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct Entry {
    std::string key, body;
};

// Every entry of data/sources.bib: it begins with @ at the start of a line, and ends with } on a line of its own.
std::vector<Entry> bibliography() {
    const std::string text = "\n" + file_text(evidence_folder / "sources.bib");
    std::vector<Entry> entries;
    for (std::size_t at = text.find("\n@"); at != std::string::npos; at = text.find("\n@", at + 1)) {
        const std::size_t key = text.find('{', at) + 1, body = text.find(',', key), end = text.find("\n}", at);
        entries.push_back({text.substr(key, body - key), text.substr(body, end - body)});
    }
    return entries;
}

// The grade that an entry's note begins with; a space if there is none.
char quality_of(const Entry& entry) {
    constexpr std::string_view start = "note = {quality ";
    const std::size_t at = entry.body.find(start);
    return at == std::string::npos ? ' ' : entry.body.at(at + start.size());
}

std::set<std::string> known_sources() {
    std::set<std::string> keys{"assumption", "calibrated", "identity"};
    for (const Entry& entry : bibliography()) keys.insert(entry.key);
    return keys;
}

// "key, table 1" names the source `key`.
std::string key_of(std::string_view source) {
    return std::string(source.substr(0, source.find(',')));
}

void expect_known(const std::string& path, const Facts& facts, const std::set<std::string>& known) {
    EXPECT_EQ(known.count(key_of(facts.source)), 1u) << path << " names " << facts.source;
}

// Cells of a line of CSV; quotes as in RFC 4180, no line breaks within cells.
std::vector<std::string> cells_of(const std::string& line) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (const char c : line) {
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            cells.emplace_back();
        } else if (c != '\r') {
            cells.back() += c;
        }
    }
    return cells;
}

std::size_t column_of(const std::vector<std::string>& header, const std::string& name) {
    return static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin());
}

TEST(Sources, EveryEntryIsThereOnceAndSaysItsQuality) {
    std::set<std::string> seen;
    for (const Entry& entry : bibliography()) {
        EXPECT_TRUE(seen.insert(entry.key).second) << entry.key << " is there twice";
        EXPECT_NE(grades.find(quality_of(entry)), std::string_view::npos) << entry.key << " has no note = {quality ...}";
        EXPECT_NE(entry.body.find("title = {"), std::string::npos) << entry.key;
        EXPECT_NE(entry.body.find("year = {"), std::string::npos) << entry.key;
    }
    EXPECT_GE(seen.size(), 15u);
}

// A row of each kind, so that all fields are among the leaves.
TEST(Sources, EveryFieldNamesAKnownSource) {
    const auto known = known_sources();
    Scenario one_of_each;
    one_of_each.region.resize(1);
    one_of_each.segment.resize(1);
    one_of_each.domain.resize(1);
    one_of_each.strategy.resize(1);
    one_of_each.firm.resize(1);
    one_of_each.policy.resize(1);
    one_of_each.policy[0].event.resize(1);
    std::set<std::string> tables;
    visit_leaves(one_of_each, [&](const std::string& path, const auto&, const Facts& facts) {
        expect_known(path, facts, known);
        if (const std::size_t dot = path.find('.'); dot != std::string::npos) tables.insert(path.substr(0, dot));
    });
    for_each_field<Scenario>([&](const auto& f) { expect_known(std::string(f.facts.name), f.facts, known); });
    constexpr std::size_t other_tables = 9;  // time, population, output, and the six kinds of rows
    EXPECT_EQ(tables.size(), std::tuple_size_v<decltype(Parameters::groups())> + other_tables);
}

TEST(Sources, TablesHaveUnitSourceAndQuality) {
    const auto known = known_sources();
    std::size_t tables = 0;
    for (const auto& file : std::filesystem::directory_iterator(evidence_folder)) {
        // The table of claims holds no values; claims_test.cc reads it.
        if (file.path().extension() != ".csv" || file.path().filename() == "claims.csv") continue;
        ++tables;
        SCOPED_TRACE(file.path().filename().string());
        std::ifstream in(file.path());
        std::string line;
        std::getline(in, line);
        const auto header = cells_of(line);
        const std::size_t unit = column_of(header, "unit");
        const std::size_t source = column_of(header, "source");
        const std::size_t quality = column_of(header, "quality");
        ASSERT_LT(std::max({unit, source, quality}), header.size());
        std::size_t rows = 0;
        while (std::getline(in, line)) {
            ++rows;
            const auto cells = cells_of(line);
            ASSERT_EQ(cells.size(), header.size()) << line;
            EXPECT_NE(cells[unit], "") << line;
            EXPECT_EQ(known.count(cells[source]), 1u) << line;
            EXPECT_TRUE(cells[quality].size() == 1 && grades.find(cells[quality]) != std::string_view::npos) << line;
        }
        EXPECT_GT(rows, 0u);
    }
    EXPECT_EQ(tables, 8u);
}

}  // namespace
}  // namespace enclosure
