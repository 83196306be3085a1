#include "sim/base/race.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "sim/base/draws.h"
#include "sim/base/many_draws.h"

namespace enclosure {

namespace {

constexpr std::size_t lap = 256;    // runners whose words are made together
constexpr std::size_t padding = 8;  // of any set of vector instructions, the most blocks in a register

// Less a room for what is rounded, in single precision in the wait and in double precision by who arrives.
float least_pace(double weight) {
    constexpr double slowest = 1e28;
    const double pace = weight > 0 ? std::min((1 - 1e-6) * 0x1p-31 / weight, slowest) : slowest;
    return pace < 1e-36 ? 0.0F : static_cast<float>(pace);
}

// Of the least float that is not below a number, which is not negative.
std::uint32_t bits_from_above(double number) {
    const auto near = static_cast<float>(std::min<double>(number, std::numeric_limits<float>::max()));
    return std::bit_cast<std::uint32_t>(near) + (static_cast<double>(near) < number ? 1u : 0u);
}

}  // namespace

void Runners::reserve(std::size_t runners) {
    key_.reserve(runners + padding);
    weight_.reserve(runners);
    pace_.reserve(runners + padding);
}

void Runners::add(std::uint32_t key, double weight) {
    const std::size_t k = weight_.size();
    weight_.push_back(weight);
    if (k == key_.size()) {
        key_.resize(k + padding);
        pace_.resize(k + padding, least_pace(0));
    }
    key_[k] = key;
    pace_[k] = least_pace(weight);
}

void Runners::set_weight(std::size_t runner, double weight) {
    weight_[runner] = weight;
    pace_[runner] = least_pace(weight);
}

std::size_t Runners::first(std::uint64_t seed, Purpose purpose, std::uint64_t agent, std::uint32_t step) const {
    std::size_t first = size();
    double least = std::numeric_limits<double>::infinity();
    const auto run = [&](std::size_t k) {
        if (k >= size() || !(weight_[k] > 0)) return;
        const double arrival = Draws(seed, purpose, agent, step, key_[k]).exponential() / weight_[k];
        if (arrival < least || (arrival == least && first < size() && k < first)) {
            least = arrival;
            first = k;
        }
    };
    std::array<std::uint32_t, lap> soonest;
    std::array<std::uint16_t, lap> place;
    for (std::size_t begin = 0; begin < key_.size(); begin += lap) {
        const std::size_t count = std::min(lap, key_.size() - begin);
        const std::uint32_t least_wait =
            least_waits(seed, purpose, agent, step, std::span(key_).subspan(begin, count), std::span(pace_).subspan(begin), soonest);
        const auto within = [&](std::uint32_t wait) {
            return std::span(place).first(places_within(std::span(soonest).first(count), wait, place));
        };
        // Whoever may be soonest runs first: few others are left to run against him.
        for (const std::uint16_t k : within(least_wait)) run(begin + k);
        for (const std::uint16_t k : within(bits_from_above(least))) {
            if (soonest[k] > least_wait) run(begin + k);
        }
    }
    return first;
}

}  // namespace enclosure
