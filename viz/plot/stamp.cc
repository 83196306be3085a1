#include "viz/plot/stamp.h"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/version.h"

namespace enclosure::viz {

std::string stamp_line(const Stamp& stamp) {
    const BuildInfo& build = build_info();
    // Ten letters name a commit; the + of a changed checkout stays.
    constexpr std::size_t short_hash = 10;
    std::string commit(build.git.substr(0, short_hash));
    if (build.git.size() > short_hash && build.git.ends_with('+')) commit += '+';
    return fmt::format("{}, seed {}{}{}. Enclosure {} ({})", stamp.scenario, stamp.seed, stamp.state.empty() ? "" : ", ", stamp.state,
                       build.version, commit);
}

std::vector<std::string> stamp_lines(const Canvas& canvas, const Stamp& stamp, Font font, float room) {
    const std::string text = stamp_line(stamp);
    std::vector<std::string> lines;
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string longer = line.empty() ? text.substr(at, end - at) : line + " " + text.substr(at, end - at);
        if (!line.empty() && canvas.width_of(longer, font) > room) {
            lines.push_back(line);
            line = text.substr(at, end - at);
        } else {
            line = longer;
        }
        at = end + 1;
    }
    lines.push_back(line);
    return lines;
}

std::string unit_line(std::string_view unit, const Form& form) {
    if (form.factor == 100)
        return fmt::format("# unit: 1, a part of the whole; the chart shows it times 100{}{}\n", unit.empty() ? "" : ", ", unit);
    if (unit.empty()) unit = form.prefix.empty() ? std::string_view("1") : std::string_view(form.prefix);
    return fmt::format("# unit: {}\n", unit);
}

}  // namespace enclosure::viz
