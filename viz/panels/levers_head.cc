// The head of the panel of levers: what is run, and the menu of what-ifs.
#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "viz/kit/widgets.h"
#include "viz/panels/levers_parts.h"
#include "viz/panels/presets.h"
#include "viz/panels/welcome.h"

namespace enclosure::viz {

namespace {

std::string grouped(std::size_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, " ");
    }
    return text;
}

// "Interoperability and portability, seed 7", or how many policies there are.
std::string policy_line(const App& app, const Scenario& scenario) {
    const std::size_t count = scenario.policy.size() + scenario.shock.size();
    std::string line = "No policy";
    if (count == 1) {
        const PolicyRow& row = scenario.policy.empty() ? scenario.shock.front() : scenario.policy.front();
        line = row.title.empty() ? row.id : row.title;
    } else if (count > 1) {
        line = std::to_string(count) + " policies and shocks";
    }
    return line + ", seed " + std::to_string(app.session.seed());
}

std::string policies_tooltip(const Scenario& scenario) {
    std::string lines = scenario.question;
    for (const auto* rows : {&scenario.policy, &scenario.shock}) {
        for (const PolicyRow& row : *rows) lines += "\n• " + (row.title.empty() ? row.id : row.title);
    }
    return lines;
}

void draw_count(Ui& ui, Rect place, std::string_view title, std::string_view value) {
    ui.text({place.x, place.y}, title, Font::tiny, Tone::faint, place.w);
    ui.text({place.x, place.y + ui.px(17)}, value, Font::number_small, Tone::text, place.w);
}

// Read at the first use. Throws ScenarioError.
const std::vector<ViewerPreset>& shipped_presets() {
    static const std::vector<ViewerPreset> presets = read_presets(presets_file());
    return presets;
}

void draw_presets_menu(Ui& ui, App& app, Rect anchor) {
    LeversState& state = *app.levers;
    if (icon_button(ui, "levers.presets", anchor, Icon::menu,
                    state.presets_open ? "" : "What-ifs\nTen ready-made questions, and the start page."))
        state.presets_open = !state.presets_open;
    if (!state.presets_open) return;
    try {
        const std::vector<ViewerPreset>& presets = shipped_presets();
        std::vector<std::string> titles;
        for (const ViewerPreset& preset : presets) titles.push_back(preset.title);
        titles.emplace_back("Start page, open a file");
        if (const auto chosen = menu(ui, "levers.presets.menu", anchor, titles, state.presets_open)) state.wanted_preset = *chosen;
    } catch (const ScenarioError& error) {
        state.mistakes = lines_of(error);
        state.presets_open = false;
    }
}

}  // namespace

void draw_levers_head(Ui& ui, App& app, Rect& room) {
    LeversState& state = *app.levers;
    const std::shared_ptr<const Track> track = app.session.track(state.world);
    const Scenario& scenario = state.in_force().scenario();
    Rect head = room.take_top(ui.px(112), ui.px(6));
    Rect top = head.take_top(ui.px(20));
    const Rect corner = top.take_right(ui.px(24));
    ui.text({top.x, top.y + ui.px(2)}, "SCENARIO", Font::tiny, Tone::faint, top.w);
    const std::string title = scenario.title.empty() ? scenario.id : scenario.title;
    const Rect names = head.take_top(ui.px(44));
    ui.text(names.inset(0, ui.px(1)).empty() ? Place{} : Place{names.x, names.y + ui.px(2)}, title, Font::title, Tone::text, names.w,
            Align::left, true);
    ui.text({names.x, names.y + ui.px(24)}, policy_line(app, scenario), Font::small, Tone::muted, names.w, Align::left, true);
    if (ui.hovers(names)) ui.tooltip(title, policies_tooltip(scenario));
    const float third = std::floor(head.w / 3);
    const StepRecord* shown = app.shown(state.world);
    const auto alive =
        shown
            ? static_cast<std::size_t>(std::count_if(shown->firms.begin(), shown->firms.end(), [](const FirmRecord& f) { return f.alive; }))
            : 0;
    draw_count(ui, {head.x, head.y + ui.px(6), third, head.h}, "Users", grouped(track->population().users));
    draw_count(ui, {head.x + third, head.y + ui.px(6), third, head.h}, "Developers", grouped(track->population().developers));
    draw_count(ui, {head.x + 2 * third, head.y + ui.px(6), third, head.h}, "Firms", shown ? grouped(alive) : "–");
    draw_presets_menu(ui, app, {corner.x, corner.y - ui.px(2), ui.px(24), ui.px(24)});
}

void open_wanted_preset(Ui& ui, App& app) {
    const std::optional<std::size_t> wanted = std::exchange(app.levers->wanted_preset, std::nullopt);
    if (!wanted) return;
    *ui.animating = true;
    if (*wanted >= shipped_presets().size()) {
        app.welcome->over = true;
    } else {
        const std::vector<std::string> mistakes = open_preset(app, shipped_presets()[*wanted]);
        app.levers->mistakes = mistakes;
    }
}

}  // namespace enclosure::viz
