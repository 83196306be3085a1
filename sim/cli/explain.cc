#include "sim/cli/explain.h"

#include <fmt/format.h>

#include <stdexcept>
#include <string_view>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/cli/exit.h"
#include "sim/cli/explain_firm.h"
#include "sim/cli/explain_user.h"
#include "sim/cli/output.h"
#include "sim/cli/progress.h"
#include "sim/cli/run_source.h"
#include "sim/cli/say.h"
#include "sim/cli/signals.h"
#include "sim/run/simulation.h"

namespace enclosure::cli {
namespace {

// First day on which the run no longer is: of a run that was to end early, that end.
Date end_of(const RunSource& source) {
    const TimeSpan& time = source.loaded.scenario.time;
    const std::optional<Date> until = source.run ? parse_date(text_attribute(*source.run, "until")) : std::nullopt;
    return until && *until < time.end ? *until : date_after(time.start, static_cast<double>(step_count(time)) * time.step);
}

// Index of the step that holds the date asked for; without one, of the last that the file holds.
std::size_t step_of(const ExplainCommand& command, const RunSource& source) {
    const TimeSpan& time = source.loaded.scenario.time;
    if (step_count(time) == 0) throw UsageError("the scenario is over before its first step: there is nothing to explain");
    if (!command.date) return (source.run ? steps_in(*source.run, source.loaded.scenario) : step_count(time)) - 1;
    const Date end = end_of(source);
    const std::optional<Date> date = parse_date(*command.date);
    if (!date) throw UsageError(fmt::format("--date {}: not a date such as 2030-01-01", *command.date));
    if (*date < time.start || *date >= end) {
        throw UsageError(
            fmt::format("--date {}: the run goes from {} to {}; the date must not be before the one and must be before the other",
                        *command.date, to_string(time.start), to_string(end)));
    }
    std::size_t step = 0;
    while (date_after(time.start, static_cast<double>(step + 1) * time.step) <= *date) ++step;
    return step;
}

// Makes all steps up to and with that one. False if a signal came.
bool run_to(Simulation& simulation, std::size_t last, const BeforePhase& before, bool quiet, StopSignals& signals) {
    Progress progress(progress_style(quiet));
    while (simulation.steps_made() <= last) {
        if (signals.received() != 0) return false;
        simulation.step(before);
        const std::string date = to_string(simulation.date());
        progress.show({.made = simulation.steps_made(), .total = last + 1, .date = date});
    }
    return true;
}

int stopped(StopSignals& signals) {
    say("enclosure: stopped before there was anything to explain\n");
    return exit_after(signals.received());
}

// What the run file has as hash of the state after the last step made; none if it does not hold that step.
std::optional<std::uint64_t> hash_in_file(const RunSource& source, std::size_t step) {
    if (!source.run) return {};
    const auto stride = static_cast<std::size_t>(source.loaded.scenario.output.stride);
    const std::vector<std::uint64_t> hashes = recorded_hashes(*source.run);
    if (step % stride != 0 || step / stride >= hashes.size()) return {};
    return hashes[step / stride];
}

ExplainedRun explained_run(const ExplainCommand& command, const RunSource& source, const Simulation& simulation) {
    ExplainedRun run{.file = command.file,
                     .from_run_file = source.run.has_value(),
                     .date = to_string(simulation.step_date(simulation.steps_made() - 1))};
    if (const auto hash = hash_in_file(source, simulation.steps_made() - 1)) run.reproduced = *hash == simulation.state_hash();
    if (run.reproduced == false) {
        say("enclosure: this program does not reproduce {}: what is explained is the run repeated; see enclosure verify\n", command.file);
    }
    return run;
}

// Refuses what is near the name of a firm of the scenario before anything is run; whether there is such an entrant, the run will show.
void check_firm(const std::string& name, const Scenario& scenario) {
    if (name.starts_with("entrant_")) return;
    std::vector<std::string> names;
    for (const FirmRow& row : scenario.firm) {
        if (name == row.id || name == row.title) return;
        names.push_back(row.id);
    }
    const std::string suggestion = did_you_mean(name, names);
    if (!suggestion.empty()) throw UsageError(fmt::format("--firm {}: there is no such firm{}", name, suggestion));
}

[[noreturn]] void refuse_unknown(const std::string& name, const World& world, const std::string& date) {
    const std::vector<std::string> names = firm_names(world);
    std::string list;
    for (const std::string& known : names) list += (list.empty() ? "" : ", ") + known;
    throw UsageError(
        fmt::format("--firm {}: no firm of that name has come up by {}; there are {}{}", name, date, list, did_you_mean(name, names)));
}

// Why there is nothing to explain.
[[noreturn]] void refuse_without_review(const std::string& name, std::size_t f, std::uint32_t empty_reviews, const Simulation& simulation,
                                        const std::string& date) {
    const World& world = simulation.world();
    const Firms& firms = world.firms;
    std::string why;
    if (!world.rules.parameters.review.reviews) {
        why = "firms review no strategies in this scenario (review.reviews = false)";
    } else if (firms.fixed_strategy[f] != 0) {
        why = fmt::format("its strategy, {}, is fixed", world.rules.strategy[firms.strategy[f]].title);
    } else if (empty_reviews > 0) {
        why = "it had no model to offer at any of its reviews";
    } else if (firms.alive[f] == 0) {
        why = "it was gone before its first";
    } else if (!firms.active(f, world.step.t)) {
        why = fmt::format("it is not active before {}", to_string(date_after(world.scenario.time.start, firms.start[f])));
    } else {
        why = fmt::format("its first is due on {}", to_string(date_after(world.scenario.time.start, firms.next_review[f])));
    }
    throw UsageError(fmt::format("--firm {}: it has weighed no strategies by {}: {}", name, date, why));
}

int explain_firm(const ExplainCommand& command, const RunSource& source, Simulation& simulation, std::size_t last, StopSignals& signals) {
    const std::string& name = *command.firm;
    check_firm(name, source.loaded.scenario);
    std::optional<StrategyExplanation> review;
    std::uint32_t empty_reviews = 0;
    const bool finished = run_to(
        simulation, last,
        [&](std::string_view phase, const World& world) {
            if (phase != "review strategies") return;
            const std::optional<std::size_t> f = firm_named(world, name);
            if (!f || !reviews_strategy(world, *f)) return;
            if (!weighs_strategies(world.firms, *f)) {
                ++empty_reviews;
            } else {
                review = explain_strategy(world, *f);
            }
        },
        command.quiet, signals);
    if (!finished) return stopped(signals);
    const ExplainedRun run = explained_run(command, source, simulation);
    const std::optional<std::size_t> f = firm_named(simulation.world(), name);
    if (!f) refuse_unknown(name, simulation.world(), run.date);
    if (!review) refuse_without_review(name, *f, empty_reviews, simulation, run.date);
    const std::string date = to_string(simulation.step_date(review->step));
    print_result(command.json ? firm_json(run, *review, date) : firm_text(run, *review, date));
    return exit_done;
}

int explain_user(const ExplainCommand& command, const RunSource& source, Simulation& simulation, std::size_t last, StopSignals& signals) {
    const std::size_t user = user_row(*command.user, simulation.world());
    std::optional<ChoiceExplanation> choice;
    const bool finished = run_to(
        simulation, last,
        [&](std::string_view phase, const World& world) {
            if (phase == "choose models" && world.step.index == last) choice = explain_choice(world, user);
        },
        command.quiet, signals);
    if (!finished) return stopped(signals);
    // The explanation is of what was done, or it is none.
    if (simulation.world().users.choice[user] != choice->after)
        throw std::logic_error("the explanation of a choice is not the choice made");
    const ExplainedRun run = explained_run(command, source, simulation);
    print_result(command.json ? user_json(run, *choice, simulation.world()) : user_text(run, *choice, simulation.world()));
    return exit_done;
}

}  // namespace

int explain(const ExplainCommand& command) {
    if (command.firm.has_value() == command.user.has_value()) throw UsageError("explain needs either --firm NAME or --user I");
    StopSignals signals;  // before any thread is started
    const RunSource source = open_source(command.file);
    const std::size_t last = step_of(command, source);
    Simulation simulation(source.loaded.scenario, {.threads = command.threads});
    return command.firm ? explain_firm(command, source, simulation, last, signals)
                        : explain_user(command, source, simulation, last, signals);
}

}  // namespace enclosure::cli
