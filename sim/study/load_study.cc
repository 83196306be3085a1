#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <sstream>
#include <utility>

#include "sim/base/ascii.h"
#include "sim/base/hash.h"
#include "sim/policy/agenda.h"
#include "sim/scenario/checks.h"
#include "sim/scenario/extends.h"
#include "sim/scenario/file_kind.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/paths.h"
#include "sim/scenario/read_table.h"
#include "sim/scenario/shipped.h"
#include "sim/scenario/toml_text.h"
#include "sim/scenario/write.h"
#include "sim/study/build_points.h"
#include "sim/study/limits.h"
#include "sim/study/model_identity.h"
#include "sim/study/store/mapped_file.h"
#include "sim/study/study.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

constexpr const char* study_text = "study.toml";
constexpr const char* model_text = "model.txt";

std::string arm_text(const std::string& id) {
    return "arms/" + id + ".toml";
}

/// What a study file holds besides its scenario, still as a tree, and the texts of the tables that it names.
struct Parts {
    Node keys;
    std::map<std::string, std::string> files;
};

// The title and the question of a scenario that is extended are not those of the study.
void forget_titles_of_others(Node& root, const fs::path& file) {
    for (const char* key : {"title", "question"}) {
        const Node* node = root.find(key);
        if (node && node->place.file != file.string()) root.erase(key);
    }
}

// A slip in one of the keys of a study.
void take_near_keys(Node& root, Report& report) {
    const std::vector<std::string> keys(study_only_keys.begin(), study_only_keys.end());
    std::vector<std::string> wrong;
    for (const Member& member : root.members) {
        const std::string near = is_scenario_key(member.key) ? "" : did_you_mean(member.key, keys);
        if (near.empty()) continue;
        report.add(member.node.place, "unknown key " + member.key + near);
        wrong.push_back(member.key);
    }
    for (const std::string& key : wrong) root.erase(key);
}

// Moves the keys of a study out of the tree; [design] alone becomes a list of one.
Node take_study_keys(Node& root) {
    Node keys = make_node(Kind::table, root.place);
    for (const std::string_view key : study_only_keys) {
        if (Node* found = root.find(key)) keys.set(key, std::move(*found));
        root.erase(key);
    }
    if (Node* design = keys.find("design"); design && design->kind == Kind::table) {
        Node rows = make_node(Kind::array, design->place);
        rows.items.push_back(std::move(*design));
        *design = std::move(rows);
    }
    return keys;
}

// Names that stand in a file are relative to it.
fs::path beside(const Place& place, const std::string& name) {
    if (place.file.starts_with("lib:")) {
        std::string why;
        return resolve_file(place.file, why).parent_path() / name;
    }
    return fs::path(place.file).parent_path() / name;
}

std::vector<fs::path> policies_of(const Node& arm, Report& report) {
    std::vector<fs::path> files;
    const Node* policies = arm.find("policies");
    if (!policies || policies->kind != Kind::array) return files;
    for (const Node& item : policies->items) {
        if (item.kind != Kind::text) continue;
        if (const auto shipped = shipped_policy(item.text)) {
            files.push_back(*shipped);
        } else if (item.text.starts_with("lib:")) {
            files.emplace_back(item.text);
        } else if (is_file_name(item.text)) {
            files.push_back(beside(item.place, item.text));
        } else {
            report.add(item.place, toml_text(item.text) + " is no shipped policy or shock" + did_you_mean(item.text, shipped_policies()) +
                                       "; write a file as ./" + item.text + " or " + item.text + ".toml");
        }
    }
    return files;
}

// Tables of points become part of the study, under names of their own.
void take_tables(Parts& parts, Report& report) {
    Node* designs = parts.keys.find("design");
    if (!designs) return;
    for (Node& design : designs->items) {
        Node* file = design.find("file");
        if (!file || file->kind != Kind::text || file->text.empty()) continue;
        const fs::path from = beside(file->place, file->text);
        std::ifstream stream(from, std::ios::binary);
        std::ostringstream text;
        if (!stream || fs::is_directory(from)) {
            report.add(file->place, "cannot read " + from.string());
            continue;
        }
        text << stream.rdbuf();
        std::string name = "files/" + fs::path(file->text).filename().string();
        while (parts.files.contains(name) && parts.files[name] != text.str()) name.insert(name.find('/') + 1, "_");
        parts.files[name] = text.str();
        file->text = name;
    }
}

