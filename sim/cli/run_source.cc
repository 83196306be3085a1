#include "sim/cli/run_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <utility>

#include "sim/base/diagnostics.h"
#include "sim/base/marks.h"
#include "sim/base/version.h"
#include "sim/cli/exit.h"
#include "sim/cli/scenario_file.h"
#include "sim/run/simulation.h"

namespace enclosure::cli {

namespace {

bool begins_with(const std::string& file, std::string_view mark) {
    std::string first(mark.size(), '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(first.data(), static_cast<std::streamsize>(first.size()));
    return first == mark;
}

}  // namespace

bool is_run_file(const std::string& file) {
    const std::string extension = std::filesystem::path(file).extension().string();
    return begins_with(file, hdf5_mark) || extension == ".h5" || extension == ".hdf5";
}

void refuse_run(const RunFile& run, const std::string& file, const ScenarioError& error) {
    const std::string differences = build_differences(run);
    throw FileError(fmt::format("{}: this program refuses the scenario of the run:\n{}{}{}", file, error.what(),
                                differences.empty() ? "" : "\nThe file was made by another build:\n", differences));
}

LoadedScenario scenario_of(const RunFile& run, const std::string& file) {
    const Dataset* resolved = find_dataset(run, "scenario", "resolved");
    const auto* text = resolved == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&resolved->values);
    if (text == nullptr || text->size() != 1) throw FileError(fmt::format("{}: holds no scenario from which it could be repeated", file));
    try {
        return load_scenario_text(text->front(), file + "/scenario/resolved");
    } catch (const ScenarioError& error) {
        refuse_run(run, file, error);
    }
}

RunSource open_source(const std::string& file) {
    if (begins_with(file, checkpoint_mark)) {
        throw UsageError(file + " is a checkpoint, which run --resume and branch go on from; give a run file or a scenario");
    }
    if (!is_run_file(file)) return {.loaded = load_scenario_file(file).loaded, .run = {}};
    RunFile run = read_run_file(file);
    LoadedScenario loaded = scenario_of(run, file);
    return {.loaded = std::move(loaded), .run = std::move(run)};
}

std::vector<std::uint64_t> recorded_hashes(const RunFile& run) {
    const Dataset* hashes = find_dataset(run, "series", "state_hash");
    const auto* values = hashes == nullptr ? nullptr : std::get_if<std::vector<std::uint64_t>>(&hashes->values);
    return values == nullptr ? std::vector<std::uint64_t>{} : *values;
}

std::size_t steps_in(const RunFile& run, const Scenario& scenario) {
    const std::size_t steps = step_count(scenario.time, parse_date(text_attribute(run, "until")));
    const std::size_t recorded = recorded_hashes(run).size();
    if (text_attribute(run, "state") == "complete" || recorded == 0) return steps;
    return std::min(steps, (recorded - 1) * static_cast<std::size_t>(scenario.output.stride) + 1);
}

std::string text_attribute(const RunFile& run, std::string_view name) {
    const Attribute* attribute = find_attribute(run, name);
    const auto* text = attribute == nullptr ? nullptr : std::get_if<std::string>(&attribute->value);
    return text == nullptr ? "" : *text;
}

std::string build_differences(const BuildFacts& theirs, std::string_view where) {
    const BuildInfo& build = build_info();
    struct Fact {
        std::string_view name, theirs, mine;
    };
    const std::array<Fact, 4> facts{{{"version", theirs.version, build.version},
                                     {"git", theirs.git, build.git},
                                     {"compiler", theirs.compiler, build.compiler},
                                     {"flags", theirs.flags, build.flags}}};
    std::string out;
    for (const Fact& fact : facts) {
        if (fact.theirs == fact.mine) continue;
        out += fmt::format("{}{}: {} in the {}, {} here", out.empty() ? "" : "\n", fact.name, fact.theirs, where, fact.mine);
    }
    return out;
}

std::string build_differences(const RunFile& run) {
    return build_differences(
        {text_attribute(run, "version"), text_attribute(run, "git"), text_attribute(run, "compiler"), text_attribute(run, "flags")},
        "file");
}

}  // namespace enclosure::cli
