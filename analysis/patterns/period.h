// The times that patterns speak of.
#pragma once

#include <optional>
#include <string_view>

namespace enclosure {

/// Days since 1970-01-01: from the first on, up to but without the second.
struct Period {
    double from = 0;
    double until = 0;
};

/// "2023-H2", "2024-07", "2025", "2023 to 2024" as they say. "23 months" are those of the arena's data, May 2023 to March 2025; "16 months"
/// the last of these; "whole run" and "at open records" mean the time that evidence is from, July 2023 to December 2025. Nothing otherwise.
std::optional<Period> period_of(std::string_view when);

}  // namespace enclosure
