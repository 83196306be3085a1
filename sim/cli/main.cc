// The program. Everything it can fail with becomes a sentence on standard error and an exit code here, and nowhere else.
#include <fcntl.h>
#include <unistd.h>

#include <exception>
#include <new>
#include <string_view>
#include <system_error>

#include "analysis/data/analysis_error.h"
#include "sim/base/diagnostics.h"
#include "sim/cli/commands.h"
#include "sim/cli/exit.h"
#include "sim/cli/say.h"
#include "sim/output/output_error.h"

namespace {

// A file opened in the place of a standard descriptor that was closed would get what is said there. Reading only: writing fails as before.
void fill_standard_descriptors() {
    int descriptor = 0;
    while (descriptor >= 0 && descriptor <= STDERR_FILENO) descriptor = open("/dev/null", O_RDONLY);
    if (descriptor > STDERR_FILENO) close(descriptor);
}

int fail(int code, std::string_view text) {
    enclosure::cli::say("enclosure: {}\n", text);
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace enclosure;
    fill_standard_descriptors();
    try {
        return cli::run_command_line(argc, argv);
    } catch (const cli::UsageError& error) {
        return fail(cli::exit_usage, error.what());
    } catch (const ScenarioError& error) {
        cli::say("{}\n", error.what());  // as compilers do: "file:line:column: text", for editors to jump to
        return cli::exit_usage;
    } catch (const cli::FileError& error) {
        return fail(cli::exit_system, error.what());
    } catch (const cli::IncompleteStudy& error) {
        return fail(cli::exit_no, error.what());
    } catch (const AnalysisError& error) {
        return fail(cli::exit_usage, error.what());
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
