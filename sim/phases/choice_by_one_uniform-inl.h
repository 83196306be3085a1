// A batch of choices, each drawn by one uniform number: choose_by_one_uniform() of choice_one_uniform.h, a user in each lane. To be
// included by sources that are compiled once per set of instructions (hwy/foreach_target.h).
#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>
#include <limits>

#include "sim/phases/choice_one_uniform.h"
#include "sim/phases/choice_table-inl.h"

// Included once per set: not a plain guard.
#if defined(ENCLOSURE_SIM_PHASES_CHOICE_BY_ONE_UNIFORM_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef ENCLOSURE_SIM_PHASES_CHOICE_BY_ONE_UNIFORM_INL_H
#undef ENCLOSURE_SIM_PHASES_CHOICE_BY_ONE_UNIFORM_INL_H
#else
#define ENCLOSURE_SIM_PHASES_CHOICE_BY_ONE_UNIFORM_INL_H
#endif

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace choices {

/// Chains of dependent operations of so many vectors of users overlap.
constexpr std::size_t wide = 2;

/// By model, of the users of these vectors; a little more, so that two of them do not stand at the same places of pages, where they would
/// compete for lines of the cache.
using ModelVectors = float[most_models * wide * most_lanes + 16 * 17];

/// one_uniform::NestSums of the users of a vector.
struct NestSumVectors {
    VF others;
    VF sisters;
    VF own;
};

template <bool nested, bool plain>
struct OneUniform {
    static constexpr bool is_smallest = plain && !nested;
    static constexpr std::size_t nests = nested ? 2 : 1;

    /// Users of a vector, and what is found of them on the way.
    struct Vector {
        InUse in_use;
        VF number;  ///< uniform
        VF none;    ///< utility
        VF own;     ///< utility of the model in use, where its vendor has no other; -infinity if there is none
        VF top;     ///< largest utility
        VF below;   ///< one_uniform::below() of it
        NestSumVectors sums[nests];
    };

    static HWY_INLINE std::size_t nest(const ModelColumns& models, std::size_t m) { return nested ? models.open[m] : 0; }
    static HWY_INLINE float* at(ModelVectors& rows, std::size_t m, std::size_t u) { return rows + (m * wide + u) * hn::Lanes(df); }

    static HWY_INLINE VF exponent(VF utility, VF scale, VF below) {
        return hn::Max(fused_times_plus(df, utility, scale, below), hn::Set(df, one_uniform::least_exponent));
    }
    static HWY_INLINE VF below(VF top, VF scale) { return hn::Mul(hn::Neg(top), scale); }

    static HWY_INLINE VF nest_factor(const ChoiceSetting& s, VF sum) {
        const VF one = hn::Set(df, 1.0F);
        if constexpr (!nested) return one;
        const VF factor = exp2_bounded(df, hn::Mul(hn::Set(df, s.nest_scale - 1.0F), log2_bounded(df, sum)));
        return hn::IfThenElse(hn::Gt(sum, hn::Zero(df)), factor, one);
    }

    static HWY_INLINE VF relief(VF x) { return exp2_bounded(df, hn::Min(x, hn::Set(df, one_uniform::most_exponent))); }

    /// Utilities of `count` models with the cost of moving, and their largest. In plain markets the model in use is nobody's rival: its
    /// utility stands apart, and here is -infinity.
    template <std::size_t count, std::size_t tastes>
    static HWY_INLINE void add_totals(const Worths<tastes, true>& worths, const ModelColumns& models, std::size_t i, std::size_t m,
                                      Vector (&v)[wide], ModelVectors& total) {
        VF value[count][wide];
        worths.get(i, m, value);
        for (std::size_t u = 0; u < wide; ++u) {
            for (std::size_t k = 0; k < count; ++k) {
                const Has<plain> has(models, v[u].in_use, m + k);
                VF& sum = value[k][u];
                if constexpr (plain) {
                    v[u].own = hn::IfThenElse(has.model, sum, v[u].own);
                    sum =
                        hn::IfThenElse(has.model, hn::Set(df, -std::numeric_limits<float>::infinity()), hn::Sub(sum, v[u].in_use.to_other));
                } else {
                    sum = moved(v[u].in_use, has, with_notice(models, has, m + k, sum));
                }
                hn::Store(sum, df, at(total, m + k, u));
            }
            for (std::size_t k = 1; k < count; ++k) value[0][u] = hn::Max(value[0][u], value[k][u]);
            v[u].top = hn::Max(v[u].top, value[0][u]);
        }
    }

    /// Utilities become weights in place, summed by nest; without nests the sums so far of other vendors' models stand beside them.
    template <std::size_t count>
    static HWY_INLINE void weigh(const ModelColumns& models, std::size_t m, VF scale, Vector (&v)[wide], ModelVectors& weight,
                                 ModelVectors& sum_so_far) {
        VF w[count * wide];
        for (std::size_t k = 0; k < count; ++k) {
            for (std::size_t u = 0; u < wide; ++u) w[k * wide + u] = exponent(hn::Load(df, at(weight, m + k, u)), scale, v[u].below);
        }
        exp2_bounded_each(df, w);
        for (std::size_t k = 0; k < count; ++k) {
            for (std::size_t u = 0; u < wide; ++u) {
                const VF here = w[k * wide + u];
                NestSumVectors& sum = v[u].sums[nest(models, m + k)];
                VF other = here;
                if constexpr (!plain) {
                    const Has<plain> has(models, v[u].in_use, m + k);
                    other = hn::IfThenElse(has.vendor, hn::Set(df, one_uniform::least_weight), here);
                    sum.own = hn::Add(sum.own, hn::IfThenElseZero(has.model, here));
                    sum.sisters = hn::Add(sum.sisters, hn::IfThenElseZero(hn::AndNot(has.model, has.vendor), here));
                }
                sum.others = hn::Add(sum.others, other);
                if constexpr (nested || !plain) hn::Store(here, df, at(weight, m + k, u));
                if constexpr (!nested) hn::Store(sum.others, df, at(sum_so_far, m + k, u));
            }
        }
    }

    /// The sums so far of other vendors' models, once it is known what their nests take; returns the last.
    static HWY_INLINE VF add_up(const ModelColumns& models, std::size_t u, const Vector& v, const VF (&factor)[nests], ModelVectors& weight,
                                ModelVectors& sum_so_far) {
        VF sum = hn::Zero(df);
        for (std::size_t m = 0; m < models.count; ++m) {
            VF w = hn::Load(df, at(weight, m, u));
            if constexpr (plain) {
                sum = hn::Add(sum, hn::Mul(w, factor[nest(models, m)]));
            } else {
                const Has<plain> has(models, v.in_use, m);
                w = hn::IfThenElse(has.vendor, hn::Set(df, one_uniform::least_weight), w);
                sum = hn::Add(sum, hn::Mul(w, factor[nest(models, m)]));
            }
            hn::Store(sum, df, at(sum_so_far, m, u));
        }
        return sum;
    }

    /// Which of their vendor's models those take who stay with it: the first whose sum is above what is drawn, or what is in use.
    static HWY_INLINE VI kept(const ModelColumns& models, std::size_t u, const Vector& v, const VF (&factor)[nests], VF drawn, VF with_none,
                              ModelVectors& weight) {
        VI slot = v.in_use.slot;
        if constexpr (plain) return slot;
        if (hn::AllFalse(df, hn::Ge(drawn, with_none))) return slot;
        VF sum = with_none;
        auto found = hn::Lt(with_none, with_none);
        for (std::size_t m = 0; m < models.count; ++m) {
            const Has<plain> has(models, v.in_use, m);
            VF share = hn::Load(df, at(weight, m, u));
            if constexpr (nested) share = hn::Mul(share, factor[nest(models, m)]);
            sum = hn::Add(sum, hn::IfThenElseZero(has.vendor, share));
            const auto here = hn::AndNot(found, hn::And(has.vendor, hn::Lt(drawn, sum)));
            slot = hn::IfThenElse(hn::RebindMask(di, here), hn::Set(di, models.slot[m]), slot);
            found = hn::Or(found, here);
        }
        return slot;
    }

    /// Who would leave if switching cost nothing; only of those who stay.
    static HWY_INLINE FloatMask held_back(const ChoiceSetting& s, const Vector& v, VF none, VF scale) {
        const VF to_other = relief(hn::Mul(v.in_use.to_other, scale));
        VF others = hn::Zero(df);
        VF staying = hn::Zero(df);
        for (std::size_t n = 0; n < nests; ++n) {
            VF stay = v.sums[n].own;
            if constexpr (!plain) stay = hn::Add(hn::Mul(v.sums[n].sisters, relief(hn::Mul(v.in_use.to_sister, scale))), v.sums[n].own);
            const VF elsewhere = hn::Mul(v.sums[n].others, to_other);
            const VF factor = nest_factor(s, hn::Add(elsewhere, stay));
            others = hn::Add(others, hn::Mul(elsewhere, factor));
            staying = hn::Add(staying, hn::Mul(stay, factor));
        }
        const VF leaving = hn::Mul(hn::Mul(hn::Set(df, s.leave_cost), v.in_use.to_other), hn::Set(df, one_uniform::log2_e));
        others = hn::Add(others, s.leave_cost == 0.0F ? none : hn::Mul(none, relief(leaving)));
        const auto pays = hn::Gt(v.in_use.to_other, hn::Zero(df));
        return hn::And(pays, hn::Lt(hn::Mul(v.number, hn::Add(others, staying)), others));
    }

    /// Weights of none, and of the models in use: in plain markets these stand apart and are added to their nests here.
    static HWY_INLINE void weigh_rest(const ModelColumns& models, VF scale, Vector (&v)[wide], VF (&none)[wide]) {
        const VF log2_e = hn::Set(df, one_uniform::log2_e);
        VF w[2 * wide];
        for (std::size_t u = 0; u < wide; ++u) {
            w[2 * u] = exponent(v[u].none, log2_e, nested ? below(v[u].top, log2_e) : v[u].below);
            w[2 * u + 1] = exponent(v[u].own, scale, v[u].below);
        }
        exp2_bounded_each(df, w);
        for (std::size_t u = 0; u < wide; ++u) {
            none[u] = w[2 * u];
            if constexpr (!plain) continue;
            const auto has_one = hn::Gt(v[u].own, hn::Set(df, -std::numeric_limits<float>::infinity()));
            const VF own = hn::IfThenElseZero(has_one, w[2 * u + 1]);
            if constexpr (!nested) {
                v[u].sums[0].own = own;
                continue;
            }
            for (std::size_t m = 0; m < models.count; ++m) {
                const Has<plain> has(models, v[u].in_use, m);
                NestSumVectors& sum = v[u].sums[nest(models, m)];
                sum.own = hn::Add(sum.own, hn::IfThenElseZero(has.model, own));
            }
        }
    }

    /// Who takes what, once weights are summed. Step by step for all vectors: the steps of one wait for each other.
    static HWY_INLINE void pick(const Table& t, const ModelColumns& models, std::size_t i, Vector (&v)[wide], VF scale,
                                ModelVectors& weight, ModelVectors& sum_so_far, ChosenBatch& out) {
        VF none[wide];
        VF factor[wide][nests];
        VF with_none[wide];
        VF drawn[wide];
        weigh_rest(models, scale, v, none);
        for (std::size_t u = 0; u < wide; ++u) {
            const auto& sums = v[u].sums;
            VF end = sums[0].others;
            VF vendors = hn::Add(sums[0].sisters, sums[0].own);
            if constexpr (nested) {
                for (std::size_t n = 0; n < nests; ++n) {
                    factor[u][n] = nest_factor(t.setting, hn::Add(sums[n].others, hn::Add(sums[n].sisters, sums[n].own)));
                }
                end = add_up(models, u, v[u], factor[u], weight, sum_so_far);
                vendors = hn::Add(hn::Mul(vendors, factor[u][0]), hn::Mul(hn::Add(sums[1].sisters, sums[1].own), factor[u][1]));
            }
            with_none[u] = hn::Add(end, none[u]);
            drawn[u] = hn::Mul(v[u].number, hn::Add(with_none[u], vendors));
        }
        // The place of the first sum above what is drawn.
        VI place[wide];
        for (std::size_t u = 0; u < wide; ++u) place[u] = hn::Zero(di);
        for (std::size_t m = 0; m < models.count; ++m) {
            for (std::size_t u = 0; u < wide; ++u) {
                const auto beyond = hn::Ge(drawn[u], hn::Load(df, at(sum_so_far, m, u)));
                place[u] = one_more_where(di, hn::RebindMask(di, beyond), place[u]);
            }
        }
        for (std::size_t u = 0; u < wide; ++u) {
            const std::size_t begin = i + u * hn::Lanes(df);
            const auto stays = hn::Ge(drawn[u], with_none[u]);
            const VI stay = kept(models, u, v[u], factor[u], drawn[u], with_none[u], weight);
            const VI slot = hn::IfThenElse(hn::RebindMask(di, stays), stay, hn::GatherIndex(di, t.offerings.taken.data(), place[u]));
            const auto held = hn::RebindMask(di, hn::And(stays, held_back(t.setting, v[u], none[u], scale)));
            const VI unbound = hn::IfThenElse(held, hn::Set(di, choice_none), slot);
            hn::Store(hn::DemoteTo(narrow, slot), narrow, out.slot.data() + begin);
            hn::Store(hn::DemoteTo(narrow, unbound), narrow, out.unbound.data() + begin);
        }
    }

    template <std::size_t tastes>
    static HWY_INLINE void choose_by(const Table& t, ChosenBatch& out) {
        const std::size_t lanes = hn::Lanes(df);
        const ChoiceSetting& s = t.setting;
        const Worths<tastes, true> worths(t);
        const ModelColumns models(t.offerings);
        const VF scale = hn::Set(df, one_uniform::log2_e / s.nest_scale);
        alignas(64) ModelVectors weight;
        alignas(64) ModelVectors sum_so_far;
        for (std::size_t i = 0; i < t.users.size; i += wide * lanes) {
            Vector v[wide];
            for (std::size_t u = 0; u < wide; ++u) {
                v[u].in_use = in_use_at(t, i + u * lanes);
                v[u].number = uniform(df, hn::Load(du, t.users.word.data() + i + u * lanes));
                v[u].none = hn::Sub(hn::Set(df, -s.outside), hn::Mul(hn::Set(df, s.leave_cost), v[u].in_use.to_other));
                v[u].own = hn::Set(df, -std::numeric_limits<float>::infinity());
                v[u].top = v[u].none;
                for (NestSumVectors& sum : v[u].sums) sum = {hn::Zero(df), hn::Zero(df), hn::Zero(df)};
            }
            std::size_t m = 0;
            for (; m + 2 <= models.count; m += 2) add_totals<2>(worths, models, i, m, v, weight);
            if (m < models.count) add_totals<1>(worths, models, i, m, v, weight);
            for (std::size_t u = 0; u < wide; ++u) {
                v[u].top = hn::Max(v[u].top, v[u].own);
                v[u].below = below(v[u].top, scale);
            }
            for (m = 0; m + 2 <= models.count; m += 2) weigh<2>(models, m, scale, v, weight, sum_so_far);
            if (m < models.count) weigh<1>(models, m, scale, v, weight, sum_so_far);
            pick(t, models, i, v, scale, weight, sum_so_far, out);
        }
    }

    static HWY_INLINE void choose(const Table& t, ChosenBatch& out) { with_tastes<OneUniform>(t, out); }
};

}  // namespace choices
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
