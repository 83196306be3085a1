// must say: a member has no column description
#include "sim/base/describe.h"

#include <vector>

using namespace enclosure;

struct Table {
    std::vector<double> level;
    std::vector<double> forgotten;
    static constexpr auto columns() { return std::tuple{column(&Table::level, {"level", "1", "A level."})}; }
};
static_assert(well_columned<Table>());
