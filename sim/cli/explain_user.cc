#include "sim/cli/explain_user.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

#include "sim/base/diagnostics.h"
#include "sim/cli/exit.h"
#include "sim/run/row_label.h"

namespace enclosure::cli {
namespace {

std::optional<std::size_t> whole(std::string_view text) {
    std::size_t value = 0;
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (text.empty() || error != std::errc{} || rest != text.data() + text.size()) return {};
    return value;
}

std::size_t cell_row(const std::string& name, const World& world) {
    std::vector<std::string> names;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        names.push_back(cell_name(world, c));
        if (names.back() == name) return c;
    }
    const std::optional<std::size_t> row = whole(name);
    if (row && *row < world.cells.size()) return *row;
    if (row) throw UsageError(fmt::format("--user {}: cells are numbered from 0 to {}", name, world.cells.size() - 1));
    throw UsageError(fmt::format("--user: there is no cell {}{}; a cell is SEGMENT/REGION/DOMAIN, such as {}", name,
                                 did_you_mean(name, names), names.front()));
}

std::string utility_text(double x) {
    // A model under notice is out of reach for those who do not use it.
    return x <= -1e8 ? "out" : fmt::format("{:.3f}", x + 0.0);
}

std::string model_name(const ModelOption& m) {
    return fmt::format("{} {}", m.maker.empty() ? "nobody's" : m.maker,
                       m.leaked ? "(leaked weights)"
                       : m.open ? "(weights)"
                                : "(interface)");
}

const ModelOption* model_in(const ChoiceExplanation& e, std::uint8_t slot) {
    const auto found = std::find_if(e.models.begin(), e.models.end(), [&](const ModelOption& m) { return m.slot == slot; });
    return found == e.models.end() ? nullptr : &*found;
}

// What a value of Users::choice says.
std::string choice_name(const ChoiceExplanation& e, std::uint8_t choice) {
    if (choice == choice_unaware) return "no model, of none of which he knows";
    if (choice == choice_none) return "no model";
    const ModelOption* m = model_in(e, choice);
    return m == nullptr ? "a model that has ended" : model_name(*m);
}

std::string_view turn_name(Turn turn) {
    switch (turn) {
        case Turn::out_of_reach:
            return "out_of_reach";
        case Turn::unaware:
            return "unaware";
        case Turn::hears:
            return "hears";
        case Turn::keeps:
            return "keeps";
        case Turn::reviews:
            return "reviews";
        case Turn::forced:
            return "forced";
    }
    return "";
}

std::string turn_sentence(const ChoiceExplanation& e) {
    const UserTurn& t = e.turn;
    const std::string chance = fmt::format("a probability of {:.4f} in a step, and his draw is {:.4f}", t.hazard, t.draw);
    const std::string had = fmt::format("He had {}", choice_name(e, e.before));
    switch (t.turn) {
        case Turn::out_of_reach:
            return "He knows of no model and never will: he lies above the ceiling of his segment. What follows is what he would see.";
        case Turn::unaware:
            return fmt::format("He knows of no model and hears of none in this step ({}). What follows is what he would see.", chance);
        case Turn::hears:
            return fmt::format("He hears of models in this step ({}) and takes {}.", chance, choice_name(e, e.drawn));
        case Turn::keeps: {
            const std::string keeps = e.before == e.after ? fmt::format("he keeps {}", choice_name(e, e.after))
                                                          : fmt::format("he is moved to its successor, {}", choice_name(e, e.after));
            return fmt::format("{} and does not reconsider in this step ({}): {}. Had he, the draws would have given him {}.", had, chance,
                               keeps, choice_name(e, e.drawn));
        }
        case Turn::reviews:
            return fmt::format("{}, reconsiders in this step ({}) and takes {}.", had, chance, choice_name(e, e.drawn));
        case Turn::forced:
            return fmt::format("{}, which left him without one; he chooses anew and takes {}.", had, choice_name(e, e.drawn));
    }
    return "";
}

// The alternative with the largest total beside the drawn one: a slot, or choice_none.
std::uint8_t runner_up(const ChoiceExplanation& e) {
    std::uint8_t next = choice_none;
    std::optional<double> best;
    if (e.drawn != choice_none) best = e.none_total();
    for (const ModelOption& m : e.models) {
        if (m.slot == e.drawn || (best && !(m.total() > *best))) continue;
        best = m.total();
        next = m.slot;
    }
    return next;
}

std::string because(const ChoiceExplanation& e) {
    const ModelOption* won = model_in(e, e.drawn);
    const double probability = won == nullptr ? e.none_probability : won->probability;
    const std::uint8_t next = runner_up(e);
    const ModelOption* second = next == e.drawn ? nullptr : model_in(e, next);
    std::string out = fmt::format("Who is like him takes {} with probability {:.3f}.", choice_name(e, e.drawn), probability);
    if (won != nullptr && second != nullptr) {
        std::vector<Reason> reasons;
        // Peers are peers, the cell's or his own.
        const auto cell = [](const ModelOption& m) {
            CellTerms terms = m.cell;
            terms.peers += sum_of(m.peers);
            return terms;
        };
        add_reasons(reasons, cell(*won), cell(*second));
        add_reasons(reasons, won->taste, second->taste);
        if (second->move.notice == 0 && won->move.notice == 0) add_reasons(reasons, won->move, second->move);
        if (e.keyed) reasons.push_back({"draws", won->draw - second->draw});
        const std::string text = reasons_text(std::move(reasons));
        if (!text.empty()) out += fmt::format("\nWhat speaks for it against {}, the next: {}.", model_name(*second), text);
    }
    if (!e.keyed) out += "\nOne number of his decides by these probabilities (adoption.draws); he draws for no model by itself.";
    if (e.chooser.switching > 0 && e.unbound != e.drawn) {
        out += fmt::format("\nIf switching cost nothing, the same draws would give him {}.", choice_name(e, e.unbound));
    }
    return out;
}

// The columns of the table: what is likely, what is in use, and what the sentences above it speak of.
std::vector<const ModelOption*> shown(const ChoiceExplanation& e) {
    constexpr std::size_t most = 5;
    std::vector<const ModelOption*> order;
    for (const ModelOption& m : e.models) order.push_back(&m);
    std::stable_sort(order.begin(), order.end(),
                     [](const ModelOption* a, const ModelOption* b) { return a->probability > b->probability; });
    std::vector<const ModelOption*> kept;
    for (const ModelOption* m : order) {
        const bool named = m->slot == e.drawn || m->slot == runner_up(e) || m->slot == e.unbound;  // what the sentences speak of
        if (kept.size() < most || m->in_use || named) kept.push_back(m);
    }
    return kept;
}

std::string models_table(const ChoiceExplanation& e) {
    const std::vector<const ModelOption*> models = shown(e);
    std::vector<std::string> heads;
    for (const ModelOption* m : models) heads.push_back(model_name(*m) + (m->slot == e.drawn ? " *" : ""));
    heads.push_back(e.drawn == choice_none ? "no model *" : "no model");
    TermTable table(heads);
    const auto cells = [&](auto value, double none) {
        std::vector<std::string> out;
        for (const ModelOption* m : models) out.push_back(utility_text(value(*m)));
        out.push_back(utility_text(none));
        return out;
    };
    const std::size_t n = models.size();
    table.heading("Utility to all of his cell");
    add_terms(
        table, n, [&](std::size_t k) { return models[k]->cell; }, utility_text);
    table.heading("To him");
    add_terms(
        table, n, [&](std::size_t k) { return models[k]->peers; }, utility_text);
    add_terms(
        table, n, [&](std::size_t k) { return models[k]->taste; }, utility_text);
    add_terms(
        table, n, [&](std::size_t k) { return models[k]->move; }, utility_text);
    for_each_term(e.none, [&](const auto& term, double value) {
        std::vector<std::string> row(n);
        row.push_back(utility_text(value));
        if (value != 0) table.row(spaced(term.name), std::move(row));
    });
    table.row("= utility", cells([](const ModelOption& m) { return m.utility(); }, sum_of(e.none)));
    table.row("probability", cells([](const ModelOption& m) { return m.probability; }, e.none_probability));
    if (e.keyed) {
        table.row("draw", cells([](const ModelOption& m) { return m.draw; }, e.none_gumbel));
        table.row("= total", cells([](const ModelOption& m) { return m.total(); }, e.none_total()));
    }
    std::string out = table.text();
    if (n < e.models.size()) out += fmt::format("  and {} less likely models\n", e.models.size() - n);
    return out;
}

std::string nests_text(const ChoiceExplanation& e) {
    std::string out = fmt::format("Nests (lambda {:g}): ", e.nest_scale);
    for (std::size_t k = 0; k < 2; ++k) {
        const NestOption& nest = e.nests[k];
        const std::string draw = e.keyed ? fmt::format(", draw ln S {:.3f}", nest.log_stable) : "";
        out +=
            fmt::format("{} value {:.3f}, probability {:.3f}{}; ", k == 0 ? "interfaces" : "weights", nest.value, nest.probability, draw);
    }
    return out + fmt::format("no model {:.3f}, probability {:.3f}.", sum_of(e.none), e.none_probability);
}

std::string model_json(const ModelOption& m, const ChoiceExplanation& e) {
    const auto drawn = [&](float x) { return e.keyed ? json_number(x) : std::string("null"); };
    return fmt::format(
        "    {{\"slot\": {}, \"serial\": \"{:016x}\", \"maker\": {}, \"open\": {}, \"leaked\": {}, \"in_use\": {}, \"drawn\": {}, "
        "\"price\": {}, "
        "\"score\": {},\n     \"cell_terms\": {{{}}},\n     \"peer_terms\": {{{}}},\n     \"taste_terms\": {{{}}},\n     \"move_terms\": "
        "{{{}}},\n     \"utility\": {}, \"probability\": {}, \"gumbel\": {}, \"draw\": {}, \"total\": {}}}",
        m.slot, m.serial, m.maker.empty() ? "null" : json_string(m.maker), m.open, m.leaked, m.in_use, m.slot == e.drawn,
        json_number(m.price), json_number(m.score), terms_json(m.cell), terms_json(m.peers), terms_json(m.taste), terms_json(m.move),
        json_number(m.utility()), json_number(m.probability), drawn(m.gumbel), drawn(m.draw), drawn(m.total()));
}

std::string nest_json(std::string_view name, const NestOption& nest) {
    return fmt::format("{{\"nest\": {}, \"value\": {}, \"probability\": {}, \"log_stable\": {}}}", json_string(name),
                       json_number(nest.value), json_number(nest.probability), json_number(nest.log_stable));
}

// A value of Users::choice: a slot, "none" or "unaware".
std::string choice_json(std::uint8_t choice) {
    return choice == choice_none ? "\"none\"" : choice == choice_unaware ? "\"unaware\"" : fmt::format("{}", choice);
}

}  // namespace

