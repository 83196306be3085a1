#include "bench/adoption_kernel/choices.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "bench/adoption_kernel/choices.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <hwy/cache_control.h>

#include <algorithm>
#include <cstring>

#include "sim/base/math.h"
#include "sim/base/vector_math-inl.h"
#include "sim/base/vector_pick-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

using namespace adoption_kernel;

constexpr hn::ScalableTag<float> df;
constexpr hn::RebindToSigned<decltype(df)> di;
constexpr hn::RebindToUnsigned<decltype(df)> du;
constexpr hn::Repartition<std::uint64_t, decltype(df)> d64;
constexpr hn::Repartition<std::uint8_t, decltype(df)> d8;
constexpr hn::Rebind<std::uint8_t, decltype(df)> narrow;  // as many bytes as there are floats
using VF = hn::Vec<decltype(df)>;
using VI = hn::Vec<decltype(di)>;
using V64 = hn::Vec<decltype(d64)>;

constexpr auto stays = static_cast<float>(math::exp(switching_cost));         // what one's own model weighs more
constexpr auto stays_again = static_cast<float>(math::exp(-switching_cost));  // its inverse

constexpr std::size_t at_once = 4;  // models whose weights are computed step by step together; 8 need more registers than there are

/// What a chunk's users see: the models of their neighbours, then how many have each model.
struct Company {
    alignas(64) std::uint8_t neighbour[slots][chunk];
    alignas(64) std::uint8_t count[models][chunk];
};

HWY_INLINE void look(const Choices& c, std::size_t begin, Company& company) {
    for (std::size_t j = 0; j < slots; ++j) std::memcpy(company.neighbour[j], c.state + begin + offsets[j], chunk);
    const std::size_t k = begin / chunk;
    std::uint8_t* const seen = company.neighbour[0];
    for (std::size_t i = c.first_link[k]; i < c.first_link[k + 1]; ++i) seen[c.link_place[i]] = c.state[c.link_target[i]];
    if (c.prefetch && begin + chunk < c.users) {
        for (std::size_t i = c.first_link[k + 1]; i < c.first_link[k + 2]; ++i) hwy::Prefetch(c.state + c.link_target[i]);
    }
}

/// Two models' counts share a byte: a look-up gives each neighbour's summand, 1 or 16.
HWY_INLINE void count_company(Company& company) {
    alignas(16) std::uint8_t summand[models / 2][16] = {};
    for (std::size_t m = 0; m < models; ++m) summand[m / 2][m] = m % 2 == 0 ? 1 : 16;
    const auto low = hn::Set(d8, 15);
    for (std::size_t i = 0; i < chunk; i += hn::Lanes(d8)) {
        for (std::size_t pair = 0; pair < models / 2; ++pair) {
            const auto table = hn::LoadDup128(d8, summand[pair]);
            auto sum = hn::TableLookupBytes(table, hn::Load(d8, company.neighbour[0] + i));
            for (std::size_t j = 1; j < slots; ++j) {
                sum = hn::Add(sum, hn::TableLookupBytes(table, hn::Load(d8, company.neighbour[j] + i)));
            }
            hn::Store(hn::And(sum, low), d8, company.count[2 * pair] + i);
            hn::Store(hn::ShiftRight<4>(sum), d8, company.count[2 * pair + 1] + i);
        }
    }
}

/// z times a constant, modulo 2^64, of products of halves: not every set multiplies 64-bit lanes.
HWY_INLINE V64 times(V64 z, std::uint64_t factor) {
    const auto low = hn::BitCast(du, hn::Set(d64, factor & 0xffffffffu));
    const auto high = hn::BitCast(du, hn::Set(d64, factor >> 32));
    const auto z_low = hn::BitCast(du, z);
    const auto z_high = hn::BitCast(du, hn::ShiftRight<32>(z));
    const V64 crossed = hn::Add(hn::MulEven(z_low, high), hn::MulEven(z_high, low));
    return hn::Add(hn::MulEven(z_low, low), hn::ShiftLeft<32>(crossed));
}