void check_row_ids(const StudyKeys& keys, const Places& places, Report& report) {
    const auto check = [&](const std::string& table, const auto& rows) {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::string& id = rows[i].id;
            if (id.empty()) continue;  // the reader has said that it is missing
            const Place place = places.nearest(table + '.' + id + ".id");
            const bool good = id.size() <= 64 && std::all_of(id.begin(), id.end(), is_id_character);
            if (!good) report.add(place, table + ".id = " + toml_text(id) + " is no id: letters, digits, _ and -, at most 64 of them");
            if (!seen.insert(id).second) report.add(place, table + " has two rows with the id " + id);
        }
    };
    check("arm", keys.arm);
    check("factor", keys.factor);
    check("metric", keys.metric);
    const auto reserve = [&](const std::string& table, const auto& rows, std::span<const std::string_view> names) {
        for (const auto& row : rows) {
            if (std::find(names.begin(), names.end(), row.id) == names.end()) continue;
            report.add(places.nearest(table + '.' + row.id + ".id"),
                       table + ".id = " + row.id + " has a meaning of its own in the merged file");
        }
    };
    // Names that stand beside them in /design and /metrics (sim/study/merge.cc).
    constexpr std::string_view of_points[]{"point", "block", "stream", "replicates"};
    constexpr std::string_view of_runs[]{"run"};
    reserve("factor", keys.factor, of_points);
    reserve("metric", keys.metric, of_runs);
}

// What two factors would both set would depend on their order.
void check_paths_apart(const StudyKeys& keys, const Places& places, Report& report) {
    for (const FactorRow& a : keys.factor) {
        for (const FactorRow& b : keys.factor) {
            const bool within = a.path == b.path || b.path.starts_with(a.path + '.');
            if (&a == &b || a.path.empty() || !within || (a.path == b.path && &a > &b)) continue;
            report.add(places.nearest("factor." + b.id + ".path"), "factor." + b.id + " sets what factor." + a.id + " sets: " + b.path);
        }
    }
}

// The scenario alone, without what names it and without its seed, which is each run's own.
std::string text_of_model(Scenario scenario) {
    scenario.id = "run";
    scenario.title.clear();
    scenario.question.clear();
    scenario.seed = 0;
    scenario.output = OutputChoice{};
    NetworkParams& network = scenario.parameters.network;
    std::string edges;
    if (network.kind == NetworkKind::edge_list && !network.file.empty()) {
        const MappedFile file(network.file);
        edges = fmt::format("\nedges {:016x}", hash_bytes(file.bytes().data(), file.bytes().size()));
    }
    network.file.clear();  // what it holds counts, not where it stands
    return write_toml(scenario) + edges;
}

std::string text_of_measures(const StudyMeasures& measures) {
    std::string text = fmt::format("stride {} doubles {}\n", measures.stride, measures.doubles);
    for (const StudyMetric& m : measures.metrics) text += describe(m, measures) + '\n';
    for (const std::size_t column : measures.series) text += metric_path(measures.columns[column]) + '\n';
    return text;
}

/// Puts a study together from its parts; `arms` in the order of the file.
class Assembly {
  public:
    Assembly(Parts parts, std::vector<std::optional<LoadedScenario>> arms, std::string model, Report& report)
        : parts_(std::move(parts)), arms_(std::move(arms)), model_(std::move(model)), report_(report) {}

    Study assemble() {
        Study study;
        Readout readout{places_, report_};
        read_table(parts_.keys, study.keys, "", readout);
        check_row_ids(study.keys, places_, report_);
        check_paths_apart(study.keys, places_, report_);
        check_rules(study.keys, places_, report_);
        if (study.keys.arm.empty()) study.keys.arm.push_back({.id = "baseline", .title = "Baseline", .policies = {}});
        const LoadedScenario base = first_arm();
        study.id = base.scenario.id;
        study.title = base.scenario.title.empty() ? study.id : base.scenario.title;
        study.question = base.scenario.question;
        study.seed = base.scenario.seed;
        study.measures = measures_of(study.keys, base.scenario, places_, report_);
        check_metrics_named(study, places_, report_);
        tie_factors(study, base);
        if (report_.empty()) {
            DesignPoints points = build_points(study.keys, study.factors, base.scenario, parts_.files, places_, report_, study.warnings);
            study.values = std::move(points.u);
            study.worlds = std::move(points.worlds);
            study.block = std::move(points.block);
        }
        if (study.keys.refine.levels > 0 && std::none_of(study.factors.begin(), study.factors.end(), can_be_halved)) {
            report_.add(places_.nearest("refine"), "refine: no factor has values between its levels");
        }
        report_.throw_if_any();
        take_arms(study);
        if (study.points() > 0) check_some_points(study);
        report_.throw_if_any();
        return study;
    }

