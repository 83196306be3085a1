// The control of tests/refuse/describe: the same structs without a mistake, which must compile.
#include "sim/base/describe.h"

#include <vector>

using namespace enclosure;

struct Group {
    double rate = 0.5;
    static constexpr auto fields() {
        return std::tuple{
            field(&Group::rate,
                  {.name = "rate", .unit = "1/yr", .legal = {0, 1}, .usual = {0.1, 0.9}, .doc = "A rate.", .source = "assumption"})};
    }
};
static_assert(well_formed<Group>());

struct Table {
    std::vector<double> level;
    static constexpr auto columns() { return std::tuple{column(&Table::level, {"level", "1", "A level."})}; }
};
static_assert(well_columned<Table>());
