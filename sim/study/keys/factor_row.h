// `[[factor]]`: what a study varies, and over what. `[[correlation]]`: how two factors go together.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.h"
#include "sim/scenario/literal.h"
#include "sim/study/distribution.h"

namespace enclosure {

/// What a factor is to who decides (the X and L of XLRM: Lempert, Popper and Bankes 2003).
enum class FactorRole : std::uint8_t {
    uncertainty,  ///< nobody's choice: one draw is one state of the world
    lever,        ///< a choice, which a search may make
};

constexpr std::array<std::string_view, 2> names_of(FactorRole) {
    return {"uncertainty", "lever"};
}

struct FactorRow {
    std::string id = {};
    std::string title = {};
    std::string path = {};
    std::string group = {};
    FactorRole role = FactorRole::uncertainty;
    Law distribution = Law::uniform;
    Literals levels = {};
    std::vector<double> weights = {};
    std::optional<Literal> min = {};
    std::optional<Literal> max = {};
    std::optional<Literal> mode = {};
    std::optional<Literal> mean = {};
    std::optional<Literal> sd = {};
    std::optional<Literal> median = {};
    double gsd = 2;
    std::vector<double> shape = {};
    std::optional<Literal> scale = {};
    double probability = 0.5;

    template <class R = FactorRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the factor in designs and results.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called in tables and pictures.", .source = "identity"}),
            field(&R::path,
                  {.name = "path",
                   .doc = "Value that it sets, as `--set` names it: group.name, firm.ID.name, policy.ID.event.1.strength, seed; a "
                          "value of a policy is set in the arms that have it.",
                   .source = "identity"}),
            field(&R::group, {.name = "group",
                              .doc = "Factors with the same group are moved together by saltelli and morris, which then tell the effect "
                                     "of the group as a whole.",
                              .source = "identity"}),
            field(&R::role, {.name = "role",
                             .doc = "Whether it is an uncertainty, which nobody chooses, or a lever, which somebody does.",
                             .source = "identity"}),
            field(&R::distribution, {.name = "distribution",
                                     .doc = "How its values are spread: levels where levels are given, otherwise uniform, if left out.",
                                     .source = "identity"}),
            field(&R::levels, {.name = "levels", .doc = "The values themselves, of any type that the path has.", .source = "identity"}),
            field(&R::weights, {.name = "weights",
                                .legal = {0, 1e300},
                                .usual = {0, 1},
                                .doc = "How often each level is taken, relative to the others; equally often if left out.",
                                .source = "identity"}),
            field(&R::min, {.name = "min", .doc = "Smallest value; of a normal law, where it is cut off.", .source = "identity"}),
            field(&R::max, {.name = "max", .doc = "Largest value.", .source = "identity"}),
            field(&R::mode, {.name = "mode", .doc = "Most likely value of a triangular or PERT law.", .source = "identity"}),
            field(&R::mean, {.name = "mean", .doc = "Mean of a normal or Poisson law.", .source = "identity"}),
            field(&R::sd, {.name = "sd", .doc = "Standard deviation of a normal law before it is cut off.", .source = "identity"}),
            field(&R::median, {.name = "median", .doc = "Median of a lognormal law before it is cut off.", .source = "identity"}),
            field(&R::gsd, {.name = "gsd",
                            .legal = {1, 1e6},
                            .usual = {1.1, 5},
                            .doc = "Geometric standard deviation of a lognormal law.",
                            .source = "identity"}),
            field(&R::shape, {.name = "shape",
                              .legal = {1e-6, 1e9},
                              .usual = {0.1, 100},
                              .doc = "Shape of a gamma law, one number, or both shapes of a beta law on min to max.",
                              .source = "identity"}),
            field(&R::scale, {.name = "scale", .doc = "Scale of a gamma law.", .source = "identity"}),
            field(&R::probability, {.name = "probability",
                                    .legal = {0, 1},
                                    .usual = {0, 1},
                                    .doc = "How often a Bernoulli law takes max in place of min.",
                                    .source = "identity"}),
        };
    }
};
static_assert(well_described<FactorRow>());

struct CorrelationRow {
    std::vector<std::string> between = {};
    double rank = 0;

    template <class R = CorrelationRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::between, {.name = "between", .doc = "The ids of two factors.", .source = "identity"}),
            field(&R::rank, {.name = "rank",
                             .legal = {-1, 1},
                             .usual = {-0.9, 0.9},
                             .doc = "Spearman's rank correlation of their values, made by a Gaussian copula.",
                             .source = "identity"}),
        };
    }
};
static_assert(well_described<CorrelationRow>());

}  // namespace enclosure
