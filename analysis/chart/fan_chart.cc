#include "analysis/chart/fan_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/chart/csv.h"
#include "analysis/chart/heading.h"
#include "analysis/chart/keys.h"
#include "analysis/chart/labels.h"

namespace enclosure {
namespace {

constexpr double fan_bold = 1.12;
constexpr double fan_leader = 14;

std::vector<FanBand> widest_first(std::vector<FanBand> bands) {
    std::stable_sort(bands.begin(), bands.end(), [](const FanBand& a, const FanBand& b) { return a.share > b.share; });
    return bands;
}

std::string share_text(double share) {
    return number_text(share, {.factor = 100, .suffix = "%", .most_decimals = 1});
}

Extent fan_extent(const FanChart& chart) {
    Extent range;
    for (const FanSeries& s : chart.series) {
        range = join(range, extent(s.middle, chart.y.kind));
        for (const FanBand& band : s.bands) range = join(range, join(extent(band.low, chart.y.kind), extent(band.high, chart.y.kind)));
        for (const auto& run : s.runs) range = join(range, extent(run, chart.y.kind));
    }
    return range;
}

/// The widest band's values at a place: " (95% from 2 to 5)".
std::string band_text(const FanChart& chart, const FanSeries& s, std::size_t i) {
    const std::vector<FanBand> bands = widest_first(s.bands);
    if (bands.empty()) return {};
    const std::string range = range_text(bands[0].low[i], bands[0].high[i], chart.y.form);
    return range.empty() ? std::string() : fmt::format(" ({} from {})", share_text(bands[0].share), range);
}

std::string fan_description(const FanChart& chart) {
    std::string out = chart.unit.empty() ? std::string() : chart.unit + ". ";
    for (const FanSeries& s : chart.series) {
        const std::size_t last = last_shown(s.middle, chart.y.kind);
        const std::string name = s.name.empty() ? "Middle" : s.name;
        if (last == s.middle.size()) {
            out += name + ": no values. ";
            continue;
        }
        std::size_t first = 0;
        while (!std::isfinite(s.middle[first])) ++first;
        out += fmt::format("{}: {}{} at {}, {}{} at {}. ", name, number_text(s.middle[first], chart.y.form), band_text(chart, s, first),
                           axis_text(chart.x, chart.at[first]), number_text(s.middle[last], chart.y.form), band_text(chart, s, last),
                           axis_text(chart.x, chart.at[last]));
    }
    if (!out.empty()) out.pop_back();
    return out;
}

/// One key for each share that occurs, in the shades that the bands have where they lie on one another.
std::vector<ChartKey> fan_keys(const FanChart& chart) {
    std::vector<double> shares;
    bool runs = false;
    for (const FanSeries& s : chart.series) {
        runs = runs || !s.runs.empty();
        for (const FanBand& band : s.bands)
            if (std::find(shares.begin(), shares.end(), band.share) == shares.end()) shares.push_back(band.share);
    }
    std::sort(shares.begin(), shares.end());
    const int colour = chart.series.size() == 1 ? chart.series[0].colour : rest_colour;
    std::vector<ChartKey> out;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        ChartKey key{{}, 16, share_text(shares[i]) + (i == 0 && !chart.band_title.empty() ? " " + chart.band_title : "")};
        for (std::size_t layer = i; layer < shares.size(); ++layer) key.sample += patch_key("band " + series_class(colour), "").sample;
        out.push_back(std::move(key));
    }
    if (runs) out.push_back(line_key(colour, 0, "single runs", true));
    return out;
}

std::vector<Point> fan_points(const Frame& frame, const std::vector<double>& at, const std::vector<double>& values) {
    assert(at.size() == values.size());
    std::vector<Point> out(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) out[i] = {place(frame.x, at[i]), place(frame.y, values[i])};
    return out;
}

}  // namespace

