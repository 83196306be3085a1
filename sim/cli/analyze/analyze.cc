#include "sim/cli/analyze/analyze.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <stdexcept>

#include "analysis/answer/answer.h"
#include "analysis/answer/answer_file.h"
#include "analysis/data/analysis_error.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/say.h"
#include "sim/cli/study/open.h"
#include "sim/output/output_error.h"
#include "sim/study/merge.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

// "x1=0:1" as x1 and 0:1.
std::pair<std::string, std::string> key_and_value(const std::string& option, const std::string& text) {
    const std::size_t at = text.find('=');
    if (at == std::string::npos || at == 0 || at + 1 == text.size())
        throw UsageError(fmt::format("{} {}: write it as NAME=VALUE", option, text));
    return {text.substr(0, at), text.substr(at + 1)};
}

double number_of(const std::string& option, const std::string& text) {
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) throw UsageError(fmt::format("{}: {} is no number", option, text));
    return value;
}

// Names that are separated by commas, in one option or several.
std::vector<std::string> names_in(const std::vector<std::string>& options) {
    std::vector<std::string> names;
    for (const std::string& option : options) {
        for (std::size_t at = 0; at <= option.size();) {
            const std::size_t comma = std::min(option.find(',', at), option.size());
            if (comma > at) names.push_back(option.substr(at, comma - at));
            at = comma + 1;
        }
    }
    return names;
}

CsvRoles roles_of(const TableOptions& table) {
    CsvRoles roles{.outcomes = names_in(table.outcomes),
                   .inputs = names_in(table.inputs),
                   .categories = names_in(table.categories),
                   .levers = names_in(table.levers),
                   .design = table.design,
                   .second_order = table.second_order};
    for (const std::string& text : table.ranges) {
        const auto [id, range] = key_and_value("--range", text);
        const std::size_t colon = range.find(':');
        if (colon == std::string::npos) throw UsageError(fmt::format("--range {}: write it as NAME=LOW:HIGH", text));
        roles.ranges[id] = {number_of("--range", range.substr(0, colon)), number_of("--range", range.substr(colon + 1))};
    }
    for (const std::string& text : table.groups) roles.groups.insert(key_and_value("--group", text));
    for (const std::string& text : table.better) {
        const auto [id, way] = key_and_value("--better", text);
        if (way != "higher" && way != "lower") throw UsageError(fmt::format("--better {}: higher or lower", text));
        roles.better[id] = way == "higher" ? Better::higher : Better::lower;
    }
    for (const std::string& text : table.satisficing) {
        const auto [id, level] = key_and_value("--satisficing", text);
        roles.satisficing[id] = number_of("--satisficing", level);
    }
    return roles;
}

bool is_csv(const fs::path& file) {
    return file.extension() == ".csv";
}

bool says_nothing(const TableOptions& t) {
    return t.outcomes.empty() && t.inputs.empty() && t.categories.empty() && t.ranges.empty() && t.groups.empty() && t.levers.empty() &&
           t.better.empty() && t.satisficing.empty() && t.design.empty() && !t.second_order;
}

// The study of a folder, merged if nothing is missing or that is allowed; written anew where the file is older than the records say.
StudyData merged_study(const fs::path& folder, bool partial) {
    const Study study = open(folder, Model::any);
    const RecordIndex index(folder / records_folder);
    const Plan plan = plan_of(study, index);
    const MergeState state = merge_state(study, plan, index);
    if (!state.complete() && !partial) {
        std::string text = fmt::format("{}: {} of {} runs are missing{}", folder.string(), count_text(state.missing),
                                       count_text(state.planned), state.conflicts.empty() ? "" : ", and records contradict each other");
        for (std::size_t k = 0; k < state.first_missing.size() && k < 5; ++k) {
            const PlannedRun& run = state.first_missing[k];
            const std::string settings = settings_text(study, plan, run);
            text += fmt::format("\n  point {}, arm {}, world {}{}", run.point, study.arms[run.arm].id, run.replicate,
                                settings.empty() ? "" : ": " + settings);
        }
        if (!state.settled && state.missing == 0) text += "\n  the results so far ask for more runs";
        throw IncompleteStudy(text + fmt::format("\nenclosure study run {} makes them; --partial takes what is there", folder.string()));
    }
    const fs::path file = folder / "study.h5";
    std::error_code none;
    if (fs::exists(file, none) && state.complete()) {
        try {
            StudyData merged = read_study(file);
            if (merged.missing == 0 && merged.runs() == state.planned) return merged;
        } catch (const std::exception&) {  // of another version, or damaged: written anew
        }
    }
    write_study_file(file, study, plan, index);
    return read_study(file);
}

