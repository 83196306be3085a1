// `[function]`: a function whose answers are known, in the place of the model.
#pragma once

#include <string>

#include "sim/base/describe.h"

namespace enclosure {

struct FunctionRow {
    std::string name = {};

    template <class R = FunctionRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::name,
                  {.name = "name",
                   .doc = "Test function that runs evaluate in place of the model, such as ishigami; further keys of [function] are "
                          "its parameters. Factors that are not given are its inputs over their ranges, metrics its outputs.",
                   .source = "identity"}),
        };
    }
};
static_assert(well_described<FunctionRow>());

}  // namespace enclosure
