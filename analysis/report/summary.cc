#include "analysis/report/summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "analysis/chart/number.h"
#include "analysis/chart/ticks.h"
#include "analysis/report/series.h"

namespace enclosure {
namespace {

/// How a number is shown and compared: shares by percentage points, amounts and money by ratio, the others by difference with so many
/// decimals.
enum class Kind { share, amount, money, whole, tenths, hundredths };

/// One series of the summary. `unit` replaces the words of the file's unit.
struct Headline {
    std::string_view section, label, group, series;
    Kind kind;
    bool averaged = false;
    std::string_view unit = {};
};

constexpr std::array<Headline, 33> headlines{{
    {"Use of open models", "Users on open models", "series", "open_share_users", Kind::share, false, "of users"},
    {"Use of open models", "", "segments", "open_share", Kind::share, false, "of users"},
    {"Use of open models", "Tokens on open models", "series", "open_share_tokens", Kind::share, false, "of tokens"},
    {"Use of open models", "Revenue from open models", "series", "open_share_revenue", Kind::share, false, "of revenue"},
    {"Capability", "Best closed model", "series", "closed_frontier", Kind::whole},
    {"Capability", "Best open model", "series", "open_frontier", Kind::whole},
    {"Capability", "Lead of closed over open", "series", "gap_points", Kind::whole, true},
    {"Capability", "Lead of closed over open, in time", "series", "gap_months", Kind::tenths, true},
    {"Adoption", "Use of AI models", "series", "adoption", Kind::share, false, "of all seats"},
    {"Adoption", "", "segments", "adoption", Kind::share, false, "of its seats"},
    {"Prices", "Price of the best model", "series", "flagship_price", Kind::money},
    {"Prices", "Price of the best open model", "series", "open_price", Kind::money},
    {"Prices", "Price of a fixed quality", "series", "fixed_quality_price", Kind::money},
    {"Market", "Concentration (HHI; 1 = one firm)", "series", "hhi", Kind::hundredths, false, "index, 0 to 1"},
    {"Market", "Number of equal firms (1/HHI)", "series", "effective_vendors", Kind::tenths, false, "firms"},
    {"Market", "Mark-up of closed models", "series", "closed_markup", Kind::hundredths, true, "price over cost"},
    {"Market", "Kept by the cost of switching alone", "series", "lock_in_share", Kind::share, false, "of reviews"},
    {"Market", "Firms alive", "series", "firms_alive", Kind::whole, false, "firms"},
    {"Market", "Revenue of all firms", "series", "revenue", Kind::money, true},
    {"Market", "Research spending of all firms", "series", "research", Kind::money, true},
    {"Harm", "Incidents of all kinds", "series", "incidents", Kind::amount, true},
    {"Harm", "Incidents of misuse", "series", "misuse_incidents", Kind::amount, true},
    {"Harm", "Cost of harm", "series", "harm_cost", Kind::money, true},
    {"Access and work", "Inequality of access (Gini)", "series", "access_gini", Kind::hundredths, false, "index, 0 to 1"},
    {"Access and work", "Access, poorest over richest fifth", "series", "access_poor_to_rich", Kind::hundredths, false, "ratio"},
    {"Access and work", "Tasks left and new (employment)", "series", "employment", Kind::share, false, "of tasks before"},
    {"Welfare", "Gain of users (consumer surplus)", "series", "consumer_surplus", Kind::money, true},
    {"Welfare", "Gain of firms", "series", "firms_surplus", Kind::money, true},
    {"Welfare", "Gain of hosts of open models", "series", "hosts_surplus", Kind::money, true},
    {"Welfare", "Gain of developers", "series", "developers_surplus", Kind::money, true},
    {"Welfare", "Public spending", "series", "public_spending", Kind::money, true},
    {"Welfare", "Cost of forced migration", "series", "migration_cost", Kind::money, true},
    {"Welfare", "Welfare (gains \u2212 spending \u2212 harm)", "series", "welfare", Kind::money, true},
}};

struct Ends {
    double start, end;
};

/// Mean of the finite values whose day lies in [from, to].
double mean_within(const std::vector<double>& values, const std::vector<double>& days, double from, double to) {
    double sum = 0;
    int n = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i]) || days[i] < from || days[i] > to) continue;
        sum += values[i];
        ++n;
    }
    return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
}

/// Start and end of a series; nothing if it has no finite value. A series that is NaN at first or at last keeps its NaN there unless it
/// is averaged: a gap that does not exist yet has no number.
std::optional<Ends> ends_of(const std::vector<double>& values, const std::vector<double>& days, bool averaged) {
    if (values.empty() || std::none_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); })) return std::nullopt;
    if (!averaged || days.size() != values.size() || days.size() < 3) return Ends{values.front(), values.back()};
    // A day less than a year, so that twelve monthly rows are taken and not thirteen.
    const double window = std::min(364.0, (days.back() - days.front()) / 2);
    return Ends{mean_within(values, days, days.front(), days.front() + window),
                mean_within(values, days, days.back() - window, days.back())};
}

