// The inspector while nothing is pinned: all firms in the market, sorted as one likes.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "viz/kit/widgets.h"
#include "viz/map/map_marks.h"
#include "viz/panels/facts.h"
#include "viz/panels/inspector_parts.h"

namespace enclosure::viz {
namespace {

struct FirmColumn {
    std::string_view title;
    std::string_view tip;
    float width;  // points
};
constexpr std::array<FirmColumn, 6> firm_columns{{{"Firm", "Name", 0},
                                                  {"Share", "Share of all seats that use a model", 52},
                                                  {"12 mo", "Change of the share over 12 months, percentage points", 62},
                                                  {"Users", "User records that use one of its models", 62},
                                                  {"Price", "Price of its interface, US dollars per million tokens", 76},
                                                  {"Score", "Score of its best model, points", 50}}};

struct FirmRow {
    std::size_t firm = 0;
    std::array<double, 6> numbers{};
};

std::vector<FirmRow> rows_in(const Track& track, const StepRecord& record) {
    std::vector<FirmRow> rows;
    for (std::size_t f = 0; f < record.firms.size(); ++f) {
        const FirmRecord& firm = record.firms[f];
        if (!firm.alive && firm.users == 0) continue;
        rows.push_back({f,
                        {0, firm.seat_share, share_change(track, record.step, f), static_cast<double>(firm.users),
                         firm_value(record, f, "price"), firm_value(record, f, "capability")}});
    }
    return rows;
}

// What is not a number comes last, whichever way.
void sort_rows(std::vector<FirmRow>& rows, const StepRecord& record, std::size_t by, bool descending) {
    std::stable_sort(rows.begin(), rows.end(), [&](const FirmRow& a, const FirmRow& b) {
        if (by == 0)
            return descending ? record.firms[b.firm].label < record.firms[a.firm].label
                              : record.firms[a.firm].label < record.firms[b.firm].label;
        const double x = a.numbers[by];
        const double y = b.numbers[by];
        if (std::isnan(x) || std::isnan(y)) return !std::isnan(x) && std::isnan(y);
        return descending ? x > y : x < y;
    });
}

std::string cell_text(std::size_t column, double value) {
    switch (column) {
        case 1:
            return share_text(value);
        case 2:
            return points_text(value);
        case 3:
            return count_text(value);
        case 4:
            return value_text(value, "USD/Mtok");
        default:
            return value_text(value, "point");
    }
}

constexpr float sign_width = 20;  // of the ring before a name, with its gap

// Columns from the left as long as they fit beside the longest name: names that begin alike are told apart by their ends.
std::size_t columns_that_fit(const Ui& ui, const std::vector<FirmRow>& rows, const StepRecord& record, float width) {
    float used = ui.px(92);
    for (const FirmRow& row : rows)
        used = std::max(used, ui.px(sign_width) + std::ceil(ui.canvas.width_of(record.firms[row.firm].label, Font::body)) + ui.px(4));
    std::size_t count = 1;
    while (count < firm_columns.size() && used + ui.px(firm_columns[count].width) <= width) used += ui.px(firm_columns[count++].width);
    return count;
}

}  // namespace

void draw_firm_table(Ui& ui, App& app, InspectorState& state, const Track& track, const StepRecord& record, Rect room) {
    const float bar = ui.px(10);  // where the scroll bar stands
    std::vector<FirmRow> rows = rows_in(track, record);
    const std::size_t columns = columns_that_fit(ui, rows, record, room.w - bar);
    float numbers = 0;
    for (std::size_t c = 1; c < columns; ++c) numbers += ui.px(firm_columns[c].width);
    const auto cell = [&](const Rect& line, std::size_t c) {
        float x = line.x + line.w - bar - numbers;
        if (c == 0) return Rect{line.x, line.y, x - line.x, line.h};
        for (std::size_t k = 1; k < c; ++k) x += ui.px(firm_columns[k].width);
        return Rect{x, line.y, ui.px(firm_columns[c].width), line.h};
    };
    const Rect head = room.take_top(ui.px(20), ui.px(2));
    for (std::size_t c = 0; c < columns; ++c) {
        const Rect box = cell(head, c);
        const bool sorted = state.sorted_by == c;
        const std::string tip = std::string(firm_columns[c].tip) + "\nClick to sort by it.";
        if (button(ui, "inspector.sort." + std::to_string(c), box, "", ButtonLook::quiet, tip)) {
            state.descending = sorted ? !state.descending : c != 0;
            state.sorted_by = c;
        }
        const std::string title = std::string(firm_columns[c].title) + (sorted ? (state.descending ? " ↓" : " ↑") : "");
        label(ui, box.inset(ui.px(c == 0 ? 0 : 2), 0), title, Font::small, sorted ? Tone::text : Tone::muted,
              c == 0 ? Align::left : Align::right, true);
    }
    sort_rows(rows, record, state.sorted_by, state.descending);
    scroll_area(ui, "inspector.firms", room, [&](Rect body) {
        const float top = body.y;
        for (const FirmRow& row : rows) {
            const Rect line = body.take_top(ui.px(22));
            const FirmRecord& firm = record.firms[row.firm];
            const Subject subject{Subject::Kind::firm, row.firm};
            if (button(ui, "inspector.row." + std::to_string(row.firm), {line.x, line.y, line.w - bar, line.h}, "", ButtonLook::quiet))
                app.view.pinned = subject;
            if (app.view.hovered == subject) ui.canvas.fill({line.x, line.y, line.w - bar, line.h}, ui.colour(Tone::hovered), ui.px(5));
            Rect name = cell(line, 0);
            const Rect sign = name.take_left(ui.px(16), ui.px(4));
            draw_openness_ring(ui.canvas, ui.theme, {sign.x + ui.px(8), std::round(sign.middle().y)}, ui.px(5), firm.openness,
                               openness_colour(firm.openness, ui.theme));
            label(ui, name, firm.label, Font::body, Tone::text, Align::left, true);
            for (std::size_t c = 1; c < columns; ++c)
                label(ui, cell(line, c).inset(ui.px(2), 0), cell_text(c, row.numbers[c]), Font::number_small, Tone::text, Align::right,
                      true);
        }
        return body.y - top;
    });
}

}  // namespace enclosure::viz
