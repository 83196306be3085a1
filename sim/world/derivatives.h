// Models that the community made from released ones: fine-tunes, adapters, conversions. They are not offered by anybody and have no
// slot; the least attended are dropped when the table is full.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/base/describe.h"
#include "sim/world/id.h"

namespace enclosure {

struct Catalogue;

struct Derivatives {
    std::vector<std::uint64_t> serial;
    std::vector<Id<Catalogue>> base;
    std::vector<std::uint64_t> base_serial;
    std::vector<std::uint8_t> domain;
    std::vector<double> born;
    std::vector<double> attention;

    template <class D = Derivatives>
    static constexpr auto columns() {
        return std::tuple{
            column(&D::serial, {"serial", "1", "Hash of the number of derivatives made before."}),
            column(&D::base, {"base", "slot of catalogue", "Line of models that it was made from."}),
            column(&D::base_serial, {"base_serial", "1", "Serial of the model that it was made from."}),
            column(&D::domain, {"domain", "row of domains", "Domain that it is made for."}),
            column(&D::born, {"born", "yr", "Time at which it was made."}),
            column(&D::attention, {"attention", "1", "Attention, relative to that of a new derivative."}),
        };
    }
    std::size_t size() const { return serial.size(); }
};

}  // namespace enclosure
