#include "sim/study/store/segment_writer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <string>
#include <system_error>

#include "sim/output/output_error.h"

namespace enclosure {

namespace {

[[noreturn]] void cannot_append(const std::filesystem::path& file, int error) {
    throw OutputError("cannot write " + file.string() + ": " + std::generic_category().message(error));
}

// Names of hosts may hold what a file's name may not.
std::string host_name() {
    std::array<char, 256> name{};
    gethostname(name.data(), name.size() - 1);
    std::string text = name.data();
    std::erase_if(text, [](char c) { return c == '/' || c == ' '; });
    return text.empty() ? "host" : text;
}

// That the folder knows of a new file is a write of its own.
void sync_folder(const std::filesystem::path& folder) {
    const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) return;
    fsync(descriptor);
    close(descriptor);
}

}  // namespace

SegmentWriter::~SegmentWriter() {
    if (descriptor_ < 0) return;
    if (waiting_) fdatasync(descriptor_);
    close(descriptor_);
}

// The clock is in the name alone: what makes it new on a host where numbers of processes come again.
void SegmentWriter::open_next() {
    if (descriptor_ >= 0) {
        if (waiting_) sync();
        close(descriptor_);
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    file_ = folder_ / fmt::format("{}-{}-{}-{}.seg", host_name(), getpid(),
                                  std::chrono::duration_cast<std::chrono::microseconds>(now).count(), ++opened_);
    descriptor_ = open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor_ < 0) cannot_append(file_, errno);
    sync_folder(folder_);
    written_ = 0;
}

void SegmentWriter::append(Record& record) {
    const std::vector<std::byte> bytes = encode_record(record, doubles_);
    const std::scoped_lock lock(mutex_);
    if (descriptor_ < 0 || written_ >= segment_bytes) open_next();
    for (std::size_t done = 0; done < bytes.size();) {
        const ssize_t n = write(descriptor_, bytes.data() + done, bytes.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            const int error = n < 0 ? errno : ENOSPC;
            close(descriptor_);  // what comes next does not follow half a record
            descriptor_ = -1;
            cannot_append(file_, error);
        }
        done += static_cast<std::size_t>(n);
    }
    written_ += bytes.size();
    waiting_ = true;
    if (between_syncs_.count() == 0 || std::chrono::steady_clock::now() - synced_ >= between_syncs_) sync();
}

void SegmentWriter::sync() {
    if (fdatasync(descriptor_) != 0) cannot_append(file_, errno);
    synced_ = std::chrono::steady_clock::now();
    waiting_ = false;
}

}  // namespace enclosure
