#include "sim/output/replace_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "sim/output/output_error.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

class Descriptor {
  public:
    explicit Descriptor(int number) : number_{number} {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    int get() const { return number_; }
    /// close() may be the first to report that a network disk is full.
    int close() { return ::close(std::exchange(number_, -1)); }

  private:
    int number_;
};

[[noreturn]] void fail(const fs::path& file, const std::string& what, int error) {
    throw OutputError(file.string() + ": " + what + ": " + std::generic_category().message(error));
}

fs::path folder_of(const fs::path& file) {
    return file.has_parent_path() ? file.parent_path() : fs::path{"."};
}

/// 0, or the error number.
int write_all(Descriptor& out, std::span<const std::byte> bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(out.get(), bytes.data() + done, bytes.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return errno;
        done += static_cast<std::size_t>(count);
    }
    return 0;
}

struct Part {
    fs::path name;
    int descriptor;
};

/// A new file for the bytes. What stands there already is another's, or left by a kill: who can tell? It stays, and the next name is tried.
Part open_part(const fs::path& target) {
    constexpr int most_names = 1000;
    for (int number = 1;; ++number) {
        fs::path name = part_of(target);
        if (number > 1) name += "." + std::to_string(number);
        const int descriptor = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (descriptor >= 0) return {std::move(name), descriptor};
        if (errno != EEXIST || number == most_names) fail(name, "cannot be created", errno);
    }
}

/// Brings the bytes of `part` to the disk and gives them the name of the file.
void move_into_place(Descriptor& out, const fs::path& part, const fs::path& file, const fs::path& target) {
    if (::fsync(out.get()) != 0 || out.close() != 0) {
        const int error = errno;
        ::unlink(part.c_str());
        fail(part, "cannot be written", error);
    }
    if (::rename(part.c_str(), target.c_str()) != 0) {
        const int error = errno;
        ::unlink(part.c_str());
        fail(file, "cannot be replaced", error);
    }
    // Makes the rename itself last through a power cut; a file system that cannot do this is no reason to fail.
    const Descriptor folder{::open(folder_of(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (folder.get() >= 0) ::fsync(folder.get());
}

}  // namespace

fs::path target_of(const fs::path& file) {
    constexpr int most_links = 40;  // as the kernel has it
    fs::path target = file;
    std::error_code error;
    for (int links = 0; fs::is_symlink(target, error); ++links) {
        const fs::path next = fs::read_symlink(target, error);
        if (error) fail(file, "cannot follow the symbolic link", error.value());
        if (links == most_links) fail(file, "cannot follow the symbolic link", ELOOP);
        target = target.parent_path() / next;  // `next` itself if it is absolute
    }
    return target;
}

fs::path part_of(const fs::path& file) {
    fs::path part = file;
    part += ".part";
    return part;
}

void check_replaceable(const fs::path& file) {
    const fs::path target = target_of(file);
    const fs::path folder = folder_of(target);
    if (!target.has_filename()) throw OutputError(file.string() + ": cannot be written: it is no name of a file");
    std::error_code error;
    const fs::file_status found = fs::status(folder, error);
    if (!fs::exists(found)) throw OutputError(file.string() + ": cannot be written: there is no folder " + folder.string());
    if (!fs::is_directory(found)) throw OutputError(file.string() + ": cannot be written: " + folder.string() + " is no folder");
    const fs::file_status old = fs::status(target, error);
    if (fs::is_directory(old)) throw OutputError(file.string() + ": cannot be written: it is a folder");
    if (fs::exists(old) && !fs::is_regular_file(old)) throw OutputError(file.string() + ": cannot be written: it is no regular file");
    if (::access(folder.c_str(), W_OK | X_OK) != 0) fail(file, "cannot be written in the folder " + folder.string(), errno);
}

void replace_by(const fs::path& file, const std::function<void(const fs::path& part)>& write) {
    check_replaceable(file);
    const fs::path target = target_of(file);
    const auto [part, descriptor] = open_part(target);
    Descriptor out{descriptor};
    try {
        write(part);
    } catch (...) {
        ::unlink(part.c_str());
        throw;
    }
    move_into_place(out, part, file, target);
}

void replace_file(const fs::path& file, std::span<const std::byte> bytes) {
    check_replaceable(file);
    const fs::path target = target_of(file);
    const auto [part, descriptor] = open_part(target);
    Descriptor out{descriptor};
    if (const int error = write_all(out, bytes); error != 0) {
        ::unlink(part.c_str());
        fail(part, "cannot be written", error);
    }
    move_into_place(out, part, file, target);
}

}  // namespace enclosure
