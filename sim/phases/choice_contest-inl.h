// Who may win a user's race of a batch of choices with a draw for each user and model (choice_keyed.cc): what users draw once, and the
// models that get their variates, of many users together. To be included by sources that are compiled once per set of instructions
// (hwy/foreach_target.h).
#include <hwy/highway.h>

#include <bit>
#include <cstddef>
#include <cstdint>

#include "sim/phases/choice_table-inl.h"

// Included once per set: not a plain guard.
#if defined(ENCLOSURE_SIM_PHASES_CHOICE_CONTEST_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENCLOSURE_SIM_PHASES_CHOICE_CONTEST_INL_H
#undef ENCLOSURE_SIM_PHASES_CHOICE_CONTEST_INL_H
#else
#define ENCLOSURE_SIM_PHASES_CHOICE_CONTEST_INL_H
#endif

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace choices {

/// Vectors of users that are weighed together.
constexpr std::size_t at_once = 2;

/// What a user draws once in a step.
struct UserDraws {
    alignas(64) std::uint32_t words[2 * capacity];  ///< what his draws for models are made of, two of each user
    alignas(64) float none[capacity];
    alignas(64) float log_stable[2][capacity];
};

/// λ(G + ln S); without nests λ is 1 and ln S 0.
template <bool nested>
HWY_INLINE VF perturbation(const ChoiceSetting& s, VF gumbel, const float* log_stable) {
    if constexpr (!nested) return gumbel;
    return hn::Mul(hn::Set(df, s.nest_scale), hn::Add(gumbel, hn::Load(df, log_stable)));
}

/// Models that may win a user's races, with the cost of moving to them and without, of many users; and what has won so far.
class Contest {
  public:
    static constexpr std::size_t room = at_once * most_lanes * most_models;

    /// With having no model alone.
    HWY_INLINE Contest(const Table& t, const UserDraws& draws, ChosenBatch& out)
        : t_(t), draws_(draws), out_(out), part_of_cost_{1, t.setting.upgrade_cost, 0, 0} {
        out.slot.fill(choice_none);
        out.unbound.fill(choice_none);
        const VF outside = hn::Set(df, -t.setting.outside);
        const VF leave_cost = hn::Set(df, t.setting.leave_cost);
        for (std::size_t i = 0; i < t.users.size; i += hn::Lanes(df)) {
            const VF none = hn::Load(df, draws.none + i);
            const VF leaving = hn::Mul(leave_cost, hn::Load(df, t.users.switching.data() + i));
            hn::Store(hn::Add(hn::Sub(outside, leaving), none), df, bound_best_ + i);
            hn::Store(hn::Add(outside, none), df, unbound_best_ + i);
        }
    }

    /// What having no model is worth to the users from i on, none of whom has raced; with the cost of leaving what is in use, and without.
    VF bound_none(std::size_t i) const { return hn::Load(df, bound_best_ + i); }
    VF unbound_none(std::size_t i) const { return hn::Load(df, unbound_best_ + i); }

    bool has_room_for(std::size_t models) const { return size_ + models <= room; }

    /// Enters a model for user i, to whom it is worth `value` but for what it takes to move and for the draw of that word.
    template <bool nested, bool plain>
    HWY_INLINE void enter(std::size_t i, const ModelColumns& models, std::size_t m, float value, std::uint32_t word) {
        const std::size_t k = size_++;
        // By tables and masks: branches would go either way.
        const std::size_t same = t_.users.slot[i] == models.slot[m] ? 1 : 0;
        const std::size_t sister = !plain && t_.users.vendor[i] == models.vendor[m] ? 1 : 0;
        const std::uint32_t notice = plain ? 0 : std::bit_cast<std::uint32_t>(models.shut[m]) & (static_cast<std::uint32_t>(same) - 1);
        user_[k] = static_cast<std::uint8_t>(i);
        slot_[k] = static_cast<std::uint8_t>(models.slot[m]);
        word_[k] = word;
        unbound_[k] = value - std::bit_cast<float>(notice);
        bound_[k] = unbound_[k] - t_.users.switching[i] * part_of_cost_[2 * same + sister];
        if constexpr (nested) log_stable_[k] = draws_.log_stable[models.open[m]][i];
    }

    /// Has all that entered race, in the order in which they came: of equals the first wins.
    template <bool nested>
    HWY_INLINE void race() {
        const std::size_t lanes = hn::Lanes(df);
        for (std::size_t k = size_; k % lanes != 0; ++k) {  // nobody, to the end of the vector
            word_[k] = 0;
            bound_[k] = unbound_[k] = log_stable_[k] = 0;
        }
        for (std::size_t k = 0; k < size_; k += lanes) {
            const VF draw = perturbation<nested>(t_.setting, gumbel(df, hn::Load(du, word_ + k)), log_stable_ + k);
            hn::Store(hn::Add(hn::Load(df, bound_ + k), draw), df, bound_ + k);
            hn::Store(hn::Add(hn::Load(df, unbound_ + k), draw), df, unbound_ + k);
        }
        for (std::size_t k = 0; k < size_; ++k) {
            const std::uint8_t user = user_[k];
            arrive(bound_[k], bound_best_[user], slot_[k], out_.slot[user]);
            arrive(unbound_[k], unbound_best_[user], slot_[k], out_.unbound[user]);
        }
        size_ = 0;
    }

  private:
    // By a mask: a branch would go either way.
    static HWY_INLINE void arrive(float total, float& best, std::uint8_t slot, std::uint8_t& chosen) {
        const bool ahead = total > best;
        const auto all_if_ahead = static_cast<std::uint8_t>(-static_cast<int>(ahead));
        best = ahead ? total : best;
        chosen = static_cast<std::uint8_t>(chosen ^ ((chosen ^ slot) & all_if_ahead));
    }

    const Table& t_;
    const UserDraws& draws_;
    ChosenBatch& out_;
    float part_of_cost_[4];  // of switching: to another vendor, to another model of the same one, twice to stay
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

}  // namespace choices
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
