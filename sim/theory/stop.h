// A question asked before each step of a theory's runs: whether to stop. Theories are functions of their effort alone; the question passes
// them by, to whoever waits for their numbers.
#pragma once

#include <functional>

namespace enclosure::theory {

/// Thrown out of a theory that is told to stop. It has no numbers then.
struct Stopped {};

/// While it lives, theories that run in this thread stop as soon as `asked` says true. One at a time in a thread.
class StopCheck {
  public:
    explicit StopCheck(std::function<bool()> asked);
    ~StopCheck();
    StopCheck(const StopCheck&) = delete;
    StopCheck& operator=(const StopCheck&) = delete;

  private:
    std::function<bool()> asked_;
    friend void throw_if_stopped();
};

/// Throws Stopped if a StopCheck of this thread says so.
void throw_if_stopped();

}  // namespace enclosure::theory
