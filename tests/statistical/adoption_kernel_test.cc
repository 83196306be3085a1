#include "tests/statistical/adoption_kernel_agreement.h"

namespace enclosure::test {
namespace {

constexpr std::size_t users = 20000;

TEST(AdoptionKernel, one_tick_has_the_law_of_double_precision) {
    expect_one_tick_has_the_law(users, 20, 20, adoption_kernel::switching_cost + 0.05);
}

TEST(AdoptionKernel, shares_of_all_implementations_agree_after_ten_ticks) {
    expect_late_shares_agree(users, 30, 12);
}

}  // namespace
}  // namespace enclosure::test
