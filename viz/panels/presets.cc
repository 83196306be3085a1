#include "viz/panels/presets.h"

#include <algorithm>
#include <array>
#include <optional>
#include <system_error>

#include "sim/scenario/node.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/shipped.h"
#include "viz/panels/levers.h"
#include "viz/panels/welcome.h"
#include "viz/studies/open_result.h"

namespace enclosure::viz {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 7> preset_keys{"id", "title", "question", "scenario", "policies", "settings", "fork"};

std::string text_of(const Node& table, std::string_view key, std::string otherwise, Report& report) {
    const Node* node = table.find(key);
    if (!node) return otherwise;
    if (node->kind != Kind::text) report.add(node->place, std::string(key) + " must be a string, not " + std::string(name_of(node->kind)));
    return node->text;
}

std::vector<std::string> texts_of(const Node& table, std::string_view key, Report& report) {
    std::vector<std::string> texts;
    const Node* node = table.find(key);
    if (!node) return texts;
    if (node->kind != Kind::array)
        report.add(node->place, std::string(key) + " must be an array of strings, not " + std::string(name_of(node->kind)));
    for (const Node& item : node->items) {
        if (item.kind != Kind::text) report.add(item.place, std::string(key) + " must hold strings");
        texts.push_back(item.text);
    }
    return texts;
}

ViewerPreset preset_of(const Node& table, Report& report) {
    ViewerPreset preset;
    std::vector<std::string> known(preset_keys.begin(), preset_keys.end());
    for (const Member& member : table.members) {
        if (std::find(known.begin(), known.end(), member.key) == known.end())
            report.add(member.node.place, "unknown key " + member.key + did_you_mean(member.key, known));
    }
    preset.id = text_of(table, "id", "", report);
    preset.title = text_of(table, "title", "", report);
    preset.question = text_of(table, "question", "", report);
    preset.scenario = text_of(table, "scenario", preset.scenario, report);
    if (preset.id.empty() || preset.title.empty() || preset.question.empty())
        report.add(table.place, "a preset needs an id, a title and a question");
    preset.policies = texts_of(table, "policies", report);
    const Node* policies = table.find("policies");
    for (const std::string& word : preset.policies) {
        if (!shipped_policy(word))
            report.add(policies->place, "there is no shipped policy or shock " + word + did_you_mean(word, shipped_policies()));
    }
    const Node* settings = table.find("settings");
    for (const std::string& setting : texts_of(table, "settings", report)) {
        try {
            preset.settings.push_back(parse_override(setting));
        } catch (const ScenarioError& error) {
            report.add(settings->place, error.diagnostics.front().what);
        }
    }
    if (const Node* fork = table.find("fork")) {
        if (fork->kind != Kind::boolean) report.add(fork->place, "fork must be true or false");
        preset.fork = fork->boolean;
    }
    return preset;
}

std::vector<fs::path> policy_files(const std::vector<std::string>& words) {
    std::vector<fs::path> files;
    for (const std::string& word : words) files.push_back(shipped_policy(word).value_or(fs::path(word)));
    return files;
}

// What is kept of the scenario before, such as moves that were not applied, does not belong to the new one.
void begin_anew(App& app) {
    app.view.cursor.reset();
    app.view.zoom.reset();
    app.view.hovered.reset();
    app.view.pinned.reset();
    app.view.policy_from.reset();
    LeversState& levers = *app.levers;
    levers.moves = {};
    levers.world = WorldId::a;
    levers.region = 0;
    levers.mistakes.clear();
    for (RulesInForce& rules : levers.rules) {
        rules.set_regions({});
        rules.forget();
    }
}

void begin_watching(App& app, const OpenedAs& opened) {
    begin_anew(app);
    if (const std::shared_ptr<const Track> track = app.session.track()) app.levers->watch.begin(opened, track->loaded());
}

std::vector<std::string> open_and_watch(App& app, const OpenedAs& wanted) {
    try {
        app.session.open(wanted.scenario, wanted.settings, wanted.policies);
    } catch (const ScenarioError& error) {
        if (std::string other = other_than_scenario(wanted.scenario); !other.empty()) return {std::move(other)};
        // While nothing is open it is opened as soon as it is mended.
        if (!app.session.track()) {
            app.levers->watch.begin_unopened(wanted, error);
            if (!wanted.scenario.string().starts_with("lib:")) app.welcome->path = wanted.scenario.string();
        }
        return lines_of(error);
    }
    app.view.view = View::live;
    app.welcome->over = false;
    app.welcome->mistakes.clear();
    begin_watching(app, wanted);
    return {};
}

}  // namespace

