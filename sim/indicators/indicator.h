// Every output series, described once: the run file, the summary, the pages and the reference docs are folds over these tables.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace enclosure {

struct World;

/// A number of the whole world, read at the end of a step.
struct Indicator {
    std::string_view name;
    std::string_view unit;  ///< grammar of sim/base/units.h
    std::string_view doc;   ///< one sentence with its full stop; where it needs a definition, the definition
    double (*value)(const World&);
};

/// A number for each member of a small set: segments, regions, firms or catalogue slots.
struct MemberIndicator {
    std::string_view name;
    std::string_view unit;
    std::string_view doc;
    double (*value)(const World&, std::size_t member);
};

/// Series of the world, in the order in which pages show them.
std::span<const Indicator> indicators();

/// Series by segment, by region; NaN where it means nothing.
std::span<const MemberIndicator> segment_indicators();
std::span<const MemberIndicator> region_indicators();

/// Series by row of Firms; NaN before entry and after exit.
std::span<const MemberIndicator> firm_indicators();

/// Series by slot of the catalogue; NaN while the slot is empty.
std::span<const MemberIndicator> model_indicators();

/// The indicator of that name, or nullptr.
const Indicator* find_indicator(std::string_view name);

}  // namespace enclosure
