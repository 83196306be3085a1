#include "analysis/report/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <numeric>

#include "analysis/chart/line_chart.h"
#include "analysis/chart/stacked_chart.h"
#include "analysis/report/series.h"

namespace enclosure {
namespace {

/// A series of the world that a figure wants as a line.
struct Wanted {
    std::string_view series, label;
    int colour;
    bool dashed = false;
};

/// Green and blue mean open and closed; lines that are neither begin here in the palette. Shares of firms need all of it.
constexpr int first_other_colour = 2;

/// What the figures share while they are made.
struct Draft {
    const RunFile& run;
    std::vector<double> days;
    std::vector<EventMark> events;
    Figures out = {};
};

Columns looked_up(Draft& draft, std::string_view group, std::string_view name) {
    Columns columns = read_columns(draft.run, group, name);
    std::string path = fmt::format("{}/{}", group, name);
    if (columns.members.empty() && std::find(draft.out.missing.begin(), draft.out.missing.end(), path) == draft.out.missing.end())
        draft.out.missing.push_back(std::move(path));
    return columns;
}

Chart blank(const Draft& draft, std::string_view id, std::string_view title, std::string_view unit) {
    Chart chart;
    chart.id = id;
    chart.title = title;
    chart.unit = unit;
    chart.x = draft.days;
    chart.events = draft.events;
    return chart;
}

/// Adds lines for the series that the file has; a chart without a unit takes that of the first.
void add_lines(Draft& draft, Chart& chart, std::initializer_list<Wanted> wanted) {
    for (const Wanted& w : wanted) {
        Columns columns = looked_up(draft, "series", w.series);
        if (columns.members.size() != 1) continue;
        if (chart.unit.empty()) chart.unit = readable(unit_words(columns.units));
        chart.lines.push_back(
            {.name = std::string(w.label), .values = std::move(columns.values[0]), .colour = w.colour, .dashed = w.dashed});
    }
}

void add_members(Draft& draft, Chart& chart, std::string_view group, std::string_view series) {
    Columns columns = looked_up(draft, group, series);
    for (std::size_t m = 0; m < columns.members.size(); ++m)
        chart.lines.push_back({.name = readable(columns.members[m]),
                               .values = std::move(columns.values[m]),
                               .colour = first_other_colour + static_cast<int>(m)});
}

void keep(Draft& draft, std::string_view section, Chart chart, bool stacked = false) {
    if (has_values(chart)) draft.out.figures.push_back({std::string(section), std::move(chart), stacked});
}

/// Values that span several powers of ten are drawn on a logarithmic axis, if none is zero or less.
void log_axis_if_wide(Chart& chart, double ratio) {
    Extent all;
    for (const Line& line : chart.lines) all = join(all, extent(line.values));
    if (empty(all) || all.low <= 0 || all.high / all.low < ratio) return;
    chart.y_kind = ScaleKind::log;
    chart.unit += chart.unit.empty() ? "Logarithmic scale" : ", logarithmic scale";
}

void add_capability(Draft& draft) {
    Chart chart = blank(draft, "capability", "Best closed and best open model", "");
    add_lines(draft, chart, {{"closed_frontier", "Closed", closed_colour}, {"open_frontier", "Open", open_colour}});
    if (chart.lines.size() == 2) {
        Line gap{.values = std::vector<double>(draft.days.size(), std::numeric_limits<double>::quiet_NaN()), .colour = rest_colour};
        gap.low = chart.lines[1].values;
        gap.high = chart.lines[0].values;
        chart.lines.insert(chart.lines.begin(), std::move(gap));
        chart.source = "The shaded area is the gap.";
    }
    chart.form = {.digits = 4, .most_decimals = 1};
    keep(draft, "Capability", std::move(chart));

    chart = blank(draft, "gap-points", "Lead of the best closed model", "");
    add_lines(draft, chart, {{"gap_points", "Lead", closed_colour}});
    chart.from_zero = true;
    keep(draft, "Capability", std::move(chart));

    chart = blank(draft, "gap-months", "How long open models take to catch up", "");
    add_lines(draft, chart, {{"gap_months", "Lag", open_colour}});
    chart.from_zero = true;
    keep(draft, "Capability", std::move(chart));
}

void add_use(Draft& draft) {
    constexpr std::string_view adoption = "Adoption and the share of open models";
    Chart chart = blank(draft, "open-share", "Share of open models", "Share of users, of tokens and of revenue");
    add_lines(draft, chart, {{"open_share_users", "Users", 0}, {"open_share_tokens", "Tokens", 2}, {"open_share_revenue", "Revenue", 4}});
    chart.form = percent_form();
    chart.from_zero = true;
    keep(draft, adoption, std::move(chart));

    struct Sliced {
        std::string_view section, id, title, unit, group, series;
    };
    for (const Sliced& s :
         {Sliced{adoption, "open-by-segment", "Open share by segment", "Share of users on open models", "segments", "open_share"},
          Sliced{adoption, "open-by-region", "Open share by region", "Share of users on open models", "regions", "open_share"},
          Sliced{adoption, "adoption-by-segment", "Adoption by segment", "Share of seats that use a model", "segments", "adoption"},
          Sliced{adoption, "adoption-by-region", "Adoption by region", "Share of seats that use a model", "regions", "adoption"}}) {
        chart = blank(draft, s.id, s.title, s.unit);
        add_members(draft, chart, s.group, s.series);
        chart.form = percent_form();
        chart.from_zero = true;
        keep(draft, s.section, std::move(chart));
    }
}

/// Shares of revenue of the largest firms by total over the run; the others are one part.
void add_market_shares(Draft& draft) {
    constexpr std::size_t shown = 8;
    Columns columns = looked_up(draft, "firms", "revenue");
    const std::size_t rows = draft.days.size();
    if (columns.members.empty()) return;
    std::vector<double> total(rows, 0), weight(columns.members.size(), 0);
    for (std::size_t i = 0; i < rows; ++i) {
        for (auto& firm : columns.values) {
            if (!(firm[i] > 0) || !std::isfinite(firm[i])) firm[i] = 0;
            total[i] += firm[i];
        }
        for (std::size_t f = 0; f < weight.size(); ++f)
            if (total[i] > 0) weight[f] += columns.values[f][i] /= total[i];
    }
    std::vector<std::size_t> order(weight.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return weight[a] > weight[b]; });

