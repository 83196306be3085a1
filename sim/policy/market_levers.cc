#include <array>

#include "sim/policy/lever_tables.h"

namespace enclosure {

namespace {

constexpr LeverChange interoperability[] = {{"adoption.switching_weight", Operation::multiply, 0}};
constexpr LeverChange share_cap[] = {{"government.share_cap", Operation::set, 0.3}};
constexpr LeverChange compulsory_opening[] = {{"government.compulsory_opening", Operation::set, 1}};
constexpr LeverChange price_cap[] = {{"government.price_control", Operation::set, 1}};
constexpr LeverChange export_control[] = {{"region.*.research_cost", Operation::multiply, 2}};

constexpr std::array market_table{
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
    Lever{
        .name = "share_cap",
        .kind = LeverKind::policy,
        .title = "Share cap with compulsory licence",
        .unit = "1",
        .legal = {0, 1},
        .usual = {0, 1},
        .doc = "Caps a vendor's share of spending, at strength 1 at three tenths, and makes those above it license their model to rivals.",
        .source = "assumption",
        .moves = "hhi",
        .direction = -1,
        .changes = share_cap},
    Lever{.name = "compulsory_opening",
          .kind = LeverKind::policy,
          .title = "Compulsory opening",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Demands that weights of closed models be released at the age of government.opening_age; at strength one half at twice "
                 "that age.",
          .source = "review",
          .moves = "open_share_users",
          .direction = +1,
          .changes = compulsory_opening},
    Lever{.name = "price_cap",
          .kind = LeverKind::policy,
          .title = "Price cap",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Caps the markup of interfaces over cost; at strength 1 at its smallest value.",
          .source = "assumption",
          .moves = "flagship_price",
          .direction = -1,
          .changes = price_cap},
    Lever{.name = "export_control",
          .kind = LeverKind::policy,
          .title = "Export control on compute",
          .unit = "1",
          .legal = {0, 9},
          .usual = {0, 2},
          .doc = "Makes research dearer in the regions that it names: at strength 1 it costs twice as much.",
          .source = "assumption",
          .moves = "mean_lead",
          .direction = -1,
          .changes = export_control},
};

}  // namespace

std::span<const Lever> market_levers() {
    return market_table;
}

}  // namespace enclosure
