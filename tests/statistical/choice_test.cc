// The choice kernel has the law of a nested logit, and its draws are causal: who is added takes users for himself only.
#include "sim/phases/choice_one_uniform.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "tests/statistical/nested_logit.h"
#include "tests/statistical/statistics.h"

namespace enclosure {
namespace {

using statistics::alpha;

constexpr std::size_t users = 200000;

struct Market3x2 {
    std::vector<Offering> offerings;
    std::vector<float> utility;

    void add(std::uint8_t slot, bool open, float u) {
        Offering o;
        o.slot = slot;
        o.open = open;
        o.vendor = slot;
        o.key = 1000003u * (slot + 1u);
        offerings.push_back(o);
        utility.push_back(u);
    }
};

// Three closed models and two open ones.
Market3x2 market() {
    Market3x2 m;
    m.add(0, false, 0.4F);
    m.add(1, false, 0.1F);
    m.add(2, false, -0.5F);
    m.add(3, true, 0.2F);
    m.add(4, true, -0.3F);
    return m;
}

ChoiceSetting setting(double lambda, ChoiceDraws draws = ChoiceDraws::keyed) {
    ChoiceSetting s;
    s.draws = draws;
    s.seed = 11;
    s.step = 3;
    s.nest_scale = static_cast<float>(lambda);
    s.outside = 0.3F;
    s.leave_cost = 0.5F;
    s.upgrade_cost = 0.25F;
    return s;
}

Chooser chooser(std::uint64_t i) {
    Chooser c;
    c.serial = user_serial(serial_of("statistics"), i);
    c.word = static_cast<std::uint32_t>(mix(i));
    return c;
}

// The law of the market's models at those utilities.
std::vector<double> nested_logit(const Market3x2& m, const std::vector<double>& v, double lambda, double v_none) {
    return statistics::nested_logit(m.offerings, v, lambda, v_none);
}

double chi_square(const std::vector<double>& count, const std::vector<double>& p) {
    double n = 0;
    for (const double c : count) n += c;
    double sum = 0;
    for (std::size_t k = 0; k < p.size(); ++k) sum += (count[k] - n * p[k]) * (count[k] - n * p[k]) / (n * p[k]);
    return sum;
}

// Upper tail of chi-square with 5 degrees of freedom, closed form.
double upper_tail_5(double x) {
    return std::erfc(std::sqrt(x / 2)) + std::sqrt(2 * x / std::acos(-1.0)) * std::exp(-x / 2) * (1 + x / 3);
}

std::vector<double> counts(const Market3x2& m, const ChoiceSetting& how, const Chooser& like) {
    std::vector<double> count(m.offerings.size() + 1, 0.0);
    for (std::uint64_t i = 0; i < users; ++i) {
        Chooser c = like;
        c.serial = chooser(i).serial;
        c.word = chooser(i).word;
        const std::uint8_t slot = choose(c, m.offerings, m.utility, how).slot;
        ++count[slot == choice_none ? m.offerings.size() : slot];
    }
    return count;
}

class Lambda : public testing::TestWithParam<double> {};
INSTANTIATE_TEST_SUITE_P(Scales, Lambda, testing::Values(1.0, 0.85, 0.6, 0.35),
                         [](const auto& p) { return "x" + std::to_string(std::lround(100 * p.param)); });

TEST_P(Lambda, SharesAreThoseOfNestedLogit) {
    const Market3x2 m = market();
    const std::vector<double> p = nested_logit(m, {m.utility.begin(), m.utility.end()}, GetParam(), -0.3);
    const std::vector<double> count = counts(m, setting(GetParam()), chooser(0));
    EXPECT_GT(upper_tail_5(chi_square(count, p)), alpha);
    EXPECT_GT(upper_tail_5(chi_square(counts(m, setting(GetParam(), ChoiceDraws::one_uniform), chooser(0)), p)), alpha);
    // Control: the same counts refuse a law that is a little off, and the law of another scale.
    std::vector<double> off(m.utility.begin(), m.utility.end());
    off[3] += 0.05;
    EXPECT_LT(upper_tail_5(chi_square(count, nested_logit(m, off, GetParam(), -0.3))), alpha);
    EXPECT_LT(upper_tail_5(chi_square(count, nested_logit(m, {m.utility.begin(), m.utility.end()}, GetParam() - 0.05, -0.3))), alpha);
}

TEST_P(Lambda, SharesOfWhoIsBoundAreThoseOfUtilitiesLessSwitching) {
    Market3x2 m = market();
    m.offerings[3].vendor = 0;  // open weights of the vendor of slot 0
    for (std::size_t k = 0; k < m.offerings.size(); ++k) {
        m.offerings[k].log_price = 0.1F * static_cast<float>(k);
        m.offerings[k].transparency = m.offerings[k].open ? 0.3F : 0.0F;
        m.offerings[k].modifiability = m.offerings[k].open ? 0.4F : 0.0F;
        m.offerings[k].risk = 0.2F;
        m.offerings[k].integration = m.offerings[k].open ? 0.6F : 0.1F;
    }
    Chooser bound;
    bound.slot = 0;
    bound.vendor = 0;
    bound.switching = 1.2F;
    bound.price_weight = 0.7F;
    bound.data_sensitivity = 0.5F;
    bound.customisation = 0.25F;
    bound.security = 0.1F;
    bound.integration = 1;
    std::vector<double> v(m.utility.begin(), m.utility.end());
    const double toll[] = {0, 1.2, 1.2, 0.25 * 1.2, 1.2};
    for (std::size_t k = 0; k < v.size(); ++k) {
        v[k] += -0.7 * 0.1 * static_cast<double>(k) - 0.1 * 0.2 - toll[k];
        v[k] += m.offerings[k].open ? 0.5 * 0.3 + 0.25 * 0.4 - 0.6 : -0.1;
    }
    const std::vector<double> p = nested_logit(m, v, GetParam(), -0.3 - 0.5 * 1.2);
    for (const ChoiceDraws draws : {ChoiceDraws::keyed, ChoiceDraws::one_uniform}) {
        EXPECT_GT(upper_tail_5(chi_square(counts(m, setting(GetParam(), draws), bound), p)), alpha);
    }
}

// Costs of a hundred times the scale, which weights of single precision cannot hold at once: to stay, to move to a sister, or to a rival
// who is worth as much more. Frequencies differ by less than five standard deviations but for once in two million times.
TEST_P(Lambda, SharesHoldWhereLeavingCostsAHundredTimesTheScale) {
    const double cost = 100 * GetParam();
    for (const double upgrade : {0.25, 0.995}) {
        for (const double rival : {0.99, 1.0, 1.02}) {
            Market3x2 m = market();
            m.offerings[3].vendor = 0;
            m.utility[1] += static_cast<float>(rival * cost);
            m.utility[3] += static_cast<float>(upgrade * cost);
            Chooser bound;
            bound.slot = 0;
            bound.vendor = 0;
            bound.switching = static_cast<float>(cost);
            ChoiceSetting how = setting(GetParam(), ChoiceDraws::one_uniform);
            how.upgrade_cost = static_cast<float>(upgrade);
            how.leave_cost = 1;
            std::vector<double> v(m.utility.begin(), m.utility.end());
            for (std::size_t k = 1; k < v.size(); ++k) v[k] -= double{bound.switching} * (k == 3 ? double{how.upgrade_cost} : 1.0);
            const std::vector<double> p = nested_logit(m, v, GetParam(), -0.3 - double{bound.switching});
            const std::vector<double> count = counts(m, how, bound);
            for (std::size_t k = 0; k < p.size(); ++k) {
                EXPECT_NEAR(count[k] / users, p[k], 5 * std::sqrt(p[k] * (1 - p[k]) / users) + 2e-5) << k << ", rival " << rival;
            }
            EXPECT_GT(p[1], 0.05);
            EXPECT_GT(p[0], 0.05);
            EXPECT_GT(p[3], 0.02);
        }
    }
}

// Who stays with his vendor and would leave if it cost nothing. The two ways of drawing are independent, so their counts differ by less
// than five standard deviations but for once in two million times.
TEST_P(Lambda, AsManyAreHeldBackHoweverChoicesAreDrawn) {
    Market3x2 m = market();
    m.offerings[3].vendor = 0;
    Chooser bound;
    bound.slot = 0;
    bound.vendor = 0;
    bound.switching = 1.2F;
    const auto vendor = [&](std::uint8_t slot) { return slot == choice_none ? -1 : m.offerings[slot].vendor; };
    std::array<double, 2> held{};
    std::array<double, 2> stayed{};
    for (std::size_t way = 0; way < 2; ++way) {
        const ChoiceSetting how = setting(GetParam(), way == 0 ? ChoiceDraws::keyed : ChoiceDraws::one_uniform);
        for (std::uint64_t i = 0; i < users; ++i) {
            bound.serial = chooser(i).serial;
            bound.word = chooser(i).word;
            const Choice choice = choose(bound, m.offerings, m.utility, how);
            const bool stays = vendor(choice.slot) == 0;
            stayed[way] += stays ? 1 : 0;
            held[way] += stays && vendor(choice.unbound) != 0 ? 1 : 0;
        }
    }
    EXPECT_GT(held[0], 0.1 * users);
    EXPECT_LT(held[0], 0.9 * stayed[0]);
    EXPECT_LT(std::fabs(held[0] - held[1]), 5 * std::sqrt(held[0] + held[1]));
}

TEST_P(Lambda, AModelMoreMovesUsersToItselfOnly) {
    const Market3x2 before = market();
    Market3x2 after = before;
    after.add(9, true, 0.5F);
    std::size_t moved = 0;
    for (std::uint64_t i = 0; i < users; ++i) {
        const std::uint8_t old_choice = choose(chooser(i), before.offerings, before.utility, setting(GetParam())).slot;
        const std::uint8_t new_choice = choose(chooser(i), after.offerings, after.utility, setting(GetParam())).slot;
        if (new_choice == old_choice) continue;
        ASSERT_EQ(new_choice, 9) << "user " << i << " went from " << int{old_choice} << " to another old model";
        ++moved;
    }
    EXPECT_GT(moved, users / 20);
}

TEST_P(Lambda, ABetterModelMovesUsersToItselfOnlyAndTheOrderDoesNotMatter) {
    const Market3x2 before = market();
    Market3x2 after;
    for (const std::size_t k : {4u, 2u, 0u, 3u, 1u}) {
        after.offerings.push_back(before.offerings[k]);
        after.utility.push_back(before.utility[k] + (k == 1 ? 0.4F : 0.0F));
    }
    std::size_t moved = 0;
    for (std::uint64_t i = 0; i < users; ++i) {
        const std::uint8_t old_choice = choose(chooser(i), before.offerings, before.utility, setting(GetParam())).slot;
        const std::uint8_t new_choice = choose(chooser(i), after.offerings, after.utility, setting(GetParam())).slot;
        if (new_choice == old_choice) continue;
        ASSERT_EQ(new_choice, 1) << "user " << i << " left " << int{old_choice};
        ++moved;
    }
    EXPECT_GT(moved, users / 50);
}

// E[exp(−s T)] = exp(−s^λ) for s > 0 defines the positive λ-stable law. exp(−sT) lies in [0, 1], so its mean has a normal limit.
TEST_P(Lambda, PositiveStableVariatesHaveTheirLaplaceTransform) {
    const double lambda = GetParam();
    for (const double s : {0.1, 0.5, 1.0, 2.0, 5.0}) {
        double sum = 0;
        double squares = 0;
        for (std::uint32_t i = 0; i < users; ++i) {
            const Draws draws(5, Purpose::test, i, 0);
            const double log_stable = single::log_positive_stable(static_cast<float>(lambda), draws.word(0), draws.word(1));
            const double x = std::exp(-s * std::exp(log_stable));
            sum += x;
            squares += x * x;
        }
        const double n = users;
        const double mean = sum / n;
        const double error = std::sqrt(std::max(squares / n - mean * mean, 0.0) / n);
        if (lambda == 1) {
            EXPECT_NEAR(mean, std::exp(-s), 1e-10);  // T = 1, always
        } else {
            EXPECT_GT(statistics::two_sided_normal_p((mean - std::exp(-std::pow(s, lambda))) / error), alpha) << "s = " << s;
        }
    }
}

}  // namespace
}  // namespace enclosure
