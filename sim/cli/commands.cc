#include "sim/cli/commands.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/base/version.h"
#include "sim/cli/analyze/analyze.h"
#include "sim/cli/check.h"
#include "sim/cli/claims/claims.h"
#include "sim/cli/compare.h"
#include "sim/cli/diff.h"
#include "sim/cli/exit.h"
#include "sim/cli/explain.h"
#include "sim/cli/new.h"
#include "sim/cli/options.h"
#include "sim/cli/output.h"
#include "sim/cli/reference.h"
#include "sim/cli/report.h"
#include "sim/cli/run.h"
#include "sim/cli/show.h"
#include "sim/cli/study/study.h"
#include "sim/cli/theory.h"
#include "sim/cli/verify.h"
#include "sim/cli/view.h"

namespace enclosure::cli {
namespace {

struct Commands {
    std::vector<std::string> mistakes;  ///< in numbers: reported with whatever else is wrong
    RunCommand run;
    CompareCommand compare;
    BranchCommand branch;
    DiffCommand diff;
    NewCommand new_file;
    CheckCommand check;
    ShowCommand show;
    ReportCommand report;
    TheoryCommand theory;
    ExplainCommand explain;
    VerifyCommand verify;
    StudyCommand study;
    AnalyzeCommand analyze;
    ClaimsCommand claims;
    ReferenceCommand params, indicators, policies, pipeline;
};

// What every run can be told, from wherever it begins.
void add_run_options(CLI::App& sub, RunCommand& run, std::vector<std::string>& mistakes) {
    sub.add_option("-o,--output", run.output, "Run file to write (HDF5); without it no file is written")->type_name("FILE.h5");
    add_flag(sub, "--force", run.force, "Overwrite the output and the checkpoint");
    add_threads(sub, run.threads, mistakes);
    sub.add_option("--until", run.until, "Date on which the run ends, before the scenario's end")->type_name("DATE");
    add_flag(sub, "--audit", run.audit, "Check after every step that users and money are conserved");
    add_flag(sub, "--quiet", run.quiet, "No progress on standard error");
    add_flag(sub, "--json", run.json, "Print one JSON object instead of the table");
    sub.add_option("--checkpoint", run.checkpoint, "Checkpoint to write while the run goes on and at its end")->type_name("FILE");
    sub.add_option("--every", run.every, "Length of time between two checkpoints, such as 6month; a year if not given")->type_name("TIME");
}

void add_run(CLI::App& app, RunCommand& run, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("run", "Run a scenario and print a summary");
    sub.add_option("SCENARIO", run.scenario, "Scenario file, or lib:NAME for a shipped one; the baseline if none is given")->type_name("");
    add_list(sub, "--policy", run.policies, "Policy file to lay on the scenario; may be given more than once", "FILE");
    add_list(sub, "--set", run.settings, "Set a value of the scenario, such as prices.adjustment=2; may be given more than once",
             "path=value");
    sub.add_option("--seed", run.seed, "Seed instead of the scenario's")
        ->type_name("N")
        ->transform(whole_number("--seed", 0, largest_seed, mistakes));
    sub.add_option("--resume", run.resume, "Checkpoint to go on from, instead of a scenario")->type_name("FILE");
    sub.add_option("--replay", run.replay, "Log of a live session to make again; exits with 4 if a state differs")->type_name("SESSION");
    add_run_options(sub, run, mistakes);
}

void add_branch(CLI::App& app, BranchCommand& branch, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("branch", "Go on from a checkpoint under other policies or parameters");
    sub.add_option("CHECKPOINT", branch.from, "Checkpoint that a run wrote")->type_name("")->required();
    add_list(sub, "--policy", branch.run.policies, "Policy file to lay on the run from now on; may be given more than once", "FILE");
    add_list(sub, "--set", branch.run.settings, "Set a parameter from now on, such as prices.adjustment=2; may be given more than once",
             "path=value");
    add_run_options(sub, branch.run, mistakes);
}

void add_diff(CLI::App& app, DiffCommand& diff, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("diff", "Find where two runs part, and what follows; exits with 4 if they differ");
    sub.add_option("A", diff.a, "Run file, scenario or policy file, or lib:NAME")->type_name("")->required();
    sub.add_option("B", diff.b, "The other")->type_name("")->required();
    add_threads(sub, diff.threads, mistakes);
    sub.add_option("--until", diff.until, "Date at which the comparison ends")->type_name("DATE");
    add_flag(sub, "--quiet", diff.quiet, "No progress on standard error");
}

void add_compare(CLI::App& app, CompareCommand& compare, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("compare", "Say what policies would change, for whom, and how sure that is");
    sub.add_option("SCENARIO", compare.scenario, "Scenario file, or lib:NAME for a shipped one; the baseline if none is given")
        ->type_name("");
    add_list(sub, "--policy", compare.policies,
             "Policy to compare with the scenario as it is: a file, or the name of a shipped one; several of one arm are joined by commas. "
             "May be given more than once",
             "FILE");
    sub.add_option("--replicates", compare.replicates, "Worlds, at least 2; 20 if not given")
        ->type_name("N")
        ->transform(whole_number("--replicates", 0, most_replicates, mistakes));
    sub.add_option("--until", compare.until,
                   "Go on until the 95% interval of that indicator is no wider than that to each side, from 20 worlds on, at most 1000")
        ->type_name("METRIC=HALFWIDTH");
    add_list(sub, "--smallest", compare.smallest, "Smallest effect of interest of an indicator; may be given more than once",
             "METRIC=VALUE");
    sub.add_option("-o,--output", compare.output, "Folder for compare.h5 and report.html, made if it is not there")->type_name("DIR");
    add_flag(sub, "--force", compare.force, "Overwrite these two files");
    add_list(sub, "--set", compare.settings, "Set a value of the scenario in every arm; may be given more than once", "path=value");
    sub.add_option("--seed", compare.seed, "Seed instead of the scenario's")
        ->type_name("N")
        ->transform(whole_number("--seed", 0, largest_seed, mistakes));
    sub.add_option("--threads", compare.threads, "Runs at a time; one per processor if not given. Results do not depend on it")
        ->type_name("N")
        ->transform(whole_number("--threads", 1, most_threads, mistakes));
    add_flag(sub, "--quiet", compare.quiet, "No progress on standard error");
    add_flag(sub, "--json", compare.json, "Print one JSON object instead of the table");
}

void add_files(CLI::App& app, Commands& all) {
    CLI::App& fresh = *app.add_subcommand("new", "Write a commented scenario that extends the baseline, to edit");
    fresh.add_option("FILE", all.new_file.file, "File to write")->type_name("")->required();
    CLI::App& check = *app.add_subcommand("check", "Report every mistake in scenario and policy files");
    check.add_option("FILE", all.check.files, "Scenario or policy files")->type_name("")->required();
    CLI::App& show = *app.add_subcommand("show", "Print a scenario with all that it extends filled in");
    show.add_option("FILE", all.show.files, "Scenario or policy files")->type_name("")->required();
    add_flag(show, "--origin", all.show.origin, "Each value with the file and line that it comes from");
    CLI::App& report = *app.add_subcommand("report", "Turn a run file or a study into a self-contained page");
    report.add_option("FILE", all.report.file, "Run file, or the folder or merged file of a study")->type_name("")->required();
    report.add_option("-o,--output", all.report.output, "Page to write; the file's name with .html if not given, report.html in a folder")
        ->type_name("report.html");
    add_flag(report, "--force", all.report.force, "Overwrite the page");
    add_flag(report, "--partial", all.report.partial, "Of a study, also where runs are missing");
    report.add_option("--confidence", all.report.confidence, "Of a study, confidence of intervals; 0.95 if not given")
        ->type_name("NUMBER")
        ->transform(number_between("--confidence", 1e-6, 1 - 1e-9, all.mistakes));
    add_threads(report, all.report.threads, all.mistakes);
}

void add_theory(CLI::App& app, TheoryCommand& theory, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("theory", "Compare the model with known theory; exits with 4 if they disagree");
    sub.add_option("ID", theory.ids, "Theories by name or letter, with the derivation of each number; all if none is given")->type_name("");
    sub.add_option("--effort", theory.effort, "Factor on the number of replicates")
        ->type_name("N")
        ->transform(whole_number("--effort", 1, 1000, mistakes));
    add_flag(sub, "--json", theory.json, "Print one JSON object instead of the table");
}

void add_explain(CLI::App& app, ExplainCommand& explain, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("explain", "Say why a firm chose its strategy, or a user his model");
    sub.add_option("FILE", explain.file, "Run file, or a scenario or policy file; the run is repeated to the date")
        ->type_name("")
        ->required();
    sub.add_option("--firm", explain.firm, "Firm, by its id, or its label for an entrant: its last review by the date")->type_name("NAME");
    sub.add_option("--user", explain.user, "User, by row or by CELL:INDEX, such as consumer/europe/general:0")->type_name("I");
    sub.add_option("--date", explain.date, "A day of the step that is meant; the last of the run if not given")->type_name("DATE");
    add_threads(sub, explain.threads, mistakes);
    add_flag(sub, "--quiet", explain.quiet, "No progress on standard error");
    add_flag(sub, "--json", explain.json, "Print one JSON object instead of the tables");
}

void add_verify(CLI::App& app, VerifyCommand& verify, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("verify", "Repeat the run of a run file and compare every bit; exits with 4 if one differs");
    sub.add_option("FILE", verify.file, "Run file")->type_name("")->required();
    add_threads(sub, verify.threads, mistakes);
    add_flag(sub, "--quiet", verify.quiet, "No progress on standard error");
    add_flag(sub, "--json", verify.json, "Print one JSON object instead of the text");
}

void add_study_workers(CLI::App& sub, StudyCommand& study, std::vector<std::string>& mistakes) {
    sub.add_option("--jobs", study.jobs, "Runs at a time; one per processor if not given")
        ->type_name("N")
        ->transform(whole_number("--jobs", 1, most_threads, mistakes));
}

void add_study_json(CLI::App& sub, StudyCommand& study) {
    add_flag(sub, "--json", study.json, "Print one JSON object instead of the text");
}

void add_study_run(CLI::App& app, StudyCommand& study, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("run", "Make the runs of a study that are missing; what was made before is kept");
    sub.add_option("STUDY", study.what, "Study file, or the folder of a study")->type_name("")->required();
    sub.add_option("--dir", study.folder, "Folder of the study; the file's name with .study if not given")->type_name("DIR");
    add_study_workers(sub, study, mistakes);
    sub.add_option("--threads", study.threads, "Threads of each run; 1 if not given. Results do not depend on it")
        ->type_name("N")
        ->transform(whole_number("--threads", 1, most_threads, mistakes));
    sub.add_option("--stripe", study.stripe, "Make the K-th of M parts, as in an array of jobs")->type_name("K/M");
    sub.add_option("--claim", study.claim, "Share the work with other processes of the round; under Slurm the job names it, if not given")
        ->type_name("ROUND")
        ->expected(0, 1);
    add_flag(sub, "--mpi", study.mpi, "Share the work among the ranks of an MPI job, as in mpirun -n 8 enclosure study run DIR --mpi");
    sub.add_option("--slurm", study.slurm, "Submit it as an array of Slurm and a job that merges, with these options of sbatch")
        ->type_name("OPTIONS")
        ->expected(1);
    add_flag(sub, "--quiet", study.quiet, "No progress on standard error");
}

void add_study(CLI::App& app, StudyCommand& study, std::vector<std::string>& mistakes) {
    CLI::App& all = *app.add_subcommand("study", "Run designs of many runs, which cannot be lost");
    all.require_subcommand(1);
    CLI::App& plan = *all.add_subcommand("plan", "Say what a study would run and what that costs; runs nothing but a pilot");
    plan.add_option("STUDY", study.what, "Study file, or the folder of a study")->type_name("")->required();
    plan.add_option("--dir", study.folder, "Folder of the study; the file's name with .study if not given")->type_name("DIR");
    add_study_workers(plan, study, mistakes);
    add_study_json(plan, study);
    add_study_run(all, study, mistakes);
    CLI::App& status = *all.add_subcommand("status", "Say what is done, failed and missing, also while the study runs");
    status.add_option("DIR", study.what, "Folder of the study")->type_name("")->required();
    add_study_json(status, study);
    CLI::App& merge = *all.add_subcommand("merge", "Make one file of a study's records; exits with 4 if some are missing or contradict");
    merge.add_option("DIR", study.what, "Folder of the study")->type_name("")->required();
    merge.add_option("OTHER", study.others, "Folders with records of the same study, made elsewhere")->type_name("");
    merge.add_option("-o,--output", study.output, "File to write; study.h5 in the folder if not given")->type_name("FILE.h5");
    add_flag(merge, "--partial", study.partial, "Merge what is there, with a list of what is missing");
    add_flag(merge, "--force", study.force, "Overwrite the file that -o names");
    CLI::App& extend = *all.add_subcommand("extend", "Add replicates, points or arms to a study that was begun");
    extend.add_option("STUDY", study.what, "Folder of the study, or the study file as it is now, with --dir")->type_name("")->required();
    extend.add_option("--dir", study.folder, "Folder of the study")->type_name("DIR");
    extend.add_option("--replicates", study.replicates, "Worlds in which each arm runs at each point")
        ->type_name("N")
        ->transform(whole_number("--replicates", 1, most_replicates, mistakes));
    add_flag(extend, "--force", study.force, "Also where runs that are there would be none of the study any more");
    CLI::App& tables = *all.add_subcommand("export", "Write a study's results as a table for other tools");
    tables.add_option("DIR", study.what, "Folder of the study, or its merged file")->type_name("")->required();
    add_choice(tables, "--layout", study.layout, "Rows of runs, of runs and metrics, of runs and dates, or a layout of dashboards");
    tables.add_option("-o,--output", study.output, "Table to write (CSV)")->type_name("FILE.csv")->required();
    add_flag(tables, "--partial", study.partial, "Also where runs are missing");
    add_flag(tables, "--force", study.force, "Overwrite the table");
    CLI::App& replay = *all.add_subcommand("replay", "Make one run of a study again, with its full output");
    replay.add_option("DIR", study.what, "Folder of the study")->type_name("")->required();
    replay.add_option("--run", study.run, "Its number in study.h5, or its key")->type_name("I")->required();
    replay.add_option("-o,--output", study.output, "Run file to write (HDF5)")->type_name("FILE.h5");
    replay.add_option("--threads", study.threads, "Threads; results do not depend on it")
        ->type_name("N")
        ->transform(whole_number("--threads", 1, most_threads, mistakes));
    add_flag(replay, "--force", study.force, "Overwrite the output");
    add_flag(replay, "--quiet", study.quiet, "No progress on standard error");
}

int dispatch_study(const CLI::App& app, const StudyCommand& study) {
    const CLI::App& all = *app.get_subcommand("study");
    if (all.got_subcommand("plan")) return study_plan(study);
    if (all.got_subcommand("run")) return study_run(study);
    if (all.got_subcommand("status")) return study_status(study);
    if (all.got_subcommand("merge")) return study_merge(study);
    if (all.got_subcommand("extend")) return study_extend(study);
    if (all.got_subcommand("export")) return study_export(study);
    return study_replay(study);
}

// Its options are the viewer's own.
void add_view(CLI::App& app) {
    CLI::App& sub =
        *app.add_subcommand("view", "Explore a scenario, a run or a study live in the viewer; enclosure view --help lists its options");
    sub.set_help_flag();
    sub.prefix_command();
}

void add_claims(CLI::App& app, ClaimsCommand& claims, std::vector<std::string>& mistakes) {
    CLI::App& sub = *app.add_subcommand("claims", "Try the claims of the debate: run them and say what the runs say");
    sub.add_option("CLAIM", claims.claims, "Ids of shipped claims, or claim files; all shipped ones if none is given")->type_name("");
    add_flag(sub, "--list", claims.list, "List the claims and run nothing");
    add_flag(sub, "--schema", claims.schema, "Print a JSON Schema of claim files, for editors, and run nothing");
    add_flag(sub, "--check", claims.check, "Say what is wrong with the files and run nothing");
    add_flag(sub, "--plan", claims.plan, "Say how many runs there are and what they cost; runs nothing but a pilot");
    sub.add_option("--replicates", claims.replicates, "Worlds of each arm in place of the claims' own numbers")
        ->type_name("N")
        ->transform(whole_number("--replicates", 2, most_replicates, mistakes));
    sub.add_option("--under", claims.under, "Also try each claim in the worlds of a study, such as lib:studies/claims_worlds")
        ->type_name("STUDY");
    add_list(sub, "--set", claims.settings, "Set a value in every run, such as population.users=2000; may be given more than once",
             "path=value");
    sub.add_option("--dir", claims.folder, "Folder of the runs, where a later call finds them; claims.runs if not given")->type_name("DIR");
    sub.add_option("--budget", claims.budget, "Longest time that the runs may take by the pilot, such as 6 h; 2 h if not given")
        ->type_name("TIME");
    sub.add_option("--jobs", claims.jobs, "Runs at a time; one per processor if not given")
        ->type_name("N")
        ->transform(whole_number("--jobs", 1, most_threads, mistakes));
    sub.add_option("--threads", claims.threads, "Threads of each run; results do not depend on it")
        ->type_name("N")
        ->transform(whole_number("--threads", 1, most_threads, mistakes));
    sub.add_option("--read", claims.read, "Ledger that --ledger wrote, to print or write again; runs nothing")->type_name("FILE.toml");
    sub.add_option("--ledger", claims.ledger, "Write the ledger, to be read again (TOML)")->type_name("FILE.toml");
    sub.add_option("--markdown", claims.markdown, "Write the ledger as a page of text")->type_name("FILE.md");
    sub.add_option("--summary", claims.summary,
                   "Put the table of verdicts between the marks <!-- claims --> and <!-- /claims --> of a file")
        ->type_name("FILE.md");
    sub.add_option("--html", claims.html, "Write the ledger as a page with a picture of each claim")->type_name("FILE.html");
    sub.add_option("-o,--output", claims.output, "Write the ledger with every outcome (HDF5)")->type_name("FILE.h5");
    add_flag(sub, "--force", claims.force, "Overwrite what is written");
    add_flag(sub, "--json", claims.json, "Print one JSON object instead of the table");
    add_flag(sub, "--quiet", claims.quiet, "No progress on standard error");
}

void add_reference(CLI::App& app, const std::string& name, const std::string& what, ReferenceCommand& command, bool has_schema) {
    std::vector<std::string> formats{"md", "json"};
    if (has_schema) formats.push_back("schema");
    const auto choose = [&command](const std::string& format) {
        command.format = format == "md" ? ReferenceFormat::markdown : format == "json" ? ReferenceFormat::json : ReferenceFormat::schema;
    };
    app.add_subcommand(name, what)
        ->add_option_function<std::string>("--format", choose, has_schema ? "md (the default), json or schema" : "md (the default) or json")
        ->type_name("FORMAT")
        ->check(CLI::IsMember(formats).description(""));
}

// "; did you mean --seed?" for the first argument that nothing took.
std::string suggestion(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommands()) {
        for (const CLI::Option* option : sub->get_options()) {
            for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
        }
    }
    for (const std::string& word : app.remaining(true)) {
        if (word.rfind("--", 0) == 0) return did_you_mean(word.substr(0, word.find('=')), names);
    }
    return "";
}

// Commands that have commands of their own: study, analyze.
void check_second_word(const CLI::App& app, const std::string& first, const std::string& second) {
    if (first.starts_with('-') || second.starts_with('-')) return;
    std::vector<std::string> names;
    for (const CLI::App* sub : app.get_subcommand(first)->get_subcommands(nullptr)) names.push_back(sub->get_name());
    if (names.empty() || std::find(names.begin(), names.end(), second) != names.end()) return;
    throw UsageError(
        fmt::format("{} has no command {}{}; there are {}", first, second, did_you_mean(second, names), fmt::join(names, ", ")));
}

// The first word names the command or is an option of the program; anything else is refused here, with the nearest name.
void check_first_word(const CLI::App& app, int argc, const char* const* argv) {
    if (argc < 2) throw UsageError("a command is required; see enclosure --help");
    const std::string word = argv[1];
    std::vector<std::string> names;
    if (word.rfind("-", 0) == 0) {
        if (word == "-h") return;
        names = {"--help", "--version"};
    } else {
        for (const CLI::App* sub : app.get_subcommands(nullptr)) names.push_back(sub->get_name());
    }
    if (std::find(names.begin(), names.end(), word) == names.end()) {
        throw UsageError(fmt::format("there is no {} {}{}; see enclosure --help", word.rfind("-", 0) == 0 ? "option" : "command", word,
                                     did_you_mean(word, names)));
    }
    if (argc > 2) check_second_word(app, word, argv[2]);
}

std::string version_text() {
    const BuildInfo& build = build_info();
    return "enclosure " + std::string(build.version) + " (" + std::string(build.git) + ", " + std::string(build.compiler) + ")";
}

int dispatch(const CLI::App& app, const Commands& all) {
    if (app.got_subcommand("run")) return run(all.run);
    if (app.got_subcommand("compare")) return compare(all.compare);
    if (app.got_subcommand("branch")) return branch(all.branch);
    if (app.got_subcommand("diff")) return diff(all.diff);
    if (app.got_subcommand("new")) return new_scenario(all.new_file);
    if (app.got_subcommand("check")) return check(all.check);
    if (app.got_subcommand("show")) return show(all.show);
    if (app.got_subcommand("report")) return report(all.report);
    if (app.got_subcommand("theory")) return theory(all.theory);
    if (app.got_subcommand("explain")) return explain(all.explain);
    if (app.got_subcommand("verify")) return verify(all.verify);
    if (app.got_subcommand("study")) return dispatch_study(app, all.study);
    if (app.got_subcommand("analyze")) return analyze(all.analyze);
    if (app.got_subcommand("claims")) return claims(all.claims);
    if (app.got_subcommand("view")) view({app.get_subcommand("view")->remaining()});
    if (app.got_subcommand("params")) return params(all.params);
    if (app.got_subcommand("indicators")) return indicator_list(all.indicators);
    if (app.got_subcommand("policies")) return policy_list(all.policies);
    return pipeline_list(all.pipeline);
}

}  // namespace

