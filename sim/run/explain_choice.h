// Why a user has the model that he has: the utility of every model to him, term by term, the probability of each, and the draws that
// decided. Computed by the routines of the choice itself (phases/choice_round.h), on the world as the choice finds it.
//   U(m) = terms of the cell + his peers + his tastes + what it takes to move
//   V_k  = λ ln Σ_{m in nest k} exp(U/λ)         P(m) = exp(V_k)/(exp(V_none) + Σ_k exp(V_k)) · exp(U/λ)/exp(V_k/λ)
// Source: McFadden 1978 (nested logit); the draws have this law (choice.h).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "sim/phases/choice_round.h"
#include "sim/world/world.h"

namespace enclosure {

/// What takes the place of the cell's term where users have peers of their own; 0 elsewhere.
struct PeerTerms {
    double not_the_cell = 0;
    double own_peers = 0;

    template <class T = PeerTerms>
    static constexpr auto terms() {
        return std::tuple{
            Term<T>{&T::not_the_cell, "not_the_cell", "1", "Takes the cell's peers out, where users have their own."},
            Term<T>{&T::own_peers, "own_peers", "1", "Share of its maker's users among the user's own peers."},
        };
    }
};

/// A model as the user saw it.
struct ModelOption {
    std::uint8_t slot = 0;
    std::uint64_t serial = 0;
    std::string maker;  ///< empty for an orphan
    bool open = false;
    bool in_use = false;
    bool leaked = false;
    double price = 0;  ///< USD/Mtok
    double score = 0;  ///< OOM
    CellTerms cell;
    PeerTerms peers;
    TasteTerms taste;
    MoveTerms move;
    float gumbel = 0;        ///< his draw for the model
    float draw = 0;          ///< λ(gumbel + ln S of the nest)
    double probability = 0;  ///< if he chooses

    /// Utility: all terms in the order and the precision in which the choice sums them.
    float utility() const { return sum_of(move, sum_of(taste, shared() + static_cast<float>(peers.own_peers))); }
    /// What all of the cell see in it.
    float shared() const { return static_cast<float>(sum_of(cell) + peers.not_the_cell); }
    /// What the largest wins by.
    float total() const { return utility() + draw; }
};

/// A nest: closed interfaces, or released weights.
struct NestOption {
    float log_stable = 0;    ///< ln S, his draw for the nest
    double value = 0;        ///< V_k; minus infinity if nothing is offered
    double probability = 0;  ///< of the nest as a whole
};

struct ChoiceExplanation {
    std::size_t step = 0;  ///< index
    std::size_t user = 0;  ///< row
    std::size_t cell = 0;  ///< row
    std::size_t index_in_cell = 0;
    std::uint8_t before = choice_unaware;  ///< Users::choice at the step's begin
    UserTurn turn;
    Chooser chooser;
    float nest_scale = 1;  ///< λ
    NoneTerms none;
    bool keyed = true;  ///< whether he draws for each model; else one number decides, and all draws here are 0
    float none_gumbel = 0;
    double none_probability = 0;
    std::array<NestOption, 2> nests;      ///< closed, open
    std::vector<ModelOption> models;      ///< in the order of slots
    std::uint8_t drawn = choice_none;     ///< what the draws have him take, whether or not he chooses in the step
    std::uint8_t unbound = choice_none;   ///< what they would have him take if switching cost nothing
    std::uint8_t after = choice_unaware;  ///< Users::choice after the step

    float none_total() const { return sum_of(none, 0.0F) + none_gumbel; }
};

/// User `i` is a row of users; `world` is as phase "choose models" finds it.
ChoiceExplanation explain_choice(const World& world, std::size_t i);

}  // namespace enclosure
