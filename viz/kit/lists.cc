// Lists and menus that open over the rest.
#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"

namespace enclosure::viz {

namespace {

constexpr std::size_t most_rows = 14;  // that are seen at once
constexpr std::size_t no_row = static_cast<std::size_t>(-1);

void pick(Ui& ui, const std::string& name, std::size_t row) {
    ui.state.open.clear();
    ui.state.picked_from = name;
    ui.state.picked_row = row;
    *ui.animating = true;
}

void close(Ui& ui) {
    ui.state.open.clear();
    *ui.animating = true;
}

float draw_rows(Ui& ui, const std::string& name, Rect room, const std::vector<std::string>& entries, std::size_t current) {
    const float height = ui.px(28);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const Rect row = room.take_top(height);
        const std::string own = fmt::format("{}.{}", name, i);
        ui.mark(own, row, entries[i]);
        const Grip held = grip(ui, own, row);
        if (held.hovered && ui.input.pointer != ui.state.pointer_before)
            ui.state.open_row = i;  // a pointer that rests leaves the keys theirs
        if (i == ui.state.open_row) ui.canvas.fill(row, ui.colour(Tone::hovered), ui.px(5));
        if (held.released && held.hovered) pick(ui, name, i);
        Rect words = row.inset(ui.px(8), 0);
        if (current != no_row) {
            const Rect check = words.take_left(ui.px(14), ui.px(6));
            if (i == current) draw_icon(ui.canvas, Icon::check, check, ui.colour(Tone::accent));
        }
        label(ui, words, entries[i], Font::body, Tone::text, Align::left, true);
    }
    return height * static_cast<float>(entries.size());
}

void keys_of_list(Ui& ui, const std::string& name, std::size_t count) {
    std::size_t& row = ui.state.open_row;
    const std::size_t before = row;
    if (take_own_key(ui, Key::down)) row = row + 1 >= count ? 0 : row + 1;
    if (take_own_key(ui, Key::up)) row = row == 0 || row >= count ? count - 1 : row - 1;
    if (take_own_key(ui, Key::home)) row = 0;
    if (take_own_key(ui, Key::end)) row = count - 1;
    if (row != before) ui.state.reveal = fmt::format("{}.{}", name, row);
    if ((take_own_key(ui, Key::enter) || take_own_key(ui, Key::space)) && row < count) pick(ui, name, row);
    if (take_own_key(ui, Key::escape)) close(ui);
}

// Below the anchor, or above it where there is more room; not off the window.
Rect place_of_list(const Ui& ui, Rect anchor, std::span<const std::string> entries, bool checked) {
    float width = anchor.w;
    for (const std::string& entry : entries) {
        width = std::max(width, std::ceil(ui.canvas.width_of(entry, Font::body)) + ui.px(checked ? 46 : 30));
    }
    const float rows = static_cast<float>(std::min(entries.size(), most_rows));
    float height = rows * ui.px(28) + 2 * ui.px(4);
    const Rect window = ui.state.window;
    Rect place{anchor.x, anchor.bottom() + ui.px(4), width, height};
    if (place.right() > window.right() - ui.px(8)) place.x = std::max(window.x, anchor.right() - width);
    if (place.bottom() > window.bottom() - ui.px(8)) {
        const float above = anchor.y - ui.px(4) - window.y;
        const float below = window.bottom() - ui.px(8) - place.y;
        if (above > below) {
            place.h = std::min(height, above - ui.px(4));
            place.y = anchor.y - ui.px(4) - place.h;
        } else {
            place.h = below;
        }
    }
    return place;
}

void open_list(Ui& ui, const std::string& name, Rect anchor, std::span<const std::string> entries, std::size_t current) {
    const Rect place = place_of_list(ui, anchor, entries, current != no_row);
    if (ui.input.pressed && !place.holds(ui.input.pointer) && !anchor.holds(ui.input.pointer)) {
        close(ui);
        return;
    }
    ui.on_top(name + ".list", place, [name, place, current, rows = std::vector<std::string>(entries.begin(), entries.end())](Ui& top) {
        const float radius = top.px(8);
        top.canvas.fill({place.x, place.y + top.px(3), place.w, place.h}, {0, 0, 0, 50}, radius);
        top.canvas.fill(place, top.colour(Tone::card), radius);
        top.canvas.outline(place, top.colour(Tone::border), radius);
        keys_of_list(top, name, rows.size());
        scroll_area(top, name + ".scroll", place.inset(top.px(4)), [&](Rect room) { return draw_rows(top, name, room, rows, current); });
    });
}

std::optional<std::size_t> take_choice(Ui& ui, std::string_view name) {
    if (ui.state.picked_from != name) return std::nullopt;
    ui.state.picked_from.clear();
    return ui.state.picked_row;
}

}  // namespace

bool drop_down(Ui& ui, std::string_view name, Rect rect, std::span<const std::string> labels, std::size_t& chosen, std::string_view tip) {
    const std::string shown = chosen < labels.size() ? labels[chosen] : std::string{};
    const std::size_t before = chosen;
    if (const auto choice = take_choice(ui, name)) chosen = std::min(*choice, labels.empty() ? 0 : labels.size() - 1);
    if (button(ui, name, rect, {}, ButtonLook::plain, tip)) {
        const bool was_open = ui.state.open == name;
        ui.state.open = was_open ? std::string{} : std::string(name);
        ui.state.open_row = chosen;
        ui.state.reveal = fmt::format("{}.{}", name, chosen);
        *ui.animating = true;
    }
    ui.marks.back().value = shown;
    Rect inside = rect.inset(ui.px(9), 0);
    const float side = ui.px(12);
    const Rect arrow = inside.take_right(side, ui.px(6));
    draw_icon(ui.canvas, Icon::down, {arrow.x, arrow.middle().y - side / 2, side, side}, ui.colour(Tone::muted));
    label(ui, inside, shown, Font::body, Tone::text, Align::left, true);
    if (ui.state.open == name) open_list(ui, std::string(name), rect, labels, chosen);
    return chosen != before;
}

std::optional<std::size_t> menu(Ui& ui, std::string_view name, Rect anchor, std::span<const std::string> entries, bool& open) {
    const auto choice = take_choice(ui, name);
    auto& menus = ui.state.menus;
    const auto known = menus.find(name);
    if (open && known == menus.end()) {
        menus.emplace(name);
        ui.state.open = name;
        ui.state.open_row = no_row;
    } else if (open && ui.state.open != name) {  // closed by a choice, a press elsewhere, or another list
        open = false;
        menus.erase(known);
    } else if (!open && known != menus.end()) {
        menus.erase(known);
        if (ui.state.open == name) ui.state.open.clear();
    }
    if (open) open_list(ui, std::string(name), anchor, entries, no_row);
    return choice;
}

}  // namespace enclosure::viz
