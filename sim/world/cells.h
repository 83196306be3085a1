// Cells: the combinations of segment, region and domain that have users. Users of a cell lie side by side; all share base utilities.
// Set up once; no phase changes it.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/describe.h"

namespace enclosure {

struct Cells {
    std::vector<std::uint64_t> serial;
    std::vector<std::uint64_t> begin;
    std::vector<std::uint64_t> end;
    std::vector<std::uint32_t> segment;
    std::vector<std::uint32_t> region;
    std::vector<std::uint32_t> domain;
    std::vector<double> seats;
    std::vector<double> income;

    template <class C = Cells>
    static constexpr auto columns() {
        return std::tuple{
            column(&C::serial, {"serial", "1", "Hash of the names of segment, region and domain."}),
            column(&C::begin, {"begin", "row of users", "First user."}),
            column(&C::end, {"end", "row of users", "One past the last user."}),
            column(&C::segment, {"segment", "row of segments", "Segment."}),
            column(&C::region, {"region", "row of regions", "Region."}),
            column(&C::domain, {"domain", "row of domains", "Domain."}),
            column(&C::seats, {"seats", "person", "Seats that one user of the cell stands for.", Width::one, {.lo = 0}}),
            column(&C::income, {"income", "1", "Income relative to the segment's mean over the world.", Width::one, {.lo = 0}}),
        };
    }
    std::size_t size() const { return serial.size(); }
    std::size_t users(std::size_t c) const { return end[c] - begin[c]; }
};

}  // namespace enclosure
