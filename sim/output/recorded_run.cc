#include "sim/output/recorded_run.h"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>

#include "sim/base/hexadecimal.h"
#include "sim/base/marks.h"
#include "sim/base/version.h"
#include "sim/run/simulation.h"

namespace enclosure {

bool begins_with_mark(const std::filesystem::path& file, std::string_view mark) {
    std::error_code unreadable;
    if (!std::filesystem::is_regular_file(file, unreadable)) return false;
    std::string first(mark.size(), '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(first.data(), static_cast<std::streamsize>(first.size()));
    return first == mark;
}

bool is_hdf5_file(const std::filesystem::path& file) {
    return begins_with_mark(file, hdf5_mark) || file.extension() == ".h5" || file.extension() == ".hdf5";
}

std::string text_attribute(const RunFile& run, std::string_view name) {
    const Attribute* attribute = find_attribute(run, name);
    const auto* text = attribute == nullptr ? nullptr : std::get_if<std::string>(&attribute->value);
    return text == nullptr ? "" : *text;
}

LoadedScenario recorded_scenario(const RunFile& run, const std::filesystem::path& file) {
    const Dataset* resolved = find_dataset(run, "scenario", "resolved");
    const auto* text = resolved == nullptr ? nullptr : std::get_if<std::vector<std::string>>(&resolved->values);
    if (text == nullptr || text->size() != 1) throw OutputError(file.string() + ": holds no scenario from which it could be repeated");
    return load_scenario_text(text->front(), file.string() + "/scenario/resolved");
}

std::vector<std::uint64_t> recorded_hashes(const RunFile& run) {
    const Dataset* hashes = find_dataset(run, "series", "state_hash");
    const auto* values = hashes == nullptr ? nullptr : std::get_if<std::vector<std::uint64_t>>(&hashes->values);
    return values == nullptr ? std::vector<std::uint64_t>{} : *values;
}

std::size_t last_recorded_step(std::size_t records, const Scenario& scenario) {
    return records == 0 ? 0 : (records - 1) * static_cast<std::size_t>(scenario.output.stride) + 1;
}

std::size_t steps_in(const RunFile& run, const Scenario& scenario) {
    const std::size_t steps = step_count(scenario.time, parse_date(text_attribute(run, "until")));
    const std::size_t recorded = recorded_hashes(run).size();
    if (text_attribute(run, "state") == "complete" || recorded == 0) return steps;
    return std::min(steps, last_recorded_step(recorded, scenario));
}

std::optional<RecordedState> last_state(const RunFile& run, const Scenario& scenario) {
    if (text_attribute(run, "state") == "complete") {
        if (const auto hash = from_hexadecimal(text_attribute(run, "state_hash"))) return RecordedState{steps_in(run, scenario), *hash};
    }
    // One that was stopped may have made steps after the last that it recorded.
    const std::vector<std::uint64_t> hashes = recorded_hashes(run);
    if (hashes.empty()) return std::nullopt;
    return RecordedState{last_recorded_step(hashes.size(), scenario), hashes.back()};
}

BuildFacts recorded_build(const RunFile& run) {
    return {text_attribute(run, "version"), text_attribute(run, "git"), text_attribute(run, "compiler"), text_attribute(run, "flags")};
}

BuildFacts this_build() {
    const BuildInfo& build = build_info();
    return {std::string(build.version), std::string(build.git), std::string(build.compiler), std::string(build.flags)};
}

bool commit_tells(std::string_view git) {
    return !git.empty() && git != "unknown" && !git.ends_with('+');
}

std::vector<BuildDifference> differences_between(const BuildFacts& theirs, const BuildFacts& mine) {
    std::vector<BuildDifference> differences{{"version", theirs.version, mine.version},
                                             {"git", theirs.git, mine.git},
                                             {"compiler", theirs.compiler, mine.compiler},
                                             {"flags", theirs.flags, mine.flags}};
    std::erase_if(differences, [](const BuildDifference& fact) { return fact.theirs == fact.mine; });
    return differences;
}

}  // namespace enclosure