FanSeries interval_line(const std::string& name, double share, std::span<const DotEstimate> values) {
    FanSeries line;
    line.name = name;
    FanBand& band = line.bands.emplace_back();
    band.share = share;
    for (const DotEstimate& estimate : values) {
        line.middle.push_back(estimate.value);
        band.low.push_back(estimate.interval.low);
        band.high.push_back(estimate.interval.high);
    }
    return line;
}

std::string fan_chart(const FanChart& chart) {
    const Extent ys = fan_extent(chart), xs = extent(chart.at, chart.x.kind);
    if (empty(ys) || empty(xs)) return empty_picture(chart);
    Sheet sheet = open_sheet(chart);
    add_keys(sheet, chart, fan_keys(chart));
    AxesRoom room = room_below(chart, sheet, chart.height);
    room.marks_above = !chart.events.empty();
    std::vector<EndLabel> names;
    double name_room = 0;
    for (const FanSeries& s : chart.series) {
        if (s.name.empty() || last_shown(s.middle, chart.y.kind) == s.middle.size()) continue;
        names.push_back({s.name, s.colour, {}});
        name_room = std::max(name_room, text_width(s.name, text_size * fan_bold));
    }
    if (!names.empty()) room.right_room = std::min(name_room, chart.width * 0.34) + fan_leader;
    const Frame frame = open_axes(chart.x, xs, chart.y, ys, room);
    sheet.svg += frame.svg + upright_marks(frame, chart.events, room);
    std::string marks;
    for (const FanSeries& s : chart.series)
        for (const FanBand& band : widest_first(s.bands))
            marks += path_of(area_path(fan_points(frame, chart.at, band.high), fan_points(frame, chart.at, band.low)),
                             "band " + series_class(s.colour));
    for (const FanSeries& s : chart.series)
        for (const auto& run : s.runs) marks += path_of(line_path(fan_points(frame, chart.at, run)), "run " + series_class(s.colour));
    std::size_t named = 0;
    for (const FanSeries& s : chart.series) {
        const std::vector<Point> points = fan_points(frame, chart.at, s.middle);
        const std::string dash = dash_class(s.dash);
        marks += path_of(line_path(points), fmt::format("line {}{}{}", series_class(s.colour), dash.empty() ? "" : " ", dash));
        const std::size_t last = last_shown(s.middle, chart.y.kind);
        if (!s.name.empty() && last < s.middle.size())
            names[named++].end = {std::clamp(points[last].x, frame.left, frame.right), std::clamp(points[last].y, frame.top, frame.bottom)};
    }
    sheet.svg += clipped(chart, frame, beyond(chart.x, xs) || beyond(chart.y, ys), marks);
    sheet.svg += end_labels(frame, chart.width, names);
    sheet.svg += fmt::format("<path class=\"guide\" d=\"M0 {}V{}\" data-left=\"{}\" data-right=\"{}\"/>\n", coordinate(frame.top),
                             coordinate(frame.bottom), coordinate(frame.left), coordinate(frame.right));
    sheet.y = room.bottom;
    return close_sheet(chart, sheet, fan_description(chart));
}

std::string csv_of(const FanChart& chart) {
    CsvColumns table;
    const std::string x = chart.x.title.empty() ? (chart.x.kind == ScaleKind::time ? "date" : "x") : chart.x.title;
    table.add(x, chart.at, chart.x.kind);
    for (const FanSeries& s : chart.series) {
        const std::string name = s.name.empty() ? "middle" : s.name;
        table.add(name, s.middle);
        for (const FanBand& band : s.bands) {
            table.add(fmt::format("{} {} low", name, share_text(band.share)), band.low);
            table.add(fmt::format("{} {} high", name, share_text(band.share)), band.high);
        }
        for (std::size_t r = 0; r < s.runs.size(); ++r) table.add(fmt::format("{} run {}", name, r + 1), s.runs[r]);
    }
    return table.text();
}

}  // namespace enclosure
