// A region of the world: where users, developers and firms are.
#pragma once

#include <string>

#include "sim/base/describe.h"
#include "sim/scenario/per_id.h"

namespace enclosure {

struct Region {
    std::string id = {};
    std::string title = {};
    PerId seats = {};
    double income = 1;
    double awareness = 1;
    double developers = 0.25;
    double academic = 1;
    double research_cost = 1;
    double home_bias = 0;
    double foreign_closed_cost = 0;
    double open_compute = 0;
    double tax_credit = 0;
    double procurement = 0;
    double education = 0;
    double public_lab = 0;

    template <class R = Region>
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
            field(&R::seats,
                  {.name = "seats", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of each segment\'s seats that are here.",
                   .source = "assumption", .refers = "segment"}),
            field(&R::income,
                  {.name = "income", .unit = "1", .legal = {0.001, 100}, .usual = {0.1, 5},
                   .doc = "Income relative to the world\'s mean, at market prices.",
                   .source = "worldbank2023"}),
            field(&R::awareness,
                  {.name = "awareness", .unit = "1", .legal = {0, 20}, .usual = {0.5, 2},
                   .doc = "Factor on the hazard of becoming aware without peers.",
                   .source = "assumption", .effect = Effect::live, .off = 1}),
            field(&R::developers,
                  {.name = "developers", .unit = "1", .legal = {0, 1}, .usual = {0, 1},
                   .doc = "Share of developers.",
                   .source = "github2024"}),
            field(&R::academic,
                  {.name = "academic", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Factor on the academic growth of public knowledge here.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&R::research_cost,
                  {.name = "research_cost", .unit = "1", .legal = {0.1, 10}, .usual = {0.5, 3},
                   .doc = "Cost of a unit of research compute relative to the world; export controls raise it.",
                   .source = "assumption", .effect = Effect::live, .off = 1}),
            field(&R::home_bias,
                  {.name = "home_bias", .unit = "1", .legal = {0, 10}, .usual = {0, 2},
                   .doc = "Utility of a vendor from here for users from here.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&R::foreign_closed_cost,
                  {.name = "foreign_closed_cost", .unit = "1", .legal = {0, 20}, .usual = {0, 4},
                   .doc = "Cost of using a closed interface from another region: access rules, payment, distance.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&R::open_compute,
                  {.name = "open_compute", .unit = "USD/yr", .legal = {0, 1e12}, .usual = {0, 2e9},
                   .doc = "Public compute for the research of firms from here that release their weights.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&R::tax_credit,
                  {.name = "tax_credit", .unit = "1", .legal = {0, 0.9}, .usual = {0, 0.5},
                   .doc = "Share of research spending that the state returns to firms from here.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&R::procurement,
                  {.name = "procurement", .unit = "1", .legal = {-10, 10}, .usual = {0, 2},
                   .doc = "Utility of released weights to public buyers from here, by rules of procurement.",
                   .source = "nagle2019", .effect = Effect::live, .off = 0}),
            field(&R::education,
                  {.name = "education", .unit = "1/yr", .legal = {0, 10}, .usual = {0, 0.3},
                   .doc = "Rate at which a public programme makes people from here aware of models, and developers skilled.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
            field(&R::public_lab,
                  {.name = "public_lab", .unit = "USD/yr", .legal = {0, 1e12}, .usual = {0, 2e9},
                   .doc = "Budget of a public lab here that releases all of its weights; 0 there is none.",
                   .source = "assumption", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
