// The choice kernel: which model a user takes, one user at a time: the statement of what is computed. The hot loop of the program is the
// same computation for many users at once, choice_batch.h; a test holds the two together, to the bit. The same law drawn otherwise is in
// choice_one_uniform.h.
//
// Nested logit, exact and causal: ε_m = λ(G_m + ln S_nest), G_m a Gumbel draw keyed by (user, model, step), S_nest a positive λ-stable
// draw keyed by (user, nest, step) (Kanter 1975). Then U + ε has the law of a nested logit with scale λ, and a new model moves users
// only to itself, because nobody else's draw depends on it.
//
//   choose_keyed(user):                                                      the whole of what is computed
//     best ← none: −u0 − leave·σ + G_none                                     σ = σ0 + σ1·min(tenure/saturation, 1), 0 if without model
//     for each offering m of the cell:
//       U ← utility[m] − β_i·log_price[m] + data_i·transparency[m] + custom_i·modifiability[m] − security_i·risk[m]
//         − [not technical]·integration[m] − σ·(0 if m is in use, upgrade if same vendor, else 1) − [not in use]·shut[m]
//       best ← max(best, U + λ(G_m + ln S_nest(m)))
//
// In single precision: utilities differ by some units, and 2^-24 of one decides a choice in ten million. Each draw takes 32 bits.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "sim/base/alternatives.h"
#include "sim/base/term.h"
#include "sim/base/variates.h"
#include "sim/scenario/parameters/adoption.h"
#include "sim/world/users.h"

namespace enclosure {

/// A live model as the kernel sees it, the same for all cells of a segment.
struct Offering {
    std::uint8_t slot = 0;
    bool open = false;
    std::int32_t vendor = 0;  ///< equal for models of one owner; an orphan is its own vendor
    std::uint32_t key = 0;    ///< low word of the model's serial: key of its Gumbel draw
    float log_price = 0;
    float transparency = 0;
    float modifiability = 0;
    float risk = 0;
    float shut = 0;  ///< utility that those lose who do not use it yet: 0, or under notice more than there is to gain
    float integration = 0;
};

/// What one user brings to a choice.
struct Chooser {
    std::uint64_t serial = 0;
    float price_weight = 0;
    float data_sensitivity = 0;
    float customisation = 0;
    float security = 0;
    float integration = 0;            ///< share of the integration cost that is his: 0 for technical users, else 1
    std::uint8_t slot = choice_none;  ///< in use, or none
    std::int32_t vendor = -1;         ///< of the model in use
    float switching = 0;              ///< σ; 0 without a model
    std::uint32_t word = 0;           ///< uniform bits, if one number draws his choice
};

/// What a user's bytes (sim/world/users.h) come to as a chooser. `of_segment` is the segment's price weight.
inline float own_price_weight(double of_segment, std::uint8_t price) {
    return static_cast<float>(of_segment * price / 64);
}
inline float share_of_255(std::uint8_t taste) {
    return static_cast<float>(taste) / 255.0F;
}
inline float own_integration(bool technical) {
    return technical ? 0.0F : 1.0F;
}

/// What is the same for all choices of a cell in a step.
struct ChoiceSetting {
    std::uint64_t seed = 0;
    std::uint32_t step = 0;
    float nest_scale = 1;  ///< λ
    float outside = 0;     ///< u0
    float leave_cost = 0;
    float upgrade_cost = 0;
    ChoiceDraws draws = ChoiceDraws::keyed;
};

/// What it costs the users of a segment to leave a vendor.
struct SwitchingCost {
    double weight = 0;
    double base = 0;
    double by_tenure = 0;  ///< after that time, years; less before, in proportion
    double saturation = 1;
    double dt = 0;  ///< years
    std::uint16_t step = 0;

    /// σ of who came to his vendor in that step.
    float since(std::uint16_t first) const {
        const double tenure = static_cast<double>(step - first) * dt;
        return static_cast<float>(weight * (base + by_tenure * std::min(tenure / saturation, 1.0)));
    }
};

/// What a model is worth to a chooser beyond his cell's utility, by his own tastes.
struct TasteTerms {
    float price = 0;
    float transparency = 0;
    float modifiability = 0;
    float risk = 0;
    float integration = 0;

    template <class T = TasteTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T, float>{&T::price, "price", "1", "Price, times the user's own price weight."},
            Term<T, float>{&T::transparency, "transparency", "1", "Openness to view less privacy rules, times how sensitive his data are."},
            Term<T, float>{&T::modifiability, "modifiability", "1", "How far it can be adapted, times his need to adapt it."},
            Term<T, float>{&T::risk, "risk", "1", "Perceived risk, times his need for security."},
            Term<T, float>{&T::integration, "integration", "1", "Cost of integration; nothing for users who are technical."},
        };
    }
};

