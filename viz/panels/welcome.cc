#include "viz/panels/welcome.h"

#include <algorithm>
#include <cmath>

#include "sim/output/recorded_run.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/panels/levers.h"
#include "viz/panels/pressable.h"
#include "viz/panels/tour.h"
#include "viz/panels/words.h"
#include "viz/studies/open_result.h"

namespace enclosure::viz {

namespace {

constexpr std::string_view what_this_is =
    "Enclosure is a model of who makes, shares and uses AI: firms that keep their models or release them, developers who build on what is "
    "released, and "
    "users who choose. Every dot that you will see is a user of the model, every number is worked out by it, month by month. Change a rule "
    "while it runs, "
    "or run two worlds side by side that differ in that rule alone.";

void read_once(WelcomeState& state) {
    if (state.presets) return;
    state.presets.emplace();
    try {
        *state.presets = read_presets(presets_file());
    } catch (const ScenarioError& error) {
        state.mistakes = lines_of(error);
    }
    state.scenarios = shipped_scenarios();
    state.recent = state.remembered.recent_files();
}

void draw_preset(Ui& ui, App& app, const ViewerPreset& preset, Rect place) {
    WelcomeState& state = *app.welcome;
    const Pressable hold = pressable(ui, "welcome.preset." + preset.id, place, preset.title);
    ui.canvas.fill(place, ui.colour(hold.hovered ? Tone::raised : Tone::card), ui.px(8));
    ui.canvas.outline(place, ui.colour(hold.hovered ? Tone::accent : Tone::border), ui.px(8));
    Rect inside = place.inset(ui.px(12), ui.px(10));
    const Rect foot = inside.take_bottom(ui.px(18));
    const float title = ui.paragraph({inside.x, inside.y}, preset.title, Font::body_bold, Tone::text, inside.w);
    ui.canvas.push_clip(inside);
    ui.paragraph({inside.x, inside.y + title + ui.px(4)}, preset.question, Font::small, Tone::muted, inside.w);
    ui.canvas.pop_clip();
    const Place middle{foot.x + ui.px(5), foot.middle().y};
    if (preset.fork) {
        ui.canvas.disc(middle, ui.px(4), ui.colour(Tone::first_world));
        ui.canvas.ring({middle.x + ui.px(9), middle.y}, ui.px(4), ui.colour(Tone::second_world), ui.px(2));
        label(ui, {foot.x + ui.px(24), foot.y, foot.w - ui.px(24), foot.h}, "two worlds, side by side", Font::tiny, Tone::faint);
    } else {
        ui.canvas.disc(middle, ui.px(4), ui.colour(Tone::first_world));
        label(ui, {foot.x + ui.px(15), foot.y, foot.w - ui.px(15), foot.h}, "one world", Font::tiny, Tone::faint);
    }
    if (hold.hovered) {
        std::string lines = preset.question;
        for (const std::string& policy : preset.policies) lines += "\n• " + in_words(policy);
        ui.tooltip(preset.title, lines);
    }
    if (hold.clicked) {
        const std::vector<std::string> mistakes = open_preset(app, preset);
        state.mistakes = mistakes;
    }
}

// As many columns as there is room for; returns the height.
float draw_preset_grid(Ui& ui, App& app, Rect room) {
    const std::vector<ViewerPreset>& presets = *app.welcome->presets;
    const float gap = ui.px(10);
    const auto columns = static_cast<std::size_t>(std::clamp(std::floor((room.w + gap) / ui.px(186)), 1.0F, 5.0F));
    const float width = std::floor((room.w - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
    float tallest = 0;
    for (const ViewerPreset& preset : presets) {
        const float inner = width - 2 * ui.px(12);
        tallest = std::max(tallest, ui.paragraph({}, preset.title, Font::body_bold, Tone::text, inner, false) +
                                        ui.paragraph({}, preset.question, Font::small, Tone::muted, inner, false));
    }
    const float height = tallest + ui.px(4 + 18 + 2 * 10 + 6);
    for (std::size_t i = 0; i < presets.size(); ++i) {
        const auto column = static_cast<float>(i % columns);
        const auto row = static_cast<float>(i / columns);
        draw_preset(ui, app, presets[i], {room.x + column * (width + gap), room.y + row * (height + gap), width, height});
    }
    const auto rows = static_cast<float>((presets.size() + columns - 1) / columns);
    return rows * (height + gap) - gap;
}

void open_named(App& app, const std::string& name) {
    WelcomeState& state = *app.welcome;
    const std::vector<std::string> mistakes = open_scenario(app, {.scenario = name});
    state.mistakes = mistakes;
    if (mistakes.empty()) {
        state.remembered.note_opened(name);
        state.recent = state.remembered.recent_files();
    } else if (app.session.track()) {  // the page may not be seen
        app.levers->mistakes = mistakes;
        app.say(mistakes.front(), true);
    }
}

// A list of things to open, one line each; returns its height.
float draw_list(Ui& ui, App& app, Rect room, std::string_view name, std::span<const ShippedScenario> scenarios) {
    float y = room.y;
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const Rect row{room.x, y, room.w, ui.px(26)};
        const Pressable hold = pressable(ui, std::string(name) + "." + std::to_string(i), row, scenarios[i].name);
        if (hold.hovered) {
            ui.canvas.fill(row, ui.colour(Tone::hovered), ui.px(5));
            ui.tooltip(scenarios[i].title, scenarios[i].question);
        }
        Rect inner = row.inset(ui.px(8), 0);
        const float width = std::min(ui.canvas.width_of(scenarios[i].name, Font::small), inner.w * 0.45F);
        label(ui, inner.take_right(width, ui.px(10)), scenarios[i].name, Font::small, Tone::faint, Align::left, true);
        label(ui, inner, scenarios[i].title, Font::body, Tone::text, Align::left, true);
        if (hold.clicked) open_by_name(app, scenarios[i].name);
        y += row.h;
    }
    return y - room.y;
}

float draw_open_file(Ui& ui, App& app, Rect room) {
    WelcomeState& state = *app.welcome;
    float y = room.y;
    label(ui, {room.x, y, room.w, ui.px(22)}, "Open a file", Font::body_bold, Tone::text);
    y += ui.px(28);
    Rect line{room.x, y, room.w, ui.px(32)};
    const Rect right = line.take_right(ui.px(80), ui.px(8));
    bool entered = false;
    text_field(ui, "welcome.path", line, state.path, "A scenario, a run file, a study or its folder", &entered);
    const bool pressed = button(ui, "welcome.open", right, "Open", ButtonLook::primary, {}, !state.path.empty());
    if ((pressed || entered) && !state.path.empty()) open_by_name(app, state.path);
    y += line.h + ui.px(8);
    if (!state.mistakes.empty()) {
        std::string text;
        constexpr std::size_t most = 8;
        for (std::size_t i = 0; i < std::min(most, state.mistakes.size()); ++i) text += (i == 0 ? "" : "\n") + state.mistakes[i];
        if (state.mistakes.size() > most) text += "\nand " + std::to_string(state.mistakes.size() - most) + " more";
        const float height = ui.paragraph({room.x, y}, text, Font::small, Tone::bad, room.w);
        ui.mark("welcome.mistakes", {room.x, y, room.w, height}, text);
        y += height + ui.px(8);
    }
    std::vector<ShippedScenario> recent;
    for (const std::string& file : state.recent) recent.push_back({file, std::filesystem::path(file).filename().string(), ""});
    if (!recent.empty()) {
        label(ui, {room.x, y, room.w, ui.px(22)}, "Opened lately", Font::body_bold, Tone::text);
        y += ui.px(26);
        y += draw_list(ui, app, {room.x, y, room.w, 0}, "welcome.recent", recent) + ui.px(8);
    }
    if (button(ui, "welcome.tour", {room.x, y, ui.px(150), ui.px(32)}, "Take the tour", ButtonLook::plain,
               "Five steps through the window, with the baseline open"))
        open_tour(app);
    return y + ui.px(32) - room.y;
}

void draw_page(Ui& ui, App& app, Rect rect) {
    WelcomeState& state = *app.welcome;
    read_once(state);
    ui.mark("welcome", rect);
    constexpr float widest = 1100;  // points
    const float width = std::min(rect.w - ui.px(32), ui.px(widest));
    scroll_area(ui, "welcome.page", rect, [&](Rect inside) {
        Rect room{std::round(inside.x + (inside.w - width) / 2), inside.y, width, inside.h};
        float y = room.y + ui.px(28);
        label(ui, {room.x, y, room.w, ui.px(30)}, "What if AI were more open, or less?", Font::heading, Tone::text);
        y += ui.px(38);
        y += ui.paragraph({room.x, y}, what_this_is, Font::body, Tone::muted, std::min(room.w, ui.px(820))) + ui.px(20);
        label(ui, {room.x, y, room.w, ui.px(22)}, "Begin with a question", Font::body_bold, Tone::text);
        y += ui.px(28);
        y += draw_preset_grid(ui, app, {room.x, y, room.w, 0}) + ui.px(24);
        const float half = std::floor((room.w - ui.px(24)) / 2);
        label(ui, {room.x, y, half, ui.px(22)}, "Shipped scenarios", Font::body_bold, Tone::text);
        const float left = draw_list(ui, app, {room.x - ui.px(8), y + ui.px(28), half, 0}, "welcome.scenario", state.scenarios) + ui.px(28);
        const float right = draw_open_file(ui, app, {room.x + half + ui.px(24), y, half, 0});
        return y + std::max(left, right) + ui.px(28) - inside.y;
    });
}

// Over what is open, which goes on behind it.
void draw_page_over(Ui& ui, App& app, Rect rect) {
    ui.canvas.fill(rect, ui.colour(Tone::background));
    const Rect back{rect.right() - ui.px(150), rect.y + ui.px(8), ui.px(130), ui.px(30)};
    draw_page(ui, app, rect);
    if (button(ui, "welcome.back", back, "Back to the run", ButtonLook::plain, "Close the start page (Esc)") || take_key(ui, Key::escape)) {
        app.welcome->over = false;
        *ui.animating = true;
    }
}

}  // namespace

bool is_result(const std::filesystem::path& name) {
    std::error_code unreadable;
    return std::filesystem::is_directory(name, unreadable) || is_hdf5_file(name);
}

void open_by_name(App& app, const std::string& name) {
    if (!is_result(name)) return open_named(app, name);
    open_result(app, name);
}

void draw_welcome(Ui& ui, App& app, Rect rect) {
    if (app.view.view == View::studies) return;
    if (!app.session.track()) {
        if (look_at_files(app, ui.seconds)) *ui.animating = true;
        draw_page(ui, app, rect);
    } else if (app.welcome->over) {
        ui.on_top("welcome", rect, [&app, rect](Ui& top) { draw_page_over(top, app, rect); });
    }
}

}  // namespace enclosure::viz
