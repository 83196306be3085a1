#include <array>

#include "sim/policy/lever_tables.h"

namespace enclosure {

namespace {

constexpr LeverChange compute_subsidy[] = {{"region.*.open_compute", Operation::add, 1.75e9}};
constexpr LeverChange maintenance_fund[] = {{"community.funding", Operation::add, 1e9}};
constexpr LeverChange research_tax_credit[] = {{"region.*.tax_credit", Operation::add, 0.2}};
constexpr LeverChange education_programme[] = {{"region.*.education", Operation::add, 0.1}};
constexpr LeverChange public_model[] = {{"region.*.public_lab", Operation::add, 1e9}};
constexpr LeverChange procurement_preference[] = {{"region.*.procurement", Operation::add, 1}};

constexpr std::array public_table{
    Lever{.name = "compute_subsidy",
          .kind = LeverKind::policy,
          .title = "Public compute for open models",
          .unit = "1",
          .legal = {0, 100},
          .usual = {0, 6},
          .doc = "Lends compute to makers who release their weights: at strength 1 1.75 billion USD a year in each region that it names, "
                 "about 100,000 H100-equivalents.",
          .source = "review",
          .moves = "open_frontier",
          .direction = +1,
          .changes = compute_subsidy},
    Lever{
        .name = "maintenance_fund",
        .kind = LeverKind::policy,
        .title = "Maintenance fund and bounties",
        .unit = "1",
        .legal = {0, 10},
        .usual = {0, 2},
        .doc = "Public money for the upkeep of released models, in billions of USD a year; bounties draw developers to what lacks upkeep.",
        .source = "sponsors2023",
        .moves = "maintenance_effort",
        .direction = +1,
        .changes = maintenance_fund},
    Lever{.name = "research_tax_credit",
          .kind = LeverKind::policy,
          .title = "Research tax credit",
          .unit = "1",
          .legal = {0, 4.5},
          .usual = {0, 2},
          .doc = "Returns a part of research spending to firms of the regions that it names: at strength 1 a fifth.",
          .source = "assumption",
          .moves = "research",
          .direction = +1,
          .changes = research_tax_credit},
    Lever{.name = "education_programme",
          .kind = LeverKind::policy,
          .title = "Education programme",
          .unit = "1",
          .legal = {0, 100},
          .usual = {0, 3},
          .doc = "Makes people of the regions that it names aware of models and developers skilled: at strength 1 a tenth of those who are "
                 "not, each year.",
          .source = "assumption",
          .moves = "aware",
          .direction = +1,
          .changes = education_programme},
    Lever{.name = "public_model",
          .kind = LeverKind::policy,
          .title = "Public model",
          .unit = "1",
          .legal = {0, 100},
          .usual = {0, 2},
          .doc = "Founds a public lab in each region that it names, which releases all of its weights; strength is its budget in billions "
                 "of USD a year.",
          .source = "assumption",
          .moves = "open_share_users",
          .direction = +1,
          .changes = public_model},
    Lever{.name = "procurement_preference",
          .kind = LeverKind::policy,
          .title = "Procurement preference",
          .unit = "1",
          .legal = {0, 10},
          .usual = {0, 2},
          .doc = "Adds that much to the utility of released weights for public buyers of the regions that it names.",
          .source = "nagle2019",
          .moves = "open_share_users",
          .direction = +1,
          .changes = procurement_preference},
};

}  // namespace

std::span<const Lever> public_levers() {
    return public_table;
}

}  // namespace enclosure
