// The program. Everything it can fail with becomes a sentence on standard error and an exit code here, and nowhere else.
#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <new>
#include <string_view>
#include <system_error>

#include "sim/base/diagnostics.h"
#include "sim/cli/commands.h"
#include "sim/cli/exit.h"
#include "sim/output/output_error.h"

namespace {

int fail(int code, std::string_view text) {
    fmt::print(stderr, "enclosure: {}\n", text);
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace enclosure;
    try {
        return cli::run_command_line(argc, argv);
    } catch (const cli::UsageError& error) {
        return fail(cli::exit_usage, error.what());
    } catch (const ScenarioError& error) {
        fmt::print(stderr, "{}\n", error.what());  // as compilers do: "file:line:column: text", for editors to jump to
        return cli::exit_usage;
    } catch (const cli::FileError& error) {
        return fail(cli::exit_system, error.what());
    } catch (const OutputError& error) {
        return fail(cli::exit_system, error.what());
    } catch (const std::system_error& error) {
        return fail(cli::exit_system, error.what());
    } catch (const std::bad_alloc&) {
        return fail(cli::exit_system, "not enough memory");
    } catch (const std::exception& error) {
        return fail(cli::exit_defect, fmt::format("defect: {}; please report it with the command and the files", error.what()));
    }
}
