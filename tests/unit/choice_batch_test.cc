// The vector kernel makes the choices of the scalar statement, to the bit, on every set of vector instructions.
#include "sim/phases/choice_batch.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/vector_target.h"
#include "tests/made_up_number.h"

namespace enclosure::test {
namespace {

struct MadeUpMarket {
    std::vector<Offering> offerings;
    std::vector<double> utility;
    ChoiceSetting setting;

    MadeUpMarket(std::uint64_t number_of_market, std::size_t count, float nest_scale) {
        const std::uint64_t n = number_of_market;
        for (std::size_t k = 0; k < count; ++k) {
            Offering o;
            o.slot = static_cast<std::uint8_t>(2 * k);
            o.open = mix(n + k) % 2 == 0;
            o.vendor = static_cast<std::int32_t>(k / 3);
            o.key = static_cast<std::uint32_t>(mix(n * 7919 + k)) | 1u;
            o.log_price = made_up_number(n, k, -3, 3);
            o.transparency = made_up_number(n, k + 100, 0, 1);
            o.modifiability = made_up_number(n, k + 200, 0, 1);
            o.risk = made_up_number(n, k + 300, 0, 1);
            o.shut = k % 5 == 4 ? 1e9F : 0.0F;
            o.integration = made_up_number(n, k + 400, 0, 1);
            offerings.push_back(o);
            utility.push_back(made_up_number(n, k + 500, -3, 3));
        }
        setting = {.seed = n, .step = 17, .nest_scale = nest_scale, .outside = 1, .leave_cost = 0.5F, .upgrade_cost = 0.25F};
    }

    Chooser user(std::uint64_t i) const {
        Chooser c;
        c.serial = mix(i + 12345);
        c.price_weight = made_up_number(i, 1, 0, 1);
        c.data_sensitivity = made_up_number(i, 2, 0, 1);
        c.customisation = made_up_number(i, 3, 0, 1);
        c.security = made_up_number(i, 4, 0, 1);
        c.integration = i % 3 == 0 ? 0.0F : 1.0F;
        if (i % 4 != 0 && !offerings.empty()) {
            const Offering& used = offerings[i % offerings.size()];
            c.slot = used.slot;
            c.vendor = used.vendor;
            c.switching = made_up_number(i, 5, 0, 2);
        }
        return c;
    }
};

class ChoiceBatchOn : public testing::TestWithParam<std::string> {
  protected:
    void SetUp() override { force_vector_target(GetParam()); }
    void TearDown() override { force_vector_target(""); }
};
INSTANTIATE_TEST_SUITE_P(Targets, ChoiceBatchOn, testing::ValuesIn(vector_targets()), [](const auto& p) { return p.param; });

TEST_P(ChoiceBatchOn, TakesWhatTheStatementTakes) {
    std::size_t moved = 0;
    std::size_t none = 0;
    std::size_t held_back = 0;
    for (const std::size_t count : {0u, 1u, 7u, 8u, 31u, 33u, 64u, 125u}) {
        for (const float scale : {1.0F, 0.7F, 0.2F}) {
            const MadeUpMarket market(count + 1, count, scale);
            const OfferingColumns columns(market.offerings);
            std::vector<float> row(padded_alternatives(market.utility.size()));
            write_padded(market.utility, row);
            const std::span<const float> seen(row.data(), count);
            for (const std::size_t size : {1u, 5u, 64u}) {
                ChooserBatch batch;
                for (std::size_t i = 0; i < size; ++i) batch.add(market.user(i + 100 * count), row.data());
                std::array<Choice, ChooserBatch::capacity> taken{};
                choose_batch(batch, columns, market.setting, taken);
                for (std::size_t i = 0; i < size; ++i) {
                    const Chooser user = market.user(i + 100 * count);
                    const Choice stated = choose(user, market.offerings, seen, market.setting);
                    ASSERT_EQ(taken[i].slot, stated.slot) << count << " models, scale " << scale << ", user " << i << " of " << size;
                    ASSERT_EQ(taken[i].unbound, stated.unbound) << count << " models, scale " << scale << ", user " << i << " of " << size;
                    moved += stated.slot != choice_none && stated.slot != user.slot ? 1 : 0;
                    none += stated.slot == choice_none ? 1 : 0;
                    held_back += stated.slot != stated.unbound ? 1 : 0;
                }
            }
        }
    }
    EXPECT_GT(moved, 100u);
    EXPECT_GT(none, 20u);
    EXPECT_GT(held_back, 20u);
}

// Under notice all, and to do without is worse still: totals so large that they are equal, and none can be ruled out.
TEST_P(ChoiceBatchOn, TakesTheFirstOfEqualsHoweverManyThereAre) {
    MadeUpMarket market(3, 125, 0.7F);
    for (Offering& o : market.offerings) o.shut = 1e9F;
    market.setting.outside = 1e10F;
    const OfferingColumns columns(market.offerings);
    std::vector<float> row(padded_alternatives(market.utility.size()));
    write_padded(market.utility, row);
    ChooserBatch batch;
    for (std::size_t i = 0; i < ChooserBatch::capacity; ++i) batch.add(market.user(i), row.data());
    std::array<Choice, ChooserBatch::capacity> taken{};
    choose_batch(batch, columns, market.setting, taken);
    std::size_t first = 0;
    for (std::size_t i = 0; i < batch.size; ++i) {
        const Choice stated = choose(market.user(i), market.offerings, std::span<const float>(row).first(125), market.setting);
        ASSERT_EQ(taken[i], stated) << i;
        first += stated.slot == market.offerings.front().slot ? 1 : 0;
    }
    EXPECT_GT(first, 5u) << "nothing was equal";
}

}  // namespace
}  // namespace enclosure::test
