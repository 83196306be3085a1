// `set = { "path" = value, … }`: values of a scenario by path, as --set takes them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.h"
#include "sim/base/diagnostics.h"
#include "sim/scenario/load.h"
#include "sim/scenario/node.h"

namespace enclosure {

/// In the order of the file; a nested table stands for the paths below it.
struct ClaimSettings {
    std::vector<Override> all = {};
    bool empty() const { return all.empty(); }
};

/// Reports what is no table. Paths and values are checked when they are laid on a scenario.
bool read_leaf(const Node& node, ClaimSettings& value, const Facts& facts, const std::string& path, Report& report);

/// Whether one of the two paths sets what the other one sets.
bool same_setting(std::string_view a, std::string_view b);

}  // namespace enclosure
