// 10^8 choices against the law in double precision.
#include "tests/statistical/adoption_kernel_agreement.h"

namespace enclosure::test {
namespace {

constexpr std::size_t users = 1000000;

TEST(AdoptionKernelLarge, one_tick_has_the_law_of_double_precision) {
    expect_one_tick_has_the_law(users, 100, 5, adoption_kernel::switching_cost + 0.003);
}

TEST(AdoptionKernelLarge, shares_of_all_implementations_agree_after_ten_ticks) {
    expect_late_shares_agree(users, 40, 6);
}

}  // namespace
}  // namespace enclosure::test
