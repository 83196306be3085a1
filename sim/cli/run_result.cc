#include "sim/cli/run_result.h"

#include <fmt/format.h>

#include <filesystem>

#include "analysis/report/summary.h"
#include "sim/base/calendar.h"
#include "sim/base/json.h"
#include "sim/policy/agenda.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"
#include "sim/world/world.h"

namespace enclosure::cli {
namespace {

std::string_view state_name(const RunResult& result) {
    return result.complete ? "complete" : "interrupted";
}

Date end_date(const RunResult& result) {
    const TimeSpan& time = result.scenario.time;
    return date_after(time.start, static_cast<double>(result.steps) * time.step);
}

std::string row_json(const SummaryRow& row) {
    return fmt::format(
        R"({{"section": {}, "label": {}, "level": {}, "group": {}, "series": {}, "unit": {}, "averaged": {}, "start": {}, "end": {}, )"
        R"("change": {}}})",
        json_string(row.section), json_string(row.label), row.level, json_string(row.group), json_string(row.series), json_string(row.unit),
        row.averaged, json_number(row.start), json_number(row.end), json_string(row.change));
}

std::string row_json(const PatternRow& row) {
    const PatternBand& band = row.band;
    return fmt::format(
        R"({{"pattern": {}, "name": {}, "part": {}, "when": {}, "unit": {}, "value": {}, "lo": {}, "hi": {}, "verdict": {}}})",
        band.pattern, json_string(band.name), json_string(row.part), json_string(band.when), json_string(band.unit), json_number(row.value),
        json_number(band.lo), json_number(band.hi), json_string(verdict_text(row.verdict)));
}

std::string row_json(const ConditionCourse& course) {
    std::string dates;
    for (const std::string& date : course.begun) dates += (dates.empty() ? "" : ", ") + json_string(date);
    return fmt::format(R"({{"event": {}, "title": {}, "when": {}, "begun": [{}]}})", json_string(course.event), json_string(course.title),
                       json_string(course.when), dates);
}

std::string conditions_table(const std::vector<ConditionCourse>& conditions) {
    std::string out = "Conditions\n";
    for (const ConditionCourse& one : conditions) {
        const std::string dates = one.begun.empty() ? "never began" : fmt::format("began {}", fmt::join(one.begun, ", "));
        out += fmt::format("  {} ({}): {}\n", one.event, one.when, dates);
    }
    return out;
}

template <class Row>
std::string rows_json(const std::vector<Row>& all) {
    std::string rows;
    for (const Row& row : all) rows += (rows.empty() ? "\n    " : ",\n    ") + row_json(row);
    return rows;
}

}  // namespace

std::vector<PatternBand> evidence_bands() {
    const std::filesystem::path file = data_root() / "data" / "patterns.csv";
    return std::filesystem::exists(file) ? read_pattern_bands(file) : std::vector<PatternBand>{};
}

std::vector<ConditionCourse> condition_courses(const World& world, const RunRecorder& recorder) {
    std::vector<ConditionCourse> all;
    for (const AgendaEvent* planned : conditional_events(*world.agenda)) {
        ConditionCourse course{.event = planned->path, .title = planned->subject, .when = planned->event.when, .begun = {}};
        for (const double time : recorder.begun(planned->serial)) {
            course.begun.push_back(to_string(date_after(world.scenario.time.start, time)));
        }
        all.push_back(std::move(course));
    }
    return all;
}

RunResult result_of(const Scenario& scenario, const RunFile& results, const Simulation& simulation, const RunRecorder& recorder,
                    bool complete) {
    return {.scenario = scenario,
            .results = results,
            .complete = complete,
            .steps = simulation.steps_made(),
            .steps_total = simulation.steps_total(),
            .state_hash = simulation.state_hash(),
            .conditions = condition_courses(simulation.world(), recorder)};
}

std::string replay_text(const ReplayOutcome& replay) {
    const std::string head = fmt::format("session     {} ({} steps, {} changes of rules): ", replay.session, replay.steps, replay.changes);
    if (!replay.parted) return head + "every state is that of the session\n";
    return head + fmt::format("NOT reproduced\nThe first state that differs is that after step {} ({}).\n{}{}", *replay.parted, replay.date,
                              replay.build, replay.build.empty() ? "" : "\n");
}

std::string replay_member(const ReplayOutcome& replay) {
    return fmt::format("\n  \"replay\": {{\"session\": {}, \"changes\": {}, \"reproduced\": {}, \"parted\": {}}}",
                       json_string(replay.session), replay.changes, !replay.parted,
                       replay.parted ? fmt::format("{}", *replay.parted) : "null");
}

std::string result_text(const RunResult& result) {
    std::string out = summary_table(result.results);
    if (!out.empty() && out.back() != '\n') out += '\n';
    if (!result.patterns.empty()) out += "\n" + pattern_table(result.patterns);
    if (!result.conditions.empty()) out += "\n" + conditions_table(result.conditions);
    out += fmt::format("\nstate hash  {:016x}\n", result.state_hash);
    if (result.replay) out += replay_text(*result.replay);
    if (result.file) out += fmt::format("run file    {} ({})\n", *result.file, state_name(result));
    return out;
}

std::string result_json(const RunResult& result) {
    const Scenario& s = result.scenario;
    return fmt::format(
        "{{\n  \"scenario\": {},\n  \"title\": {},\n  \"seed\": {},\n  \"users\": {},\n  \"developers\": {},\n  \"start\": {},\n  \"end\": "
        "{},\n"
        "  \"steps\": {},\n  \"steps_total\": {},\n  \"state\": {},\n  \"state_hash\": \"{:016x}\",\n  \"seconds\": {},\n  \"file\": {},\n"
        "  \"summary\": [{}\n  ],\n  \"patterns\": [{}\n  ],\n  \"conditions\": [{}\n  ]{}\n}}\n",
        json_string(s.id), json_string(s.title), s.seed, s.population.users, s.population.developers, json_string(to_string(s.time.start)),
        json_string(to_string(end_date(result))), result.steps, result.steps_total, json_string(state_name(result)), result.state_hash,
        json_number(result.seconds), result.file ? json_string(*result.file) : "null", rows_json(summarise(result.results)),
        rows_json(result.patterns), rows_json(result.conditions), result.replay ? "," + replay_member(*result.replay) : "");
}

}  // namespace enclosure::cli
