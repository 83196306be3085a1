#include "sim/study/factor.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/output/run_file.h"
#include "sim/scenario/paths.h"
#include "sim/scenario/read_leaf.h"
#include "sim/scenario/shape.h"
#include "sim/scenario/toml_text.h"
#include "sim/study/factor_target.h"

namespace enclosure {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

double index_of(Factor& factor, const std::string& name) {
    const auto found = std::find(factor.names.begin(), factor.names.end(), name);
    if (found == factor.names.end()) factor.names.push_back(name);
    return static_cast<double>(std::find(factor.names.begin(), factor.names.end(), name) - factor.names.begin());
}

}  // namespace

std::optional<FactorTarget> find_target(Scenario& scenario, const std::string& path) {
    std::optional<LeafRef> leaf = find_leaf(scenario, path);
    if (!leaf) return std::nullopt;
    return FactorTarget{leaf->value, leaf->facts, std::move(leaf->path)};
}

std::optional<FactorType> factor_type_of(const LeafPointer& pointer) {
    return std::visit(
        [](auto* value) -> std::optional<FactorType> {
            using Value = std::remove_pointer_t<decltype(value)>;
            if constexpr (std::is_same_v<Value, double> || std::is_same_v<Value, PerId>) return FactorType::number;
            if constexpr (std::is_same_v<Value, std::int64_t>) return FactorType::whole_number;
            if constexpr (std::is_same_v<Value, bool>) return FactorType::truth;
            if constexpr (std::is_same_v<Value, Date> || std::is_same_v<Value, std::optional<Date>>) return FactorType::date;
            if constexpr (has_names<Value>) return FactorType::name;
            return std::nullopt;
        },
        pointer);
}

std::optional<double> encode(Factor& factor, const FactorTarget& target, const Node& node, const std::string& path, Report& report) {
    return std::visit(
        [&](auto* pointer) -> std::optional<double> {
            using Value = std::remove_pointer_t<decltype(pointer)>;
            if constexpr (std::is_same_v<Value, double> || std::is_same_v<Value, PerId>) {
                double x = 0;
                return read_leaf(node, x, *target.facts, path, report) ? std::optional(x) : std::nullopt;
            } else if constexpr (std::is_same_v<Value, std::int64_t> || std::is_same_v<Value, bool>) {
                Value x{};
                return read_leaf(node, x, *target.facts, path, report) ? std::optional(static_cast<double>(x)) : std::nullopt;
            } else if constexpr (std::is_same_v<Value, Date> || std::is_same_v<Value, std::optional<Date>>) {
                Date x{};
                return read_leaf(node, x, *target.facts, path, report) ? std::optional(days_of(x)) : std::nullopt;
            } else if constexpr (has_names<Value>) {
                Value x{};
                return read_leaf(node, x, *target.facts, path, report) ? std::optional(index_of(factor, node.text)) : std::nullopt;
            } else {
                return std::nullopt;
            }
        },
        target.value);
}

double value_at(const Factor& factor, double u) {
    if (std::isnan(u)) return no_value;
    Distribution law = factor.law;
    if (factor.is_list()) return factor.levels[static_cast<std::size_t>(quantile(law, u))];
    if (law.law == Law::bernoulli) return quantile(law, u) > 0 ? law.max : law.min;
    if (factor.type == FactorType::number) return quantile(law, u);
    // Whole numbers and days: of a uniform law each is as likely as the others.
    const double lo = law.min;
    const double hi = law.max;
    if (law.law == Law::uniform) {
        law.min -= 0.5;
        law.max += 0.5;
    }
    const double rounded = std::floor(quantile(law, u) + 0.5);
    return std::clamp(rounded, std::isfinite(lo) ? lo : rounded, std::isfinite(hi) ? hi : rounded);
}

bool can_contradict(const Factor& factor) {
    if (factor.input) return false;
    if (factor.type != FactorType::number && factor.type != FactorType::truth) return true;
    const std::string group = factor.path.substr(0, factor.path.find('.'));
    bool of_group = false;
    const Parameters parameters;
    visit_groups(parameters, [&](const auto& one) { of_group = of_group || std::remove_cvref_t<decltype(one)>::section == group; });
    const auto is_end = [&](std::string_view name) { return factor.path.ends_with(name); };
    return !of_group || factor.path.find('.', group.size() + 1) != std::string::npos || is_end("_min") || is_end("_max") ||
           is_end("_start");
}

bool can_be_halved(const Factor& factor) {
    const bool ordered = factor.type == FactorType::number || factor.type == FactorType::whole_number || factor.type == FactorType::date;
    return ordered && !factor.is_list() && factor.law.law != Law::bernoulli;
}

