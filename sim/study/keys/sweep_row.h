// `[sweep]`: a lever that moves up and down within each run, so slowly that the market follows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/base/describe.h"
#include "sim/scenario/literal.h"

namespace enclosure {

struct SweepRow {
    std::string path = {};
    std::optional<Literal> from = {};
    std::optional<Literal> to = {};
    std::int64_t levels = 11;
    double hold = 2;

    template <class R = SweepRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::path,
                  {.name = "path", .doc = "Parameter that is swept, one that a policy may change during a run.", .source = "identity"}),
            field(&R::from, {.name = "from", .doc = "First and last level.", .source = "identity"}),
            field(&R::to, {.name = "to", .doc = "Level at which the sweep turns.", .source = "identity"}),
            field(&R::levels, {.name = "levels",
                               .legal = {2, 1000},
                               .usual = {5, 50},
                               .doc = "Levels from one end to the other, both counted.",
                               .source = "identity"}),
            field(&R::hold, {.name = "hold",
                             .unit = "yr",
                             .legal = {1e-3, 100},
                             .usual = {0.5, 10},
                             .doc = "How long each level lasts. Series that are kept are averaged over its last half.",
                             .source = "identity"}),
        };
    }
};
static_assert(well_described<SweepRow>());

}  // namespace enclosure