void write_answer(const AnalyzeCommand& command, const Answer& answer) {
    const fs::path output = *command.output;
    const std::string kind = output.extension().string();
    if (kind == ".json" || kind == ".csv" || kind == ".html" || kind == ".svg") {
        write_text(output, answer_file(answer, kind));
        return;
    }
    fs::create_directories(output);
    for (const auto& [name, text] : answer_files(answer)) {
        check_output(output / name, command.force);
        write_text(output / name, text);
    }
}

Answer answer_of(const AnalyzeCommand& c, const StudyData& study, const Scope& scope, const Threads& threads) {
    if (c.question == "replicates") return replicates_answer(study, scope, c.replicates);
    if (c.question == "morris") return morris_answer(study, scope, c.morris);
    if (c.question == "sobol") return sobol_answer(study, scope, c.sobol, threads);
    if (c.question == "score") return score_answer(study, scope, c.score, threads);
    if (c.question == "robust") return robust_answer(study, scope, c.robust, threads);
    if (c.question == "pareto") return pareto_answer(study, scope, c.pareto, threads);
    if (c.question == "emulator") return emulator_answer(study, scope, c.emulator, threads);
    if (c.question == "regional") {
        RegionalQuestion question = c.regional;
        question.cases = c.cases;
        question.has_cases = c.cases.above || c.cases.below || c.cases.failed_runs;
        return regional_answer(study, scope, question, threads);
    }
    if (c.question == "prim") {
        PrimQuestion question = c.prim;
        question.cases = c.cases;
        return prim_answer(study, scope, question, threads);
    }
    if (c.question == "cart") {
        CartQuestion question = c.cart;
        question.cases = c.cases;
        return cart_answer(study, scope, question, threads);
    }
    TippingQuestion question = c.tipping;
    if (c.lock_in_above) question.lock_in = at_least(*c.lock_in_above);
    if (c.lock_in_below) question.lock_in = at_most(*c.lock_in_below);
    return tipping_answer(study, scope, question, threads);
}

}  // namespace

StudyData study_to_analyze(const std::string& what, const TableOptions& table, bool partial) {
    const fs::path path = what;
    std::error_code none;
    if (!fs::exists(path, none)) throw FileError(what + ": there is no such file or folder");
    if (is_csv(path)) return read_csv_data(path, roles_of(table));
    if (!says_nothing(table))
        throw UsageError("columns are named for a table (a .csv file); a study says itself what its factors and metrics are");
    if (fs::is_directory(path, none) && fs::exists(path / "plans", none)) return merged_study(path, partial);
    StudyData study = read_study(path);
    if (study.missing > 0 && !partial) {
        std::string text = fmt::format("{}: {} runs are missing", what, count_text(study.missing));
        for (std::size_t k = 0; k < study.missing_examples.size() && k < 5; ++k) text += "\n  " + study.missing_examples[k];
        throw IncompleteStudy(text + "\nenclosure study run on its folder makes them; --partial takes what is there");
    }
    return study;
}

int analyze(const AnalyzeCommand& command) {
    if (command.output) {
        const std::string kind = fs::path(*command.output).extension().string();
        if (!kind.empty() && kind != ".json" && kind != ".csv" && kind != ".html" && kind != ".svg") {
            throw UsageError(fmt::format(
                "-o {}: answers are written as .html, .json, .csv or .svg, or into a folder, whose name has no dot", *command.output));
        }
        std::error_code none;
        const fs::path output = *command.output;
        if (!output.has_extension()) {
            if (fs::exists(output, none) && !fs::is_directory(output, none)) throw FileError(output.string() + " is no folder");
        } else {
            check_output(output, command.force);
        }
    }
    AnalyzeCommand asked = command;
    asked.scope.metrics = names_in(command.scope.metrics);
    asked.tipping.series = names_in(command.tipping.series);
    asked.tipping.axes = names_in(command.tipping.axes);
    if (is_csv(command.what)) asked.table.outcomes = asked.scope.metrics;  // of a table, metrics are columns
    const StudyData study = study_to_analyze(command.what, asked.table, command.partial);
    const Threads threads(command.threads);
    Answer answer = answer_of(asked, study, scope_of(study, asked.scope), threads);
    std::vector<std::string> warnings;  // several methods may say the same
    for (std::string& warning : answer.warnings) {
        if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end()) warnings.push_back(std::move(warning));
    }
    answer.warnings = std::move(warnings);
    if (command.output) write_answer(command, answer);
    print_result(command.json ? answer_json({answer}) : answer_text(answer));
    return exit_done;
}

}  // namespace enclosure::cli
