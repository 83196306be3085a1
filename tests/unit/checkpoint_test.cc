#include "sim/run/checkpoint.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "sim/run/parting.h"
#include "sim/scenario/write.h"
#include "tests/saved_run.h"

namespace enclosure::test {
namespace {

using testing::HasSubstr;

using Bytes = std::vector<std::byte>;

std::string decoding_error(const Bytes& bytes, const BuildInfo& program = build_info()) {
    try {
        decode_checkpoint(bytes, program);
    } catch (const CheckpointError& error) {
        return error.what();
    }
    return "no error";
}

Bytes bytes_of(const std::string& text) {
    Bytes bytes;
    for (const char c : text) bytes.push_back(static_cast<std::byte>(c));
    return bytes;
}

// A checkpoint of a run in full swing.
const Bytes& sample() {
    static const Bytes bytes = [] {
        const LoadedScenario loaded = tiny_baseline();
        Simulation simulation(loaded.scenario, {.threads = 1});
        make_steps(simulation, 30);
        return saved(simulation, loaded, bytes_of("what was recorded"));
    }();
    return bytes;
}

TEST(Checkpoint, RestoresAllOfTheState) {
    const LoadedScenario loaded = tiny_baseline();
    Simulation simulation(loaded.scenario, {.threads = 1});
    make_steps(simulation, 30);
    const Checkpoint checkpoint = decode_checkpoint(sample(), build_info());
    EXPECT_EQ(checkpoint.steps, 30u);
    EXPECT_EQ(different_columns(checkpoint.world, simulation.world()).size(), 0u);
    EXPECT_EQ(state_hash(checkpoint.world, Threads(1)), simulation.state_hash());
    EXPECT_EQ(write_toml(checkpoint.world.scenario), write_toml(simulation.world().scenario));
    EXPECT_EQ(write_toml(checkpoint.world.rules), write_toml(simulation.world().rules));
    EXPECT_EQ(checkpoint.world.step.index, simulation.world().step.index);
    EXPECT_EQ(checkpoint.world.step.t, simulation.world().step.t);
    EXPECT_EQ(checkpoint.world.step.dt, simulation.world().step.dt);
    EXPECT_EQ(checkpoint.world.step.seed, simulation.world().step.seed);
    EXPECT_EQ(checkpoint.results, bytes_of("what was recorded"));
    ASSERT_EQ(checkpoint.loaded.origins.size(), loaded.origins.size());
    EXPECT_EQ(checkpoint.loaded.origins[5].path, loaded.origins[5].path);
    EXPECT_EQ(checkpoint.loaded.origins[5].place, loaded.origins[5].place);
}

// The event of October 2023 changes the rules; a restored run that took the scenario's would show it.
TEST(Checkpoint, KeepsRulesThatEventsHaveChanged) {
    const Checkpoint checkpoint = decode_checkpoint(sample(), build_info());
    EXPECT_NE(write_toml(checkpoint.world.rules), write_toml(checkpoint.world.scenario));
}

TEST(Checkpoint, SavesTheSameBytesAgain) {
    const Checkpoint checkpoint = decode_checkpoint(sample(), build_info());
    EXPECT_EQ(encode_checkpoint(checkpoint.world, checkpoint.steps, checkpoint.loaded, checkpoint.results, build_info()), sample());
}

TEST(Checkpoint, OfTheStartIsOne) {
    const LoadedScenario loaded = tiny_baseline();
    const Simulation simulation(loaded.scenario, {.threads = 1});
    Simulation again = taken_up(saved(simulation, loaded));
    EXPECT_EQ(again.steps_made(), 0u);
    EXPECT_EQ(again.state_hash(), simulation.state_hash());
}

// Every byte of the first and the last section, and every 997th of all.
TEST(Checkpoint, RefusesEveryFlippedByte) {
    Bytes bytes = sample();
    std::set<std::size_t> at;
    for (std::size_t i = 0; i < 1500; ++i) at.insert(i);
    for (std::size_t i = bytes.size() - 600; i < bytes.size(); ++i) at.insert(i);
    for (std::size_t i = 0; i < bytes.size(); i += 997) at.insert(i);
    for (const std::size_t i : at) {
        for (const std::byte bit : {std::byte{0x01}, std::byte{0x80}}) {
            const std::byte before = bytes[i];
            bytes[i] ^= bit;
            ASSERT_NE(decoding_error(bytes), "no error") << "byte " << i << " of " << bytes.size();
            bytes[i] = before;
        }
    }
    EXPECT_EQ(decoding_error(bytes), "no error");
}

TEST(Checkpoint, NamesTheSectionThatIsDamaged) {
    Bytes bytes = sample();
    bytes[bytes.size() / 2] ^= std::byte{4};
    EXPECT_THAT(decoding_error(bytes), HasSubstr("damaged in its section state"));
    bytes = sample();
    bytes[bytes.size() - 20] ^= std::byte{4};
    EXPECT_THAT(decoding_error(bytes), HasSubstr("damaged in its section results"));
}

TEST(Checkpoint, RefusesEveryLengthButItsOwn) {
    const Bytes& whole = sample();
    for (std::size_t size = 0; size < whole.size(); size += size < 300 ? 1 : 4999) {
        const Bytes cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
        const std::string error = decoding_error(cut);
        EXPECT_THAT(error, size < 8 ? HasSubstr("no checkpoint") : HasSubstr("cut short")) << size;
    }
    Bytes longer = whole;
    longer.push_back(std::byte{0});
    EXPECT_THAT(decoding_error(longer), HasSubstr("added"));
}

TEST(Checkpoint, RefusesWhatIsForeign) {
    EXPECT_THAT(decoding_error({}), HasSubstr("no checkpoint"));
    EXPECT_THAT(decoding_error(bytes_of("schema_version = 1\nid = \"not a checkpoint\"\n")), HasSubstr("no checkpoint"));
    EXPECT_THAT(decoding_error(bytes_of("\x89HDF\r\n\x1a\n and the rest of an HDF5 file")), HasSubstr("no checkpoint"));
}

TEST(Checkpoint, RefusesAnotherFormatOrProgram) {
    Bytes bytes = sample();
    bytes[8] = std::byte{7};
    EXPECT_THAT(decoding_error(bytes), HasSubstr("its format is 7; this program reads 1"));
    BuildInfo other = build_info();
    other.version = "99.1.0";
    EXPECT_THAT(decoding_error(sample(), other), testing::AllOf(HasSubstr("this is 99.1.0"), HasSubstr(std::string(build_info().version))));
    other = build_info();
    other.git = "0123abc";
    EXPECT_THAT(decoding_error(sample(), other), HasSubstr("0123abc"));
}

}  // namespace
}  // namespace enclosure::test
