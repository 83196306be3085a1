#include "viz/app/offscreen_stage.h"

#include <fmt/format.h>

#include <utility>

#include "analysis/data/analysis_error.h"
#include "viz/app/export.h"
#include "viz/app/panel_states.h"
#include "viz/panels/presets.h"
#include "viz/platform/platform_error.h"
#include "viz/platform/png.h"
#include "viz/studies/open_result.h"
#include "viz/theme/font_files.h"

namespace enclosure::viz {

namespace {

constexpr double seconds_of_frame = 0.1;
constexpr int dense_width = 3000;  // pixels: a picture of this width is for a dense screen

SessionOptions session_options(const ViewOptions& options) {
    SessionOptions session;
    session.threads = options.threads;
    session.synchronous = true;
    return session;
}

}  // namespace

OffscreenStage::OffscreenStage(const ViewOptions& options)
    : scale_(options.scale > 0 ? std::optional(options.scale) : std::nullopt),
      screen_(options.width, options.height),
      painter_(font_folders()),
      session_(session_options(options)),
      app_(session_, textures_) {
    theme_.kind = options.theme;
    app_.export_folder = options.export_folder;
    app_.levers->watch.off = true;
}

void OffscreenStage::open(const OpenedAs& what) {
    if (is_result(what.scenario)) {
        open_result(app_, what.scenario.string());
        if (!app_.studies->mistakes.empty()) throw AnalysisError(fmt::format("{}", fmt::join(app_.studies->mistakes, "\n")));
        return;
    }
    if (const std::string other = other_than_scenario(what.scenario); !other.empty()) throw AnalysisError(other);
    session_.open(what.scenario, what.settings, what.policies);
    watch_scenario(app_, what);
}

const Frame& OffscreenStage::frame(Input input) {
    session_.pump();
    theme_.scale = scale_.value_or(screen_.width() >= dense_width ? 2.0F : 1.0F);
    Canvas& canvas = painter_.begin(screen_.width(), screen_.height(), theme_.scale);
    const Rect window{0, 0, static_cast<float>(screen_.width()), static_cast<float>(screen_.height())};
    frame_ = draw_frame(app_, state_, canvas, theme_, input, seconds_, window);
    painter_.end();
    ground_ = theme_.colour(Tone::background);
    seconds_ += seconds_of_frame;

    const PlatformWishes wishes = std::exchange(app_.wishes, {});
    if (wishes.change_theme) theme_.kind = theme_.kind == ThemeKind::dark ? ThemeKind::light : ThemeKind::dark;
    if (!wishes.save_picture.empty()) {
        try {
            write_png(wishes.save_picture, pixels(), picture_words(app_));
            app_.say(saved_words(wishes.save_picture));
        } catch (const PlatformError& error) {
            app_.say(error.what(), true);
        }
    }
    if (wishes.change_theme || !wishes.save_picture.empty()) frame_.animating = true;
    return frame_;
}

void OffscreenStage::shot(const std::filesystem::path& file) {
    write_png(file, pixels(), picture_words(app_));
}

Pixels OffscreenStage::pixels() {
    painter_.paint(ground_);
    return screen_.read();
}

void OffscreenStage::resize(int width, int height) {
    screen_.resize(width, height);
}

void OffscreenStage::steps(std::size_t count) {
    session_.step(count);
    finish_steps();
}

void OffscreenStage::until(std::size_t step) {
    session_.run_until(step);
    finish_steps();
}

void OffscreenStage::finish_steps() {
    do session_.pump();
    while (session_.status().state == RunState::running);
}

void OffscreenStage::lose_context() {
    screen_.lose();
    textures_.context_was_lost();
    painter_.context_was_lost();
}

}  // namespace enclosure::viz
