// The viewer without a window: a session that makes its steps between frames, and a framebuffer. For scripts, pictures and tests.
#pragma once

#include <optional>

#include "viz/app/frame.h"
#include "viz/app/view_options.h"
#include "viz/panels/scenario_watch.h"
#include "viz/platform/gl_textures.h"
#include "viz/platform/offscreen.h"
#include "viz/platform/painter.h"
#include "viz/script/driver.h"

namespace enclosure::viz {

class OffscreenStage : public Stage {
  public:
    /// Of the options it takes size, scale, theme, threads and the folder for exports. Throws PlatformError.
    explicit OffscreenStage(const ViewOptions& options);

    /// Throws ScenarioError.
    void open(const OpenedAs& what);

    const Frame& frame(Input input) override;
    void shot(const std::filesystem::path& file) override;
    void resize(int width, int height) override;
    void set_theme(ThemeKind kind) override { theme_.kind = kind; }
    void steps(std::size_t count) override;
    void until(std::size_t step) override;
    void reveal(std::string_view name) override { state_.reveal = name; }

    App& app() { return app_; }
    Session& session() { return session_; }
    /// The last frame's picture. Only now is it rasterised: scripts draw many frames that nobody looks at.
    Pixels pixels();
    /// As after the driver has lost everything: all is given to it anew.
    void lose_context();

  private:
    std::optional<float> scale_;
    Offscreen screen_;
    Painter painter_;
    GlTextures textures_;
    Session session_;
    App app_;
    UiState state_;
    Theme theme_;
    Frame frame_;
    Colour ground_;
    double seconds_ = 0;

    void finish_steps();
};

}  // namespace enclosure::viz
