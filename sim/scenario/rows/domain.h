// A domain of use, in which a model can be better or worse than its general capability.
#pragma once

#include <string>

#include "sim/base/describe.h"
#include "sim/scenario/per_id.h"

namespace enclosure {

struct Domain {
    std::string id = {};
    std::string title = {};
    PerId use = {};
    double offset = 0;
    double developers = 0.2;

    template <class R = Domain>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id,
                  {.name = "id", .unit = "1",
                   .doc = "Name by which other tables and files refer to it.",
                   .source = "identity"}),
            field(&R::title,
                  {.name = "title", .unit = "1",
                   .doc = "What it is called in tables and pictures.",
                   .source = "identity"}),
            field(&R::use,
                  {.name = "use", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of each segment\'s users whose use is in this domain.",
                   .source = "assumption", .refers = "segment"}),
            field(&R::offset,
                  {.name = "offset", .unit = "OOM", .legal = {-5, 5}, .usual = {-1, 1},
                   .doc = "Capability of a new model here relative to its general capability.",
                   .source = "assumption"}),
            field(&R::developers,
                  {.name = "developers", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of developers whose field this is.",
                   .source = "assumption"}),
        };
    }
};

}  // namespace enclosure
