#include "sim/cli/study/slurm.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/say.h"
#include "sim/cli/shell_word.h"
#include "sim/cli/study/open.h"
#include "sim/study/plan.h"
#include "sim/study/store/segment_writer.h"
#include "sim/study/work.h"

namespace enclosure::cli {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t usual_elements = 100;

/// The array that the options ask for: "--array=1-64%8" is 64 elements, 8 at a time.
struct Array {
    std::size_t elements = 0;  ///< 0: not said
    std::string limit;         ///< "%8"
};

// "1-64%8", "0-63", "64": the number of elements; a list or a step has none that the study could use.
Array array_of(const std::string& text) {
    const std::size_t percent = std::min(text.find('%'), text.size());
    const std::string range = text.substr(0, percent);
    std::size_t first = 1;
    std::size_t last = 0;
    const char* const end = range.data() + range.size();
    const std::size_t dash = range.find('-');
    const auto number = [end](const char* begin, const char* stop, std::size_t& value) {
        const auto [rest, error] = std::from_chars(begin, stop, value);
        return error == std::errc{} && rest == stop && stop <= end;
    };
    const bool good = dash == std::string::npos
                          ? number(range.data(), end, last)
                          : number(range.data(), range.data() + dash, first) && number(range.data() + dash + 1, end, last);
    if (!good || last < first)
        throw UsageError(
            fmt::format("--array={}: write it as 1-N or 1-N%LIMIT; which part an element makes is for the study to say", text));
    return {last - first + 1, text.substr(percent)};
}

// Takes the array out of the options: which elements there are is for the study to say.
Array take_array(std::string& options) {
    Array array;
    std::istringstream words(options);
    std::string kept;
    for (std::string word; words >> word;) {
        if (word == "-a" || word == "--array") {
            words >> word;
            array = array_of(word);
        } else if (word.starts_with("--array=")) {
            array = array_of(word.substr(8));
        } else if (word.starts_with("-a") && word.size() > 2 && word[2] >= '0' && word[2] <= '9') {
            array = array_of(word.substr(2));
        } else {
            kept += (kept.empty() ? "" : " ") + word;
        }
    }
    options = kept;
    return array;
}

// Runs a command and returns what it prints. Throws FileError.
std::string output_of(const std::string& command) {
    std::FILE* const pipe = popen(command.c_str(), "r");
    if (!pipe) throw FileError("cannot start " + command);
    std::string text;
    std::array<char, 256> part{};
    while (std::fgets(part.data(), part.size(), pipe)) text += part.data();
    if (pclose(pipe) != 0) throw FileError("this failed: " + command);
    text.erase(text.find_last_not_of(" \n") + 1);
    return text;
}

// "1234" or "1234;cluster".
std::string submit(const std::string& options, const fs::path& script) {
    const std::string id = output_of("sbatch --parsable " + options + " " + shell_word(script.string()));
    return id.substr(0, id.find(';'));
}

std::string own_program() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? "enclosure" : program.string();
}

std::string array_script(const fs::path& folder, std::size_t elements) {
    return fmt::format(
        "#!/bin/sh\n"
        "# One of {0} parts of a study. Killed, requeued or run twice it does no harm: it makes what has no record yet.\n"
        "exec {1} study run {2} --stripe \"$SLURM_ARRAY_TASK_ID/{0}\" --jobs \"${{SLURM_CPUS_PER_TASK:-1}}\" --quiet\n",
        elements, shell_word(own_program()), shell_word(folder.string()));
}

std::string merge_script(const fs::path& folder, const std::string& options) {
    return fmt::format(
        "#!/bin/sh\n"
        "# After the array, however it ended: merges the records, or sends out again what is missing, as long as each round makes "
        "progress.\n"
        "{0} study merge {1}\n"
        "code=$?\n"
        "[ $code -eq 4 ] || exit $code\n"
        "ENCLOSURE_SLURM_ROUND=next exec {0} study run {1} --slurm {2}\n",
        shell_word(own_program()), shell_word(folder.string()), shell_word(options));
}

