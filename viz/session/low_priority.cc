#include "viz/session/low_priority.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace enclosure::viz {

void take_low_priority(Waits waits) {
    const int niceness = waits == Waits::somebody ? 5 : 15;
    // On Linux a niceness is a thread's own.
    const auto thread = static_cast<id_t>(::syscall(SYS_gettid));
    (void)::setpriority(PRIO_PROCESS, thread, niceness);
}

}  // namespace enclosure::viz