std::string difference_text(double start, double end, const Form& form) {
    const double difference = end - start;
    if (!std::isfinite(difference)) return number_text(difference);
    return (difference > 0 ? "+" : "") + number_text(difference, form);
}

Form form_of(Kind kind) {
    if (kind == Kind::share) return percent_form();
    if (kind == Kind::money) return money_form();
    if (kind == Kind::amount) return {};
    return {.digits = 9, .most_decimals = kind == Kind::whole ? 0 : kind == Kind::tenths ? 1 : 2, .keep_zeros = true};
}

std::string change_text(Kind kind, Ends ends) {
    if (kind == Kind::share) return points_change(ends.start, ends.end);
    const bool by_ratio = kind == Kind::amount || kind == Kind::money;
    if (!by_ratio || !(ends.start > 0) || !(ends.end > 0)) return difference_text(ends.start, ends.end, form_of(kind));
    return ratio_change(ends.start, ends.end);
}

/// "US dollars per year" beside "$3 bn" says dollars twice.
std::string unit_of(const Headline& headline, const Columns& columns) {
    if (!headline.unit.empty()) return std::string(headline.unit);
    std::string words = unit_words(columns.units);
    constexpr std::string_view dollars = "US dollars ";
    if (headline.kind == Kind::money && words.substr(0, dollars.size()) == dollars) words.erase(0, dollars.size());
    return words;
}

std::string padded(std::string text, std::size_t width, bool right) {
    const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    const auto length = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_start));
    const std::string blank(width > length ? width - length : 0, ' ');
    return right ? blank + text : text + blank;
}

}  // namespace

std::string points_change(double start, double end) {
    return difference_text(start, end, {.factor = 100, .suffix = " pp", .digits = 3, .most_decimals = 1, .keep_zeros = true});
}

std::string ratio_change(double start, double end) {
    const double ratio = end / start;
    if (!(start > 0) || !(end > 0) || !std::isfinite(ratio)) return "\u2013";
    if (ratio >= 2) return "\u00d7" + number_text(ratio);
    if (ratio < 0.01) return "\u00f7" + number_text(1 / ratio);
    return difference_text(1, ratio, {.factor = 100, .suffix = "%", .digits = 2, .most_decimals = 1});
}

std::vector<SummaryRow> summarise(const RunFile& run) {
    std::vector<SummaryRow> rows;
    const std::vector<double> days = row_days(run);
    for (const Headline& headline : headlines) {
        const Columns columns = read_columns(run, headline.group, headline.series);
        for (std::size_t m = 0; m < columns.members.size(); ++m) {
            const std::optional<Ends> ends = ends_of(columns.values[m], days, headline.averaged);
            if (!ends) continue;
            const Form form = form_of(headline.kind);
            rows.push_back({.section = std::string(headline.section),
                            .label = headline.label.empty() ? readable(columns.members[m]) : std::string(headline.label),
                            .level = headline.label.empty() ? 1 : 0,
                            .group = std::string(headline.group),
                            .series = std::string(headline.series),
                            .unit = unit_of(headline, columns),
                            .definition = columns.long_name,
                            .averaged = headline.averaged,
                            .start = ends->start,
                            .end = ends->end,
                            .start_text = number_text(ends->start, form),
                            .end_text = number_text(ends->end, form),
                            .change = change_text(headline.kind, *ends)});
        }
    }
    return rows;
}

std::vector<std::string> missing_from_summary(const RunFile& run) {
    std::vector<std::string> missing;
    for (const Headline& headline : headlines)
        if (read_columns(run, headline.group, headline.series).members.empty())
            missing.push_back(fmt::format("{}/{}", headline.group, headline.series));
    return missing;
}

std::string summary_table(const RunFile& run) {
    const std::vector<SummaryRow> rows = summarise(run);
    if (rows.empty()) return "No series of the summary is in this file.\n";
    const std::vector<double> days = row_days(run);
    const std::string first = days.empty() ? "start" : day_text(days.front()), last = days.empty() ? "end" : day_text(days.back());
    constexpr std::size_t label_width = 42, number_width = 11;
    std::string out = padded("", label_width, false) + padded(first, number_width, true) + padded(last, number_width, true) +
                      padded("change", number_width, true) + "\n";
    std::string section;
    bool averaged = false;
    for (const SummaryRow& row : rows) {
        if (row.section != section) out += row.section + "\n";
        section = row.section;
        averaged = averaged || row.averaged;
        const std::string label = std::string(static_cast<std::size_t>(2 + 2 * row.level), ' ') + row.label + (row.averaged ? " *" : "");
        out += padded(label, label_width, false) + padded(row.start_text, number_width, true) + padded(row.end_text, number_width, true) +
               padded(row.change, number_width, true) + (row.unit.empty() ? "" : "  " + row.unit) + "\n";
    }
    out += "\npp: percentage points; \u00d7, \u00f7: times more, times less";
    if (averaged) out += "\n* mean of the first and of the last twelve months (of half the run, if it is shorter than two years)";
    return out + "\n";
}

}  // namespace enclosure
