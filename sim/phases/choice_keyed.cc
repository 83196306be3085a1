// A batch of choices with a draw for each user and model (choice_batch.h). A Gumbel variate takes two logarithms and nearly every one
// loses: bounds tell which may win, and only those get their variates, of many users together (choice_contest-inl.h).
#include "sim/phases/choice_batch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/phases/choice_keyed.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>

#include "sim/phases/choice_contest-inl.h"
#include "sim/phases/choice_table-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

using namespace choices;

HWY_INLINE void draw_for_users(const ChooserBatch& users, const ChoiceSetting& s, UserDraws& draws) {
    UserWords words{};  // batches are not always full
    draw_words(users, s, Purpose::user_choice, words);
    std::memcpy(draws.words, words.first, sizeof draws.words);
    VU u, e;
    for (std::size_t i = 0; i < users.size; i += hn::Lanes(df)) {
        hn::LoadInterleaved2(du, words.second + 2 * i, u, e);
        hn::Store(gumbel(df, u), df, draws.none + i);
    }
    if (s.nest_scale >= 1.0F) return;
    draw_words(users, s, Purpose::user_nest, words);
    for (std::size_t i = 0; i < users.size; i += hn::Lanes(df)) {
        hn::LoadInterleaved2(du, words.first + 2 * i, u, e);
        hn::Store(log_positive_stable(df, s.nest_scale, u, e), df, draws.log_stable[0] + i);
        hn::LoadInterleaved2(du, words.second + 2 * i, u, e);
        hn::Store(log_positive_stable(df, s.nest_scale, u, e), df, draws.log_stable[1] + i);
    }
}

/// Words of Philox2x32-7 (alternatives.h) for the users of `wide` vectors, whose words 0 and 1 are given: the key of each round, and the
/// word that is beside a model's key.
class UserPhilox {
  public:
    static constexpr std::size_t wide = at_once;

    HWY_INLINE explicit UserPhilox(const std::uint32_t* words) {
        for (std::size_t part = 0; part < parts; ++part) {
            const V64 both = hn::BitCast(d64, hn::Load(du, words + part * hn::Lanes(du)));
            other_[part] = both;
            const V64 key = hn::ShiftRight<32>(both);
            for (std::uint32_t round = 0; round < alternative_rounds; ++round) {
                key_[round][part] = hn::Add(key, hn::Set(d64, round * alternative_key_step));
            }
        }
    }

    /// A word for each user of that model.
    HWY_INLINE void draw(std::uint32_t model_key, VU (&words)[wide]) const {
        const VU multiplier = hn::BitCast(du, hn::Set(d64, alternative_multiplier));
        // All users' first products are the same.
        const V64 first = hn::MulEven(hn::BitCast(du, hn::Set(d64, model_key)), multiplier);
        V64 key[parts];
        V64 other[parts];
        for (std::size_t i = 0; i < parts; ++i) {
            key[i] = hn::Xor(hn::Xor(upper_halves(first), other_[i]), key_[0][i]);
            other[i] = first;
        }
        for (std::size_t round = 1; round < alternative_rounds; ++round) {
            for (std::size_t i = 0; i < parts; ++i) {
                const V64 product = hn::MulEven(hn::BitCast(du, key[i]), multiplier);
                key[i] = hn::Xor(hn::Xor(upper_halves(product), other[i]), key_[round][i]);
                other[i] = product;
            }
        }
        for (std::size_t u = 0; u < wide; ++u) words[u] = hn::ConcatEven(du, hn::BitCast(du, key[2 * u + 1]), hn::BitCast(du, key[2 * u]));
    }

  private:
    static constexpr std::size_t parts = 2 * wide;  // a lane of 64 bits for each user

    V64 other_[parts];
    V64 key_[alternative_rounds][parts];
};

/// Of the users of some vectors, model by model: the draw's word, what the model is worth but for that and for what it takes to move, and
/// the most that it can be with the draw and with notice. Side by side, as arrays of a power of two of bytes would compete for the same
/// lines of the cache.
class Worth {
  public:
    static constexpr std::size_t wide = UserPhilox::wide;
    enum Member : std::size_t { word, value, at_most, members };

    HWY_INLINE float* at(std::size_t m, std::size_t u, Member member) {
        return rows_ + ((m * wide + u) * members + member) * hn::Lanes(df);
    }
    HWY_INLINE const float* at(std::size_t m, std::size_t u, Member member) const {
        return rows_ + ((m * wide + u) * members + member) * hn::Lanes(df);
    }

