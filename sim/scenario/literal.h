// A value of a file that is read only once it is known of what it is a value: a level of a factor is a number with a unit, a date or a
// name, as the parameter is that the factor moves.
#pragma once

#include <vector>

#include "sim/scenario/node.h"

namespace enclosure {

/// A number, string, truth value or date, as it stands in the file.
struct Literal {
    Node node;
};

using Literals = std::vector<Literal>;
using LiteralRows = std::vector<Literals>;

}  // namespace enclosure
