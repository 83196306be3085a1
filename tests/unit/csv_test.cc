// Comma-separated values, read and written.
#include "sim/base/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace enclosure {
namespace {

using testing::ElementsAre;

TEST(Csv, CellsMayHoldCommasQuotesAndLineEnds) {
    CsvReader reader(
        "\xef\xbb\xbf"
        "a, b ,\"c,\"\"d\"\"\ne\"\r\n\n1,,x");
    EXPECT_EQ(reader.line(), 1);
    EXPECT_THAT(reader.next(), ElementsAre("a", "b", "c,\"d\"\ne"));
    EXPECT_EQ(reader.line(), 3) << "the quoted line end counts";
    EXPECT_THAT(reader.next(), ElementsAre(""));
    EXPECT_FALSE(reader.done());
    EXPECT_THAT(reader.next(), ElementsAre("1", "", "x"));
    EXPECT_TRUE(reader.done());
}

TEST(Csv, WhatIsWrittenReadsBack) {
    for (const std::string text : {"plain", "a,b", "say \"so\"", "two\nlines", " blank ", ""}) {
        const std::string line = csv_cell(text) + ",end\n";
        const std::vector<std::string> cells = CsvReader(line).next();
        ASSERT_EQ(cells.size(), 2u) << line;
        EXPECT_EQ(cells[0], text == " blank " ? "blank" : text) << "blanks around a cell are not kept";
    }
}

}  // namespace
}  // namespace enclosure
