// A batch of choices, each drawn by one uniform number: choose_by_one_uniform() of choice_one_uniform.h, a user in each lane.
#include "sim/phases/choice_batch.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/phases/choice_by_one_uniform.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <cstddef>
#include <cstdint>
#include <limits>

#include "sim/base/vector_pick-inl.h"
#include "sim/phases/choice_one_uniform.h"
#include "sim/phases/choice_table-inl.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

using namespace choices;

/// Chains of dependent operations of so many vectors of users overlap.
constexpr std::size_t wide = 2;

/// By model, of the users of these vectors; a little more, so that two of them do not stand at the same places of pages, where they would
/// compete for lines of the cache.
using ModelVectors = float[most_models * wide * most_lanes + 16 * 17];

/// one_uniform::NestSums of the users of a vector.
struct NestSumVectors {
    VF all;
    VF sisters;
    VF own;
};

template <bool nested, bool plain>
struct OneUniform {
    static constexpr bool is_smallest = plain && !nested;
    static constexpr std::size_t nests = nested ? 2 : 1;
    static constexpr float no_model = -std::numeric_limits<float>::infinity();

    /// Users of a vector, and what is found of them on the way.
    struct Vector {
        InUse in_use;
        VF number;  ///< uniform
        VF none;    ///< utility
        VF own;     ///< utility of the model in use; -infinity if there is none
        VF top;     ///< largest utility
        VF below;   ///< one_uniform::below() of it
        NestSumVectors sums[nests];
    };

    /// Weights of none, with the costs of switching and without; of the model in use with them and without; what a sister's loses without.
    struct Rest {
        VF none;
        VF none_unbound;
        VF kept;
        VF own;
        VF as_sisters;
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

    static HWY_INLINE FloatMask sister(const Has<plain>& has) { return hn::AndNot(has.model, has.vendor); }
    /// What those who move to a sister do not pay.
    static HWY_INLINE VF spared(const InUse& in_use) { return hn::Sub(in_use.to_other, in_use.to_sister); }

    /// Utilities of `count` models, with what costs leave of a sister's, and their largest.
    template <std::size_t count, std::size_t tastes>
    static HWY_INLINE void add_totals(const Worths<tastes, true>& worths, const ModelColumns& models, std::size_t i, std::size_t m,
                                      Vector (&v)[wide], ModelVectors& total) {
        VF value[count][wide];
        worths.get(i, m, value);
        for (std::size_t u = 0; u < wide; ++u) {
            for (std::size_t k = 0; k < count; ++k) {
                VF& total_here = value[k][u];
                if constexpr (!is_smallest) {
                    const Has<plain> has(models, v[u].in_use, m + k);
                    if constexpr (!plain) {
                        total_here = with_notice(models, has, m + k, total_here);
                        total_here = hn::IfThenElse(sister(has), hn::Add(total_here, spared(v[u].in_use)), total_here);
                    }
                    v[u].own = hn::IfThenElse(has.model, total_here, v[u].own);
                }
                hn::Store(value[k][u], df, at(total, m + k, u));
            }
            for (std::size_t k = 1; k < count; ++k) value[0][u] = hn::Max(value[0][u], value[k][u]);
            v[u].top = hn::Max(v[u].top, value[0][u]);
        }
    }

