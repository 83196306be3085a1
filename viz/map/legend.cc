#include "viz/map/legend.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include "viz/kit/widgets.h"
#include "viz/map/map_marks.h"

namespace enclosure::viz {
namespace {

/// An entry: a sign, a word, and the class that it stands for.
struct Entry {
    std::string name;
    std::string text;
    std::string tip;
    std::function<void(Place, float, bool)> sign;  // centre, radius, whether its class is shown
    std::function<bool()> shown;
    std::function<void()> flip;
};

void flip_bit(std::uint64_t& bits, std::size_t member) {
    bits ^= std::uint64_t{1} << member;
}

Entry ring_entry(Ui& ui, Openness openness, std::string name, std::string text, HiddenClasses& hidden) {
    const auto bit = static_cast<std::size_t>(openness);
    return {std::move(name),
            std::move(text),
            "Users of firms that are so open.",
            [&ui, openness](Place at, float radius, bool shown) {
                const Colour colour = openness_colour(openness, ui.theme);
                draw_openness_ring(ui.canvas, ui.theme, at, radius, openness, shown ? colour : colour.with_alpha(0.35F));
            },
            [&hidden, bit] { return !is_hidden(hidden.openness, bit); },
            [&hidden, bit] { flip_bit(hidden.openness, bit); }};
}

Entry dot_entry(Ui& ui, Colour colour, float size, std::string name, std::string text, std::string tip, std::function<bool()> shown,
                std::function<void()> flip) {
    return {std::move(name),
            std::move(text),
            std::move(tip),
            [&ui, colour, size](Place at, float, bool seen) { ui.canvas.disc(at, ui.px(size), seen ? colour : colour.with_alpha(0.3F)); },
            std::move(shown),
            std::move(flip)};
}

std::vector<Entry> common_entries(Ui& ui, HiddenClasses& hidden, const std::string& prefix) {
    std::vector<Entry> entries{ring_entry(ui, Openness::closed, prefix + "legend.closed", "Closed", hidden),
                               ring_entry(ui, Openness::hybrid, prefix + "legend.hybrid", "Hybrid", hidden),
                               ring_entry(ui, Openness::open, prefix + "legend.open", "Open weights", hidden)};
    entries.push_back(dot_entry(
        ui, ui.colour(Tone::text), 2, prefix + "legend.developers", "Developer",
        "Developers at work on a firm's model: the halo around its bubble.", [&hidden] { return !hidden.developers; },
        [&hidden] { hidden.developers = !hidden.developers; }));
    entries.push_back(dot_entry(
        ui, ui.colour(Tone::faint), 1.5F, prefix + "legend.not_adopting", "No model yet",
        "Users who have no model, and those who do not know of any.", [&hidden] { return !hidden.background; },
        [&hidden] { hidden.background = !hidden.background; }));
    return entries;
}

std::vector<Entry> kind_entries(Ui& ui, const std::vector<std::string>& kinds, std::uint64_t& bits, const std::string& name) {
    std::vector<Entry> entries;
    for (std::size_t k = 0; k < std::min<std::size_t>(kinds.size(), 64); ++k) {
        entries.push_back(dot_entry(
            ui, category_colour(k, ui.theme.kind), 4, name + "." + std::to_string(k), kinds[k], "Users of this kind.",
            [&bits, k] { return !is_hidden(bits, k); }, [&bits, k] { flip_bit(bits, k); }));
    }
    return entries;
}

struct Placed {
    std::size_t entry = 0;
    Rect rect;
};

// Rows from the foot of the room upwards; the first entry is leftmost in the highest row.
std::vector<Placed> flow_entries(const Ui& ui, Rect& room, const std::vector<Entry>& entries) {
    const float row = ui.px(26);
    std::vector<Placed> placed;
    std::vector<float> widths;
    for (const Entry& entry : entries) widths.push_back(std::ceil(ui.canvas.width_of(entry.text, Font::small)) + ui.px(34));
    float x = 0;
    int line = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (x > 0 && x + widths[i] > room.w) {
            x = 0;
            ++line;
        }
        placed.push_back({i, {room.x + x, static_cast<float>(line) * row, std::min(widths[i], room.w), row}});
        x += widths[i];
    }
    const float height = static_cast<float>(line + 1) * row;
    const Rect strip = room.take_bottom(height);
    for (Placed& p : placed) p.rect.y += strip.y;
    return placed;
}

void draw_entries(Ui& ui, Rect& room, const std::vector<Entry>& entries, bool draw) {
    for (const Placed& placed : flow_entries(ui, room, entries)) {
        if (!draw) continue;
        const Entry& entry = entries[placed.entry];
        const Rect rect = placed.rect.inset(0, ui.px(1));
        if (button(ui, entry.name, rect, "", ButtonLook::quiet, entry.text + "\n" + entry.tip + "\nClick to hide or show.")) entry.flip();
        const bool shown = entry.shown();
        entry.sign({rect.x + ui.px(14), std::round(rect.middle().y)}, ui.px(6), shown);
        const Rect words{rect.x + ui.px(26), rect.y, rect.w - ui.px(28), rect.h};
        label(ui, words, entry.text, Font::small, shown ? Tone::text : Tone::faint, Align::left, true);
        if (shown) continue;
        const float y = std::round(rect.middle().y);
        const std::array<Place, 2> through{{{words.x, y}, {words.x + ui.canvas.width_of(entry.text, Font::small), y}}};
        ui.canvas.line(through, ui.colour(Tone::faint));
    }
}

void draw_bar(Ui& ui, Rect& room, Lens lens, const ColourScale& scale, bool draw) {
    const Rect strip = room.take_bottom(ui.px(26));
    if (!draw) return;
    const std::string low = lens_text(lens, scale.low);
    const std::string high = lens_text(lens, scale.high);
    const float low_width = std::ceil(ui.canvas.width_of(low, Font::number_small)) + 1;
    const float high_width = std::ceil(ui.canvas.width_of(high, Font::number_small)) + 1;
    float x = strip.x + ui.px(8);
    label(ui, {x, strip.y, low_width, strip.h}, low, Font::number_small, Tone::muted);
    x += low_width + ui.px(8);
    const float width =
        std::max(ui.px(2), std::floor(std::min(ui.px(8), (strip.right() - x - high_width - ui.px(16)) / static_cast<float>(colour_steps))));
    for (std::size_t step = 0; step < colour_steps; ++step) {
        const std::size_t shown = scale.flipped ? colour_steps - 1 - step : step;
        ui.canvas.fill({x, strip.middle().y - ui.px(5), width, ui.px(10)}, colour_of(sequential_inks[shown], ui.theme.kind));
        x += width;
    }
    x += ui.px(8);
    label(ui, {x, strip.y, high_width, strip.h}, high, Font::number_small, Tone::muted);
}

}  // namespace

float draw_legend(Ui& ui, Rect room, Lens lens, const ColourScale& scale, const Population& population, HiddenClasses& hidden,
                  std::string_view prefix, bool draw) {
    const float before = room.h;
    const std::string own(prefix);
    draw_entries(ui, room, common_entries(ui, hidden, own), draw);
    if (facts_of(lens).number) draw_bar(ui, room, lens, scale, draw);
    if (lens == Lens::segment) draw_entries(ui, room, kind_entries(ui, population.segments, hidden.segments, own + "legend.segment"), draw);
    if (lens == Lens::region) draw_entries(ui, room, kind_entries(ui, population.regions, hidden.regions, own + "legend.region"), draw);
    return before - room.h;
}

}  // namespace enclosure::viz
