// `[search]`: policies that are looked for, in place of points that are given.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.h"
#include "sim/study/search/search_settings.h"

namespace enclosure {

constexpr std::array<std::string_view, 2> names_of(SearchWorlds) {
    return {"own", "shared"};
}

struct SearchRow {
    std::vector<std::string> objectives = {};
    std::int64_t generations = 0;
    std::int64_t population = 40;
    std::int64_t archive_replicates = 0;
    std::int64_t fresh_replicates = 20;
    SearchWorlds worlds = SearchWorlds::own;
    std::int64_t restart_after = 0;
    std::int64_t seed = 0;

    template <class R = SearchRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::objectives,
                  {.name = "objectives",
                   .doc = "Metrics that are to be made better, each with a direction; all that have one if left out. A metric's "
                          "smallest effect is how finely the search tells candidates apart.",
                   .source = "identity",
                   .refers = "metric"}),
            field(
                &R::generations,
                {.name = "generations", .legal = {0, 1e6}, .usual = {10, 500}, .doc = "Generations of candidates.", .source = "identity"}),
            field(
                &R::population,
                {.name = "population", .legal = {4, 1e5}, .usual = {20, 200}, .doc = "Candidates of a generation.", .source = "identity"}),
            field(
                &R::archive_replicates,
                {.name = "archive_replicates",
                 .legal = {0, 1e5},
                 .usual = {0, 100},
                 .doc = "Worlds that a candidate must have run in before it counts as one of the best; as many as replicates.number if 0.",
                 .source = "identity"}),
            field(&R::fresh_replicates, {.name = "fresh_replicates",
                                         .legal = {2, 1e5},
                                         .usual = {10, 200},
                                         .doc = "Worlds that the search has not seen, in which the best are judged at its end.",
                                         .source = "identity"}),
            field(&R::worlds, {.name = "worlds",
                               .doc = "Whether candidates share their worlds, which takes noise out of comparisons, or each has its own.",
                               .source = "identity"}),
            field(&R::restart_after, {.name = "restart_after",
                                      .legal = {0, 1e6},
                                      .usual = {0, 50},
                                      .doc = "Generations without progress after which the search begins again around the best; 0: never.",
                                      .source = "identity"}),
            field(&R::seed, {.name = "seed",
                             .legal = {0, 9e15},
                             .usual = {0, 1e6},
                             .doc = "Seed of the search's draws; not of the worlds.",
                             .source = "identity"}),
        };
    }
};
static_assert(well_described<SearchRow>());

}  // namespace enclosure
