// The reference of the adoption kernel gives the same states on every set of vector instructions and for any number of threads.
#include <gtest/gtest.h>

#include <string>

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

TEST(AdoptionKernel, hash_sees_the_seed) {
    const Threads one(1);
    EXPECT_NE(golden::kernel_hash(Drawing::one_uniform, one, 2), golden::kernel_one_uniform);
    EXPECT_NE(golden::kernel_hash(Drawing::keyed, one, 2), golden::kernel_keyed);
}

}  // namespace
}  // namespace enclosure::test
