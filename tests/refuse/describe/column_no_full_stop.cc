// must say: a column's doc does not end with a full stop
#include "sim/base/describe.h"

#include <vector>

using namespace enclosure;

struct Table {
    std::vector<double> level;
    static constexpr auto columns() { return std::tuple{column(&Table::level, {"level", "1", "A level"})}; }
};
static_assert(well_columned<Table>());
