// Finding a firm by its name or a user by his number.
#pragma once

#include <string_view>
#include <vector>

#include "viz/app/view_state.h"
#include "viz/session/track.h"

namespace enclosure::viz {

/// What a text may mean: "user 123" a user, anything else firms whose name holds it, best first; no more than `most`.
std::vector<Subject> find_subjects(std::string_view text, const StepRecord& record, std::size_t users, std::size_t most);

}  // namespace enclosure::viz
