#include "sim/cli/mistakes.h"

#include "sim/cli/exit.h"

namespace enclosure::cli {

bool Mistakes::attempt(const std::function<void()>& part) {
    try {
        part();
        return true;
    } catch (const ScenarioError& error) {
        for (const Diagnostic& d : error.diagnostics) report_.add(d.place, d.what);
    } catch (const UsageError& error) {
        report_.add({"enclosure"}, error.what());
    }
    return false;
}

}  // namespace enclosure::cli
