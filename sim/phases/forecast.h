// What a maker of models would earn under a strategy: a coarse forecast that firms use at a review and founders before they enter.
//   groups   segment × {other, technical}, users of mean tastes; rivals' models as they are and priced now
//   shares   nested logit over {none}, {closed}, {open}: s = N/(ΣN)·e/Σe, e = exp(U/λ), N = (Σe)^λ
//            U of what the maker offers or would offer holds all that rivals' tabulated utilities hold (utility.h); an interface that is
//            not there yet has the whole attention of its staff (tailoring.h)
//   spend    Σ aware seats·b_g(t)·share; profit of the interface = spend·(1 − 1/markup)
// Users of what the maker does not offer yet have to be won against their switching cost. Weights released with delay are older by it.
// It knows the tallies of the last step, the scores, prices and trust of all models; it does not know what rivals will do.
// Source: MODEL section 4, strategy; McFadden 1978 (nested logit). Claims: B1–B5 B8 C3 O12 O16 O20.
#pragma once

#include <memory_resource>

#include "sim/base/term.h"
#include "sim/phases/phase.h"

namespace enclosure {

/// Who offers: a firm that is there, or founders who think of it. All that the forecast must know of it.
struct Maker {
    Id<Firms> firm = {};             ///< its own models are no rivals; none for founders
    std::size_t region = 0;          ///< home
    double score = 0;                ///< of what it has trained, without premium or discount, OOM
    double cost = 0;                 ///< of serving it, USD/Mtok
    double markup = 1;               ///< price of an interface over its full cost
    double trust = 0.5;              ///< between 0 and 1
    double dispersion = 0;           ///< standard deviation of realised quality, OOM
    double tooling = 0;              ///< tooling that grew around its interface
    double tailoring = 0;            ///< modifiability of its interface for organisations
    double support = 0;              ///< its own help for users of its interface
    StepVector<double> brand = {};   ///< by segment
    StepVector<double> offset = {};  ///< by domain, OOM
    Id<Catalogue> interface = {};    ///< what it offers already
    Id<Catalogue> released = {};
};

/// The maker that firm f is; it offers a model. Its lists lie in `memory`.
Maker maker_of(const Firms& firms, std::size_t f, const Catalogue& catalogue, const Scenario& rules, double t,
               std::pmr::memory_resource* memory = std::pmr::get_default_resource());

/// Founders at home in `region` with a model of that capability.
Maker newcomer(std::size_t region, double capability, const Scenario& rules, double t,
               std::pmr::memory_resource* memory = std::pmr::get_default_resource());

/// What a maker expects under a strategy.
struct Prospect {
    double interface_spend = 0;   ///< USD/yr
    double interface_profit = 0;  ///< USD/yr
    double interface_seats = 0;
    double hosted_spend = 0;        ///< USD/yr, by whomever the weights are hosted
    double organisation_spend = 0;  ///< part of it by organisations: the segments with tooling
    double open_seats = 0;
    double quality_value = 0;  ///< Σ α_g·interface spend, for the value of the lead
};

/// Yearly profit from models, term by term.
struct ProfitTerms {
    double interface = 0;
    double hosting = 0;
    double premium = 0;

    template <class T = ProfitTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::interface, "interface", "USD/yr", "Profit of the interface."},
            Term<T>{&T::hosting, "hosting", "USD/yr", "Own hosting of released weights, and services."},
            Term<T>{&T::premium, "premium", "USD/yr", "Paid features around released weights, for organisations."},
        };
    }
};

/// Shares of aware seats that a maker expects under a strategy in one group of users.
struct GroupShares {
    double none = 0;
    double interface = 0;           ///< its own
    double released = 0;            ///< its own
    StepVector<double> rival = {};  ///< by slot; 0 for its own and for slots without a live model
};

class Forecast {
  public:
    Forecast(const Market& market, const Cells& cells, const Catalogue& catalogue, const PublicState& commons, const Scenario& rules,
             double t, std::pmr::memory_resource* memory = std::pmr::get_default_resource());

    Prospect under(const Maker& maker, const StrategyRow& s) const;

    /// Yearly profit from models, USD/yr: interface, own hosting, services and premium; and what it is the sum of.
    double profit(const Prospect& v, const StrategyRow& s) const { return sum_of(profit_terms(v, s)); }
    ProfitTerms profit_terms(const Prospect& v, const StrategyRow& s) const;

    /// Aware seats of segment g that are technical, or that are not, and how they would divide.
    double group_seats(std::size_t g, bool technical) const;
    GroupShares shares(const Maker& maker, const StrategyRow& s, std::size_t g, bool technical) const;

  private:
    // Rivals' part of the logit sums for one group of users: Σ exp(U/λ) of the closed and of the open nest.
    struct Rivals {
        double closed = 0;
        double open = 0;
    };
    // What one group of users makes of a maker and its rivals: the closed and the open nest, and all with none.
    struct Split {
        Rivals rivals;
        double closed = 0;  // exp(U/λ) of the maker's interface
        double open = 0;
        double closed_nest = 0;
        double open_nest = 0;
        double all = 0;
        double share(bool is_open, double weight) const;
    };
    Split split(const Maker& maker, const StrategyRow& s, std::size_t g, bool technical) const;
    bool rival(const Maker& maker, std::size_t m) const;
    double common_utility(const Maker& maker, std::size_t g, bool closed) const;
    double interface_utility(const Maker& maker, std::size_t g, const StrategyRow& s, bool technical) const;
    double release_utility(const Maker& maker, std::size_t g, const StrategyRow& s, bool technical) const;
    double expected_gain() const;
    double winning_over(std::size_t g, Id<Catalogue> present) const;
    Rivals others(const Maker& maker, std::size_t g, std::size_t k) const;

    const Catalogue& catalogue_;
    const PublicState& commons_;
    const Scenario& rules_;
    double t_;
    StepVector<double> weight_;   // exp(U/λ): segment × {other, technical} × slot
    StepVector<double> peers_;    // utility by peers of the vendor: segment × slot
    StepVector<double> aware_;    // seats by segment
    StepVector<double> settled_;  // share of those that have a model
};

}  // namespace enclosure
