// The program: a session, what is looked at, and the panels, each with what it remembers.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "viz/app/view_state.h"
#include "viz/kit/ui.h"
#include "viz/session/session.h"

namespace enclosure::viz {

struct ChartsState;     // viz/panels/charts.h
struct CompareState;    // viz/panels/compare.h
struct EventsState;     // viz/panels/events.h
struct InspectorState;  // viz/panels/inspector.h
struct LeversState;     // viz/panels/levers.h
struct MapState;        // viz/map/map_panel.h
struct StudiesState;    // viz/studies/studies_view.h
struct TimelineState;   // viz/panels/timeline.h
struct TopBarState;     // viz/panels/top_bar.h
struct TourState;       // viz/panels/tour.h
struct WelcomeState;    // viz/panels/welcome.h

/// A texture of the window. The map draws its picture of the users into one.
class TextureStore {
  public:
    virtual ~TextureStore() = default;
    /// Puts RGBA pixels into the texture of that number (0, 1, …), which has the size from then on, and draws it at `at` on the window's
    /// canvas now.
    virtual void draw(int texture, int width, int height, const std::uint32_t* pixels, bool changed, Rect at) = 0;
};

/// Things that only the platform can do; panels ask for them, the main loop does them after the frame.
struct PlatformWishes {
    std::string save_picture = {};  ///< write the window as PNG here
    bool change_theme = false;
    int zoom = 0;  ///< steps of larger (+) or smaller (-) text; 0: as it is
    bool usual_zoom = false;
    bool quit = false;
};

struct App {
    Session& session;
    ViewState view;
    TextureStore& textures;
    PlatformWishes wishes;
    std::filesystem::path export_folder = ".";
    double seconds = 0;  ///< of the frame that is drawn, as in Ui
    /// Ends the sleep of a window, from any thread, for which what takes long is done in the background. None: all is done at once, so that
    /// pictures repeat.
    void (*wake)() = nullptr;

    std::unique_ptr<ChartsState> charts;
    std::unique_ptr<CompareState> compare;
    std::unique_ptr<EventsState> events;
    std::unique_ptr<InspectorState> inspector;
    std::unique_ptr<LeversState> levers;
    std::unique_ptr<MapState> map;
    std::unique_ptr<StudiesState> studies;
    std::unique_ptr<TimelineState> timeline;
    std::unique_ptr<TopBarState> top_bar;
    std::unique_ptr<TourState> tour;
    std::unique_ptr<WelcomeState> welcome;

    App(Session& session, TextureStore& textures);
    ~App();

    /// The record that is shown: at the cursor, or the newest; null while nothing is open.
    const StepRecord* shown(WorldId world = WorldId::a) const;
    void say(std::string text, bool bad = false);
};

/// Lays the window out and draws everything: viz/app/layout.cc. `room` is the whole window.
void draw_app(Ui& ui, App& app, Rect room);

}  // namespace enclosure::viz
