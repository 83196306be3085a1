#include "viz/panels/indicator_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analysis/compare/difference_text.h"
#include "sim/indicators/indicator.h"
#include "sim/indicators/judgement.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 17> short_titles{{
    {"open_share_users", "Open share of seats"},
    {"open_share_tokens", "Open share of use"},
    {"open_share_revenue", "Open share of revenue"},
    {"gap_months", "Open lag"},
    {"gap_points", "Lead of closed models"},
    {"gap_oom", "Lead of closed models, OOM"},
    {"consumer_surplus", "User surplus"},
    {"hhi", "Concentration (HHI)"},
    {"hhi_open", "Concentration, open (HHI)"},
    {"hhi_seats", "Concentration of seats (HHI)"},
    {"hhi_revenue", "Concentration of revenue (HHI)"},
    {"hhi_normalised", "Concentration, normalised"},
    {"misuse_open", "Misuse, open"},
    {"misuse_closed", "Misuse, closed"},
    {"flagship_price", "Price, best closed"},
    {"open_price", "Price, best open"},
    {"research_per_oom", "Research per OOM"},
}};

// What tells numbers apart that a reader takes for one another.
constexpr std::string_view of_open_shares =
    "\nOpen shares count models with released weights, whoever made them: of seats, or of use in tokens, where few large users weigh more. "
    "The market chart is by maker: there Open is makers who only release weights.";

Metric metric_of(std::string_view name, std::string_view unit) {
    Metric metric;
    metric.name = name;
    metric.unit = unit;
    return metric;
}

}  // namespace

std::string indicator_title(std::string_view name) {
    const auto found = std::find_if(short_titles.begin(), short_titles.end(), [&](const auto& title) { return title.first == name; });
    return found == short_titles.end() ? in_words(name) : std::string(found->second);
}

Form indicator_form(std::string_view name, std::string_view unit) {
    return level_form(metric_of(name, unit));
}

Form indicator_difference_form(std::string_view name, std::string_view unit) {
    return difference_form(metric_of(name, unit));
}

std::string short_unit(std::string_view name, std::string_view unit) {
    if (unit == "1") return indicator_form(name, unit).suffix;
    // Words where they are short; dollars have their sign at the number.
    const bool is_word = unit.find_first_of("/ *") == std::string_view::npos && unit != "USD" && unit != "OOM";
    return is_word ? unit_words(unit) : std::string(unit);
}

std::string indicator_tip(std::string_view name, std::string_view unit, std::string_view doc) {
    std::string tip(doc);
    if (name == "open_share_users" || name == "open_share_tokens") tip += of_open_shares;
    const std::string words = unit_words(unit);
    if (!words.empty()) tip += "\nUnit: " + words + ".";
    const Direction good = good_direction(name);
    if (good != Direction::none) tip += "\nBetter if " + std::string(direction_name(good)) + ".";
    return tip;
}

std::optional<std::size_t> indicator_row(std::string_view name) {
    const auto all = indicators();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].name == name) return i;
    }
    return {};
}

std::string indicator_value(std::string_view name, std::string_view unit, double value) {
    return number_text(value, indicator_form(name, unit));
}

}  // namespace enclosure::viz
