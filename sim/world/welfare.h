// Who gains and who loses in the step, as far as it takes more than a sum over the ledger: users' benefit, forced migration, developers'
// surplus, work. Flows in dollars a year.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure {

/// Income classes of a cell, poorest first: nodes of log income in standard deviations, and the share of users that each stands for
/// (Gauss-Hermite, order 3).
struct IncomeClass {
    double node;
    double share;
};
inline constexpr std::size_t income_classes = 3;
inline constexpr IncomeClass income_class[income_classes] = {{-1.7320508075688772, 1.0 / 6}, {0, 2.0 / 3}, {1.7320508075688772, 1.0 / 6}};

struct Welfare {
    // users
    std::vector<double> benefit;
    std::vector<double> gain;
    std::vector<double> budget;
    std::vector<double> migration_cost;
    // developers
    std::vector<double> developers_surplus;
    // work: segment × region
    std::vector<double> displaced;
    std::vector<double> created;

    template <class W = Welfare>
    static constexpr auto columns() {
        return std::tuple{
            column(&W::benefit, {"benefit", "USD/person/yr", "Surplus of an aware user by cell and income class, poorest class first."}),
            column(&W::gain,
                   {"gain", "1", "Log-sum of models over having none, by cell, mean of income classes and of technical and other users."}),
            column(&W::budget, {"budget", "USD/person/yr", "Mean budget of a seat.", Width::segments}),
            column(&W::migration_cost, {"migration_cost", "USD/yr", "Cost of forced migration to users.", Width::segments}),
            column(&W::developers_surplus, {"developers_surplus", "USD/yr", "Surplus of the community's developers.", Width::regions}),
            column(&W::displaced, {"displaced", "1", "Tasks that models have taken over, over all tasks, by segment and region."}),
            column(&W::created, {"created", "1", "New tasks that came with them, over all tasks, by segment and region."}),
        };
    }
};

}  // namespace enclosure
