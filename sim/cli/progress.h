// How far a run is, on standard error: a bar that redraws itself on a terminal, a plain line now and then elsewhere, nothing when
// quiet. Invariant: whatever is written, the last line is whole once the object is gone, so that messages start on a line of their own.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace enclosure::cli {

/// Where a run stands.
struct RunPosition {
    std::size_t made = 0;            ///< whole steps made
    std::size_t total = 0;           ///< whole steps of the run
    std::string_view date = {};      ///< start of the next step
    std::size_t first = 0;           ///< steps that were made before, by a run that this one goes on with
    std::string_view what = "step";  ///< what is counted
};

/// "8 s", "3 min 20 s", "2 h 5 min": a duration for a reader; seconds are rounded up. Negative and NaN read as "?".
std::string duration_text(double seconds);

/// One line of plain text: "step 12 of 144, 2024-01-01, 14.2 steps/s, 10 s left"; `seconds` is the time since the run began.
std::string plain_line(RunPosition position, double seconds);

/// The same with a bar in front, exactly as wide as fits: at most `width` characters, the bar dropped where there is no room.
std::string bar_line(RunPosition position, double seconds, std::size_t width);

enum class ProgressStyle { quiet, plain, bar };

/// bar if standard error is a terminal that can move its cursor, else plain; quiet if asked.
ProgressStyle progress_style(bool quiet);

class Progress {
  public:
    explicit Progress(ProgressStyle style);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Shows the position if it is time: ten times a second for a bar; after the first step, every 5 s and at the end for lines.
    void show(RunPosition position);

    /// Seconds since the object was made.
    double seconds() const;

  private:
    using Clock = std::chrono::steady_clock;
    ProgressStyle style_;
    Clock::time_point begun_;
    Clock::time_point shown_;
    bool any_shown_ = false;
};

}  // namespace enclosure::cli
