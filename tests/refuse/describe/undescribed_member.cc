// must say: a member has no description
#include "sim/base/describe.h"

using namespace enclosure;

struct Group {
    double rate = 0.5;
    double forgotten = 0.5;
    static constexpr auto fields() {
        return std::tuple{
            field(&Group::rate,
                  {.name = "rate", .unit = "1/yr", .legal = {0, 1}, .usual = {0.1, 0.9}, .doc = "A rate.", .source = "assumption"})};
    }
};
static_assert(well_described<Group>());