fs::path presets_file() {
    return data_root() / "scenarios" / "viewer" / "presets.toml";
}

std::vector<ViewerPreset> read_presets(const fs::path& file) {
    Report report;
    const std::optional<Node> root = parse_toml_file(file, file.string(), {file.string()}, report);
    report.throw_if_any();
    std::vector<ViewerPreset> presets;
    const Node* rows = root->find("preset");
    if (!rows || rows->kind != Kind::array) {
        report.add({file.string(), 1, 1}, "a file of what-ifs holds tables [[preset]]");
    } else {
        for (const Node& row : rows->items) presets.push_back(preset_of(row, report));
    }
    report.throw_if_any();
    return presets;
}

std::vector<ShippedScenario> shipped_scenarios() {
    std::vector<ShippedScenario> all;
    const fs::path folder = data_root() / "scenarios";
    for (const std::string_view part : {"", "benchmarks", "theory"}) {
        std::error_code missing;
        for (const fs::directory_entry& entry : fs::directory_iterator(folder / part, missing)) {
            if (entry.path().extension() != ".toml") continue;
            Report report;
            const std::optional<Node> root = parse_toml_file(entry.path(), entry.path().string(), {}, report);
            if (!root) continue;
            const fs::path below = part.empty() ? entry.path().stem() : fs::path(part) / entry.path().stem();
            ShippedScenario scenario{"lib:" + below.generic_string(), text_of(*root, "title", below.generic_string(), report),
                                     text_of(*root, "question", "", report)};
            all.push_back(std::move(scenario));
        }
    }
    // The whole model first, then its parts.
    std::sort(all.begin(), all.end(), [](const ShippedScenario& a, const ShippedScenario& b) {
        const bool part_a = a.name.find('/') != std::string::npos;
        const bool part_b = b.name.find('/') != std::string::npos;
        return part_a != part_b ? part_b : a.name < b.name;
    });
    return all;
}

void watch_scenario(App& app, const OpenedAs& opened) {
    forget_reading(app);  // it would take the place of what was opened after it
    begin_watching(app, opened);
}

std::vector<std::string> open_scenario(App& app, const OpenedAs& wanted) {
    std::vector<std::string> mistakes = open_and_watch(app, wanted);
    if (mistakes.empty()) forget_reading(app);
    return mistakes;
}

bool look_at_files(App& app, double seconds) {
    LeversState& levers = *app.levers;
    levers.watch.look(seconds);
    if (!levers.watch.take_news()) return false;
    const std::shared_ptr<const Track> track = app.session.track();
    const bool at_start = !track || (track->size() == 1 && !app.session.status().forked);
    std::vector<std::string>& mistakes = track ? levers.mistakes : app.welcome->mistakes;
    if (!levers.watch.ready()) {
        if (!track) mistakes = levers.watch.mistakes();
    } else if (at_start) {
        mistakes = open_and_watch(app, OpenedAs(levers.watch.opened()));  // nobody asked for it: what is being read still comes
        if (mistakes.empty()) app.say(track ? "Read the changed file again" : "The file is mended, and open");
    }
    return true;
}

std::string other_than_scenario(const fs::path& file) {
    std::error_code unreadable;
    if (!fs::is_regular_file(file, unreadable)) return {};
    Report report;
    const std::optional<Node> root = parse_toml_file(file, file.string(), {}, report);
    if (!root) return {};
    if (root->find("session_version")) {
        return file.string() + ": this is the log of a session; `enclosure run --replay " + file.string() + "` makes it again";
    }
    if (root->find("factor") || root->find("design") || root->find("metric"))
        return file.string() + ": this is a study; run it by `enclosure study run " + file.string() + "`, then open its folder";
    return {};
}

std::vector<std::string> open_preset(App& app, const ViewerPreset& preset) {
    const std::vector<fs::path> policies = policy_files(preset.policies);
    OpenedAs opened{preset.scenario, preset.settings, {}};
    if (!preset.fork) opened.policies = policies;
    std::vector<std::string> mistakes = open_scenario(app, opened);
    if (!mistakes.empty() || !preset.fork) return mistakes;
    try {
        app.session.fork(0, {.policy_files = policies, .title = preset.title});
    } catch (const ScenarioError& error) {
        return lines_of(error);
    }
    app.view.view = View::compare;
    return {};
}

}  // namespace enclosure::viz
