// The bytes of a file, mapped into memory as long as the object lives. Whoever appends to the file meanwhile changes none of them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <utility>

namespace enclosure {

class MappedFile {
  public:
    /// Throws OutputError if the file cannot be read.
    explicit MappedFile(const std::filesystem::path& file);
    ~MappedFile();
    MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
    MappedFile& operator=(MappedFile&& other) noexcept {
        std::swap(bytes_, other.bytes_);
        return *this;
    }

    std::span<const std::byte> bytes() const { return bytes_; }

  private:
    std::span<const std::byte> bytes_;
};

}  // namespace enclosure
