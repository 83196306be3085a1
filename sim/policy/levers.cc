#include <vector>

#include "sim/policy/lever.h"
#include "sim/policy/lever_tables.h"

namespace enclosure {

std::span<const Lever> levers() {
    static const std::vector<Lever> table = [] {
        std::vector<Lever> all;
        for (const auto part : {public_levers(), safety_levers(), market_levers(), shock_levers()}) {
            all.insert(all.end(), part.begin(), part.end());
        }
        return all;
    }();
    return table;
}

const Lever* find_lever(std::string_view name) {
    for (const Lever& lever : levers()) {
        if (lever.name == name) return &lever;
    }
    return nullptr;
}

}  // namespace enclosure
