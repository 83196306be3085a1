// What somebody has moved and not yet applied, and the change of rules that it comes to: a policy text with dates and ramps, and settings.
// Invariant: a change that was made is a policy that `enclosure run` understands; nothing else changes a world.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/load.h"
#include "viz/panels/rules.h"
#include "viz/session/session.h"

namespace enclosure::viz {

/// Where a row is to go, and over how many years from the date of the change on.
struct PendingMove {
    double value = 0;
    double ramp = 0;  ///< yr
};

/// By path of the row.
using PendingMoves = std::map<std::string, PendingMove, std::less<>>;

/// Value of the row that is shown: where it is to go, else as in force.
double shown_value(const PendingMoves& moves, const LeverRow& row, const RulesInForce& rules);

/// Whether what is shown differs from the scenario as opened.
bool is_changed(const PendingMoves& moves, const LeverRow& row, const RulesInForce& rules);

/// Rows of the group (of all, if null) that are changed. A parameter that differs because a changed lever acts on it is not counted beside
/// that lever.
std::size_t count_changed(const PendingMoves& moves, const RulesInForce& rules, const LeverGroup* group = nullptr);

/// Notes that the row is to go to `value`; forgets it if that is where it is.
void move_row(PendingMoves& moves, const LeverRow& row, double value, const RulesInForce& rules);

/// Takes the row back to the scenario as opened.
void reset_row(PendingMoves& moves, const LeverRow& row, const RulesInForce& rules);
void reset_rows(PendingMoves& moves, const RulesInForce& rules);

/// The moves that may be made during a run as a change from `rules.date()` on. A lever that nothing has moved is a lever's event; one that
/// something has moved sets what it acts on; a parameter that a policy acts on, or that has a ramp, is an event that has the last word; any
/// other parameter is a setting, on which policies go on acting.
RuleChange change_of(const PendingMoves& moves, const RulesInForce& rules);

/// The moves that hold from the start of a run only, as settings.
std::vector<Override> settings_of(const PendingMoves& moves);

/// "Interoperability 0.5, markup max 3 and 2 more".
std::string title_of(const PendingMoves& moves);

}  // namespace enclosure::viz
