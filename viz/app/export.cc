#include "viz/app/export.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <system_error>

#include "sim/indicators/indicator.h"
#include "viz/panels/run_words.h"
#include "viz/platform/output_file.h"
#include "viz/platform/platform_error.h"

namespace enclosure::viz {

namespace fs = std::filesystem;

namespace {

constexpr auto kinds_of_export = static_cast<std::size_t>(ExportKind::count);

bool write_text(App& app, const fs::path& file, std::string_view text) {
    try {
        write_output(file, text);
        return true;
    } catch (const PlatformError& error) {
        app.say(error.what(), true);
        return false;
    }
}

// A world's name in file names, while there are two.
std::string_view world_word(const App& app, WorldId world) {
    if (!app.session.status().forked) return "";
    return world == WorldId::a ? "-a" : "-b";
}

void write_for_worlds(App& app, std::string_view what, std::string_view extension, const std::function<std::string(WorldId)>& text) {
    std::string written;
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        if (world == WorldId::b && !app.session.status().forked) break;
        const fs::path file = free_name(app, fmt::format("{}{}", what, world_word(app, world)), extension);
        if (!write_text(app, file, text(world))) return;
        written += (written.empty() ? "" : " and ") + file.string();
    }
    app.say(saved_words(written));
}

std::string commented(const App& app, const std::string& text) {
    return fmt::format("# {}\n{}", stamp_line(stamp_of(app)), text);
}

}  // namespace

std::span<const std::string> export_titles() {
    static const std::array<std::string, kinds_of_export> titles{"Picture of the window (PNG)", "All series (CSV)",
                                                                 "Scenario as it stands now (TOML)", "Log of this session (TOML)"};
    return titles;
}

Stamp stamp_of(const App& app) {
    const StepRecord* record = app.shown();
    const std::string state = record == nullptr ? std::string{} : fmt::format("{}, step {}", month_of(record->date), record->step);
    return {app.session.name(), app.session.seed(), state};
}

fs::path free_name(const App& app, std::string_view what, std::string_view extension) {
    const StepRecord* record = app.shown();
    std::string stem = record == nullptr
                           ? std::string("enclosure")
                           : fmt::format("{}-seed-{}-step-{}", file_slug(app.session.name()), app.session.seed(), record->step);
    if (!what.empty()) stem += fmt::format("-{}", what);
    std::error_code error;
    for (int number = 1;; ++number) {
        fs::path file =
            app.export_folder / (number == 1 ? fmt::format("{}.{}", stem, extension) : fmt::format("{}-{}.{}", stem, number, extension));
        if (!fs::exists(file, error)) return file;
    }
}

std::string saved_words(const fs::path& file) {
    return fmt::format("Saved: {}", file.string());
}

void save_text(App& app, std::string_view what, std::string_view extension, std::string_view text) {
    const fs::path file = free_name(app, what, extension);
    if (write_text(app, file, text)) app.say(saved_words(file));
}

std::vector<std::pair<std::string, std::string>> picture_words(const App& app) {
    if (app.shown() == nullptr) return {{"Software", "Enclosure"}};
    return {{"Software", "Enclosure"}, {"Source", stamp_line(stamp_of(app))}};
}

std::string series_csv(const App& app, WorldId world) {
    std::string text = "step,date";
    for (const Indicator& indicator : indicators())
        text += fmt::format(",{} [{}]", indicator.name, indicator.unit.empty() ? "1" : indicator.unit);
    text += '\n';
    const std::shared_ptr<const Track> track = app.session.track(world);
    const std::size_t size = track ? track->size() : 0;
    for (std::size_t i = 0; i < size; ++i) {
        const StepRecord& record = track->record(i);
        text += fmt::format("{},{}", record.step, to_string(record.date));
        for (const double value : record.world) text += std::isfinite(value) ? fmt::format(",{}", value) : std::string(",");
        text += '\n';
    }
    return commented(app, text);
}

void export_now(App& app, ExportKind kind) {
    if (kind == ExportKind::picture) {
        app.wishes.save_picture = free_name(app, {}, "png").string();
        return;
    }
    if (app.session.status().state == RunState::empty) return;
    switch (kind) {
        case ExportKind::series:
            write_for_worlds(app, "series", "csv", [&](WorldId world) { return series_csv(app, world); });
            break;
        case ExportKind::scenario:
            write_for_worlds(app, "scenario", "toml", [&](WorldId world) { return commented(app, app.session.scenario_toml(world)); });
            break;
        case ExportKind::session_log:
            write_for_worlds(app, "session", "toml", [&](WorldId world) { return commented(app, app.session.session_log(world)); });
            break;
        default:
            break;
    }
}

}  // namespace enclosure::viz