// The scenario is copied once: its leaf tells type, unit and range.
struct ValueReader::Place {
    Factor* factor;
    Scenario scenario;
    double input = 0;
    std::optional<FactorTarget> target;
};

ValueReader::ValueReader(Factor& factor, const Scenario& scenario) : place_(new Place{&factor, scenario, 0, {}}) {
    place_->target = factor.input ? FactorTarget{&place_->input, &function_input_facts, {}} : find_target(place_->scenario, factor.path);
}

ValueReader::~ValueReader() = default;
ValueReader::ValueReader(ValueReader&&) noexcept = default;

std::optional<double> ValueReader::read(const Node& node, Report& report) {
    if (!place_->target) return std::nullopt;
    return encode(*place_->factor, *place_->target, node, place_->factor->id, report);
}

std::string value_text(const Factor& factor, double value) {
    switch (factor.type) {
        case FactorType::number:
            return toml_text(value);
        case FactorType::whole_number:
            return toml_text(static_cast<std::int64_t>(value));
        case FactorType::truth:
            return toml_text(value != 0);
        case FactorType::date:
            return to_string(time_epoch + std::chrono::days(static_cast<int>(value)));
        case FactorType::name:
            return factor.names[static_cast<std::size_t>(value)];
    }
    return {};
}

bool can_set(const Factor& factor, const Scenario& scenario) {
    return factor.input || find_target(const_cast<Scenario&>(scenario), factor.path);  // nothing is written
}

double own_value(const Factor& factor, const Scenario& scenario) {
    if (factor.input) return factor.input_value;
    Scenario copy = scenario;
    const std::optional<FactorTarget> target = find_target(copy, factor.path);
    if (!target) return no_value;
    return std::visit(
        [&](auto* pointer) -> double {
            using Value = std::remove_pointer_t<decltype(pointer)>;
            if constexpr (std::is_same_v<Value, double> || std::is_same_v<Value, std::int64_t> || std::is_same_v<Value, bool>) {
                return static_cast<double>(*pointer);
            } else if constexpr (std::is_same_v<Value, Date>) {
                return days_of(*pointer);
            } else if constexpr (std::is_same_v<Value, std::optional<Date>>) {
                return *pointer ? days_of(**pointer) : no_value;
            } else if constexpr (has_names<Value>) {
                std::string name;
                if constexpr (std::is_enum_v<Value>) {
                    name = names_of(Value{})[static_cast<std::size_t>(*pointer)];
                } else {
                    name = *pointer;
                }
                const auto found = std::find(factor.names.begin(), factor.names.end(), name);
                return found == factor.names.end() ? no_value : static_cast<double>(found - factor.names.begin());
            } else if constexpr (std::is_same_v<Value, PerId>) {
                if (!target->member.empty()) return pointer->of(target->member);
                return pointer->values.empty() ? pointer->fallback : no_value;
            } else {
                return no_value;
            }
        },
        target->value);
}

void set_factor(Scenario& scenario, const Factor& factor, double value) {
    if (factor.input) return;
    const std::optional<FactorTarget> target = find_target(scenario, factor.path);
    if (!target || std::isnan(value)) return;
    std::visit(
        [&](auto* pointer) {
            using Value = std::remove_pointer_t<decltype(pointer)>;
            if constexpr (std::is_same_v<Value, double>) *pointer = value;
            if constexpr (std::is_same_v<Value, std::int64_t>) *pointer = static_cast<std::int64_t>(value);
            if constexpr (std::is_same_v<Value, bool>) *pointer = value != 0;
            if constexpr (std::is_same_v<Value, Date> || std::is_same_v<Value, std::optional<Date>>) {
                *pointer = time_epoch + std::chrono::days(static_cast<int>(value));
            }
            if constexpr (std::is_same_v<Value, std::string>) *pointer = factor.names[static_cast<std::size_t>(value)];
            if constexpr (std::is_enum_v<Value>) {
                constexpr auto names = names_of(Value{});
                const std::string& name = factor.names[static_cast<std::size_t>(value)];
                *pointer = static_cast<Value>(std::find(names.begin(), names.end(), name) - names.begin());
            }
            if constexpr (std::is_same_v<Value, PerId>) {
                if (target->member.empty()) {
                    *pointer = PerId{};
                    pointer->fallback = value;
                } else {
                    const auto found = std::find_if(pointer->values.begin(), pointer->values.end(),
                                                    [&](const auto& entry) { return entry.first == target->member; });
                    if (found != pointer->values.end()) {
                        found->second = value;
                    } else {
                        pointer->values.emplace_back(target->member, value);
                    }
                }
            }
        },
        target->value);
}

}  // namespace enclosure
