#include "sim/study/store/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "sim/output/output_error.h"

namespace enclosure {

namespace {

[[noreturn]] void cannot_map(const std::filesystem::path& file) {
    throw OutputError("cannot read " + file.string() + ": " + std::generic_category().message(errno));
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& file) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) cannot_map(file);
    struct stat facts {};
    const bool known = fstat(descriptor, &facts) == 0;
    const auto size = static_cast<std::size_t>(facts.st_size);
    void* const first = known && size > 0 ? mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0) : nullptr;
    const int error = errno;
    close(descriptor);
    errno = error;
    if (!known || first == MAP_FAILED) cannot_map(file);
    if (first) bytes_ = {static_cast<const std::byte*>(first), size};
}

MappedFile::~MappedFile() {
    if (!bytes_.empty()) munmap(const_cast<std::byte*>(bytes_.data()), bytes_.size());
}

}  // namespace enclosure
