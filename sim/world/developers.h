// Developers of the community: what they can do, what moves them, what they work on.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/describe.h"
#include "sim/world/id.h"

namespace enclosure {

struct Firms;
struct Catalogue;

struct Developers {
    std::vector<std::uint64_t> serial;
    std::vector<std::uint32_t> generation;
    std::vector<std::uint8_t> region;
    std::vector<std::uint8_t> domain;
    std::vector<float> skill;
    std::vector<float> productivity;
    std::vector<float> use_value;
    std::vector<float> reputation;
    std::vector<float> pay;
    std::vector<float> altruism;
    std::vector<Id<Firms>> employer;
    std::vector<Id<Catalogue>> project;
    std::vector<float> effort;
    std::vector<float> fatigue;
    std::vector<float> given;

    template <class D = Developers>
    static constexpr auto columns() {
        return std::tuple{
            column(&D::serial, {"serial", "1", "Hash of the record and, after the first, of the generation."}),
            column(&D::generation, {"generation", "1", "Developers who had this record before."}),
            column(&D::region, {"region", "row of regions", "Home region."}),
            column(&D::domain, {"domain", "row of domains", "Field."}),
            column(&D::skill, {"skill", "1", "Skill, between 0 and 1.", Width::one, {0, 1}}),
            column(&D::productivity, {"productivity", "1", "Work done in an hour at equal skill, relative to the mean."}),
            column(&D::use_value, {"use_value", "1", "Weight of own use among motives.", Width::one, {0, 2}}),
            column(&D::reputation, {"reputation", "1", "Weight of reputation among motives.", Width::one, {0, 2}}),
            column(&D::pay, {"pay", "1", "Weight of pay among motives.", Width::one, {0, 2}}),
            column(&D::altruism, {"altruism", "1", "Weight of openness among motives.", Width::one, {0, 2}}),
            column(&D::employer, {"employer", "row of firms", "Firm that pays; none for volunteers."}),
            column(&D::project, {"project", "slot of catalogue", "Model worked on; none while idle."}),
            column(&D::effort, {"effort",
                                "1",
                                "Skilled effort relative to a volunteer of mean motivation, mean productivity and full skill.",
                                Width::one,
                                {.lo = 0}}),
            column(&D::fatigue, {"fatigue", "1", "Fatigue, between 0 and 1.", Width::one, {0, 1}}),
            column(&D::given,
                   {"given", "person*yr", "Value given so far: use of projects, by the developer's share of the effort on them."}),
        };
    }
    std::size_t size() const { return serial.size(); }
};

}  // namespace enclosure
