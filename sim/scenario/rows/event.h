// A change of parameters during a run: a lever, or one target; by dates, by a condition, or both; with a ramp, a strength, a scope and a
// place in the order of what acts on one parameter (docs/formats.md, "Policy").
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/base/describe.h"

namespace enclosure {

/// How an event changes its target. The order is that in which changes of one priority are made.
enum class Operation : std::uint8_t { set, multiply, add };

/// Names of the values of an enum, in order; every enum that is a member of a described struct has an overload in its namespace.
constexpr std::array<std::string_view, 3> names_of(Operation) {
    return {"set", "multiply", "add"};
}

struct Event {
    std::string lever = {};
    std::string target = {};
    Operation op = Operation::set;
    double value = std::numeric_limits<double>::quiet_NaN();
    double strength = 1;
    std::optional<Date> at = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    double ramp = 0;
    std::string when = {};
    double hold = std::numeric_limits<double>::quiet_NaN();
    double cooldown = 0;
    std::int64_t max_times = 0;
    std::vector<std::string> regions = {};
    std::vector<std::string> segments = {};
    std::vector<std::string> firms = {};
    std::int64_t priority = 0;

    template <class R = Event>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::lever,
                  {.name = "lever", .unit = "1",
                   .doc = "Lever that the event moves, one that `enclosure policies` lists; instead of target, op and value.",
                   .source = "identity"}),
            field(&R::target,
                  {.name = "target", .unit = "1",
                   .doc = "Parameter that the event changes, as group.name, region.ID.name, segment.ID.name or strategy.ID.name; with * for "
                          "ID, all rows that the scope names.",
                   .source = "identity"}),
            field(&R::op,
                  {.name = "op", .unit = "1",
                   .doc = "How the value changes the target.",
                   .source = "identity"}),
            field(&R::value,
                  {.name = "value", .unit = "1",
                   .doc = "Value of the operation, in the unit of the target for set and add, a pure number for multiply; absent with a lever.",
                   .source = "identity"}),
            field(&R::strength,
                  {.name = "strength", .unit = "1", .usual = {0, 1},
                   .doc = "Share of the full change that is made, from 0 to 1; for a lever as far as the lever goes.",
                   .source = "identity", .off = 0}),
            field(&R::at,
                  {.name = "at", .unit = "1",
                   .doc = "Date at which the event begins, for good; instead of from.",
                   .source = "identity"}),
            field(&R::from,
                  {.name = "from", .unit = "1",
                   .doc = "Date at which the event begins.",
                   .source = "identity"}),
            field(&R::until,
                  {.name = "until", .unit = "1",
                   .doc = "Date at which the event ends and the parameter returns.",
                   .source = "identity"}),
            field(&R::ramp,
                  {.name = "ramp", .unit = "yr", .legal = {0, 50}, .usual = {0, 5},
                   .doc = "Time from the begin to full strength.",
                   .source = "identity"}),
            field(&R::when,
                  {.name = "when", .unit = "1",
                   .doc = "Condition on indicators at which the event begins, such as hhi > 0.3 and open_share.builder < 0.2; with dates, "
                          "within them only.",
                   .source = "identity"}),
            field(&R::hold,
                  {.name = "hold", .unit = "yr", .legal = {0, 200}, .usual = {0, 5},
                   .doc = "Time for which the event stays in force once its condition has held; absent, for as long as the condition holds.",
                   .source = "identity"}),
            field(&R::cooldown,
                  {.name = "cooldown", .unit = "yr", .legal = {0, 200}, .usual = {0, 5},
                   .doc = "Least time between the end of the event and the next begin by its condition.",
                   .source = "identity"}),
            field(&R::max_times,
                  {.name = "max_times", .unit = "1", .legal = {0, 1e6}, .usual = {0, 10},
                   .doc = "Most times that the event begins by its condition; 0 is no limit.",
                   .source = "identity"}),
            field(&R::regions,
                  {.name = "regions", .unit = "1",
                   .doc = "Regions on which a target region.*.name acts; none named means all.",
                   .source = "identity", .refers = "region"}),
            field(&R::segments,
                  {.name = "segments", .unit = "1",
                   .doc = "Segments on which a target segment.*.name acts; none named means all.",
                   .source = "identity", .refers = "segment"}),
            field(&R::firms,
                  {.name = "firms", .unit = "1",
                   .doc = "Ids of strategies, for a target strategy.*.name: firms that follow them are acted on; none named means all.",
                   .source = "identity"}),
            field(&R::priority,
                  {.name = "priority", .unit = "1", .legal = {-1000, 1000}, .usual = {-10, 10},
                   .doc = "Place among the events that change one parameter: low ones first, so that the highest has the last word.",
                   .source = "identity"}),
        };
    }
};

}  // namespace enclosure