  private:
    alignas(64) float rows_[most_models * wide * members * most_lanes];
};

/// What a model must be able to reach, with the most that its draw can be, to be worth a variate to the users from i on: one of another
/// vendor, and one of the vendor whose model they have.
template <bool nested, bool plain>
struct Limits {
    VF other;
    VF own;

    /// `reached` is what the best of their models certainly is worth, but for the cost of moving. That cost is the same for all other
    /// vendors' models, so none of these wins either race if it falls short of that; to one's own vendor it is no more (upgrade_cost is at
    /// most 1).
    HWY_INLINE Limits(const Table& t, const UserDraws& draws, const Contest& contest, std::size_t i, VF reached) {
        const VF cost = hn::Load(df, t.users.switching.data() + i);
        const VF bound_none = contest.bound_none(i);
        const VF unbound_none = contest.unbound_none(i);
        other = hn::Max(reached, hn::Min(unbound_none, hn::Add(bound_none, cost)));
        own = hn::Max(hn::Sub(reached, cost), hn::Min(unbound_none, bound_none));
        // Races add the same in another order, bounds are made of products that may be fused: a millionth of all that is added covers what
        // is rounded.
        VF added = hn::Set(df, single::gumbel_bounds(0xFFFFFFFFu).high);
        if constexpr (nested) {
            const VF log_stable = hn::Max(hn::Abs(hn::Load(df, draws.log_stable[0] + i)), hn::Abs(hn::Load(df, draws.log_stable[1] + i)));
            added = hn::Mul(hn::Set(df, t.setting.nest_scale), hn::Add(added, log_stable));
        }
        added = hn::Add(added, cost);
        const auto less = [&](VF limit) HWY_ATTR {
            const VF rounded = hn::Mul(hn::Set(df, 0x1p-20F), hn::Add(hn::Abs(limit), added));
            return hn::Sub(limit, hn::Min(rounded, hn::Set(df, 1e30F)));  // a limit that is infinite stays so
        };
        other = less(other);
        own = less(own);
    }
};

/// Places of the bits of `bytes` bytes, behind which lie eight that are 0; returns how many there are. Some more are written than that: a
/// loop over the bits of each word would end where nobody can foresee.
constexpr std::size_t places_at_once = 4;
HWY_INLINE std::size_t places_of_bits(const std::uint8_t* bits, std::size_t bytes, std::uint16_t* places) {
    constexpr std::uint64_t last_bit = std::uint64_t{1} << 63;  // where no bit is left, any place will do
    std::size_t found = 0;
    for (std::size_t begin = 0; begin < bytes; begin += 8) {
        std::uint64_t left = 0;
        std::memcpy(&left, bits + begin, sizeof left);
        const std::size_t end = found + static_cast<std::size_t>(std::popcount(left));
        do {
            for (std::size_t k = 0; k < places_at_once; ++k, left &= left - 1) {
                places[found + k] = static_cast<std::uint16_t>(8 * begin + static_cast<std::size_t>(std::countr_zero(left | last_bit)));
            }
            found += places_at_once;
        } while (left != 0);
        found = end;
    }
    return found;
}

template <bool nested, bool plain>
struct Keyed {
    static constexpr bool is_smallest = plain && !nested;
    static constexpr std::size_t wide = UserPhilox::wide;

