// The head of a map: title, how to read it, lens and search.
#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/map/map_marks.h"
#include "viz/map/map_parts.h"
#include "viz/map/map_search.h"

namespace enclosure::viz {

namespace {

constexpr std::size_t most_found = 6;

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
void draw_map_search(Ui& ui, App& app, MapState& state, const StepRecord& record, std::size_t users, Rect rect) {
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

bool is_wide(const Ui& ui, Rect rect) {
    return rect.w >= ui.px(640);
}

}  // namespace

std::string user_title(std::size_t user) {
    return "User " + count_text(static_cast<double>(user));
}

float map_head_height(const Ui& ui, Rect rect) {
    return is_wide(ui, rect) ? ui.px(64) : ui.px(96);
}

void draw_map_head(Ui& ui, App& app, MapState& state, const StepRecord& record, const Population& population, Rect rect, WorldId world) {
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
        draw_map_search(ui, app, state, record, population.users, field);
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

}  // namespace enclosure::viz
