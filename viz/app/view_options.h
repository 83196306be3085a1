// What the command line of the viewer asks for.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "viz/theme/theme.h"

namespace enclosure::viz {

/// Of a picture's width and height; what every driver of OpenGL 3.3 can draw on.
constexpr int least_pixels = 16, most_pixels = 16384;

struct ViewOptions {
    std::string scenario = {};  ///< a file, "lib:NAME", a run file or a study; empty: the window opens empty
    std::vector<std::string> settings = {};
    std::vector<std::filesystem::path> policies = {};
    std::optional<std::uint64_t> seed = {};
    std::filesystem::path shot = {};    ///< the picture to write; empty: a window is opened
    std::filesystem::path script = {};  ///< played without a window too
    std::filesystem::path status = {};  ///< where to write how it goes, for tests of the window
    std::size_t lose_context = 0;       ///< frame before which the window behaves as if the driver had lost all; 0: none. For tests
    std::filesystem::path export_folder = ".";
    int width = 1600;
    int height = 900;
    std::size_t steps = 0;  ///< to be made before anything is drawn
    float scale = 0;        ///< pixels per point; 0: as the monitor has it, or 2 for pictures as wide as 3000 pixels
    int threads = 0;
    ThemeKind theme = ThemeKind::dark;
    std::chrono::steady_clock::time_point began = {};  ///< the program did

    bool offscreen() const { return !shot.empty() || !script.empty(); }
};

/// Exit codes, those of `enclosure` (sim/cli/exit.h).
enum ViewerExit : int { viewer_done = 0, viewer_failed = 1, viewer_usage = 2, viewer_system = 3 };

}  // namespace enclosure::viz
