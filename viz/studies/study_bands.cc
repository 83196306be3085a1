#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_error.h"
#include "sim/base/calendar.h"
#include "viz/kit/widgets.h"
#include "viz/panels/indicator_text.h"
#include "viz/panels/words.h"
#include "viz/plot/plot.h"
#include "viz/studies/study_pictures.h"

namespace enclosure::viz {

namespace {

constexpr double low_share = 0.1;
constexpr double middle_share = 0.5;
constexpr double high_share = 0.9;

// Of an indicator its title; of another series its name.
std::string series_title(const std::string& series) {
    return indicator_row(series) ? indicator_title(series) : in_words(series);
}

std::vector<SeriesBand> bands_of(const StudyData& data, const KeptSeries& kept, const std::vector<std::size_t>& runs) {
    const std::size_t times = data.time.size();
    std::vector<SeriesBand> bands(data.arms.size());
    std::vector<std::vector<std::size_t>> by_arm(data.arms.size());
    for (const std::size_t run : runs) {
        if (data.failed[run] == 0) by_arm[data.arm[run]].push_back(run);
    }
    for (std::size_t arm = 0; arm < bands.size(); ++arm) {
        SeriesBand& band = bands[arm];
        band.runs = by_arm[arm].size();
        if (band.runs == 0) continue;
        std::vector<double> column;
        for (std::size_t t = 0; t < times; ++t) {
            column.clear();
            for (const std::size_t run : by_arm[arm]) column.push_back(kept.values[run * times + t]);
            band.low.push_back(quantile_of(column, low_share));
            band.middle.push_back(quantile_of(column, middle_share));
            band.high.push_back(quantile_of(column, high_share));
        }
    }
    return bands;
}

ReadSeries read_kept(std::shared_ptr<const OpenedStudy> study, std::size_t series) {
    ReadSeries read{.of = std::move(study), .series = series};
    try {
        const StudyData& data = read.of->data;
        read.kept = read_series(data, data.series[series]);
        if (read.kept->values.size() != data.runs() * data.time.size())
            throw AnalysisError(data.source + ": series " + data.series[series] + " has not one value for each run and time");
    } catch (...) {
        read.kept.reset();
        read.mistakes = lines_of_failure();
    }
    return read;
}

// It may be large, and another file may be in reading, for which it waits.
void read_bands(StudiesState& state, void (*wake)()) {
    const StudyData& data = state.study->data;
    if (state.kept_of != state.series) {
        state.kept.reset();
        state.series_mistakes.clear();
        state.bands.clear();
        state.kept_of = state.series;
        state.series_reading.ask([study = state.study, series = state.series] { return read_kept(study, series); }, wake);
    }
    if (wake == nullptr) take_series(state);
    if (state.kept && state.bands.empty()) state.bands = bands_of(data, *state.kept, state.runs);
}

void draw_unread_series(Ui& ui, const StudiesState& state, const std::string& name, Rect room) {
    std::string text = name + " cannot be read:";
    for (const std::string& line : state.series_mistakes) text += "\n" + line;
    text += "\nOpen reads the study and its series again.";
    ui.mark("studies.series.mistakes", room, text);
    ui.paragraph({room.x + ui.px(8), room.y + ui.px(8)}, text, Font::body, Tone::bad, room.w - ui.px(16));
}

}  // namespace

bool take_series(StudiesState& state) {
    std::optional<ReadSeries> read = state.series_reading.take();
    if (!read) return false;
    if (read->of != state.study || read->series != state.kept_of) return true;  // of what is no longer open
    state.kept = std::move(read->kept);
    state.series_mistakes = std::move(read->mistakes);
    state.bands.clear();
    return true;
}

void draw_study_bands(Ui& ui, App& app, Rect room) {
    StudiesState& state = *app.studies;
    const StudyData& data = state.study->data;
    if (data.series.empty())
        return draw_study_note(ui, room, "This study kept no series over time.\nIts study file names them under [records] series.");
    state.series = std::min(state.series, data.series.size() - 1);
    std::vector<std::string> names;
    for (const std::string& series : data.series) names.push_back(series_title(series));
    Rect head = room.take_top(ui.px(30), ui.px(6));
    const Rect foot = room.take_bottom(ui.px(18));
    label(ui, foot, "Line: the median of an arm's runs. Band: 10 % to 90 % of them.", Font::tiny, Tone::faint, Align::left, true);
    drop_down(ui, "studies.series", head.take_left(std::min(head.w, ui.px(280))), names, state.series, "Series that the study kept");
    read_bands(state, app.wake);
    if (!state.kept && state.series_reading.busy()) {
        ui.mark("studies.series.reading", room, names[state.series]);
        return draw_study_note(ui, room, "Reading " + names[state.series] + " \u2026");
    }
    if (!state.series_mistakes.empty()) return draw_unread_series(ui, state, names[state.series], room);
    if (!state.kept || state.bands.empty()) return draw_study_note(ui, room, "No run is left by the brushes.");
    Plot plot;
    plot.id = data.id + "-" + data.series[state.series];
    plot.title = series_title(data.series[state.series]);
    plot.unit = state.kept->unit == "1" ? "" : unit_words(state.kept->unit);
    const auto epoch = static_cast<double>(time_epoch.time_since_epoch().count());
    for (const double day : data.time) plot.x.push_back(epoch + day);
    for (std::size_t arm = 0; arm < state.bands.size(); ++arm) {
        const SeriesBand& band = state.bands[arm];
        if (band.runs == 0 || !state.arms[arm]) continue;
        PlotLine line{.name = arm_title(data, arm), .values = band.middle, .colour = arm_colour(ui, arm)};
        line.low = band.low;
        line.high = band.high;
        double last = std::nan("");
        for (const double value : band.middle) last = std::isfinite(value) ? value : last;
        if (std::isfinite(last)) plot.tags.push_back({last, line.name, line.colour});
        plot.lines.push_back(std::move(line));
    }
    if (plot.lines.empty() || plot.x.empty()) return draw_study_note(ui, room, "No run is left by the brushes.");
    const PlotFrame frame{.x = {plot.x.front(), std::max(plot.x.back(), plot.x.front() + 1)}};
    const PlotLayout layout = lay_out_plot(ui.canvas, ui.theme, room, plot, frame);
    std::optional<double> crosshair;
    if (ui.hovers(layout.plot)) crosshair = value_at(layout.x, static_cast<double>(ui.input.pointer.x));
    draw_plot(ui.canvas, ui.theme, layout, plot, crosshair);
    ui.mark("studies.bands", layout.plot, std::to_string(plot.lines.size()));
    if (!crosshair) return;
    std::string lines;
    for (const PlotLine& line : plot.lines) {
        lines += (lines.empty() ? "" : "\n") + line.name + ": " + number_text(value_on(plot.x, line.values, *crosshair)) + " (" +
                 number_text(value_on(plot.x, line.low, *crosshair)) + " to " + number_text(value_on(plot.x, line.high, *crosshair)) + ")";
    }
    ui.tooltip(day_text(*crosshair), lines + "\nMedian, and 10 % to 90 % of the runs.");
}

}  // namespace enclosure::viz
