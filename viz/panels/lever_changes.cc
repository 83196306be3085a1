#include "viz/panels/lever_changes.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/policy/targets.h"
#include "sim/scenario/paths.h"
#include "sim/scenario/toml_text.h"

namespace enclosure::viz {

namespace {

constexpr std::int64_t highest_priority = 1000;  // legal range of Event::priority

std::int64_t last_word(const Scenario& scenario) {
    std::int64_t highest = 0;
    for (const auto* rows : {&scenario.policy, &scenario.shock}) {
        for (const PolicyRow& row : *rows) {
            for (const Event& event : row.event) highest = std::max(highest, event.priority);
        }
    }
    return std::min(highest + 1, highest_priority);
}

std::string free_policy_id(const Scenario& scenario, Date date) {
    const auto taken = [&](const std::string& id) {
        return std::any_of(scenario.policy.begin(), scenario.policy.end(), [&](const PolicyRow& row) { return row.id == id; });
    };
    const std::string wish = "levers_" + to_string(date);
    std::string id = wish;
    for (int n = 2; taken(id); ++n) id = wish + "_" + std::to_string(n);
    return id;
}

// The events of one change, as the text of a policy file.
class PolicyText {
  public:
    PolicyText(const RulesInForce& rules, std::string_view title)
        : begin_(to_string(rules.date())), priority_(last_word(rules.scenario())) {
        text_ = "schema_version = 1\nid = " + toml_text(free_policy_id(rules.scenario(), rules.date())) +
                "\ntitle = " + toml_text(std::string(title)) + "\n";
    }

    void move_lever(const Lever& lever, double strength, double ramp, const std::vector<std::string>& regions) {
        open(ramp);
        text_ += "lever = " + toml_text(std::string(lever.name)) + "\nstrength = " + toml_text(strength) + "\n";
        if (!regions.empty()) text_ += "regions = " + toml_text(regions) + "\n";
    }
    void set_target(const std::string& path, double value, double ramp) {
        open(ramp);
        text_ += "target = " + toml_text(path) + "\nop = \"set\"\nvalue = " + toml_text(value) + "\n";
    }
    const std::optional<std::string> text() const { return events_ == 0 ? std::nullopt : std::optional(text_); }

  private:
    void open(double ramp) {
        ++events_;
        text_ += "\n[[event]]\nfrom = " + begin_ + "\npriority = " + std::to_string(priority_) + "\n";
        if (ramp > 0) text_ += "ramp = " + toml_text(ramp) + "\n";
    }

