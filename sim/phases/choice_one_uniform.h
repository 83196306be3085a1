// A choice drawn by one uniform number: the law of the choice in choice.h at a fraction of its cost, and not causal. The number picks from
// the cumulated probabilities of the nested logit, so a model that is added or that gets better also moves users between other models, and
// runs under two policies differ by more than the policies did. For runs that nobody compares in pairs.
//
//   w_m = exp((U_m − top)/λ)    S_k = Σ_{m in nest k} w_m    P_m ∝ w_m·S_k^(λ−1)    P_none ∝ exp(U_none − top)      top: the largest U
//
// What costs of switching take from all that is another vendor's is here given to what is the user's vendor's, and to none: only
// differences count, so the law is the same, and what models are worth does not depend on what he has.
//
// The uniform runs over the models of other vendors and the one in use, as they are without these costs, then none, then what the costs add
// to the model in use and, whole, the other models of its vendor. Whoever is drawn there stays for the costs, or would stay without them
// too, so often that those who are held back have the law that they have in choice.h, where moving to a sister costs no more than giving
// up; but for costs of more than some 80 λ, beside which weights without them are cut.
//
// One user at a time: the statement of what is computed. choice_batch.h does it for many, to the bit.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

#include "sim/phases/choice.h"

namespace enclosure {

namespace one_uniform {

inline constexpr float log2_e = 0x1.715476p+0F;
// Exponents are cut there: without nests by probabilities below 1e-33, with them by the power λ of that.
inline constexpr float least_exponent = -126.0F;

/// What a chooser has of a model before costs of moving, `start` being what his cell has of it: taste_terms() added with fused steps.
inline float worth(const Chooser& user, const Offering& m, float start) {
    const TasteValues taste = tastes_of(user);
    const TasteValues value = values_of(m);
    float sum = start;
    for (std::size_t t = 0; t < taste_count; ++t) sum = single::fused_times_plus(taste[t], value[t], sum);
    return sum;
}

/// Minus the largest utility, in the unit of exponents.
inline float below(float top, float scale) {
    return -top * scale;
}

/// 2^((utility − top)·scale), which is at most 1 but for rounding.
inline float weight(float utility, float scale, float below) {
    return single::exp2_bounded(std::max(single::fused_times_plus(utility, scale, below), least_exponent));
}

/// S^(λ−1) of a nest whose weights sum to S; 1 without nests.
inline float nest_factor(float sum, float nest_scale) {
    if (nest_scale >= 1.0F || !(sum > 0.0F)) return 1.0F;
    return single::exp2_bounded((nest_scale - 1.0F) * single::log2_bounded(sum));
}

/// Weights of a nest, summed: of other vendors' models and the one in use, of its vendor's others, of the one in use.
struct NestSums {
    float all = 0;
    float sisters = 0;
    float own = 0;
};

}  // namespace one_uniform

/// `utility` as for choose_keyed(). The number is Chooser::word. Who stays with his vendor only for the costs of switching has
/// `unbound` choice_none: that it is another vendor's, or none, is all that one number says.
inline Choice choose_by_one_uniform(const Chooser& user, std::span<const Offering> offerings, std::span<const float> utility,
                                    const ChoiceSetting& s) {
    using namespace one_uniform;
    const bool nested = s.nest_scale < 1.0F;
    const float none_total = (-s.outside - s.leave_cost * user.switching) + user.switching;
    const float spared = user.switching - user.switching * s.upgrade_cost;  // by who moves to a sister
    const auto in_use = [&](std::size_t k) { return offerings[k].slot == user.slot; };
    const auto sister = [&](std::size_t k) { return offerings[k].vendor == user.vendor && !in_use(k); };
    std::array<float, choice_slots> w;
    float top = none_total;
    float kept_total = none_total;  // of the model in use
    for (std::size_t k = 0; k < offerings.size(); ++k) {
        w[k] = worth(user, offerings[k], utility[k]) + move_terms(user, offerings[k], s).notice;
        if (sister(k)) w[k] += spared;
        if (in_use(k)) kept_total = w[k] + user.switching;
        top = std::max(top, in_use(k) ? kept_total : w[k]);
    }
    const float scale = log2_e / s.nest_scale;
    const auto nest = [&](std::size_t k) { return nested && offerings[k].open ? 1u : 0u; };
    std::array<NestSums, 2> sums;
    for (std::size_t k = 0; k < offerings.size(); ++k) {
        w[k] = weight(w[k], scale, below(top, scale));
        NestSums& sum = sums[nest(k)];
        (sister(k) ? sum.sisters : sum.all) += w[k];
        if (in_use(k)) sum.own += w[k];
    }
    const float none = weight(none_total, log2_e, below(top, log2_e));
    const float kept = weight(kept_total, scale, below(top, scale));
    float added = 0;  // by costs to the model in use
    std::array<float, 2> more;
    std::array<float, 2> factor;
    for (std::size_t n = 0; n < 2; ++n) {
        const float here = sums[n].own > 0.0F ? std::max(kept - sums[n].own, 0.0F) : 0.0F;
        added += here;
        more[n] = sums[n].sisters + here;
        factor[n] = nest_factor(sums[n].all + more[n], s.nest_scale);
    }
    float end = 0;
    for (std::size_t k = 0; k < offerings.size(); ++k) end += sister(k) ? 0.0F : w[k] * factor[nest(k)];
    const float with_none = end + none;
    const float all = with_none + (more[0] * factor[0] + more[1] * factor[1]);
    const float drawn = single::uniform(user.word) * all;

    Choice choice;
    if (drawn < with_none) {
        float sum = 0;
        for (std::size_t k = 0; k < offerings.size() && choice.slot == choice_none; ++k) {
            sum += sister(k) ? 0.0F : w[k] * factor[nest(k)];
            if (drawn < sum) choice.slot = offerings[k].slot;
        }
        choice.unbound = choice.slot;
        return choice;
    }
    choice.slot = user.slot;
    float sum = with_none;
    for (std::size_t k = 0; k < offerings.size(); ++k) {
        if (!in_use(k) && !sister(k)) continue;
        const float before = sum;
        sum += (in_use(k) ? added : w[k]) * factor[nest(k)];
        if (before <= drawn && drawn < sum) choice.slot = offerings[k].slot;
    }
    // Of those drawn here, who would stay without the costs: as many as stay then in all, less those drawn to the model in use before.
    const float as_sisters = single::exp2_bounded(std::max(-spared * scale, least_exponent));
    float all_unbound = weight(-s.outside, log2_e, below(top, log2_e));
    float stay_unbound = 0;
    float drawn_before = 0;
    for (std::size_t n = 0; n < 2; ++n) {
        const float sisters = sums[n].sisters * as_sisters;
        const float h = nest_factor(sums[n].all + sisters, s.nest_scale);
        all_unbound += (sums[n].all + sisters) * h;
        stay_unbound += (sums[n].own + sisters) * h;
        drawn_before += sums[n].own * factor[n];
    }
    const bool stays = (drawn - with_none) * all_unbound < stay_unbound * all - drawn_before * all_unbound;
    choice.unbound = user.switching > 0.0F && !stays ? choice_none : choice.slot;
    return choice;
}

/// What a user sees of his cell's utility if `count` of his own peers use a model's vendor and each of them adds `weight`.
inline float with_peers(float utility, float weight, float count, ChoiceDraws draws) {
    return draws == ChoiceDraws::keyed ? utility + weight * count : single::fused_times_plus(weight, count, utility);
}

/// What a user takes, drawn as the setting says.
inline Choice choose(const Chooser& user, std::span<const Offering> offerings, std::span<const float> utility, const ChoiceSetting& s) {
    return s.draws == ChoiceDraws::keyed ? choose_keyed(user, offerings, utility, s) : choose_by_one_uniform(user, offerings, utility, s);
}

}  // namespace enclosure
