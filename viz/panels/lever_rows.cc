#include "viz/panels/lever_rows.h"

#include <algorithm>
#include <cmath>

#include "analysis/chart/number.h"
#include "viz/panels/words.h"

namespace enclosure::viz {

namespace {

constexpr float row_pitch = 43;    // points, of a title and a slider
constexpr float ramp_pitch = 22;   // of the line with the ramp
constexpr float longest_ramp = 5;  // yr, the end of the usual range of Event::ramp

std::string range_words(const LeverRow& row, Range range) {
    return value_words(row, range.lo) + " to " + value_words(row, range.hi);
}

std::string row_tooltip(const LeverRow& row, const RulesInForce& rules) {
    std::string lines(row.doc);
    if (row.lever) lines += "\nMoves first: " + in_words(row.lever->moves) + (row.lever->direction > 0 ? ", upwards." : ", downwards.");
    const std::string unit = unit_words(row.unit);
    const double now = rules.now()[row.place];
    const double given = rules.given()[row.place];
    lines += "\nIn force " + value_words(row, now) + (unit.empty() ? "" : " " + unit) + "; as opened " + value_words(row, given);
    if (!row.lever && !same_value(given, row.initial)) lines += "; default " + value_words(row, row.initial);
    if (row.kind == RowValue::number || row.kind == RowValue::whole) lines += "; usual " + range_words(row, row.usual);
    lines += ".";
    if (!row.needs.empty()) lines += "\nWithout effect while " + std::string(row.needs) + " is off.";
    if (row.impulse) lines += "\nStrikes once, when it is applied.";
    if (!row.live) lines += "\nTakes effect on reset: it holds from the start of a run.";
    lines += "\nSource: " + std::string(row.source) + (row.lever ? "" : "\n" + row.path);
    return lines;
}

class RowList {
  public:
    RowList(Ui& ui, LeversState& state, Rect room, Rect window) : ui_(ui), state_(state), room_(room), window_(window), y_(room.y) {}

    float draw() {
        bool first_parameters = true;
        for (const LeverGroup& group : lever_groups()) {
            const bool first = first_parameters && !group.policies;
            if (!group.policies) first_parameters = false;
            if (group.policies == (state_.tab == 0)) draw_group(group, first);
        }
        if (y_ == room_.y)
            y_ +=
                ui_.paragraph({room_.x, y_ + ui_.px(8)}, "Nothing here matches the search.", Font::small, Tone::muted, room_.w) + ui_.px(8);
        return y_ - room_.y;
    }

  private:
    bool far_outside(Rect rect) const { return rect.bottom() < window_.y - window_.h || rect.y > window_.bottom() + window_.h; }

    void draw_group(const LeverGroup& group, bool first) {
        std::vector<const LeverRow*> rows;
        for (const LeverRow& row : group.rows) {
            if (row_matches(row, state_.search)) rows.push_back(&row);
        }
        if (rows.empty()) return;
        const bool open_at_first = group.policies || first;
        const bool open = !state_.search.empty() || open_at_first != state_.turned.contains(group.title);
        draw_heading(group, open);
        if (!open) return;
        for (const LeverRow* row : rows) draw_row(*row);
        y_ += ui_.px(6);
    }

    void draw_heading(const LeverGroup& group, bool open) {
        const Rect line{room_.x, y_, room_.w, ui_.px(30)};
        y_ += line.h;
        if (far_outside(line)) return;
        Rect inner = line;
        const Rect arrow = inner.take_left(ui_.px(20));
        const std::string name = "levers.group." + in_one_word(group.title);
        const bool by_key = icon_button(ui_, name, {arrow.x - ui_.px(3), arrow.y + ui_.px(5), ui_.px(20), ui_.px(20)},
                                        open ? Icon::down : Icon::play, open ? "Close this group" : "Open this group");
        const bool by_pointer = ui_.input.pressed && ui_.hovers(inner);
        if (by_key || by_pointer) {
            if (!state_.turned.erase(group.title)) state_.turned.insert(group.title);
            *ui_.animating = true;
        }
        const std::size_t changed = count_changed(state_.moved(), state_.in_force(), &group);
        const std::string count = changed > 0 ? std::to_string(changed) + " changed"
                                  : open      ? "as opened"
                                              : std::to_string(group.rows.size());
        const float middle = line.y + (line.h - ui_.theme.line_height(Font::body_bold)) / 2;
        const float count_width = ui_.canvas.width_of(count, Font::small);
        ui_.text({line.right(), middle}, count, Font::small, changed > 0 ? Tone::accent : Tone::faint, line.w, Align::right);
        ui_.text({inner.x, middle}, group.title, Font::body_bold, Tone::text, inner.w - count_width - ui_.px(8), Align::left, true);
    }

    void draw_row(const LeverRow& row) {
        const bool waits = state_.moved().contains(row.path);
        const bool ramps = waits && row.live && !row.impulse;
        const Rect line{room_.x, y_, room_.w, ui_.px(row_pitch + (ramps ? ramp_pitch : 0))};
        y_ += line.h;
        const std::string name = "lever." + row.path;
        if (far_outside(line)) {
            ui_.mark(name, {line.x, line.y + ui_.px(18), line.w, ui_.px(18)},
                     value_words(row, shown_value(state_.moved(), row, state_.in_force())));
            return;
        }
        draw_title(row, {line.x, line.y, line.w, ui_.px(18)}, waits);
        draw_value({line.x, line.y + ui_.px(19), line.w, ui_.px(18)}, row, name);
        if (ramps) draw_ramp({line.x, line.y + ui_.px(row_pitch - 3), line.w, ui_.px(18)}, row, name);
    }

