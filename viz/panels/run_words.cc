#include "viz/panels/run_words.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
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
    constexpr std::string_view ending = ".toml", shipped = "lib:";
    std::string_view kept = name;
    // What a run of a study is called (viz/studies/opened_study.cc) may name files among its settings.
    if (kept.starts_with("point ") && kept.find(", replicate ") != std::string_view::npos) return name;
    if (kept.ends_with(ending)) kept.remove_suffix(ending.size());
    kept.remove_prefix(kept.find_last_of(kept.starts_with(shipped) ? "/:" : "/") + 1);  // from the begin where there is none
    return std::string(kept);
}

std::string file_slug(const std::string& name) {
    constexpr std::size_t longest = 60;
    std::string slug;
    for (const char letter : short_name(name)) {
        const bool upper = letter >= 'A' && letter <= 'Z';
        const bool plain = upper || (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        if (plain) {
            slug += upper ? static_cast<char>(letter - 'A' + 'a') : letter;
        } else if (!slug.empty() && slug.back() != '-') {
            slug += '-';
        }
    }
    const std::size_t seed = slug.find("-seed-");
    if (seed != std::string::npos) {
        const std::size_t end = slug.find_first_not_of("0123456789", seed + 6);
        if (end != seed + 6) slug.erase(seed, end == std::string::npos ? end : end - seed);
    }
    if (slug.size() > longest) {
        const std::size_t cut = slug.rfind('-', longest);  // between words, unless one is longer than all there may be
        slug.resize(cut == std::string::npos || cut == 0 ? longest : cut);
    }
    while (slug.ends_with('-')) slug.pop_back();
    return slug.empty() ? "run" : slug;
}

}  // namespace enclosure::viz
