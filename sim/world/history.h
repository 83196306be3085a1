// What indicators need of earlier steps: totals since the start, adopters and records by step. No phase but keep_history writes it, and
// nothing that agents do reads it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/describe.h"
#include "sim/world/id.h"

namespace enclosure {

struct Firms;

/// Totals since the start that are kept by step.
enum class Total : std::size_t { releases, open_releases, hybrid_releases, switches, entrants, exits, incidents, research, count };

struct History {
    std::vector<double> totals;
    std::vector<double> adopters;
    std::vector<double> stayed;
    std::vector<double> locked_share;
    std::vector<double> frontier;
    // a firm's best score rose, and was above everybody else's released weights
    std::vector<Id<Firms>> record_firm;
    std::vector<double> record_time;
    std::vector<double> record_score;

    template <class H = History>
    static constexpr auto columns() {
        return std::tuple{
            column(&H::totals, {"totals", "1", "Totals since the start, by step and kind."}),
            column(&H::adopters, {"adopters", "record", "Users with a model, by step, segment and side, closed first."}),
            column(&H::stayed,
                   {"stayed", "record", "Users who have been with their vendor for a year, by segment and side, closed first."}),
            column(&H::locked_share,
                   {"locked_share", "1", "Share of reviews whose outcome the cost of switching alone decides.", Width::segments}),
            column(&H::frontier, {"frontier", "OOM", "Best score of any model ever, by step."}),
            column(&H::record_firm, {"record_firm", "row of firms", "Whose best score rose, by record."}),
            column(&H::record_time, {"record_time", "yr", "When, by record."}),
            column(&H::record_score, {"record_score", "OOM", "To what, by record."}),
        };
    }

    static constexpr std::size_t kinds = static_cast<std::size_t>(Total::count);
    std::size_t steps() const { return totals.size() / kinds; }
    double total(std::size_t step, Total kind) const { return totals[step * kinds + static_cast<std::size_t>(kind)]; }
};

}  // namespace enclosure
