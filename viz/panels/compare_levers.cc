// The left side of the compare view.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/chart/scale.h"
#include "viz/kit/widgets.h"
#include "viz/panels/compare.h"
#include "viz/panels/compare_parts.h"
#include "viz/panels/lever_table.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

constexpr std::array<std::string_view, 3> form_labels{"Overlay", "B \u2212 A", "Split"};
constexpr std::array<std::string_view, 3> runs_labels{"This seed", "Median", "80% band"};

// Where the row's value is on its slider, between 0 and 1.
double share_on(const SliderRange& range, double value) {
    const ScaleKind kind = range.logarithmic ? ScaleKind::log : ScaleKind::linear;
    const double at = place(make_scale(kind, {range.low, range.high}, 0, 1), value);
    return std::isnan(at) ? 0 : std::clamp(at, 0.0, 1.0);
}

// The range of the row that holds the values of both worlds.
SliderRange range_of_both(const LeverRow& row, double given, double a, double b) {
    SliderRange range = slider_range(row, given, a);
    const SliderRange other = slider_range(row, given, b);
    range.low = std::min(range.low, other.low);
    range.high = std::max(range.high, other.high);
    range.logarithmic = range.logarithmic && other.logarithmic;
    return range;
}

void explain_row(Ui& ui, const LeverRow& row, Rect rect) {
    if (ui.hovers(rect)) ui.tooltip(row.title, fmt::format("{}\nSource: {}", row.doc, row.source));
}

void draw_marker(Ui& ui, Place at, WorldId world) {
    const float radius = ui.px(8);
    ui.canvas.disc(at, radius, ui.colour(world == WorldId::a ? Tone::first_world : Tone::second_world));
    const float top = at.y - ui.theme.line_height(Font::tiny) / 2;
    ui.text({at.x, top}, world == WorldId::a ? "A" : "B", Font::tiny, Tone::on_accent, 2 * radius, Align::centre);
}

float draw_row_that_differs(Ui& ui, const LeverRow& row, double given, double a, double b, Rect room) {
    const float top = room.y;
    Rect head = room.take_top(ui.theme.line_height(Font::body), ui.px(8));
    ui.mark("compare.lever." + row.path, {room.x, top, room.w, ui.px(56)}, fmt::format("{} {}", value_words(row, a), value_words(row, b)));
    explain_row(ui, row, head);
    const std::string unit(unit_beside(row));
    const float unit_width = std::min(head.w / 2, std::ceil(ui.canvas.width_of(unit, Font::small)));
    if (unit_width > 0) label(ui, head.take_right(unit_width, ui.px(8)), unit, Font::small, Tone::faint, Align::right, true);
    label(ui, head, row.title, Font::body, Tone::text, Align::left, true);

    const SliderRange range = range_of_both(row, given, a, b);
    const Rect track = room.take_top(ui.px(16), ui.px(2)).inset(ui.px(8), 0);
    const float y = track.middle().y;
    const float at_a = track.x + track.w * static_cast<float>(share_on(range, a)),
                at_b = track.x + track.w * static_cast<float>(share_on(range, b));
    ui.canvas.fill({track.x, y - ui.px(2), track.w, ui.px(4)}, ui.colour(Tone::border), ui.px(2));
    ui.canvas.fill({std::min(at_a, at_b), y - ui.px(2), std::abs(at_a - at_b), ui.px(4)}, ui.colour(Tone::muted), ui.px(2));
    draw_marker(ui, {at_b, y}, WorldId::b);
    draw_marker(ui, {at_a, y}, WorldId::a);

    // Numbers below their markers, moved apart where they would touch.
    const Rect numbers = room.take_top(ui.theme.line_height(Font::number_small));
    const std::string text_a = value_words(row, a), text_b = value_words(row, b);
    const bool a_first = at_a <= at_b;
    const std::string& left_text = a_first ? text_a : text_b;
    const std::string& right_text = a_first ? text_b : text_a;
    const float left_width = ui.canvas.width_of(left_text, Font::number_small),
                right_width = ui.canvas.width_of(right_text, Font::number_small);
    float left = std::clamp(std::min(at_a, at_b) - left_width / 2, numbers.x,
                            std::max(numbers.x, numbers.right() - left_width - right_width - ui.px(10)));
    const float right =
        std::min(std::max(std::max(at_a, at_b) - right_width / 2, left + left_width + ui.px(10)), numbers.right() - right_width);
    left = std::max(numbers.x, std::min(left, right - ui.px(10) - left_width));
    ui.canvas.text({left, numbers.y}, left_text, Font::number_small, ui.colour(Tone::text));
    ui.canvas.text({right, numbers.y}, right_text, Font::number_small, ui.colour(Tone::text));
    return room.y - top;
}

