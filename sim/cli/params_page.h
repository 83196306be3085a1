// The reference of the scenario format, in the three forms that `enclosure params` prints. Invariant: a function of the described
// structs alone, so that docs/parameters.md can be checked against it.
#pragma once

#include <string>

namespace enclosure::cli {

/// docs/parameters.md.
std::string params_markdown();

/// One object: {"schema_version", "tables": [{"name", "repeated", "parameters", "fields": [{"path", "kind", "unit", "default", "legal",
/// "usual", "off", "effect", "refers", "choices", "doc", "source"}]}]}. An open end of a range is null.
std::string params_json();

/// JSON Schema (draft 2020-12) of a scenario file, for editors that complete and check TOML.
std::string params_schema();

/// JSON Schema of a policy file.
std::string policy_schema();

/// JSON Schema of a claim file.
std::string claim_schema();

}  // namespace enclosure::cli
