#include "sim/cli/compare_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <span>
#include <string>
#include <utility>

#include "sim/base/diagnostics.h"
#include "sim/base/units.h"
#include "sim/cli/exit.h"
#include "sim/cli/inputs.h"
#include "sim/cli/mistakes.h"
#include "sim/cli/policy_file.h"
#include "sim/cli/scenario_file.h"
#include "sim/policy/agenda.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

namespace enclosure::cli {
namespace {

namespace fs = std::filesystem;

void check_replicates(const CompareCommand& command, Mistakes& mistakes) {
    mistakes.attempt([&] {
        if (command.policies.empty()) throw UsageError("compare needs at least one --policy; a comparison is with something");
    });
    mistakes.attempt([&] {
        if (command.replicates && command.until)
            throw UsageError("--replicates and --until exclude each other: the one fixes the number of worlds, the other finds it");
    });
    mistakes.attempt([&] {
        if (!command.replicates || *command.replicates >= 2) return;
        throw UsageError(fmt::format("--replicates {}: {} world{} no interval, because a spread needs two; {} are usual",
                                     *command.replicates, *command.replicates, *command.replicates == 1 ? " gives" : "s give",
                                     usual_replicates));
    });
}

// Splits "METRIC=VALUE"; the value may carry a unit.
std::pair<std::string, std::string> assignment(const std::string& option, const std::string& text) {
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        throw UsageError(fmt::format("{} {}: write it as METRIC=VALUE, such as {} hhi=0.01", option, text, option));
    return {text.substr(0, equals), text.substr(equals + 1)};
}

double positive(const std::string& option, const std::string& text, const std::string& value, std::string_view unit) {
    try {
        const double number = convert(value, unit);
        if (number > 0) return number;
        throw UsageError(fmt::format("{} {}: must be above 0", option, text));
    } catch (const UnitError& error) {
        throw UsageError(fmt::format("{} {}: {}", option, text, error.what()));
    }
}

[[noreturn]] void unknown_metric(const std::string& option, const std::string& name, const std::vector<Metric>& metrics) {
    std::vector<std::string> names;
    for (const Metric& m : metrics) names.push_back(metric_path(m));
    throw UsageError(
        fmt::format("{} {}: there is no indicator of that name{}; enclosure indicators lists them, segment.ID.NAME and region.ID.NAME are "
                    "those of one segment or region",
                    option, name, did_you_mean(name, names)));
}

StoppingRule rule_of(const std::string& text, const std::vector<Metric>& metrics) {
    const auto [name, value] = assignment("--until", text);
    StoppingRule rule;
    const auto found = std::find_if(metrics.begin(), metrics.end(), [&, path = name](const Metric& m) { return metric_path(m) == path; });
    if (found == metrics.end()) unknown_metric("--until", name, metrics);
    rule.metric = static_cast<std::size_t>(found - metrics.begin());
    rule.half_width = positive("--until", text, value, found->unit);
    return rule;
}

SmallestOverride smallest_of(const std::string& text, const std::vector<Metric>& metrics) {
    const auto [name, value] = assignment("--smallest", text);
    const auto found = std::find_if(metrics.begin(), metrics.end(),
                                    [&, path = name](const Metric& m) { return m.name == path || metric_path(m) == path; });
    if (found == metrics.end()) unknown_metric("--smallest", name, metrics);
    return {name, positive("--smallest", text, value, found->unit)};
}

// Id of the policy that "policy.ID.…" sets a value of; empty if the path is another.
std::string policy_of(const Override& override) {
    constexpr std::string_view table = "policy.";
    if (!override.path.starts_with(table)) return "";
    return override.path.substr(table.size(), override.path.find('.', table.size()) - table.size());
}

// An arm with the overrides that concern it: a value of a policy is set where that policy is.
LoadedScenario load_arm(const fs::path& scenario, const std::vector<Override>& overrides, std::span<const fs::path> files,
                        ComparePlan& plan) {
    LoadedScenario loaded = load_scenario(scenario, overrides, files);
    for (std::size_t i = 0; i < overrides.size(); ++i) {
        if (loaded.applied[i]) plan.used.insert(overrides[i].path);
    }
    for (fs::path& file : input_files(scenario, files, loaded.scenario)) plan.inputs.push_back(std::move(file));
    plan.warnings.insert(plan.warnings.end(), loaded.warnings.begin(), loaded.warnings.end());
    return loaded;
}

// What the scenario's events wait for.
std::vector<ArmCondition> conditions_of(const Scenario& scenario) {
    std::vector<ArmCondition> all;
    const auto agenda = make_agenda(scenario);
    for (const AgendaEvent* planned : conditional_events(*agenda)) all.push_back({planned->path, planned->event.when});
    return all;
}

// The arm's name and what a reader sees of it, from the policies that were laid on the scenario.
CompareArm arm_of(const LoadedScenario& loaded, std::size_t own_policies, const std::string& files) {
    CompareArm arm{.name = "", .title = "", .question = "", .files = files, .resolved = loaded.resolved_toml, .marks = {}};
    arm.conditions = conditions_of(loaded.scenario);
    const std::vector<PolicyRow>& rows = loaded.scenario.policy;
    for (std::size_t i = own_policies; i < rows.size(); ++i) {
        const std::string title = rows[i].title.empty() ? rows[i].id : rows[i].title;
        arm.name += (arm.name.empty() ? "" : "+") + rows[i].id;
        arm.title += (arm.title.empty() ? "" : " + ") + title;
        arm.question += (arm.question.empty() || rows[i].question.empty() ? "" : " ") + rows[i].question;
        for (const Event& event : rows[i].event) {
            const std::optional<Date> begin = event.at ? event.at : event.from;
            if (!begin) continue;
            const EventMark mark{static_cast<double>(begin->time_since_epoch().count()), title};
            const bool there = std::any_of(arm.marks.begin(), arm.marks.end(),
                                           [&](const EventMark& m) { return m.at == mark.at && m.label == mark.label; });
            if (!there) arm.marks.push_back(mark);
        }
    }
    return arm;
}

// A name that an earlier arm has gets a number.
void make_unique(std::vector<CompareArm>& arms) {
    for (std::size_t i = 1; i < arms.size(); ++i) {
        const std::string name = arms[i].name;
        int count = 1;
        const auto taken = [&] {
            return std::any_of(arms.begin(), arms.begin() + static_cast<std::ptrdiff_t>(i),
                               [&](const CompareArm& a) { return a.name == arms[i].name; });
        };
        while (taken()) arms[i].name = fmt::format("{} ({})", name, ++count);
    }
}

std::vector<fs::path> files_of(const std::string& argument, Mistakes& mistakes) {
    std::vector<fs::path> files;
    const std::vector<std::string> words = policy_words(argument);
    for (const std::string& word : words) {
        mistakes.attempt([&] {
            if (word.empty() && words.size() > 1) throw UsageError(fmt::format("--policy {}: a name is missing beside a comma", argument));
            files.push_back(policy_file(word));
        });
    }
    return files;
}

void describe(const Scenario& s, CompareResults& r) {
    r.scenario = s.id;
    r.title = s.title.empty() ? s.id : s.title;
    r.question = s.question;
    r.seed = s.seed;
    for (const Segment& one : s.segment) r.segments.push_back({one.id, one.title});
    for (const Region& one : s.region) r.regions.push_back({one.id, one.title});
    for (std::size_t k = 0; k < step_count(s.time); ++k) {
        const Date date = date_after(s.time.start, static_cast<double>(k) * s.time.step);
        r.days.push_back(static_cast<double>(date.time_since_epoch().count()));
    }
}

// Loads every arm.
void load_arms(const CompareCommand& command, const fs::path& scenario, ComparePlan& plan, Mistakes& mistakes) {
    std::vector<Override> overrides = overrides_of(command.settings, command.seed, mistakes);
    for (Override& override : overrides) override.of_some = true;
    CompareResults& r = plan.results;
    std::size_t own_policies = 0;
    bool whole = mistakes.attempt([&] {
        const LoadedScenario loaded = load_arm(scenario, overrides, {}, plan);
        plan.scenarios.push_back(loaded.scenario);
        own_policies = loaded.scenario.policy.size();
        r.arms.push_back(
            {.name = "baseline", .title = "Baseline", .question = "", .files = "", .resolved = loaded.resolved_toml, .marks = {}});
        r.arms.back().conditions = conditions_of(loaded.scenario);
        describe(loaded.scenario, r);
    });
    for (const std::string& argument : command.policies) {
        const std::vector<fs::path> files = files_of(argument, mistakes);
        whole = mistakes.attempt([&] {
            const LoadedScenario loaded = load_arm(scenario, overrides, files, plan);
            plan.scenarios.push_back(loaded.scenario);
            r.arms.push_back(arm_of(loaded, own_policies, argument));
        }) && whole;
    }
    for (const Override& override : overrides) {
        if (!whole || plan.used.count(override.path) > 0) continue;
        mistakes.attempt([&] { throw UsageError(fmt::format("--set {}: no arm has a policy {}", override.path, policy_of(override))); });
    }
}

// Of the scenario with what is set, or, if there are mistakes in that, as it is: names are checked all the same.
std::vector<Metric> metrics_to_name(const ComparePlan& plan, const fs::path& scenario) {
    if (!plan.scenarios.empty()) return metrics_of(plan.scenarios.front());
    try {
        return metrics_of(load_scenario(scenario).scenario);
    } catch (const ScenarioError&) {
        return {};
    }
}

}  // namespace

ComparePlan plan_of(const CompareCommand& command) {
    const fs::path scenario = command.scenario ? fs::path(*command.scenario) : fs::path("lib:baseline");
    Mistakes mistakes;
    ComparePlan plan;
    mistakes.add(command.mistakes);
    check_replicates(command, mistakes);
    load_arms(command, scenario, plan, mistakes);
    plan.metrics = metrics_to_name(plan, scenario);
    if (command.until && !plan.metrics.empty()) mistakes.attempt([&] { plan.rule = rule_of(*command.until, plan.metrics); });
    for (const std::string& text : command.smallest) {
        if (plan.metrics.empty()) break;
        mistakes.attempt([&] { plan.smallest.push_back(smallest_of(text, plan.metrics)); });
    }
    mistakes.throw_if_any();
    make_unique(plan.results.arms);
    const std::size_t arms = plan.scenarios.size();
    plan.design = plan.rule ? until_narrow(*plan.rule, arms)
                            : fixed_worlds(static_cast<std::size_t>(command.replicates.value_or(usual_replicates)), arms);
    return plan;
}

}  // namespace enclosure::cli
