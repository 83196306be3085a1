// 10^8 choices of the model's vector kernel, 10^6 users under each of 100 seeds, against the nested logit in double precision: where a bias
// of single precision would show.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/parallel.h"
#include "sim/phases/choice_batch.h"
#include "tests/statistical/nested_logit.h"

namespace enclosure {
namespace {

constexpr std::size_t models = 16;
constexpr std::size_t users = 1000000;
constexpr std::uint64_t seeds = 100;
constexpr double lambda = 0.7;

// Counts by model, then of those with none.
using Counts = std::array<double, models + 1>;

struct Sum {
    Counts count{};
    Sum& operator+=(const Sum& other) {
        for (std::size_t k = 0; k < count.size(); ++k) count[k] += other.count[k];
        return *this;
    }
};

// Models as different as a market's, half of them open.
struct Market16 {
    std::vector<Offering> offerings;
    std::vector<double> utility;

    Market16() {
        for (std::size_t m = 0; m < models; ++m) {
            const auto at = static_cast<float>(m);
            Offering o;
            o.slot = static_cast<std::uint8_t>(m);
            o.open = m % 2 == 1;
            o.vendor = static_cast<std::int32_t>(m / 2);
            o.key = static_cast<std::uint32_t>(mix(m));
            o.log_price = 0.2F * at - 1.5F;
            o.transparency = o.open ? 0.75F : 0.0F;
            o.modifiability = o.open ? 0.5F : 0.125F;
            o.risk = 0.0625F * at;
            o.integration = o.open ? 0.5F : 0.0F;
            offerings.push_back(o);
            utility.push_back(0.25 * static_cast<double>((5 * m) % models) - 2);
        }
    }
};

Chooser bound_user() {
    Chooser user;
    user.slot = 3;
    user.vendor = 1;
    user.switching = 1.25F;
    user.price_weight = 0.75F;
    user.data_sensitivity = 0.5F;
    user.customisation = 0.25F;
    user.security = 0.5F;
    user.integration = 1;
    return user;
}

const ChoiceSetting how{.seed = 0, .step = 9, .nest_scale = 0.7F, .outside = 0.25F, .leave_cost = 0.5F, .upgrade_cost = 0.25F};

// The law in double precision; `more` is what the model in use gains.
Counts law(const Market16& market, double more) {
    const Chooser user = bound_user();
    std::vector<double> value;
    for (const Offering& o : market.offerings) {
        double v = market.utility[o.slot] - double{user.price_weight} * o.log_price + double{user.data_sensitivity} * o.transparency +
                   double{user.customisation} * o.modifiability - double{user.security} * o.risk - double{user.integration} * o.integration;
        v += o.slot == user.slot ? more : -user.switching * (o.vendor == user.vendor ? how.upgrade_cost : 1.0);
        value.push_back(v);
    }
    const std::vector<double> p = statistics::nested_logit(market.offerings, value, lambda, -how.outside - how.leave_cost * user.switching);
    Counts shares{};
    std::copy(p.begin(), p.end(), shares.begin());
    return shares;
}

Counts counted(const Market16& market, ChoiceDraws draws) {
    const Threads threads(2);
    const OfferingColumns columns(market.offerings);
    std::vector<float> row(padded_alternatives(models));
    write_padded(market.utility, row);
    Sum total;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        ChoiceSetting setting = how;
        setting.seed = seed;
        setting.draws = draws;
        total += threads.sum(users, Sum{}, [&](std::size_t begin, std::size_t end) {
            Sum part;
            ChooserBatch batch;
            ChosenBatch taken;
            Chooser user = bound_user();
            for (std::size_t i = begin; i < end; ++i) {
                user.serial = mix(i);
                user.word = row_word(seed, Purpose::user_choice, 77, setting.step, i);
                batch.add(user);
                if (!batch.full() && i + 1 < end) continue;
                choose_batch(batch, columns, row.data(), nullptr, setting, taken);
                for (std::size_t k = 0; k < batch.size; ++k) ++part.count[taken.slot[k] == choice_none ? models : taken.slot[k]];
                batch.size = 0;
            }
            return part;
        });
    }
    return total.count;
}

double largest_z(const Counts& count, const Counts& p) {
    constexpr double n = static_cast<double>(users) * static_cast<double>(seeds);
    double largest = 0;
    for (std::size_t k = 0; k < p.size(); ++k)
        largest = std::max(largest, std::fabs(count[k] - n * p[k]) / std::sqrt(n * p[k] * (1 - p[k])));
    return largest;
}

class ChoiceLawLarge : public testing::TestWithParam<ChoiceDraws> {};
INSTANTIATE_TEST_SUITE_P(Draws, ChoiceLawLarge, testing::Values(ChoiceDraws::keyed, ChoiceDraws::one_uniform),
                         [](const auto& p) { return p.param == ChoiceDraws::keyed ? "keyed" : "one_uniform"; });

// 17 counts, each beyond 5.6 standard deviations with probability 2.2e-8: error probability below 4e-7. The control moves a utility by
// 2^-9: of 10^8 choices that is seen.
TEST_P(ChoiceLawLarge, SharesAreThoseOfNestedLogitInDoublePrecision) {
    const Market16 market;
    const Counts count = counted(market, GetParam());
    EXPECT_LT(largest_z(count, law(market, 0)), 5.6);
    EXPECT_GT(largest_z(count, law(market, 0x1p-9)), 5.6) << "control: a utility a little off";
}

}  // namespace
}  // namespace enclosure
