#include <array>

#include "sim/policy/lever_tables.h"

namespace enclosure {

namespace {

constexpr LeverChange vendor_failure[] = {{"disruption.vendor_failure", Operation::add, 1}};
constexpr LeverChange compute_price_jump[] = {{"cost.compute_price", Operation::multiply, 2}};
constexpr LeverChange funding_winter[] = {{"finance.dilution", Operation::multiply, 0}};
constexpr LeverChange capability_leap[] = {{"disruption.capability_leap", Operation::add, 0.5}};
constexpr LeverChange major_incident[] = {{"disruption.major_incident", Operation::add, 1000}};
constexpr LeverChange weights_leak[] = {{"disruption.weights_leak", Operation::add, 1}};

constexpr std::array shock_table{
    Lever{.name = "vendor_failure",
          .kind = LeverKind::shock,
          .title = "Failure of vendors",
          .unit = "1",
          .legal = {0, 20},
          .usual = {0, 3},
          .doc = "The vendors with the largest revenue fail, as many as the strength says. Strengths of those in force at once add "
                 "up, and the sum is rounded up: after one of 0.5, which strikes one vendor, a second of 0.5 strikes none.",
          .source = "assumption",
          .moves = "failures",
          .direction = +1,
          .changes = vendor_failure},
    Lever{.name = "compute_price_jump",
          .kind = LeverKind::shock,
          .title = "Jump of the price of compute",
          .unit = "1",
          .legal = {0, 99},
          .usual = {0, 3},
          .doc = "Raises the price of compute for research and for serving: at strength 1 it doubles.",
          .source = "assumption",
          .moves = "average_price",
          .direction = +1,
          .changes = compute_price_jump},
    Lever{.name = "funding_winter",
          .kind = LeverKind::shock,
          .title = "Funding winter",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Takes that share off what investors are ready to buy of venture firms.",
          .source = "assumption",
          .moves = "funding",
          .direction = -1,
          .changes = funding_winter},
    Lever{.name = "capability_leap",
          .kind = LeverKind::shock,
          .title = "Leap in capability",
          .unit = "1",
          .legal = {0, 5},
          .usual = {0, 2},
          .doc = "The maker of the best closed model gains private knowledge at once: at strength 1 half an order of magnitude.",
          .source = "assumption",
          .moves = "closed_frontier",
          .direction = +1,
          .changes = capability_leap},
    Lever{.name = "major_incident",
          .kind = LeverKind::shock,
          .title = "Major incident",
          .unit = "1",
          .legal = {0, 100},
          .usual = {0, 2},
          .doc = "One incident with the most used model that counts as many: at strength 1 as a thousand.",
          .source = "assumption",
          .moves = "opinion",
          .direction = -1,
          .changes = major_incident},
    Lever{.name = "weights_leak",
          .kind = LeverKind::shock,
          .title = "Leak of weights",
          .unit = "1",
          .legal = {0, 20},
          .usual = {0, 3},
          .doc = "The weights of the most capable closed models get out, as many as the strength says. Strengths of those in force at "
                 "once add up, and the sum is rounded up: after one of 0.5, which strikes one model, a second of 0.5 strikes none.",
          .source = "assumption",
          .moves = "leaks",
          .direction = +1,
          .changes = weights_leak},
};

}  // namespace

std::span<const Lever> shock_levers() {
    return shock_table;
}

}  // namespace enclosure
