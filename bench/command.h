// The frame of a benchmark's command line.
#pragma once

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

namespace enclosure::bench {

/// Reads the command line and then does `work`. Returns the exit status: 0, or 2 with a line on standard error.
template <class Work>
int command(CLI::App& app, int argc, char** argv, Work work) {
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    try {
        work();
        return 0;
    } catch (const std::exception& error) {
        fmt::print(stderr, "enclosure-bench: {}\n", error.what());
        return 2;
    }
}

}  // namespace enclosure::bench
