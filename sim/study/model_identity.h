// Which model made a record. Two programs of one identity give the same bits for the same run; records of another are another study's.
#pragma once

#include <string>

namespace enclosure {

/// Version, commit and compiler; where the commit does not say what was built, also a hash of the program itself: "0.1.0 3f2a9c1
/// GNU 12.2.0", "0.1.0 3f2a9c1+ GNU 12.2.0 9e107d9d372bb682". Reads the program's file at the first call.
const std::string& model_identity();

}  // namespace enclosure