  private:
    // The first arm that could be loaded, or, where there is none, the shipped baseline: so that the study's own mistakes are said all the
    // same.
    LoadedScenario first_arm() const {
        for (const auto& arm : arms_) {
            if (arm) return *arm;
        }
        return load_scenario("lib:baseline");
    }

    // The first arm that has what the factor sets; that all do is not asked, since a policy's own values are in its arms alone.
    void tie_factors(Study& study, const LoadedScenario& base) {
        for (const FactorRow& row : study.keys.factor) {
            const LoadedScenario* at = &base;
            for (const auto& arm : arms_) {
                if (arm && find_facts(arm->scenario, row.path) && !find_facts(at->scenario, row.path)) at = &*arm;
            }
            if (row.path.starts_with("time.") && !study.keys.records.series.empty()) {
                report_.add(places_.nearest("factor." + row.id),
                            "factor." + row.id + " changes the steps of a run, so no series can be kept");
                continue;
            }
            if (auto factor = tie_factor(row, at->scenario, places_, report_)) study.factors.push_back(std::move(*factor));
        }
    }

    void take_arms(Study& study) {
        const std::string measured = text_of_measures(study.measures);
        for (std::size_t k = 0; k < study.keys.arm.size(); ++k) {
            LoadedScenario& loaded = *arms_[k];
            const ArmRow& row = study.keys.arm[k];
            StudyArm arm;
            arm.id = row.id;
            arm.title = row.title.empty() ? row.id : row.title;
            study.texts[arm_text(arm.id)] = loaded.resolved_toml;
            arm.scenario = std::move(loaded.scenario);
            arm.places = std::move(loaded.places);
            arm.key = key_from(model_ + '\n' + measured + text_of_model(arm.scenario));
            for (const Factor& factor : study.factors) {
                arm.sets.push_back(can_set(factor, arm.scenario));
                arm.contradictable = arm.contradictable || (arm.sets.back() && can_contradict(factor));
            }
            const auto agenda = make_agenda(arm.scenario);
            for (const AgendaEvent* event : conditional_events(*agenda)) arm.events.push_back(event->path);
            arm.conditional = arm.events.size();
            study.warnings.insert(study.warnings.end(), loaded.warnings.begin(), loaded.warnings.end());
            study.arms.push_back(std::move(arm));
        }
        study.texts[model_text] = model_ + '\n';
        for (const auto& [name, text] : parts_.files) study.texts[name] = text;
        Node named = make_node(Kind::table, {});
        for (const Member& member : parts_.keys.members) named.set(member.key, member.node);
        study.texts[study_text] = toml_file(named);
    }

    // What a factor's values do to the whole is checked before each run, and a run that contradicts itself is a failure of its own. What is
    // wrong at the first, a middle and the last point is taken for a mistake of the study.
    void check_some_points(const Study& study) {
        for (const StudyArm& arm : study.arms) {
            std::string first;
            std::size_t wrong = 0;
            const std::set<std::size_t> points{0, study.points() / 2, study.points() - 1};
            for (const std::size_t p : points) {
                Scenario scenario = arm.scenario;
                std::string settings;
                for (std::size_t k = 0; k < study.factors.size(); ++k) {
                    if (!arm.sets[k] || std::isnan(study.point(p)[k])) continue;
                    set_factor(scenario, study.factors[k], study.point(p)[k]);
                    settings += " " + study.factors[k].id + " = " + value_text(study.factors[k], study.point(p)[k]);
                }
                Report found;
                check_scenario(scenario, arm.places, found);
                if (found.empty()) continue;
                if (wrong++ == 0) first = "arm " + arm.id + " at" + settings + ": " + first_of(found);
            }
            if (wrong == points.size()) report_.add(places_.nearest("factor"), first);
        }
    }