    std::string begin_, text_;
    std::int64_t priority_ = 0;
    std::size_t events_ = 0;
};

bool acts_by_region(const Lever& lever) {
    return std::any_of(lever.changes.begin(), lever.changes.end(),
                       [](const LeverChange& c) { return starred_array(c.target) == "region"; });
}

void add_lever(PolicyText& policy, const LeverRow& row, const PendingMove& move, const RulesInForce& rules) {
    const Lever& lever = *row.lever;
    const std::vector<std::string> regions = acts_by_region(lever) ? rules.regions() : std::vector<std::string>{};
    if (row.impulse || rules.now()[row.place] == 0) return policy.move_lever(lever, move.value, row.impulse ? 0 : move.ramp, regions);
    Event event;
    event.lever = lever.name;
    event.regions = regions;
    for (const LeverChange& change : lever.changes) {
        for (const std::string& path : paths_of(rules.opened(), event, change.target)) {
            const double* unchanged = find_parameter(rules.opened(), path);
            const Facts* facts = find_facts(rules.opened(), path);
            if (!unchanged || !facts) continue;
            const double value = changed(*unchanged, change.op, change.value, move.value);
            policy.set_target(path, std::clamp(value, facts->legal.lo, facts->legal.hi), move.ramp);
        }
    }
}

std::string setting_text(const LeverRow& row, double value) {
    switch (row.kind) {
        case RowValue::truth:
            return value != 0 ? "true" : "false";
        case RowValue::choice:
            return row.choices[static_cast<std::size_t>(value)];
        case RowValue::whole:
            return toml_text(static_cast<std::int64_t>(value));
        case RowValue::number:
            break;
    }
    return toml_text(value);
}

template <class Visit>
void visit_moves(const PendingMoves& moves, Visit&& visit) {
    for (const auto& entry : moves) {
        if (const LeverRow* row = find_row(entry.first)) visit(*row, entry.second);
    }
}

}  // namespace

double shown_value(const PendingMoves& moves, const LeverRow& row, const RulesInForce& rules) {
    const auto found = moves.find(row.path);
    return found == moves.end() ? rules.now()[row.place] : found->second.value;
}

bool is_changed(const PendingMoves& moves, const LeverRow& row, const RulesInForce& rules) {
    return !same_value(shown_value(moves, row, rules), rules.given()[row.place]);
}

std::size_t count_changed(const PendingMoves& moves, const RulesInForce& rules, const LeverGroup* group) {
    std::vector<std::string_view> moved_by_levers;
    for (const LeverGroup& one : lever_groups()) {
        for (const LeverRow& row : one.rows) {
            if (!row.lever || !is_changed(moves, row, rules)) continue;
            for (const LeverChange& change : row.lever->changes) moved_by_levers.push_back(change.target);
        }
    }
    const auto counts = [&](const LeverRow& row) {
        const bool follows =
            !moves.contains(row.path) && std::find(moved_by_levers.begin(), moved_by_levers.end(), row.path) != moved_by_levers.end();
        return !follows && is_changed(moves, row, rules);
    };
    std::size_t count = 0;
    for (const LeverGroup& one : lever_groups()) {
        if (group && group != &one) continue;
        count += static_cast<std::size_t>(std::count_if(one.rows.begin(), one.rows.end(), counts));
    }
    return count;
}

void move_row(PendingMoves& moves, const LeverRow& row, double value, const RulesInForce& rules) {
    if (same_value(value, rules.now()[row.place])) {
        moves.erase(row.path);
        return;
    }
    moves[row.path].value = value;
}

void reset_row(PendingMoves& moves, const LeverRow& row, const RulesInForce& rules) {
    move_row(moves, row, rules.given()[row.place], rules);
}

void reset_rows(PendingMoves& moves, const RulesInForce& rules) {
    moves.clear();
    for (const LeverGroup& group : lever_groups()) {
        for (const LeverRow& row : group.rows) reset_row(moves, row, rules);
    }
}

RuleChange change_of(const PendingMoves& moves, const RulesInForce& rules) {
    RuleChange change;
    change.title = title_of(moves);
    PolicyText policy(rules, change.title);
    visit_moves(moves, [&](const LeverRow& row, const PendingMove& move) {
        if (!row.live) return;
        if (row.lever) return add_lever(policy, row, move, rules);
        if (move.ramp > 0 || rules.acted_on(row.path)) return policy.set_target(row.path, move.value, move.ramp);
        change.settings.push_back({row.path, setting_text(row, move.value)});
    });
    if (const auto text = policy.text()) change.policy_texts.push_back(*text);
    return change;
}

std::vector<Override> settings_of(const PendingMoves& moves) {
    std::vector<Override> settings;
    visit_moves(moves, [&](const LeverRow& row, const PendingMove& move) {
        if (!row.live) settings.push_back({row.path, setting_text(row, move.value)});
    });
    return settings;
}

std::string title_of(const PendingMoves& moves) {
    constexpr std::size_t named = 2;
    std::string title;
    std::size_t count = 0;
    visit_moves(moves, [&](const LeverRow& row, const PendingMove& move) {
        if (!row.live || ++count > named) return;
        if (!title.empty()) title += ", ";
        title += row.title + " " + value_words(row, move.value);
    });
    if (count > named) title += " and " + std::to_string(count - named) + " more";
    return title;
}

}  // namespace enclosure::viz
