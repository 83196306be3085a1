#include "viz/app/window_loop.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

#include "viz/app/export.h"
#include "viz/app/frame.h"
#include "viz/app/panel_states.h"
#include "viz/app/start.h"
#include "viz/app/window_status.h"
#include "viz/panels/run_words.h"
#include "viz/platform/gl_textures.h"
#include "viz/platform/painter.h"
#include "viz/platform/platform_error.h"
#include "viz/platform/png.h"
#include "viz/platform/window.h"
#include "viz/studies/open_result.h"
#include "viz/theme/font_files.h"

namespace enclosure::viz {

namespace {

// Frames a second at most. A graphics card draws beside the model; software takes its time from the model, which has priority.
constexpr double most_frames = 60;
constexpr double frames_beside_steps = 30;
constexpr double frames_beside_model = 15;  // at full speed
constexpr double idle_seconds = 1;          // between looks at the files of the scenario

constexpr float zoom_step = 1.1F;
constexpr float least_zoom = 0.6F;
constexpr float most_zoom = 3;

SessionOptions live_session(const ViewOptions& options) {
    SessionOptions session;
    session.threads = options.threads;
    return session;
}

class WindowLoop {
  public:
    explicit WindowLoop(const ViewOptions& options)
        : options_(options),
          window_("Enclosure", options.width, options.height),
          painter_(font_folders()),
          session_(live_session(options)),
          app_(session_, textures_) {
        theme_.kind = options.theme;
        app_.export_folder = options.export_folder;
        status_.software = window_.drawn_by_software();
        state_.paste = [this] { return window_.clipboard(); };
        state_.copy = [this](const std::string& text) { window_.set_clipboard(text); };
        session_.on_news(&Window::wake);
        app_.wake = &Window::wake;
        if (const std::string missing = missing_fonts(font_folders()); !missing.empty()) app_.say(missing, true);
    }

    void open() {
        begin_window(app_);
        if (options_.scenario.empty()) return;
        try {
            const OpenedAs wanted = opened_as(options_);
            if (is_result(wanted.scenario)) return open_result(app_, wanted.scenario.string(), options_.steps);
            app_.welcome->mistakes = open_scenario(app_, wanted);
            if (options_.steps > 0 && session_.track()) session_.run_until(options_.steps);
        } catch (const ScenarioError& error) {
            app_.welcome->mistakes = lines_of(error);
        }
    }

    void run() {
        while (!window_.closing()) {
            const double now = window_.seconds();
            dirty_ = session_.pump() || window_.has_news() || dirty_;
            if (take_results(app_)) dirty_ = true;
            for (const std::filesystem::path& file : window_.take_dropped()) open_dropped(file);
            if (const auto end = next_message_end(app_.view); end && *end <= now) dirty_ = true;
            if (app_.levers->watch.look(now)) dirty_ = true;
            const double due = last_frame_ + 1 / rate();
            if (dirty_ && now >= due && window_.visible()) {
                window_.wait(0);  // where a frame takes longer than it may, there is no other moment to hear the user
                draw(now);
            } else {
                window_.wait(dirty_ && window_.visible() ? due - now : sleep_until_news(now));
            }
        }
    }

  private:
    const ViewOptions& options_;
    Window window_;
    Painter painter_;
    GlTextures textures_;
    Session session_;
    App app_;
    UiState state_;
    Theme theme_;
    WindowStatus status_;
    float zoom_ = 1;
    bool dirty_ = true;
    double last_frame_ = -1;

    void open_dropped(const std::filesystem::path& file) {
        open_by_name(app_, file.string());
        dirty_ = true;
    }

    double rate() const {
        if (!status_.software || session_.status().state != RunState::running) return most_frames;
        return session_.speed().max ? frames_beside_model : frames_beside_steps;
    }

    double sleep_until_news(double now) const {
        const auto message = next_message_end(app_.view);
        return std::clamp(message.value_or(now + idle_seconds) - now, 0.01, idle_seconds);
    }

    void draw(double now) {
        last_frame_ = now;
        dirty_ = false;
        if (window_.context_lost() || status_.frames + 1 == options_.lose_context) {
            window_.reopen();
            ++status_.reopened;
            painter_.context_was_lost();
            textures_.context_was_lost();
        }
        const int width = window_.width();
        const int height = window_.height();
        theme_.scale = (options_.scale > 0 ? options_.scale : window_.scale()) * zoom_;
        Canvas& canvas = painter_.begin(width, height, theme_.scale);
        Input input = window_.take_input();
        const Frame frame =
            draw_frame(app_, state_, canvas, theme_, input, now, {0, 0, static_cast<float>(width), static_cast<float>(height)});
        painter_.end();
        painter_.paint(theme_.colour(Tone::background));
        grant(std::exchange(app_.wishes, {}), width, height);
        window_.show_frame();
        session_.drawn();
        window_.set_title(session_.status().state == RunState::empty ? "Enclosure"
                                                                     : fmt::format("{} \u2013 Enclosure", short_name(session_.name())));
        dirty_ = dirty_ || frame.animating;
        note(frame, window_.seconds() - now);
    }

    void grant(const PlatformWishes& wishes, int width, int height) {
        if (!wishes.save_picture.empty()) {
            try {
                write_png(wishes.save_picture, read_pixels(width, height), picture_words(app_));
                app_.say(saved_words(wishes.save_picture));
            } catch (const PlatformError& error) {
                app_.say(error.what(), true);
            }
            dirty_ = true;
        }
        if (wishes.change_theme) theme_.kind = theme_.kind == ThemeKind::dark ? ThemeKind::light : ThemeKind::dark;
        if (wishes.zoom != 0) zoom_ = std::clamp(zoom_ * std::pow(zoom_step, static_cast<float>(wishes.zoom)), least_zoom, most_zoom);
        if (wishes.usual_zoom) zoom_ = 1;
        dirty_ = dirty_ || wishes.change_theme || wishes.zoom != 0 || wishes.usual_zoom;
        if (wishes.quit) window_.close();
    }

    void note(const Frame& frame, double seconds) {
        ++status_.frames;
        status_.frame_seconds = seconds;
        if (status_.frames == 1) status_.first_frame_seconds = seconds_since_start();
        if (options_.status.empty()) return;
        for (const WidgetMark& mark : frame.marks) {
            if (mark.name == "run.play") status_.play = mark.rect;
            if (mark.name == "timeline") status_.timeline = mark.rect;
        }
        write_status(options_.status, status_json(app_, status_));
    }

    double seconds_since_start() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - options_.began).count(); }
};

}  // namespace

void run_window(const ViewOptions& options) {
    WindowLoop loop(options);
    loop.open();
    loop.run();
}

}  // namespace enclosure::viz
