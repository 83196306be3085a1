// A choice drawn by one uniform number: the law of the choice in choice.h at a fraction of its cost, and not causal. The number picks from
// the cumulated probabilities of the nested logit, so a model that is added or that gets better also moves users between other models, and
// runs under two policies differ by more than the policies did. For runs that nobody compares in pairs.
//
//   w_m = exp((U_m − top)/λ)    S_k = Σ_{m in nest k} w_m    P_m ∝ w_m·S_k^(λ−1)    P_none ∝ exp(U_none − top)      top: the largest U
//
// The uniform runs over the models of other vendors, then none, then the models of the user's vendor. As switching costs raise the share of
// the last ones, whoever stays without them stays with them, too: those who are held back have the law that they have in choice.h.
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
// Exponents are cut there: by probabilities below 1e-33.
inline constexpr float least_exponent = -126.0F;
inline constexpr float most_exponent = 110.0F;
inline constexpr float least_weight = 0x1p-126F;

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

/// 2^x of an x that is not below 0: what a weight gains if switching costs nothing.
inline float relief(float x) {
    return single::exp2_bounded(std::min(x, most_exponent));
}

/// S^(λ−1) of a nest whose weights sum to S; 1 without nests.
inline float nest_factor(float sum, float nest_scale) {
    if (nest_scale >= 1.0F || !(sum > 0.0F)) return 1.0F;
    return single::exp2_bounded((nest_scale - 1.0F) * single::log2_bounded(sum));
}

/// Weights of a nest, summed: of other vendors' models, of other models of the user's vendor, of the model in use.
struct NestSums {
    float others = 0;
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
    const float none_total = sum_of(none_terms(user, s), 0.0F);
    std::array<float, choice_slots> w;
    float top = none_total;
    for (std::size_t k = 0; k < offerings.size(); ++k) {
        const MoveTerms move = move_terms(user, offerings[k], s);
        w[k] = worth(user, offerings[k], utility[k]) + move.notice + move.switching;
        top = std::max(top, w[k]);
    }
    const float scale = log2_e / s.nest_scale;
    const auto nest = [&](std::size_t k) { return nested && offerings[k].open ? 1u : 0u; };
    const auto of_vendor = [&](std::size_t k) { return offerings[k].vendor == user.vendor; };
    std::array<NestSums, 2> sums;
    for (std::size_t k = 0; k < offerings.size(); ++k) {
        w[k] = weight(w[k], scale, below(top, scale));
        NestSums& sum = sums[nest(k)];
        sum.others += of_vendor(k) ? least_weight : w[k];
        if (of_vendor(k)) (offerings[k].slot == user.slot ? sum.own : sum.sisters) += w[k];
    }
    const float none = weight(none_total, log2_e, below(top, log2_e));
    std::array<float, 2> factor;
    for (std::size_t n = 0; n < 2; ++n) factor[n] = nest_factor(sums[n].others + (sums[n].sisters + sums[n].own), s.nest_scale);

    // Sums of all that is not above what is drawn. Among other vendors' models those of one's own have the least weight there is: none.
    float end = 0;
    for (std::size_t k = 0; k < offerings.size(); ++k) end += (of_vendor(k) ? least_weight : w[k]) * factor[nest(k)];
    const float with_none = end + none;
    const float all = with_none + ((sums[0].sisters + sums[0].own) * factor[0] + (sums[1].sisters + sums[1].own) * factor[1]);
    const float number = single::uniform(user.word);
    const float drawn = number * all;
    const auto first_beyond = [&](float sum, bool vendors, std::uint8_t otherwise) {
        for (std::size_t k = 0; k < offerings.size(); ++k) {
            if (!vendors) sum += (of_vendor(k) ? least_weight : w[k]) * factor[nest(k)];
            if (vendors && of_vendor(k)) sum += w[k] * factor[nest(k)];
            if (of_vendor(k) == vendors && drawn < sum) return offerings[k].slot;
        }
        return otherwise;
    };
    Choice choice;
    if (drawn < with_none) {
        choice.slot = first_beyond(0.0F, false, choice_none);
        choice.unbound = choice.slot;
        return choice;
    }
    choice.slot = first_beyond(with_none, true, user.slot);
    // The same of weights without the costs of switching.
    const float to_other = relief(user.switching * scale);
    const float to_sister = relief(user.switching * s.upgrade_cost * scale);
    float others = 0;
    float vendors = 0;
    for (const NestSums& sum : sums) {
        const float stay = sum.sisters * to_sister + sum.own;
        const float h = nest_factor(sum.others * to_other + stay, s.nest_scale);
        others += sum.others * to_other * h;
        vendors += stay * h;
    }
    others += none * relief(s.leave_cost * user.switching * log2_e);
    choice.unbound = user.switching > 0.0F && number * (others + vendors) < others ? choice_none : choice.slot;
    return choice;
}

/// What a user takes, drawn as the setting says.
inline Choice choose(const Chooser& user, std::span<const Offering> offerings, std::span<const float> utility, const ChoiceSetting& s) {
    return s.draws == ChoiceDraws::keyed ? choose_keyed(user, offerings, utility, s) : choose_by_one_uniform(user, offerings, utility, s);
}

}  // namespace enclosure