// An element may be killed before it has made anything, and so may the next; not for ever.
constexpr std::size_t most_idle_rounds = 3;

// How many records there were when each round was sent out, the first first.
std::vector<std::size_t> records_of_rounds(const fs::path& rounds) {
    std::vector<std::size_t> all;
    std::ifstream lines(rounds);
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::size_t records = 0;
        if (words >> records) all.push_back(records);
    }
    return all;
}

// Why the merge job shall not send out another round; empty if it shall.
std::string why_not_again(const Study& study, const Plan& plan, const RecordIndex& index, std::size_t missing, const fs::path& rounds) {
    if (missing == 0 && plan.settled) return "no run is missing, so that another round would change nothing";
    if (failed_runs(study, plan, index) > allowed_failures(study, plan.runs.size()))
        return "more runs failed than limits.failed_share allows";
    const std::vector<std::size_t> before = records_of_rounds(rounds);
    if (before.size() >= most_idle_rounds && before[before.size() - most_idle_rounds] >= index.records().size()) {
        return fmt::format("the last {} rounds made none of them", most_idle_rounds);
    }
    return {};
}

}  // namespace

void check_slurm_options(std::string options) {
    take_array(options);
}

int submit_to_slurm(const StudyCommand& command, const fs::path& folder) {
    const fs::path absolute = fs::absolute(folder);
    const fs::path scripts = absolute / "slurm";
    const fs::path rounds = scripts / "rounds";
    const Study study = open(folder, Model::this_one);
    const RecordIndex index(folder / records_folder);
    const Plan plan = plan_of(study, index);
    const std::size_t missing = missing_runs(study, plan, index).size();
    std::error_code error;
    fs::create_directories(scripts, error);
    fs::create_directories(absolute / "log", error);
    if (error) throw FileError(fmt::format("cannot make the folder {}: {}", scripts.string(), error.message()));
    if (std::getenv("ENCLOSURE_SLURM_ROUND")) {
        const std::string why = why_not_again(study, plan, index, missing, rounds);
        if (!why.empty()) {
            say("enclosure: {} runs are missing and are not sent out again: {}; see {}\n", count_text(missing), why,
                (absolute / "log").string());
            return exit_no;
        }
    }
    std::string options = *command.slurm;
    const Array array = take_array(options);
    const std::size_t wanted = array.elements > 0 ? array.elements : usual_elements;
    const std::size_t elements = std::clamp<std::size_t>(missing, 1, wanted);
    write_text(scripts / "array.sh", array_script(absolute, elements));
    write_text(scripts / "merge.sh", merge_script(absolute, *command.slurm));
    const std::string log = "--output=" + shell_word((absolute / "log" / "slurm-%A_%a.out").string());
    const std::string merge_log = "--output=" + shell_word((absolute / "log" / "slurm-%j-merge.out").string());
    std::string array_id;
    if (missing > 0) {
        array_id =
            submit(fmt::format("{} {} --array=1-{}{} --requeue --open-mode=append --signal=B:TERM@60", options, log, elements, array.limit),
                   scripts / "array.sh");
    }
    const std::string after = array_id.empty() ? "" : "--dependency=afterany:" + array_id;
    const std::string merge_id = submit(fmt::format("{} {} {}", options, merge_log, after), scripts / "merge.sh");
    std::ofstream(rounds, std::ios::app) << index.records().size() << " records, " << missing << " missing, array " << array_id
                                         << ", merge " << merge_id << '\n';
    print_result(fmt::format("{} runs are missing; array {} of {} elements, merge {}\nstatus: enclosure study status {}\n",
                             count_text(missing), array_id.empty() ? "none" : array_id, elements, merge_id, folder.string()));
    return exit_done;
}

}  // namespace enclosure::cli
