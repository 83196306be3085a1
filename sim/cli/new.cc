#include "sim/cli/new.h"

#include <fmt/format.h>

#include <filesystem>

#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/scenario/write.h"

namespace enclosure::cli {
namespace {

// The file's name as an id: "My plan-2.toml" is my_plan_2.
std::string id_of(const std::filesystem::path& file) {
    std::string id;
    for (const char c : file.stem().string()) {
        const bool lower = c >= 'a' && c <= 'z';
        const bool upper = c >= 'A' && c <= 'Z';
        const bool digit = c >= '0' && c <= '9';
        id += lower || digit ? c : upper ? static_cast<char>(c - 'A' + 'a') : '_';
    }
    return id.empty() || (id.front() >= '0' && id.front() <= '9') ? "scenario_" + id : id;
}

}  // namespace

int new_scenario(const NewCommand& command) {
    const std::filesystem::path file = command.file;
    if (command.file.empty()) throw UsageError("new needs the name of a file");
    if (std::filesystem::exists(file)) throw FileError(fmt::format("{} exists; new never overwrites a file", file.string()));
    check_output(file, false);
    write_text(file, scenario_template(id_of(file)));
    print_result(fmt::format("{}: edit it, then enclosure check {}\n", file.string(), file.string()));
    return exit_done;
}

}  // namespace enclosure::cli
