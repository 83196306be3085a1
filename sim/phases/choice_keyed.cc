// A batch of choices with a draw for each user and model (choice_batch.h). A Gumbel variate takes two logarithms and nearly every one
// loses: bounds tell which may win, and only those get their variates, of many users together.
#include "sim/phases/choice_batch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/phases/choice_keyed.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "sim/phases/choice_table-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

using namespace choices;

/// What a user draws once in a step.
struct UserDraws {
    alignas(64) std::uint32_t words[2 * capacity];  ///< what his draws for models are made of, two of each user
    alignas(64) float none[capacity];
    alignas(64) float log_stable[2][capacity];
};

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
    static constexpr std::size_t wide = 2;

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

/// Models that may win a user's race, of many users, and what has won so far.
class Contest {
  public:
    static constexpr std::size_t room = UserPhilox::wide * most_lanes * most_models;

    HWY_INLINE Contest(const Table& t, const UserDraws& draws) : t_(t), draws_(draws) {
        const VF outside = hn::Set(df, -t.setting.outside);
        const VF leave_cost = hn::Set(df, t.setting.leave_cost);
        for (std::size_t i = 0; i < t.users.size; i += hn::Lanes(df)) {
            const VF none = hn::Load(df, draws.none + i);
            const VF leaving = hn::Mul(leave_cost, hn::Load(df, t.users.switching.data() + i));
            hn::Store(hn::Add(hn::Sub(outside, leaving), none), df, bound_best_ + i);
            hn::Store(hn::Add(outside, none), df, unbound_best_ + i);
        }
    }

    /// What having no model is worth to the users from i on; with the cost of leaving what is in use, and without.
    VF bound_none(std::size_t i) const { return hn::Load(df, bound_best_ + i); }
    VF unbound_none(std::size_t i) const { return hn::Load(df, unbound_best_ + i); }

    bool has_room_for(std::size_t models) const { return size_ + models <= room; }

    HWY_INLINE void enter(std::size_t i, std::size_t model, std::uint32_t word, float bound, float unbound) {
        const std::size_t k = size_++;
        user_[k] = static_cast<std::uint8_t>(i);
        slot_[k] = static_cast<std::uint8_t>(t_.offerings.slot[model]);
        word_[k] = word;
        bound_[k] = bound;
        unbound_[k] = unbound;
        if (t_.setting.nest_scale < 1.0F) log_stable_[k] = draws_.log_stable[t_.offerings.open[model]][i];
    }

    /// Has all that entered race, in the order in which they came: of equals the first wins.
    template <bool nested>
    HWY_INLINE void race(ChosenBatch& out) {
        const std::size_t lanes = hn::Lanes(df);
        for (std::size_t k = size_; k % lanes != 0; ++k) {  // nobody, to the end of the vector
            word_[k] = 0;
            bound_[k] = unbound_[k] = log_stable_[k] = 0;
        }
        const VF scale = hn::Set(df, t_.setting.nest_scale);
        for (std::size_t k = 0; k < size_; k += lanes) {
            VF draw = gumbel(df, hn::Load(du, word_ + k));
            if constexpr (nested) draw = hn::Mul(scale, hn::Add(draw, hn::Load(df, log_stable_ + k)));
            hn::Store(hn::Add(hn::Load(df, bound_ + k), draw), df, bound_ + k);
            hn::Store(hn::Add(hn::Load(df, unbound_ + k), draw), df, unbound_ + k);
        }
        for (std::size_t k = 0; k < size_; ++k) {
            const std::uint8_t user = user_[k];
            if (bound_[k] > bound_best_[user]) {
                bound_best_[user] = bound_[k];
                out.slot[user] = slot_[k];
            }
            if (unbound_[k] > unbound_best_[user]) {
                unbound_best_[user] = unbound_[k];
                out.unbound[user] = slot_[k];
            }
        }
        size_ = 0;
    }

  private:
    const Table& t_;
    const UserDraws& draws_;
    alignas(64) float bound_best_[capacity];
    alignas(64) float unbound_best_[capacity];
    std::size_t size_ = 0;
    std::uint8_t user_[room];
    std::uint8_t slot_[room];
    static constexpr std::size_t apart = 16 * 17;  // not at the same places of pages, where they would compete for lines of the cache
    alignas(64) std::uint32_t word_[room + apart];
    alignas(64) float bound_[room + apart];
    alignas(64) float unbound_[room + apart];
    alignas(64) float log_stable_[room + apart];
};

/// Of the users of some vectors, model by model: what each is worth but for the draw, and with the most that the draw can be. Side by side,
/// as arrays of a power of two of bytes would compete for the same lines of the cache.
class Worth {
  public:
    static constexpr std::size_t wide = UserPhilox::wide;
    enum Member : std::size_t { word, bound, unbound, bound_at_most, unbound_at_most, members };  // bound: with the cost of moving

    HWY_INLINE float* at(std::size_t m, std::size_t u, Member member) {
        return rows_ + ((m * wide + u) * members + member) * hn::Lanes(df);
    }
    HWY_INLINE const float* at(std::size_t m, std::size_t u, Member member) const {
        return rows_ + ((m * wide + u) * members + member) * hn::Lanes(df);
    }

  private:
    alignas(64) float rows_[most_models * wide * members * most_lanes];
};

template <bool nested, bool plain>
struct Keyed {
    static constexpr bool is_smallest = plain && !nested;
    static constexpr std::size_t wide = UserPhilox::wide;

