// The viewer without a window, as tests play it: the smallest size that is supported well, one thread.
#pragma once

#include "viz/app/view_options.h"

namespace enclosure::viz {

inline ViewOptions without_window(int threads = 1) {
    ViewOptions options;
    options.width = 1280;
    options.height = 720;
    options.threads = threads;
    return options;
}

}  // namespace enclosure::viz