std::size_t user_row(const std::string& name, const World& world) {
    const std::size_t colon = name.rfind(':');
    if (colon != std::string::npos) {
        const std::size_t cell = cell_row(name.substr(0, colon), world);
        const std::optional<std::size_t> index = whole(std::string_view(name).substr(colon + 1));
        const std::size_t members = world.cells.users(cell);
        if (!index || *index >= members) {
            throw UsageError(fmt::format("--user {}: users of {} are numbered from 0 to {}", name, cell_name(world, cell), members - 1));
        }
        return world.cells.begin[cell] + *index;
    }
    const std::optional<std::size_t> row = whole(name);
    if (!row || *row >= world.users.size()) {
        throw UsageError(fmt::format("--user {}: users are numbered from 0 to {}; or CELL:INDEX, such as {}:0", name,
                                     world.users.size() - 1, cell_name(world, 0)));
    }
    return *row;
}

std::string user_text(const ExplainedRun& run, const ChoiceExplanation& e, const World& world) {
    const Chooser& c = e.chooser;
    return fmt::format(
        "User {}, number {} of {}, in the step of {}\n{}\n\n{}\n{}\n\n"
        "He is {}; price weight {:.3f}, data sensitivity {:.2f}, need to adapt {:.2f}, need for security {:.2f}, cost of switching "
        "{:.3f}.\n{}"
        "\n\n{}",
        e.user, e.index_in_cell, cell_name(world, e.cell), run.date, run_sentence(run), turn_sentence(e), because(e),
        e.turn.technical ? "technical" : "not technical", c.price_weight, c.data_sensitivity, c.customisation, c.security, c.switching,
        nests_text(e), models_table(e));
}

