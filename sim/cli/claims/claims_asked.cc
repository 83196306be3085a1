#include "sim/cli/claims/claims_asked.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "analysis/claims/claim_questions.h"
#include "sim/cli/exit.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"
#include "sim/scenario/shipped.h"
#include "sim/study/make_run.h"

namespace enclosure::cli {

namespace fs = std::filesystem;

namespace {

// Others that are shipped: for what they measure where scenarios are shared. A file that is wrong is said when it is asked for.
void add_known(AskedClaims& all) {
    std::set<std::string> there;
    for (const Claim& claim : all.known) there.insert(claim.keys.id);
    const bool any_shipped =
        std::any_of(all.known.begin(), all.known.end(), [](const Claim& claim) { return claim.file.string().starts_with("lib:"); });
    if (!any_shipped) return;
    for (const fs::path& file : shipped_claims()) {
        if (there.contains(file.stem().string())) continue;
        Report ignored;
        std::optional<Claim> claim = load_claim(file, ignored);
        if (claim && there.insert(claim->keys.id).second) all.known.push_back(std::move(*claim));
    }
}

}  // namespace

std::vector<fs::path> claim_files(const std::vector<std::string>& names) {
    const std::vector<fs::path> shipped = shipped_claims();
    if (names.empty()) {
        if (shipped.empty()) throw UsageError("there are no shipped claims; name a claim file");
        return shipped;
    }
    std::vector<std::string> ids;
    for (const fs::path& file : shipped) ids.push_back(file.stem().string());
    std::vector<fs::path> files;
    for (const std::string& name : names) {
        if (std::find(ids.begin(), ids.end(), name) != ids.end()) {
            files.push_back("lib:claims/" + name);
        } else if (is_file_name(name)) {
            files.push_back(name);
        } else {
            throw UsageError(
                fmt::format("there is no shipped claim {}{}; write a file as ./{} or {}.toml; enclosure claims --list lists them", name,
                            did_you_mean(name, ids), name, name));
        }
    }
    return files;
}

AskedClaims ask_claims(const ClaimsCommand& command) {
    AskedClaims all;
    all.known = load_claims(claim_files(command.claims));
    for (std::size_t k = 0; k < all.known.size(); ++k) all.asked.push_back(k);
    add_known(all);
    const bool over_worlds = std::any_of(all.asked.begin(), all.asked.end(), [&](std::size_t k) { return all.known[k].over_worlds(); });
    if (command.under) {
        all.worlds = load_worlds(*command.under);
    } else if (over_worlds) {
        all.worlds = load_worlds(default_worlds);
    }
    ClaimRequest request{
        .known = all.known, .asked = all.asked, .replicates = command.replicates, .worlds = all.worlds ? &*all.worlds : nullptr};
    for (const std::string& setting : command.settings) request.set.all.push_back(parse_override(setting));
    if (!all.worlds) {  // those that are known only may need some
        std::erase_if(all.known, [](const Claim& claim) { return claim.over_worlds(); });
        request.known = all.known;
    }
    all.runs = claim_runs(request);
    if (!command.under) return all;
    request.asked.clear();
    for (std::size_t row = 0; row < all.asked.size(); ++row) {
        if (!has_world_answers(all.known[all.asked[row]])) continue;
        all.tried.push_back(row);
        request.asked.push_back(all.asked[row]);
    }
    request.under = true;
    all.world_runs = claim_runs(request);
    return all;
}

ClaimsCost claims_cost(const ClaimRuns& runs, const std::vector<ClaimRun>& missing) {
    using Clock = std::chrono::steady_clock;
    constexpr double longest = 2;
    ClaimsCost cost{.runs = runs.runs.size(), .unshared = runs.unshared(), .missing = missing.size()};
    if (missing.empty()) return cost;
    const auto seconds_since = [](Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    // Work goes by users and steps.
    const auto work_of = [](const Scenario& scenario) {
        return static_cast<double>(scenario.population.users) * static_cast<double>(step_count(scenario.time));
    };
    const ClaimRunSet& first = *runs.sets[missing.front().set];
    double per_work = 0;
    try {
        RunMaker maker(first.study);
        const Clock::time_point begin = Clock::now();
        Simulation simulation(maker.scenario_of(first.plan, first.plan.runs[missing.front().run]), {.threads = 1});
        while (!simulation.done() && seconds_since(begin) < longest) simulation.step();
        const auto share = static_cast<double>(simulation.steps_made()) / static_cast<double>(simulation.steps_total());
        per_work = seconds_since(begin) / (share * work_of(first.study.arms.front().scenario));
    } catch (const std::exception&) {  // the run says itself why it fails
    }
    for (const ClaimRun& run : missing) cost.seconds += per_work * work_of(runs.sets[run.set]->study.arms.front().scenario);
    return cost;
}

}  // namespace enclosure::cli
