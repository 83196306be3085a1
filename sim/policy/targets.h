// What an event acts on: paths of parameters, with a star for rows, written out for the rows of a scenario.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/policy/lever.h"
#include "sim/scenario/scenario.h"

namespace enclosure {

/// Part of a target before ".*.": "region" for "region.*.research_cost"; empty if it has no star.
std::string_view starred_array(std::string_view target);

/// The event's scope in that array of tables: `regions` for region, `segments` for segment, `firms` for strategy and firm; empty, which
/// means all rows, for any other.
const std::vector<std::string>& scope_in(const Event& event, std::string_view array);

/// Ids of the rows of the array "region", "segment", "domain", "strategy" or "firm"; none for any other name.
std::vector<std::string> row_ids(const Scenario& scenario, std::string_view array);

/// The target, or the path of each of its rows that the event's scope names, in the order of the scenario.
std::vector<std::string> paths_of(const Scenario& scenario, const Event& event, std::string_view target);

/// What the event does at strength 1: the changes of its lever, or its own one; none if the lever is unknown.
std::vector<LeverChange> changes_of(const Event& event);

}  // namespace enclosure
