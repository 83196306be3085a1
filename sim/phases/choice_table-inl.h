// What both ways of drawing a batch of choices share (choice_batch.h): the words of users' blocks, and what models are worth to the users
// of a vector. To be included by sources that are compiled once per set of instructions (hwy/foreach_target.h).
#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

#include "sim/base/alternatives-inl.h"
#include "sim/base/variates-inl.h"
#include "sim/phases/choice_batch.h"

// Included once per set: not a plain guard.
#if defined(ENCLOSURE_SIM_PHASES_CHOICE_TABLE_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENCLOSURE_SIM_PHASES_CHOICE_TABLE_INL_H
#undef ENCLOSURE_SIM_PHASES_CHOICE_TABLE_INL_H
#else
#define ENCLOSURE_SIM_PHASES_CHOICE_TABLE_INL_H
#endif

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace choices {

using namespace alternatives;
constexpr std::size_t capacity = ChooserBatch::capacity;
constexpr std::size_t most_models = padded_alternatives(choice_slots);
constexpr std::size_t most_lanes = hn::MaxLanes(df);
constexpr std::size_t in_flight = 4;
static_assert(capacity % most_lanes == 0 && capacity % (in_flight * hn::MaxLanes(d64)) == 0);

using Table = ChoiceTable;

/// The words of one block for each user, two by two: word 0 and 1 of user i at `first[2i]`, word 2 and 3 at `second[2i]`.
struct UserWords {
    alignas(64) std::uint32_t first[2 * capacity];
    alignas(64) std::uint32_t second[2 * capacity];
};

HWY_INLINE void draw_words(const ChooserBatch& users, const ChoiceSetting& s, Purpose purpose, UserWords& words) {
    const RoundKeys keys(s.seed);
    const std::size_t lanes = hn::Lanes(d64);
    for (std::size_t i = 0; i < users.size; i += in_flight * lanes) {
        Blocks<V64> blocks[in_flight];
        for (std::size_t k = 0; k < in_flight; ++k) {
            const V64 serial = hn::Load(d64, users.serial.data() + i + k * lanes);
            blocks[k] = counters(d64, serial, hn::Zero(d64), purpose, s.step);
        }
        philox(d64, keys, blocks);
        for (std::size_t k = 0; k < in_flight; ++k) {
            const auto& w = blocks[k].word;
            hn::Store(hn::BitCast(du, joined(d64, w[0], w[1])), du, words.first + 2 * (i + k * lanes));
            hn::Store(hn::BitCast(du, joined(d64, w[2], w[3])), du, words.second + 2 * (i + k * lanes));
        }
    }
}

/// What the users from i on have in use.
struct InUse {
    VI slot;
    VI vendor;
    VF to_other;   ///< cost of moving to another vendor
    VF to_sister;  ///< to another model of the same one
};

HWY_INLINE InUse in_use_at(const Table& t, std::size_t i) {
    const VF cost = hn::Load(df, t.users.switching.data() + i);
    return {hn::Load(di, t.users.slot.data() + i), hn::Load(di, t.users.vendor.data() + i), cost,
            hn::Mul(cost, hn::Set(df, t.setting.upgrade_cost))};
}

constexpr hn::Rebind<std::uint8_t, decltype(df)> narrow;  // as many bytes as there are floats

/// The bytes of consecutive users as floats.
HWY_INLINE VF from_bytes(const std::uint8_t* bytes) {
    return hn::ConvertTo(df, hn::PromoteTo(di, hn::LoadU(narrow, bytes)));
}

/// What utilities are made of, by plain pointers: what is stored by vectors may alias what containers hold, and would have it loaded anew.
/// `fixed` is the number of tastes that count, if it is known when this is compiled; else 0. `fused`: tastes times what models have are
/// rounded once, with the sum (single::fused_times_plus).
template <std::size_t fixed, bool fused = false>
class Worths {
  public:
    HWY_INLINE explicit Worths(const Table& t) : utility_(t.utility) {
        if (t.peers != nullptr) {
            row_ = t.peers->row.data();
            if (t.peers->in_few) {
                few_ = t.peers->few.data()->of.data();
            } else {
                counts_ = t.peers->counts.data()->of.data();
            }
            weight_ = t.peers->weight.of.data();
        }
        for (const std::uint8_t taste : t.offerings.tastes) {
            of_user_[tastes_] = t.users.taste[taste].data();
            of_model_[tastes_++] = t.offerings.taste[taste].data();
        }
    }

    /// What `count` models from m on are worth to the users of `wide` vectors, from user i on, but for what it takes to move.
    template <std::size_t count, std::size_t wide>
    HWY_INLINE void get(std::size_t i, std::size_t m, VF (&value)[count][wide]) const {
        const std::size_t lanes = hn::Lanes(df);
        for (std::size_t k = 0; k < count; ++k) {
            for (std::size_t u = 0; u < wide; ++u) value[k][u] = hn::Set(df, utility_[m + k]);
        }
        if (row_ != nullptr) {
            const auto add_peers = [&](const auto* counts, auto to_float) HWY_ATTR {
                for (std::size_t k = 0; k < count; ++k) {
                    const auto* const of_model = counts + row_[m + k] + i;
                    for (std::size_t u = 0; u < wide; ++u) {
                        const VF weight = hn::Load(df, weight_ + i + u * lanes);
                        const VF peers = to_float(of_model + u * lanes);
                        VF& sum = value[k][u];
                        sum = fused ? fused_times_plus(df, weight, peers, sum) : times_plus(weight, peers, sum);
                    }
                }
            };
            if (few_ != nullptr) {
                add_peers(few_, [](const std::uint8_t* at) HWY_ATTR { return from_bytes(at); });
            } else {
                add_peers(counts_, [](const float* at) HWY_ATTR { return hn::Load(df, at); });
            }
        }
        for (std::size_t t = 0; t < (fixed != 0 ? fixed : tastes_); ++t) {
            const float* const of_model = of_model_[t] + m;
            for (std::size_t k = 0; k < count; ++k) {
                const VF model = hn::Set(df, of_model[k]);
                for (std::size_t u = 0; u < wide; ++u) {
                    const VF user = hn::Load(df, of_user_[t] + i + u * lanes);
                    VF& sum = value[k][u];
                    sum = fused ? fused_times_plus(df, user, model, sum) : times_plus(user, model, sum);
                }
            }
        }
    }

  private:
    const float* utility_;
    const std::size_t* row_ = nullptr;
    const float* counts_ = nullptr;
    const std::uint8_t* few_ = nullptr;
    const float* weight_ = nullptr;
    std::size_t tastes_ = 0;
    const float* of_user_[taste_count];
    const float* of_model_[taste_count];
};

/// A table of bytes by numbers that are not negative, in runs of 16.
struct ByteTable {
    const std::uint8_t* bytes;
    std::size_t runs;
};

/// The table's bytes there, `otherwise` behind its end: no gathers, which take several times as long.
HWY_INLINE VI looked_up(const ByteTable& table, VI place, std::uint8_t otherwise) {
    constexpr hn::Repartition<std::uint8_t, decltype(df)> d8;
    VI found = hn::Set(di, otherwise);
    for (std::size_t r = 0; r < table.runs; ++r) {
        const VI here = hn::Sub(place, hn::Set(di, static_cast<std::int32_t>(16 * r)));
        // Of each four bytes the lowest is looked up; whatever is no place in this run has its highest bit set or other bits among the
        // first.
        const auto inside = hn::Eq(hn::AndNot(hn::Set(di, 15), here), hn::Zero(di));
        const VI only_lowest = hn::Or(here, hn::Set(di, static_cast<std::int32_t>(0xFFFFFF00)));
        const VI byte = hn::BitCast(di, hn::TableLookupBytesOr0(hn::LoadDup128(d8, table.bytes + 16 * r), hn::BitCast(d8, only_lowest)));
        found = hn::IfThenElse(inside, byte, found);
    }
    return found;
}

/// Offerings by plain pointers, for the same reason.
struct ModelColumns {
    std::size_t count;
    const std::uint32_t* key;
    const std::int32_t* slot;
    const std::int32_t* vendor;
    const float* shut;
    const std::uint8_t* open;
    ByteTable slots;  ///< by place
    ByteTable place;  ///< by slot

    HWY_INLINE explicit ModelColumns(const OfferingColumns& o)
        : count(o.count),
          key(o.key.data()),
          slot(o.slot.data()),
          vendor(o.vendor.data()),
          shut(o.shut.data()),
          open(o.open.data()),
          slots{o.slot_of.data(), o.slot_of.size() / 16},
          place{o.place_of.data(), o.place_of.size() / 16} {}
};

using FloatMask = decltype(hn::Eq(hn::Zero(df), hn::Zero(df)));

/// Which of the users have model m in use, and which another of its vendor.
template <bool plain>
struct Has {
    FloatMask model;
    FloatMask vendor;

    HWY_INLINE Has(const ModelColumns& models, const InUse& in_use, std::size_t m)
        : model(hn::RebindMask(df, hn::Eq(in_use.slot, hn::Set(di, models.slot[m])))), vendor(model) {
        if constexpr (!plain) vendor = hn::RebindMask(df, hn::Eq(in_use.vendor, hn::Set(di, models.vendor[m])));
    }
};

/// `value` less what those lose who are new to a model under notice.
template <bool plain>
HWY_INLINE VF with_notice(const ModelColumns& models, const Has<plain>& has, std::size_t m, VF value) {
    if constexpr (plain) return value;
    return hn::Sub(value, hn::IfThenZeroElse(has.model, hn::Set(df, models.shut[m])));
}

/// Chooses by a way of drawing, of the smallest markets in which that is so. Loops over tastes cost as much as they do; those of the
/// smallest markets are known beforehand.
template <class Way>
HWY_INLINE void with_tastes(const Table& t, ChosenBatch& out) {
    if constexpr (Way::is_smallest) {
        if (t.offerings.tastes.size() == 2) return Way::template choose_by<2>(t, out);
    }
    Way::template choose_by<0>(t, out);
}

template <template <bool nested, bool plain> class Way>
HWY_INLINE void choose_in(const Table& t, ChosenBatch& out) {
    const bool plain = t.offerings.plain;
    if (t.setting.nest_scale < 1.0F) return plain ? with_tastes<Way<true, true>>(t, out) : with_tastes<Way<true, false>>(t, out);
    plain ? with_tastes<Way<false, true>>(t, out) : with_tastes<Way<false, false>>(t, out);
}

}  // namespace choices
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