    // Title, dot if changed, value with unit, and what takes it back.
    void draw_title(const LeverRow& row, Rect line, bool waits) {
        const RulesInForce& rules = state_.in_force();
        const double value = shown_value(state_.moved(), row, rules);
        const bool changed = is_changed(state_.moved(), row, rules);
        Rect titled = line;
        if (changed || waits) {
            const Rect dot = line.take_left(ui_.px(11));
            if (waits)
                ui_.canvas.ring({dot.x + ui_.px(3), line.middle().y}, ui_.px(3), ui_.colour(Tone::accent), ui_.px(1.5F));
            else
                ui_.canvas.disc({dot.x + ui_.px(3), line.middle().y}, ui_.px(3), ui_.colour(Tone::accent));
            const Rect back = line.take_right(ui_.px(16), ui_.px(4));
            titled.w = back.x - titled.x;
            const std::string tip = waits ? "Keep what is in force\nA double click on the slider takes it back to the value as opened."
                                          : "Take back to the value as opened";
            if (icon_button(ui_, "lever." + row.path + ".reset", {back.x, back.y + ui_.px(1), ui_.px(16), ui_.px(16)}, Icon::reset, tip)) {
                if (waits)
                    state_.moved().erase(row.path);
                else
                    reset_row(state_.moved(), row, rules);
                *ui_.animating = true;
            }
        }
        const std::string_view unit = unit_beside(row);
        if (!unit.empty()) {
            const float width = ui_.canvas.width_of(unit, Font::small);
            ui_.text({line.right(), line.y + (line.h - ui_.theme.line_height(Font::small)) / 2}, unit, Font::small, Tone::faint, line.w,
                     Align::right);
            line.w -= width + ui_.px(5);
        }
        const std::string words = value_words(row, value);
        const float width = ui_.canvas.width_of(words, Font::number_small);
        ui_.text({line.right(), line.y + (line.h - ui_.theme.line_height(Font::number_small)) / 2}, words, Font::number_small,
                 changed ? Tone::accent : Tone::text, line.w, Align::right);
        line.w -= width + ui_.px(8);
        if (!row.live) {
            constexpr std::string_view badge = "on reset";
            ui_.text({line.right(), line.y + (line.h - ui_.theme.line_height(Font::tiny)) / 2}, badge, Font::tiny, Tone::faint, line.w,
                     Align::right);
            line.w -= ui_.canvas.width_of(badge, Font::tiny) + ui_.px(6);
        }
        ui_.text({line.x, line.y + (line.h - ui_.theme.line_height(Font::small)) / 2}, row.title, Font::small,
                 row.live ? Tone::text : Tone::muted, line.w, Align::left, true);
        // Over the title alone: beside the slider it would cover the ramp below and what applies the move.
        if (ui_.hovers(titled)) ui_.tooltip(row.title, row_tooltip(row, rules));
    }

    void draw_value(Rect place, const LeverRow& row, const std::string& name) {
        const RulesInForce& rules = state_.in_force();
        double value = shown_value(state_.moved(), row, rules);
        const double given = rules.given()[row.place];
        bool moved = false;
        if (row.kind == RowValue::truth) {
            bool on = value != 0;
            moved = checkbox(ui_, name, place, on ? "on" : "off", on);
            value = on ? 1 : 0;
        } else if (row.kind == RowValue::choice) {
            auto chosen = static_cast<std::size_t>(std::max(value, 0.0));
            moved = drop_down(ui_, name, place, row.choices, chosen);
            value = static_cast<double>(chosen);
        } else {
            const SliderRange range = slider_range(row, given, value);
            moved = slider(ui_, name, place, range, value, is_changed(state_.moved(), row, rules));
            if (moved && value != given) value = round_value(range, value);
        }
        if (moved) move_row(state_.moved(), row, value, rules);
    }

    void draw_ramp(Rect place, const LeverRow& row, const std::string& name) {
        const auto found = state_.moved().find(row.path);
        if (found == state_.moved().end()) return;  // it was moved back just now
        double ramp = found->second.ramp;
        place.take_left(ui_.px(11));
        const float text_y = place.y + (place.h - ui_.theme.line_height(Font::tiny)) / 2;
        const Rect label = place.take_left(ui_.px(42));
        ui_.text({label.x, text_y}, "ramp", Font::tiny, Tone::faint, label.w);
        const Rect number = place.take_right(ui_.px(46));
        ui_.text({number.right(), text_y}, ramp == 0 ? "at once" : number_text(ramp, {.digits = 2}) + " yr", Font::tiny, Tone::muted,
                 number.w, Align::right);
        if (ui_.hovers(place)) ui_.tooltip("Ramp", "Time from the date of the change to its full strength.");
        if (slider(ui_, name + ".ramp", place, {0, longest_ramp, false, false, 0.0}, ramp, ramp > 0)) {
            constexpr double grain = 12;  // months
            found->second.ramp = std::round(ramp * grain) / grain;
        }
    }

    Ui& ui_;
    LeversState& state_;
    Rect room_, window_;
    float y_;
};

}  // namespace

float draw_lever_list(Ui& ui, LeversState& state, Rect room, Rect window) {
    return RowList(ui, state, room, window).draw();
}

}  // namespace enclosure::viz
