// What the pointer is on: its firm or user in words, and pinned by a click.
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>

#include "sim/world/users.h"
#include "viz/kit/ui_state.h"
#include "viz/kit/widgets.h"
#include "viz/map/map_marks.h"
#include "viz/map/map_parts.h"

namespace enclosure::viz {

namespace {

void firm_tooltip(Ui& ui, const WorldMap& map, const StepRecord& record, std::size_t bubble, Lens lens) {
    const MapFirm& firm = map.firms()[bubble];
    constexpr std::array kinds{"Closed", "Hybrid", "Open weights"};
    std::string lines = std::string(kinds[static_cast<std::size_t>(firm.openness)]);
    if (firm.row >= 0) lines += " · " + record.firms[static_cast<std::size_t>(firm.row)].strategy;
    lines +=
        "\n" + share_text(firm.share) + " of seats · " + count_text(firm.users) + " users · " + count_text(firm.developers) + " developers";
    if (facts_of(lens).number && lens != Lens::welfare)
        lines += "\n" + std::string(facts_of(lens).label) + " " + lens_text(lens, firm_number(lens, record, firm.row));
    if (map.flows()) {
        double net = 0;
        for (const NetFlow& flow : map.flows()->net) net += (flow.to == firm.row ? 1.0 : flow.from == firm.row ? -1.0 : 0.0) * flow.users;
        lines += "\nNet switching in 12 months: " +
                 std::string(net > 0   ? "+"
                             : net < 0 ? "\u2212"
                                       : "") +
                 count_text(std::abs(net)) + " users";
    }
    ui.tooltip(firm.label, lines + "\nClick to pin; click again for the user under the pointer");
}

std::size_t cell_of(const Population& population, std::size_t user) {
    const auto next = std::upper_bound(population.cell_begin.begin(), population.cell_begin.end(), user);
    return static_cast<std::size_t>(next - population.cell_begin.begin()) - 1;
}

void user_tooltip(Ui& ui, const Population& population, const StepRecord& record, const AgentFrame& agents, const WorldMap::Seen& seen,
                  std::string_view end) {
    const std::size_t cell = cell_of(population, seen.user);
    std::string lines = population.segments[population.segment[cell]] + " · " + population.regions[population.region[cell]] + " · " +
                        population.domains[population.domain[cell]];
    const std::uint8_t choice = agents.choice[seen.user];
    std::string model = choice == choice_unaware ? "does not know of any model" : "no model";
    for (const ModelRecord& m : record.models) {
        if (m.slot == choice) model = "uses " + m.label;
    }
    lines += "\n" + model;
    if (seen.others > 0) lines += "\n" + count_text(seen.others) + " more at this point";
    ui.tooltip(user_title(seen.user), lines + std::string(end));
}

}  // namespace

MapPointer map_pointer(Ui& ui, WorldMap& map, Rect room, WorldId world) {
    const std::string name = world == WorldId::a ? "map" : "map.b";
    ui.mark(name, room);
    for (std::size_t i = 0; i < map.firms().size(); ++i) {
        const Bubble& bubble = map.bubbles()[i];
        const Rect box{bubble.centre.x - bubble.radius, bubble.centre.y - bubble.radius, 2 * bubble.radius, 2 * bubble.radius};
        ui.mark(name + ".firm." + std::to_string(map.firms()[i].row), box, map.firms()[i].label);
    }
    const Grip held = grip(ui, name, room);
    if (!held.hovered) return {};
    return {true, held.released, map.bubble_at(ui.input.pointer, ui.px(6)), map.user_at(ui.input.pointer)};
}

void answer_map_pointer(Ui& ui, App& app, const WorldMap& map, const Track& track, const StepRecord& record, const AgentFrame* agents,
                        const MapPointer& pointed, std::optional<std::size_t> pinned_bubble) {
    std::optional<Subject> firm;
    if (pointed.bubble && map.firms()[*pointed.bubble].row >= 0)
        firm = Subject{Subject::Kind::firm, static_cast<std::size_t>(map.firms()[*pointed.bubble].row)};
    std::optional<Subject> user;
    if (pointed.user) user = Subject{Subject::Kind::user, pointed.user->user};
    const bool user_is_pinned = app.view.pinned && app.view.pinned->kind == Subject::Kind::user;
    const bool user_first = user && (!pointed.bubble || pointed.bubble == pinned_bubble || user_is_pinned || ui.input.double_click);
    const std::optional<Subject> meant = user_first || !firm ? user : firm;

    app.view.hovered = meant;
    if (user_first && agents != nullptr) {
        user_tooltip(ui, track.population(), track.record(agents->step), *agents, *pointed.user, "\nClick to pin");
    } else if (pointed.bubble) {
        firm_tooltip(ui, map, record, *pointed.bubble, app.view.lens);
    }
    if (pointed.clicked) app.view.pinned = meant;
}

}  // namespace enclosure::viz
