// must say: a field has no unit
#include "sim/base/describe.h"

using namespace enclosure;

struct Group {
    double rate = 0.5;
    static constexpr auto fields() {
        return std::tuple{field(
            &Group::rate, {.name = "rate", .unit = "", .legal = {0, 1}, .usual = {0.1, 0.9}, .doc = "A rate.", .source = "assumption"})};
    }
};
static_assert(well_described<Group>());
