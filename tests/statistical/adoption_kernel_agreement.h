// That the adoption kernel's implementations have one law: naive, the reference and the engine, these with both ways of drawing: that of
// the formula in double precision. The same checks for a small kernel by default and for one of the size where a bias of single precision
// would show.
#pragma once

#include <gtest/gtest.h>

#include "bench/adoption_kernel/engine.h"
#include "bench/adoption_kernel/naive.h"
#include "bench/adoption_kernel/reference.h"
#include "tests/statistical/adoption_kernel_law.h"

namespace enclosure::test {

struct KernelMakers {
    std::size_t users;
    Threads threads{2};

    auto naive() const {
        return [this](std::uint64_t seed) { return adoption_kernel::Naive(users, seed, threads); };
    }
    auto reference(adoption_kernel::Drawing drawing) const {
        return [this, drawing](std::uint64_t seed) { return adoption_kernel::Reference(users, seed, drawing, threads); };
    }
    auto engine(adoption_kernel::Drawing drawing) const {
        return [this, drawing](std::uint64_t seed) { return adoption_kernel::Engine(users, seed, drawing, threads); };
    }
};

/// 18 counts for each of five implementations, each beyond 5.6 standard deviations with probability 2.2e-8: error probability 2e-6.
/// `other_cost` is a switching cost that the counts must refuse.
inline void expect_one_tick_has_the_law(std::size_t users, std::size_t seeds, std::size_t naive_seeds, double other_cost) {
    using adoption_kernel::Drawing;
    const KernelMakers make{users};
    const FirstTick law = first_tick_law(users);
    const KernelCounts one_uniform = first_ticks(seeds, make.reference(Drawing::one_uniform));
    EXPECT_LT(largest_z(one_uniform, seeds, law), 5.6);
    EXPECT_LT(largest_z(first_ticks(seeds, make.reference(Drawing::keyed)), seeds, law), 5.6);
    EXPECT_LT(largest_z(first_ticks(naive_seeds, make.naive()), naive_seeds, law), 5.6);
    for (const Drawing drawing : {Drawing::one_uniform, Drawing::keyed}) {
        EXPECT_LT(largest_z(first_ticks(seeds, make.engine(drawing)), seeds, law), 5.6) << "the engine";
    }
    EXPECT_GT(largest_z(one_uniform, seeds, first_tick_law(users, other_cost)), 5.6) << "control: another switching cost";
}

/// 16 shares in four comparisons; |t| > 7 has a probability below 3e-8 for 35 degrees of freedom or more: error probability below 2e-6.
inline void expect_late_shares_agree(std::size_t users, std::size_t seeds, std::size_t naive_seeds) {
    using adoption_kernel::Drawing;
    const KernelMakers make{users};
    const std::vector<adoption_kernel::Shares> naive = late_shares(naive_seeds, 10, make.naive());
    const std::vector<adoption_kernel::Shares> one_uniform = late_shares(seeds, 10, make.reference(Drawing::one_uniform));
    EXPECT_LT(largest_t(naive, one_uniform), 7);
    EXPECT_LT(largest_t(one_uniform, late_shares(seeds, 10, make.reference(Drawing::keyed))), 7);
    for (const Drawing drawing : {Drawing::one_uniform, Drawing::keyed}) {
        EXPECT_LT(largest_t(naive, late_shares(seeds, 10, make.engine(drawing))), 7) << "the engine";
    }
    EXPECT_GT(largest_t(naive, late_shares(seeds, 1, make.reference(Drawing::one_uniform))), 7)
        << "control: before users of a kind have gathered";
}

}  // namespace enclosure::test
