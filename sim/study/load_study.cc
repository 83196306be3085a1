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
#include "sim/study/model_identity.h"
#include "sim/study/search/search_plan.h"
#include "sim/study/store/mapped_file.h"
#include "sim/study/study.h"
#include "sim/study/study_parts.h"
#include "sim/study/study_rules.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

constexpr const char* study_text = "study.toml";
constexpr const char* model_text = "model.txt";

std::string arm_text(const std::string& id) {
    return "arms/" + id + ".toml";
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

bool has_table(const StudyParts& parts, const char* name) {
    return parts.keys.find(name) != nullptr;
}

/// Puts a study together from its parts; `arms` in the order of the file.
class Assembly {
  public:
    Assembly(StudyParts parts, std::vector<std::optional<LoadedScenario>> arms, std::string model, Report& report)
        : parts_(std::move(parts)), arms_(std::move(arms)), model_(std::move(model)), report_(report) {}

    Study assemble() {
        Study study;
        if (Node* function = parts_.keys.find("function")) {
            function_node_ = *function;
            study.function = take_function(*function, report_);
            if (!study.function) report_.throw_if_any();
        }
        Readout readout{places_, report_};
        read_table(parts_.keys, study.keys, "", readout);
        check_row_ids(study.keys, places_, report_);
        if (study.function) complete_keys(study.keys, *study.function, places_, report_);
        check_paths_apart(study.keys, places_, report_);
        check_rules(study.keys, places_, report_);
        if (study.keys.arm.empty()) study.keys.arm.push_back({.id = "baseline", .title = "Baseline", .policies = {}});
        const LoadedScenario base = first_arm();
        study.id = base.scenario.id;
        study.title = base.scenario.title.empty() ? study.id : base.scenario.title;
        study.question = base.scenario.question;
        study.seed = base.scenario.seed;
        study.model = model_;
        study.measures = measures_of(study.keys, base.scenario, study.function, places_, report_);
        check_metrics_named(study, places_, report_);
        if (has_table(parts_, "sweep")) study.sweep = sweep_of(study.keys.sweep, base.scenario, places_, report_);
        check_sweep(study);
        tie_factors(study, base);
        if (report_.empty()) {
            DesignPoints points = build_points(study.keys, study.factors, base.scenario, parts_.files, places_, report_, study.warnings);
            study.values = std::move(points.u);
            study.worlds = std::move(points.worlds);
            study.block = std::move(points.block);
        }
        if (has_table(parts_, "search")) study.search = search_settings(study, places_, report_);
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

    // What a sweep moves, no factor sets.
    void check_sweep(const Study& study) {
        if (!study.sweep) return;
        for (const FactorRow& row : study.keys.factor) {
            if (row.path != study.sweep->path && !row.path.starts_with("time.")) continue;
            report_.add(places_.nearest("factor." + row.id), "factor." + row.id + " and the sweep exclude each other: " + row.path);
        }
        if (study.keys.records.series.empty())
            report_.add(places_.nearest("sweep"), "the sweep shows in series over time, and [records] keeps none");
    }

    // The first arm that has what the factor sets; that all do is not asked, since a policy's own values are in its arms alone.
    void tie_factors(Study& study, const LoadedScenario& base) {
        for (const FactorRow& row : study.keys.factor) {
            if (study.function) {
                if (auto factor = tie_factor(row, *study.function, places_, report_)) study.factors.push_back(std::move(*factor));
                continue;
            }
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
            const std::string runs = study.function ? "function " + study.function->text() : text_of_model(arm.scenario);
            arm.key = key_from(model_ + '\n' + measured + runs);
            for (const Factor& factor : study.factors) {
                arm.sets.push_back(can_set(factor, arm.scenario));
                arm.contradictable = arm.contradictable || (arm.sets.back() && can_contradict(factor));
            }
            const auto agenda = make_agenda(arm.scenario);
            for (const AgendaEvent* event : conditional_events(*agenda)) arm.events.push_back(event->path);
            study.warnings.insert(study.warnings.end(), loaded.warnings.begin(), loaded.warnings.end());
            study.arms.push_back(std::move(arm));
        }
        study.texts[model_text] = model_ + '\n';
        for (const auto& [name, text] : parts_.files) study.texts[name] = text;
        Node named = make_node(Kind::table, {});
        for (const Member& member : parts_.keys.members) named.set(member.key, member.key == "function" ? function_node_ : member.node);
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

    StudyParts parts_;
    std::vector<std::optional<LoadedScenario>> arms_;
    std::string model_;
    Report& report_;
    Places places_;
    Node function_node_;  ///< with its parameters
};

// Lays the sweep, if there is one, on the scenario that all arms share. What is wrong with its keys is said when all are read.
void lay_sweep(const StudyParts& parts, Extended& extended) {
    const Node* row = parts.keys.find("sweep");
    if (!row || row->kind != Kind::table) return;
    Report said_later, own;
    Places places;
    Readout readout{places, said_later};
    SweepRow keys;
    read_table(*row, keys, "sweep", readout);
    try {
        const LoadedScenario base = load_scenario_tree(extended, {}, {}, own);
        const std::optional<Sweep> sweep = sweep_of(keys, base.scenario, places, said_later);
        if (!sweep) return;
        Node* policies = extended.root.find("policy");
        if (!policies) policies = &extended.root.set("policy", make_node(Kind::array, row->place));
        policies->items.push_back(sweep_policy(*sweep, row->place));
    } catch (const ScenarioError&) {  // so is what is wrong with the scenario
    }
}

// A function has no scenario; the shipped one stands in its place, under the study's own id, title and seed.
void stand_on_baseline(Extended& extended, Report& report) {
    if (extended.root.find("firm")) return;
    std::optional<Extended> baseline = read_extended("lib:baseline", report);
    if (!baseline) return;
    for (const Member& member : extended.root.members) baseline->root.set(member.key, member.node);
    for (const char* key : {"title", "question"}) {
        if (!extended.root.find(key)) baseline->root.erase(key);
    }
    extended = std::move(*baseline);
}

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
    StudyParts parts = take_study_parts(extended->root, file, report);
    if (parts.keys.find("function")) stand_on_baseline(*extended, report);
    lay_sweep(parts, *extended);
    const Node* rows = parts.keys.find("arm");
    const std::vector<Node> none(1, make_node(Kind::table, {file.string()}));
    std::vector<std::optional<LoadedScenario>> arms;
    for (const Node& row : rows && rows->kind == Kind::array && !rows->items.empty() ? rows->items : none) {
        arms.emplace_back();
        const std::vector<fs::path> policies = policies_of_arm(row, report);
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
    StudyParts parts{std::move(*root), {}};
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