std::string user_json(const ExplainedRun& run, const ChoiceExplanation& e, const World& world) {
    const Chooser& c = e.chooser;
    std::string models;
    for (const ModelOption& m : e.models) models += (models.empty() ? "\n" : ",\n") + model_json(m, e);
    return fmt::format(
        "{{\n{}  \"user\": {},\n  \"cell\": {},\n  \"index\": {},\n  \"technical\": {},\n  \"price_weight\": {},\n  \"data_sensitivity\": "
        "{},\n"
        "  \"customisation\": {},\n  \"security\": {},\n  \"switching_cost\": {},\n  \"turn\": {},\n  \"hazard\": {},\n  \"hazard_draw\": "
        "{},\n"
        "  \"before\": {},\n  \"drawn\": {},\n  \"unbound\": {},\n  \"after\": {},\n  \"nest_scale\": {},\n"
        "  \"none\": {{\"terms\": {{{}}}, \"utility\": {}, \"probability\": {}, \"draw\": {}, \"total\": {}}},\n"
        "  \"nests\": [{}, {}],\n  \"models\": [{}\n  ]\n}}\n",
        run_members(run), e.user, json_string(cell_name(world, e.cell)), e.index_in_cell, e.turn.technical, json_number(c.price_weight),
        json_number(c.data_sensitivity), json_number(c.customisation), json_number(c.security), json_number(c.switching),
        json_string(turn_name(e.turn.turn)), json_number(e.turn.hazard), json_number(e.turn.draw), choice_json(e.before),
        choice_json(e.drawn), choice_json(e.unbound), choice_json(e.after), json_number(e.nest_scale), terms_json(e.none),
        json_number(sum_of(e.none)), json_number(e.none_probability), e.keyed ? json_number(e.none_gumbel) : "null",
        e.keyed ? json_number(e.none_total()) : "null", nest_json("closed", e.nests[0]), nest_json("open", e.nests[1]), models);
}

}  // namespace enclosure::cli
