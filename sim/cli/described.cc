#include "sim/cli/described.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <type_traits>

#include "analysis/claims/claim_keys.h"
#include "sim/base/json.h"
#include "sim/policy/lever.h"
#include "sim/scenario/per_id.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/shape.h"
#include "sim/study/keys/study_keys.h"

namespace enclosure::cli {
namespace {

template <class T>
[[maybe_unused]] constexpr bool unknown_type = false;

template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};

void set_initial(DescribedField& row, std::string toml, std::string json) {
    row.initial = std::move(toml);
    row.initial_json = std::move(json);
}

// A number as TOML: the shortest text that reads back the same, with powers of ten where they are easier to read.
std::string number_text(double value) {
    return fmt::format("{}", value);
}

template <class T>
DescribedField describe_value(const Facts& facts, const T& initial) {
    DescribedField row{.facts = facts};
    row.initial_json = "null";
    if constexpr (std::is_same_v<T, bool>) {
        row.kind = ValueKind::boolean;
        set_initial(row, initial ? "true" : "false", initial ? "true" : "false");
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        row.kind = ValueKind::integer;
        set_initial(row, fmt::format("{}", initial), fmt::format("{}", initial));
    } else if constexpr (std::is_same_v<T, double>) {
        row.kind = ValueKind::number;
        set_initial(row, number_text(initial), json_number(initial));
    } else if constexpr (std::is_same_v<T, std::string>) {
        row.kind = ValueKind::text;
        if (!initial.empty()) set_initial(row, json_string(initial), json_string(initial));
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
        row.kind = ValueKind::texts;
    } else if constexpr (std::is_same_v<T, Date>) {
        row.kind = ValueKind::date;
        set_initial(row, to_string(initial), json_string(to_string(initial)));
    } else if constexpr (std::is_same_v<T, std::optional<Date>>) {
        row.kind = ValueKind::date;
    } else if constexpr (std::is_enum_v<T>) {
        row.kind = ValueKind::choice;
        constexpr auto names = names_of(T{});
        row.choices.assign(names.begin(), names.end());
        const std::string& name = row.choices[static_cast<std::size_t>(initial)];
        set_initial(row, json_string(name), json_string(name));
    } else if constexpr (std::is_same_v<T, PerId>) {
        row.kind = ValueKind::number_per_id;
        set_initial(row, number_text(initial.fallback), json_number(initial.fallback));
    } else if constexpr (std::is_same_v<T, std::vector<double>>) {
        row.kind = ValueKind::numbers;
    } else if constexpr (std::is_same_v<T, std::optional<Literal>>) {
        row.kind = ValueKind::literal;
    } else if constexpr (std::is_same_v<T, Literals>) {
        row.kind = ValueKind::literals;
    } else if constexpr (std::is_same_v<T, LiteralRows>) {
        row.kind = ValueKind::literal_rows;
    } else if constexpr (std::is_same_v<T, ClaimSettings>) {
        row.kind = ValueKind::settings;
    } else if constexpr (is_vector<T>::value) {
        row.kind = ValueKind::tables;
    } else if constexpr (HasFields<T>) {
        row.kind = ValueKind::table;
    } else {
        static_assert(unknown_type<T>, "a field's type has no place in the reference page");
    }
    return row;
}

template <class T>
DescribedTable describe_table(std::string name, bool repeated, bool parameters) {
    DescribedTable table{.name = std::move(name), .repeated = repeated, .parameters = parameters};
    const T initial{};
    for_each_field<T>([&](const auto& f) { table.fields.push_back(describe_value(f.facts, initial.*f.member)); });
    return table;
}

}  // namespace

std::vector<DescribedTable> described_tables() {
    std::vector<DescribedTable> tables;
    const Scenario initial{};
    DescribedTable top;
    for_each_field<Scenario>([&](const auto& f) {
        using Value = typename std::remove_cvref_t<decltype(f)>::type;
        if constexpr (!std::is_same_v<Value, Parameters>) top.fields.push_back(describe_value(f.facts, initial.*f.member));
    });
    tables.push_back(std::move(top));
    tables.push_back(describe_table<TimeSpan>("time", false, false));
    tables.push_back(describe_table<PopulationSize>("population", false, false));
    tables.push_back(describe_table<OutputChoice>("output", false, false));
    for_each_group(initial.parameters, [&](const auto& group) {
        using Group = std::remove_cvref_t<decltype(group)>;
        tables.push_back(describe_table<Group>(std::string(Group::section), false, true));
    });
    tables.push_back(describe_table<Region>("region", true, false));
    tables.push_back(describe_table<Segment>("segment", true, false));
    tables.push_back(describe_table<Domain>("domain", true, false));
    tables.push_back(describe_table<StrategyRow>("strategy", true, false));
    tables.push_back(describe_table<FirmRow>("firm", true, false));
    tables.push_back(describe_table<PolicyRow>("policy", true, false));
    tables.push_back(describe_table<Event>("policy.event", true, false));
    for (DescribedField& field : tables.back().fields) {
        if (field.facts.name != "lever") continue;
        for (const Lever& lever : levers()) field.choices.emplace_back(lever.name);
    }
    return tables;
}

std::vector<DescribedTable> described_study_tables() {
    return {describe_table<ArmRow>("arm", true, false),
            describe_table<FactorRow>("factor", true, false),
            describe_table<CorrelationRow>("correlation", true, false),
            describe_table<DesignRow>("design", true, false),
            describe_table<MetricRow>("metric", true, false),
            describe_table<ReplicateRule>("replicates", false, false),
            describe_table<RecordChoice>("records", false, false),
            describe_table<StudyLimits>("limits", false, false),
            describe_table<RefineRule>("refine", false, false)};
}

std::vector<DescribedTable> described_claim_tables() {
    return {describe_table<ClaimKeys>("", false, false),
            describe_table<ClaimArmRow>("arm", true, false),
            describe_table<ClaimSweepRow>("sweep", false, false),
            describe_table<ClaimConditionRow>("condition", true, false),
            describe_table<ClaimLevelRow>("condition.level", true, false),
            describe_table<ClaimMeasureRow>("measure", true, false),
            describe_table<ClaimRule>("rule", false, false)};
}

std::string_view kind_name(ValueKind kind) {
    switch (kind) {
        case ValueKind::number:
            return "number";
        case ValueKind::integer:
            return "whole number";
        case ValueKind::boolean:
            return "true or false";
        case ValueKind::text:
            return "text";
        case ValueKind::texts:
            return "list of texts";
        case ValueKind::date:
            return "date";
        case ValueKind::choice:
            return "one of";
        case ValueKind::number_per_id:
            return "number, or table of numbers by id";
        case ValueKind::table:
            return "table";
        case ValueKind::tables:
            return "tables";
        case ValueKind::numbers:
            return "list of numbers";
        case ValueKind::literal:
            return "value, in the unit of what it is about";
        case ValueKind::literals:
            return "list of values";
        case ValueKind::literal_rows:
            return "list of lists of values";
        case ValueKind::settings:
            return "table of values by path";
    }
    return "";
}

std::string range_text(const Range& range) {
    const bool low = std::isfinite(range.lo);
    const bool high = std::isfinite(range.hi);
    if (low && high) return fmt::format("{} … {}", range.lo, range.hi);
    if (low) return fmt::format("≥ {}", range.lo);
    if (high) return fmt::format("≤ {}", range.hi);
    return "";
}

}  // namespace enclosure::cli
