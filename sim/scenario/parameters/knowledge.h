// Public knowledge P and private leads L (phases/knowledge.cc). One unit is one order of magnitude of effective compute.
#pragma once

#include "sim/base/describe.h"

namespace enclosure {

struct KnowledgeParams {
    double academic_growth = 0.17;
    double spillover = 0.15;
    double spillover_cap = 3;
    double own_growth = 0.36;
    double research_elasticity = 0.4;
    double fishing_out = 0.32;
    double leak_base = 0.7;
    double leak_openness = 2.2;
    double reference_research = 8.4e8;
    double region_coupling = 0.9;
    double hardware_growth = 0.13;

    static constexpr std::string_view section = "knowledge";
    template <class P = KnowledgeParams>
    static constexpr auto fields() {
        return std::tuple{
            field(&P::academic_growth,
                  {.name = "academic_growth", .unit = "OOM/yr", .legal = {0, 2}, .usual = {0, 0.5},
                   .doc = "Growth of public knowledge from academic and public research.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::spillover,
                  {.name = "spillover", .unit = "OOM/yr", .legal = {0, 2}, .usual = {0, 0.5},
                   .doc = "Growth of public knowledge from published industrial research when all of it is open.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::spillover_cap,
                  {.name = "spillover_cap", .unit = "1", .legal = {0, 100}, .usual = {1, 10},
                   .doc = "Upper bound on the factor of spillover, research and ideas getting harder taken together; it does not bind in the baseline.",
                   .source = "assumption", .effect = Effect::live, .needs = "spillover"}),
            field(&P::own_growth,
                  {.name = "own_growth", .unit = "OOM/yr", .legal = {0, 5}, .usual = {0.1, 1},
                   .doc = "Growth of a private lead at the reference research budget and zero knowledge.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::research_elasticity,
                  {.name = "research_elasticity", .unit = "1", .legal = {0, 1}, .usual = {0.2, 0.6},
                   .doc = "Elasticity eta of discovery with respect to research spending.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::fishing_out,
                  {.name = "fishing_out", .unit = "1/OOM", .legal = {0, 3}, .usual = {0.1, 0.6},
                   .doc = "Rate phi at which ideas get harder to find, per order of magnitude found.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::leak_base,
                  {.name = "leak_base", .unit = "1/yr", .legal = {0, 20}, .usual = {0.2, 2},
                   .doc = "Rate at which the lead of a fully closed firm leaks into public knowledge.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::leak_openness,
                  {.name = "leak_openness", .unit = "1/yr", .legal = {0, 20}, .usual = {0.5, 5},
                   .doc = "Further leak rate of a firm that publishes everything.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
            field(&P::reference_research,
                  {.name = "reference_research", .unit = "USD/yr", .legal = {1e6, 1e12}, .usual = {1e8, 1e10},
                   .doc = "Research spending at which the research factor is one.",
                   .source = "calibrated", .needs = "research_elasticity"}),
            field(&P::region_coupling,
                  {.name = "region_coupling", .unit = "1", .legal = {0, 1}, .usual = {0.5, 1},
                   .doc = "Share of the inflow to public knowledge that every region receives; the rest stays where it arose.",
                   .source = "assumption", .effect = Effect::live, .off = 1}),
            field(&P::hardware_growth,
                  {.name = "hardware_growth", .unit = "OOM/yr", .legal = {0, 1}, .usual = {0.05, 0.3},
                   .doc = "Growth of compute per dollar.",
                   .source = "calibrated", .effect = Effect::live, .off = 0}),
        };
    }
};

}  // namespace enclosure
