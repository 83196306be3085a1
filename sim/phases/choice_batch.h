// Choices of many users at once: those of choose() in choice.h, to the bit, on every set of vector instructions. A model is a lane; draws
// that a user has once are made with a user in each lane.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>

#include "sim/base/step_memory.h"
#include "sim/phases/choice.h"

namespace enclosure {

/// Offerings, a column for each member, padded with models that nobody takes.
struct OfferingColumns {
    explicit OfferingColumns(std::span<const Offering> offerings, std::pmr::memory_resource* memory = std::pmr::get_default_resource());

    std::size_t count = 0;
    StepVector<std::uint32_t> key;
    StepVector<std::int32_t> slot, vendor;
    StepVector<float> log_price, transparency, modifiability, risk, shut, integration;
    StepVector<float> open;  ///< 1 for released weights, else 0
};

/// Writes utilities by offering to `row`, as long as padded_alternatives() of them, so that what is no model is never taken.
void write_padded(std::span<const double> utility, std::span<float> row);

/// Users who choose, a column for each member of Chooser; the first `size` entries hold.
struct ChooserBatch {
    static constexpr std::size_t capacity = 64;

    void add(const Chooser& user, const float* seen);
    bool full() const { return size == capacity; }

    std::size_t size = 0;
    alignas(64) std::array<std::uint64_t, capacity> serial{};
    std::array<float, capacity> price_weight{}, data_sensitivity{}, customisation{}, security{}, integration{}, switching{};
    std::array<std::int32_t, capacity> slot{}, vendor{};
    std::array<const float*, capacity> utility{};  ///< padded row that the user sees
};

/// out[i] is what user i of the batch takes.
void choose_batch(const ChooserBatch& users, const OfferingColumns& offerings, const ChoiceSetting& setting, std::span<Choice> out);

}  // namespace enclosure
