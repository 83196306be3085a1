// Ctrl-C and SIGTERM as a question asked between two steps. Invariant: while a StopSignals lives, neither signal ends the program
// by itself, so that a step or a write is never cut in two.
#pragma once

#include <csignal>

#include "sim/cli/exit.h"

namespace enclosure::cli {

/// Holds SIGINT and SIGTERM back in this thread and in all threads started after it; restores the mask at its end. Make it before
/// anything that starts threads. No handler, hence no global state.
class StopSignals {
  public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// The signal that has come so far, SIGINT or SIGTERM, or 0; the first one counts. Never waits.
    int received();

  private:
    sigset_t held_;
    sigset_t before_;
    int signal_ = 0;
};

/// What the program ends with when that signal, SIGINT or SIGTERM, has stopped it.
inline ExitCode exit_after(int signal) {
    return signal == SIGTERM ? exit_terminated : exit_interrupted;
}

}  // namespace enclosure::cli
