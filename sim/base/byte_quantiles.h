// A monotone function of a uniform draw, rounded to a byte, looked up instead of computed: who draws a population of billions cannot take a
// power of every draw. The table holds the first draw of each byte, found by the function itself, so both say the same.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "sim/base/draws.h"

namespace enclosure {

/// The whole number that is nearest to a level, between 0 and 255.
inline std::uint8_t byte_at(double level) {
    return static_cast<std::uint8_t>(std::clamp(std::floor(level + 0.5), 0.0, 255.0));
}

class ByteQuantiles {
  public:
    enum class Order : std::uint8_t { rises, falls };

    /// Of byte_at(level(u)), a function of a uniform number that never falls, or never rises.
    template <class Level>
    ByteQuantiles(Level level, Order order) : turned_(order == Order::falls ? places - 1 : 0) {
        const auto at = [&](std::uint64_t place) { return level(uniform_of_bits((place ^ turned_) << 12)); };
        lowest_ = byte_at(at(0));
        const unsigned highest = byte_at(at(places - 1));
        end_.fill(places);
        std::uint64_t begin = 0;
        std::uint64_t gap = 1;
        for (unsigned b = lowest_; b < highest; ++b) {
            const std::uint64_t end = first_above(at, b, begin, gap);
            gap = std::max<std::uint64_t>(end - begin, 1);
            begin = end;
            end_[b] = end;
        }
        unsigned b = lowest_;
        for (std::size_t k = 0; k < guide_.size(); ++k) {
            while (end_[b] <= k * guided) ++b;
            guide_[k] = static_cast<std::uint8_t>(b);
        }
    }

    /// byte_at(level(u)) of the uniform number that 64 bits stand for.
    std::uint8_t of(std::uint64_t bits) const {
        const std::uint64_t place = (bits >> 12) ^ turned_;
        std::size_t b = guide_[place / guided];
        b += end_[b] <= place ? 1 : 0;  // the first step takes no branch, which would go either way; a second one is seldom
        while (end_[b] <= place) ++b;
        return static_cast<std::uint8_t>(b);
    }

  private:
    static constexpr std::uint64_t places = std::uint64_t{1} << 52;  // uniform numbers that uniform_of_bits gives, in order
    static constexpr std::uint64_t guided = places / 4096;           // places that begin the search at the same byte

    // The first place from `begin` on with a higher byte than b; there is one. As edges lie about as far apart as the last ones did, it is
    // looked for there, then between what is not above and what is: where a line through their levels says, and every third time in the
    // middle, should levels be no line at all.
    template <class At>
    static std::uint64_t first_above(At at, unsigned b, std::uint64_t begin, std::uint64_t gap) {
        const double edge = b + 0.5;
        std::uint64_t low = begin;
        double below = at(low);
        if (byte_at(below) > b) return low;
        std::uint64_t high = std::min(low + gap, places - 1);
        double above = at(high);
        while (byte_at(above) <= b) {
            low = high;
            below = above;
            gap *= 2;
            high = std::min(low + gap, places - 1);
            above = at(high);
        }
        for (int k = 1; high - low > 1; ++k) {
            std::uint64_t middle = low + (high - low) / 2;
            if (k % 3 != 0 && above > below) {
                const double part = (edge - below) / (above - below) * static_cast<double>(high - low);
                middle = std::clamp(low + static_cast<std::uint64_t>(std::max(0.0, part)), low + 1, high - 1);
            }
            const double here = at(middle);
            if (byte_at(here) > b) {
                high = middle;
                above = here;
            } else {
                low = middle;
                below = here;
            }
        }
        return high;
    }

    std::uint64_t turned_;  // of an order that falls: what turns a place into the one as far from the other end
    std::uint8_t lowest_;
    std::array<std::uint64_t, 256> end_;  // by byte: the first place with a higher one
    std::array<std::uint8_t, 4096> guide_;
};

/// A byte drawn so many times that a table pays for itself, or computed each time.
template <class Level>
class DrawnByte {
  public:
    DrawnByte(Level level, ByteQuantiles::Order order, std::uint64_t times) : level_(level) {
        if (times >= 16384) table_.emplace(level, order);
    }
    /// byte_at(level(u)) of the uniform number that 64 bits stand for.
    std::uint8_t of(std::uint64_t bits) const { return table_ ? table_->of(bits) : byte_at(level_(uniform_of_bits(bits))); }

    /// out[k] = of(bits(k)) for k below n.
    template <class Bits>
    void of_many(std::size_t n, Bits bits, std::uint8_t* out) const {
        if (!table_) {
            for (std::size_t k = 0; k < n; ++k) out[k] = of(bits(k));
            return;
        }
        for (std::size_t k = 0; k < n; ++k) out[k] = table_->of(bits(k));
    }

  private:
    Level level_;
    std::optional<ByteQuantiles> table_;
};

}  // namespace enclosure
