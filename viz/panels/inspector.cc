#include "viz/panels/inspector.h"

#include <cmath>
#include <string>

#include "viz/kit/widgets.h"
#include "viz/map/map_marks.h"
#include "viz/panels/facts.h"
#include "viz/panels/inspector_parts.h"

namespace enclosure::viz {
namespace {

struct Heading {
    std::string title;
    std::string pill;
    Tone tone = Tone::accent;
    std::string kind;
};

Heading heading_of(const Subject& subject, const StepRecord& record, const Population& population) {
    if (subject.kind == Subject::Kind::firm) {
        const FirmRecord& firm = record.firms[subject.row];
        return {firm.label, std::string(openness_word(firm.openness)), openness_tone(firm.openness),
                firm.alive ? "pinned firm" : "firm that is gone"};
    }
    std::size_t cell = 0;
    while (cell + 2 < population.cell_begin.size() && population.cell_begin[cell + 1] <= subject.row) ++cell;
    return {"User " + count_text(static_cast<double>(subject.row)), population.segments[population.segment[cell]], Tone::accent,
            "pinned user"};
}

void draw_heading(Ui& ui, App& app, const Heading& heading, const Subject& subject, const StepRecord& record, Rect line) {
    const Rect close = line.take_right(ui.px(22), ui.px(4));
    if (icon_button(ui, "inspector.unpin", close, Icon::close, "Unpin")) app.view.pinned.reset();
    if (subject.kind == Subject::Kind::firm) {
        const Rect sign = line.take_left(ui.px(16), ui.px(6));
        const Openness openness = record.firms[subject.row].openness;
        draw_openness_ring(ui.canvas, ui.theme, {sign.x + ui.px(7), std::round(sign.middle().y)}, ui.px(6), openness,
                           openness_colour(openness, ui.theme));
    }
    const float pill_width = std::ceil(ui.canvas.width_of(heading.pill, Font::small)) + ui.px(20);
    const float title = std::min(std::ceil(ui.canvas.width_of(heading.title, Font::title)) + 1, std::max(ui.px(40), line.w - pill_width));
    label(ui, line.take_left(title, ui.px(8)), heading.title, Font::title, Tone::text, Align::left, true);
    if (line.w >= pill_width - ui.px(4)) {
        pill(ui, {line.x, line.y + std::floor((line.h - ui.theme.line_height(Font::small) - ui.px(5)) / 2)}, heading.pill, heading.tone);
        line.take_left(pill_width, ui.px(4));
    }
    if (ui.canvas.width_of(heading.kind, Font::small) <= line.w) label(ui, line, heading.kind, Font::small, Tone::muted, Align::right);
}

}  // namespace

void draw_inspector(Ui& ui, App& app, Rect rect) {
    const std::shared_ptr<const Track> track = app.session.track();
    const StepRecord* record = app.shown();
    if (!track || record == nullptr) {
        ui.mark("inspector", rect);
        card(ui, rect, "Inspector");
        return;
    }
    const bool gone = app.view.pinned && (app.view.pinned->kind == Subject::Kind::firm ? app.view.pinned->row >= record->firms.size()
                                                                                       : app.view.pinned->row >= track->population().users);
    if (!app.view.pinned || gone) {
        ui.mark("inspector", rect, "Firms");
        const Rect room = card(ui, rect, "Firms", "click one to pin it");
        draw_firm_table(ui, app, *app.inspector, *track, *record, room);
        return;
    }
    const Subject subject = *app.view.pinned;
    const Heading heading = heading_of(subject, *record, track->population());
    ui.mark("inspector", rect, heading.title);
    Rect room = card(ui, rect);
    draw_heading(ui, app, heading, subject, *record, room.take_top(ui.px(22), ui.px(6)));
    scroll_area(ui, subject.kind == Subject::Kind::firm ? "inspector.firm" : "inspector.user", room, [&](Rect body) {
        return subject.kind == Subject::Kind::firm ? draw_firm(ui, app, *track, *record, subject.row, body)
                                                   : draw_user(ui, app, *track, *record, subject.row, body);
    });
}

}  // namespace enclosure::viz
