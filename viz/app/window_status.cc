#include "viz/app/window_status.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <string_view>
#include <system_error>

namespace enclosure::viz {

std::string status_json(const App& app, const WindowStatus& status) {
    constexpr std::array<std::string_view, 5> names{"empty", "paused", "running", "ended", "failed"};
    const SessionStatus session = app.session.status();
    const StepRecord* record = app.shown();
    return fmt::format(
        R"({{"state": "{}", "step": {}, "frames": {}, "first_frame_ms": {:.0f}, "frame_ms": {:.1f}, "software": {}, "reopened": {}, "play": [{:.0f}, {:.0f}], )"
        R"("timeline": [{:.0f}, {:.0f}, {:.0f}, {:.0f}]}})"
        "\n",
        names.at(static_cast<std::size_t>(session.state)), record == nullptr ? 0 : record->step, status.frames,
        status.first_frame_seconds * 1e3, status.frame_seconds * 1e3, status.software, status.reopened, status.play.middle().x,
        status.play.middle().y, status.timeline.x, status.timeline.y, status.timeline.w, status.timeline.h);
}

void write_status(const std::filesystem::path& file, const std::string& json) {
    const std::filesystem::path part = file.string() + ".part";
    std::ofstream(part) << json;
    std::error_code error;
    std::filesystem::rename(part, file, error);
}

}  // namespace enclosure::viz
