// `[[metric]]`: the number that a run is reduced to, and how it is judged.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "sim/base/calendar.h"
#include "sim/base/describe.h"
#include "sim/scenario/literal.h"

namespace enclosure {

/// How a series over time becomes one number, over the steps from `from` to `until` at which it is defined.
enum class Aggregate : std::uint8_t {
    last_year,  ///< mean of the last twelve months
    mean,
    final,  ///< last value
    min,
    max,
    sum,          ///< integral over years: of a flow per year, what flowed in all
    change,       ///< last less first value
    time_to,      ///< years until the threshold is first reached; NaN if it never is
    share_above,  ///< share of the time at or above the threshold
};

constexpr std::array<std::string_view, 9> names_of(Aggregate) {
    return {"last_year", "mean", "final", "min", "max", "sum", "change", "time_to", "share_above"};
}

/// Which way is better.
enum class MetricDirection : std::uint8_t { none, higher, lower };

constexpr std::array<std::string_view, 3> names_of(MetricDirection) {
    return {"none", "higher", "lower"};
}

struct MetricRow {
    std::string id = {};
    std::string title = {};
    std::string series = {};
    Aggregate aggregate = Aggregate::last_year;
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    std::optional<Literal> threshold = {};
    MetricDirection direction = MetricDirection::none;
    std::optional<Literal> smallest_effect = {};
    std::optional<Literal> satisficing = {};

    template <class R = MetricRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the metric in results.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called in tables and pictures.", .source = "identity"}),
            field(&R::series, {.name = "series",
                               .doc = "Indicator that it is made of: NAME, segment.ID.NAME or region.ID.NAME; the metric's id if left out.",
                               .source = "identity"}),
            field(&R::aggregate, {.name = "aggregate", .doc = "How its values over time become one.", .source = "identity"}),
            field(&R::from, {.name = "from", .doc = "First day that counts; the run's start if left out.", .source = "identity"}),
            field(&R::until,
                  {.name = "until", .doc = "Day from which on nothing counts; the run's end if left out.", .source = "identity"}),
            field(&R::threshold, {.name = "threshold",
                                  .doc = "Value that time_to and share_above ask about, in the indicator's unit.",
                                  .source = "identity"}),
            field(&R::direction, {.name = "direction", .doc = "Which way is better.", .source = "identity"}),
            field(&R::smallest_effect,
                  {.name = "smallest_effect", .doc = "Smallest difference that matters, in the metric's unit.", .source = "identity"}),
            field(&R::satisficing, {.name = "satisficing",
                                    .doc = "Level that is good enough; where a design is refined, the border of two regimes.",
                                    .source = "identity"}),
        };
    }
};
static_assert(well_described<MetricRow>());

}  // namespace enclosure
