#include <array>

#include "sim/policy/lever_tables.h"

namespace enclosure {

namespace {

constexpr LeverChange owner_liability[] = {{"law.liability_owner", Operation::set, 1}};
constexpr LeverChange deployer_liability[] = {{"law.liability_deployer", Operation::set, 1}};
constexpr LeverChange release_licence[] = {{"government.release_licence", Operation::set, 1}};
constexpr LeverChange safety_evaluation[] = {{"law.safety_evaluation", Operation::set, 1}};
constexpr LeverChange disclosure_mandate[] = {{"law.disclosure", Operation::set, 1}};
constexpr LeverChange copyright_regime[] = {{"law.data_strictness", Operation::set, 1}};
constexpr LeverChange privacy_rule[] = {{"law.privacy_rule", Operation::set, 1}};

constexpr std::array safety_table{
    Lever{.name = "owner_liability",
          .kind = LeverKind::policy,
          .title = "Liability of makers",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Makes makers pay that share of the cost of incidents with their models, released or not.",
          .source = "assumption",
          .moves = "legal_cost",
          .direction = +1,
          .changes = owner_liability},
    Lever{.name = "deployer_liability",
          .kind = LeverKind::policy,
          .title = "Liability of deployers",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Makes those who run a model, vendors and hosts, pay that share of the cost of incidents.",
          .source = "assumption",
          .moves = "legal_cost",
          .direction = +1,
          .changes = deployer_liability},
    Lever{
        .name = "release_licence",
        .kind = LeverKind::policy,
        .title = "Licence to release weights",
        .unit = "1",
        .legal = {0, 1},
        .usual = {0, 1},
        .doc =
            "Lets weights above government.licence_threshold be released only after an examination of that thoroughness, which takes time.",
        .source = "euaiact2024",
        .moves = "open_frontier",
        .direction = -1,
        .changes = release_licence},
    Lever{.name = "safety_evaluation",
          .kind = LeverKind::policy,
          .title = "Mandatory safety evaluation",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Demands an evaluation of that depth before models above law.evaluation_threshold are offered.",
          .source = "euaiact2024",
          .moves = "misuse_closed",
          .direction = -1,
          .changes = safety_evaluation},
    Lever{.name = "disclosure_mandate",
          .kind = LeverKind::policy,
          .title = "Disclosure mandate",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Demands that much transparency of closed models.",
          .source = "xu2025openness",
          .moves = "trust_closed",
          .direction = +1,
          .changes = disclosure_mandate},
    Lever{.name = "copyright_regime",
          .kind = LeverKind::policy,
          .title = "Rights in training data",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Holds makers to the rights in their training data, those most whose data or weights can be seen.",
          .source = "assumption",
          .moves = "legal_cost",
          .direction = +1,
          .changes = copyright_regime},
    Lever{.name = "privacy_rule",
          .kind = LeverKind::policy,
          .title = "On-premises privacy rule",
          .unit = "1",
          .legal = {0, 1},
          .usual = {0, 1},
          .doc = "Demands that sensitive data stay on the premises of users, to that degree.",
          .source = "assumption",
          .moves = "breaches_closed",
          .direction = -1,
          .changes = privacy_rule},
};

}  // namespace

std::span<const Lever> safety_levers() {
    return safety_table;
}

}  // namespace enclosure
