#include "analysis/claims/claim_cells.h"

#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "sim/scenario/extends.h"
#include "sim/scenario/load.h"
#include "sim/scenario/shipped.h"
#include "sim/scenario/toml_text.h"
#include "sim/scenario/write.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

// Names that stand in a claim's file are relative to it.
fs::path beside_claim(const fs::path& file, const std::string& name) {
    if (name.starts_with("lib:")) return name;
    std::string why;
    const fs::path resolved = resolve_file(file, why);
    return resolved.parent_path() / name;
}

// What makes runs, without what names it.
std::string text_of_runs(Scenario scenario) {
    scenario.id = "run";
    scenario.title.clear();
    scenario.question.clear();
    scenario.output = OutputChoice{};
    return write_toml(scenario);
}

std::string sweep_text(const Literal& value) {
    return value.node.kind == Kind::text ? value.node.text : toml_text(value.node);
}

/// Loads cells; of each scenario file the tree once.
class CellLoader {
  public:
    CellLoader(Claim& claim, const Places& places, Report& report) : claim_(claim), places_(places), report_(report) {}

    bool load() {
        const ClaimKeys& keys = claim_.keys;
        std::size_t combinations = 1;
        for (const ClaimConditionRow& condition : keys.condition) combinations *= condition.level.size();
        for (std::size_t c = 0; c < combinations; ++c) {
            for (std::size_t a = 0; a < claim_.arms.size(); ++a) load_cell(levels_at(c), a);
        }
        return whole_;
    }

  private:
    std::vector<std::size_t> levels_at(std::size_t combination) const { return claim_.levels_of(combination); }

    void take_settings(const ClaimSettings& settings, std::vector<Override>& overrides) {
        for (const Override& o : settings.all) {
            overrides.push_back(o);
            claim_.sets.insert(o.path);
        }
    }

    void take_policies(const std::vector<std::string>& names, const std::string& path, std::vector<fs::path>& policies) {
        for (const std::string& name : names) {
            if (const auto shipped = shipped_policy(name)) {
                policies.push_back(*shipped);
            } else if (is_file_name(name)) {
                policies.push_back(beside_claim(claim_.file, name));
            } else {
                report_.add(places_.nearest(path), toml_text(name) + " is no shipped policy or shock" +
                                                       did_you_mean(name, shipped_policies()) + "; write a file as ./" + name + " or " +
                                                       name + ".toml");
                whole_ = false;
            }
        }
    }

    const std::optional<Extended>& tree_of(const fs::path& file, const std::string& path) {
        const auto found = trees_.find(file);
        if (found != trees_.end()) return found->second;
        Report own;
        std::optional<Extended> tree = read_extended(file, own);
        try {
            own.throw_if_any();
        } catch (const ScenarioError& error) {
            for (const Diagnostic& d : error.diagnostics) report_.add(d.place.line == 0 ? places_.nearest(path) : d.place, d.what);
            tree.reset();
        }
        return trees_.emplace(file, std::move(tree)).first->second;
    }

    void load_cell(const std::vector<std::size_t>& levels, std::size_t a) {
        const ClaimKeys& keys = claim_.keys;
        const bool first = a == 0;
        std::vector<Override> overrides;
        std::vector<fs::path> policies;
        std::string scenario = keys.scenario;
        std::string scenario_path = "scenario";
        take_settings(keys.set, overrides);
        take_policies(keys.policies, "policies", policies);
        if (!keys.arm.empty()) {
            const ClaimArmRow& arm = keys.arm[a];
            take_settings(arm.set, overrides);
            take_policies(arm.policies, "arm." + arm.id + ".policies", policies);
        } else {
            overrides.push_back(
                {.path = keys.sweep.parameter, .text = toml_text(keys.sweep.values[a].node), .place = keys.sweep.values[a].node.place});
            claim_.sets.insert(keys.sweep.parameter);
        }
        for (std::size_t k = 0; k < levels.size(); ++k) {
            const ClaimLevelRow& level = keys.condition[k].level[levels[k]];
            const std::string path = "condition." + keys.condition[k].id + ".level." + level.id;
            take_settings(level.set, overrides);
            take_settings(first ? level.set_first : level.set_others, overrides);
            take_policies(level.policies, path + ".policies", policies);
            take_policies(first ? level.policies_first : level.policies_others, path + ".policies", policies);
            if (!level.scenario.empty()) scenario = level.scenario, scenario_path = path + ".scenario";
        }
        if (!keys.arm.empty() && !keys.arm[a].scenario.empty()) {
            scenario = keys.arm[a].scenario;
            scenario_path = "arm." + keys.arm[a].id + ".scenario";
        }
        const std::optional<Extended>& tree = tree_of(beside_claim(claim_.file, scenario), scenario_path);
        if (!tree || !whole_) {
            whole_ = false;
            return;
        }
        Report own;
        try {
            LoadedScenario loaded = load_scenario_tree(*tree, overrides, policies, own);
            std::string text = text_of_runs(loaded.scenario);
            claim_.cells.push_back({std::move(loaded.scenario), std::move(text)});
        } catch (const ScenarioError& error) {
            for (const Diagnostic& d : error.diagnostics) report_.add(d.place, d.what);
            whole_ = false;
        }
    }