    Chart chart = blank(draft, "market-shares", "Market shares", "Share of revenue of all firms");
    Line rest{.name = "All others", .values = std::vector<double>(rows, 0), .colour = rest_colour};
    bool has_rest = false;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const std::vector<double>& values = columns.values[order[rank]];
        if (weight[order[rank]] <= 0) continue;
        if (rank < shown) {
            chart.lines.push_back({.name = readable(columns.members[order[rank]]), .values = values, .colour = static_cast<int>(rank)});
            continue;
        }
        has_rest = true;
        for (std::size_t i = 0; i < rows; ++i) rest.values[i] += values[i];
    }
    if (has_rest) {
        chart.lines.push_back(std::move(rest));
        chart.source = fmt::format("The {} firms with the largest share over the run, the largest at the bottom.", shown);
    }
    chart.form = percent_form();
    chart.y_range = {0, 1};
    keep(draft, "Market", std::move(chart), true);
}

void add_market(Draft& draft) {
    add_market_shares(draft);
    Chart chart = blank(draft, "concentration", "Concentration", "Herfindahl\u2013Hirschman index; 1 is one firm alone");
    add_lines(draft, chart, {{"hhi", "All models", closed_colour}, {"hhi_open", "Open models", open_colour}});
    chart.from_zero = true;
    keep(draft, "Market", std::move(chart));

    chart = blank(draft, "prices", "Prices", "");
    add_lines(draft, chart,
              {{"flagship_price", "Best model", closed_colour},
               {"open_price", "Best open", open_colour},
               {"fixed_quality_price", "Fixed quality", 4, true}});
    chart.form = money_form();
    chart.from_zero = true;
    log_axis_if_wide(chart, 20);
    keep(draft, "Market", std::move(chart));

    chart = blank(draft, "money", "Revenue and research", "");
    add_lines(draft, chart, {{"revenue", "Revenue", 2}, {"research", "Research", 4}});
    chart.form = money_form();
    chart.from_zero = true;
    log_axis_if_wide(chart, 50);
    keep(draft, "Market", std::move(chart));

    chart = blank(draft, "firms-alive", "Firms alive", "Number of firms");
    add_lines(draft, chart, {{"firms_alive", "Firms", 2}});
    chart.from_zero = true;
    keep(draft, "Market", std::move(chart));
}

