// A monotone function of a uniform draw, rounded to a byte, looked up instead of computed: who draws a population of billions cannot take a
// power of every draw. The table holds the first draw of each byte, found by bisection of the function itself, so both say the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "sim/base/draws.h"

namespace enclosure {

class ByteQuantiles {
  public:
    enum class Order : std::uint8_t { rises, falls };

    /// Of `byte`, a function of a uniform number that never falls, or never rises.
    template <class Byte>
    ByteQuantiles(Byte byte, Order order) : falls_(order == Order::falls) {
        const auto at = [&](std::uint64_t place) {
            return static_cast<unsigned>(byte(uniform_of_bits((falls_ ? places - 1 - place : place) << 12)));
        };
        std::uint64_t begin = 0;
        lowest_ = static_cast<std::uint8_t>(at(0));
        const unsigned highest = at(places - 1);
        end_.fill(places);
        for (unsigned b = lowest_; b < highest; ++b) {
            std::uint64_t end = places - 1;  // there the byte is above b
            while (begin < end) {
                const std::uint64_t middle = begin + (end - begin) / 2;
                if (at(middle) > b) {
                    end = middle;
                } else {
                    begin = middle + 1;
                }
            }
            end_[b] = begin;
        }
        unsigned b = lowest_;
        for (std::size_t k = 0; k < guide_.size(); ++k) {
            while (end_[b] <= k * guided) ++b;
            guide_[k] = static_cast<std::uint8_t>(b);
        }
    }

    /// byte(u) of the uniform number that 64 bits stand for.
    std::uint8_t of(std::uint64_t bits) const {
        const std::uint64_t place = falls_ ? places - 1 - (bits >> 12) : bits >> 12;
        std::uint8_t b = guide_[place / guided];
        while (end_[b] <= place) ++b;
        return b;
    }

  private:
    static constexpr std::uint64_t places = std::uint64_t{1} << 52;  // uniform numbers that uniform_of_bits gives, in order
    static constexpr std::uint64_t guided = places / 1024;           // places that begin the search at the same byte

    bool falls_;
    std::uint8_t lowest_;
    std::array<std::uint64_t, 256> end_;  // by byte: the first place with a higher one
    std::array<std::uint8_t, 1024> guide_;
};

/// A byte drawn so many times that a table pays for itself, or computed each time.
template <class Byte>
class DrawnByte {
  public:
    DrawnByte(Byte byte, ByteQuantiles::Order order, std::uint64_t times) : byte_(byte) {
        if (times >= 16384) table_.emplace(byte, order);
    }
    /// byte(u) of the uniform number that 64 bits stand for.
    std::uint8_t of(std::uint64_t bits) const { return table_ ? table_->of(bits) : byte_(uniform_of_bits(bits)); }

  private:
    Byte byte_;
    std::optional<ByteQuantiles> table_;
};

}  // namespace enclosure
