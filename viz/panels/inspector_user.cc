// The inspector of a user: who he is, what he has and since when, and what every model is worth to him, term by term.
#include <algorithm>
#include <string>
#include <vector>

#include "sim/run/explain_choice.h"
#include "sim/world/users.h"
#include "viz/kit/widgets.h"
#include "viz/map/flows.h"
#include "viz/map/map_marks.h"
#include "viz/panels/facts.h"
#include "viz/panels/inspector_parts.h"
#include "viz/panels/term_table.h"

namespace enclosure::viz {
namespace {

const ModelRecord* model_in(const StepRecord& record, std::uint8_t slot) {
    for (const ModelRecord& model : record.models) {
        if (model.slot == slot) return &model;
    }
    return nullptr;
}

std::string choice_text(const StepRecord& record, std::uint8_t choice) {
    if (choice == choice_unaware) return "does not know of any";
    if (choice == choice_none) return "none";
    const ModelRecord* model = model_in(record, choice);
    return model ? model->label : "–";
}

// The first of the kept months in a row, up to the one that is shown, in which he had a model of the same firm.
std::string since_text(const Track& track, const StepRecord& record, std::size_t user, std::uint8_t choice) {
    const std::int32_t firm = firm_of_slot(record, choice);
    if (firm < -1) return "–";
    std::size_t first = record.step;
    for (std::size_t s = record.step; s-- > 0;) {
        const StepRecord& before = track.record(s);
        if (!before.agents || user >= before.agents->choice.size()) continue;
        if (firm_of_slot(before, before.agents->choice[user]) != firm) break;
        first = s;
    }
    return to_string(track.record(first).date).substr(0, 7);
}

std::string turn_text(const ChoiceExplanation& why) {
    switch (why.turn.turn) {
        case Turn::out_of_reach:
            return "Never hears of models: out of reach.";
        case Turn::unaware:
            return "Heard of no model in this step.";
        case Turn::hears:
            return "Heard of models in this step and chose.";
        case Turn::keeps:
            return "Did not reconsider in this step.";
        case Turn::reviews:
            return "Reconsidered in this step.";
        case Turn::forced:
            return "His model ended in this step: he chose anew.";
    }
    return {};
}

std::string option_title(const StepRecord& record, const ModelOption& option) {
    const ModelRecord* model = model_in(record, option.slot);
    if (model != nullptr && model->serial == option.serial) return model->label;
    return option.maker.empty() ? "Orphan" : option.maker;
}

std::vector<TermColumn> columns_of(const StepRecord& record, const ChoiceExplanation& why) {
    std::vector<TermColumn> columns;
    for (const ModelOption& option : why.models) {
        TermColumn column{option_title(record, option),
                          option.in_use              ? "in use"
                          : option.slot == why.after ? "taken"
                                                     : "",
                          option.probability,
                          {}};
        add_terms(column, option.cell);
        add_terms(column, option.peers);
        add_terms(column, option.taste);
        add_terms(column, option.move);
        columns.push_back(std::move(column));
    }
    TermColumn none{"No model", why.after == choice_none ? "taken" : "", why.none_probability, {}};
    add_terms(none, why.none);
    columns.push_back(std::move(none));
    std::stable_sort(columns.begin(), columns.end(), [](const TermColumn& a, const TermColumn& b) {
        const bool a_first = a.note == "in use";
        const bool b_first = b.note == "in use";
        return a_first != b_first ? a_first : a.probability > b.probability;
    });
    return columns;
}

}  // namespace

float draw_user(Ui& ui, App& app, const Track& track, const StepRecord& record, std::size_t user, Rect room) {
    const float top = room.y;
    const Population& population = track.population();
    std::size_t cell = 0;
    while (cell + 2 < population.cell_begin.size() && population.cell_begin[cell + 1] <= user) ++cell;
    const std::shared_ptr<const AgentFrame> agents = app.view.cursor ? app.session.agents_at(record.step) : app.session.latest_agents();
    std::vector<Fact> facts{{"Segment", population.segments[population.segment[cell]], {}, false},
                            {"Region", population.regions[population.region[cell]], {}, false},
                            {"Domain", population.domains[population.domain[cell]], {}, false}};
    if (agents && user < agents->choice.size()) {
        const StepRecord& then = track.record(std::min(agents->step, track.size() - 1));
        const std::uint8_t choice = agents->choice[user];
        const std::int32_t firm = firm_of_slot(then, choice);
        facts.push_back({"Model", choice_text(then, choice), "What he uses.", false});
        facts.push_back({"Firm", firm >= 0 ? then.firms[static_cast<std::size_t>(firm)].label : "–", "Its maker.", false});
        facts.push_back({"Since", since_text(track, then, user, choice),
                         "First of the months kept in which he had a model of this maker without a break.", true});
    }
    room.take_top(draw_facts(ui, room, facts), ui.px(2));

    const auto why = app.session.explain_user(user);
    if (!why) {
        label(ui, room.take_top(ui.px(20)),
              track.size() < 2 ? "Choices can be explained after a step." : "Working out what models are worth to him …", Font::small,
              Tone::faint, Align::left, true);
        return room.y - top;
    }
    const std::size_t at = std::min<std::size_t>(why->step + 1, track.size() - 1);
    std::string title = turn_text(*why);
    if (app.view.cursor) title += " (" + to_string(track.record(at).date).substr(0, 7) + ")";
    label(ui, room.take_top(ui.px(20)), title, Font::small, Tone::muted, Align::left, true);
    room.take_top(draw_term_table(ui, room, columns_of(track.record(at), *why)));
    return room.y - top;
}

}  // namespace enclosure::viz