void add_harm(Draft& draft) {
    Chart chart = blank(draft, "incidents", "Incidents", "");
    add_lines(
        draft, chart,
        {{"misuse_incidents", "Misuse", 2}, {"breaches", "Breaches", 3}, {"exploits", "Exploits", 4}, {"outages", "Outages", rest_colour}});
    if (draft.days.size() > 1 && draft.days.back() - draft.days.front() > 2 * 365.25) {
        for (Line& line : chart.lines) line.values = yearly_means(line.values, draft.days);
        chart.source = "Each point is the mean of the twelve months up to it.";
    }
    chart.from_zero = true;
    log_axis_if_wide(chart, 300);
    keep(draft, "Harm and trust", std::move(chart));

    chart = blank(draft, "trust", "Trust and opinion", "Index");
    add_lines(draft, chart,
              {{"trust_closed", "Trust in closed", closed_colour},
               {"trust_open", "Trust in open", open_colour},
               {"opinion", "Opinion", 4},
               {"regulation_pressure", "Pressure to regulate", rest_colour, true}});
    keep(draft, "Harm and trust", std::move(chart));
}

void add_welfare(Draft& draft) {
    Chart chart = blank(draft, "welfare", "Welfare", "");
    add_lines(draft, chart,
              {{"welfare", "Welfare", 5},
               {"consumer_surplus", "Gain of users", 2},
               {"profit", "Profit", 4},
               {"harm_cost", "Cost of harm", rest_colour, true}});
    chart.form = money_form();
    chart.from_zero = true;
    keep(draft, "Welfare", std::move(chart));
}

void add_community(Draft& draft) {
    Chart chart = blank(draft, "developers", "Developers at work on open models", "");
    add_lines(draft, chart, {{"developers_active", "Developers", open_colour}});
    chart.from_zero = true;
    keep(draft, "Developers and community", std::move(chart));

    chart = blank(draft, "community", "Skill and fatigue of developers", "Mean of all developers");
    add_lines(draft, chart, {{"mean_skill", "Skill", 2}, {"mean_fatigue", "Fatigue", 4}});
    keep(draft, "Developers and community", std::move(chart));

    chart = blank(draft, "knowledge", "Public knowledge", "");
    add_lines(draft, chart, {{"public_knowledge", "Public knowledge", open_colour}});
    keep(draft, "Developers and community", std::move(chart));
}

/// Marks for policies and shocks; each kind of thing that the scenario, and not the model, brought about.
std::vector<EventMark> marks_of(const RunFile& run, const std::vector<double>& days) {
    std::vector<EventMark> marks;
    const Dataset* time = find_dataset(run, "events", "time");
    const Dataset* kind = find_dataset(run, "events", "kind");
    const Dataset* subject = find_dataset(run, "events", "subject");
    if (!time || !kind || days.empty()) return marks;
    const std::vector<double> times = numbers_of(*time);
    const std::vector<std::string> kinds = texts_of(*kind), subjects = subject ? texts_of(*subject) : std::vector<std::string>{};
    for (std::size_t i = 0; i < times.size() && i < kinds.size(); ++i) {
        if (kinds[i].find("policy") == std::string::npos && kinds[i].find("shock") == std::string::npos) continue;
        const std::string name = i < subjects.size() && !subjects[i].empty() ? readable(subjects[i]) : readable(kinds[i]);
        marks.push_back({days_of(times[i], time->units, days.front()), name});
    }
    if (marks.size() > 12) marks.clear();  // a forest of uprights hides the lines; the table of events has them all
    return marks;
}

}  // namespace

std::vector<double> yearly_means(const std::vector<double>& values, const std::vector<double>& days) {
    constexpr double window = 364;  // twelve monthly rows, not thirteen
    std::vector<double> out(values.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t i = 0; i < values.size(); ++i) {
        // Row 0 describes the first step, so its year is full once the step that began eleven months later is there.
        if (days[i] - days.front() < 330) continue;
        double sum = 0;
        int n = 0;
        for (std::size_t k = i + 1; k > 0 && days[k - 1] > days[i] - window; --k) {
            if (!std::isfinite(values[k - 1])) continue;
            sum += values[k - 1];
            ++n;
        }
        if (n > 0) out[i] = sum / n;
    }
    return out;
}

Figures figures_of(const RunFile& run) {
    Draft draft{run, row_days(run), {}};
    if (draft.days.empty()) {
        draft.out.missing.push_back("time");
        return draft.out;
    }
    draft.events = marks_of(run, draft.days);
    add_capability(draft);
    add_use(draft);
    add_market(draft);
    add_harm(draft);
    add_welfare(draft);
    add_community(draft);
    return draft.out;
}

std::string draw(const Figure& figure) {
    return figure.stacked ? stacked_chart(figure.chart) : line_chart(figure.chart);
}

}  // namespace enclosure
