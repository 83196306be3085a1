// The command line: which commands and options exist, and what each is handed to.
// Invariant: only this and analyze/analyze_options.cc know the parsing library, which is slow to compile.
#pragma once

namespace enclosure::cli {

/// Parses the command line and runs what it asks for; returns the exit code. Throws UsageError and what the commands throw.
int run_command_line(int argc, const char* const* argv);

}  // namespace enclosure::cli
