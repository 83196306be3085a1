// The vector kernel makes the choices of the scalar statement, to the bit, on every set of vector instructions.
#include "sim/phases/choice_batch.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "tests/made_up_number.h"
#include "tests/on_vector_target.h"

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
        const float upgrade_cost = count % 3 == 0 ? 0.25F : (count % 3 == 1 ? 1.0F : 0.0F);
        setting = {.seed = n, .step = 17, .nest_scale = nest_scale, .outside = 1, .leave_cost = 0.5F, .upgrade_cost = upgrade_cost};
    }

    // As for the kernel that knows of one model a vendor and none under notice.
    void make_plain() {
        for (std::size_t k = 0; k < offerings.size(); ++k) {
            offerings[k].vendor = static_cast<std::int32_t>(k);
            offerings[k].shut = 0;
            offerings[k].transparency = 0;
            offerings[k].risk = 0;
        }
    }

    float most_switching = 2;

    Chooser user(std::uint64_t i) const {
        Chooser c;
        c.serial = mix(i + 12345);
        c.word = static_cast<std::uint32_t>(mix(i + 54321));
        c.price_weight = made_up_number(i, 1, 0, 1);
        c.data_sensitivity = made_up_number(i, 2, 0, 1);
        c.customisation = made_up_number(i, 3, 0, 1);
        c.security = made_up_number(i, 4, 0, 1);
        c.integration = i % 3 == 0 ? 0.0F : 1.0F;
        if (i % 4 != 0 && !offerings.empty()) {
            const Offering& used = offerings[i % offerings.size()];
            c.slot = used.slot;
            c.vendor = used.vendor;
            c.switching = made_up_number(i, 5, 0, most_switching);
        }
        return c;
    }
};

struct Tally {
    std::size_t moved = 0;
    std::size_t none = 0;
    std::size_t held_back = 0;
    std::size_t upgraded = 0;
};

class ChoiceBatchOn : public OnVectorTarget {};
INSTANTIATE_TEST_SUITE_P(Targets, ChoiceBatchOn, each_vector_target(), vector_target_name);

// The batch and the statement, of users with peers of their own or without.
void expect_the_stated_choices(const MadeUpMarket& market, std::size_t size, std::uint64_t first, bool peers, Tally& tally) {
    const std::size_t count = market.offerings.size();
    const OfferingColumns columns(market.offerings);
    std::vector<float> row(padded_alternatives(market.utility.size()));
    write_padded(market.utility, row);
    std::vector<std::uint8_t> group;
    for (const Offering& o : market.offerings) group.push_back(static_cast<std::uint8_t>(o.vendor));
    PeerCounts seen(group);
    seen.clear();
    ChooserBatch batch;
    for (std::size_t i = 0; i < size; ++i) {
        batch.add(market.user(i + first));
        seen.weight.of[i] = made_up_number(i + first, 6, 0, 0.3F);
        for (std::size_t k = 0; k < 8 && count > 0; ++k) seen.of_user(i)[ChooserBatch::capacity * group[mix(i + k * 31) % count]] += 1;
    }
    ChosenBatch taken;
    choose_batch(batch, columns, row.data(), peers ? &seen : nullptr, market.setting, taken);
    for (std::size_t i = 0; i < size; ++i) {
        const Chooser user = market.user(i + first);
        std::vector<float> utility(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(count));
        for (std::size_t k = 0; k < count && peers; ++k) {
            const float count_here = seen.of_user(i)[ChooserBatch::capacity * group[k]];
            utility[k] = with_peers(utility[k], seen.weight.of[i], count_here, market.setting.draws);
        }
        const Choice stated = choose(user, market.offerings, utility, market.setting);
        ASSERT_EQ(taken.slot[i], stated.slot) << "user " << i << " of " << size;
        ASSERT_EQ(taken.unbound[i], stated.unbound) << "user " << i << " of " << size;
        tally.moved += stated.slot != choice_none && stated.slot != user.slot ? 1 : 0;
        tally.none += stated.slot == choice_none ? 1 : 0;
        tally.held_back += stated.slot != stated.unbound ? 1 : 0;
        tally.upgraded +=
            stated.slot != user.slot && stated.slot != choice_none && user.slot != choice_none && stated.slot / 6 == user.slot / 6 ? 1 : 0;
    }
}

TEST_P(ChoiceBatchOn, TakesWhatTheStatementTakes) {
    for (const ChoiceDraws draws : {ChoiceDraws::keyed, ChoiceDraws::one_uniform}) {
        Tally tally;
        for (const std::size_t count : {0u, 1u, 7u, 8u, 31u, 33u, 64u, 125u}) {
            for (const float scale : {1.0F, 0.7F, 0.2F}) {
                for (const bool plain : {false, true}) {
                    MadeUpMarket market(count + 1, count, scale);
                    market.setting.draws = draws;
                    if (count == 33) market.most_switching = 100;  // costs that weights of single precision cannot hold at once
                    if (plain) market.make_plain();
                    for (const std::size_t size : {1u, 5u, 64u, 128u}) {
                        for (const bool peers : {false, true}) {
                            SCOPED_TRACE(testing::Message()
                                         << count << " models, scale " << scale << (plain ? ", plain" : "") << (peers ? ", peers" : "")
                                         << (draws == ChoiceDraws::keyed ? "" : ", one uniform"));
                            expect_the_stated_choices(market, size, 100 * count, peers, tally);
                        }
                    }
                }
            }
        }
        EXPECT_GT(tally.moved, 1000u);
        EXPECT_GT(tally.none, 100u);
        EXPECT_GT(tally.held_back, 100u);
        EXPECT_GT(tally.upgraded, 100u);
    }
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
    for (std::size_t i = 0; i < ChooserBatch::capacity; ++i) batch.add(market.user(i));
    ChosenBatch taken;
    choose_batch(batch, columns, row.data(), nullptr, market.setting, taken);
    std::size_t first = 0;
    for (std::size_t i = 0; i < batch.size; ++i) {
        const Choice stated = choose(market.user(i), market.offerings, std::span<const float>(row).first(125), market.setting);
        ASSERT_EQ(taken.of(i), stated) << i;
        first += stated.slot == market.offerings.front().slot ? 1 : 0;
    }
    EXPECT_GT(first, 5u) << "nothing was equal";
}

