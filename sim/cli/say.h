// What the program says on standard error. Invariant: what cannot be written there is lost, and changes neither the work nor the exit code:
// a run of hours must not end because somebody closed a window or filled a log.
#pragma once

#include <fmt/format.h>

#include <string_view>
#include <utility>

namespace enclosure::cli {

/// Writes `text` to standard error as far as that goes. Never throws, also where the reader of a pipe is gone.
void say_text(std::string_view text) noexcept;

/// The same of a text that is to be formatted.
template <class... Values>
void say(fmt::format_string<Values...> format, Values&&... values) {
    say_text(fmt::format(format, std::forward<Values>(values)...));
}

}  // namespace enclosure::cli
