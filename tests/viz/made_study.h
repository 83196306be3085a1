// A study's folder with the first runs of its plan made, and the run file of a short run, for tests of what the viewer opens.
#pragma once

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <functional>

#include "sim/base/version.h"
#include "sim/output/provenance.h"
#include "sim/output/recorder.h"
#include "sim/run/simulation.h"
#include "sim/study/make_run.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"
#include "tests/small_study.h"

namespace enclosure::test {

struct MadeStudy {
    TemporaryFolder folder;
    Study study;

    explicit MadeStudy(std::size_t runs) : study(study_from(small_grid)) {
        start_study(folder.path, study);
        const RecordIndex none(folder.path / "records");
        const Plan plan = plan_of(study, none);
        SegmentWriter writer(folder.path / "records", study.measures.doubles);
        RunMaker maker(study);
        for (std::size_t i = 0; i < std::min(runs, plan.runs.size()); ++i) {
            Record record = maker.make(plan, plan.runs[i], [] { return true; }).value();
            writer.append(record);
        }
    }
};

/// Writes the run file of the small world with seed 11: all of its steps, or so many and interrupted. `change` is made to it before.
inline std::filesystem::path made_run_file(
    const std::filesystem::path& folder, std::size_t steps = SIZE_MAX, const std::function<void(RunFile&)>& change = [](RunFile&) {}) {
    const Override seed[] = {{"seed", "11"}};
    const LoadedScenario loaded = load_scenario(write_text_file(folder / "world.toml", small_world), seed);
    Simulation simulation(loaded.scenario, {.threads = 1});
    RunRecorder recorder(loaded, provenance_now(build_info()));
    recorder.begin(simulation);
    while (!simulation.done() && simulation.steps_made() < steps) {
        simulation.step();
        recorder.observe(simulation);
    }
    RunFile run = recorder.image(simulation.done() ? "complete" : "interrupted");
    change(run);
    const std::filesystem::path file = folder / "run.h5";
    write_run_file(file, run);
    return file;
}

/// Gives the file as a whole another attribute of that name.
inline void set_attribute(RunFile& run, std::string_view name, const std::string& text) {
    for (Attribute& attribute : run.attributes) {
        if (attribute.name == name) attribute.value = text;
    }
}

}  // namespace enclosure::test
