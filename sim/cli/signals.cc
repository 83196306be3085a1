#include "sim/cli/signals.h"

#include <pthread.h>

#include <ctime>

namespace enclosure::cli {

StopSignals::StopSignals() {
    sigemptyset(&held_);
    sigaddset(&held_, SIGINT);
    sigaddset(&held_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &held_, &before_);
}

StopSignals::~StopSignals() {
    // A second Ctrl-C while the results were written is answered already; left pending, it would end the program with the mask's return
    // and hide the exit code.
    const timespec at_once{};
    while (sigtimedwait(&held_, nullptr, &at_once) > 0) continue;
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

int StopSignals::received() {
    if (signal_ == 0) {
        const timespec at_once{};
        const int signal = sigtimedwait(&held_, nullptr, &at_once);
        if (signal > 0) signal_ = signal;
    }
    return signal_;
}

}  // namespace enclosure::cli