/// Users' own tastes: price, transparency, modifiability, risk, integration, in the order in which TasteTerms sums them.
inline constexpr std::size_t taste_count = 5;
using TasteValues = std::array<float, taste_count>;

inline TasteValues tastes_of(const Chooser& user) {
    return {user.price_weight, user.data_sensitivity, user.customisation, user.security, user.integration};
}
/// What a unit of each taste adds.
inline TasteValues values_of(const Offering& m) {
    return {-m.log_price, m.transparency, m.modifiability, -m.risk, -m.integration};
}

inline TasteTerms taste_terms(const Chooser& user, const Offering& m) {
    const TasteValues taste = tastes_of(user);
    const TasteValues value = values_of(m);
    return {taste[0] * value[0], taste[1] * value[1], taste[2] * value[2], taste[3] * value[3], taste[4] * value[4]};
}

/// What it takes to move to a model; nothing for the one in use.
struct MoveTerms {
    float notice = 0;
    float switching = 0;

    template <class T = MoveTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T, float>{&T::notice, "notice", "1", "A model under notice takes nobody new."},
            Term<T, float>{&T::switching, "switching", "1", "Cost of leaving the vendor, or of moving to another model of his."},
        };
    }
};

inline MoveTerms move_terms(const Chooser& user, const Offering& m, const ChoiceSetting& s) {
    if (m.slot == user.slot) return {};
    return {-m.shut, -(user.switching * (m.vendor == user.vendor ? s.upgrade_cost : 1.0F))};
}

/// What it is worth to have no model.
struct NoneTerms {
    float outside = 0;
    float leaving = 0;

    template <class T = NoneTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T, float>{&T::outside, "outside", "1", "Doing without, for a user of the segment."},
            Term<T, float>{&T::leaving, "leaving", "1", "Cost of giving up the model in use."},
        };
    }
};

inline NoneTerms none_terms(const Chooser& user, const ChoiceSetting& s) {
    return {-s.outside, -(s.leave_cost * user.switching)};
}

/// ln S of the closed and of the open nest for that user in that step.
inline std::array<float, 2> log_stables(std::uint64_t serial, const ChoiceSetting& s) {
    const Draws draws(s.seed, Purpose::user_nest, serial, s.step);
    return {single::log_positive_stable(s.nest_scale, draws.word(0), draws.word(1)),
            single::log_positive_stable(s.nest_scale, draws.word(2), draws.word(3))};
}

/// Words of a user's Gumbel draws in that step: by key for models, his own for having none.
inline AlternativeDraws choice_draws(std::uint64_t serial, const ChoiceSetting& s) {
    return {s.seed, Purpose::user_choice, serial, s.step};
}

/// ε = λ(G + ln S).
inline float perturbation(float gumbel, float log_stable, const ChoiceSetting& s) {
    return s.nest_scale * (gumbel + log_stable);
}

/// What a user takes: slots, or choice_none.
struct Choice {
    std::uint8_t slot = choice_none;
    std::uint8_t unbound = choice_none;  ///< what the same draws would have him take if switching cost nothing

    friend bool operator==(const Choice&, const Choice&) = default;
};

/// `utility` is what the user sees of his cell's table, by offering. Of equals the first is taken.
inline Choice choose_keyed(const Chooser& user, std::span<const Offering> offerings, std::span<const float> utility,
                           const ChoiceSetting& s) {
    const std::array<float, 2> log_stable = log_stables(user.serial, s);
    const AlternativeDraws draws = choice_draws(user.serial, s);
    const float none = single::gumbel(draws.own_word());
    Choice choice;
    float best = sum_of(none_terms(user, s), 0.0F) + none;
    float unbound_best = -s.outside + none;
    for (std::size_t k = 0; k < offerings.size(); ++k) {
        const Offering& m = offerings[k];
        const float draw = perturbation(single::gumbel(draws.word(m.key)), log_stable[m.open ? 1 : 0], s);
        const MoveTerms move = move_terms(user, m, s);
        const float value = sum_of(taste_terms(user, m), utility[k]) + move.notice;
        if (value + draw > unbound_best) {
            unbound_best = value + draw;
            choice.unbound = m.slot;
        }
        const float total = value + move.switching + draw;
        if (total > best) {
            best = total;
            choice.slot = m.slot;
        }
    }
    return choice;
}

}  // namespace enclosure
