// A change of a parameter during a run, with a date, a ramp and a strength.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "sim/base/calendar.h"
#include "sim/base/describe.h"

namespace enclosure {

/// How an event changes its target.
enum class Operation : std::uint8_t { set, multiply, add };

struct Event {
    std::string target = {};
    Operation op = Operation::set;
    double value = 0;
    std::optional<Date> at = {};
    std::optional<Date> from = {};
    std::optional<Date> until = {};
    double ramp = 0;
    double strength = 1;

    template <class R = Event>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::target,
                  {.name = "target", .unit = "1",
                   .doc = "Parameter that the event changes, as group.name, or segment.ID.name, region.ID.name.",
                   .source = "identity"}),
            field(&R::op,
                  {.name = "op", .unit = "1",
                   .doc = "How the value changes the parameter.",
                   .source = "identity"}),
            field(&R::value,
                  {.name = "value", .unit = "1",
                   .doc = "Value of the operation, in the unit of the target for set and add, a pure number for multiply.",
                   .source = "identity"}),
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
            field(&R::strength,
                  {.name = "strength", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of the full change that is made.",
                   .source = "identity", .off = 0}),
        };
    }
};

}  // namespace enclosure
