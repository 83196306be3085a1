#include "sim/study/mpi_work.h"

#include <stdexcept>

#ifdef ENCLOSURE_MPI
#define OMPI_SKIP_MPICXX 1  // the old C++ interface, which does not compile without warnings
#include <mpi.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

#include "sim/study/store/segment_writer.h"
#endif

namespace enclosure {

#ifdef ENCLOSURE_MPI

namespace {

constexpr int ask_tag = 1;
constexpr int give_tag = 2;
constexpr std::size_t most_given = 16;

/// What a worker tells when it asks: that it leaves, and how many of its runs have failed.
struct Ask {
    std::int64_t leaves = 0;
    std::int64_t failed = 0;
};

template <class T>
void broadcast(std::vector<T>& values) {
    std::uint64_t size = values.size();
    MPI_Bcast(&size, 1, MPI_UINT64_T, 0, MPI_COMM_WORLD);
    values.resize(size);
    constexpr std::uint64_t piece = std::uint64_t{1} << 28;  // counts are ints
    const std::uint64_t bytes = size * sizeof(T);
    auto* const first = reinterpret_cast<char*>(values.data());
    for (std::uint64_t at = 0; at < bytes; at += piece) {
        MPI_Bcast(first + at, static_cast<int>(std::min(piece, bytes - at)), MPI_BYTE, 0, MPI_COMM_WORLD);
    }
}

// Rank 0 alone looks at the records, so that all ranks have one plan whatever other jobs write meanwhile.
void share(Plan& plan, std::vector<std::uint64_t>& todo, std::uint64_t& failed) {
    broadcast(plan.runs);
    broadcast(plan.values);
    broadcast(plan.worlds);
    broadcast(plan.block);
    broadcast(plan.replicates);
    broadcast(todo);
    std::array<std::uint64_t, 4> numbers{plan.factors, plan.added_points, plan.settled ? 1u : 0u, failed};
    MPI_Bcast(numbers.data(), static_cast<int>(numbers.size()), MPI_UINT64_T, 0, MPI_COMM_WORLD);
    plan.factors = numbers[0];
    plan.added_points = numbers[1];
    plan.settled = numbers[2] != 0;
    failed = numbers[3];
}

/// Rank 0: answers whoever asks, until all have been told that nothing is left, or have left.
class HandingOut {
  public:
    HandingOut(const std::vector<std::uint64_t>& todo, int workers, const WorkOptions& options, std::size_t allowed_failures)
        : todo_(todo),
          workers_(workers),
          options_(options),
          allowed_(allowed_failures),
          failed_(static_cast<std::size_t>(workers) + 1, 0) {}

    WorkEnd serve() {
        for (int left = workers_; left > 0;) {
            int there = 0;
            MPI_Status status;
            MPI_Iprobe(MPI_ANY_SOURCE, ask_tag, MPI_COMM_WORLD, &there, &status);
            if (!there) {
                // Waiting inside MPI would take a core from those who work.
                std::this_thread::sleep_for(std::chrono::microseconds(500));
                if (options_.stop && options_.stop() != Stop::no) end_ = WorkEnd::stopped;
                continue;
            }
            Ask ask;
            MPI_Recv(&ask, sizeof ask, MPI_BYTE, status.MPI_SOURCE, ask_tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
            failed_[static_cast<std::size_t>(status.MPI_SOURCE)] = static_cast<std::size_t>(ask.failed);
            std::size_t failed = 0;
            for (const std::size_t f : failed_) failed += f;
            if (failed > allowed_) end_ = WorkEnd::too_many_failures;
            if (ask.leaves != 0) {
                --left;
                continue;
            }
            if (!give(status.MPI_SOURCE)) --left;
        }
        return end_;
    }

  private:
    // Many at first, few at the end, so that all end together.
    bool give(int to) {
        const std::size_t rest = end_ == WorkEnd::finished ? todo_.size() - at_ : 0;
        const std::size_t count = std::min({rest, most_given, std::max<std::size_t>(1, rest / (4 * static_cast<std::size_t>(workers_)))});
        MPI_Send(todo_.data() + at_, static_cast<int>(count), MPI_UINT64_T, to, give_tag, MPI_COMM_WORLD);
        at_ += count;
        if (options_.told && count > 0) options_.told(at_, todo_.size());
        return count > 0;
    }

    const std::vector<std::uint64_t>& todo_;
    int workers_;
    const WorkOptions& options_;
    std::size_t allowed_;
    std::vector<std::size_t> failed_;
    std::size_t at_ = 0;
    WorkEnd end_ = WorkEnd::finished;
};

/// Another rank: asks for more when what it was given is done.
class Asking {
  public:
    std::optional<std::size_t> next() {
        if (at_ >= given_.size() && !over_) {
            const Ask ask{0, static_cast<std::int64_t>(failed)};
            MPI_Send(&ask, sizeof ask, MPI_BYTE, 0, ask_tag, MPI_COMM_WORLD);
            std::array<std::uint64_t, most_given> numbers{};
            MPI_Status status;
            int count = 0;
            MPI_Recv(numbers.data(), static_cast<int>(numbers.size()), MPI_UINT64_T, 0, give_tag, MPI_COMM_WORLD, &status);
            MPI_Get_count(&status, MPI_UINT64_T, &count);
            given_.assign(numbers.begin(), numbers.begin() + count);
            at_ = 0;
            over_ = count == 0;
        }
        if (at_ >= given_.size()) return std::nullopt;
        return given_[at_++];
    }