    /// Fills `worth` for the users from i on, and says what the best of each user's models certainly reaches, but for what it takes to
    /// move. The most that a draw can be goes through the operations of the draw itself: each is monotone, rounding included.
    template <std::size_t tastes>
    static HWY_INLINE void weigh(const Table& t, const UserDraws& draws, std::size_t i, Worth& worth, VF (&reached)[wide]) {
        const std::size_t lanes = hn::Lanes(df);
        const UserPhilox philox(draws.words + 2 * i);
        const Worths<tastes> worths(t);
        const ModelColumns models(t.offerings);
        const VF scale = hn::Set(df, t.setting.nest_scale);
        // A draw near the most that it can be falls short of that by no more than λ(gap + slope·half) (gumbel_bounds).
        const VF gap = hn::Mul(scale, hn::Set(df, single::detail::gumbel_gap));
        const VF slope = hn::Mul(scale, hn::Set(df, single::detail::gumbel_gap_slope));
        for (VF& best : reached) best = hn::Set(df, -std::numeric_limits<float>::infinity());
        for (std::size_t m = 0; m < models.count; ++m) {
            VU words[wide];
            philox.draw(models.key[m], words);
            VF value[1][wide];
            worths.get(i, m, value);
            for (std::size_t u = 0; u < wide; ++u) {
                const VF half = half_of(df, words[u]);
                const VF high = perturbation<nested>(t.setting, gumbel_above(df, half), draws.log_stable[models.open[m]] + i + u * lanes);
                VF worth_here = value[0][u];
                if (!plain && models.shut[m] > 0) {
                    worth_here = with_notice(models, Has<plain>(models, in_use_at(t, i + u * lanes), m), m, worth_here);
                }
                const VF at_most = hn::Add(worth_here, high);
                const VF at_least = hn::NegMulAdd(half, slope, at_most);
                reached[u] = hn::IfThenElse(is_near(df, words[u]), hn::Max(reached[u], at_least), reached[u]);
                hn::Store(hn::BitCast(df, words[u]), df, worth.at(m, u, Worth::word));
                hn::Store(value[0][u], df, worth.at(m, u, Worth::value));
                hn::Store(at_most, df, worth.at(m, u, Worth::at_most));
            }
        }
        for (VF& best : reached) best = hn::Sub(best, gap);
    }

    /// Enters the models that may yet win.
    static HWY_INLINE void enter(const Table& t, const UserDraws& draws, std::size_t i, const Worth& worth, const VF (&reached)[wide],
                                 Contest& contest) {
        const std::size_t lanes = hn::Lanes(df);
        const std::size_t bytes = lanes > 8 ? lanes / 8 : 1;  // of the bits of a model and a vector
        const ModelColumns models(t.offerings);
        alignas(8) std::uint8_t bits[most_models * wide * (most_lanes > 8 ? most_lanes / 8 : 1) + 8];
        for (std::size_t u = 0; u < wide; ++u) {
            const Limits<nested, plain> limits(t, draws, contest, i + u * lanes, reached[u]);
            const InUse in_use = in_use_at(t, i + u * lanes);
            for (std::size_t m = 0; m < models.count; ++m) {
                const VF limit = hn::IfThenElse(Has<plain>(models, in_use, m).vendor, limits.own, limits.other);
                hn::StoreMaskBits(df, hn::Ge(hn::Load(df, worth.at(m, u, Worth::at_most)), limit), bits + (m * wide + u) * bytes);
            }
        }
        std::memset(bits + models.count * wide * bytes, 0, 8);
        std::uint16_t places[most_models * wide * most_lanes + places_at_once];
        const std::size_t found = places_of_bits(bits, models.count * wide * bytes, places);
        for (std::size_t k = 0; k < found; ++k) {
            const std::size_t row = places[k] / (8 * bytes);
            const std::size_t lane = places[k] % (8 * bytes);
            const std::size_t user = i + row % wide * lanes + lane;
            if (user >= t.users.size) continue;
            const float* const of = worth.at(row / wide, row % wide, Worth::word) + lane;
            contest.enter<nested, plain>(user, models, row / wide, of[Worth::value * lanes], std::bit_cast<std::uint32_t>(of[0]));
        }
    }

    template <std::size_t tastes>
    static HWY_INLINE void choose_by(const Table& t, ChosenBatch& out) {
        assert(t.setting.upgrade_cost <= 1.0F && "Limits take moving to one's own vendor to cost no more than to others");
        const std::size_t lanes = hn::Lanes(df);
        UserDraws draws;
        draw_for_users(t.users, t.setting, draws);
        Contest contest(t, draws, out);
        Worth worth;
        for (std::size_t i = 0; i < t.users.size; i += wide * lanes) {
            if (!contest.has_room_for(t.offerings.count * wide * lanes)) contest.template race<nested>();
            VF reached[wide];
            weigh<tastes>(t, draws, i, worth, reached);
            enter(t, draws, i, worth, reached, contest);
        }
        contest.template race<nested>();
    }
};

void choose_all(const ChoiceTable& t, ChosenBatch& out) {
    choose_in<Keyed>(t, out);
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(choose_all);

void choose_batch_keyed(const ChoiceTable& t, ChosenBatch& out) {
    HWY_DYNAMIC_DISPATCH(choose_all)(t, out);
}

}  // namespace enclosure
#endif
