// The choice kernel: which model a user takes. The hot loop of the program; nothing else here.
//
// Nested logit, exact and causal: ε_m = λ(G_m + ln S_nest), G_m a Gumbel draw keyed by (user, model, step), S_nest a positive λ-stable
// draw keyed by (user, nest, step) (Kanter 1975). Then U + ε has the law of a nested logit with scale λ, and a new model moves users
// only to itself, because nobody else's draw depends on it.
//
//   choose(user):                                                            the whole of what is computed
//     best ← none: −u0 − leave·σ + G_none                                     σ = σ0 + σ1·min(tenure/saturation, 1), 0 if without model
//     for each offering m of the cell:
//       U ← utility[m] − β_i·log_price[m] + data_i·transparency[m] + custom_i·modifiability[m] − security_i·risk[m]
//         − [not technical]·integration[m] − σ·(0 if m is in use, upgrade if same vendor, else 1) − [not in use]·shut[m]
//       best ← max(best, U + λ(G_m + ln S_nest(m)))
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/base/draws.h"
#include "sim/base/many_draws.h"
#include "sim/base/math.h"
#include "sim/base/term.h"
#include "sim/phases/race.h"
#include "sim/world/users.h"

namespace enclosure {

/// A live model as the kernel sees it, the same for all cells of a segment.
struct Offering {
    std::uint8_t slot = 0;
    bool open = false;
    std::int32_t vendor = 0;  ///< equal for models of one owner; an orphan is its own vendor
    std::uint32_t key = 0;    ///< low word of the model's serial: index of its Gumbel draw
    double log_price = 0;
    double transparency = 0;
    double modifiability = 0;
    double risk = 0;
    double shut = 0;  ///< utility that those lose who do not use it yet: 0, or under notice more than there is to gain
    double integration = 0;
};

/// What one user brings to a choice.
struct Chooser {
    std::uint64_t serial = 0;
    double price_weight = 0;
    double data_sensitivity = 0;
    double customisation = 0;
    double security = 0;
    double integration = 0;           ///< share of the integration cost that is his: 0 for technical users, else 1
    std::uint8_t slot = choice_none;  ///< in use, or none
    std::int32_t vendor = -1;         ///< of the model in use
    double switching = 0;             ///< σ; 0 without a model
};

/// What is the same for all choices of a cell in a step.
struct ChoiceSetting {
    std::uint64_t seed = 0;
    std::uint32_t step = 0;
    double nest_scale = 1;
    double outside = 0;  ///< u0
    double leave_cost = 0;
    double upgrade_cost = 0;
};

/// What a model is worth to a chooser beyond his cell's utility, by his own tastes.
struct TasteTerms {
    double price = 0;
    double transparency = 0;
    double modifiability = 0;
    double risk = 0;
    double integration = 0;

    template <class T = TasteTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::price, "price", "1", "Price, times the user's own price weight."},
            Term<T>{&T::transparency, "transparency", "1", "Openness to view less privacy rules, times how sensitive his data are."},
            Term<T>{&T::modifiability, "modifiability", "1", "How far it can be adapted, times his need to adapt it."},
            Term<T>{&T::risk, "risk", "1", "Perceived risk, times his need for security."},
            Term<T>{&T::integration, "integration", "1", "Cost of integration; nothing for users who are technical."},
        };
    }
};

inline TasteTerms taste_terms(const Chooser& user, const Offering& m) {
    return {-(user.price_weight * m.log_price), user.data_sensitivity * m.transparency, user.customisation * m.modifiability,
            -(user.security * m.risk), -(user.integration * m.integration)};
}

/// What it takes to move to a model; nothing for the one in use.
struct MoveTerms {
    double notice = 0;
    double switching = 0;

    template <class T = MoveTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::notice, "notice", "1", "A model under notice takes nobody new."},
            Term<T>{&T::switching, "switching", "1", "Cost of leaving the vendor, or of moving to another model of his."},
        };
    }
};

