// What a file is meant as, by its keys: so that a slip of the hand in one key, or a policy in the place of a scenario, is called what it
// is.
#pragma once

#include <cstdint>
#include <string>

#include "sim/scenario/node.h"

namespace enclosure {

enum class FileKind : std::uint8_t {
    scenario,
    policy,
    either,  ///< its keys are such as both have
};

/// By keys that only scenarios or only policies have; where there is none, by the first key that is near to one.
FileKind file_kind(const Node& root);

/// What to say where a scenario is wanted and the file is a policy; empty if it may be one.
std::string no_scenario(const Node& root);

/// What to say where a policy is wanted and the file is a scenario; empty if it may be one.
std::string no_policy(const Node& root);

}  // namespace enclosure
