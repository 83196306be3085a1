// Review of strategy, about yearly and staggered: logit choice over the strategies that firms consider.
//   v(s) = [w_p·(π_interface + π_hosting − leadval·leak1·o·L·½α_e·interface spend + community − liability) + w_r·reach·hosted spend
//           + w_c·complement·seats] / max(R + opex, floor) − inertia·[s ≠ now] + imitation·share(s);   choice ∝ exp(λ v)
//   π          forecast.h: rivals as they are; what is not offered yet has to be won
//   community  community_value·code of s·effort that its released model draws per unit of code (the mean of all, if it has none)
//   liability  (liability_weight + law.liability_owner)·cost of an incident·(incidents per seat of the class, as felt·expected seats)
//   w          goals of the firm: profit, reach, complements
// Gumbel draws keyed by (firm, strategy). A planned change of strategy is another matter: planned_change.h.
// Switch: review.reviews; each term has its weight.
// Source: MODEL section 4, strategy; McKelvey and Palfrey 1995 (logit response). Claims: B1–B5 B8 C3 O16 O20.
#pragma once

#include <cstddef>
#include <span>

#include "sim/base/term.h"
#include "sim/phases/forecast.h"
#include "sim/phases/phase.h"

namespace enclosure {

/// What a strategy would bring in beside its profit from models, term by term: profit of the year as the review sees it.
struct ReviewedProfit {
    double interface = 0;
    double hosting = 0;
    double premium = 0;
    double lead = 0;
    double community = 0;
    double liability = 0;

    template <class T = ReviewedProfit>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::interface, "interface", "USD/yr", "Profit of the interface."},
            Term<T>{&T::hosting, "hosting", "USD/yr", "Own hosting of released weights, and services."},
            Term<T>{&T::premium, "premium", "USD/yr", "Paid features around released weights, for organisations."},
            Term<T>{&T::lead, "lead", "USD/yr", "Value of the lead that openness gives away."},
            Term<T>{&T::community, "community", "USD/yr", "Value of the work that a community puts into released code."},
            Term<T>{&T::liability, "liability", "USD/yr", "Part of the social cost of incidents that it expects to bear."},
        };
    }
};

/// What a firm makes of that profit by its goals.
struct ReviewedValue {
    double profit = 0;
    double reach = 0;
    double complements = 0;

    template <class T = ReviewedValue>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::profit, "profit_goal", "USD/yr", "Profit, times the firm's weight of profit."},
            Term<T>{&T::reach, "reach", "USD/yr", "Spending on its released weights wherever hosted, times the firm's weight of reach."},
            Term<T>{&T::complements, "complements", "USD/yr",
                    "Income from complements to released weights, times the firm's weight of it."},
        };
    }
};

/// What is compared at a review.
struct ReviewedPayoff {
    double value = 0;
    double imitation = 0;
    double inertia = 0;

    template <class T = ReviewedPayoff>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::value, "value_per_budget", "1", "Value over the yearly budget of research and operations."},
            Term<T>{&T::imitation, "imitation", "1", "Share of firms that follow the strategy, times its weight."},
            Term<T>{&T::inertia, "inertia", "1", "What a strategy other than the present one must make up for."},
        };
    }
};

/// A strategy as a firm weighs it: intensity·(sum of payoff) + gumbel is its value in the race; the largest is chosen.
struct WeighedStrategy {
    std::size_t strategy = 0;  ///< row
    Prospect prospect;
    ReviewedProfit profit;
    ReviewedValue value;
    double budget = 0;  ///< USD/yr
    ReviewedPayoff payoff;
    double intensity = 0;
    double gumbel = 0;

    double total() const { return intensity * sum_of(payoff) + gumbel; }
};

/// The firms that are active, by strategy.
struct Followers {
    StepVector<double> count;  ///< by row of strategies
    double active = 0;
};
Followers followers_of_strategies(const Firms& firms, const Scenario& rules, Step step);

/// Whether firm f weighs strategies at its reviews: it has a model, and nothing fixes its strategy.
bool weighs_strategies(const Firms& firms, std::size_t f);

/// The strategies that firm f weighs at its review number `review`, in the order of rows; it weighs strategies.
StepVector<WeighedStrategy> weigh_strategies(const Forecast& forecast, const Maker& maker, const Firms& firms, const Catalogue& catalogue,
                                             const PublicState& commons, const Followers& followers, std::size_t f, std::uint32_t review,
                                             const Scenario& rules, Step step);

/// Index of the one that wins; the first of equals.
std::size_t winner(std::span<const WeighedStrategy> weighed);

/// Time of the review that firm f is to make next; set at its first step.
double next_review_of(const Firms& firms, std::size_t f, const ReviewParams& p, Step step);

void review_strategies(Firms& firms, Catalogue& catalogue, PublicState& commons, Chronicle& chronicle, const Market& market,
                       const Cells& cells, const Scenario& rules, Step step);

}  // namespace enclosure
