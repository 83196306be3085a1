#include "analysis/chart/heading.h"

#include "analysis/chart/labels.h"
#include "analysis/chart/svg.h"

namespace enclosure {

std::string heading(const std::string& title, const std::string& unit, double width, double& y) {
    constexpr double bold = 1.12;  // how much wider bold text runs
    std::string out;
    for (const std::string& line : wrapped(title, title_size * bold, width - 2 * chart_margin)) {
        y += title_size + 3;
        out += text_at({chart_margin, y}, "title", "start", line);
    }
    for (const std::string& line : wrapped(unit, text_size, width - 2 * chart_margin)) {
        y += text_size + 4;
        out += text_at({chart_margin, y}, "quiet", "start", line);
    }
    return out;
}

}  // namespace enclosure
