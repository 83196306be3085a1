// What files of each kind begin with, by which a file in the wrong place is called what it is.
#pragma once

#include <string_view>

namespace enclosure {

/// Of a checkpoint. As the mark of a PNG file: a first byte that is no text, and line ends that a transfer as text would change.
inline constexpr std::string_view checkpoint_mark =
    "\x89"
    "ENC\r\n\x1a\n";

/// Of an HDF5 file, such as a run file.
inline constexpr std::string_view hdf5_mark = "\x89HDF\r\n\x1a\n";

}  // namespace enclosure
