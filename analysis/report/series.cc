#include "analysis/report/series.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <type_traits>

#include "sim/base/calendar.h"

namespace enclosure {
namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// The origin of "days since 2023-01-01", in days since 1970-01-01.
std::optional<double> origin_of(std::string_view units) {
    constexpr std::string_view start = "days since ";
    if (units.substr(0, start.size()) != start) return std::nullopt;
    const std::optional<Date> date = parse_date(units.substr(start.size(), 10));
    if (!date) return std::nullopt;
    return static_cast<double>(date->time_since_epoch().count());
}

const Dataset* find_scale(const RunFile& run, std::string_view name) {
    for (const Dataset& scale : run.scales)
        if (scale.name == name) return &scale;
    return nullptr;
}

}  // namespace

std::vector<double> numbers_of(const Dataset& dataset) {
    return std::visit(
        [](const auto& values) {
            std::vector<double> out;
            if constexpr (!std::is_same_v<std::remove_cvref_t<decltype(values)>, std::vector<std::string>>) {
                out.reserve(values.size());
                for (const auto value : values) out.push_back(static_cast<double>(value));
            }
            return out;
        },
        dataset.values);
}

std::vector<std::string> texts_of(const Dataset& dataset) {
    const auto* texts = std::get_if<std::vector<std::string>>(&dataset.values);
    return texts ? *texts : std::vector<std::string>{};
}

std::vector<double> row_days(const RunFile& run) {
    const Dataset* time = find_scale(run, "time");
    if (!time) return {};
    std::vector<double> days = numbers_of(*time);
    const std::optional<double> origin = origin_of(time->units);
    if (!origin) return {};
    for (double& day : days) day += *origin;
    return days;
}

Columns read_columns(const RunFile& run, std::string_view group, std::string_view name) {
    Columns out;
    const Dataset* dataset = find_dataset(run, group, name);
    const Dataset* time = find_scale(run, "time");
    if (!dataset || !time || dataset->dims.empty() || dataset->dims.size() > 2 || dataset->dims[0] != "time") return out;
    const std::vector<double> numbers = numbers_of(*dataset);
    const std::size_t rows = value_count(time->values);
    std::vector<std::string> members{std::string()};
    if (dataset->dims.size() == 2) {
        const Dataset* scale = find_scale(run, dataset->dims[1]);
        if (!scale) return out;
        members = texts_of(*scale);
        if (members.empty())
            for (const double label : numbers_of(*scale)) members.push_back(fmt::format("{}", label));
    }
    if (members.empty() || numbers.size() != rows * members.size()) return out;
    out.units = dataset->units;
    out.long_name = dataset->long_name;
    out.values.assign(members.size(), std::vector<double>(rows));
    for (std::size_t row = 0; row < rows; ++row)
        for (std::size_t m = 0; m < members.size(); ++m) out.values[m][row] = numbers[row * members.size() + m];
    out.members = std::move(members);
    return out;
}

std::string attribute_text(const RunFile& run, std::string_view name) {
    const Attribute* attribute = find_attribute(run, name);
    if (!attribute) return {};
    return std::visit([](const auto& value) { return fmt::format("{}", value); }, attribute->value);
}

std::string scalar_text(const RunFile& run, std::string_view group, std::string_view name) {
    const Dataset* dataset = find_dataset(run, group, name);
    if (!dataset) return {};
    const std::vector<std::string> texts = texts_of(*dataset);
    return texts.size() == 1 ? texts[0] : std::string();
}

std::string scenario_value(const RunFile& run, std::string_view key) {
    const std::string toml = scalar_text(run, "scenario", "resolved");
    std::size_t i = 0;
    while (i < toml.size() && toml[i] != '[') {
        const std::size_t end = std::min(toml.find('\n', i), toml.size());
        const std::string_view line = std::string_view(toml).substr(i, end - i);
        i = end + 1;
        if (line.substr(0, key.size()) != key) continue;
        const std::size_t equals = line.find_first_not_of(" \t", key.size());
        if (equals == std::string_view::npos || line[equals] != '=') continue;
        const std::size_t first = line.find_first_of("\"'", equals);
        if (first == std::string_view::npos) return {};
        const std::size_t last = line.rfind(line[first]);
        if (last == first) return {};
        std::string value;
        for (std::size_t k = first + 1; k < last; ++k) {
            if (line[k] == '\\' && line[first] == '"' && k + 1 < last) ++k;
            value += line[k];
        }
        return value;
    }
    return {};
}

double days_of(double value, std::string_view units, double start) {
    if (const std::optional<double> origin = origin_of(units)) return *origin + value;
    const std::string_view word = units.substr(0, units.find(' '));
    if (word == "yr" || word == "year" || word == "years") return start + value * days_per_year;
    if (word == "month" || word == "months") return start + value * days_per_year / 12;
    if (word == "day" || word == "days") return start + value;
    return not_a_number;
}

std::string readable(std::string_view id) {
    std::string out(id);
    for (char& c : out)
        if (c == '_') c = ' ';
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

}  // namespace enclosure
