#include "sim/cli/view.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "sim/cli/exit.h"

namespace enclosure::cli {

void view(const ViewCommand& command) {
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "enclosure-view";
    if (!std::filesystem::exists(program)) {
        throw FileError(fmt::format(
            "the viewer is not there: {}. It is built where Dear ImGui, GLFW, OpenGL and stb are installed: .ci/install_packages viewer, "
            "then build again",
            program.string()));
    }
    std::string name = program.string();
    std::vector<std::string> words = command.arguments;
    std::vector<char*> argv{name.data()};
    for (std::string& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    execv(name.c_str(), argv.data());
    throw FileError(fmt::format("{}: {}", name, std::generic_category().message(errno)));
}

}  // namespace enclosure::cli