    /// What certainly is reached in each of a user's two races: whoever is not above cannot win.
    struct Reached {
        VF bound[wide];
        VF unbound[wide];
    };

    /// Fills `worth` for the users from i on. A draw's bounds go through the operations of the draw itself: each is monotone, rounding
    /// included, so bounds they remain.
    template <std::size_t tastes>
    static HWY_INLINE void weigh(const Table& t, const UserDraws& draws, std::size_t i, Worth& worth, Reached& reached) {
        const std::size_t lanes = hn::Lanes(df);
        const UserPhilox philox(draws.words + 2 * i);
        InUse in_use[wide];
        for (std::size_t u = 0; u < wide; ++u) in_use[u] = in_use_at(t, i + u * lanes);
        const Worths<tastes> worths(t);
        const ModelColumns models(t.offerings);
        const VF scale = hn::Set(df, t.setting.nest_scale);
        for (std::size_t m = 0; m < models.count; ++m) {
            VU words[wide];
            philox.draw(models.key[m], words);
            VF value[1][wide];
            worths.get(i, m, value);
            for (std::size_t u = 0; u < wide; ++u) {
                const Has<plain> has(models, in_use[u], m);
                const VF unbound = with_notice(models, has, m, value[0][u]);
                const VF bound = moved(in_use[u], has, unbound);
                GumbelBounds<VF> draw = gumbel_bounds(df, words[u]);
                if constexpr (nested) {
                    const VF log_stable = hn::Load(df, draws.log_stable[models.open[m]] + i + u * lanes);
                    draw.low = hn::Mul(scale, hn::Add(draw.low, log_stable));
                    draw.high = hn::Mul(scale, hn::Add(draw.high, log_stable));
                }
                reached.bound[u] = hn::Max(reached.bound[u], hn::Add(bound, draw.low));
                reached.unbound[u] = hn::Max(reached.unbound[u], hn::Add(unbound, draw.low));
                hn::Store(hn::BitCast(df, words[u]), df, worth.at(m, u, Worth::word));
                hn::Store(bound, df, worth.at(m, u, Worth::bound));
                hn::Store(unbound, df, worth.at(m, u, Worth::unbound));
                hn::Store(hn::Add(bound, draw.high), df, worth.at(m, u, Worth::bound_at_most));
                hn::Store(hn::Add(unbound, draw.high), df, worth.at(m, u, Worth::unbound_at_most));
            }
        }
    }

    /// Enters the models that may yet reach what is reached.
    static HWY_INLINE void enter(const Table& t, Contest& contest, std::size_t i, const Worth& worth, const Reached& reached) {
        const std::size_t lanes = hn::Lanes(df);
        const std::size_t bytes = lanes > 8 ? lanes / 8 : 1;  // of the bits of a model and a vector
        const std::size_t rows = t.offerings.count * wide;
        alignas(8) std::uint8_t bits[most_models * wide * (most_lanes > 8 ? most_lanes / 8 : 1) + 8];
        for (std::size_t m = 0; m < t.offerings.count; ++m) {
            for (std::size_t u = 0; u < wide; ++u) {
                const auto in_bound = hn::Ge(hn::Load(df, worth.at(m, u, Worth::bound_at_most)), reached.bound[u]);
                const auto in_unbound = hn::Ge(hn::Load(df, worth.at(m, u, Worth::unbound_at_most)), reached.unbound[u]);
                hn::StoreMaskBits(df, hn::Or(in_bound, in_unbound), bits + (m * wide + u) * bytes);
            }
        }
        std::memset(bits + rows * bytes, 0, 8);
        for (std::size_t begin = 0; begin < rows * bytes; begin += 8) {
            std::uint64_t left = 0;
            std::memcpy(&left, bits + begin, sizeof left);
            for (; left != 0; left &= left - 1) {
                const std::size_t place = 8 * begin + static_cast<std::size_t>(std::countr_zero(left));
                const std::size_t row = place / (8 * bytes);
                const std::size_t lane = place % (8 * bytes);
                const std::size_t user = i + row % wide * lanes + lane;
                if (user >= t.users.size) continue;
                const float* const of = worth.at(row / wide, row % wide, Worth::word) + lane;
                contest.enter(user, row / wide, std::bit_cast<std::uint32_t>(of[0]), of[Worth::bound * lanes], of[Worth::unbound * lanes]);
            }
        }
    }

    template <std::size_t tastes>
    static HWY_INLINE void choose_by(const Table& t, ChosenBatch& out) {
        const std::size_t lanes = hn::Lanes(df);
        UserDraws draws;
        draw_for_users(t.users, t.setting, draws);
        out.slot.fill(choice_none);
        out.unbound.fill(choice_none);
        Contest contest(t, draws);
        Worth worth;
        for (std::size_t i = 0; i < t.users.size; i += wide * lanes) {
            if (!contest.has_room_for(t.offerings.count * wide * lanes)) contest.template race<nested>(out);
            Reached reached;
            for (std::size_t u = 0; u < wide; ++u) {
                reached.bound[u] = contest.bound_none(i + u * lanes);
                reached.unbound[u] = contest.unbound_none(i + u * lanes);
            }
            weigh<tastes>(t, draws, i, worth, reached);
            enter(t, contest, i, worth, reached);
        }
        contest.template race<nested>(out);
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
