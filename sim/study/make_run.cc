#include "sim/study/make_run.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <exception>
#include <new>
#include <span>
#include <system_error>
#include <utility>

#include "sim/base/hash.h"
#include "sim/policy/agenda.h"
#include "sim/run/simulation.h"
#include "sim/scenario/checks.h"

namespace enclosure {

namespace {

void measure_step(const StudyMeasures& measures, const World& world, std::vector<double>& path) {
    for (const Metric& column : measures.columns) path.push_back(measure(column, world));
}

// A file that cannot be read now is no fact about the run.
void require_files(const Scenario& scenario) {
    const NetworkParams& network = scenario.parameters.network;
    if (network.kind != NetworkKind::edge_list) return;
    if (access(network.file.c_str(), R_OK) == 0) return;
    throw std::system_error(errno, std::generic_category(), "cannot read " + network.file);
}

void reduce(const StudyMeasures& measures, const std::vector<double>& path, const Simulation& simulation, Record& record) {
    const std::size_t columns = measures.columns.size();
    for (const StudyMetric& metric : measures.metrics) {
        record.metrics.push_back(aggregate(metric, path, columns, simulation.scenario().time));
    }
    for (std::size_t k = 0; k < simulation.steps_made(); k += measures.stride) {
        for (const std::size_t column : measures.series) record.series.push_back(path[k * columns + column]);
    }
    const World& world = simulation.world();
    for (const AgendaEvent* event : conditional_events(*world.agenda)) record.begins.push_back(times_begun(world.triggered, event->serial));
    record.head.state_hash = simulation.state_hash();
}

// A function is a run of one step, whose metrics are its outputs. What is no finite number is a failure.
void evaluate_function(const Study& study, std::span<const double> point, Record& record) {
    const StudyFunction& function = *study.function;
    std::vector<double> x = function.middle();
    for (std::size_t k = 0; k < study.factors.size(); ++k) {
        const Factor& factor = study.factors[k];
        if (factor.input && !std::isnan(point[k])) x[*factor.input] = point[k];
    }
    const std::vector<double> y = evaluate(*function.function, x, function.parameters, static_cast<std::uint64_t>(record.head.seed));
    record.head.steps = 1;
    record.head.state_hash = hash_bytes(y.data(), y.size() * sizeof(double));
    for (const StudyMetric& metric : study.measures.metrics) record.metrics.push_back(y[study.measures.columns[metric.column].indicator]);
}

}  // namespace

void RunMaker::prepare(const Plan& plan, const PlannedRun& run) {
    if (prepared_ && prepared_->point == run.point && prepared_->arm == run.arm) return;
    const StudyArm& arm = study_.arms[run.arm];
    scenario_ = arm.scenario;
    wrong_.reset();
    for (std::size_t k = 0; k < study_.factors.size(); ++k) {
        if (arm.sets[k]) set_factor(scenario_, study_.factors[k], plan.point(run.point)[k]);
    }
    prepared_ = run;
    require_files(scenario_);
    if (!arm.contradictable) return;
    Report report;
    check_scenario(scenario_, arm.places, report);
    try {
        report.throw_if_any();
    } catch (const ScenarioError& error) {
        wrong_ = RunFailure{"scenario", error.diagnostics.front().what};
    }
}

Scenario RunMaker::scenario_of(const Plan& plan, const PlannedRun& run) {
    prepare(plan, run);
    Scenario scenario = scenario_;
    scenario.seed = seed_of(study_, plan, run);
    return scenario;
}

std::optional<Record> RunMaker::make(const Plan& plan, const PlannedRun& run, const std::function<bool()>& keep_going) {
    Record record;
    Scenario scenario = scenario_of(plan, run);
    record.head.key = key_of(study_, plan, run);
    record.head.seed = scenario.seed;
    if (wrong_) {
        record.failure = wrong_;
        return record;
    }
    if (study_.function) {
        evaluate_function(study_, plan.point(run.point), record);
        return record;
    }
    std::string stage = "set-up";
    try {
        Simulation simulation(std::move(scenario), {.threads = threads_});
        std::vector<double> path;
        path.reserve(simulation.steps_total() * study_.measures.columns.size());
        while (!simulation.done()) {
            stage = fmt::format("step {}", simulation.steps_made() + 1);
            simulation.step();
            measure_step(study_.measures, simulation.world(), path);
            record.head.steps = static_cast<std::uint32_t>(simulation.steps_made());
            if (!keep_going()) return std::nullopt;
        }
        reduce(study_.measures, path, simulation, record);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::system_error&) {
        throw;
    } catch (const std::exception& error) {
        record.metrics.clear();
        record.series.clear();
        record.begins.clear();
        record.failure = RunFailure{stage, error.what()};
    }
    return record;
}

}  // namespace enclosure
