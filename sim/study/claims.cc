#include "sim/study/claims.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <system_error>

#include "sim/output/output_error.h"
#include "sim/output/replace_file.h"
#include "sim/study/store/segment_writer.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

// Enough blocks that the last ones end together, large enough that claiming them costs nothing.
std::size_t block_runs(std::size_t runs) {
    return std::max<std::size_t>(runs / 256, 1);
}

std::vector<RunKey> read_todo(const fs::path& file) {
    std::vector<RunKey> keys;
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (const auto key = parse_key(line)) keys.push_back(*key);
    }
    return keys;
}

// Freezes the list: of several processes that begin a part at once, one gives it its list and the others read that.
std::vector<RunKey> freeze(const fs::path& part, const std::vector<RunKey>& todo) {
    std::error_code error;
    fs::create_directories(part, error);
    if (error) throw OutputError("cannot make the folder " + part.string() + ": " + error.message());
    std::string text;
    for (const RunKey& key : todo) text += to_string(key) + '\n';
    const fs::path mine = part / fmt::format("todo-{}-{}", getpid(), std::time(nullptr));
    replace_file(mine, std::as_bytes(std::span(text)));
    const bool first = link(mine.c_str(), (part / "todo").c_str()) == 0;
    const int why = errno;
    fs::remove(mine, error);
    if (!first && why != EEXIST) throw OutputError("cannot make " + (part / "todo").string() + ": " + std::generic_category().message(why));
    return read_todo(part / "todo");
}

bool claim(const fs::path& part, std::size_t block) {
    const fs::path file = part / fmt::format("block-{}", block);
    const int descriptor = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0) {
        close(descriptor);
        return true;
    }
    if (errno == EEXIST) return false;
    throw OutputError("cannot make " + file.string() + ": " + std::generic_category().message(errno));
}

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// Blocks of one part of a round, claimed one after the other.
class Claims {
  public:
    Claims(fs::path part, const std::vector<RunKey>& todo, const std::map<RunKey, std::size_t>& place)
        : part_(std::move(part)), todo_(todo), place_(place), size_(block_runs(todo.size())) {}

    std::optional<std::size_t> next() {
        for (;;) {
            for (; at_ < end_; ++at_) {
                const auto found = place_.find(todo_[at_]);
                if (found != place_.end()) return ++at_, found->second;
            }
            while (block_ * size_ < todo_.size() && !claim(part_, block_)) ++block_;
            if (block_ * size_ >= todo_.size()) return std::nullopt;
            at_ = block_ * size_;
            end_ = std::min(at_ + size_, todo_.size());
            ++block_;
        }
    }

  private:
    fs::path part_;
    const std::vector<RunKey>& todo_;
    const std::map<RunKey, std::size_t>& place_;
    std::size_t size_;
    std::size_t block_ = 0;
    std::size_t at_ = 0;
    std::size_t end_ = 0;
};

}  // namespace

std::string round_name(const std::string& given) {
    if (!given.empty()) return given;
    const std::string array = variable("SLURM_ARRAY_JOB_ID");
    const std::string job = array.empty() ? variable("SLURM_JOB_ID") : array;
    if (job.empty()) return {};
    const std::string step = variable("SLURM_STEP_ID");
    const std::string restart = variable("SLURM_RESTART_COUNT");
    return "slurm-" + job + (step.empty() ? "" : "." + step) + (restart.empty() || restart == "0" ? "" : "-" + restart);
}

WorkDone work_on_claims(const Study& study, const fs::path& folder, const std::string& round, const WorkOptions& asked) {
    const WorkOptions options = with_time_limit(study, asked);
    WorkDone all;
    std::set<RunKey> handed_out;  // by earlier parts of the round
    for (int number = 1;; ++number) {
        const RecordIndex index(folder / records_folder);
        const Plan plan = plan_of(study, index);
        const fs::path part = folder / claims_folder / round / fmt::format("{}", number);
        std::vector<RunKey> todo;
        bool in_other_hands = false;
        for (const std::size_t k : missing_runs(study, plan, index)) {
            const RunKey key = key_of(study, plan, plan.runs[k]);
            if (handed_out.contains(key)) {
                in_other_hands = true;
            } else {
                todo.push_back(key);
            }
        }
        std::error_code error;
        const bool begun = fs::exists(part / "todo", error);
        if (todo.empty() && !begun) {
            if (in_other_hands || !plan.settled) all.end = WorkEnd::waiting;
            return all;
        }
        todo = begun ? read_todo(part / "todo") : freeze(part, todo);
        handed_out.insert(todo.begin(), todo.end());
        std::map<RunKey, std::size_t> place;
        for (std::size_t k = 0; k < plan.runs.size(); ++k) {
            const RunKey key = key_of(study, plan, plan.runs[k]);
            if (handed_out.contains(key) && !index.has(key)) place.try_emplace(key, k);
        }
        Claims claims(part, todo, place);
        const NextRun next = [&claims] { return claims.next(); };
        const WorkDone done = make_runs(study, folder, plan, next, todo.size(), failed_runs(study, plan, index), options);
        all.made += done.made;
        all.failed += done.failed;
        all.end = done.end;
        if (done.end != WorkEnd::finished) return all;
    }
}

}  // namespace enclosure
