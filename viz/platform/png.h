// PNG files that say what they show.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "viz/platform/pixels.h"

namespace enclosure::viz {

/// Words about a picture, kept in the file: "Title", "Software", … (PNG specification, 11.3.4.2), each with Latin text.
using PngTexts = std::vector<std::pair<std::string, std::string>>;

/// Writes the file as write_output() does. Throws PlatformError.
void write_png(const std::filesystem::path& file, const Pixels& pixels, const PngTexts& texts);

}  // namespace enclosure::viz