/// mix() of sim/base/hash.h.
HWY_INLINE V64 mixed(V64 z) {
    z = times(hn::Xor(z, hn::ShiftRight<30>(z)), 0xbf58476d1ce4e5b9u);
    z = times(hn::Xor(z, hn::ShiftRight<27>(z)), 0x94d049bb133111ebu);
    return hn::Xor(z, hn::ShiftRight<31>(z));
}

/// What the hash mixes for the users from `begin` on, two a word: the even one has the lower half.
HWY_INLINE V64 first_keys(const Choices& c, std::size_t begin) {
    alignas(64) std::uint64_t step[8];
    for (std::size_t i = 0; i < 8; ++i) step[i] = (begin / 2 + i) * by_item;
    return hn::Add(hn::Set(d64, c.key), hn::Load(d64, step));
}

/// The bytes of consecutive users as floats.
HWY_INLINE VF from_bytes(const std::uint8_t* bytes) {
    return hn::ConvertTo(df, hn::PromoteTo(di, hn::LoadU(narrow, bytes)));
}

/// What consecutive users bring to a choice: tastes, and the model that is their own.
struct Choosers {
    VF quality_taste, price_taste, company_taste;
    VI own;
};

HWY_INLINE Choosers choosers_at(const Choices& c, std::size_t i) {
    return {hn::LoadU(df, c.quality_taste + i), hn::LoadU(df, c.price_taste + i), hn::LoadU(df, c.company_taste + i),
            hn::PromoteTo(di, hn::LoadU(narrow, c.state + i))};
}

/// Model m's utility for them, but for what it costs to move, in units of log2. `i` is their place in the chunk.
HWY_INLINE VF utility(const Choices& c, const Choosers& users, const Company& company, std::size_t i, std::size_t m) {
    const VF quality = hn::Mul(users.quality_taste, hn::Set(df, c.quality[m]));
    const VF alone = fused_times_plus(df, users.price_taste, hn::Set(df, c.dislike[m]), quality);
    return fused_times_plus(df, users.company_taste, from_bytes(company.count[m] + i), alone);
}

/// Of the users of a vector, by model.
constexpr std::size_t most_lanes = 64 / sizeof(float);
using ByModel = float[models][most_lanes];
static_assert(models == pick_from);

HWY_INLINE void choose_chunk_by_one_uniform(const Choices& c, std::size_t begin, const Company& company) {
    alignas(64) ByModel weights;
    alignas(64) ByModel sums;
    V64 keys = first_keys(c, begin);
    const V64 next_keys = hn::Set(d64, hn::Lanes(d64) * by_item);
    for (std::size_t i = 0; i < chunk; i += hn::Lanes(df), keys = hn::Add(keys, next_keys)) {
        const Choosers users = choosers_at(c, begin + i);
        VF sum = hn::Zero(df);
        for (std::size_t m = 0; m < models; m += at_once) {
            VF weight[at_once];
            for (std::size_t k = 0; k < at_once; ++k) {
                weight[k] = utility(c, users, company, i, m + k);
            }
            exp2_bounded_each(df, weight);
            for (std::size_t k = 0; k < at_once; ++k) {
                hn::Store(weight[k], df, weights[m + k]);
                sum = hn::Add(sum, weight[k]);
                hn::Store(sum, df, sums[m + k]);
            }
        }
        // Whoever is drawn beyond the last sum stays for the sake of the switching cost.
        const VF weight_of_own = pick(df, weights[0], most_lanes, users.own);
        const VF total = times_plus(weight_of_own, hn::Set(df, stays - 1), sum);
        const auto bits = hn::ShiftRight<8>(hn::BitCast(du, mixed(keys)));
        const VF drawn = hn::Mul(hn::Mul(hn::ConvertTo(df, hn::BitCast(di, bits)), hn::Set(df, 0x1p-24F)), total);
        VI choice = count_not_above(df, sums[0], most_lanes, drawn);
        choice = hn::IfThenElse(hn::Eq(choice, hn::Set(di, models)), users.own, choice);
        hn::StoreU(hn::DemoteTo(narrow, choice), narrow, c.next + begin + i);
    }
}

