#include "viz/panels/run_words.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <string_view>

namespace enclosure::viz {

std::string step_words(const Track& track, std::size_t step) {
    const double length = track.loaded().scenario.time.step;
    const bool monthly = std::abs(length * 12 - 1) < 1e-9;
    return fmt::format("{} {} / {}", monthly ? "Month" : "Step", step, track.steps_total());
}

std::string month_of(Date date) {
    constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::chrono::year_month_day day(date);
    return fmt::format("{} {}", names.at(static_cast<unsigned>(day.month()) - 1), static_cast<int>(day.year()));
}

std::string rate_words(double steps_per_second) {
    if (!(steps_per_second > 0)) return "0 /s";
    return fmt::format("{:.{}f} /s", steps_per_second, steps_per_second < 9.95 ? 1 : 0);
}

std::string short_name(const std::string& name) {
    const std::string inside = name.starts_with("lib:") ? name.substr(4) : name;
    return std::filesystem::path(inside).stem().string();
}

}  // namespace enclosure::viz
