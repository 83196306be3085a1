#include "viz/panels/plot_panel.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

constexpr std::size_t longest_name = 24;

std::string cut_name(const std::string& text) {
    if (text.size() <= longest_name) return text;
    std::size_t end = longest_name;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return text.substr(0, end) + "\u2026";
}

}  // namespace

std::optional<LookedAt> looked_at(const App& app) {
    LookedAt at;
    at.a = app.session.track(WorldId::a);
    if (!at.a || at.a->size() == 0) return {};
    at.b = app.session.track(WorldId::b);
    if (at.b && at.b->size() == 0) at.b.reset();
    at.axis = time_axis_of(*at.a);
    const std::size_t newest = at.a->size() - 1;
    at.shown = std::min(app.view.cursor.value_or(newest), newest);
    return at;
}

Extent shown_days(const App& app, const LookedAt& at) {
    if (app.view.zoom) return {at.axis.day_at(app.view.zoom->first), at.axis.day_at(app.view.zoom->last)};
    const double first = at.axis.days.front();
    const double newest = at.axis.day_at(static_cast<double>(at.a->size() - 1));
    return {first, std::max(newest, std::min(at.axis.days.back(), first + days_per_year))};
}

std::size_t end_step(const App& app, const LookedAt& at) {
    const auto newest = static_cast<double>(at.a->size() - 1);
    return static_cast<std::size_t>(std::clamp(std::floor(at.axis.step_at(shown_days(app, at).high) + 1e-6), 0.0, newest));
}

std::vector<PlotUpright> change_uprights(const Ui& ui, const App& app, const LookedAt& at, bool named) {
    std::vector<PlotUpright> uprights;
    const auto add = [&](double step, std::string text) {
        if (!uprights.empty() && uprights.back().x == at.axis.day_at(step)) return;
        uprights.push_back({at.axis.day_at(step), named ? std::move(text) : std::string{}, ui.colour(Tone::policy)});
    };
    for (const NotedChange& change : app.session.changes(WorldId::a)) add(static_cast<double>(change.step), cut_name(change.title));
    if (uprights.empty() && app.view.policy_from) add(*app.view.policy_from, "policy");
    // Many names would cover one another; the first says when somebody began to change something.
    for (std::size_t i = 1; i < uprights.size(); ++i) uprights[i].text.clear();
    return uprights;
}

PlotContext plot_context(const Ui& ui, const App& app, const LookedAt& at) {
    PlotContext context{ui.theme, at.axis, *at.a, at.b.get(), at.shown, {}, end_step(app, at), change_uprights(ui, app, at, false)};
    if (app.view.crosshair) context.crosshair = std::floor(*app.view.crosshair + 1e-6);
    return context;
}

void apply_pointer(App& app, const LookedAt& at, const PointerOnPlot& pointer) {
    if (pointer.day) app.view.crosshair = std::round(at.axis.step_at(*pointer.day));
    if (pointer.reset) app.view.zoom.reset();
    if (pointer.zoom) {
        const double first = at.axis.step_at(pointer.zoom->low), last = at.axis.step_at(pointer.zoom->high);
        if (last - first >= 1) app.view.zoom = Span{first, last};
    }
}

std::string moment_title(const LookedAt& at, double step) {
    return day_text(at.axis.day_at(step));
}

Stamp stamp_of(const App& app, const LookedAt& at) {
    Stamp stamp{app.session.name(), app.session.seed(), {}};
    stamp.state = fmt::format("{}, step {}", moment_title(at, static_cast<double>(at.shown)), at.shown);
    const std::size_t changes = app.session.changes(WorldId::a).size();
    if (changes > 0) stamp.state += fmt::format(", {} of rules", counted(changes, "change"));
    return stamp;
}

}  // namespace enclosure::viz
