// Why a firm chose a strategy at a review: what each strategy was worth to it, term by term, and what it held of its rivals. Computed by
// the routines of the review itself (phases/strategy.h), on the world as the review finds it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "sim/phases/strategy.h"
#include "sim/world/world.h"

namespace enclosure {

/// A strategy as the firm weighed it.
struct StrategyOption {
    WeighedStrategy weighed;
    std::string id, title;
    double probability = 0;  ///< logit of intensity·payoff, before the draws were known
};

/// A rival's model as the firm's forecast has it.
struct RivalModel {
    std::string maker;  ///< empty for an orphan
    bool open = false;
    double score = 0;           ///< OOM
    double price = 0;           ///< USD/Mtok
    double trust = 0;           ///< between 0 and 1
    double seats = 0;           ///< now
    double expected_seats = 0;  ///< of users who are aware, if the firm follows what it chose
};

struct StrategyExplanation {
    std::size_t step = 0;      ///< index of the step of the review
    std::string firm;          ///< label
    std::uint32_t review = 0;  ///< number of the review, from 1
    std::string before;        ///< title of the strategy until then
    std::size_t chosen = 0;    ///< index in options
    std::vector<StrategyOption> options;
    Maker maker;
    double seats = 0;                ///< on its own models, now
    double aware_seats = 0;          ///< that the forecast divides among models and none
    double expected_none = 0;        ///< of them without a model
    std::vector<double> followers;   ///< share of active firms, by option
    std::vector<RivalModel> rivals;  ///< by expected seats, largest first
};

/// Row of the firm with that id or label; none if the world has none (yet).
std::optional<std::size_t> firm_named(const World& world, const std::string& name);

/// Names by which firm_named() finds a firm: ids of the scenario's, labels of entrants.
std::vector<std::string> firm_names(const World& world);

/// Whether firm f is to review its strategy in the step. `world` is as phase "review strategies" finds it, as below.
bool reviews_strategy(const World& world, std::size_t f);

/// Firm f reviews its strategy in the step and weighs strategies (weighs_strategies).
StrategyExplanation explain_strategy(const World& world, std::size_t f);

}  // namespace enclosure
