#include "viz/studies/studies_view.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/chart/number.h"
#include "viz/kit/widgets.h"
#include "viz/panels/pressable.h"
#include "viz/panels/words.h"
#include "viz/studies/open_result.h"
#include "viz/studies/study_pictures.h"

namespace enclosure::viz {

namespace {

constexpr std::size_t most_axes = 10;

void work_out(StudiesState& state) {
    const StudyData& data = state.study->data;
    state.metric = data.metrics.empty() ? 0 : std::min(state.metric, data.metrics.size() - 1);
    if (state.axes_of != state.metric) {
        state.axes = study_axes(data, state.metric, most_axes);
        state.axes_of = state.metric;
        state.brushes.resize(state.axes.size());
        state.stale = true;
    }
    if (!state.stale) return;
    state.runs = brushed_runs(data, state.axes, state.brushes, state.arms);
    state.heat_arm = std::min(state.heat_arm, data.arms.size());
    state.heat_runs =
        state.heat_arm == 0 ? state.runs : brushed_runs(data, state.axes, state.brushes, one_arm(data.arms.size(), state.heat_arm - 1));
    state.bands.clear();
    state.stale = false;
}

void draw_open_line(Ui& ui, App& app, Rect line) {
    StudiesState& state = *app.studies;
    const Rect right = line.take_right(ui.px(64), ui.px(8));
    bool entered = false;
    text_field(ui, "studies.path", line, state.path, "A study's folder or file", &entered);
    if ((button(ui, "studies.open", right, "Open", ButtonLook::primary, "Open a finished or a running study, or a run file",
                !state.path.empty()) ||
         entered) &&
        !state.path.empty())
        open_result(app, std::string(state.path));
}

// What is being read, on a line of its own; the height of that.
float draw_reading(Ui& ui, const StudiesState& state, Rect room) {
    if (!state.reading.busy()) return 0;
    const Rect line{room.x, room.y, room.w, ui.px(20)};
    ui.mark("studies.reading", line, state.reading_what);
    label(ui, line, "Reading " + state.reading_what + " \u2026", Font::small, Tone::accent, Align::left, true);
    return line.h + ui.px(8);
}

// Height of the text.
float draw_study_mistakes(Ui& ui, const StudiesState& state, Rect room) {
    if (state.mistakes.empty()) return 0;
    std::string text;
    for (const std::string& line : state.mistakes) text += (text.empty() ? "" : "\n") + line;
    const float height = ui.paragraph({room.x, room.y}, text, Font::small, Tone::bad, room.w);
    ui.mark("studies.mistakes", {room.x, room.y, room.w, height}, text);
    return height + ui.px(10);
}

// What its factors are, its replicate, and its arm if there are several: "8, 12, replicate 0, Baseline"; with the factors' titles
// a line each.
std::string study_run_words(const StudyData& data, std::size_t run, bool titled) {
    std::string words;
    const auto add = [&](const std::string& part) { words += (words.empty() ? "" : titled ? "\n" : ", ") + part; };
    for (const FactorColumn& factor : data.factors) {
        const InputColumn& column = factor.column;
        const double value = column.values.at(data.point[run]);
        const auto level = static_cast<std::size_t>(std::max(value, 0.0));
        std::string text = column.categorical() && level < column.levels.size() ? column.levels[level] : number_text(value, {.digits = 3});
        const std::string unit = unit_words(column.unit);
        if (titled) text = (column.title.empty() ? column.id : column.title) + ": " + text + (unit.empty() ? "" : " " + unit);
        add(text);
    }
    add("replicate " + std::to_string(data.replicate[run]));
    if (data.arms.size() > 1 && !titled) add(arm_title(data, data.arm[run]));
    return words;
}

// What the columns of study_run_words are.
std::string study_run_heading(const StudyData& data) {
    std::string words;
    for (const FactorColumn& factor : data.factors) words += (factor.column.title.empty() ? factor.column.id : factor.column.title) + ", ";
    return words + "replicate" + (data.arms.size() > 1 ? ", arm" : "");
}

void draw_about(Ui& ui, const StudiesState& state, Rect& room) {
    const StudyData& data = state.study->data;
    float y = room.y;
    y += ui.paragraph({room.x, y}, data.title.empty() ? data.id : data.title, Font::title, Tone::text, room.w);
    y += ui.paragraph({room.x, y + ui.px(2)}, data.question, Font::small, Tone::muted, room.w) + ui.px(6);
    std::string made = counted(data.runs(), "run") + " at " + counted(data.points(), "point") + ", " + counted(data.arms.size(), "arm");
    if (state.study->running)
        made =
            std::to_string(data.runs()) + " of " + counted(state.study->planned, "run") + " so far, at " + counted(data.points(), "point");
    ui.mark("studies.made", {room.x, y, room.w, ui.px(18)}, made);
    y += ui.paragraph({room.x, y}, made, Font::small, state.study->running ? Tone::warning : Tone::faint, room.w);
    if (data.failures.count > 0)
        y += ui.paragraph({room.x, y}, counted(data.failures.count, "run") + " failed", Font::small, Tone::bad, room.w);
    y += ui.px(10);
    room.take_top(y - room.y);
}

void draw_arms(Ui& ui, StudiesState& state, Rect& room) {
    const StudyData& data = state.study->data;
    label(ui, room.take_top(ui.px(22), ui.px(2)), "Arms", Font::body_bold, Tone::text);
    for (std::size_t arm = 0; arm < data.arms.size(); ++arm) {
        Rect line = room.take_top(ui.px(24));
        const Rect dot = line.take_left(ui.px(16));
        ui.canvas.disc({dot.x + ui.px(5), dot.middle().y}, ui.px(5), arm_colour(ui, arm));
        bool on = state.arms[arm] != 0;
        if (checkbox(ui, "studies.arm." + data.arms[arm], line, arm_title(data, arm), on)) {
            state.arms[arm] = on ? 1 : 0;
            state.stale = true;
        }
    }
    room.take_top(ui.px(8));
}

void draw_metrics(Ui& ui, StudiesState& state, Rect room) {
    const StudyData& data = state.study->data;
    label(ui, room.take_top(ui.px(22), ui.px(2)), "Metrics", Font::body_bold, Tone::text);
    scroll_area(ui, "studies.metrics", room, [&](Rect inside) {
        const float height = ui.px(24);
        for (std::size_t k = 0; k < data.metrics.size(); ++k) {
            const OutcomeColumn& metric = data.metrics[k];
            const Rect row{inside.x, inside.y + static_cast<float>(k) * height, inside.w, height};
            const Pressable hold = pressable(ui, "studies.metric." + metric.id, row, k == state.metric ? "1" : "0");
            if (k == state.metric) ui.canvas.fill(row, ui.colour(Tone::accent).with_alpha(0.16F), ui.px(4));
            if (hold.hovered && k != state.metric) ui.canvas.fill(row, ui.colour(Tone::hovered), ui.px(4));
            if (hold.hovered)
                ui.tooltip(metric.title.empty() ? metric.id : metric.title,
                           metric.id + (metric.unit == "1" ? "" : "\n" + unit_words(metric.unit)));
            if (hold.clicked) state.metric = k;
            label(ui, row.inset(ui.px(8), 0), metric.title.empty() ? metric.id : metric.title, Font::small,
                  k == state.metric ? Tone::text : Tone::muted, Align::left, true);
        }
        return static_cast<float>(data.metrics.size()) * height;
    });
}

void draw_runs(Ui& ui, App& app, Rect room) {
    StudiesState& state = *app.studies;
    const StudyData& data = state.study->data;
    std::vector<std::size_t> listed = state.picture == StudyPicture::heat ? state.heat_runs : state.runs;
    if (state.picture == StudyPicture::heat && state.cell && state.across < data.factors.size() && state.up < data.factors.size()) {
        const StudyHeat heat = study_heat(data, state.across, state.up, state.metric, state.heat_runs);
        if (*state.cell < heat.runs.size()) listed = heat.runs[*state.cell];
    }
    const OutcomeColumn* metric = data.metrics.empty() ? nullptr : &data.metrics[state.metric];
    if (metric) {
        std::stable_sort(listed.begin(), listed.end(), [&](std::size_t a, std::size_t b) {
            const double x = metric->values[a];
            const double y = metric->values[b];
            return std::isfinite(x) && (!std::isfinite(y) || x > y);
        });
    }
    Rect head = room.take_top(ui.px(22), ui.px(2));
    const std::string count = std::to_string(listed.size()) + " of " + std::to_string(data.runs());
    label(ui, head.take_right(ui.px(110)), count, Font::small, Tone::faint, Align::right);
    label(ui, head, "Runs", Font::body_bold, Tone::text);
    ui.mark("studies.runs", room, std::to_string(listed.size()));
    const bool reading = state.reading.busy();  // a run that is asked for now would be read in the place of that
    label(ui, room.take_top(ui.px(20), ui.px(4)),
          reading ? "Can be clicked again when " + state.reading_what + " is read" : std::string("Click one to watch exactly that run"),
          Font::tiny, Tone::faint, Align::left, true);
    label(ui, room.take_top(ui.px(18), ui.px(2)), study_run_heading(data), Font::tiny, Tone::muted, Align::left, true);
    std::optional<std::size_t> wanted;
    scroll_area(ui, "studies.list", room, [&](Rect inside) {
        const float height = ui.px(24);
        for (std::size_t i = 0; i < listed.size(); ++i) {
            const Rect row{inside.x, inside.y + static_cast<float>(i) * height, inside.w, height};
            if (row.bottom() < room.y - height || row.y > room.bottom() + height) continue;
            const std::size_t run = listed[i];
            const std::string name = "studies.run." + std::to_string(i);
            if (reading) ui.mark(name, row, std::to_string(run));
            const Pressable hold = reading ? Pressable{.hovered = ui.hovers(row)} : pressable(ui, name, row, std::to_string(run));
            if (hold.hovered) state.pointed = run;
            if (state.pointed == run) ui.canvas.fill(row, ui.colour(Tone::hovered), ui.px(4));
            Rect line = row.inset(ui.px(6), 0);
            const Rect dot = line.take_left(ui.px(14));
            ui.canvas.disc({dot.x + ui.px(4), dot.middle().y}, ui.px(4), arm_colour(ui, data.arm[run]));
            const std::string value = data.failed[run] != 0 ? "failed" : metric ? number_text(metric->values[run]) : "";
            const Tone tone = reading ? Tone::faint : data.failed[run] != 0 ? Tone::bad : Tone::text;
            label(ui, line.take_right(ui.px(76), ui.px(6)), value, Font::number_small, tone, Align::right);
            label(ui, line, study_run_words(data, run, false), Font::small, reading ? Tone::faint : Tone::muted, Align::left, true);
            if (hold.hovered)
                ui.tooltip(arm_title(data, data.arm[run]), "Point " + std::to_string(data.point[run]) + "\n" +
                                                               study_run_words(data, run, true) +
                                                               (reading ? "" : "\nClick to watch this run."));
            if (hold.clicked) wanted = run;
        }
        return static_cast<float>(listed.size()) * height;
    });
    if (wanted) watch_run(app, *wanted);
}

}  // namespace

const std::string& arm_title(const StudyData& data, std::size_t arm) {
    return data.arm_titles[arm].empty() ? data.arms[arm] : data.arm_titles[arm];
}

Colour arm_colour(const Ui& ui, std::size_t arm) {
    constexpr std::array tones{Tone::first_world, Tone::second_world, Tone::open, Tone::closed, Tone::misuse, Tone::hybrid, Tone::muted};
    return ui.colour(tones[arm % tones.size()]);
}

void draw_study_note(Ui& ui, Rect room, std::string_view text) {
    ui.paragraph({room.x + ui.px(8), room.y + ui.px(8)}, text, Font::body, Tone::muted, room.w - ui.px(16));
}

void draw_studies(Ui& ui, App& app, Rect rect) {
    StudiesState& state = *app.studies;
    ui.mark("studies", rect);
    Rect left = rect.take_left(ui.px(288), ui.px(10));
    card(ui, left);
    left = left.inset(ui.px(16), ui.px(14));
    draw_open_line(ui, app, left.take_top(ui.px(32), ui.px(12)));
    left.take_top(draw_reading(ui, state, left));
    left.take_top(draw_study_mistakes(ui, state, left));
    if (!state.study) {
        card(ui, rect);
        const Rect room = rect.inset(ui.px(24));
        const std::string heading = state.reading.busy() ? "Reading " + state.reading_what + " \u2026" : "No study is open";
        const float title = ui.paragraph({room.x, room.y}, heading, Font::title, Tone::text, room.w) + ui.px(6);
        ui.paragraph({room.x, room.y + title},
                     "A study runs a scenario at many points and seeds: enclosure study run STUDY.toml. Open its folder here, finished or "
                     "still running, and look at bands over "
                     "replicates, at parallel coordinates, at a heat map over two factors, or at any single run of it again.",
                     Font::body, Tone::muted, std::min(room.w, ui.px(620)));
        return;
    }
    work_out(state);
    draw_about(ui, state, left);
    draw_arms(ui, state, left);
    draw_metrics(ui, state, left);
    const Rect runs = rect.take_right(ui.px(300), ui.px(10));
    card(ui, runs);
    card(ui, rect);
    Rect room = rect.inset(ui.px(16), ui.px(12));
    Rect head = room.take_top(ui.px(30), ui.px(10));
    constexpr std::string_view pictures[] = {"Bands", "Parallel", "Heat map"};
    auto picture = static_cast<std::size_t>(state.picture);
    if (segmented(ui, "studies.picture", head.take_left(ui.px(300)), pictures, picture)) state.picture = static_cast<StudyPicture>(picture);
    const bool brushed = std::any_of(state.brushes.begin(), state.brushes.end(), [](const auto& brush) { return brush.has_value(); });
    if (brushed && button(ui, "studies.clear", head.take_right(ui.px(110)), "Clear brushes")) {
        std::fill(state.brushes.begin(), state.brushes.end(), std::nullopt);
        state.stale = true;
    }
    if (state.picture == StudyPicture::bands) draw_study_bands(ui, app, room);
    if (state.picture == StudyPicture::parallel) draw_study_parallel(ui, state, room);
    if (state.picture == StudyPicture::heat) draw_study_heat(ui, state, room);
    state.pointed.reset();
    draw_runs(ui, app, runs.inset(ui.px(14), ui.px(12)));
}

}  // namespace enclosure::viz
