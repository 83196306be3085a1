#include <array>

#include "sim/policy/lever.h"

namespace enclosure {

namespace {

constexpr LeverChange maintenance_fund[] = {{"community.funding", Operation::add, 1e9}};
constexpr LeverChange interoperability[] = {{"adoption.switching_weight", Operation::multiply, 0}};
constexpr LeverChange export_control[] = {{"region.*.research_cost", Operation::multiply, 2}};

constexpr std::array table{
    Lever{.name = "maintenance_fund",
          .kind = LeverKind::policy,
          .title = "Maintenance fund",
          .unit = "1",
          .legal = {0, 10},
          .usual = {0, 2},
          .doc = "Public money for the upkeep of released models, in billions of USD a year.",
          .source = "assumption",
          .moves = "maintenance_effort",
          .direction = +1,
          .changes = maintenance_fund},
    Lever{.name = "interoperability",
          .kind = LeverKind::policy,
          .title = "Interoperability and portability",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Takes that share off the cost of switching vendors.",
          .source = "assumption",
          .moves = "lock_in_share",
          .direction = -1,
          .changes = interoperability},
    Lever{.name = "export_control",
          .kind = LeverKind::policy,
          .title = "Export control on compute",
          .unit = "1",
          .legal = {0, 10},
          .usual = {0, 2},
          .doc = "Makes research dearer in the regions it names: at strength 1 it costs twice as much.",
          .source = "assumption",
          .moves = "research",
          .direction = -1,
          .changes = export_control},
};

}  // namespace

std::span<const Lever> levers() {
    return table;
}

const Lever* find_lever(std::string_view name) {
    for (const Lever& lever : table) {
        if (lever.name == name) return &lever;
    }
    return nullptr;
}

}  // namespace enclosure
