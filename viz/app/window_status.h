// How the window goes, as a small JSON file that tests of the true window look at.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "viz/app/app.h"

namespace enclosure::viz {

struct WindowStatus {
    std::size_t frames = 0;          ///< drawn so far
    double first_frame_seconds = 0;  ///< from the begin of the program
    double frame_seconds = 0;        ///< of the last frame, building and drawing
    bool software = false;
    std::size_t reopened = 0;  ///< times that the driver had lost all
    Rect play;                 ///< where the button is, pixels
    Rect timeline;             ///< and the timeline
};

std::string status_json(const App& app, const WindowStatus& status);

/// Written whole: a reader finds the last or the one before.
void write_status(const std::filesystem::path& file, const std::string& json);

}  // namespace enclosure::viz