float draw_row_that_is_equal(Ui& ui, const LeverRow& row, double value, Rect room) {
    Rect line = room.take_top(ui.theme.line_height(Font::body) + ui.px(6));
    explain_row(ui, row, line);
    const std::string unit(unit_beside(row));
    const std::string text = value_words(row, value) + (unit.empty() ? "" : " " + unit);
    const float width = std::min(line.w * 0.5F, std::ceil(ui.canvas.width_of(text, Font::number_small)) + 1);
    label(ui, line.take_right(width, ui.px(8)), text, Font::number_small, Tone::text, Align::right, true);
    label(ui, line, row.title, Font::body, Tone::muted, Align::left, true);
    return line.h;
}

float draw_section(Ui& ui, Rect& room, std::string_view title, std::string_view count) {
    Rect head = room.take_top(ui.theme.line_height(Font::body_bold), ui.px(10));
    label(ui, head, title, Font::body_bold, Tone::text);
    label(ui, head, count, Font::small, Tone::faint, Align::right);
    return head.h;
}

// What one world alone has from a later date on.
struct Scheduled {
    WorldId world = WorldId::b;
    std::optional<Date> from;  ///< nothing: on a condition
    std::string title;
};

void schedule_of(const RulesInForce& rules, const RulesInForce& other, WorldId world, std::vector<Scheduled>& all) {
    const auto add = [&](const std::vector<PolicyRow>& rows, const std::vector<PolicyRow>& of_other) {
        for (const PolicyRow& row : rows) {
            const bool in_both = std::any_of(of_other.begin(), of_other.end(), [&](const PolicyRow& o) { return o.id == row.id; });
            if (in_both) continue;
            std::optional<Date> from;
            bool conditional = false;
            for (const Event& event : row.event) {
                const std::optional<Date> begins = event.at ? event.at : event.from;
                if (begins && *begins > rules.date() && (!from || *begins < *from)) from = begins;
                if (!begins && !event.when.empty()) conditional = true;
            }
            if (from || conditional) all.push_back({world, from, row.title.empty() ? row.id : row.title});
        }
    };
    add(rules.scenario().policy, other.scenario().policy);
    add(rules.scenario().shock, other.scenario().shock);
}

void draw_scheduled(Ui& ui, const LookedAt& at, const CompareState& state, Rect& room) {
    std::vector<Scheduled> all;
    schedule_of(state.rules_a, state.rules_b, WorldId::a, all);
    schedule_of(state.rules_b, state.rules_a, WorldId::b, all);
    if (all.empty()) return;
    std::stable_sort(all.begin(), all.end(), [](const Scheduled& x, const Scheduled& y) { return x.from < y.from; });
    draw_section(ui, room, "Scheduled", fmt::format("{}", all.size()));
    std::string marked;
    const float top = room.y;
    for (const Scheduled& one : all) {
        const std::string when =
            one.from ? "From " + moment_title(at, at.axis.step_at(static_cast<double>(one.from->time_since_epoch().count())))
                     : std::string("On a condition");
        const std::string text = fmt::format("{} in {}: {}", when, one.world == WorldId::a ? "A" : "B", one.title);
        room.take_top(ui.paragraph({room.x, room.y}, text, Font::body, Tone::text, room.w), ui.px(6));
        marked += (marked.empty() ? "" : "; ") + text;
    }
    ui.mark("compare.scheduled", {room.x, top, room.w, room.y - top}, marked);
    room.take_top(ui.px(8));
}

// Parameters that a lever which differs acts on follow it and are not counted beside it.
std::vector<std::string_view> moved_by(const std::vector<const LeverRow*>& rows, const std::vector<double>& x,
                                       const std::vector<double>& y) {
    std::vector<std::string_view> targets;
    for (std::size_t i = 0; i < std::min({rows.size(), x.size(), y.size()}); ++i) {
        if (!rows[i]->lever || same_value(x[i], y[i])) continue;
        for (const LeverChange& change : rows[i]->lever->changes) targets.push_back(change.target);
    }
    return targets;
}

