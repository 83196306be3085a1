#include "viz/map/map_panel.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include "viz/kit/widgets.h"
#include "viz/map/legend.h"
#include "viz/map/map_marks.h"
#include "viz/map/map_parts.h"

namespace enclosure::viz {

namespace {

constexpr std::size_t users_for_threads = 400000;  // below, adding the parts up costs more than it saves
constexpr int threads_of_picture = 2;

// Where the parts of a map lie.
struct MapRooms {
    Rect picture;  ///< of the users; whole pixels
    Rect room;     ///< of the bubbles
    Rect foot;     ///< the legend stands at its lower edge
    float legend = 0;
};

MapRooms rooms_in(Ui& ui, Rect rect, Lens lens, const ColourScale& scale, const Population& population, HiddenClasses& hidden) {
    const float edge = ui.px(2);
    MapRooms rooms;
    rooms.picture = {std::round(rect.x + edge), std::round(rect.y + edge), std::floor(rect.w - 2 * edge), std::floor(rect.h - 2 * edge)};
    rooms.foot = rooms.picture.inset(ui.px(6), ui.px(4));
    rooms.legend = draw_legend(ui, rooms.foot, lens, scale, population, hidden, {}, false);
    rooms.room = rooms.picture.inset(ui.px(10), 0);
    rooms.room.take_top(map_head_height(ui, rect));
    rooms.room.take_bottom(rooms.legend + ui.px(8));
    return rooms;
}

std::optional<std::size_t> bubble_of_pinned(const App& app, const WorldMap& map) {
    if (!app.view.pinned || app.view.pinned->kind != Subject::Kind::firm) return std::nullopt;
    for (std::size_t i = 0; i < map.firms().size(); ++i) {
        if (map.firms()[i].row == static_cast<std::int32_t>(app.view.pinned->row)) return i;
    }
    return std::nullopt;
}

std::shared_ptr<const AgentFrame> agents_shown(App& app, const Track& track, const StepRecord& record, WorldId world) {
    std::shared_ptr<const AgentFrame> agents =
        app.view.cursor ? app.session.agents_at(record.step, world) : app.session.latest_agents(world);
    const bool fits = agents && agents->choice.size() == track.population().users && agents->step < track.size();
    return fits ? agents : record.agents;
}

// The model has priority: while it steps, the picture takes one thread.
const Threads* threads_for(const App& app, MapState& state, std::size_t users) {
    if (users < users_for_threads || app.session.status().state == RunState::running) return nullptr;
    if (!state.threads) state.threads = std::make_unique<Threads>(threads_of_picture);
    return state.threads.get();
}

// Of both worlds, so that colours side by side mean the same.
ColourScale scale_of_lens(const App& app, WorldId world) {
    Extent range = lens_extent(app.view.lens, *app.shown(world));
    const StepRecord* other = app.session.status().forked ? app.shown(world == WorldId::a ? WorldId::b : WorldId::a) : nullptr;
    if (other != nullptr) {
        const Extent also = lens_extent(app.view.lens, *other);
        range = {std::min(range.low, also.low), std::max(range.high, also.high)};
    }
    return lens_scale(app.view.lens, range);
}

// Head and legend stand on the card's own colour, so that points behind them do not disturb.
void draw_grounds(Ui& ui, const MapRooms& rooms, float head) {
    const Rect& picture = rooms.picture;
    ui.canvas.fill({picture.x, picture.y, picture.w, head - ui.px(6)}, ui.colour(Tone::card).with_alpha(0.86F), ui.px(6));
    const float foot = rooms.legend + ui.px(6);
    ui.canvas.fill({picture.x, picture.bottom() - foot, picture.w, foot}, ui.colour(Tone::card).with_alpha(0.8F), ui.px(6));
}

void draw_selections(Ui& ui, const App& app, const WorldMap& map, const MapPointer& pointed, std::optional<std::size_t> pinned) {
    if (pinned) draw_selection(ui, map.bubbles()[*pinned], Tone::text);
    if (pointed.bubble && pointed.bubble != pinned) draw_selection(ui, map.bubbles()[*pointed.bubble], Tone::muted);
    if (!app.view.pinned || app.view.pinned->kind != Subject::Kind::user) return;
    if (const auto at = map.place_of(app.view.pinned->row)) draw_user_mark(ui, *at);
}

}  // namespace

void draw_map(Ui& ui, App& app, Rect rect, WorldId world) {
    MapState& state = *app.map;
    const std::size_t w = world == WorldId::a ? 0 : 1;
    if (world == WorldId::a && state.hovered_here) {  // set anew below, if the pointer still is on a map
        app.view.hovered.reset();
        state.hovered_here = false;
    }
    card(ui, rect);
    const std::shared_ptr<const Track> track = app.session.track(world);
    const StepRecord* record = app.shown(world);
    if (!track || record == nullptr) {
        label(ui, rect, "No run is open", Font::body, Tone::faint, Align::centre);
        return;
    }
    const ColourScale scale = scale_of_lens(app, world);
    const Population& population = track->population();
    const MapRooms rooms = rooms_in(ui, rect, app.view.lens, scale, population, state.hidden);
    if (rooms.room.w < ui.px(60) || rooms.room.h < ui.px(60)) return;

    const std::shared_ptr<const AgentFrame> agents = agents_shown(app, *track, *record, world);
    WorldMap& map = state.worlds[w];
    if (world == WorldId::b) map.begin_like(state.worlds[0]);
    const Threads* threads = threads_for(app, state, population.users);
    const bool moving =
        map.follow({track, record->step, agents, app.view.lens, scale, state.hidden, rooms.picture, rooms.room, threads}, ui.theme);
    if (moving) *ui.animating = true;

    const MapPointer pointed = map_pointer(ui, map, rooms.room, world);
    const std::optional<std::size_t> pinned = bubble_of_pinned(app, map);
    ui.canvas.push_clip(rooms.picture);
    draw_discs(ui, map, state.hidden);
    if (agents) {
        const Rect at{rooms.picture.x, rooms.picture.y, static_cast<float>(map.pixel_width()), static_cast<float>(map.pixel_height())};
        app.textures.draw(static_cast<int>(w), map.pixel_width(), map.pixel_height(), map.pixels().data(), map.pixels_changed(), at);
    }
    draw_flows(ui, map, pointed.bubble ? pointed.bubble : pinned);
    draw_rings_and_names(ui, map, *record, app.view.lens, state.hidden, rooms.room);
    draw_selections(ui, app, map, pointed, pinned);
    draw_grounds(ui, rooms, map_head_height(ui, rect));
    ui.canvas.pop_clip();

    draw_map_head(ui, app, state, *record, population, rect, world);
    draw_legend(ui, rooms.foot, app.view.lens, scale, population, state.hidden, world == WorldId::a ? "" : "b.");
    if (!pointed.inside) return;
    state.hovered_here = true;
    answer_map_pointer(ui, app, map, *track, *record, agents.get(), pointed, pinned);
}

}  // namespace enclosure::viz
