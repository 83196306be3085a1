#include "sim/cli/say.h"

#include <pthread.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <ctime>

namespace enclosure::cli {

namespace {

// Holds SIGPIPE back in this thread, to which a write to a pipe without a reader sends it, and takes it away if it came.
class NoPipeSignal {
  public:
    NoPipeSignal() {
        sigset_t pending;
        sigpending(&pending);
        other_ = sigismember(&pending, SIGPIPE) == 1;
        sigemptyset(&held_);
        sigaddset(&held_, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &held_, &before_);
    }
    ~NoPipeSignal() {
        const timespec at_once{};
        while (!other_ && sigtimedwait(&held_, nullptr, &at_once) > 0) continue;
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
    NoPipeSignal(const NoPipeSignal&) = delete;
    NoPipeSignal& operator=(const NoPipeSignal&) = delete;

  private:
    sigset_t held_;
    sigset_t before_;
    bool other_;  ///< one was pending that is none of ours
};

}  // namespace

void say_text(std::string_view text) noexcept {
    const NoPipeSignal held;
    std::size_t done = 0;
    while (done < text.size()) {
        const ssize_t count = ::write(STDERR_FILENO, text.data() + done, text.size() - done);
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        done += static_cast<std::size_t>(count);
    }
}

}  // namespace enclosure::cli
