#include "sim/world/firms.h"

#include "sim/world/world.h"

namespace enclosure {

const std::string& firm_label(const World& world, std::size_t row) {
    return world.firms.label[row];
}

}  // namespace enclosure
