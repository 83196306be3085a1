#include "sim/theory/stop.h"

#include <utility>

namespace enclosure::theory {

namespace {

thread_local StopCheck* current = nullptr;

}  // namespace

StopCheck::StopCheck(std::function<bool()> asked) : asked_(std::move(asked)) {
    current = this;
}

StopCheck::~StopCheck() {
    current = nullptr;
}

void throw_if_stopped() {
    if (current != nullptr && current->asked_()) throw Stopped{};
}

}  // namespace enclosure::theory
