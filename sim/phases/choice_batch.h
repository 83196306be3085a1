// Choices of many users at once: those of choose() in choice_one_uniform.h, to the bit, on every set of vector instructions. A user is a
// lane. Users come one by one, or side by side as their columns have them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>

#include "sim/base/step_memory.h"
#include "sim/phases/choice_one_uniform.h"
#include "sim/world/network.h"

namespace enclosure {

/// Offerings, a column for each member, padded with models that nobody takes.
struct OfferingColumns {
    static constexpr std::uint8_t no_place = 255;

    explicit OfferingColumns(std::span<const Offering> offerings, std::pmr::memory_resource* memory = std::pmr::get_default_resource());

    std::size_t count = 0;
    StepVector<std::uint32_t> key;
    StepVector<std::int32_t> slot, vendor;
    StepVector<std::uint8_t> slot_of;                  ///< by place here, in runs of 16; choice_none behind the last
    StepVector<std::uint8_t> place_of;                 ///< by slot, in runs of 16; no_place where there is none
    std::array<StepVector<float>, taste_count> taste;  ///< values_of()
    StepVector<float> shut;
    StepVector<std::uint8_t> open;
    StepVector<std::uint8_t> tastes;  ///< those in which a model is not 0: what the others add is nothing
    bool plain = false;               ///< each vendor has one model and none is under notice
};

/// Writes utilities by offering to `row`, as long as padded_alternatives() of them, so that what is no model is never taken.
void write_padded(std::span<const double> utility, std::span<float> row);

/// Chooser::word of neighbouring users of a cell, from the one with that index in it on.
void choice_words(std::uint64_t cell_serial, std::uint64_t index, const ChoiceSetting& setting, std::span<std::uint32_t> words);

/// Columns of users of a cell, from the first of them on, and what makes choosers of them (choice_round.h). They lie side by side in it, or
/// were gathered. What they have is on offer or nothing.
struct UserRows {
    std::uint64_t cell_serial = 0;
    std::uint64_t index = 0;                  ///< of the first, in the cell,
    const std::uint64_t* index_of = nullptr;  ///< or of each, if they do not lie side by side
    const std::uint8_t* choice = nullptr;
    const std::uint16_t* since = nullptr;
    const std::uint8_t* price = nullptr;
    const std::uint8_t* data_sensitivity = nullptr;
    const std::uint8_t* customisation = nullptr;
    const std::uint8_t* security = nullptr;
    const std::uint8_t* technical = nullptr;
    double price_weight = 0;
    double technical_below = 0;
    const std::int32_t* vendor = nullptr;  ///< by a value of Users::choice; -1 for none
    SwitchingCost switching;
};

/// Users who choose, a column for each member of Chooser; the first `size` entries hold.
struct ChooserBatch {
    static constexpr std::size_t capacity = 128;

    void add(const Chooser& user);
    bool full() const { return size == capacity; }

    /// Fills the batch with `count` users: of the tastes what the offerings ask for, of serial and word what the setting asks for.
    void fill(const UserRows& rows, std::size_t count, const OfferingColumns& offerings, const ChoiceSetting& setting);

    std::size_t size = 0;
    alignas(64) std::array<std::uint64_t, capacity> serial{};
    alignas(64) std::array<std::uint32_t, capacity> word{};
    alignas(64) std::array<std::array<float, capacity>, taste_count> taste{};
    alignas(64) std::array<float, capacity> switching{};
    alignas(64) std::array<std::int32_t, capacity> slot{};
    alignas(64) std::array<std::int32_t, capacity> vendor{};
};

/// Vendors of the peers of some users, numbered from 0, peer by peer.
struct SeenPeers {
    static constexpr std::size_t most = NearPeers::most;  ///< peers of a user
    static constexpr std::uint8_t nobody = 255;           ///< who uses no model, or is not there

    std::size_t count = 0;  ///< the most that a user has
    alignas(64) std::array<std::uint8_t, most * ChooserBatch::capacity> group;

    /// Of peers number j, by user.
    std::uint8_t* row(std::size_t j) { return group.data() + j * ChooserBatch::capacity; }
    const std::uint8_t* row(std::size_t j) const { return group.data() + j * ChooserBatch::capacity; }
};
static_assert(NearPeers::rows == ChooserBatch::capacity, "places of far peers are places here");

/// What each of a user's peers adds to the utility of his vendor's models: by how many of them use a model, and by the user's reach.
using PeerWeights = std::array<std::array<float, 256>, SeenPeers::most + 1>;

/// What users see of peers of their own.
struct PeerCounts {
    /// `group` is the vendor of each offering, numbered from 0. Nothing is counted yet, nor cleared.
    explicit PeerCounts(std::span<const std::uint8_t> group);

    /// A number for each user.
    template <class T>
    struct alignas(64) Row {
        std::array<T, ChooserBatch::capacity> of;
    };

    /// Peers of user k by vendor, that of vendor g at [g * ChooserBatch::capacity].
    float* of_user(std::size_t k) { return counts.data()->of.data() + k; }
    void clear();

    /// Counts all that is seen, to `few`, and looks up what each of them adds; `reach` is of the same users, at most `capacity`.
    void count(const SeenPeers& seen, const PeerWeights& weights, std::span<const std::uint8_t> reach);

    std::array<std::size_t, choice_slots> row;        ///< by offering: where its vendor's counts begin
    std::size_t groups = 1;                           ///< vendors, or one where nothing is offered
    std::array<Row<float>, choice_slots> counts;      ///< by vendor: the first `groups`
    std::array<Row<std::uint8_t>, choice_slots> few;  ///< the same of users who have few
    bool in_few = false;                              ///< which of both holds
    Row<float> weight{};                              ///< what one of them adds to utility
};

/// What the users of a batch take: slots, or choice_none; as Choice.
struct ChosenBatch {
    alignas(64) std::array<std::uint8_t, ChooserBatch::capacity> slot;
    alignas(64) std::array<std::uint8_t, ChooserBatch::capacity> unbound;

    Choice of(std::size_t k) const { return {slot[k], unbound[k]}; }
};

/// `utility` is the cell's, by offering, padded; `peers` may be null.
void choose_batch(const ChooserBatch& users, const OfferingColumns& offerings, const float* utility, const PeerCounts* peers,
                  const ChoiceSetting& setting, ChosenBatch& out);

/// Users who choose, and among what: the same of choose_batch().
struct ChoiceTable {
    const ChooserBatch& users;
    const OfferingColumns& offerings;
    const float* utility;
    const PeerCounts* peers;
    const ChoiceSetting& setting;
};

/// choose_batch() by either way of drawing.
void choose_batch_keyed(const ChoiceTable& table, ChosenBatch& out);
void choose_batch_by_one_uniform(const ChoiceTable& table, ChosenBatch& out);

/// What came of neighbours' choices.
struct Moves {
    std::int64_t switched = 0;  ///< left a vendor for another or none
    std::int64_t locked = 0;    ///< stay with their vendor for the costs of switching alone
};

/// Writes what the neighbours of a full batch take to their columns; offerings must be plain. `since` becomes `step` for who has changed.
Moves settle_neighbours(const ChooserBatch& users, const ChosenBatch& chosen, std::uint8_t* choice, std::uint16_t* since,
                        std::uint16_t step);

}  // namespace enclosure
