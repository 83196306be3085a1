// Where everything is. At 1600 by 900 points: top bar 52, levers 288, charts 520, figures 78, log and inspector 150, timeline 86, gaps 10;
// wider and higher windows give what is more to the map and to the charts.
#include <algorithm>

#include "viz/app/app.h"
#include "viz/app/panel_states.h"

namespace enclosure::viz {

namespace {

void draw_live(Ui& ui, App& app, Rect room, float gap) {
    const float width = room.w / ui.theme.scale;  // points
    const Rect levers = room.take_left(ui.px(std::clamp(width * 0.18F, 272.0F, 340.0F)), gap);
    const Rect charts = room.take_right(ui.px(std::clamp(width * 0.325F, 396.0F, 900.0F)), gap);
    const Rect figures = room.take_top(ui.px(78), gap);
    const float height = room.h / ui.theme.scale;
    Rect foot = room.take_bottom(ui.px(std::clamp(height * 0.24F, 132.0F, 260.0F)), gap);
    draw_levers(ui, app, levers);
    draw_kpis(ui, app, figures);
    draw_map(ui, app, room, WorldId::a);
    const Rect inspector = foot.take_right(ui.px(std::clamp(foot.w / ui.theme.scale * 0.42F, 240.0F, 420.0F)), gap);
    draw_events(ui, app, foot);
    draw_inspector(ui, app, inspector);
    draw_charts(ui, app, charts);
}

}  // namespace

void draw_app(Ui& ui, App& app, Rect room) {
    const Rect window = room;
    const float gap = ui.px(10);
    app.view.crosshair.reset();  // a chart under the pointer sets it again
    const Rect bar = room.take_top(ui.px(52));
    draw_top_bar(ui, app, bar);
    room = room.inset(gap, gap);

    const bool open = app.session.status().state != RunState::empty;
    if (app.view.view == View::studies) {
        draw_studies(ui, app, room);
    } else if (open) {
        // First, so that charts show in this frame the moment that the pointer is at.
        draw_timeline(ui, app, room.take_bottom(ui.px(86), gap));
        if (app.view.view == View::compare) {
            draw_compare(ui, app, room);
        } else {
            draw_live(ui, app, room, gap);
        }
    }
    draw_welcome(ui, app, room);
    draw_messages(ui, app, window);
    draw_tour(ui, app, window);
}

}  // namespace enclosure::viz
