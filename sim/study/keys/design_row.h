// `[design]`, or `[[design]]` where several are joined: at which points of its factors a study runs.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.h"
#include "sim/scenario/literal.h"
#include "sim/study/designs/sobol.h"

namespace enclosure {

enum class DesignKind : std::uint8_t { grid, one_at_a_time, list, csv, random, latin_hypercube, sobol, saltelli, morris };

constexpr std::array<std::string_view, 9> names_of(DesignKind) {
    return {"grid", "one_at_a_time", "list", "csv", "random", "latin_hypercube", "sobol", "saltelli", "morris"};
}

/// Where in its cell a point of a Latin hypercube lies; the most spread of several if maximin.
enum class Placement : std::uint8_t { random, centred, maximin };

constexpr std::array<std::string_view, 3> names_of(Placement) {
    return {"random", "centred", "maximin"};
}

constexpr std::array<std::string_view, 3> names_of(Scrambling) {
    return {"none", "digital_shift", "owen"};
}

/// How morris goes through the grid: walks that change one factor after the other; stars, each point of which differs from the centre in
/// one factor; all steps that there are.
enum class MorrisWalk : std::uint8_t { trajectories, radial, enumeration };

constexpr std::array<std::string_view, 3> names_of(MorrisWalk) {
    return {"trajectories", "radial", "enumeration"};
}

/// How a design goes with those before it.
enum class Joining : std::uint8_t { product, zip, concatenate };

constexpr std::array<std::string_view, 3> names_of(Joining) {
    return {"product", "zip", "concatenate"};
}

/// Which points share their worlds.
enum class WorldSharing : std::uint8_t { as_design, common, own };

constexpr std::array<std::string_view, 3> names_of(WorldSharing) {
    return {"as_design", "common", "own"};
}

struct DesignRow {
    DesignKind kind = DesignKind::grid;
    std::vector<std::string> factors = {};
    Joining join = Joining::product;
    std::int64_t points = 0;
    std::vector<double> levels = {};
    Placement placement = Placement::random;
    Scrambling scramble = Scrambling::owen;
    std::int64_t scrambles = 1;
    MorrisWalk walk = MorrisWalk::trajectories;
    bool second_order = false;
    LiteralRows rows = {};
    std::string file = {};
    std::int64_t seed = 0;
    WorldSharing worlds = WorldSharing::as_design;

    template <class R = DesignRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::kind, {.name = "kind", .doc = "How points are laid out.", .source = "identity"}),
            field(&R::factors, {.name = "factors",
                                .doc = "Ids of the factors that it varies; all if left out.",
                                .source = "identity",
                                .refers = "factor"}),
            field(&R::join, {.name = "join",
                             .doc = "How it goes with the designs before it: every point of both, one to one, or its points after theirs.",
                             .source = "identity"}),
            field(&R::points, {.name = "points",
                               .legal = {0, 4294967296.0},
                               .usual = {16, 65536},
                               .doc = "Points; of saltelli base points, of morris trajectories.",
                               .source = "identity"}),
            field(&R::levels, {.name = "levels",
                               .legal = {1, 1e6},
                               .usual = {2, 20},
                               .doc = "Levels of a factor that is no list, in grid, one_at_a_time and morris: one number for all, or one "
                                      "for each factor of the design; 5, of morris 4, if left out.",
                               .source = "identity"}),
            field(&R::placement, {.name = "placement", .doc = "Where in its cell a point of latin_hypercube lies.", .source = "identity"}),
            field(&R::scramble, {.name = "scramble", .doc = "How sobol and saltelli are randomised.", .source = "identity"}),
            field(&R::scrambles,
                  {.name = "scrambles",
                   .legal = {1, 1000},
                   .usual = {1, 20},
                   .doc = "Saltelli designs that are scrambled independently, each with its share of the base points: their indices differ "
                          "by the error of an index. It must divide points.",
                   .source = "identity"}),
            field(&R::walk, {.name = "walk", .doc = "How morris moves.", .source = "identity"}),
            field(&R::second_order,
                  {.name = "second_order", .doc = "Whether saltelli has the rows that interactions are found by.", .source = "identity"}),
            field(&R::rows,
                  {.name = "rows", .doc = "The points of list, each a value for every factor of the design.", .source = "identity"}),
            field(&R::file, {.name = "file",
                             .doc = "Table of csv, relative to the study: a line with ids of factors, then a line for each point.",
                             .source = "identity"}),
            field(&R::seed, {.name = "seed",
                             .legal = {0, 9e15},
                             .usual = {0, 1e6},
                             .doc = "Seed of the points of a design that is drawn; not of the worlds.",
                             .source = "identity"}),
            field(&R::worlds,
                  {.name = "worlds",
                   .doc = "Whether points share their worlds: grid, one_at_a_time, list and csv do, random, latin_hypercube and "
                          "sobol do not, morris does within a trajectory, saltelli within a base point.",
                   .source = "identity"}),
        };
    }
};
static_assert(well_described<DesignRow>());

}  // namespace enclosure
