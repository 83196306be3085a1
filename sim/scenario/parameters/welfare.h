// Developers' surplus (phases/welfare.cc). What users, firms, hosts and the public purse gain needs no parameter.
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct WelfareParams {
    double developer_value = 1500;
    double developers = 1e5;

    static constexpr std::string_view section = "welfare";
    template <class P = WelfareParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::developer_value,
                  {.name = "developer_value", .unit = "USD/person/yr", .legal = {0, 1e6}, .usual = {0, 20000},
                   .doc = "Dollars that one unit of a developer's utility of contributing is worth: a month's spare hours at an ordinary wage.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&P::developers,
                  {.name = "developers", .unit = "person", .legal = {0, 1e9}, .usual = {1e4, 1e7},
                   .doc = "People that all records of developers stand for at the start; the pool grows from there.",
                   .source = "assumption", .effect = Effect::live, .needs = "developer_value"}),
        };
    }
};

}  // namespace enclosure
