// The panel at the left: what is run, and everything that can be moved while it runs. What is moved is kept until it is applied from a
// named month on, or given to a second world. Invariant: drawing changes no world; the buttons do, and every one of their changes is a
// RuleChange (viz/session/session.h) or a new start.
#pragma once

#include <array>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "viz/app/app.h"
#include "viz/panels/lever_changes.h"
#include "viz/panels/rules.h"
#include "viz/panels/scenario_watch.h"

namespace enclosure::viz {

struct LeversState {
    WorldId world = WorldId::a;  ///< whose rules are shown and moved while there are two
    std::size_t tab = 0;         ///< 0 policies, 1 parameters
    std::string search;
    std::array<PendingMoves, 2> moves;  ///< by world
    std::array<RulesInForce, 2> rules;
    std::set<std::string> turned;  ///< groups that are not as they are at first: policies open, parameters closed but for the first
    std::size_t region = 0;        ///< 0: all; else of the scenario, that levers by region act on
    bool presets_open = false;
    std::optional<std::size_t> wanted_preset = {};  ///< opened when the frame's panel is drawn
    std::vector<std::string> mistakes;              ///< of the last change that could not be made
    ScenarioWatch watch;

    PendingMoves& moved() { return moves[static_cast<std::size_t>(world)]; }
    RulesInForce& in_force() { return rules[static_cast<std::size_t>(world)]; }
};

void draw_levers(Ui& ui, App& app, Rect rect);

/// Applies what is moved from the step that is shown on; goes back to it first if it is past. False, and the mistakes are kept, if it
/// cannot be.
bool apply_moves(App& app);

/// Forks at the step that is shown: B gets what is moved, A goes on as it is; turns to the comparison.
bool fork_with_moves(App& app);

/// Starts anew with the moves that hold from the start of a run only.
bool restart_with_moves(App& app);

}  // namespace enclosure::viz
