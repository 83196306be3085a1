#include "bench/study.h"

#include <unistd.h>

#include <benchmark/benchmark.h>
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

#include "bench/command.h"
#include "bench/whole_run.h"
#include "sim/indicators/indicator.h"
#include "sim/study/make_run.h"
#include "sim/study/merge.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/study_folder.h"
#include "sim/study/work.h"

namespace enclosure::bench {

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

/// Of all threads; what other programs take from the machine does not count.
double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// A folder that is gone at the end.
struct Scratch {
    fs::path path;
    Scratch() {
        std::string name = (fs::temp_directory_path() / "enclosure-bench-XXXXXX").string();
        if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
        path = name;
    }
    ~Scratch() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
};

Study study_of_text(const fs::path& folder, const std::string& text) {
    std::ofstream(folder / "study.toml") << text;
    return load_study(folder / "study.toml");
}

std::string world(std::size_t users) {
    return fmt::format(
        "schema_version = 1\nid = \"bench\"\nextends = [\"lib:baseline\"]\n[time]\nend = 2025-01-01\n[population]\nusers = {}\ndevelopers "
        "= {}\n"
        "[[factor]]\nid = \"adjustment\"\npath = \"prices.adjustment\"\nmin = 1\nmax = 6\n[design]\nkind = \"random\"\n",
        users, users / 10);
}

// The first world indicators as metrics.
std::string metrics(std::size_t count) {
    std::string text;
    for (std::size_t k = 0; k < count; ++k) text += fmt::format("[[metric]]\nid = \"{}\"\n", indicators()[k].name);
    return text;
}

/// What a study's runs take beside the same runs alone.
struct Overhead {
    std::vector<double> alone;     ///< s of processor a run with a look at its indicators after each step, by round
    std::vector<double> in_study;  ///< s of processor a run in a study
    std::vector<double> one_job;   ///< s of the whole study, over runs
    std::vector<double> two_jobs;
};

// Each run as a study makes it, record and all, and alone, in turn: what slows the machine slows both.
void time_in_turn(const Study& study, const fs::path& folder, Overhead& found) {
    const Plan plan = plan_of(study, RecordIndex(folder / "none"));
    fs::create_directories(folder / records_folder);
    SegmentWriter writer(folder / records_folder, false);
    RunMaker maker(study);
    double alone = 0;
    double in_study = 0;
    for (const PlannedRun& run : plan.runs) {
        double from = processor_seconds();
        Record record = *maker.make(plan, run, [] { return true; });
        writer.append(record);
        in_study += processor_seconds() - from;
        const Scenario scenario = maker.scenario_of(plan, run);
        from = processor_seconds();
        Simulation simulation(scenario, {.threads = 1});
        double seen = 0;
        while (!simulation.done()) {
            simulation.step();
            for (const Metric& column : study.measures.columns) seen += measure(column, simulation.world());
        }
        benchmark::DoNotOptimize(seen);
        alone += processor_seconds() - from;
    }
    found.alone.push_back(alone / static_cast<double>(plan.runs.size()));
    found.in_study.push_back(in_study / static_cast<double>(plan.runs.size()));
}

Overhead time_overhead(std::size_t users, std::size_t runs, int rounds) {
    Overhead found;
    for (int round = 0; round < rounds; ++round) {
        const Scratch scratch;
        const Study study = study_of_text(scratch.path, world(users) + fmt::format("points = {}\nseed = {}\n", runs, round) + metrics(20));
        for (const int jobs : {1, 2}) {
            const fs::path folder = scratch.path / fmt::format("jobs{}", jobs);
            start_study(folder, study);
            const Clock::time_point begin = Clock::now();
            work_on(study, folder, {.jobs = jobs});
            (jobs == 1 ? found.one_job : found.two_jobs).push_back(seconds_since(begin) / static_cast<double>(runs));
        }
        time_in_turn(study, scratch.path, found);
    }
    return found;
}

/// A store of records that were never run.
struct Store {
    std::size_t records = 0;
    double write = 0;   ///< s in all, without bringing each to the disk
    double look = 0;    ///< s, heads alone
    double check = 0;   ///< s, with all payloads
    double merge = 0;   ///< s, from the index on
    double memory = 0;  ///< bytes at most, of looking and merging
    double bytes = 0;   ///< of the segments
};

Store time_store(std::size_t records) {
    const Scratch scratch;
    const Study study = study_of_text(scratch.path, world(1000) + fmt::format("points = {}\n", records) + metrics(20));
    const Plan plan = plan_of(study, RecordIndex(scratch.path / "none"));
    Store store{.records = records};
    const fs::path folder = scratch.path / records_folder;
    fs::create_directories(folder);
    const Clock::time_point begin = Clock::now();
    std::ofstream segment(folder / "made_up.seg", std::ios::binary);
    for (std::size_t k = 0; k < plan.runs.size(); ++k) {
        Record record;
        record.head.key = key_of(study, plan, plan.runs[k]);
        record.metrics.assign(study.measures.metrics.size(), static_cast<double>(k));
        record.begins.assign(study.arms.front().events.size(), 0);
        const std::vector<std::byte> bytes = encode_record(record, false);
        segment.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        store.bytes += static_cast<double>(bytes.size());
    }
    segment.close();
    store.write = seconds_since(begin);
    forget_peak_memory();
    Clock::time_point from = Clock::now();
    RecordIndex(folder, Scan::heads);
    store.look = seconds_since(from);
    from = Clock::now();
    const RecordIndex index(folder);
    store.check = seconds_since(from);
    from = Clock::now();
    merge_state(study, plan, index);
    write_study_file(scratch.path / "study.h5", study, plan, index);
    store.merge = seconds_since(from);
    store.memory = peak_memory();
    return store;
}

double ratio_of(const std::vector<double>& a, const std::vector<double>& b) {
    std::vector<double> ratios;
    for (std::size_t k = 0; k < a.size(); ++k) ratios.push_back(a[k] / b[k]);
    return median(ratios);
}

std::string text_of(const Overhead& o, const Store& s) {
    return fmt::format(
        "a run alone {:.1f} ms of processor; in a study {:.3f} times that; two jobs {:.2f} times the runs of one: {:.0f} runs an hour and "
        "processor\n"
        "{} records of 20 metrics, {:.0f} MB: written in {:.2f} s, looked at in {:.2f} s ({:.2f} s with payloads), merged in {:.2f} s, "
        "{:.4f} ms "
        "each, peak memory {:.0f} MB\n",
        1e3 * median(o.alone), ratio_of(o.in_study, o.alone), ratio_of(o.one_job, o.two_jobs), 3600 / median(o.two_jobs) / 2, s.records,
        s.bytes / 1e6, s.write, s.look, s.check, s.merge, 1e3 * s.merge / static_cast<double>(s.records), s.memory / 1e6);
}

std::string json_of(const Overhead& o, const Store& s) {
    return fmt::format(
        "{{\"run_seconds\": {}, \"in_study_by_alone\": {}, \"two_jobs_by_one\": {}, \"runs_per_hour_per_core\": {}, \"records\": {}, "
        "\"record_bytes\": {}, \"look_seconds\": {}, \"check_seconds\": {}, \"merge_seconds\": {}, \"peak_memory\": {}}}\n",
        median(o.alone), ratio_of(o.in_study, o.alone), ratio_of(o.one_job, o.two_jobs), 3600 / median(o.two_jobs) / 2, s.records, s.bytes,
        s.look, s.check, s.merge, s.memory);
}

}  // namespace

int time_study(int argc, char** argv) {
    CLI::App app("Times what a study adds to its runs, and its store of records.", "enclosure-bench --study");
    std::size_t users = 10000;
    std::size_t runs = 100;
    std::size_t records = 1000000;
    int rounds = 5;
    bool json = false;
    bool study = true;
    app.add_flag("--study", study, "This benchmark")->group("");
    app.add_option("--users", users, "Users of a run of two years")->check(CLI::Range(1000, 10000000));
    app.add_option("--runs", runs, "Runs of a study")->check(CLI::Range(2, 100000));
    app.add_option("--records", records, "Records of the store")->check(CLI::Range(1, 100000000));
    app.add_option("--rounds", rounds, "Rounds in which each takes its turn")->check(CLI::Range(1, 100));
    app.add_flag("--json", json, "Print one JSON object");
    return command(app, argc, argv, [&] {
        const Overhead overhead = time_overhead(users, runs, rounds);
        const Store store = time_store(records);
        std::fputs((json ? json_of(overhead, store) : text_of(overhead, store)).c_str(), stdout);
    });
}

}  // namespace enclosure::bench
