// No text is cut off: every view in both themes at three sizes, and at the scale of a dense screen.
#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

#include "viz/app/frame.h"
#include "viz/app/panel_states.h"
#include "viz/platform/gl_textures.h"
#include "viz/platform/offscreen.h"
#include "viz/platform/painter.h"
#include "viz/theme/font_files.h"

namespace enclosure::viz {
namespace {

// Passes everything on, and notes texts that are drawn past the sides of the window, or past those of the place that they are clipped to.
class AuditCanvas : public Canvas {
  public:
    AuditCanvas(Canvas& below, Rect window, std::vector<std::string>& cut, std::set<std::string>& drawn)
        : below_(below), clips_{window}, cut_(cut), drawn_(drawn) {}

    void line(std::span<const Place> points, Colour colour, float width, Dash dash) override { below_.line(points, colour, width, dash); }
    void area(std::span<const Place> above, std::span<const Place> below, Colour colour) override { below_.area(above, below, colour); }
    void shade(std::span<const Place> above, float base, Colour top, Colour bottom) override { below_.shade(above, base, top, bottom); }
    void fill(Rect rect, Colour colour, float radius) override { below_.fill(rect, colour, radius); }
    void outline(Rect rect, Colour colour, float radius, float width) override { below_.outline(rect, colour, radius, width); }
    void disc(Place centre, float radius, Colour colour) override { below_.disc(centre, radius, colour); }
    void ring(Place centre, float radius, Colour colour, float width, Dash dash) override {
        below_.ring(centre, radius, colour, width, dash);
    }
    void shape(std::span<const Place> corners, Colour colour) override { below_.shape(corners, colour); }
    float width_of(std::string_view text, Font font) const override { return below_.width_of(text, font); }
    float height_of(Font font) const override { return below_.height_of(font); }
    void push_clip(Rect rect) override {
        clips_.push_back(rect);
        below_.push_clip(rect);
    }
    void pop_clip() override {
        clips_.pop_back();
        below_.pop_clip();
    }
    void text(Place at, std::string_view text, Font font, Colour colour, Align align) override {
        below_.text(at, text, font, colour, align);
        drawn_.emplace(text);
        const float width = below_.width_of(text, font);
        const float x = align == Align::left ? at.x : align == Align::centre ? at.x - width / 2 : at.x - width;
        for (const Rect& clip : clips_) {
            const bool seen = at.y < clip.bottom() && at.y + below_.height_of(font) > clip.y;
            if (!seen) return;
            if (x < clip.x - 1.5F || x + width > clip.right() + 1.5F) cut_.push_back(std::string(text) + " (beyond its place)");
        }
    }

  private:
    Canvas& below_;
    std::vector<Rect> clips_;
    std::vector<std::string>& cut_;
    std::set<std::string>& drawn_;
};

struct Size {
    int width;
    int height;
    float scale;
};

constexpr std::array<Size, 5> sizes{{{1280, 720, 1}, {1600, 900, 1}, {3840, 2160, 1}, {3840, 2160, 2}, {1920, 1080, 1.5F}}};

class Overflow : public testing::Test {
  protected:
    Offscreen screen{1280, 720};
    Painter painter{font_folders()};
    GlTextures textures;
    Session session{{.threads = 2, .synchronous = true}};
    App app{session, textures};
    UiState state;
    double seconds = 0;
    std::set<std::string> drawn;  ///< texts of the last frame, as they are when an ellipsis has taken their ends

    void SetUp() override { app.levers->watch.off = true; }

    void expect_fits(const std::string& what) {
        for (const Size& size : sizes) {  // fonts are made anew for a size, not for a theme
            for (const ThemeKind kind : {ThemeKind::dark, ThemeKind::light}) {
                SCOPED_TRACE(what + (kind == ThemeKind::dark ? ", dark, " : ", light, ") + std::to_string(size.width) + " by " +
                             std::to_string(size.height) + " at " + std::to_string(size.scale));
                std::vector<std::string> cut;
                Frame frame;
                for (int i = 0; i < 3; ++i) frame = draw(kind, size, cut = {});
                for (const TextOverflow& overflow : frame.overflows)
                    cut.push_back(overflow.text + " (" + std::to_string(overflow.width) + " in " + std::to_string(overflow.room) + ")");
                EXPECT_EQ(cut, std::vector<std::string>{});
            }
        }
    }

    // Laid out and not rasterised: what is asked is where texts are.
    Frame draw(ThemeKind kind, const Size& size, std::vector<std::string>& cut) {
        session.pump();
        Theme theme;
        theme.kind = kind;
        theme.scale = size.scale;
        const Rect window{0, 0, static_cast<float>(size.width), static_cast<float>(size.height)};
        Canvas& canvas = painter.begin(size.width, size.height, theme.scale);
        drawn.clear();
        AuditCanvas audit(canvas, window, cut, drawn);
        Input input;
        Frame frame = draw_frame(app, state, audit, theme, input, seconds += 0.1, window);
        painter.end();
        return frame;
    }
};

TEST_F(Overflow, nothing_open) {
    expect_fits("welcome");
}

TEST_F(Overflow, live_compare_and_studies) {
    session.open("lib:baseline");
    expect_fits("month 0");
    session.step(30);
    session.pump();
    expect_fits("live");
    app.view.cursor = 12;
    app.view.pinned = Subject{Subject::Kind::firm, 0};
    expect_fits("a firm, in the past");
    app.view.cursor.reset();
    app.view.pinned = Subject{Subject::Kind::user, 100};
    expect_fits("a user");
    app.view.pinned.reset();
    session.fork(30, {});
    session.step(6);
    session.pump();
    app.view.view = View::compare;
    expect_fits("compare");
    app.view.view = View::studies;
    expect_fits("studies, none open");
    app.view.view = View::live;
    app.say(
        "A short message, and then one that takes more than a line because it names a file in a folder far away: "
        "/home/somebody/enclosure/results/baseline.png",
        true);
    expect_fits("messages");
    app.tour->open = true;
    for (app.tour->step = 0; app.tour->step < tour_steps; ++app.tour->step) expect_fits("tour " + std::to_string(app.tour->step));
}

TEST_F(Overflow, of_how_many_pairs_a_table_is_is_said_in_full) {
    const std::vector<Override> small{{"population.users", "2000"}, {"population.developers", "200"}, {"time.end", "2024-01-01"}};
    session.open(load_scenario("lib:baseline", small), "small");
    session.step(6);
    session.pump();
    session.fork(6, {});
    session.start_replicates(3);
    for (int i = 0; i < 100 && session.replicates().running; ++i) session.pump();
    ASSERT_EQ(session.replicates().made, 3u);
    app.view.view = View::compare;
    for (const Size& size : sizes) {
        std::vector<std::string> cut;
        draw(ThemeKind::dark, size, cut);
        EXPECT_TRUE(drawn.contains("means and 95% intervals, 3 pairs")) << size.width << " by " << size.height << " at " << size.scale;
    }
}

}  // namespace
}  // namespace enclosure::viz
