#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

#include "sim/base/json.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/study/open.h"
#include "sim/run/simulation.h"
#include "sim/study/make_run.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"
#include "sim/study/study_rules.h"
#include "sim/study/work.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

/// What the first run shows, or as much of it as two seconds do.
struct Pilot {
    double set_up_seconds = 0;
    double seconds_per_run = 0;
    std::size_t steps = 0;  ///< of a run
    std::string failure;    ///< why there is no pilot
};

Pilot make_pilot(const Study& study, const Plan& plan) {
    using Clock = std::chrono::steady_clock;
    constexpr double longest = 2;
    Pilot pilot;
    const auto seconds_since = [](Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); };
    RunMaker maker(study);
    try {
        const Clock::time_point begin = Clock::now();
        Simulation simulation(maker.scenario_of(plan, plan.runs.front()), {.threads = 1});
        pilot.set_up_seconds = seconds_since(begin);
        pilot.steps = simulation.steps_total();
        while (!simulation.done() && seconds_since(begin) < longest) {
            simulation.step();
            for (const Metric& column : study.measures.columns) measure(column, simulation.world());
        }
        const double stepping = seconds_since(begin) - pilot.set_up_seconds;
        const auto share = static_cast<double>(pilot.steps) / static_cast<double>(std::max<std::size_t>(simulation.steps_made(), 1));
        pilot.seconds_per_run = pilot.set_up_seconds + stepping * share;
    } catch (const std::exception& error) {
        pilot.failure = error.what();
    }
    return pilot;
}

struct Costs {
    std::size_t planned = 0;
    std::size_t at_most = 0;
    std::size_t missing = 0;
    std::size_t jobs = 0;
    double bytes = 0;
    Pilot pilot;
    double seconds_left() const {
        return static_cast<double>(missing) * pilot.seconds_per_run / static_cast<double>(std::max<std::size_t>(jobs, 1));
    }
};

std::string text_of(const Study& study, const Costs& costs, const fs::path& folder) {
    std::string text = fmt::format("{}\n{}\n\n", study.title, size_text(study));
    text += fmt::format("runs        {}", count_text(costs.planned));
    if (costs.at_most > costs.planned) text += fmt::format(" at first, {} at most", count_text(costs.at_most));
    if (study.keys.refine.levels > 0) text += ", and those of points that refining adds";
    text += fmt::format("\nmissing     {}\n", count_text(costs.missing));
    for (const Factor& f : study.factors) {
        const std::string law(names_of(f.law.law)[static_cast<std::size_t>(f.law.law)]);
        text += fmt::format("factor      {}: {}, {}{}\n", f.id, f.path, law, f.is_list() ? fmt::format(" of {}", f.levels.size()) : "");
    }
    for (const StudyArm& arm : study.arms) text += fmt::format("arm         {}: {}\n", arm.id, arm.title);
    for (const StudyMetric& m : study.measures.metrics) text += fmt::format("metric      {}: {}\n", m.id, describe(m, study.measures));
    text += fmt::format("records     {}\n", bytes_text(costs.bytes));
    if (!costs.pilot.failure.empty()) {
        text += fmt::format("cost        unknown: the first run failed: {}\n", costs.pilot.failure);
    } else {
        text +=
            fmt::format("cost        {:.3g} s a run of {} steps; {} of one processor, {} left with {} jobs\n", costs.pilot.seconds_per_run,
                        costs.pilot.steps, duration_text(static_cast<double>(costs.missing) * costs.pilot.seconds_per_run),
                        duration_text(costs.seconds_left()), costs.jobs);
    }
    text += fmt::format("folder      {}\n", folder.string());
    return text;
}

std::string json_of(const Study& study, const Costs& costs, const fs::path& folder) {
    return fmt::format(
        "{{\"study\": {}, \"points\": {}, \"arms\": {}, \"factors\": {}, \"runs\": {}, \"runs_at_most\": {}, \"missing\": {}, "
        "\"seconds_per_run\": {}, "
        "\"seconds_left\": {}, \"jobs\": {}, \"record_bytes\": {}, \"folder\": {}}}\n",
        json_string(study.id), study.points(), study.arms.size(), study.factors.size(), costs.planned, costs.at_most, costs.missing,
        json_number(costs.pilot.failure.empty() ? costs.pilot.seconds_per_run : std::nan("")),
        json_number(costs.pilot.failure.empty() ? costs.seconds_left() : std::nan("")), costs.jobs, json_number(costs.bytes),
        json_string(folder.string()));
}

}  // namespace

int study_plan(const StudyCommand& command) {
    const Study study = load(command);
    const fs::path folder = folder_of(command);
    const RecordIndex index(folder / records_folder, Scan::heads);
    const Plan plan = plan_of(study, index);
    Costs costs;
    costs.planned = plan.runs.size();
    costs.at_most = std::max(runs_at_most(study), costs.planned);
    costs.missing = missing_runs(study, plan, index).size();
    costs.jobs = command.jobs > 0 ? static_cast<std::size_t>(command.jobs) : std::max(1u, std::thread::hardware_concurrency());
    for (std::size_t a = 0; a < study.arms.size(); ++a) {
        const double runs = static_cast<double>(plan.runs.size()) / static_cast<double>(study.arms.size());
        costs.bytes += runs * static_cast<double>(record_head_bytes + layout_of(study, a).payload_bytes());
    }
    costs.pilot = make_pilot(study, plan);
    print_result(command.json ? json_of(study, costs, folder) : text_of(study, costs, folder));
    return exit_done;
}

}  // namespace enclosure::cli
