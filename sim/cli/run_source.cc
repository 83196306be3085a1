#include "sim/cli/run_source.h"

#include <fmt/format.h>

#include <utility>

#include "sim/base/diagnostics.h"
#include "sim/base/marks.h"
#include "sim/cli/exit.h"
#include "sim/cli/scenario_file.h"

namespace enclosure::cli {

void refuse_run(const RunFile& run, const std::string& file, const ScenarioError& error) {
    const std::string differences = build_differences(run);
    throw FileError(fmt::format("{}: this program refuses the scenario of the run:\n{}{}{}", file, error.what(),
                                differences.empty() ? "" : "\nThe file was made by another build:\n", differences));
}

LoadedScenario scenario_of(const RunFile& run, const std::string& file) {
    try {
        return recorded_scenario(run, file);
    } catch (const ScenarioError& error) {
        refuse_run(run, file, error);
    }
}

RunSource open_source(const std::string& file) {
    if (begins_with_mark(file, checkpoint_mark)) {
        throw UsageError(file + " is a checkpoint, which run --resume and branch go on from; give a run file or a scenario");
    }
    if (!is_hdf5_file(file)) return {.loaded = load_scenario_file(file).loaded, .run = {}};
    RunFile run = read_run_file(file);
    LoadedScenario loaded = scenario_of(run, file);
    return {.loaded = std::move(loaded), .run = std::move(run)};
}

std::string build_differences(const BuildFacts& theirs, std::string_view where) {
    std::string out;
    for (const BuildDifference& fact : differences_between(theirs, this_build())) {
        out += fmt::format("{}{}: {} in the {}, {} here", out.empty() ? "" : "\n", fact.name, fact.theirs, where, fact.mine);
    }
    return out;
}

std::string build_differences(const RunFile& run) {
    return build_differences(recorded_build(run), "file");
}

}  // namespace enclosure::cli
