// Where results go: standard output, or a file that is never overwritten unasked. Invariant: a file appears whole under its name or
// not at all.
#pragma once

#include <filesystem>
#include <string_view>

namespace enclosure::cli {

/// Writes `text` to standard output and makes sure that it arrived. Throws FileError.
void print_result(std::string_view text);

/// Says before any work whether `file` can be written: its folder exists and takes new files, and nothing is there, or a plain file
/// that `force` gives free. Leaves nothing behind. Throws FileError.
void check_output(const std::filesystem::path& file, bool force);

/// Writes `text` to `file` by way of FILE.part. Throws OutputError.
void write_text(const std::filesystem::path& file, std::string_view text);

}  // namespace enclosure::cli
