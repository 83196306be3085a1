// The reference of the adoption kernel and the engine's run of it give the same states on every set of vector instructions and for any
// number of threads.
#include <gtest/gtest.h>

#include <string>

#include "bench/adoption_kernel/engine.h"
#include "sim/base/vector_target.h"
#include "tests/determinism/adoption_kernel_golden.h"

namespace enclosure::test {
namespace {

using adoption_kernel::Drawing;

TEST(AdoptionKernel, has_the_same_states_on_every_vector_target_and_number_of_threads) {
    for (const std::string& target : vector_targets()) {
        force_vector_target(target);
        for (const int count : {1, 2, 3, 8}) {
            SCOPED_TRACE(target + ", threads: " + std::to_string(count));
            const Threads threads(count);
            EXPECT_EQ(golden::kernel_hash(Drawing::one_uniform, threads), golden::kernel_one_uniform);
            EXPECT_EQ(golden::kernel_hash(Drawing::keyed, threads), golden::kernel_keyed);
        }
    }
    force_vector_target("");
}

std::uint64_t engine_hash(Drawing drawing, const Threads& threads, std::uint64_t seed = 1) {
    adoption_kernel::Engine engine(golden::kernel_users, seed, drawing, threads);
    std::uint64_t hash = engine.state_hash();
    for (int k = 0; k < 10; ++k) {
        engine.tick();
        hash = combine(hash, engine.state_hash());
    }
    return hash;
}

TEST(AdoptionKernel, is_run_by_the_engine_to_the_same_states_on_every_vector_target_and_number_of_threads) {
    for (const Drawing drawing : {Drawing::one_uniform, Drawing::keyed}) {
        const Threads one(1);
        const std::uint64_t expected = engine_hash(drawing, one);
        EXPECT_NE(engine_hash(drawing, one, 2), expected);
        for (const std::string& target : vector_targets()) {
            force_vector_target(target);
            for (const int count : {1, 2, 3, 8}) {
                SCOPED_TRACE(target + ", threads: " + std::to_string(count));
                const Threads threads(count);
                EXPECT_EQ(engine_hash(drawing, threads), expected);
            }
        }
        force_vector_target("");
    }
}

TEST(AdoptionKernel, hash_sees_the_seed) {
    const Threads one(1);
    EXPECT_NE(golden::kernel_hash(Drawing::one_uniform, one, 2), golden::kernel_one_uniform);
    EXPECT_NE(golden::kernel_hash(Drawing::keyed, one, 2), golden::kernel_keyed);
}

}  // namespace
}  // namespace enclosure::test
