#include "sim/output/units.h"

namespace enclosure {

std::string udunits(std::string_view unit) {
    std::string text;
    while (!unit.empty()) {
        const std::size_t end = unit.find_first_of("*/^");
        const std::string_view name = unit.substr(0, end);
        if (name == "yr") {
            text += "year";
        } else if (name == "%") {
            text += "percent";
        } else if (name == "x") {
            text += "1";
        } else {
            text += name;
        }
        if (end == std::string_view::npos) break;
        text += unit[end];
        unit.remove_prefix(end + 1);
    }
    return text;
}

}  // namespace enclosure