    Claim& claim_;
    const Places& places_;
    Report& report_;
    std::map<fs::path, std::optional<Extended>> trees_;
    bool whole_ = true;
};

Place place_of_arm(const Claim& claim, std::size_t arm, const Places& places) {
    return claim.keys.arm.empty() ? claim.keys.sweep.values[arm].node.place : places.nearest("arm." + claim.keys.arm[arm].id);
}

void report_same_arms(const Claim& claim, const Places& places, Report& report) {
    const std::size_t arms = claim.arms.size();
    for (std::size_t c = 0; c < claim.combinations(); ++c) {
        for (std::size_t a = 1; a < arms; ++a) {
            for (std::size_t b = 0; b < a; ++b) {
                if (claim.cells[c * arms + a].text != claim.cells[c * arms + b].text) continue;
                const std::string where = claim.combination_text(c);
                report.add(place_of_arm(claim, a, places),
                           fmt::format("arm {} is the same as {} {}{}: it can show nothing", claim.arms[a].id,
                                       b == 0 ? "its baseline" : "arm", claim.arms[b].id, where.empty() ? "" : " at " + where));
                break;
            }
        }
    }
}

void report_same_levels(const Claim& claim, const Places& places, Report& report) {
    const std::size_t arms = claim.arms.size();
    for (std::size_t k = 0; k < claim.keys.condition.size(); ++k) {
        const ClaimConditionRow& condition = claim.keys.condition[k];
        std::map<std::string, std::size_t> seen;  // all cells at the level, the other conditions at their first
        for (std::size_t c = 0; c < claim.combinations(); ++c) {
            const std::vector<std::size_t> levels = claim.levels_of(c);
            bool others_first = true;
            for (std::size_t j = 0; j < levels.size(); ++j) others_first = others_first && (j == k || levels[j] == 0);
            if (!others_first) continue;
            std::string text;
            for (std::size_t a = 0; a < arms; ++a) text += claim.cells[c * arms + a].text;
            const auto [there, is_new] = seen.emplace(std::move(text), levels[k]);
            if (is_new) continue;
            report.add(places.nearest("condition." + condition.id + ".level." + condition.level[levels[k]].id),
                       fmt::format("level {} of condition {} is the same as level {}: it can show nothing", condition.level[levels[k]].id,
                                   condition.id, condition.level[there->second].id));
        }
    }
}

}  // namespace

std::vector<ClaimArm> claim_arms(const ClaimKeys& keys) {
    std::vector<ClaimArm> arms;
    for (std::size_t a = 0; a < keys.arm.size(); ++a) {
        const ClaimArmRow& row = keys.arm[a];
        arms.push_back({row.id, row.title.empty() ? row.id : row.title, row.at == row.at ? row.at : static_cast<double>(a)});
    }
    if (!arms.empty()) return arms;
    for (std::size_t a = 0; a < keys.sweep.values.size(); ++a) {
        const Node& node = keys.sweep.values[a].node;
        const double at = node.kind == Kind::integer ? static_cast<double>(node.integer)
                          : node.kind == Kind::real  ? node.real
                                                     : static_cast<double>(a);
        const std::string text = sweep_text(keys.sweep.values[a]);
        arms.push_back({text, text, at});
    }
    return arms;
}

bool load_cells(Claim& claim, const Places& places, Report& report) {
    if (!CellLoader(claim, places, report).load()) return false;
    report_same_arms(claim, places, report);
    report_same_levels(claim, places, report);
    return true;
}

}  // namespace enclosure
