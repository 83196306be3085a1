#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/base/json.h"
#include "sim/cli/described.h"
#include "sim/cli/params_page.h"
#include "sim/scenario/scenario.h"

namespace enclosure::cli {
namespace {

// {"type": "number", "minimum": 0, "maximum": 1}
std::string number_schema(std::string_view type, const Range& legal) {
    std::string out = fmt::format("{{\"type\": {}", json_string(type));
    if (std::isfinite(legal.lo)) out += fmt::format(", \"minimum\": {}", json_number(legal.lo));
    if (std::isfinite(legal.hi)) out += fmt::format(", \"maximum\": {}", json_number(legal.hi));
    return out + "}";
}

constexpr std::string_view any_text = R"({"type": "string"})";

// What stands at the path of whatever parameter: a number, a quantity, a name, a date, a switch.
constexpr std::string_view literal_schema = R"({"type": ["number", "string", "boolean"]})";

// The part of a field's schema that says which values are accepted; `row` is the schema of the table or tables it holds.
std::string value_schema(const DescribedField& field, const std::string& row) {
    std::vector<std::string> texts = field.choices;
    const std::string number = number_schema("number", field.facts.legal);
    const std::string number_or_quantity = fmt::format("{}, {}", number, any_text);
    switch (field.kind) {
        case ValueKind::number:
            return fmt::format("\"anyOf\": [{}]", number_or_quantity);
        case ValueKind::integer:
            return fmt::format("\"anyOf\": [{}, {}]", number_schema("integer", field.facts.legal), any_text);
        case ValueKind::boolean:
            return R"("type": "boolean")";
        case ValueKind::text:
            if (field.choices.empty()) return R"("type": "string")";
            texts.insert(texts.begin(), "");  // a resolved file holds the empty text where none is meant
            return "\"enum\": " + json_strings(texts);
        case ValueKind::texts:
            return fmt::format("\"type\": \"array\", \"items\": {}", any_text);
        case ValueKind::date:
            return R"("type": "string", "format": "date")";
        case ValueKind::number_per_id:
            return fmt::format("\"anyOf\": [{}, {{\"type\": \"object\", \"additionalProperties\": {{\"anyOf\": [{}]}}}}]",
                               number_or_quantity, number_or_quantity);
        case ValueKind::table:
            return row.substr(1, row.size() - 2);
        case ValueKind::tables:
            return fmt::format("\"type\": \"array\", \"items\": {}", row);
        case ValueKind::numbers:
            return fmt::format("\"type\": \"array\", \"items\": {{\"anyOf\": [{}]}}", number_or_quantity);
        case ValueKind::literal:
            return std::string(literal_schema.substr(1, literal_schema.size() - 2));
        case ValueKind::literals:
            return fmt::format("\"type\": \"array\", \"items\": {}", literal_schema);
        case ValueKind::literal_rows:
            return fmt::format(R"("type": "array", "items": {{"type": "array", "items": {}}})", literal_schema);
        case ValueKind::settings:
            return fmt::format("\"type\": \"object\", \"additionalProperties\": {}", literal_schema);
        case ValueKind::choice:
            break;
    }
    return "\"enum\": " + json_strings(field.choices);
}

// Finds the table that a key holds: `event` in a policy is described as policy.event, a condition's `level` as condition.level, and a shock
// is described as a policy.
const DescribedTable* find_table(const std::vector<DescribedTable>& tables, std::string_view name, bool repeated) {
    const std::string_view described = name == "shock"   ? "policy"
                                       : name == "event" ? "policy.event"
                                       : name == "level" ? "condition.level"
                                                         : name;
    const auto found =
        std::find_if(tables.begin(), tables.end(), [&](const DescribedTable& t) { return t.name == described && t.repeated == repeated; });
    return found == tables.end() ? nullptr : &*found;
}

bool has_field(const DescribedTable* table, std::string_view name) {
    return table != nullptr &&
           std::any_of(table->fields.begin(), table->fields.end(), [&](const DescribedField& f) { return f.facts.name == name; });
}

// A row that takes inherited rows away.
constexpr std::string_view removal =
    R"({"type": "object", "additionalProperties": false, "required": ["remove"], )"
    R"("properties": {"remove": {"type": "array", "items": {"type": "string"}, "description": "Ids of inherited rows to leave out."}}})";

// `extends`: the top of a file that may start from others, whose rows it may take away.
std::string table_schema(const std::vector<DescribedTable>& tables, const DescribedTable& table, bool extends = true) {
    std::string properties;
    const auto add = [&](std::string_view key, std::string_view body) {
        properties += fmt::format("{}\n{}: {{{}}}", properties.empty() ? "" : ",", json_string(key), body);
    };
    for (const DescribedField& field : table.fields) {
        const DescribedTable* held = find_table(tables, field.facts.name, field.kind == ValueKind::tables);
        const bool nested = field.kind == ValueKind::table || field.kind == ValueKind::tables;
        std::string row = nested && held != nullptr ? table_schema(tables, *held, extends) : "{}";
        if (extends && field.kind == ValueKind::tables && has_field(held, "id")) row = fmt::format("{{\"anyOf\": [{}, {}]}}", row, removal);
        std::string body = value_schema(field, row);
        if (!nested && field.initial_json != "null") body += ", \"default\": " + field.initial_json;
        if (field.kind != ValueKind::table) body += ", \"description\": " + json_string(field.facts.doc);
        add(field.facts.name, body);
    }
    if (table.name.empty() && extends) {
        add("extends",
            fmt::format(R"("anyOf": [{}, {{"type": "array", "items": {}}}], "description": "Files to start from; the last wins.")",
                        any_text, any_text));
        for (const DescribedTable& group : tables) {
            if (!group.parameters) continue;
            const std::string body = table_schema(tables, group);
            add(group.name, body.substr(1, body.size() - 2));
        }
    }
    std::vector<std::string> needed;
    if (has_field(&table, "schema_version")) needed.emplace_back("schema_version");
    if (table.repeated && has_field(&table, "id")) needed.emplace_back("id");  // that of a scenario may come from what it extends
    const std::string required = needed.empty() ? "" : ", \"required\": " + json_strings(needed);
    return fmt::format("{{\"type\": \"object\", \"additionalProperties\": false{}, \"properties\": {{{}}}}}", required, properties);
}

std::string schema_of_file(std::string_view title, const std::string& table) {
    return fmt::format("{{\"$schema\": \"https://json-schema.org/draft/2020-12/schema\", \"title\": \"{} of enclosure\", {}\n", title,
                       table.substr(1));
}

// A table that is a file of its own: its first key is schema_version.
DescribedTable as_file(DescribedTable table) {
    table.fields.insert(table.fields.begin(), described_tables().front().fields.front());
    return table;
}

}  // namespace

std::string params_schema() {
    const std::vector<DescribedTable> tables = described_tables();
    return schema_of_file("Scenario", table_schema(tables, tables.front()));
}

std::string claim_schema() {
    const std::vector<DescribedTable> tables = described_claim_tables();
    return schema_of_file("Claim", table_schema(tables, as_file(tables.front()), false));
}

std::string policy_schema() {
    const std::vector<DescribedTable> tables = described_tables();
    return schema_of_file("Policy", table_schema(tables, as_file(*find_table(tables, "policy", true))));
}

}  // namespace enclosure::cli
