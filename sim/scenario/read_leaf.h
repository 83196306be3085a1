// One value of a scenario file, by the type that it is read into. Each function returns false, and reports, if the value is no such.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/describe.h"
#include "sim/base/diagnostics.h"
#include "sim/scenario/literal.h"
#include "sim/scenario/node.h"
#include "sim/scenario/per_id.h"

namespace enclosure {

bool read_leaf(const Node& node, double& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, std::int64_t& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, bool& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, std::string& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, Date& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, std::optional<Date>& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, std::vector<std::string>& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, PerId& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, std::vector<double>& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, std::optional<Literal>& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, Literals& value, const Facts& facts, const std::string& path, Report& report);
bool read_leaf(const Node& node, LiteralRows& value, const Facts& facts, const std::string& path, Report& report);

/// The index of the name that a string has among `names`; nothing, and a report, if it has none.
std::optional<std::size_t> read_choice(const Node& node, const std::vector<std::string>& names, const std::string& path, Report& report);

template <class Choice>
requires std::is_enum_v<Choice>
bool read_leaf(const Node& node, Choice& value, const Facts&, const std::string& path, Report& report) {
    constexpr auto names = names_of(Choice{});
    const auto index = read_choice(node, {names.begin(), names.end()}, path, report);
    if (index) value = static_cast<Choice>(*index);
    return index.has_value();
}

}  // namespace enclosure
