#include "viz/platform/output_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <span>
#include <string>
#include <system_error>

#include "sim/output/output_error.h"
#include "sim/output/replace_file.h"
#include "viz/platform/platform_error.h"

namespace enclosure::viz {

namespace {

[[noreturn]] void refuse_output(const std::filesystem::path& file, std::string_view why) {
    throw PlatformError(fmt::format("cannot write {}: {}", file.string(), why));
}

[[noreturn]] void refuse_output(const std::filesystem::path& file, int error) {
    refuse_output(file, std::generic_category().message(error));
}

// Renaming would put a plain file in the place of a pipe or a device.
void write_into(const std::filesystem::path& file, std::string_view bytes) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) refuse_output(file, errno);
    int error = 0;
    while (!bytes.empty() && error == 0) {
        const ssize_t count = ::write(descriptor, bytes.data(), bytes.size());
        if (count >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(count));
        } else if (errno != EINTR) {
            error = errno;
        }
    }
    if (::close(descriptor) != 0 && error == 0) error = errno;
    if (error != 0) refuse_output(file, error);
}

}  // namespace

void write_output(const std::filesystem::path& file, std::string_view bytes) {
    std::error_code ignored;
    const std::filesystem::file_status there = std::filesystem::status(file, ignored);
    if (std::filesystem::is_directory(there)) refuse_output(file, "it is a folder");
    if (std::filesystem::exists(there) && !std::filesystem::is_regular_file(there)) return write_into(file, bytes);
    try {
        replace_file(file, std::as_bytes(std::span(bytes.data(), bytes.size())));
    } catch (const OutputError& error) {
        std::string_view why = error.what();  // "FILE: what: why"
        const std::string name = file.string() + ": ";
        if (why.starts_with(name)) why.remove_prefix(name.size());
        refuse_output(file, why);
    }
}

}  // namespace enclosure::viz
