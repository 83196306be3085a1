// What a file is meant as, by its keys: so that a slip of the hand in one key, or a policy in the place of a scenario, is called what it
// is.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/scenario/node.h"

namespace enclosure {

enum class FileKind : std::uint8_t {
    scenario,
    policy,
    either,  ///< its keys are such as both have
};

/// Keys at the top of a study file that neither a scenario nor a policy has; sim/study/keys/study_keys.h describes them.
inline constexpr std::array<std::string_view, 12> study_only_keys{"arm",     "factor", "correlation", "design", "metric",   "replicates",
                                                                  "records", "limits", "refine",      "search", "function", "sweep"};

/// Whether a scenario may have the key at its top.
bool is_scenario_key(std::string_view key);

/// Whether the file has one of these keys.
bool is_study(const Node& root);

/// By keys that only scenarios or only policies have; where there is none, by the first key that is near to one.
FileKind file_kind(const Node& root);

/// What to say where a scenario is wanted and the file is a policy; empty if it may be one, a study too, which is a scenario and more.
std::string no_scenario(const Node& root);

/// What to say where a policy is wanted and the file is a scenario; empty if it may be one.
std::string no_policy(const Node& root);

}  // namespace enclosure