    static std::string first_of(const Report& report) {
        try {
            report.throw_if_any();
        } catch (const ScenarioError& error) {
            return error.diagnostics.front().what;
        }
        return {};
    }

    Parts parts_;
    std::vector<std::optional<LoadedScenario>> arms_;
    std::string model_;
    Report& report_;
    Places places_;
};

void keep_mistakes(const ScenarioError& error, Report& report) {
    for (const Diagnostic& d : error.diagnostics) report.add(d.place, d.what);
}

}  // namespace

Study load_study(const fs::path& file) {
    Report report;
    std::optional<Extended> extended = read_extended(file, report);
    if (!extended) report.throw_if_any();
    if (!is_study(extended->root)) {
        report.add({file.string(), 1, 1}, "this is a scenario, not a study: it has no [[metric]] and no [design]; run it by enclosure run");
        report.throw_if_any();
    }
    Parts parts{take_study_keys(extended->root), {}};
    forget_titles_of_others(extended->root, file);
    take_near_keys(extended->root, report);
    take_tables(parts, report);
    const Node* rows = parts.keys.find("arm");
    const std::vector<Node> none(1, make_node(Kind::table, {file.string()}));
    std::vector<std::optional<LoadedScenario>> arms;
    for (const Node& row : rows && rows->kind == Kind::array && !rows->items.empty() ? rows->items : none) {
        arms.emplace_back();
        const std::vector<fs::path> policies = policies_of(row, report);
        try {
            Report own;
            arms.back() = load_scenario_tree(*extended, {}, policies, own);
        } catch (const ScenarioError& error) {
            keep_mistakes(error, report);
        }
    }
    return Assembly(std::move(parts), std::move(arms), model_identity(), report).assemble();
}

Study study_of(const StudyTexts& texts, const fs::path& folder) {
    Report report;
    const auto text_named = [&](const std::string& name) -> const std::string& {
        const auto found = texts.find(name);
        if (found == texts.end()) {
            report.add({(folder / name).string()}, "this part of the study is missing");
            report.throw_if_any();
        }
        return found->second;
    };
    std::optional<Node> root = parse_toml(text_named(study_text), (folder / study_text).string(), report);
    if (!root) report.throw_if_any();
    Parts parts{std::move(*root), {}};
    for (const auto& [name, text] : texts) {
        if (name.starts_with("files/")) parts.files[name] = text;
    }
    std::vector<std::string> ids;
    if (const Node* rows = parts.keys.find("arm")) {
        for (const Node& row : rows->items) ids.emplace_back(id_of(row));
    }
    if (ids.empty()) ids.emplace_back("baseline");
    std::vector<std::optional<LoadedScenario>> arms;
    for (const std::string& id : ids) arms.emplace_back(load_scenario_text(text_named(arm_text(id)), folder / arm_text(id)));
    std::string model = text_named(model_text);
    model.erase(model.find_last_not_of('\n') + 1);
    return Assembly(std::move(parts), std::move(arms), std::move(model), report).assemble();
}

Study with_replicates(const Study& study, std::int64_t number) {
    Report report;
    std::optional<Node> root = parse_toml(study.texts.at(study_text), study_text, report);
    report.throw_if_any();
    Node* rule = root->find("replicates");
    if (!rule || rule->kind != Kind::table) rule = &root->set("replicates", make_node(Kind::table, {study_text}));
    Node count = make_node(Kind::integer, {study_text});
    count.integer = number;
    rule->set(rule->find("half_width") ? "most" : "number", std::move(count));
    StudyTexts texts = study.texts;
    texts[study_text] = toml_file(*root);
    return study_of(texts, "");
}

bool is_study_file(const fs::path& file) {
    Report report;
    std::string why;
    const fs::path resolved = resolve_file(file, why);
    if (!why.empty()) report.add({file.string()}, why);
    std::optional<Node> root;
    if (report.empty()) root = parse_toml_file(resolved, file.string(), {file.string()}, report);
    report.throw_if_any();
    return is_study(*root);
}

}  // namespace enclosure
