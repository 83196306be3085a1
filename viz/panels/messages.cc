#include "viz/panels/messages.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "viz/kit/widgets.h"

namespace enclosure::viz {

void draw_messages(Ui& ui, App& app, Rect rect) {
    auto& messages = app.view.messages;
    std::erase_if(messages, [&](const ViewState::Message& message) { return message.until <= ui.seconds; });
    // Over the charts at the right, where less is pressed than in lists and on the map.
    float bottom = rect.bottom() - ui.px(112);  // above the timeline
    for (std::size_t i = messages.size(); i-- > 0;) {
        const ViewState::Message& message = messages[i];
        const float padding = ui.px(14);
        const float icon = ui.px(16);
        const float most =
            std::min(std::clamp(rect.w * 0.325F - ui.px(20), ui.px(376), ui.px(640)), rect.w - ui.px(40)) - 2 * padding - icon - ui.px(10);
        const float room = std::min(most, std::ceil(ui.canvas.width_of(message.text, Font::body)) + 1);
        const float height = ui.paragraph({}, message.text, Font::body, Tone::text, room, false) + 2 * ui.px(10);
        const float width = room + 2 * padding + icon + ui.px(10);
        const Rect box{std::round(rect.right() - ui.px(20) - width), bottom - height, width, height};
        bottom = box.y - ui.px(8);
        const std::string name = fmt::format("message.{}", i);
        ui.mark(name, box, message.text);
        ui.on_top(name, box, [&messages, i, name, box, padding, icon, room, message](Ui& top) {
            const Colour ground =
                top.theme.kind == ThemeKind::dark ? mixed(top.colour(Tone::card), top.colour(Tone::raised), 0.7F) : top.colour(Tone::card);
            top.canvas.fill({box.x, box.y + top.px(3), box.w, box.h}, {0, 0, 0, 50}, top.px(9));
            top.canvas.fill(box, ground, top.px(9));
            top.canvas.outline(box, top.colour(message.bad ? Tone::bad : Tone::border), top.px(9));
            const Rect sign{box.x + padding, box.y + top.px(10), icon, icon};
            draw_icon(top.canvas, message.bad ? Icon::warning : Icon::check, sign, top.colour(message.bad ? Tone::bad : Tone::good));
            top.paragraph({sign.right() + top.px(10), box.y + top.px(10)}, message.text, Font::body, Tone::text, room);
            const Grip held = grip(top, name, box);
            if (held.released && held.hovered && i < messages.size()) messages[i].until = 0;
        });
    }
}

std::optional<double> next_message_end(const ViewState& view) {
    std::optional<double> next;
    for (const ViewState::Message& message : view.messages) next = std::min(next.value_or(message.until), message.until);
    return next;
}

}  // namespace enclosure::viz
