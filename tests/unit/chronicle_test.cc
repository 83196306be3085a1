// sim/world/chronicle.h: entries are what was noted since clear(), whatever was there before.
#include "sim/world/chronicle.h"

#include <gtest/gtest.h>

namespace enclosure {
namespace {

TEST(Chronicle, HoldsWhatWasNotedSinceItWasCleared) {
    Chronicle chronicle;
    chronicle.note(1, "entry", "entrant_1", {"enters with ", "Open weights, and a long title", ", on a base of its own"});
    chronicle.note(1.5, "failure", "a firm with a long label", "runs out of money");
    ASSERT_EQ(chronicle.entries.size(), 2U);
    EXPECT_EQ(chronicle.entries[0].text, "enters with Open weights, and a long title, on a base of its own");
    chronicle.clear();
    EXPECT_TRUE(chronicle.entries.empty());
    chronicle.note(2, "leak", "b", "short");
    ASSERT_EQ(chronicle.entries.size(), 1U);
    EXPECT_EQ(chronicle.entries[0].time, 2);
    EXPECT_EQ(chronicle.entries[0].kind, "leak");
    EXPECT_EQ(chronicle.entries[0].subject, "b");
    EXPECT_EQ(chronicle.entries[0].text, "short");
}

TEST(Chronicle, WritesIntoTheRoomThatItHas) {
    Chronicle chronicle;
    chronicle.reserve(2, 100);
    for (int step = 0; step < 3; ++step) {
        chronicle.clear();
        for (const char* text : {"one", "two", "three"}) chronicle.note(step, "kind", "subject", text);
        ASSERT_EQ(chronicle.entries.size(), 3U) << "more than there was room for";
        EXPECT_EQ(chronicle.entries[2].text, "three");
    }
    chronicle.clear();
    const ChronicleEntry* first = chronicle.entries.data();
    chronicle.note(4, "kind", "subject", std::string(100, 'x'));
    EXPECT_EQ(chronicle.entries.data(), first);
    EXPECT_GE(chronicle.entries[0].text.capacity(), 100U);
}

}  // namespace
}  // namespace enclosure
