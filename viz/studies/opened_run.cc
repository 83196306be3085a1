#include "viz/studies/opened_run.h"

#include <charconv>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "sim/base/marks.h"
#include "sim/base/version.h"
#include "sim/output/run_file.h"
#include "sim/run/simulation.h"

namespace enclosure::viz {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view resolved_path = "scenario/resolved";
constexpr std::string_view hashes_path = "series/state_hash";

bool has_hdf5_mark(const fs::path& file) {
    std::error_code unreadable;
    if (!fs::is_regular_file(file, unreadable)) return false;  // what a pipe has can be read once
    std::string first(hdf5_mark.size(), '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(first.data(), static_cast<std::streamsize>(first.size()));
    return first == hdf5_mark;
}

std::string root_text(const RunFile& run, std::string_view name) {
    const Attribute* attribute = find_attribute(run, name);
    const auto* text = attribute == nullptr ? nullptr : std::get_if<std::string>(&attribute->value);
    return text == nullptr ? std::string{} : *text;
}

// Two programs of one version, commit and compiler give the same bits (sim/study/model_identity.h).
std::string other_build(const RunFile& run) {
    const BuildInfo& build = build_info();
    const std::pair<std::string_view, std::string_view> facts[] = {
        {"version", build.version}, {"git", build.git}, {"compiler", build.compiler}};
    std::string text;
    for (const auto& [name, mine] : facts) {
        const std::string theirs = root_text(run, name);
        if (theirs == mine) continue;
        text += text.empty() ? "" : ", ";
        text += name == "git" ? "commit" : name;
        text += ' ';
        text += theirs.empty() ? "unknown" : theirs;
    }
    return text;
}

LoadedScenario scenario_in(const RunFile& run, const fs::path& file) {
    const Dataset* resolved = find_dataset(run, "scenario", "resolved");
    const auto* text = resolved == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&resolved->values);
    if (text == nullptr || text->size() != 1)
        throw AnalysisError(file.string() + ": this run file holds no scenario to make it again from");
    try {
        return load_scenario_text(text->front(), file.string() + "/" + std::string(resolved_path));
    } catch (const ScenarioError& error) {
        const std::string build = other_build(run);
        std::vector<std::string> lines{file.string() + ": this program refuses the scenario of the run" +
                                       (build.empty() ? ":" : ", which was made by another (" + build + "):")};
        for (const Diagnostic& diagnostic : error.diagnostics) lines.push_back(to_string(diagnostic));
        throw AnalysisError(std::move(lines));
    }
}

std::optional<RecordedState> last_state(const RunFile& run, const Scenario& scenario) {
    if (root_text(run, "state") == "complete") {
        const std::string text = root_text(run, "state_hash");
        RecordedState last{step_count(scenario.time, parse_date(root_text(run, "until"))), 0};
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), last.hash, 16);
        if (!text.empty() && error == std::errc{} && end == text.data() + text.size()) return last;
    }
    // One that was stopped may have made steps after the last that it recorded.
    const Dataset* dataset = find_dataset(run, "series", "state_hash");
    const auto* hashes = dataset == nullptr ? nullptr : std::get_if<std::vector<std::uint64_t>>(&dataset->values);
    if (hashes == nullptr || hashes->empty()) return std::nullopt;
    return RecordedState{(hashes->size() - 1) * static_cast<std::size_t>(scenario.output.stride) + 1, hashes->back()};
}

}  // namespace

bool is_hdf5(const fs::path& file) {
    return file.extension() == ".h5" || file.extension() == ".hdf5" || has_hdf5_mark(file);
}

ResultKind kind_of_result(const fs::path& file) {
    std::string filetype;
    try {
        filetype = filetype_of(file);
    } catch (const OutputError& error) {
        if (!has_hdf5_mark(file)) throw;
        throw AnalysisError(std::string(error.what()) + "; it is damaged or cut short, and no whole run file or study");
    }
    if (filetype == run_filetype) return ResultKind::run;
    if (filetype == study_filetype) return ResultKind::study;
    throw AnalysisError(file.string() + ": this is an HDF5 file, but neither a run file nor a merged study of Enclosure");
}

OpenedRun read_opened_run(const fs::path& file) {
    const RunFile run = read_run_file(file, [](std::string_view path) { return path == resolved_path || path == hashes_path; });
    OpenedRun opened{scenario_in(run, file)};
    opened.last = last_state(run, opened.loaded.scenario);
    opened.made_by = other_build(run);
    return opened;
}

}  // namespace enclosure::viz
