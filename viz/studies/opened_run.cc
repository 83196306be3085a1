#include "viz/studies/opened_run.h"

#include <utility>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "sim/base/diagnostics.h"
#include "sim/base/marks.h"
#include "sim/output/run_file.h"

namespace enclosure::viz {

namespace fs = std::filesystem;

namespace {

// Ten digits of a commit, and whether the checkout had changes.
std::string short_commit(std::string_view git) {
    constexpr std::size_t digits = 10;
    const bool changed = git.ends_with('+');
    if (changed) git.remove_suffix(1);
    return std::string(git.substr(0, digits)) + (changed ? "+" : "");
}

std::string fact_words(const BuildDifference& fact) {
    if (fact.name == "flags") return "other flags";  // they are a line of their own
    const std::string theirs = fact.theirs.empty() ? "unknown" : fact.theirs;
    return fact.name == "git" ? "commit " + short_commit(theirs) : fact.name + " " + theirs;
}

LoadedScenario scenario_in(const RunFile& run, const fs::path& file) {
    try {
        return recorded_scenario(run, file);
    } catch (const ScenarioError& error) {
        const std::string build = other_build_words(recorded_build(run), this_build());
        std::vector<std::string> lines{file.string() + ": this program refuses the scenario of the run" +
                                       (build.empty() ? ":" : ", which was made by another (" + build + "):")};
        for (const Diagnostic& diagnostic : error.diagnostics) lines.push_back(to_string(diagnostic));
        throw AnalysisError(std::move(lines));
    }
}

}  // namespace

std::string other_build_words(const BuildFacts& theirs, const BuildFacts& mine) {
    std::string words;
    for (const BuildDifference& fact : differences_between(theirs, mine)) words += (words.empty() ? "" : ", ") + fact_words(fact);
    return words;
}

std::string untold_commit(std::string_view git) {
    if (commit_tells(git)) return {};
    return git.ends_with('+') ? "commit " + short_commit(git) : "an unknown commit";
}

ResultKind kind_of_result(const fs::path& file) {
    std::string filetype;
    try {
        filetype = filetype_of(file);
    } catch (const OutputError& error) {
        if (!begins_with_mark(file, hdf5_mark)) throw;
        throw AnalysisError(std::string(error.what()) + "; it is damaged or cut short, and no whole run file or study");
    }
    if (filetype == run_filetype) return ResultKind::run;
    if (filetype == study_filetype) return ResultKind::study;
    throw AnalysisError(file.string() + ": this is an HDF5 file, but neither a run file nor a merged study of Enclosure");
}

OpenedRun read_opened_run(const fs::path& file) {
    const RunFile run =
        read_run_file(file, [](std::string_view path) { return path == "scenario/resolved" || path == "series/state_hash"; });
    OpenedRun opened{scenario_in(run, file)};
    opened.last = last_state(run, opened.loaded.scenario);
    const BuildFacts build = recorded_build(run);
    opened.made_by = other_build_words(build, this_build());
    if (opened.made_by.empty()) opened.untold_from = untold_commit(build.git);
    return opened;
}

}  // namespace enclosure::viz
