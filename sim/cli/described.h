// The scenario format as plain rows of text, folded once out of the described structs; the Markdown page, the JSON and the schema are
// three ways to print these rows. Invariant: a member that is described in code appears here without further doing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure::cli {

/// What a file may hold at a key.
enum class ValueKind {
    number,
    integer,
    boolean,
    text,
    texts,
    date,
    choice,
    number_per_id,
    table,
    tables,
    numbers,
    literal,
    literals,
    literal_rows,
    settings
};

struct DescribedField {
    Facts facts;
    ValueKind kind = ValueKind::number;
    std::string initial = {};               ///< default as TOML shows it; empty where there is none
    std::string initial_json = {};          ///< the same as JSON; "null" where there is none
    std::vector<std::string> choices = {};  ///< for a choice, and for a text that names a lever
};

struct DescribedTable {
    std::string name = {};    ///< "prices", "firm", "policy.event"; empty for the top of the file
    bool repeated = false;    ///< `[[name]]` instead of `[name]`
    bool parameters = false;  ///< a parameter group, whose numbers events may target
    std::vector<DescribedField> fields = {};
};

/// Every table of a scenario file: the top, `[time]`, `[population]`, `[output]`, the parameter groups, the arrays of tables.
std::vector<DescribedTable> described_tables();

/// Every table that a study file has besides: arms, factors, designs, metrics, rules.
std::vector<DescribedTable> described_study_tables();

/// Every table of a claim file: the top, arms, sweep, conditions, measures, rule.
std::vector<DescribedTable> described_claim_tables();

/// Name of the kind for a reader: "number", "true or false", …
std::string_view kind_name(ValueKind kind);

/// A range for a reader: "0 … 1", "≥ 0"; empty if it has no ends.
std::string range_text(const Range& range);

}  // namespace enclosure::cli
