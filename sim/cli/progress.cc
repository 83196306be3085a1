#include "sim/cli/progress.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "sim/cli/say.h"

namespace enclosure::cli {
namespace {

std::size_t terminal_width() {
    winsize size{};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

// Made steps over elapsed time; the whole run's mean, because it is what the time left is divided by.
double rate_of(RunPosition position, double seconds) {
    return seconds > 0 ? static_cast<double>(position.made - position.first) / seconds : 0;
}

std::string rate_and_rest(RunPosition position, double seconds) {
    const double rate = rate_of(position, seconds);
    if (position.made == position.first || rate <= 0) return "";
    const double left = static_cast<double>(position.total - position.made) / rate;
    const std::string end = position.made == position.total ? "in " + duration_text(seconds) : duration_text(left) + " left";
    return fmt::format(", {:.{}f} {}s/s, {}", rate, rate < 10 ? 2 : 1, position.what, end);
}

}  // namespace

std::string duration_text(double seconds) {
    if (!(seconds >= 0) || seconds > 1e12) return "?";
    const auto whole = static_cast<std::int64_t>(std::ceil(seconds));
    if (whole < 60) return fmt::format("{} s", whole);
    if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
    return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string plain_line(RunPosition position, double seconds) {
    const std::string date = position.date.empty() ? "" : fmt::format(", {}", position.date);
    return fmt::format("{} {} of {}{}{}", position.what, position.made, position.total, date, rate_and_rest(position, seconds));
}

std::string bar_line(RunPosition position, double seconds, std::size_t width) {
    std::string text = plain_line(position, seconds);
    if (text.size() > width) text.resize(width);
    constexpr std::size_t frame = 3;  // "[", "]" and a space
    constexpr std::size_t shortest = 5;
    if (text.size() + frame + shortest > width) return text;
    const std::size_t room = std::min<std::size_t>(width - text.size() - frame, 40);
    const std::size_t filled = position.total == 0 ? room : room * position.made / position.total;
    return fmt::format("[{}{}] {}", std::string(filled, '#'), std::string(room - filled, '.'), text);
}

ProgressStyle progress_style(bool quiet) {
    if (quiet) return ProgressStyle::quiet;
    const char* term = std::getenv("TERM");
    const bool moves = term != nullptr && std::string_view(term) != "dumb";
    return isatty(STDERR_FILENO) == 1 && moves ? ProgressStyle::bar : ProgressStyle::plain;
}

Progress::Progress(ProgressStyle style) : style_(style), begun_(Clock::now()), shown_(begun_) {}

Progress::~Progress() {
    if (style_ == ProgressStyle::bar && any_shown_) say_text("\n");
}

void Progress::show(RunPosition position) {
    if (style_ == ProgressStyle::quiet) return;
    const auto now = Clock::now();
    const auto pause = style_ == ProgressStyle::bar ? std::chrono::milliseconds(100) : std::chrono::milliseconds(5000);
    const bool last = position.made == position.total;
    if (any_shown_ && !last && now - shown_ < pause) return;
    any_shown_ = true;
    shown_ = now;
    if (style_ == ProgressStyle::bar) {
        // One column stays free: a terminal may wrap after its last one. "\33[K" clears what a longer line left behind.
        say("\r{}\33[K", bar_line(position, seconds(), terminal_width() - 1));
    } else {
        say("{}\n", plain_line(position, seconds()));
    }
}

double Progress::seconds() const {
    return std::chrono::duration<double>(Clock::now() - begun_).count();
}

}  // namespace enclosure::cli
