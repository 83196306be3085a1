#include "sim/study/study_log.h"

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <sstream>
#include <system_error>
#include <vector>

namespace enclosure {

namespace {

constexpr const char* time_format = "{:%Y-%m-%dT%H:%M:%SZ}";

std::string now_text() {
    return fmt::format(fmt::runtime(time_format), fmt::gmtime(std::time(nullptr)));
}

// Seconds since 1970 of a line's time; 0 if it has none.
std::int64_t time_of(const std::string& text) {
    std::tm parts{};
    if (strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &parts) == nullptr) return 0;
    return static_cast<std::int64_t>(timegm(&parts));
}

}  // namespace

StudyLog::StudyLog(const std::filesystem::path& folder, std::string_view what) {
    std::error_code error;
    std::filesystem::create_directories(folder / log_folder, error);
    std::array<char, 256> host{};
    gethostname(host.data(), host.size() - 1);
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    const auto file =
        folder / log_folder /
        fmt::format("{}-{}-{}.log", host.data(), getpid(), std::chrono::duration_cast<std::chrono::microseconds>(now).count());
    descriptor_ = open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    say(fmt::format("start on {} as process {}: {}", host.data(), getpid(), what));
}

StudyLog::~StudyLog() {
    if (descriptor_ >= 0) close(descriptor_);
}

void StudyLog::say(std::string_view text) {
    const std::string line = now_text() + ' ' + std::string(text) + '\n';
    const std::scoped_lock lock(mutex_);
    if (descriptor_ >= 0 && write(descriptor_, line.data(), line.size()) < 0) {
        close(descriptor_);
        descriptor_ = -1;
    }
}

void StudyLog::run(const RunKey& key, double seconds, bool failed) {
    say(fmt::format("run {} {:.3f} s{}", to_string(key), seconds, failed ? " failed" : ""));
}

StudyPace pace_of(const std::filesystem::path& folder) {
    StudyPace pace;
    std::vector<std::int64_t> ends;
    double seconds = 0;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder / log_folder, error)) {
        if (entry.path().extension() != ".log") continue;
        std::ifstream lines(entry.path());
        for (std::string line; std::getline(lines, line);) {
            std::istringstream words(line);
            std::string time, what, key;
            double took = 0;
            words >> time >> what;
            if (what == "start") ++pace.starts;
            if (what != "run" || !(words >> key >> took)) continue;
            ends.push_back(time_of(time));
            seconds += took;
        }
    }
    if (ends.empty()) return pace;
    pace.seconds_per_run = seconds / static_cast<double>(ends.size());
    constexpr std::int64_t window = 300;
    std::sort(ends.begin(), ends.end());
    const std::int64_t last = ends.back();
    const auto first = std::lower_bound(ends.begin(), ends.end(), last - window);
    const auto span = std::max<std::int64_t>(last - *first, 1);
    pace.runs_per_second = static_cast<double>(ends.end() - first) / static_cast<double>(span);
    return pace;
}

}  // namespace enclosure
