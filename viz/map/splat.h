// The picture of all users: one point each, counted into bins and coloured by how many there are. On the CPU, so that the same data make
// the same bytes, and so that the user under the pointer can be found again. Invariant: every user lies in exactly one bin, which is a
// function of him, of his choice and of the bubbles alone; sums are of whole numbers, so that the number of parts in which they are made
// never shows. A hidden user (colour 0) is in his bin and is not counted.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "viz/kit/geometry.h"
#include "viz/theme/theme.h"

namespace enclosure {
class Threads;
}

namespace enclosure::viz {

/// A point of the unit disc or of the square around it, in units of 1/32767: where a user lies in whichever bubble he is in, and where in
/// the whole picture while he is in none.
struct Offset {
    std::int16_t x = 0;
    std::int16_t y = 0;
};

/// Where a developer lies around whichever bubble he works for: a direction, and how far out, 0 to 1.
struct HaloOffset {
    float x = 1;
    float y = 0;
    float depth = 0;
};

/// The same for all runs: functions of the row.
std::vector<Offset> disc_offsets(std::size_t users);
std::vector<Offset> square_offsets(std::size_t users);
std::vector<HaloOffset> halo_offsets(std::size_t developers);

/// A colour that can be summed: red, green, blue and one, 16 bits each. 0 is hidden.
using InkSum = std::uint64_t;
constexpr InkSum ink_sum(Colour c) {
    return InkSum{c.r} | InkSum{c.g} << 16U | InkSum{c.b} << 32U | InkSum{1} << 48U;
}

/// A bubble as the splat knows it, in bins.
struct SplatDisc {
    float x = 0;
    float y = 0;
    float radius = 0;
    float halo_from = 0;
    float halo_to = 0;
};

/// What there is to draw. Spans point to what outlives the call.
struct SplatScene {
    int width = 0;  ///< bins
    int height = 0;
    std::span<const Offset> in_disc;            ///< by user, who has a model
    std::span<const Offset> in_square;          ///< by user, who has none
    std::span<const HaloOffset> halo;           ///< by developer
    std::span<const std::uint8_t> choice;       ///< by user
    std::span<const std::uint8_t> project;      ///< by developer
    std::span<const std::uint64_t> cell_begin;  ///< cells + 1
    std::array<std::int16_t, 256> disc_of{};    ///< row of discs by choice; -1: in the background
    std::span<const SplatDisc> discs;
    std::span<const InkSum> colour;  ///< [cell·256 + choice]
    InkSum developer = 0;
    bool background = true;  ///< who has no model is seen
};

/// Bin of a user; it lies in the picture whatever the scene.
std::uint32_t bin_of_user(const SplatScene& scene, std::size_t user);

/// The first user seen at a bin: one with a model before one without.
std::optional<std::size_t> user_at(const SplatScene& scene, std::uint32_t bin);

struct SplatTotal {
    std::uint32_t count = 0;
    std::uint32_t red = 0;
    std::uint32_t green = 0;
    std::uint32_t blue = 0;
};

/// How counts become pixels.
struct SplatTone {
    float one = 0.6F;  ///< opacity of a single point with a model; n of them cover 1 − (1 − one)^n
    float background_one = 0.25F;
    Colour background;  ///< of who has no model
    int pixels_per_bin = 1;
};

class Splat {
  public:
    /// Counts all users and developers, in `parts` parts on `threads` (null: on the caller's thread).
    void bin(const SplatScene& scene, std::size_t parts = 1, const Threads* threads = nullptr);

    int width() const { return width_; }
    int height() const { return height_; }
    SplatTotal total(std::uint32_t bin) const;
    std::uint32_t background(std::uint32_t bin) const { return sum_at(bins() + bin).count; }

    /// RGBA pixels, width·pixels_per_bin by height·pixels_per_bin; who has no model is not seen inside the discs of the scene that was
    /// binned.
    void draw(const SplatTone& tone, std::vector<std::uint32_t>& pixels) const;

  private:
    struct Part {
        std::vector<InkSum> sums;            ///< bins of who has a model, then as many of who has none
        std::vector<SplatTotal> beyond;      ///< what no longer fits into sums; all nought but where `carried`
        std::vector<std::uint32_t> carried;  ///< rows of beyond
        void clear(std::size_t rows);
        void add(std::uint32_t row, InkSum ink);
        void carry(std::uint32_t row, const SplatTotal& more);
    };
    static void count(Part& part, const SplatScene& scene, std::size_t first, std::size_t last);
    static void count_developers(Part& part, const SplatScene& scene);
    std::size_t bins() const { return static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_); }
    SplatTotal sum_at(std::size_t row) const;
    void merge();
    void cover(const SplatScene& scene);

    int width_ = 0;
    int height_ = 0;
    std::vector<Part> parts_ = std::vector<Part>(1);
    std::vector<std::uint8_t> covered_;  ///< bins inside discs
};

}  // namespace enclosure::viz
