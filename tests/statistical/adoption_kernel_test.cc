// The adoption kernel's three implementations have one law: that of the formula in double precision.
#include <gtest/gtest.h>

#include "bench/adoption_kernel/naive.h"
#include "bench/adoption_kernel/reference.h"
#include "tests/statistical/adoption_kernel_law.h"

namespace enclosure::test {
namespace {

using namespace adoption_kernel;

constexpr std::size_t users = 20000;

struct Makers {
    Threads threads{2};

    auto naive() const {
        return [this](std::uint64_t seed) { return Naive(users, seed, threads); };
    }
    auto reference(Drawing drawing) const {
        return [this, drawing](std::uint64_t seed) { return Reference(users, seed, drawing, threads); };
    }
};

// 18 counts for each of three implementations, each beyond 5.6 standard deviations with probability 2.2e-8: error probability 1.2e-6.
TEST(AdoptionKernel, one_tick_has_the_law_of_double_precision) {
    const Makers make;
    const FirstTick law = first_tick_law(users);
    const KernelCounts one_uniform = first_ticks(20, make.reference(Drawing::one_uniform));
    EXPECT_LT(largest_z(one_uniform, 20, law), 5.6);
    EXPECT_LT(largest_z(first_ticks(20, make.reference(Drawing::keyed)), 20, law), 5.6);
    EXPECT_LT(largest_z(first_ticks(20, make.naive()), 20, law), 5.6);
    EXPECT_GT(largest_z(one_uniform, 20, first_tick_law(users, switching_cost + 0.05)), 5.6) << "control: another switching cost";
}

// 16 shares in two comparisons; |t| > 7 has a probability below 3e-8 for 35 degrees of freedom or more: error probability below 1e-6.
TEST(AdoptionKernel, shares_of_all_implementations_agree_after_ten_ticks) {
    const Makers make;
    const std::vector<Shares> naive = late_shares(12, 10, make.naive());
    const std::vector<Shares> one_uniform = late_shares(30, 10, make.reference(Drawing::one_uniform));
    EXPECT_LT(largest_t(naive, one_uniform), 7);
    EXPECT_LT(largest_t(one_uniform, late_shares(30, 10, make.reference(Drawing::keyed))), 7);
    EXPECT_GT(largest_t(naive, late_shares(30, 1, make.reference(Drawing::one_uniform))), 7)
        << "control: before users of a kind have gathered";
}

}  // namespace
}  // namespace enclosure::test
