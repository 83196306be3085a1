// Users: one record per seat or, for organisations, per workload; 9 bytes each, stored cell by cell (cells.h). A user's serial is not
// stored: it is a hash of the cell's names and of the index in the cell (user_serial).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/describe.h"
#include "sim/base/hash.h"
#include "sim/base/unset_allocator.h"

namespace enclosure {

/// Values of Users::choice that are no slot of the catalogue.
inline constexpr std::uint8_t choice_unaware = 255;
inline constexpr std::uint8_t choice_none = 254;
/// Slots that a choice can name; the catalogue is never larger.
inline constexpr std::size_t choice_slots = 250;

struct Users {
    /// Set by whoever sets users up, each row by the thread that draws it.
    template <class T>
    using Rows = std::vector<T, UnsetAllocator<T>>;

    Rows<std::uint8_t> choice;
    Rows<std::uint16_t> since;
    Rows<std::uint8_t> price;
    Rows<std::uint8_t> data_sensitivity;
    Rows<std::uint8_t> customisation;
    Rows<std::uint8_t> security;
    Rows<std::uint8_t> technical;
    Rows<std::uint8_t> reach;

    template <class U = Users>
    static constexpr auto columns() {
        return std::tuple{
            column(&U::choice, {"choice", "slot of catalogue", "Model in use; 254 none though aware, 255 unaware."}),
            column(&U::since, {"since", "step", "Step in which the user came to the present vendor."}),
            column(&U::price, {"price", "1/64", "Price sensitivity relative to the segment's weight; falls with income."}),
            column(&U::data_sensitivity, {"data_sensitivity", "1/255", "How sensitive the user's data are."}),
            column(&U::customisation, {"customisation", "1/255", "Need to adapt a model."}),
            column(&U::security, {"security", "1/255", "Need for security."}),
            column(&U::technical,
                   {"technical", "1/256", "Quantile of technical capacity, from the most capable; technical below the segment's share."}),
            column(&U::reach, {"reach", "1/256", "Quantile of reach; who lies above the segment's ceiling never becomes aware."}),
        };
    }
    std::size_t size() const { return choice.size(); }
};

/// Index in its cell of the organisation that a record belongs to: blocks of `workloads` neighbouring records. Its serial is that of the
/// user with that index.
constexpr std::size_t organisation_of(std::size_t index_in_cell, double workloads) {
    return workloads == 1 ? index_in_cell : static_cast<std::size_t>(static_cast<double>(index_in_cell) / workloads);
}

/// Index in its cell of an organisation's first record.
constexpr std::size_t organisation_begin(std::size_t organisation, double workloads) {
    if (workloads == 1) return organisation;
    // By multiplication; only near a whole number may rounding put the edge of the division above on its other side.
    const double edge = static_cast<double>(organisation) * workloads;
    const double room = edge * 1e-14;
    const auto below = static_cast<std::size_t>(edge);
    const double beyond = edge - static_cast<double>(below);
    if (beyond > room && 1 - beyond > room) return below + 1;
    const std::size_t near = beyond > room ? below + 1 : below;
    return organisation_of(near, workloads) >= organisation ? near : near + 1;
}

/// Serial of the user with that index in a cell.
constexpr std::uint64_t user_serial(std::uint64_t cell_serial, std::size_t index_in_cell) {
    return mix(cell_serial + 0x9E3779B97F4A7C15u * (static_cast<std::uint64_t>(index_in_cell) + 1));
}

}  // namespace enclosure
