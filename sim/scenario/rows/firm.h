// A firm at the start: named by kind; `stands_for` says which real orders of magnitude it carries.
#pragma once

#include <limits>
#include <string>

#include "sim/base/describe.h"
#include "sim/scenario/per_id.h"

namespace enclosure {

/// Value of an optional number that a file does not give.
inline constexpr double absent = std::numeric_limits<double>::quiet_NaN();

struct FirmRow {
    std::string id = {};
    std::string title = {};
    std::string stands_for = {};
    std::string region = {};
    std::string strategy = {};
    bool fixed_strategy = false;
    std::string later_strategy = {};
    double later = 0;
    double goal_profit = 1;
    double goal_reach = 1;
    double goal_complements = 1;
    double start = 0;
    double cash = 0;
    double parent = 0;
    double parent_growth = 1;
    double grants = 0;
    double complement = 0;
    double aspiration = 0.1;
    double research = 1e6;
    double interface_capability = absent;
    double release_capability = absent;
    double lead = 0;
    PerId brand = {};
    double run_spend = 1e6;
    double first_run = 1;
    double run_interval = 1.5;
    double refresh_interval = 0.5;
    bool venture = true;
    double safety = 0.5;
    double quality_assurance = 0.5;
    double initial_share = 0;

    template <class R = FirmRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id,
                  {.name = "id", .unit = "1",
                   .doc = "Name by which other tables and files refer to it.",
                   .source = "identity"}),
            field(&R::title,
                  {.name = "title", .unit = "1",
                   .doc = "What it is called in tables and pictures.",
                   .source = "identity"}),
            field(&R::stands_for,
                  {.name = "stands_for", .unit = "1",
                   .doc = "Where the orders of magnitude come from.",
                   .source = "identity"}),
            field(&R::region,
                  {.name = "region", .unit = "1",
                   .doc = "Home region.",
                   .source = "identity", .refers = "region"}),
            field(&R::strategy,
                  {.name = "strategy", .unit = "1",
                   .doc = "Strategy at the start.",
                   .source = "calibrated", .refers = "strategy"}),
            field(&R::fixed_strategy,
                  {.name = "fixed_strategy", .unit = "1",
                   .doc = "Whether the strategy is part of what the firm is, and never reviewed.",
                   .source = "assumption"}),
            field(&R::later_strategy,
                  {.name = "later_strategy", .unit = "1",
                   .doc = "Strategy that it has planned to change to, whatever reviews say; none if empty.",
                   .source = "assumption"}),
            field(&R::later,
                  {.name = "later", .unit = "yr", .legal = {0, 200}, .usual = {0, 10},
                   .doc = "Time of the planned change of strategy, since the start of the run.",
                   .source = "assumption"}),
            field(&R::goal_profit,
                  {.name = "goal_profit", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of profit from models among the firm's goals.",
                   .source = "assumption", .needs = "review.reviews"}),
            field(&R::goal_reach,
                  {.name = "goal_reach", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of reach among the firm's goals.",
                   .source = "assumption", .needs = "review.reviews"}),
            field(&R::goal_complements,
                  {.name = "goal_complements", .unit = "1", .legal = {0, 10}, .usual = {0, 3},
                   .doc = "Weight of sales of complements among the firm's goals.",
                   .source = "assumption", .needs = "review.reviews"}),
            field(&R::start,
                  {.name = "start", .unit = "yr", .legal = {0, 50}, .usual = {0, 5},
                   .doc = "Time of the first release, since the start of the run.",
                   .source = "calibrated"}),
            field(&R::cash,
                  {.name = "cash", .unit = "USD", .legal = {0, 1e13}, .usual = {0, 1e11},
                   .doc = "Cash at the start.",
                   .source = "calibrated"}),
            field(&R::parent,
                  {.name = "parent", .unit = "USD/yr", .legal = {0, 1e13}, .usual = {0, 1e11},
                   .doc = "Yearly support by a parent.",
                   .source = "calibrated"}),
            field(&R::parent_growth,
                  {.name = "parent_growth", .unit = "x/yr", .legal = {0.1, 10}, .usual = {1, 2},
                   .doc = "Growth of the support by a parent and of grants during the first six years.",
                   .source = "calibrated"}),
            field(&R::grants,
                  {.name = "grants", .unit = "USD/yr", .legal = {0, 1e13}, .usual = {0, 1e9},
                   .doc = "Yearly grants from public funds.",
                   .source = "assumption"}),
            field(&R::complement,
                  {.name = "complement", .unit = "USD/person/yr", .legal = {0, 10000}, .usual = {0, 5},
                   .doc = "Income from complements per seat on its released weights.",
                   .source = "calibrated"}),
            field(&R::aspiration,
                  {.name = "aspiration", .unit = "1", .legal = {0, 10}, .usual = {0.005, 1},
                   .doc = "Research wish relative to a firm at the frontier.",
                   .source = "calibrated"}),
            field(&R::research,
                  {.name = "research", .unit = "USD/yr", .legal = {0, 1e12}, .usual = {1e6, 1e9},
                   .doc = "Research spending at the start.",
                   .source = "calibrated"}),
            field(&R::interface_capability,
                  {.name = "interface_capability", .unit = "OOM", .legal = {-5, 10}, .usual = {-1, 1},
                   .doc = "Capability of the model behind the interface at the start; absent if there is none.",
                   .source = "calibrated"}),
            field(&R::release_capability,
                  {.name = "release_capability", .unit = "OOM", .legal = {-5, 10}, .usual = {-1, 1},
                   .doc = "Capability of the released weights at the start; absent if there are none.",
                   .source = "calibrated"}),
            field(&R::lead,
                  {.name = "lead", .unit = "OOM", .legal = {0, 5}, .usual = {0, 1},
                   .doc = "Private knowledge at the start.",
                   .source = "calibrated"}),
            field(&R::brand,
                  {.name = "brand", .unit = "1", .legal = {-10, 10}, .usual = {-1, 2},
                   .doc = "Utility of the name, by segment.",
                   .source = "calibrated", .refers = "segment"}),
            field(&R::run_spend,
                  {.name = "run_spend", .unit = "USD", .legal = {1000, 1e12}, .usual = {100000, 1e8},
                   .doc = "Cost of the base run behind the model at the start.",
                   .source = "calibrated"}),
            field(&R::first_run,
                  {.name = "first_run", .unit = "yr", .legal = {0, 50}, .usual = {0.1, 2},
                   .doc = "Time of the first base run.",
                   .source = "calibrated"}),
            field(&R::run_interval,
                  {.name = "run_interval", .unit = "yr", .legal = {0.05, 20}, .usual = {0.5, 3},
                   .doc = "Time between base runs.",
                   .source = "calibrated"}),
            field(&R::refresh_interval,
                  {.name = "refresh_interval", .unit = "yr", .legal = {0.01, 20}, .usual = {0.1, 1},
                   .doc = "Time between releases.",
                   .source = "calibrated"}),
            field(&R::venture,
                  {.name = "venture", .unit = "1",
                   .doc = "Whether it raises money from investors.",
                   .source = "identity"}),
            field(&R::safety,
                  {.name = "safety", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Effort on safeguards.",
                   .source = "assumption"}),
            field(&R::quality_assurance,
                  {.name = "quality_assurance", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Effort on quality assurance.",
                   .source = "assumption"}),
            field(&R::initial_share,
                  {.name = "initial_share", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the aware users of its side, closed or open, at the start; rescaled to sum to one.",
                   .source = "calibrated"}),
        };
    }
};

}  // namespace enclosure
