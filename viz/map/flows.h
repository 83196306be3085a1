// Who has changed firm within a year: users counted by the firm that they had then and the one that they have now.
// Invariant: what leaves a firm arrives at another: the net flows of all firms add up to zero.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "viz/session/track.h"

namespace enclosure::viz {

/// Row of the firm whose model is in a slot; -1 for an orphan's, -2 for no model.
std::int32_t firm_of_slot(const StepRecord& record, std::uint8_t slot);

/// More users went one way than the other.
struct NetFlow {
    std::int32_t from = 0;  ///< row of firms; -1: orphaned models
    std::int32_t to = 0;
    std::uint32_t users = 0;
};

struct Flows {
    std::size_t since = 0;  ///< step of the earlier of the two moments
    std::size_t until = 0;
    std::vector<NetFlow> net;    ///< largest first
    std::uint32_t switched = 0;  ///< users who had a model then and have another firm's now
};

/// Net flows between the agents of two records.
Flows flows_between(const StepRecord& then, const AgentFrame& agents_then, const StepRecord& now, const AgentFrame& agents_now);

/// The step a year before a step, or the latest before that, of those of which agents are kept if `with_agents`; none if there is none.
std::optional<std::size_t> year_before(const Track& track, std::size_t step, bool with_agents);

}  // namespace enclosure::viz