// Worth more than any number, or less: what takes part is what takes part one by one.
TEST_P(ChoiceBatchOn, TakesWhatIsWorthMoreThanAnything) {
    const float infinity = std::numeric_limits<float>::infinity();
    for (const float worth : {infinity, -infinity}) {
        MadeUpMarket market(4, 33, 0.7F);
        market.utility[11] = worth;
        Tally tally;
        expect_the_stated_choices(market, ChooserBatch::capacity, 0, false, tally);
    }
}

// Each byte a taste may be, on every set: columns become what one chooser's bytes come to.
TEST_P(ChoiceBatchOn, FillsColumnsWithWhatBytesComeTo) {
    std::vector<Offering> offerings(1);
    offerings[0].log_price = offerings[0].transparency = offerings[0].modifiability = offerings[0].risk = offerings[0].integration = 1;
    const OfferingColumns columns(offerings);
    const std::vector<std::uint16_t> since(256, 3);
    const std::vector<std::uint8_t> choice(256, 0);
    std::vector<std::uint8_t> bytes;
    for (std::size_t b = 0; b < 256; ++b) bytes.push_back(static_cast<std::uint8_t>(b));
    std::array<std::int32_t, 256> vendor{};
    for (const std::size_t first : {0u, 128u}) {
        const std::uint8_t* const own = bytes.data() + first;
        ChooserBatch batch;
        batch.fill({.cell_serial = 5,
                    .index = first,
                    .choice = choice.data(),
                    .since = since.data(),
                    .price = own,
                    .data_sensitivity = own,
                    .customisation = own,
                    .security = own,
                    .technical = own,
                    .price_weight = 1.7,
                    .technical_below = 200,
                    .vendor = vendor.data(),
                    .switching = {}},
                   128, columns, {});
        for (std::size_t k = 0; k < 128; ++k) {
            EXPECT_EQ(batch.taste[0][k], own_price_weight(1.7, own[k])) << first + k;
            for (const std::size_t t : {1u, 2u, 3u}) EXPECT_EQ(batch.taste[t][k], share_of_255(own[k])) << first + k;
            EXPECT_EQ(batch.taste[4][k], own_integration(own[k] < 200)) << first + k;
        }
    }
}

// By every way of counting: pairs of vendors four by four and one by one, an odd one, and more than pairs hold.
TEST_P(ChoiceBatchOn, CountsPeersByVendorAndLooksUpWhatEachOfThemAdds) {
    PeerWeights weights;
    for (std::size_t n = 0; n < weights.size(); ++n) {
        for (std::size_t r = 0; r < weights[n].size(); ++r) weights[n][r] = made_up_number(n, r, 0, 2);
    }
    for (const std::size_t groups : {1u, 2u, 7u, 8u, 9u, 16u, 17u, 40u}) {
        for (const std::size_t peers : {0u, 1u, 8u, 15u}) {
            SCOPED_TRACE(testing::Message() << groups << " vendors, " << peers << " peers");
            const std::size_t rows = peers == 8 ? 37 : ChooserBatch::capacity;
            std::vector<std::uint8_t> group;
            for (std::size_t g = 0; g < groups; ++g) group.push_back(static_cast<std::uint8_t>(g));
            PeerCounts counts(group);
            SeenPeers seen;
            seen.count = peers;
            std::vector<std::uint8_t> reach;
            for (std::size_t k = 0; k < ChooserBatch::capacity; ++k) {
                reach.push_back(static_cast<std::uint8_t>(mix(k + groups)));
                for (std::size_t j = 0; j < peers; ++j) {
                    const std::uint64_t word = mix(1000 * groups + 16 * k + j);
                    seen.row(j)[k] = k % 7 == 3 || word % 5 == 0 ? SeenPeers::nobody : static_cast<std::uint8_t>((word >> 8) % groups);
                }
            }
            counts.count(seen, weights, std::span(reach).first(rows));
            EXPECT_TRUE(counts.in_few);
            for (std::size_t k = 0; k < rows; ++k) {
                std::vector<std::size_t> stated(groups, 0);
                std::size_t all = 0;
                for (std::size_t j = 0; j < peers; ++j) {
                    if (seen.row(j)[k] == SeenPeers::nobody) continue;
                    ++stated[seen.row(j)[k]];
                    ++all;
                }
                for (std::size_t g = 0; g < groups; ++g) ASSERT_EQ(counts.few[g].of[k], stated[g]) << "user " << k << ", vendor " << g;
                ASSERT_EQ(counts.weight.of[k], weights[all][reach[k]]) << "user " << k;
            }
        }
    }
}

}  // namespace
}  // namespace enclosure::test
