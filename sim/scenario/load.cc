#include "sim/scenario/load.h"

#include <optional>
#include <utility>

#include "sim/scenario/checks.h"
#include "sim/scenario/extends.h"
#include "sim/scenario/file_kind.h"
#include "sim/scenario/leaves.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/read.h"
#include "sim/scenario/set.h"
#include "sim/scenario/shape.h"
#include "sim/scenario/toml_text.h"
#include "sim/scenario/write.h"

namespace enclosure {

namespace {

// Reads a policy file and appends it as a row of `policy`.
void append_policy(Node& root, const std::filesystem::path& file, Report& report) {
    const std::string name = file.string();
    std::string why;
    const std::filesystem::path resolved = resolve_file(file, why);
    if (!why.empty()) return report.add({name}, why);
    std::optional<Node> row = parse_toml_file(resolved, name, {name}, report);
    if (!row || !check_schema_version(*row, name, report)) return;
    if (const std::string other = no_policy(*row); !other.empty()) return report.add({name, 1, 1}, other);
    check_rows(*row, "", report);
    row->erase("schema_version");
    if (Node* event = row->find("event"); event && event->kind != Kind::array) {
        report.add(event->place, "event must be an array of tables [[event]], not " + std::string(name_of(event->kind)));
        // A single table is read as the array's one row, so that its mistakes are said too.
        Node rows = make_node(Kind::array, event->place);
        if (event->kind == Kind::table) rows.items.push_back(std::move(*event));
        *event = std::move(rows);
    }
    Node* policies = root.find("policy");
    if (!policies) policies = &root.set("policy", make_node(Kind::array, row->place));
    if (policies->kind != Kind::array) return;  // reported when the tree is read
    const std::string_view id = id_of(*row);
    for (const Node& other : policies->items) {
        if (!id.empty() && id_of(other) == id) {
            return report.add(row->find("id")->place, "there is a policy " + std::string(id) + " already, from " + to_string(other.place));
        }
    }
    policies->items.push_back(std::move(*row));
}

// Whether the override's policy is there; true if it sets something else than a value of a policy.
bool has_its_policy(const Node& root, const Override& override) {
    constexpr std::string_view table = "policy.";
    if (!override.path.starts_with(table)) return true;
    const Node* policies = root.find("policy");
    const std::string id = override.path.substr(table.size(), override.path.find('.', table.size()) - table.size());
    return policies && find_item(*policies, id) < policies->items.size();
}

std::vector<Origin> origins_of(const Scenario& scenario, const Places& places) {
    std::vector<Origin> origins;
    visit_leaves(scenario, [&](const std::string& path, const auto& value, const Facts&) {
        const Place* place = places.find(path);
        std::string text = toml_text(value);
        if (!text.empty()) origins.push_back({path, std::move(text), place ? *place : Place{"default"}});
    });
    return origins;
}

LoadedScenario finish(std::optional<Extended> extended, std::span<const Override> overrides,
                      std::span<const std::filesystem::path> policies, Report& report) {
    if (!extended) report.throw_if_any();
    if (is_study(extended->root)) {
        for (const std::string_view key : study_only_keys) {
            const Node* node = extended->root.find(key);
            if (node)
                report.add(node->place, "this is a study, not a scenario: it has " + std::string(key) + "; run it by enclosure study run");
            extended->root.erase(key);
        }
    }
    return load_scenario_tree(std::move(*extended), overrides, policies, report);
}

}  // namespace

LoadedScenario load_scenario_tree(Extended extended, std::span<const Override> overrides, std::span<const std::filesystem::path> policies,
                                  Report& report) {
    Node& root = extended.root;
    for (const std::filesystem::path& policy : policies) append_policy(root, policy, report);
    LoadedScenario loaded;
    for (const Override& override : overrides) {
        loaded.applied.push_back(!override.of_some || has_its_policy(root, override));
        if (loaded.applied.back()) set_value(root, override, report);
    }
    Places& places = loaded.places;
    read_scenario(root, loaded.scenario, places, report);
    // What refers to a file that could not be read would be reported as missing too, so the checks wait.
    if (extended.whole) check_scenario(loaded.scenario, places, report);
    report.throw_if_any();
    loaded.origins = origins_of(loaded.scenario, places);
    loaded.warnings = doubtful_events(loaded.scenario, places);
    loaded.resolved_toml = write_toml(loaded.scenario);
    return loaded;
}

LoadedScenario load_scenario(const std::filesystem::path& file, std::span<const Override> overrides,
                             std::span<const std::filesystem::path> policies) {
    Report report;
    return finish(read_extended(file, report), overrides, policies, report);
}

LoadedScenario load_scenario_text(std::string_view text, const std::filesystem::path& name, std::span<const Override> overrides,
                                  std::span<const std::filesystem::path> policies) {
    Report report;
    return finish(read_extended_text(text, name, report), overrides, policies, report);
}

Scenario read_resolved(std::string_view text, const std::filesystem::path& name) {
    Report report;
    const std::optional<Extended> extended = read_extended_text(text, name, report);
    Scenario scenario;
    Places places;
    if (extended) read_scenario(extended->root, scenario, places, report);
    report.throw_if_any();
    return scenario;
}

Override parse_override(std::string_view argument) {
    const std::size_t equals = argument.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        throw ScenarioError(
            {{{set_place}, '"' + std::string(argument) + "\" sets nothing; write it as path=value, such as time.step=0.1"}});
    }
    return {std::string(argument.substr(0, equals)), std::string(argument.substr(equals + 1))};
}

bool is_policy_file(const std::filesystem::path& file) {
    Report report;
    std::string why;
    const std::filesystem::path resolved = resolve_file(file, why);
    if (!why.empty()) report.add({file.string()}, why);
    std::optional<Node> root;
    if (report.empty()) root = parse_toml_file(resolved, file.string(), {file.string()}, report);
    report.throw_if_any();
    return file_kind(*root) != FileKind::scenario;
}

}  // namespace enclosure
