// A study file before it is read: its own keys apart from the scenario's, and the texts of the tables that it names.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "sim/base/diagnostics.h"
#include "sim/scenario/node.h"

namespace enclosure {

/// What a study file holds besides its scenario, still as a tree, and the texts of the tables that it names.
struct StudyParts {
    Node keys;
    std::map<std::string, std::string> files;
};

/// Takes the study's keys out of the tree, which is a scenario's then, and reads the tables that designs name. The title and the question
/// of a scenario that `file` extends go: they are not the study's. Reports slips in keys and tables that cannot be read.
StudyParts take_study_parts(Node& root, const std::filesystem::path& file, Report& report);

/// The policies that a row of `arm` names: shipped ones by name, files relative to the one that names them. Reports names that are neither.
std::vector<std::filesystem::path> policies_of_arm(const Node& arm, Report& report);

}  // namespace enclosure
