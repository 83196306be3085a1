#include "sim/base/bytes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace enclosure {
namespace {

TEST(Bytes, ComeBackAsTheyWere) {
    ByteWriter out;
    out.put(std::uint32_t{0x01020304});
    out.put(std::string_view{"text \0 with a zero", 18});
    out.put(std::vector<double>{0.1, -0.0});
    out.put(std::vector<std::string>{"", "b"});
    out.put(std::vector<std::uint8_t>{});
    ByteReader in(out.bytes());
    EXPECT_EQ(in.next<std::uint32_t>(), 0x01020304u);
    EXPECT_EQ(in.next<std::string>(), std::string("text \0 with a zero", 18));
    std::vector<double> numbers;
    in.get(numbers);
    EXPECT_EQ(numbers, (std::vector<double>{0.1, -0.0}));
    EXPECT_TRUE(std::signbit(numbers[1]));
    std::vector<std::string> texts;
    in.get(texts);
    EXPECT_EQ(texts, (std::vector<std::string>{"", "b"}));
    std::vector<std::uint8_t> none{1};
    in.get(none);
    EXPECT_TRUE(none.empty());
    EXPECT_TRUE(in.at_end());
}

TEST(Bytes, StandInTheOrderThatTheFormatSays) {
    ByteWriter out;
    out.put(std::uint32_t{0x01020304});
    out.put(std::vector<std::uint16_t>{0x0a0b});
    const std::vector<int> expected{4, 3, 2, 1, 'u', 2, 1, 0, 0, 0, 0, 0, 0, 0, 0x0b, 0x0a};
    ASSERT_EQ(out.bytes().size(), expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(std::to_integer<int>(out.bytes()[i]), expected[i]) << i;
}

TEST(Bytes, ThatLieAboutTheirLengthAreRefusedBeforeMemoryIsTaken) {
    ByteWriter out;
    out.put(std::uint8_t{'f'});
    out.put(std::uint8_t{8});
    out.put(~std::uint64_t{0});
    std::vector<double> numbers;
    ByteReader in(out.bytes());
    EXPECT_THROW(in.get(numbers), BytesError);
    EXPECT_THROW(ByteReader({}).next<std::uint64_t>(), BytesError);
    std::vector<std::string> texts;
    ByteReader as_texts(out.bytes());
    EXPECT_THROW(as_texts.get(texts), BytesError);
}

TEST(Bytes, OfAnotherTypeAreRefused) {
    ByteWriter out;
    out.put(std::vector<float>{1});
    std::vector<std::uint32_t> integers;
    std::vector<double> doubles;
    EXPECT_THROW(ByteReader(out.bytes()).get(integers), BytesError);
    EXPECT_THROW(ByteReader(out.bytes()).get(doubles), BytesError);
}

}  // namespace
}  // namespace enclosure
