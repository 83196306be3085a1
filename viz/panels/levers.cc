#include "viz/panels/levers.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "viz/kit/widgets.h"
#include "viz/panels/lever_rows.h"
#include "viz/panels/lever_table.h"
#include "viz/panels/levers_parts.h"
#include "viz/panels/presets.h"

namespace enclosure::viz {

namespace {

void draw_rule(Ui& ui, Rect panel, float y) {
    const Place ends[] = {{panel.x, y}, {panel.right(), y}};
    ui.canvas.line(ends, ui.colour(Tone::border));
}

// Which world, policies or parameters, search, regions, how many are changed.
void draw_filters(Ui& ui, App& app, Rect& room) {
    LeversState& state = *app.levers;
    if (app.session.status().forked) {
        constexpr std::string_view worlds[] = {"World A", "World B"};
        auto chosen = static_cast<std::size_t>(state.world);
        if (segmented(ui, "levers.world", room.take_top(ui.px(28), ui.px(8)), worlds, chosen, "Whose rules are shown and moved"))
            state.world = static_cast<WorldId>(chosen);
    } else {
        state.world = WorldId::a;
    }
    constexpr std::string_view tabs[] = {"Policies", "Parameters"};
    segmented(ui, "levers.tab", room.take_top(ui.px(28), ui.px(8)), tabs, state.tab);
    text_field(ui, "levers.search", room.take_top(ui.px(28), ui.px(8)), state.search, "Search levers and parameters");
    if (state.tab == 0) {
        const std::vector<Region>& regions = state.in_force().opened().region;
        std::vector<std::string> labels{"All regions"};
        for (const Region& region : regions) labels.push_back(region.title.empty() ? region.id : region.title);
        state.region = std::min(state.region, regions.size());
        if (drop_down(ui, "levers.region", room.take_top(ui.px(28), ui.px(8)), labels, state.region,
                      "Regions\nWhere levers that act by region are moved."))
            for (RulesInForce& rules : state.rules)
                rules.set_regions(state.region == 0 ? std::vector<std::string>{} : std::vector{regions[state.region - 1].id});
    }
    Rect line = room.take_top(ui.px(22), ui.px(2));
    const std::size_t changed = count_changed(state.moved(), state.in_force());
    const Rect back = line.take_right(ui.px(22));
    const std::string count = std::to_string(changed) + " of " + std::to_string(lever_row_count()) + " changed";
    ui.mark("levers.changed", line, count);
    ui.text({line.x, line.y + (line.h - ui.theme.line_height(Font::small)) / 2}, count, Font::small,
            changed > 0 ? Tone::accent : Tone::faint, line.w);
    if (icon_button(ui, "levers.reset_all", back, Icon::reset,
                    "Take everything back to the values as opened\nThey wait until they are applied.", ButtonLook::quiet,
                    changed > 0 || !state.moved().empty())) {
        reset_rows(state.moved(), state.in_force());
        *ui.animating = true;
    }
}

}  // namespace

void draw_levers(Ui& ui, App& app, Rect rect) {
    LeversState& state = *app.levers;
    ui.mark("levers", rect);
    card(ui, rect);
    if (look_at_files(app, ui.seconds)) *ui.animating = true;
    for (const WorldId world : {WorldId::a, WorldId::b}) {
        if (app.session.track(world)) state.rules[static_cast<std::size_t>(world)].look(app.session, world, shown_step(app, world));
    }
    if (!app.session.track(state.world)) {
        state.world = WorldId::a;
        if (!app.session.track()) {
            ui.paragraph({rect.x + ui.px(levers_margin), rect.y + ui.px(levers_margin)}, "Nothing is open.", Font::small, Tone::muted,
                         rect.w - 2 * ui.px(levers_margin));
            return;
        }
    }
    Rect panel = rect;
    Rect foot = panel.take_bottom(levers_foot_height(ui, app, rect.w - 2 * ui.px(levers_margin)));
    Rect room = panel.inset(ui.px(levers_margin), ui.px(14));
    room.h += ui.px(14);
    draw_levers_head(ui, app, room);
    draw_rule(ui, rect, room.y);
    room.take_top(ui.px(10));
    draw_filters(ui, app, room);
    const Rect window{room.x, room.y, room.w + ui.px(levers_margin) - ui.px(4), room.h};
    scroll_area(ui, "levers.list", window, [&](Rect inside) {
        return draw_lever_list(ui, state, {inside.x, inside.y, room.w, inside.h}, window) + ui.px(8);
    });
    draw_rule(ui, rect, foot.y);
    draw_levers_foot(ui, app, foot);
    open_wanted_preset(ui, app);
}

}  // namespace enclosure::viz