    // Of a worker that stops before it was told that nothing is left.
    void leave() const {
        if (over_) return;
        const Ask ask{1, static_cast<std::int64_t>(failed)};
        MPI_Send(&ask, sizeof ask, MPI_BYTE, 0, ask_tag, MPI_COMM_WORLD);
    }

    std::size_t failed = 0;

  private:
    std::vector<std::uint64_t> given_;
    std::size_t at_ = 0;
    bool over_ = false;
};

}  // namespace

bool has_mpi() {
    return true;
}

MpiJob::MpiJob() {
    int provided = 0;
    MPI_Init_thread(nullptr, nullptr, MPI_THREAD_SERIALIZED, &provided);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank_);
    MPI_Comm_size(MPI_COMM_WORLD, &size_);
}

MpiJob::~MpiJob() {
    MPI_Finalize();
}

void MpiJob::abort(int code) const {
    MPI_Abort(MPI_COMM_WORLD, code);
}

bool MpiJob::agree(bool good) const {
    int one = good ? 1 : 0;
    MPI_Bcast(&one, 1, MPI_INT, 0, MPI_COMM_WORLD);
    return one == 1;
}

WorkDone MpiJob::work(const Study& study, const std::filesystem::path& folder, const WorkOptions& asked) const {
    if (size_ == 1) return work_on(study, folder, asked);
    const WorkOptions options = with_time_limit(study, asked);
    WorkDone all;
    for (;;) {
        Plan plan;
        std::vector<std::uint64_t> todo;
        std::uint64_t failed = 0;
        if (rank_ == 0) {
            const RecordIndex index(folder / records_folder);
            plan = plan_of(study, index);
            const std::vector<std::size_t> missing = missing_runs(study, plan, index);
            todo.assign(missing.begin(), missing.end());
            failed = failed_runs(study, plan, index);
        }
        share(plan, todo, failed);
        if (todo.empty()) return all;
        WorkDone done;
        if (rank_ == 0) {
            done.end = HandingOut(todo, size_ - 1, options,
                                  allowed_failures(study, plan.runs.size()) -
                                      std::min<std::size_t>(failed, allowed_failures(study, plan.runs.size())))
                           .serve();
        } else {
            Asking asking;
            WorkOptions own = options;
            own.told = {};
            own.made = [&asking](const Record& record) { asking.failed += record.failure ? 1 : 0; };
            const NextRun next = [&asking] { return asking.next(); };
            done = make_runs(study, folder, plan, next, todo.size(), failed, own);
            asking.leave();
        }
        std::array<std::uint64_t, 2> counts{done.made, done.failed};
        MPI_Allreduce(MPI_IN_PLACE, counts.data(), 2, MPI_UINT64_T, MPI_SUM, MPI_COMM_WORLD);
        int end = static_cast<int>(done.end);
        MPI_Allreduce(MPI_IN_PLACE, &end, 1, MPI_INT, MPI_MAX, MPI_COMM_WORLD);
        all.made += counts[0];
        all.failed += counts[1];
        all.end = static_cast<WorkEnd>(end);
        if (all.end != WorkEnd::finished || plan.settled) return all;
    }
}

#else

bool has_mpi() {
    return false;
}

MpiJob::MpiJob() {
    throw std::runtime_error("this program was built without MPI");
}

MpiJob::~MpiJob() = default;

void MpiJob::abort(int) const {}

bool MpiJob::agree(bool good) const {
    return good;
}

WorkDone MpiJob::work(const Study& study, const std::filesystem::path& folder, const WorkOptions& options) const {
    return work_on(study, folder, options);
}

#endif

}  // namespace enclosure
