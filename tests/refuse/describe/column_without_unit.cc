// must say: a column has no name or unit
#include "sim/base/describe.h"

#include <vector>

using namespace enclosure;

struct Table {
    std::vector<double> level;
    static constexpr auto columns() { return std::tuple{column(&Table::level, {"level", "", "A level."})}; }
};
static_assert(well_columned<Table>());
