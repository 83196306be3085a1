#include "sim/run/session_change.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include "sim/run/branch.h"
#include "sim/scenario/extends.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/paths.h"
#include "sim/scenario/set.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

ScenarioError one_mistake(std::string file, std::string what) {
    return ScenarioError(std::vector<Diagnostic>{{Place{.file = std::move(file)}, std::move(what)}});
}

namespace {

// A policy as a file, which is what loaders read; gone when it goes out of scope. Diagnostics call it `shown`.
class PolicyOnDisk {
  public:
    PolicyOnDisk(const std::string& text, std::string shown) : shown_(std::move(shown)) {
        std::string name = (std::filesystem::temp_directory_path() / "enclosure-policy-XXXXXX.toml").string();
        const int file = ::mkstemps(name.data(), 5);  // of its own, whoever else makes one
        if (file >= 0) ::close(file);
        file_ = name;
        std::ofstream out(file_, std::ios::binary);
        out << text;
        if (file < 0 || !out.flush()) throw one_mistake(shown_, "cannot be laid on: " + file_.string() + " cannot be written");
    }
    ~PolicyOnDisk() {
        std::error_code ignored;
        std::filesystem::remove(file_, ignored);
    }
    PolicyOnDisk(const PolicyOnDisk&) = delete;
    PolicyOnDisk& operator=(const PolicyOnDisk&) = delete;

    const std::filesystem::path& file() const { return file_; }
    const std::string& shown() const { return shown_; }

  private:
    std::string shown_;
    std::filesystem::path file_;
};

bool has_policy(const Scenario& scenario, std::string_view id) {
    return std::any_of(scenario.policy.begin(), scenario.policy.end(), [&](const PolicyRow& row) { return row.id == id; });
}

std::string free_policy_id(const std::vector<std::string>& taken, const std::string& wish) {
    const auto is_taken = [&](const std::string& id) { return std::find(taken.begin(), taken.end(), id) != taken.end(); };
    std::string id = wish;
    for (int n = 2; is_taken(id); ++n) id = wish + "_" + std::to_string(n);
    return id;
}

// The policies' texts, with another id where a policy of that id is there already.
std::vector<std::string> texts_of_their_own(const Scenario& scenario, const std::vector<std::string>& policies) {
    std::vector<std::string> taken;
    for (const auto* rows : {&scenario.policy, &scenario.shock}) {
        for (const PolicyRow& row : *rows) taken.push_back(row.id);
    }
    std::vector<std::string> texts;
    for (const std::string& text : policies) {
        Report ignored;  // the loader will say it
        std::optional<Node> root = parse_toml(text, "policy", ignored);
        const std::string id = root ? std::string(id_of(*root)) : "";
        const std::string free = free_policy_id(taken, id);
        if (!id.empty() && free != id) root->find("id")->text = free;
        texts.push_back(!id.empty() && free != id ? toml_file(*root) : text);
        taken.push_back(free);
    }
    return texts;
}

// A parameter that is set to what the scenario has is no change to a loader; where an earlier change has set it, it is one. As a policy.
std::string settings_back(const LoadedScenario& given, const LoadedScenario& branched, const SessionChange& change, Date date) {
    const std::vector<PolicyRow>& rows = branched.scenario.policy;
    const auto is_setting = [](const PolicyRow& row) { return row.id.starts_with("branch_"); };
    const auto sets = [](const PolicyRow& row, const std::string& path) {
        return std::any_of(row.event.begin(), row.event.end(), [&](const Event& event) { return event.target == path; });
    };
    const std::int64_t priority = -1000 + std::count_if(given.scenario.policy.begin(), given.scenario.policy.end(), is_setting);
    std::string events;
    for (const Override& setting : change.settings) {
        const bool earlier = std::any_of(rows.begin(), rows.end(), [&](const PolicyRow& row) {
            return is_setting(row) && has_policy(given.scenario, row.id) && sets(row, setting.path);
        });
        const bool now = std::any_of(rows.begin(), rows.end(), [&](const PolicyRow& row) {
            return is_setting(row) && !has_policy(given.scenario, row.id) && sets(row, setting.path);
        });
        const double* value = find_parameter(given.scenario, setting.path);
        if (!earlier || now || value == nullptr) continue;
        events += fmt::format("\n[[event]]\ntarget = {}\nop = \"set\"\nvalue = {}\nat = {}\npriority = {}\n", toml_text(setting.path),
                              toml_text(*value), to_string(date), priority);
    }
    if (events.empty()) return {};
    return fmt::format("schema_version = 1\nid = \"branch_{}\"\ntitle = \"Branch of {}\"\n", to_string(date), to_string(date)) + events;
}

LoadedScenario lay_on(const LoadedScenario& given, Date date, const std::vector<Override>& settings,
                      const std::vector<std::string>& policies) {
    std::vector<std::unique_ptr<PolicyOnDisk>> on_disk;
    std::vector<std::filesystem::path> files;
    for (const std::string& text : texts_of_their_own(given.scenario, policies)) {
        const std::string shown = policies.size() == 1 ? "policy" : fmt::format("policy {}", files.size() + 1);
        files.push_back(on_disk.emplace_back(std::make_unique<PolicyOnDisk>(text, shown))->file());
    }
    const auto rename = [&](Place& place) {
        for (const auto& policy : on_disk) {
            if (place.file == policy->file().string()) place.file = policy->shown();
        }
    };
    try {
        LoadedScenario branched = branch_scenario(given, date, settings, files);
        for (Origin& origin : branched.origins) rename(origin.place);
        for (Diagnostic& warning : branched.warnings) rename(warning.place);
        return branched;
    } catch (const ScenarioError& error) {
        std::vector<Diagnostic> diagnostics = error.diagnostics;
        for (Diagnostic& d : diagnostics) {
            rename(d.place);
            for (const auto& policy : on_disk) {
                const std::string file = policy->file().string();
                for (std::size_t at; (at = d.what.find(file)) != std::string::npos;) d.what.replace(at, file.size(), policy->shown());
            }
        }
        throw ScenarioError(std::move(diagnostics));
    }
}

}  // namespace

LoadedScenario apply_change(const LoadedScenario& given, const SessionChange& change) {
    const TimeSpan& time = given.scenario.time;
    const Date date = date_after(time.start, static_cast<double>(change.step) * time.step);
    LoadedScenario branched = lay_on(given, date, change.settings, change.policies);
    if (branched.scenario.time.end != time.end) {
        throw one_mistake(set_place, "time.end cannot change in a session; open the scenario anew with another end");
    }
    const std::string back = settings_back(given, branched, change, date);
    return back.empty() ? branched : lay_on(branched, date, {}, {back});
}

std::string shifted_policy(std::string_view text, Date from, Date to) {
    Report report;
    std::optional<Node> root = parse_toml(text, "policy", report);
    report.throw_if_any();
    Node* events = root->find("event");
    if (from == to || events == nullptr) return std::string(text);
    for (Node& event : events->items) {
        for (const char* key : {"at", "from", "until"}) {
            Node* date = event.find(key);
            if (date != nullptr && date->kind == Kind::date) date->date = date_after(to, years_between(from, date->date));
        }
    }
    return toml_file(*root);
}

std::string policy_text(const std::filesystem::path& file) {
    std::string why;
    const std::filesystem::path resolved = resolve_file(file, why);
    std::ifstream in(resolved, std::ios::binary);
    if (why.empty() && !in) why = "cannot be read";
    if (!why.empty()) throw one_mistake(file.string(), why);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace enclosure
