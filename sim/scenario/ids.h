// The ids of the rows of a scenario.
#pragma once

#include <string>
#include <vector>

namespace enclosure {

/// The ids of `rows`, in their order; Row has a member id.
template <class Row>
std::vector<std::string> ids_of(const std::vector<Row>& rows) {
    std::vector<std::string> ids;
    for (const Row& row : rows) ids.push_back(row.id);
    return ids;
}

}  // namespace enclosure
