#include "viz/plot/time_axis.h"

#include <algorithm>
#include <cmath>

namespace enclosure::viz {

double TimeAxis::day_at(double step) const {
    const double last = static_cast<double>(days.size() - 1);
    const double held = std::clamp(step, 0.0, last);
    const double below = std::floor(held);
    const auto row = static_cast<std::size_t>(below);
    if (row + 1 >= days.size()) return days.back();
    return days[row] + (days[row + 1] - days[row]) * (held - below);
}

double TimeAxis::step_at(double day) const {
    if (!(day > days.front())) return 0;
    if (day >= days.back()) return static_cast<double>(days.size() - 1);
    const auto after = std::upper_bound(days.begin(), days.end(), day);
    const auto row = static_cast<std::size_t>(after - days.begin()) - 1;
    return static_cast<double>(row) + (day - days[row]) / (days[row + 1] - days[row]);
}

TimeAxis make_time_axis(Date start, double step, std::size_t steps) {
    TimeAxis axis;
    axis.days.reserve(steps + 1);
    for (std::size_t k = 0; k <= steps; ++k) {
        const Date date = date_after(start, static_cast<double>(k) * step);
        axis.days.push_back(static_cast<double>(date.time_since_epoch().count()));
    }
    return axis;
}

}  // namespace enclosure::viz
