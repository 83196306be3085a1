#include "sim/output/provenance.h"

#include <array>
#include <ctime>

namespace enclosure {

RunProvenance provenance_now(const BuildInfo& build) {
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::array<char, 32> text{};
    const std::size_t size = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    return {.build = build, .started = std::string(text.data(), size)};
}

std::vector<Attribute> provenance_attributes(const RunProvenance& provenance) {
    return {{"version", std::string{provenance.build.version}},
            {"git", std::string{provenance.build.git}},
            {"compiler", std::string{provenance.build.compiler}},
            {"flags", std::string{provenance.build.flags}},
            {"started", provenance.started}};
}

}  // namespace enclosure
