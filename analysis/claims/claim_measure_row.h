// `[[measure]]` of a claim: the number that a run is reduced to, what the claim says of it, and from where on that matters.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/describe.h"
#include "sim/scenario/literal.h"
#include "sim/study/keys/metric_row.h"

namespace enclosure {

struct ClaimMeasureRow {
    std::string id = {};
    std::string title = {};
    std::string series = {};
    Aggregate aggregate = Aggregate::last_year;
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    std::optional<Literal> threshold = {};
    double predicted = std::numeric_limits<double>::quiet_NaN();
    std::optional<Literal> smallest = {};
    std::string reason = {};
    bool relative = false;
    std::string max_of = {};
    std::string plus = {};
    std::string minus = {};
    std::string per = {};
    double otherwise = std::numeric_limits<double>::quiet_NaN();
    std::vector<double> within = {};
    std::string along = {};
    bool path = false;

    template <class R = ClaimMeasureRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the measure.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called in tables and pictures.", .source = "identity"}),
            field(&R::series,
                  {.name = "series",
                   .doc = "Indicator: NAME, segment.ID.NAME, region.ID.NAME, or firm.ID.NAME of a firm of the scenario (firm.ID.alive "
                          "too); the measure's id if left out.",
                   .source = "identity"}),
            field(&R::aggregate, {.name = "aggregate", .doc = "How its values over time become one.", .source = "identity"}),
            field(&R::from, {.name = "from", .doc = "First day that counts; the run's start if left out.", .source = "identity"}),
            field(&R::until,
                  {.name = "until", .doc = "Day from which on nothing counts; the run's end if left out.", .source = "identity"}),
            field(&R::threshold, {.name = "threshold", .doc = "Value that time_to and share_above ask about.", .source = "identity"}),
            field(&R::predicted, {.name = "predicted",
                                  .legal = {-1, 1},
                                  .usual = {-1, 1},
                                  .doc = "1: the claim says higher; -1: lower; 0: the estimate is the finding; left out: only reported.",
                                  .source = "identity"}),
            field(&R::smallest, {.name = "smallest", .doc = "Smallest effect that matters, in the measure's unit.", .source = "identity"}),
            field(&R::reason, {.name = "reason", .doc = "Why that is the smallest that matters.", .source = "identity"}),
            field(&R::relative, {.name = "relative",
                                 .doc = "Whether `smallest` is a share of the first arm's value in place of a number in the unit.",
                                 .source = "identity"}),
            field(&R::max_of, {.name = "max_of", .doc = "Another measure: the larger of both is taken.", .source = "identity"}),
            field(&R::plus, {.name = "plus", .doc = "Another measure that is added.", .source = "identity"}),
            field(&R::minus, {.name = "minus", .doc = "Another measure that is subtracted.", .source = "identity"}),
            field(&R::per, {.name = "per", .doc = "Another measure by which it is then divided.", .source = "identity"}),
            field(&R::otherwise, {.name = "otherwise", .doc = "Value in a run in which the measure is not defined.", .source = "identity"}),
            field(&R::within,
                  {.name = "within", .doc = "Of a share: this measure must lie between the two numbers too.", .source = "identity"}),
            field(&R::along,
                  {.name = "along", .doc = "Of a map: the condition whose last level is compared with its first.", .source = "identity"}),
            field(&R::path, {.name = "path", .doc = "Whether its series is kept over time for the picture.", .source = "identity"}),
        };
    }
};
static_assert(well_described<ClaimMeasureRow>());

}  // namespace enclosure
