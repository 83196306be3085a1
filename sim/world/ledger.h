// Money: every flow of a step is booked once, with payer and payee, so that the sum over accounts cannot move. Firms' cash changes only
// by what is booked (phases/finance.cc, settle).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure {

/// What a booking is for.
enum class Flow : std::uint8_t {
    interface_use,
    own_hosting,
    other_hosting,
    services,
    complements,
    parent,
    investment,
    serving,
    operations,
    compliance,
    research,
    premium,
    grants,
    training,
    staff,
    quality_assurance,
    safety,
    dividend,
    liquidation,
    maintenance_fund,
    liability,
    tax_credit,
    compute_grant,
    education,
};

struct Ledger {
    /// Accounts with one holder for the whole world; then one for each segment's users, each region's hosts, each firm.
    enum Account : std::uint32_t { suppliers, investors, parents, complement_buyers, public_purse, developers, first_segment };

    std::vector<std::uint32_t> payer;
    std::vector<std::uint32_t> payee;
    std::vector<double> amount;
    std::vector<Flow> flow;
    std::vector<double> balance;
    std::uint32_t segments = 0;
    std::uint32_t regions = 0;

    template <class L = Ledger>
    static constexpr auto columns() {
        return std::tuple{
            column(&L::payer, {"payer", "account", "Who pays, by booking of the step."}),
            column(&L::payee, {"payee", "account", "Who is paid, by booking of the step."}),
            column(&L::amount, {"amount", "USD", "How much, by booking of the step; never negative.", Width::one, {.lo = 0}}),
            column(&L::flow, {"flow", "1", "What for, by booking of the step."}),
            column(&L::balance, {"balance", "USD", "Money received less money paid since the start, by account."}),
            column(&L::segments, {"segments", "1", "Number of accounts of users."}),
            column(&L::regions, {"regions", "1", "Number of accounts of hosts."}),
        };
    }

    std::uint32_t users(std::size_t segment) const { return first_segment + static_cast<std::uint32_t>(segment); }
    std::uint32_t hosts(std::size_t region) const { return first_segment + segments + static_cast<std::uint32_t>(region); }
    std::uint32_t firm(std::size_t row) const { return first_segment + segments + regions + static_cast<std::uint32_t>(row); }

    /// Books `dollars` from `from` to `to`; a negative or zero sum is not booked.
    void book(std::uint32_t from, std::uint32_t to, double dollars, Flow what) {
        if (!(dollars > 0)) return;
        const std::size_t last = from > to ? from : to;
        if (balance.size() <= last) balance.resize(last + 1, 0.0);
        payer.push_back(from);
        payee.push_back(to);
        amount.push_back(dollars);
        flow.push_back(what);
        balance[from] -= dollars;
        balance[to] += dollars;
    }
    void clear_step() {
        payer.clear();
        payee.clear();
        amount.clear();
        flow.clear();
    }
};

}  // namespace enclosure
