// The viewer. Everything it can fail with becomes a sentence on standard error and an exit code here, and nowhere else.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <system_error>

#include "analysis/data/analysis_error.h"
#include "sim/base/diagnostics.h"
#include "sim/base/version.h"
#include "viz/app/offscreen_loop.h"
#include "viz/app/window_loop.h"
#include "viz/platform/platform_error.h"
#include "viz/script/script.h"

namespace {

using namespace enclosure;
using namespace enclosure::viz;

// "1600x900".
bool read_size(std::string_view text, ViewOptions& options) {
    const std::size_t cross = text.find('x');
    if (cross == std::string_view::npos) return false;
    const auto read = [](std::string_view part, int& value) {
        const auto [rest, error] = std::from_chars(part.data(), part.data() + part.size(), value);
        return error == std::errc{} && rest == part.data() + part.size() && value >= least_pixels && value <= most_pixels;
    };
    return read(text.substr(0, cross), options.width) && read(text.substr(cross + 1), options.height);
}

// CLI11 lets a minus wrap round.
CLI::Validator whole_number(const std::string& what) {
    const auto mistake = [what](const std::string& text) {
        std::uint64_t value = 0;
        const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        const bool read = error == std::errc{} && rest == text.data() + text.size();
        return read ? std::string{} : fmt::format("{} is no {}: that is a whole number from 0 on", text, what);
    };
    return CLI::Validator(mistake, "");
}

void add_options(CLI::App& app, ViewOptions& options) {
    app.add_option("scenario", options.scenario,
                   "A scenario file, lib:NAME of a shipped one, a run file, or a study's folder or file; without it the window opens empty")
        ->type_name("SCENARIO");
    const auto list = [&](const std::string& name, auto& values, const std::string& what, const std::string& type) {
        app.add_option(name, values, what)->type_name(type)->expected(1)->take_all()->allow_extra_args(false);
    };
    list("--set", options.settings, "Sets a value of the scenario; may be repeated", "PATH=VALUE");
    list("--policy", options.policies, "A policy laid on the scenario, a file or lib:policies/NAME; may be repeated", "FILE");
    app.add_option("--seed", options.seed, "Seed of every draw")->type_name("N")->check(whole_number("seed"));
    app.add_option("--steps", options.steps, "Makes that many steps first")->type_name("N")->check(whole_number("number of steps"));
    app.add_option_function<std::string>(
           "--size",
           [&](const std::string& text) {
               if (!read_size(text, options)) throw CLI::ValidationError("--size", fmt::format("{} is no size, such as 1600x900", text));
           },
           "Size of the window or of the picture, 1600x900 if not given")
        ->type_name("WxH");
    app.add_option("--scale", options.scale, "Pixels per point; as the monitor has it if not given, 2 for pictures as wide as 3000 pixels")
        ->type_name("S")
        ->check(CLI::Range(0.5, 4.0).description(""));
    app.add_option_function<std::string>(
           "--theme", [&](const std::string& name) { options.theme = name == "light" ? ThemeKind::light : ThemeKind::dark; },
           "light or dark")
        ->type_name("NAME")
        ->check(CLI::IsMember({"light", "dark"}).description(""));
    app.add_option("--shot", options.shot, "Writes a picture and ends; needs no display")->type_name("PNG");
    app.add_option("--script", options.script, "Plays a script of clicks and keys without a display and ends")->type_name("FILE");
    app.add_option("--export-folder", options.export_folder, "Where exported files go; the current folder if not given")
        ->type_name("FOLDER");
    app.add_option("--threads", options.threads, "Threads of the model; one per processor if not given. Results do not depend on it")
        ->type_name("N")
        ->check(CLI::Range(1, 1024).description(""));
    app.add_option("--status", options.status, "Writes how the window goes into a small JSON file after each frame, for tests")
        ->type_name("FILE");
    app.add_option("--lose-context", options.lose_context)->group("");  // no user's
    app.set_version_flag("--version", fmt::format("enclosure-view {} ({})", build_info().version, build_info().git));
}

int fail(int code, std::string_view text) {
    fmt::print(stderr, "enclosure-view: {}\n", text);
    return code;
}

// Exit code: that it was asked for is no reason to lose it unsaid.
int print_asked(std::string_view text) {
    errno = 0;
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    return written ? viewer_done : fail(viewer_system, "cannot write to standard output: " + std::generic_category().message(errno));
}

int run(const ViewOptions& options) {
    try {
        if (options.offscreen()) {
            run_offscreen(options);
        } else {
            run_window(options);
        }
        return viewer_done;
    } catch (const ScenarioError& error) {
        fmt::print(stderr, "{}\n", error.what());  // as compilers do: "file:line:column: text"
        return viewer_usage;
    } catch (const MissingScript& error) {
        return fail(viewer_usage, error.what());
    } catch (const AnalysisError& error) {  // a study that cannot be shown, or what is no scenario
        return fail(viewer_usage, error.what());
    } catch (const ScriptError& error) {
        fmt::print(stderr, "{}\n", error.what());
        return viewer_failed;
    } catch (const PlatformError& error) {
        const std::string advice =
            options.offscreen() ? "" : "\n  no display here? use  --shot out.png  (renders without a display), or run under  xvfb-run -a";
        return fail(viewer_system, error.what() + advice);
    } catch (const std::bad_alloc&) {
        return fail(viewer_system, "not enough memory");
    } catch (const std::exception& error) {
        return fail(viewer_failed, fmt::format("defect: {}; please report it with the command and the files", error.what()));
    }
}

}  // namespace

int main(int argc, char** argv) {
    ViewOptions options;
    options.began = std::chrono::steady_clock::now();
    CLI::App app("Explores a scenario live: run it, change its rules, fork it, look at every agent.", "enclosure-view");
    add_options(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForVersion& version) {
        return print_asked(std::string(version.what()) + "\n");
    } catch (const CLI::Success&) {
        return print_asked(app.help());
    } catch (const CLI::ParseError& error) {
        return fail(viewer_usage, fmt::format("{}\n  enclosure-view --help lists the options", error.what()));
    }
    return run(options);
}
