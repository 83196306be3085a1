#include "viz/panels/facts.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/chart/number.h"
#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "viz/kit/widgets.h"
#include "viz/map/flows.h"

namespace enclosure::viz {
namespace {

std::size_t firm_indicator_row(std::string_view name) {
    const auto all = firm_indicators();
    return static_cast<std::size_t>(std::find_if(all.begin(), all.end(), [name](const MemberIndicator& i) { return i.name == name; }) -
                                    all.begin());
}

}  // namespace

float draw_facts(Ui& ui, Rect room, const std::vector<Fact>& facts) {
    const std::size_t columns = std::max<std::size_t>(1, static_cast<std::size_t>(room.w / ui.px(86)));
    const float width = std::floor(room.w / static_cast<float>(columns));
    const float height = ui.theme.line_height(Font::small) + ui.theme.line_height(Font::number) + ui.px(6);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Rect cell{room.x + static_cast<float>(i % columns) * width, room.y + static_cast<float>(i / columns) * height,
                        width - ui.px(6), height};
        const Font font = facts[i].number ? Font::number : Font::body;
        ui.text({cell.x, cell.y}, facts[i].label, Font::small, Tone::muted, cell.w, Align::left, true);
        ui.text({cell.x, cell.y + ui.theme.line_height(Font::small)}, facts[i].value, font, Tone::text, cell.w, Align::left, true);
        const bool cut = ui.canvas.width_of(facts[i].value, font) > cell.w;
        if (ui.hovers(cell) && (cut || !facts[i].doc.empty())) ui.tooltip(facts[i].label + ": " + facts[i].value, facts[i].doc);
    }
    return static_cast<float>((facts.size() + columns - 1) / columns) * height;
}

double firm_value(const StepRecord& record, std::size_t firm, std::string_view indicator) {
    const std::size_t row = firm_indicator_row(indicator);
    if (row >= record.firm_series.size() || firm >= record.firm_series[row].size()) return not_defined;
    return record.firm_series[row][firm];
}

Fact firm_fact(const StepRecord& record, std::size_t firm, std::string_view indicator, std::string label) {
    const std::size_t row = firm_indicator_row(indicator);
    if (row >= firm_indicators().size()) return {std::move(label), "–"};
    const MemberIndicator& facts = firm_indicators()[row];
    return {std::move(label), value_text(firm_value(record, firm, indicator), facts.unit), std::string(facts.doc)};
}

std::string value_text(double value, std::string_view unit) {
    if (!std::isfinite(value)) return "–";
    if (unit == "USD" || unit == "USD/yr") return number_text(value, money_form()) + (unit == "USD/yr" ? "/yr" : "");
    if (unit == "USD/Mtok") return number_text(value, {.prefix = "$", .suffix = "/Mtok", .digits = 2});
    if (unit == "point") return number_text(value, {.digits = 3, .most_decimals = 1});
    return number_text(value, {.suffix = unit == "1" ? "" : " " + std::string(unit)});
}

double share_change(const Track& track, std::size_t step, std::size_t firm) {
    const std::optional<std::size_t> then = year_before(track, step, false);
    if (!then) return not_defined;
    const StepRecord& before = track.record(*then);
    const StepRecord& now = track.record(step);
    const double share_before = firm < before.firms.size() ? before.firms[firm].seat_share : 0;
    return firm < now.firms.size() ? now.firms[firm].seat_share - share_before : not_defined;
}

std::string points_text(double change) {
    if (!std::isfinite(change)) return "–";
    const std::string text = number_text(change, {.factor = 100, .suffix = " pp", .digits = 3, .most_decimals = 1, .keep_zeros = true});
    return change > 0 ? "+" + text : text;
}

}  // namespace enclosure::viz
