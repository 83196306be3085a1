#include "viz/app/app.h"

#include <utility>

#include "viz/app/panel_states.h"

namespace enclosure::viz {

namespace {

constexpr double seconds_of_message = 5;
constexpr double seconds_of_bad_message = 10;
constexpr std::size_t most_messages = 2;

}  // namespace

App::App(Session& its_session, TextureStore& its_textures)
    : session(its_session),
      textures(its_textures),
      charts(std::make_unique<ChartsState>()),
      compare(std::make_unique<CompareState>()),
      events(std::make_unique<EventsState>()),
      inspector(std::make_unique<InspectorState>()),
      levers(std::make_unique<LeversState>()),
      map(std::make_unique<MapState>()),
      studies(std::make_unique<StudiesState>()),
      timeline(std::make_unique<TimelineState>()),
      top_bar(std::make_unique<TopBarState>()),
      tour(std::make_unique<TourState>()),
      welcome(std::make_unique<WelcomeState>()) {}

App::~App() = default;

const StepRecord* App::shown(WorldId world) const {
    const std::shared_ptr<const Track> track = session.track(world);
    if (!track || track->size() == 0) return nullptr;
    const std::size_t newest = track->size() - 1;
    return &track->record(view.cursor && *view.cursor < newest ? *view.cursor : newest);
}

void App::say(std::string text, bool bad) {
    auto& messages = view.messages;
    messages.push_back({std::move(text), bad, seconds + (bad ? seconds_of_bad_message : seconds_of_message)});
    if (messages.size() > most_messages) messages.erase(messages.begin());
}

}  // namespace enclosure::viz
