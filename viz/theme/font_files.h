// The files of the two families that the window is written in: Inter for words, JetBrains Mono for numbers.
// Invariant: a missing font never ends the program: DejaVu stands in, then nothing (an empty path: the built-in bitmap font).
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "viz/theme/theme.h"

namespace enclosure::viz {

/// The file that texts of that font are drawn from; empty if there is none. `folders` are searched in their order, each with all below it.
std::filesystem::path font_file(Font font, const std::vector<std::filesystem::path>& folders);

/// Where fonts are looked for: $ENCLOSURE_FONTS if set, ~/.local/share/fonts, /usr/local/share/fonts, /usr/share/fonts.
std::vector<std::filesystem::path> font_folders();

/// One line that says what to install, if Inter or JetBrains Mono is missing; empty if all are there.
std::string missing_fonts(const std::vector<std::filesystem::path>& folders);

}  // namespace enclosure::viz
