#include "sim/run/row_label.h"

#include <fmt/format.h>

#include "sim/world/pieces.h"

namespace enclosure {

namespace {

std::string firm_name(const World& world, std::size_t row) {
    return row < world.firms.size() ? world.firms.label[row] : fmt::format("firm {}", row);
}

std::string slot_name(const World& world, std::size_t slot) {
    if (slot >= world.catalogue.size() || world.catalogue.serial[slot] == 0) return fmt::format("slot {}", slot);
    const Id<Firms> owner = world.catalogue.owner[slot];
    return fmt::format("slot {} ({}{})", slot, owner ? firm_name(world, owner.at()) : "orphan",
                       world.catalogue.open[slot] != 0 ? ", open" : "");
}

template <class Row>
std::string id_of_row(const std::vector<Row>& rows, std::size_t index) {
    return index < rows.size() ? rows[index].id : fmt::format("row {}", index);
}

std::string member_name(const World& world, Width width, std::size_t member) {
    switch (width) {
        case Width::segments:
            return "segment " + id_of_row(world.scenario.segment, member);
        case Width::regions:
            return "region " + id_of_row(world.scenario.region, member);
        case Width::domains:
            return "domain " + id_of_row(world.scenario.domain, member);
        case Width::cells:
            return cell_name(world, member);
        case Width::one:
            break;
    }
    return "";
}

std::size_t members_of(const World& world, Width width) {
    switch (width) {
        case Width::segments:
            return world.scenario.segment.size();
        case Width::regions:
            return world.scenario.region.size();
        case Width::domains:
            return world.scenario.domain.size();
        case Width::cells:
            return world.cells.size();
        case Width::one:
            break;
    }
    return 1;
}

std::string agent_name(const World& world, std::string_view part, std::size_t row) {
    if (part == "users")
        return fmt::format("user {} ({})", row, row < world.users.size() ? cell_name(world, cell_of(world.cells, row)) : "none");
    if (part == "developers") return fmt::format("developer {}", row);
    if (part == "firms") return firm_name(world, row);
    if (part == "catalogue") return slot_name(world, row);
    if (part == "cells") return cell_name(world, row);
    return "";
}

}  // namespace

std::string account_name(const World& world, std::size_t account) {
    constexpr std::string_view common[] = {"suppliers", "investors", "parents", "buyers of complements", "public purse", "developers"};
    static_assert(std::size(common) == Ledger::first_segment);
    const Ledger& ledger = world.ledger;
    if (account < std::size(common)) return std::string(common[account]);
    if (account < ledger.hosts(0)) return "users of segment " + id_of_row(world.scenario.segment, account - ledger.users(0));
    if (account < ledger.firm(0)) return "hosts of region " + id_of_row(world.scenario.region, account - ledger.hosts(0));
    const std::size_t row = account - ledger.firm(0);
    return row < world.firms.size() ? "firm " + world.firms.label[row] : fmt::format("nobody, account {}", account);
}

std::string cell_name(const World& world, std::size_t c) {
    const Cells& cells = world.cells;
    if (c >= cells.size()) return fmt::format("cell {}", c);
    return fmt::format("{}/{}/{}", id_of_row(world.scenario.segment, cells.segment[c]), id_of_row(world.scenario.region, cells.region[c]),
                       id_of_row(world.scenario.domain, cells.domain[c]));
}

std::string row_label(const World& world, std::string_view part, const ColumnFacts& facts, std::size_t index, std::size_t size) {
    const std::size_t width = members_of(world, facts.width);
    const std::size_t slots = world.catalogue.size();
    if (const std::string agent = agent_name(world, part, index / width); !agent.empty()) {
        return facts.width == Width::one ? agent : agent + ", " + member_name(world, facts.width, index % width);
    }
    if (facts.width != Width::one) return member_name(world, facts.width, index % width);
    if (part == "ledger" && facts.name == "balance") return account_name(world, index);
    if (part == "market" && slots > 0) {
        const std::size_t row = index / slots;
        if (size == world.cells.size() * slots) return cell_name(world, row) + ", " + slot_name(world, index % slots);
        if (size == world.cells.size()) return cell_name(world, index);
        if (size == slots) return slot_name(world, index);
        if (size == world.scenario.segment.size() * slots)
            return id_of_row(world.scenario.segment, row) + ", " + slot_name(world, index % slots);
        if (size == world.scenario.region.size() * slots)
            return id_of_row(world.scenario.region, row) + ", " + slot_name(world, index % slots);
    }
    return size == 1 ? "" : fmt::format("row {}", index);
}

std::string value_label(const World& world, const ColumnFacts& facts, double value) {
    const auto row = static_cast<std::size_t>(value < 0 ? 0 : value);
    if (facts.unit == "slot of catalogue") {
        if (value < 0 || value == choice_none) return "none";
        return value == choice_unaware ? "unaware" : slot_name(world, row);
    }
    if (facts.unit == "row of firms") return value < 0 ? "none" : firm_name(world, row);
    if (facts.unit == "row of strategies") return id_of_row(world.scenario.strategy, row);
    return "";
}

}  // namespace enclosure
