#include "viz/map/map_panel.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/world/users.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/map/legend.h"
#include "viz/map/map_marks.h"
#include "viz/map/map_search.h"

namespace enclosure::viz {
namespace {

constexpr std::size_t most_found = 6;
constexpr std::size_t users_for_threads = 400000;  // below, adding the parts up costs more than it saves
constexpr int threads_of_picture = 2;

std::string user_title(std::size_t user) {
    return "User " + count_text(static_cast<double>(user));
}

// The longest of texts that fits; the last may be cut.
void draw_fitting(Ui& ui, Place at, std::span<const std::string> texts, Font font, Tone tone, float room) {
    for (const std::string& text : texts) {
        if (ui.canvas.width_of(text, font) <= room) return ui.text(at, text, font, tone, room);
    }
    ui.text(at, texts.back(), font, tone, room, Align::left, true);
}

void draw_lens_control(Ui& ui, App& app, Rect rect) {
    float needed = 0;
    for (const LensFacts& lens : lens_facts) needed += ui.canvas.width_of(lens.label, Font::body_bold) + ui.px(8);
    std::array<std::string_view, lens_facts.size()> labels;
    for (std::size_t i = 0; i < labels.size(); ++i) labels[i] = needed <= rect.w ? lens_facts[i].label : lens_facts[i].short_label;
    std::size_t chosen = static_cast<std::size_t>(app.view.lens);
    if (segmented(ui, "lens", rect, labels, chosen, "Colour of users\nWhat the colour of a point says."))
        app.view.lens = static_cast<Lens>(chosen);
}

std::string subject_title(const Subject& subject, const StepRecord& record) {
    return subject.kind == Subject::Kind::user ? user_title(subject.row) : record.firms[subject.row].label;
}

// The field, and below it what was found, on top of the map.
void draw_search(Ui& ui, App& app, MapState& state, const StepRecord& record, std::size_t users, Rect rect) {
    bool entered = false;
    text_field(ui, "map.search", rect, state.search, "Find a firm or user", &entered);
    const std::vector<Subject> found = find_subjects(state.search, record, users, most_found);
    if (entered && !found.empty()) {
        app.view.pinned = found.front();
        state.search.clear();
        return;
    }
    if (state.search.empty()) return;
    const float row = ui.px(26);
    const Rect list{rect.x, rect.bottom() + ui.px(4), std::max(rect.w, ui.px(170)),
                    row * static_cast<float>(std::max<std::size_t>(1, found.size())) + ui.px(8)};
    std::vector<std::string> titles;
    for (const Subject& subject : found) titles.push_back(subject_title(subject, record));
    ui.on_top("map.found", list, [list, row, found, titles, &app, &state](Ui& top) {
        top.canvas.fill(list, top.colour(Tone::card), top.px(7));
        top.canvas.outline(list, top.colour(Tone::border), top.px(7));
        Rect room = list.inset(top.px(4));
        if (found.empty()) label(top, room.inset(top.px(6), 0), "Nothing of that name", Font::small, Tone::faint, Align::left, true);
        for (std::size_t i = 0; i < found.size(); ++i) {
            const Rect line = room.take_top(row);
            if (button(top, "map.found." + std::to_string(i), line, "", ButtonLook::quiet)) {
                app.view.pinned = found[i];
                state.search.clear();
            }
            label(top, line.inset(top.px(6), 0), titles[i], Font::body, Tone::text, Align::left, true);
        }
    });
}

// Height of the head of both maps, so that they lie alike side by side.
bool is_wide(const Ui& ui, Rect rect) {
    return rect.w >= ui.px(640);
}

float head_height(const Ui& ui, Rect rect) {
    return is_wide(ui, rect) ? ui.px(64) : ui.px(96);
}

void draw_head(Ui& ui, App& app, MapState& state, const StepRecord& record, const Population& population, Rect rect, WorldId world) {
    const bool forked = app.session.status().forked;
    Rect head = rect.inset(ui.px(14), ui.px(10));
    Rect line = head.take_top(ui.px(28), ui.px(5));
    if (!is_wide(ui, rect) && world == WorldId::a) draw_lens_control(ui, app, head.take_top(ui.px(28), ui.px(5)));
    if (!is_wide(ui, rect) && world == WorldId::b) head.take_top(ui.px(28), ui.px(5));
    if (forked) {
        const Rect badge = line.take_left(ui.px(24), ui.px(10)).inset(0, ui.px(2));
        ui.canvas.fill(badge, ui.colour(world == WorldId::a ? Tone::first_world : Tone::second_world), ui.px(6));
        label(ui, badge, world == WorldId::a ? "A" : "B", Font::body_bold, Tone::on_accent, Align::centre);
    }
    if (world == WorldId::a) {
        if (is_wide(ui, rect)) draw_lens_control(ui, app, line.take_right(ui.px(464), ui.px(10)));
        const Rect field = line.take_right(std::min(ui.px(160), line.w * 0.55F), ui.px(10));
        draw_search(ui, app, state, record, population.users, field);
    }
    label(ui, line, !forked ? "Agent map" : world == WorldId::a ? "World A" : "World B", Font::title, Tone::text, Align::left, true);
    const std::string colour = "colour: " + std::string(facts_of(app.view.lens).says);
    const std::string dots = "1 dot = 1 user record, by firm of his model";
    const std::vector<std::string> says{dots + "; bubble area = share of seats; arcs = net switching in 12 months; " + colour,
                                        dots + "; area = share of seats; arcs = net switching in a year; " + colour,
                                        dots + "; area = share of seats; arcs = switching", dots, colour};
    draw_fitting(ui, {head.x, head.y - ui.px(1)}, says, Font::small, Tone::muted, head.w);
    if (ui.hovers({head.x, head.y, head.w, ui.px(18)})) ui.tooltip("How to read the map", says.front());
}

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
    rooms.room.take_top(head_height(ui, rect));
    rooms.room.take_bottom(rooms.legend + ui.px(8));
    return rooms;
}

struct Pointed {
    bool inside = false;
    bool clicked = false;
    std::optional<std::size_t> bubble;  // row of firms()
    std::optional<WorldMap::Seen> user;
};

Pointed pointed_at(Ui& ui, WorldMap& map, Rect room, WorldId world) {
    const std::string name = world == WorldId::a ? "map" : "map.b";
    ui.mark(name, room);
    for (std::size_t i = 0; i < map.firms().size(); ++i) {
        const Bubble& bubble = map.bubbles()[i];
        const Rect box{bubble.centre.x - bubble.radius, bubble.centre.y - bubble.radius, 2 * bubble.radius, 2 * bubble.radius};
        ui.mark(name + ".firm." + std::to_string(map.firms()[i].row), box, map.firms()[i].label);
    }
    const Grip held = grip(ui, name, room);
    if (!held.hovered) return {};
    return {true, held.released, map.bubble_at(ui.input.pointer, ui.px(6)), map.user_at(ui.input.pointer)};
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

void firm_tooltip(Ui& ui, const WorldMap& map, const StepRecord& record, std::size_t bubble, Lens lens) {
    const MapFirm& firm = map.firms()[bubble];
    constexpr std::array kinds{"Closed", "Hybrid", "Open weights"};
    std::string lines = std::string(kinds[static_cast<std::size_t>(firm.openness)]);
    if (firm.row >= 0) lines += " · " + record.firms[static_cast<std::size_t>(firm.row)].strategy;
    lines +=
        "\n" + share_text(firm.share) + " of seats · " + count_text(firm.users) + " users · " + count_text(firm.developers) + " developers";
    if (facts_of(lens).number && lens != Lens::welfare)
        lines += "\n" + std::string(facts_of(lens).label) + " " + lens_text(lens, firm_number(lens, record, firm.row));
    if (map.flows()) {
        double net = 0;
        for (const NetFlow& flow : map.flows()->net) net += (flow.to == firm.row ? 1.0 : flow.from == firm.row ? -1.0 : 0.0) * flow.users;
        lines += "\nNet switching in 12 months: " +
                 std::string(net > 0   ? "+"
                             : net < 0 ? "\u2212"
                                       : "") +
                 count_text(std::abs(net)) + " users";
    }
    ui.tooltip(firm.label, lines + "\nClick to pin; click again for the user under the pointer");
}

std::size_t cell_of(const Population& population, std::size_t user) {
    const auto next = std::upper_bound(population.cell_begin.begin(), population.cell_begin.end(), user);
    return static_cast<std::size_t>(next - population.cell_begin.begin()) - 1;
}

void user_tooltip(Ui& ui, const Population& population, const StepRecord& record, const AgentFrame& agents, const WorldMap::Seen& seen,
                  std::string_view end) {
    const std::size_t cell = cell_of(population, seen.user);
    std::string lines = population.segments[population.segment[cell]] + " · " + population.regions[population.region[cell]] + " · " +
                        population.domains[population.domain[cell]];
    const std::uint8_t choice = agents.choice[seen.user];
    std::string model = choice == choice_unaware ? "does not know of any model" : "no model";
    for (const ModelRecord& m : record.models) {
        if (m.slot == choice) model = "uses " + m.label;
    }
    lines += "\n" + model;
    if (seen.others > 0) lines += "\n" + count_text(seen.others) + " more at this point";
    ui.tooltip(user_title(seen.user), lines + std::string(end));
}

// Head and legend stand on the card's own colour, so that points behind them do not disturb.
void draw_grounds(Ui& ui, const MapRooms& rooms, float head) {
    const Rect& picture = rooms.picture;
    ui.canvas.fill({picture.x, picture.y, picture.w, head - ui.px(6)}, ui.colour(Tone::card).with_alpha(0.86F), ui.px(6));
    const float foot = rooms.legend + ui.px(6);
    ui.canvas.fill({picture.x, picture.bottom() - foot, picture.w, foot}, ui.colour(Tone::card).with_alpha(0.8F), ui.px(6));
}

void draw_selections(Ui& ui, const App& app, const WorldMap& map, const Pointed& pointed, std::optional<std::size_t> pinned) {
    if (pinned) draw_selection(ui, map.bubbles()[*pinned], Tone::text);
    if (pointed.bubble && pointed.bubble != pinned) draw_selection(ui, map.bubbles()[*pointed.bubble], Tone::muted);
    if (!app.view.pinned || app.view.pinned->kind != Subject::Kind::user) return;
    if (const auto at = map.place_of(app.view.pinned->row)) draw_user_mark(ui, *at);
}

// The first click on a bubble is for its firm; who goes on pointing into it means the user there.
void answer_pointer(Ui& ui, App& app, const WorldMap& map, const Track& track, const StepRecord& record, const AgentFrame* agents,
                    const Pointed& pointed, std::optional<std::size_t> pinned_bubble) {
    std::optional<Subject> firm;
    if (pointed.bubble && map.firms()[*pointed.bubble].row >= 0)
        firm = Subject{Subject::Kind::firm, static_cast<std::size_t>(map.firms()[*pointed.bubble].row)};
    std::optional<Subject> user;
    if (pointed.user) user = Subject{Subject::Kind::user, pointed.user->user};
    const bool user_is_pinned = app.view.pinned && app.view.pinned->kind == Subject::Kind::user;
    const bool user_first = user && (!pointed.bubble || pointed.bubble == pinned_bubble || user_is_pinned || ui.input.double_click);
    const std::optional<Subject> meant = user_first || !firm ? user : firm;

    app.view.hovered = meant;
    if (user_first && agents != nullptr) {
        user_tooltip(ui, track.population(), track.record(agents->step), *agents, *pointed.user, "\nClick to pin");
    } else if (pointed.bubble) {
        firm_tooltip(ui, map, record, *pointed.bubble, app.view.lens);
    }
    if (pointed.clicked) app.view.pinned = meant;
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

    const Pointed pointed = pointed_at(ui, map, rooms.room, world);
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
    draw_grounds(ui, rooms, head_height(ui, rect));
    ui.canvas.pop_clip();

    draw_head(ui, app, state, *record, population, rect, world);
    draw_legend(ui, rooms.foot, app.view.lens, scale, population, state.hidden, world == WorldId::a ? "" : "b.");
    if (!pointed.inside) return;
    state.hovered_here = true;
    answer_pointer(ui, app, map, *track, *record, agents.get(), pointed, pinned);
}

}  // namespace enclosure::viz