int run_command_line(int argc, const char* const* argv) {
    Commands all;
    CLI::App app{"Agent-based laboratory for the open and closed AI ecosystem", "enclosure"};
    app.set_version_flag("--version", version_text(), "Print the version and exit");
    app.require_subcommand(1);
    add_run(app, all.run, all.mistakes);
    add_compare(app, all.compare, all.mistakes);
    add_branch(app, all.branch, all.mistakes);
    add_diff(app, all.diff, all.mistakes);
    add_files(app, all);
    add_theory(app, all.theory, all.mistakes);
    add_explain(app, all.explain, all.mistakes);
    add_verify(app, all.verify, all.mistakes);
    add_study(app, all.study, all.mistakes);
    add_analyze(app, all.analyze, all.mistakes);
    add_claims(app, all.claims, all.mistakes);
    add_view(app);
    add_reference(app, "params", "List every key of a scenario file", all.params, true);
    add_reference(app, "indicators", "List every output series", all.indicators, false);
    add_reference(app, "policies", "List the levers that policies and shocks can move", all.policies, true);
    add_reference(app, "pipeline", "List the phases of a step", all.pipeline, false);
    check_first_word(app, argc, argv);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForVersion& version) {
        print_result(std::string(version.what()) + "\n");
        return exit_done;
    } catch (const CLI::CallForHelp&) {
        print_result(app.help());
        return exit_done;
    } catch (const CLI::ParseError& error) {
        throw UsageError(std::string(error.what()) + suggestion(app) + "; see enclosure --help");
    }
    all.run.mistakes = all.branch.run.mistakes = all.compare.mistakes = all.mistakes;
    const bool collects = app.got_subcommand("run") || app.got_subcommand("branch") || app.got_subcommand("compare");
    if (!collects && !all.mistakes.empty()) throw UsageError(fmt::format("{}; see enclosure --help", fmt::join(all.mistakes, "; ")));
    return dispatch(app, all);
}

}  // namespace enclosure::cli
