// A policy or a shock: a question and the events that it consists of.
#pragma once

#include <string>
#include <vector>

#include "sim/base/describe.h"
#include "sim/scenario/rows/event.h"

namespace enclosure {

struct PolicyRow {
    std::string id = {};
    std::string title = {};
    std::string question = {};
    std::vector<Event> event = {};

    template <class R = PolicyRow>
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
            field(&R::question,
                  {.name = "question", .unit = "1",
                   .doc = "The question that it is meant to answer.",
                   .source = "identity"}),
            field(&R::event,
                  {.name = "event", .unit = "1",
                   .doc = "The events; none is legal and changes nothing.",
                   .source = "identity"}),
        };
    }
};

}  // namespace enclosure