float draw_lever_lists(Ui& ui, const LookedAt& at, const CompareState& state, Rect room) {
    const float top = room.y;
    const std::vector<double>& given = state.rules_a.given();
    const std::vector<double>& a = state.rules_a.now();
    const std::vector<double>& b = state.rules_b.now();
    std::vector<std::size_t> differ, moved;
    const std::size_t count = std::min({lever_row_count(), a.size(), b.size(), given.size()});
    std::vector<const LeverRow*> rows;
    for (const LeverGroup& group : lever_groups()) {
        for (const LeverRow& row : group.rows) rows.push_back(&row);
    }
    const std::vector<std::string_view> following = moved_by(rows, a, b);
    std::size_t follow = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (!same_value(a[i], b[i])) {
            if (std::find(following.begin(), following.end(), rows[i]->path) == following.end()) {
                differ.push_back(i);
            } else {
                ++follow;
            }
        } else if (!same_value(a[i], given[i])) {
            moved.push_back(i);
        }
    }
    const std::size_t levers = count - follow;  // what a policy moves is none beside it
    draw_section(ui, room, "Levers that differ", fmt::format("{} of {}", differ.size(), levers));
    ui.mark("compare.levers.differ", {room.x, room.y, room.w, 1}, fmt::format("{}", differ.size()));
    if (differ.empty()) {
        const float height =
            ui.paragraph({room.x, room.y}, "None at the shown step. What is changed from now on is changed in B, beside A.", Font::body,
                         Tone::muted, room.w);
        room.take_top(height, ui.px(14));
    }
    for (const std::size_t i : differ) room.take_top(draw_row_that_differs(ui, *rows[i], given[i], a[i], b[i], room), ui.px(14));
    draw_scheduled(ui, at, state, room);
    ui.canvas.fill({room.x, room.y, room.w, 1}, ui.colour(Tone::border));
    room.take_top(ui.px(12));
    draw_section(ui, room, "Equal in both", fmt::format("{} of {}", levers - differ.size(), levers));
    for (const std::size_t i : moved) room.take_top(draw_row_that_is_equal(ui, *rows[i], a[i], room));
    const std::size_t rest = levers - differ.size() - moved.size();
    const std::string text = moved.empty() ? "All as the scenario has them." : fmt::format("{} more as the scenario has them.", rest);
    room.take_top(ui.paragraph({room.x, room.y}, text, Font::body, Tone::faint, room.w));
    return room.y - top;
}

void draw_world_head(Ui& ui, const App& app, Rect rect, WorldId world) {
    const Rect square = rect.take_left(ui.px(26), ui.px(12));
    draw_badge(ui, {square.x, square.y, square.w, square.w}, world);
    const std::string title = world_title(app, world);
    label(ui, rect.take_top(ui.theme.line_height(Font::title)), title, Font::title, Tone::text, Align::left, true);
    const std::string below = fmt::format("{}, seed {}", counted(app.session.changes(world).size(), "change"), app.session.seed());
    label(ui, rect.take_top(ui.theme.line_height(Font::small)), below, Font::small, Tone::muted, Align::left, true);
}

void draw_choices(Ui& ui, App& app, Rect room) {
    CompareState& state = *app.compare;
    ui.canvas.fill({room.x, room.y, room.w, 1}, ui.colour(Tone::border));
    room.take_top(ui.px(10));
    label(ui, room.take_top(ui.theme.line_height(Font::body_bold), ui.px(8)), "What the charts show", Font::body_bold, Tone::text);
    segmented(ui, "compare.form", room.take_top(ui.px(30), ui.px(8)), form_labels, state.form);
    const bool any = app.session.replicates().made > 1;
    segmented(ui, "compare.runs", room.take_top(ui.px(30), ui.px(6)), runs_labels, state.runs,
              "This seed, or the middle and the band from the 10th to the 90th percentile over replicates");
    if (state.runs > 0 && !any) {
        label(ui, room.take_top(ui.theme.line_height(Font::small)), "Run replicates to see this", Font::small, Tone::warning, Align::left,
              true);
    }
}

}  // namespace

void draw_compare_levers(Ui& ui, App& app, const LookedAt& at, Rect rect) {
    CompareState& state = *app.compare;
    state.rules_a.look(app.session, WorldId::a, at.shown);
    state.rules_b.look(app.session, WorldId::b, std::min(at.shown, at.b->size() - 1));
    Rect room = card(ui, rect);
    for (const WorldId world : {WorldId::a, WorldId::b}) draw_world_head(ui, app, room.take_top(ui.px(34), ui.px(10)), world);
    if (button(ui, "compare.join", room.take_top(ui.px(28), ui.px(10)), "Drop world B", ButtonLook::plain,
               "Back to one world: A goes on, B is forgotten")) {
        app.session.join();
        *ui.animating = true;
    }
    const Rect choices = room.take_bottom(ui.px(126), ui.px(10));
    scroll_area(ui, "compare.levers", room, [&](Rect rows) { return draw_lever_lists(ui, at, state, rows); });
    draw_choices(ui, app, choices);
}

}  // namespace enclosure::viz
