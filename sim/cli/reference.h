// `enclosure params`, `indicators`, `policies`, `pipeline`: what the program knows of itself, as a page or as data.
// Invariant: the pages are functions of the program alone; docs/ holds copies, which a test compares.
#pragma once

#include <string>

namespace enclosure::cli {

enum class ReferenceFormat { markdown, json, schema };

struct ReferenceCommand {
    ReferenceFormat format = ReferenceFormat::markdown;
};

int params(const ReferenceCommand& command);
int indicator_list(const ReferenceCommand& command);
int policy_list(const ReferenceCommand& command);
int pipeline_list(const ReferenceCommand& command);

}  // namespace enclosure::cli