/// A race: alternative m arrives after a time that is exponential with rate exp(u_m); the first one in is taken. Here times are negative.
HWY_INLINE void choose_chunk_keyed(const Choices& c, std::size_t begin, const Company& company) {
    V64 keys = first_keys(c, begin);
    const V64 next_keys = hn::Set(d64, hn::Lanes(d64) * by_item);
    for (std::size_t i = 0; i < chunk; i += hn::Lanes(df), keys = hn::Add(keys, next_keys)) {
        const Choosers users = choosers_at(c, begin + i);
        VF first = hn::Set(df, -1e30F);
        VF time_of_own = first;
        VI choice = hn::Zero(di);
        for (std::size_t m = 0; m < models; m += at_once) {
            VF slowness[at_once];
            for (std::size_t k = 0; k < at_once; ++k) {
                slowness[k] = hn::Neg(utility(c, users, company, i, m + k));
            }
            exp2_bounded_each(df, slowness);
            for (std::size_t k = 0; k < at_once; ++k) {
                const auto bits = hn::ShiftRight<9>(hn::BitCast(du, mixed(hn::Add(keys, hn::Set(d64, (m + k) * by_stream)))));
                const VF from_one = hn::BitCast(df, hn::Or(bits, hn::Set(du, 0x3f800000u)));
                const VF uniform = hn::Sub(from_one, hn::Set(df, 1.0F - 0x1p-24F));  // an odd multiple of 2^-24
                const VF time = hn::Mul(log_bounded(df, uniform), slowness[k]);
                const VI model = hn::Set(di, static_cast<std::int32_t>(m + k));
                time_of_own = hn::IfThenElse(hn::RebindMask(df, hn::Eq(users.own, model)), time, time_of_own);
                const auto earlier = hn::Gt(time, first);
                first = hn::IfThenElse(earlier, time, first);
                choice = hn::IfThenElse(hn::RebindMask(di, earlier), model, choice);
            }
        }
        const auto stay = hn::RebindMask(di, hn::Ge(hn::Mul(time_of_own, hn::Set(df, stays_again)), first));
        hn::StoreU(hn::DemoteTo(narrow, hn::IfThenElse(stay, users.own, choice)), narrow, c.next + begin + i);
    }
}

template <class Choose>
HWY_INLINE void choose_all(const Choices& c, std::size_t begin, std::size_t end, Choose choose) {
    Company company;
    for (std::size_t i = begin; i < end; i += chunk) {
        look(c, i, company);
        count_company(company);
        choose(c, i, company);
    }
}

void all_by_one_uniform(const Choices& c, std::size_t begin, std::size_t end) {
    choose_all(c, begin, end,
               [](const Choices& k, std::size_t i, const Company& company) HWY_ATTR { choose_chunk_by_one_uniform(k, i, company); });
}

void all_keyed(const Choices& c, std::size_t begin, std::size_t end) {
    choose_all(c, begin, end, [](const Choices& k, std::size_t i, const Company& company) HWY_ATTR { choose_chunk_keyed(k, i, company); });
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(all_by_one_uniform);
HWY_EXPORT(all_keyed);

void adoption_kernel::choose_by_one_uniform(const Choices& c, std::size_t begin, std::size_t end) {
    HWY_DYNAMIC_DISPATCH(all_by_one_uniform)(c, begin, end);
}

void adoption_kernel::choose_keyed(const Choices& c, std::size_t begin, std::size_t end) {
    HWY_DYNAMIC_DISPATCH(all_keyed)(c, begin, end);
}

}  // namespace enclosure
#endif
