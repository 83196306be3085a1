// libFuzzer entry: no text crashes the loader, and what it accepts it writes so that it loads as the same scenario.
// Run: scenario_fuzz -max_total_time=120 CORPUS scenarios tests/refuse/scenarios tests/refuse/base
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "sim/scenario/load.h"
#include "sim/scenario/parse.h"

namespace {

// A byte string as the text of a scenario; `extends` leads to no file from there.
void load(std::string_view text) {
    using namespace enclosure;
    LoadedScenario loaded;
    try {
        loaded = load_scenario_text(text, "/nonexistent/fuzz.toml");
    } catch (const ScenarioError& error) {
        if (error.diagnostics.empty()) std::abort();
        return;
    }
    const LoadedScenario again = load_scenario_text(loaded.resolved_toml, "/nonexistent/again.toml");
    if (again.resolved_toml != loaded.resolved_toml) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    load(text);
    // The same bytes as a value of the command line.
    if (size < 200) enclosure::parse_value(text, {"--set"});
    return 0;
}
