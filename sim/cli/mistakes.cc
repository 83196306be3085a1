#include "sim/cli/mistakes.h"

#include <string_view>

#include "sim/cli/exit.h"

namespace enclosure::cli {

namespace {

constexpr std::string_view program = "enclosure";

}  // namespace

bool Mistakes::attempt(const std::function<void()>& part) {
    try {
        part();
        return true;
    } catch (const ScenarioError& error) {
        for (const Diagnostic& d : error.diagnostics) report_.add(d.place, d.what);
    } catch (const UsageError& error) {
        report_.add({std::string(program)}, error.what());
    }
    return false;
}

void Mistakes::add(const std::vector<std::string>& of_command_line) {
    for (const std::string& mistake : of_command_line) report_.add({std::string(program)}, mistake);
}

}  // namespace enclosure::cli
