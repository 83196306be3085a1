// Replaces a file by new bytes so that whoever opens it finds either the old file or the new one, whole.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>

namespace enclosure {

/// Where the bytes of `file` really are, also if a symbolic link points to what is not there yet. Throws OutputError if links go round.
std::filesystem::path target_of(const std::filesystem::path& file);

/// FILE.part, where the bytes stand until they are complete; FILE.part.2, FILE.part.3, … where such a file is there already.
std::filesystem::path part_of(const std::filesystem::path& file);

/// Writes `bytes` to a new file FILE.part, brings it to the disk and renames it to `file`. A symbolic link stays one: what it points to is
/// replaced. Throws OutputError naming the file and the cause; then `file` is as it was and FILE.part is removed.
void replace_file(const std::filesystem::path& file, std::span<const std::byte> bytes);

/// The same where somebody else writes the bytes: `write(part)` fills FILE.part, an empty file, and has closed it when it returns. What it
/// throws passes through, and FILE.part is removed.
void replace_by(const std::filesystem::path& file, const std::function<void(const std::filesystem::path& part)>& write);

/// Throws OutputError if `file` could not be created or replaced now: its folder is missing or not writable, or it is itself no
/// regular file. Writes nothing.
void check_replaceable(const std::filesystem::path& file);

}  // namespace enclosure
