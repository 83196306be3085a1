// What stands in the way of a picture: no display, no driver, a file that cannot be written. The text says what to do.
#pragma once

#include <stdexcept>

namespace enclosure::viz {

struct PlatformError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

}  // namespace enclosure::viz