    /// Utilities become weights in place, summed by nest; without nests the sums so far stand beside them.
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
                VF counted = here;
                if constexpr (!is_smallest) {
                    const Has<plain> has(models, v[u].in_use, m + k);
                    if constexpr (nested) sum.own = hn::Add(sum.own, hn::IfThenElseZero(has.model, here));
                    if constexpr (!plain) {
                        sum.sisters = hn::Add(sum.sisters, hn::IfThenElseZero(sister(has), here));
                        counted = hn::IfThenZeroElse(sister(has), here);
                    }
                }
                sum.all = hn::Add(sum.all, counted);
                if constexpr (!is_smallest) hn::Store(here, df, at(weight, m + k, u));  // else nobody asks for it
                if constexpr (!nested) hn::Store(sum.all, df, at(sum_so_far, m + k, u));
            }
        }
    }

    /// The sums so far, once it is known what nests take; returns the last.
    static HWY_INLINE VF add_up(const ModelColumns& models, std::size_t u, const Vector& v, const VF (&factor)[nests], ModelVectors& weight,
                                ModelVectors& sum_so_far) {
        VF sum = hn::Zero(df);
        for (std::size_t m = 0; m < models.count; ++m) {
            VF w = hn::Mul(hn::Load(df, at(weight, m, u)), factor[nest(models, m)]);
            if constexpr (!plain) w = hn::IfThenZeroElse(sister(Has<plain>(models, v.in_use, m)), w);
            sum = hn::Add(sum, w);
            hn::Store(sum, df, at(sum_so_far, m, u));
        }
        return sum;
    }

    /// Which of their vendor's models those take whom costs keep: the first whose sum is above what is drawn, or what is in use.
    static HWY_INLINE VI kept(const ModelColumns& models, std::size_t u, const Vector& v, VF added, const VF (&factor)[nests], VF drawn,
                              VF with_none, ModelVectors& weight) {
        VI slot = v.in_use.slot;
        if constexpr (plain) return slot;
        if (hn::AllFalse(df, hn::Ge(drawn, with_none))) return slot;
        VF sum = with_none;
        auto found = hn::Lt(with_none, with_none);
        for (std::size_t m = 0; m < models.count; ++m) {
            const Has<plain> has(models, v.in_use, m);
            VF share = hn::IfThenElse(has.model, added, hn::Load(df, at(weight, m, u)));
            if constexpr (nested) share = hn::Mul(share, factor[nest(models, m)]);
            sum = hn::Add(sum, hn::IfThenElseZero(has.vendor, share));
            const auto here = hn::AndNot(found, hn::And(has.vendor, hn::Lt(drawn, sum)));
            slot = hn::IfThenElse(hn::RebindMask(di, here), hn::Set(di, models.slot[m]), slot);
            found = hn::Or(found, here);
        }
        return slot;
    }

    /// Who would leave if switching cost nothing; only of those who stay for what costs add.
    static HWY_INLINE FloatMask held_back(const ChoiceSetting& s, const Vector& v, const Rest& rest, const VF (&factor)[nests], VF drawn,
                                          VF with_none, VF all) {
        VF unbound = rest.none_unbound;
        VF staying = hn::Zero(df);
        VF before = hn::Zero(df);
        for (std::size_t n = 0; n < nests; ++n) {
            VF of_nest = v.sums[n].all;
            VF stay = v.sums[n].own;
            if constexpr (!plain) {
                const VF sisters = hn::Mul(v.sums[n].sisters, rest.as_sisters);
                of_nest = hn::Add(of_nest, sisters);
                stay = hn::Add(stay, sisters);
            }
            if constexpr (nested) {
                const VF h = nest_factor(s, of_nest);
                unbound = hn::Add(unbound, hn::Mul(of_nest, h));
                staying = hn::Add(staying, hn::Mul(stay, h));
                before = hn::Add(before, hn::Mul(v.sums[n].own, factor[n]));
            } else {
                unbound = hn::Add(unbound, of_nest);
                staying = stay;
                before = v.sums[n].own;
            }
        }
        const auto pays = hn::Gt(v.in_use.to_other, hn::Zero(df));
        const VF stays = hn::Sub(hn::Mul(staying, all), hn::Mul(before, unbound));
        return hn::And(pays, hn::Ge(hn::Mul(hn::Sub(drawn, with_none), unbound), stays));
    }

    static HWY_INLINE void weigh_rest(const ChoiceSetting& s, VF scale, const Vector (&v)[wide], Rest (&rest)[wide]) {
        constexpr std::size_t kinds = plain ? 4 : 5;
        const VF log2_e = hn::Set(df, one_uniform::log2_e);
        VF w[kinds * wide];
        for (std::size_t u = 0; u < wide; ++u) {
            const VF under = nested ? below(v[u].top, log2_e) : v[u].below;
            w[kinds * u] = exponent(v[u].none, log2_e, under);
            w[kinds * u + 1] = exponent(hn::Set(df, -s.outside), log2_e, under);
            w[kinds * u + 2] = exponent(hn::Add(v[u].own, v[u].in_use.to_other), scale, v[u].below);
            w[kinds * u + 3] = exponent(v[u].own, scale, v[u].below);
            if constexpr (!plain) {
                w[kinds * u + 4] = hn::Max(hn::Mul(hn::Neg(spared(v[u].in_use)), scale), hn::Set(df, one_uniform::least_exponent));
            }
        }
        exp2_bounded_each(df, w);
        for (std::size_t u = 0; u < wide; ++u) {
            const VF* const of = w + kinds * u;
            const auto has_one = hn::Gt(v[u].own, hn::Set(df, no_model));
            rest[u] = {of[0], of[1], of[2], hn::IfThenElseZero(has_one, of[3]), of[kinds - 1]};
        }
    }

    /// The utility of the model in use; no_model if there is none.
    static HWY_INLINE VF own_utility(const ModelColumns& models, std::size_t u, VI own, ModelVectors& total) {
        VF found = hn::Set(df, no_model);
        std::size_t m = 0;
        for (; m + pick_from <= models.count; m += pick_from) {
            const VI here = hn::Sub(own, hn::Set(di, static_cast<std::int32_t>(m)));
            const auto inside = hn::Eq(hn::AndNot(hn::Set(di, pick_from - 1), here), hn::Zero(di));
            found = hn::IfThenElse(hn::RebindMask(df, inside), pick(df, at(total, m, u), wide * hn::Lanes(df), here), found);
        }
        for (; m < models.count; ++m) {
            const auto here = hn::RebindMask(df, hn::Eq(own, hn::Set(di, static_cast<std::int32_t>(m))));
            found = hn::IfThenElse(here, hn::Load(df, at(total, m, u)), found);
        }
        return found;
    }

    /// The place of the first sum above what is drawn.
    static HWY_INLINE VI first_beyond(const ModelColumns& models, std::size_t u, VF drawn, ModelVectors& sum_so_far) {
        VI place = hn::Zero(di);
        std::size_t m = 0;
        for (; m + pick_from <= models.count; m += pick_from) {
            place = hn::Add(place, count_not_above(df, at(sum_so_far, m, u), wide * hn::Lanes(df), drawn));
        }
        for (; m < models.count; ++m) {
            const auto beyond = hn::Ge(drawn, hn::Load(df, at(sum_so_far, m, u)));
            place = one_more_where(di, hn::RebindMask(di, beyond), place);
        }
        return place;
    }

    /// Who takes what, once weights are summed. Step by step for all vectors: the steps of one wait for each other.
    static HWY_INLINE void take(const Table& t, const ModelColumns& models, std::size_t i, Vector (&v)[wide], const Rest (&rest)[wide],
                                ModelVectors& weight, ModelVectors& sum_so_far, ChosenBatch& out) {
        VF factor[wide][nests];
        VF added[wide];  // by costs to the model in use
        VF with_none[wide];
        VF all[wide];
        VF drawn[wide];
        for (std::size_t u = 0; u < wide; ++u) {
            auto& sums = v[u].sums;
            if constexpr (!nested) sums[0].own = rest[u].own;
            VF end = sums[0].all;
            VF more[nests];
            added[u] = hn::Zero(df);
            for (std::size_t n = 0; n < nests; ++n) {
                const VF gain = hn::Max(hn::Sub(rest[u].kept, sums[n].own), hn::Zero(df));
                const VF here = hn::IfThenElseZero(hn::Gt(sums[n].own, hn::Zero(df)), gain);
                added[u] = hn::Add(added[u], here);
                more[n] = plain ? here : hn::Add(sums[n].sisters, here);
            }
            VF extra = more[0];
            if constexpr (nested) {
                for (std::size_t n = 0; n < nests; ++n) factor[u][n] = nest_factor(t.setting, hn::Add(sums[n].all, more[n]));
                end = add_up(models, u, v[u], factor[u], weight, sum_so_far);
                extra = hn::Add(hn::Mul(more[0], factor[u][0]), hn::Mul(more[1], factor[u][1]));
            }
            with_none[u] = hn::Add(end, rest[u].none);
            all[u] = hn::Add(with_none[u], extra);
            drawn[u] = hn::Mul(v[u].number, all[u]);
        }
        for (std::size_t u = 0; u < wide; ++u) {
            const std::size_t begin = i + u * hn::Lanes(df);
            const VI place = first_beyond(models, u, drawn[u], sum_so_far);
            const auto stays = hn::Ge(drawn[u], with_none[u]);
            const VI stay = kept(models, u, v[u], added[u], factor[u], drawn[u], with_none[u], weight);
            const VI slot = hn::IfThenElse(hn::RebindMask(di, stays), stay, looked_up(models.slots, place, choice_none));
            const auto held =
                hn::RebindMask(di, hn::And(stays, held_back(t.setting, v[u], rest[u], factor[u], drawn[u], with_none[u], all[u])));
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
                const VF cost = v[u].in_use.to_other;
                v[u].none = hn::Add(hn::Sub(hn::Set(df, -s.outside), hn::Mul(hn::Set(df, s.leave_cost), cost)), cost);
                v[u].own = hn::Set(df, no_model);
                v[u].top = v[u].none;
                for (NestSumVectors& sum : v[u].sums) sum = {hn::Zero(df), hn::Zero(df), hn::Zero(df)};
            }
            std::size_t m = 0;
            for (; m + 2 <= models.count; m += 2) add_totals<2>(worths, models, i, m, v, weight);
            if (m < models.count) add_totals<1>(worths, models, i, m, v, weight);
            for (std::size_t u = 0; u < wide; ++u) {
                const InUse& in_use = v[u].in_use;
                if constexpr (is_smallest) {
                    v[u].own = own_utility(models, u, looked_up(models.place, in_use.slot, OfferingColumns::no_place), weight);
                }
                v[u].top = hn::Max(v[u].top, hn::Add(v[u].own, in_use.to_other));
                v[u].below = below(v[u].top, scale);
            }
            Rest rest[wide];
            weigh_rest(s, scale, v, rest);
            for (m = 0; m + 2 <= models.count; m += 2) weigh<2>(models, m, scale, v, weight, sum_so_far);
            if (m < models.count) weigh<1>(models, m, scale, v, weight, sum_so_far);
            take(t, models, i, v, rest, weight, sum_so_far, out);
        }
    }
};

void choose_all(const ChoiceTable& t, ChosenBatch& out) {
    choose_in<OneUniform>(t, out);
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(choose_all);

void choose_batch_by_one_uniform(const ChoiceTable& t, ChosenBatch& out) {
    HWY_DYNAMIC_DISPATCH(choose_all)(t, out);
}

}  // namespace enclosure
#endif
