#include "viz/panels/tour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/presets.h"
#include "viz/panels/welcome.h"

namespace enclosure::viz {

namespace {

struct TourStop {
    std::string_view mark;  ///< widget that is lit
    std::string_view title;
    std::string_view text;
};

constexpr std::array<TourStop, tour_steps> stops{{
    {"map", "The map of users",
     "Every dot is a user, gathered around the firm whose model they use. A solid ring keeps its weights, a dashed one releases them, a "
     "double one does "
     "both. Arcs are users who switch. Press Space to run, point at a bubble to look at a firm, click to pin it."},
    {"levers", "Levers",
     "Policies, shocks and all parameters, each with its unit and its source. Move one; nothing changes until you apply it from the month "
     "that is shown. "
     "A blue dot marks what differs from the scenario as opened."},
    {"timeline.panel", "The timeline",
     "All that was run. Drag the handle to look at any month again; Left and Right go by one, End comes back to the newest. Branch goes on "
     "from there, and "
     "forgets what followed."},
    {"charts", "Charts",
     "The model's indicators over time, with their units and definitions. Pointing at one month shows it on all of them; drag to zoom."},
    {"view.1", "Two worlds",
     "Fork B makes a second world from the same state and the same draws, so that what differs later comes from the rule that you changed. "
     "Compare shows both, "
     "their difference, and a table over more seeds once you ask for it."},
}};

// Where the thing is in this frame; nothing if it is not drawn.
Rect lit_place(const Ui& ui, std::string_view name) {
    for (const WidgetMark& mark : ui.marks) {
        if (mark.name == name) return mark.rect;
    }
    return {};
}

// Everything but the lit rectangle, darker.
void draw_shade(Ui& ui, Rect window, Rect lit) {
    const Colour shade{4, 6, 12, 150};
    if (lit.empty()) return ui.canvas.fill(window, shade);
    ui.canvas.fill({window.x, window.y, window.w, lit.y - window.y}, shade);
    ui.canvas.fill({window.x, lit.bottom(), window.w, window.bottom() - lit.bottom()}, shade);
    ui.canvas.fill({window.x, lit.y, lit.x - window.x, lit.h}, shade);
    ui.canvas.fill({lit.right(), lit.y, window.right() - lit.right(), lit.h}, shade);
    ui.canvas.outline(lit, ui.colour(Tone::accent), ui.px(9), ui.px(2));
}

// Beside the lit part where there is most room, within the window.
Rect bubble_place(const Ui& ui, Rect window, Rect lit, float width, float height) {
    const float gap = ui.px(14);
    const float margin = ui.px(12);
    if (lit.empty()) return {std::round(window.middle().x - width / 2), std::round(window.middle().y - height / 2), width, height};
    Rect bubble{lit.middle().x - width / 2, lit.middle().y - height / 2, width, height};
    if (window.right() - lit.right() >= width + gap + margin)
        bubble.x = lit.right() + gap;
    else if (lit.x - window.x >= width + gap + margin)
        bubble.x = lit.x - gap - width;
    else if (lit.y - window.y >= height + gap + margin)
        bubble.y = lit.y - gap - height;
    else if (window.bottom() - lit.bottom() >= height + gap + margin)
        bubble.y = lit.bottom() + gap;
    bubble.x = std::round(std::clamp(bubble.x, window.x + margin, std::max(window.x + margin, window.right() - margin - width)));
    bubble.y = std::round(std::clamp(bubble.y, window.y + margin, std::max(window.y + margin, window.bottom() - margin - height)));
    return bubble;
}

void close_tour(App& app) {
    app.tour->open = false;
    app.tour->step = 0;
    app.welcome->remembered.note_tour_seen();
}

void draw_stop(Ui& ui, App& app, Rect window) {
    TourState& state = *app.tour;
    const TourStop& stop = stops[state.step];
    Rect lit = lit_place(ui, stop.mark);
    if (!lit.empty()) lit = {lit.x - ui.px(3), lit.y - ui.px(3), lit.w + ui.px(6), lit.h + ui.px(6)};
    draw_shade(ui, window, lit);
    const float width = ui.px(360);
    const float inner = width - 2 * ui.px(16);
    const float text = ui.paragraph({}, stop.text, Font::body, Tone::muted, inner, false);
    const Rect bubble = bubble_place(ui, window, lit, width, text + ui.px(16 * 2 + 24 + 12 + 30));
    ui.canvas.fill(bubble, ui.colour(Tone::card), ui.px(10));
    ui.canvas.outline(bubble, ui.colour(Tone::border), ui.px(10));
    ui.mark("tour", bubble, std::to_string(state.step + 1));
    Rect inside = bubble.inset(ui.px(16));
    Rect head = inside.take_top(ui.px(24));
    const Rect corner = head.take_right(ui.px(22));
    label(ui, head.take_right(ui.px(44), ui.px(8)), std::to_string(state.step + 1) + " of " + std::to_string(tour_steps), Font::tiny,
          Tone::faint, Align::right);
    label(ui, head, stop.title, Font::title, Tone::text, Align::left, true);
    Rect foot = inside.take_bottom(ui.px(30));
    ui.paragraph({inside.x, inside.y + ui.px(2)}, stop.text, Font::body, Tone::muted, inside.w);
    const bool last = state.step + 1 == tour_steps;
    const Rect next = foot.take_right(ui.px(84), ui.px(8));
    const Rect back = foot.take_right(ui.px(70));
    const bool closes = icon_button(ui, "tour.close", corner, Icon::close, "Close the tour (Esc)") || take_key(ui, Key::escape);
    if (button(ui, "tour.back", back, "Back", ButtonLook::quiet, {}, state.step > 0) || (state.step > 0 && take_key(ui, Key::left)))
        --state.step;
    if (closes) return close_tour(app);
    if (button(ui, "tour.next", next, last ? "Done" : "Next", ButtonLook::primary) || take_key(ui, Key::right)) {
        if (last) return close_tour(app);
        ++state.step;
        *ui.animating = true;
    }
}

}  // namespace

void draw_tour(Ui& ui, App& app, Rect window) {
    if (!app.tour->open || !app.session.track()) return;
    app.tour->step = std::min(app.tour->step, tour_steps - 1);
    ui.on_top("tour", window, [&app, window](Ui& top) { draw_stop(top, app, window); });
}

void open_tour(App& app) {
    if (!app.session.track()) {
        app.welcome->mistakes = open_scenario(app, {.scenario = "lib:baseline"});
        if (!app.welcome->mistakes.empty()) return;
    }
    app.view.view = View::live;
    app.welcome->over = false;
    *app.tour = {.open = true, .step = 0};
}

void begin_window(App& app) {
    Remembered& remembered = app.welcome->remembered;
    remembered.remember(settings_folder());
    app.welcome->recent = remembered.recent_files();
    if (!remembered.tour_seen()) app.tour->open = true;  // seen once something is open
}

}  // namespace enclosure::viz
