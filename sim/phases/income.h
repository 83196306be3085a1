// Income of firms, and what serving costs them.
//   interface use   all spending on a closed model goes to its owner; serving it costs spending/markup
//   hosting         the owner of released weights hosts hosting_share of the spending on them, hosts in the users' regions the rest;
//                   serving costs spending/(1 + host margin)
//   services        service_share·services(strategy) of that spending in addition, at a cost of service_cost
//   premium         open core: organisations that use the base buy conversion·premium_share of their spending in addition, at premium_cost
//   complements     complement·seats on own released weights; grants and parents pay every year
//   margin          income − cost of serving
// Users of a model under notice pay its maker's creditors, who pay for serving it. Segments with tooling are the organisations.
// Source: MODEL section 4, money; calibrated, premium assumed. Claims: C3 O19 O20 B2 B3.
#pragma once

#include <vector>

#include "sim/phases/phase.h"

namespace enclosure {

/// Books what users, hosts, buyers of complements, parents and the public pay, and what serving costs; writes income and margin.
void collect_income(Ledger& ledger, Firms& firms, const Market& market, const Catalogue& catalogue, const PublicState& commons,
                    const Scenario& rules, const FinanceParams& p, Step step);

/// Support by a parent at time t, USD/yr: grows during the first six years, at most 60-fold.
double parent_support(const Firms& firms, std::size_t f, double t);

/// Grants from public funds at time t, USD/yr; they grow like a parent's support.
double grant_support(const Firms& firms, std::size_t f, double t);

/// What a maker keeps of a dollar spent on its released weights, by hosting and services; premium apart.
double hosting_profit(const StrategyRow& strategy, const FinanceParams& p, double host_margin);

/// What a maker keeps of a dollar that organisations spend on its released weights, by the premium that they buy in addition.
double premium_profit(const StrategyRow& strategy, const FinanceParams& p);

/// Share of the spending on slot m that comes from each region; all from region `home` if nobody spends.
StepVector<double> regional_shares(const Market& market, std::size_t slots, std::size_t m, std::size_t regions, std::size_t home,
                                   std::pmr::memory_resource* memory = std::pmr::get_default_resource());

}  // namespace enclosure