inline MoveTerms move_terms(const Chooser& user, const Offering& m, const ChoiceSetting& s) {
    if (m.slot == user.slot) return {};
    return {-m.shut, -(user.switching * (m.vendor == user.vendor ? s.upgrade_cost : 1.0))};
}

/// What it is worth to have no model.
struct NoneTerms {
    double outside = 0;
    double leaving = 0;

    template <class T = NoneTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::outside, "outside", "1", "Doing without, for a user of the segment."},
            Term<T>{&T::leaving, "leaving", "1", "Cost of giving up the model in use."},
        };
    }
};

inline NoneTerms none_terms(const Chooser& user, const ChoiceSetting& s) {
    return {-s.outside, -(s.leave_cost * user.switching)};
}

/// ln of a positive stable variate of index λ: Kanter's formula, from uniform u and exponential e. 0 for λ = 1.
inline double log_positive_stable(double lambda, double u, double e) {
    if (lambda >= 1) return 0;
    const double rest = 1 - lambda;
    return math::log(math::sin_pi(lambda * u)) - math::log(math::sin_pi(u)) / lambda +
           rest / lambda * (math::log(math::sin_pi(rest * u)) - math::log(e));
}

/// ln S of the closed and of the open nest for that user in that step.
inline std::array<double, 2> log_stables(std::uint64_t serial, const ChoiceSetting& s) {
    std::array<double, 2> log_stable;
    for (std::uint32_t nest = 0; nest < 2; ++nest) {
        Draws draws(s.seed, Purpose::user_nest, serial, s.step, nest);
        const double u = draws.uniform();
        log_stable[nest] = log_positive_stable(s.nest_scale, u, draws.exponential());
    }
    return log_stable;
}

/// Draw of having no model.
inline double none_draw(std::uint64_t serial, const ChoiceSetting& s) {
    return Draws(s.seed, Purpose::user_choice, serial, s.step, 0).gumbel();
}

/// The slot that the chooser takes, or choice_none. `utility` is the cell's table by offering. `unbound`, if given, becomes what the same
/// draws would have him take if switching cost nothing.
inline std::uint8_t choose(const Chooser& user, std::span<const Offering> offerings, std::span<const double> utility,
                           const ChoiceSetting& s, std::uint8_t* unbound = nullptr) {
    const std::array<double, 2> log_stable = log_stables(user.serial, s);
    std::uint8_t choice = choice_none;
    const double none = none_draw(user.serial, s);
    double best = sum_of(none_terms(user, s)) + none;
    std::uint8_t free_choice = choice_none;
    double free_best = -s.outside + none;
    // Draws first, then values, then the race: the first two loops have no branches, so that the processor works on several models at once.
    std::array<std::uint32_t, choice_slots> key;
    std::array<double, choice_slots> uniform;
    std::array<double, choice_slots> value;
    for (std::size_t k = 0; k < offerings.size(); ++k) key[k] = offerings[k].key;
    first_uniforms(s.seed, Purpose::user_choice, user.serial, s.step, std::span(key).first(offerings.size()), uniform);
    for (std::size_t k = 0; k < offerings.size(); ++k) {
        value[k] = sum_of(taste_terms(user, offerings[k]), utility[k]);
    }
    // Without switching cost there is one race; with it a second one runs beside it on the same draws, and no loser of both costs a
    // logarithm.
    const bool two_races = unbound != nullptr && user.switching > 0;
    for (std::size_t k = 0; k < offerings.size(); ++k) {
        const Offering& m = offerings[k];
        Variate variate(uniform[k], log_stable[m.open ? 1 : 0], s.nest_scale);
        const MoveTerms move = move_terms(user, m, s);
        value[k] += move.notice;
        if (two_races && variate.overtakes(free_best, value[k])) free_choice = m.slot;
        if (variate.overtakes(best, value[k] + move.switching)) choice = m.slot;
    }
    if (!two_races) free_choice = choice;
    if (unbound) *unbound = free_choice;
    return choice;
}

}  // namespace enclosure
