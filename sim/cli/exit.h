// What the program tells the shell when it ends, and the errors that lead there. Invariant: only main.cc turns an error into a code.
#pragma once

#include <stdexcept>

namespace enclosure::cli {

/// Exit codes of every command.
enum ExitCode : int {
    exit_done = 0,
    exit_defect = 1,         ///< an error of ours
    exit_usage = 2,          ///< wrong usage, or a scenario, policy or study file that is missing, unreadable or wrong
    exit_system = 3,         ///< any other file, or the system
    exit_no = 4,             ///< the answer is no
    exit_terminated = 75,    ///< stopped by SIGTERM
    exit_interrupted = 130,  ///< stopped by SIGINT
};

/// The command line asks for something that does not exist or makes no sense.
struct UsageError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Runs of a study are missing, and it was not said that the others will do; the text says which, and how to make them.
struct IncompleteStudy : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// A file that is no scenario, or the system, stands in the way; the text names it.
struct FileError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace enclosure::cli
