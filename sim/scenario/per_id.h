// A number for each segment, region or domain, by id. In a file: one number for all, or a table { id = number, … } in which ids
// that are not named have the fallback.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace enclosure {

struct PerId {
    double fallback = 0;
    std::vector<std::pair<std::string, double>> values = {};

    double of(std::string_view id) const {
        for (const auto& [key, value] : values) {
            if (key == id) return value;
        }
        return fallback;
    }
};

}  // namespace enclosure
