#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <type_traits>

#include "analysis/claims/ledger.h"
#include "sim/base/json.h"
#include "sim/scenario/extends.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/places.h"
#include "sim/scenario/read_table.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

template <HasFields T>
Node node_of(const T& object);

Node number_node(double value) {
    Node node = make_node(Kind::real, {});
    node.real = value;
    return node;
}

// Nothing for what has no value: a file leaves it out.
template <class T>
std::optional<Node> node_of_value(const T& value) {
    if constexpr (std::is_same_v<T, double>) {
        return std::isfinite(value) ? std::optional(number_node(value)) : std::nullopt;
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        Node node = make_node(Kind::integer, {});
        node.integer = value;
        return node;
    } else if constexpr (std::is_same_v<T, std::string>) {
        Node node = make_node(Kind::text, {});
        node.text = value;
        return node;
    } else if constexpr (std::is_enum_v<T>) {
        return node_of_value(std::string(names_of(value)[static_cast<std::size_t>(value)]));
    } else if constexpr (std::is_same_v<T, std::vector<double>>) {
        Node node = make_node(Kind::array, {});
        for (const double x : value) node.items.push_back(number_node(x));
        return node;
    } else if constexpr (HasFields<T>) {
        return node_of(value);
    } else {
        Node node = make_node(Kind::array, {});
        for (const auto& row : value) node.items.push_back(node_of(row));
        return node;
    }
}

template <HasFields T>
Node node_of(const T& object) {
    Node node = make_node(Kind::table, {});
    for_each_field<T>([&](const auto& f) {
        if (std::optional<Node> value = node_of_value(object.*f.member)) node.set(f.facts.name, std::move(*value));
    });
    return node;
}

// As TOML has it; with null for what has no value.
template <class T>
std::string json_of(const T& value, const std::string& indent) {
    if constexpr (std::is_same_v<T, double>) {
        return json_number(value);
    } else if constexpr (std::is_same_v<T, std::int64_t>) {
        return fmt::format("{}", value);
    } else if constexpr (std::is_same_v<T, std::string>) {
        return json_string(value);
    } else if constexpr (std::is_enum_v<T>) {
        return json_string(names_of(value)[static_cast<std::size_t>(value)]);
    } else if constexpr (HasFields<T>) {
        std::string body;
        for_each_field<T>([&](const auto& f) {
            body +=
                fmt::format("{}{}{}: {}", body.empty() ? "" : ", ", "", json_string(f.facts.name), json_of(value.*f.member, indent + "  "));
        });
        return "{" + body + "}";
    } else {
        std::string body;
        for (const auto& row : value) {
            const std::string text = json_of(row, indent + "  ");
            body += (body.empty() ? "" : ",") +
                    (std::is_same_v<T, std::vector<double>> ? (body.empty() ? "" : " ") + text : "\n" + indent + text);
        }
        return "[" + body + "]";
    }
}

}  // namespace

std::string ledger_toml(const ClaimLedger& ledger) {
    return "# Written by enclosure claims; do not edit.\n" + toml_file(node_of(ledger));
}

std::string ledger_json(const ClaimLedger& ledger) {
    return json_of(ledger, "  ") + "\n";
}

ClaimLedger read_ledger(const std::filesystem::path& file) {
    Report report;
    const std::string name = file.string();
    std::optional<Node> root = parse_toml_file(file, name, {name}, report);
    ClaimLedger ledger;
    if (root && check_schema_version(*root, name, report)) {
        Places places;
        Readout readout{places, report};
        read_table(*root, ledger, "", readout);
    }
    report.throw_if_any();
    return ledger;
}

}  // namespace enclosure
