// Files that the viewer writes. Invariant: a plain file is there whole or as it was before; what is no plain file (a pipe, a device) is
// written to and stays what it is, and a symbolic link is followed.
#pragma once

#include <filesystem>
#include <string_view>

namespace enclosure::viz {

/// Throws PlatformError naming the file and the cause.
void write_output(const std::filesystem::path& file, std::string_view bytes);

}  // namespace enclosure::viz
