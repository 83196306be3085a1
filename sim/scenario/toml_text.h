// Values as TOML writes them. Invariant: a value read back from its text is the same value, to the last bit.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/scenario/node.h"
#include "sim/scenario/per_id.h"

namespace enclosure {

/// The shortest decimal text of a number: "0.1", "3e9", "-0.0". A number that is not finite is empty: such a value is not written.
std::string toml_text(double value);
std::string toml_text(std::int64_t value);
std::string toml_text(bool value);
std::string toml_text(const std::string& value);
std::string toml_text(Date value);
std::string toml_text(const std::optional<Date>& value);
std::string toml_text(const std::vector<std::string>& value);
std::string toml_text(const PerId& value);

/// The name of a choice, as a string.
template <class Choice>
requires std::is_enum_v<Choice> std::string toml_text(Choice value) {
    return toml_text(std::string(names_of(value)[static_cast<std::size_t>(value)]));
}

/// A single value as it was read: a number, string, truth value or date.
std::string toml_text(const Node& value);

/// A table as a file. Tables of tables and arrays of tables follow what the table has itself.
std::string toml_file(const Node& table);

/// A key, in quotes if it needs them.
std::string toml_key(std::string_view key);

}  // namespace enclosure
