#include "viz/map/splat.h"

#include <algorithm>
#include <cmath>

#include "sim/base/hash.h"
#include "sim/base/parallel.h"

namespace enclosure::viz {
namespace {

// Colours of a bin are summed in 16 bits each: so many points always fit.
constexpr InkSum most_points = 65535 / 255;
constexpr unsigned count_shift = 48;

SplatTotal unpacked(InkSum sum) {
    return {static_cast<std::uint32_t>(sum >> count_shift), static_cast<std::uint32_t>(sum & 0xffffU),
            static_cast<std::uint32_t>(sum >> 16U & 0xffffU), static_cast<std::uint32_t>(sum >> 32U & 0xffffU)};
}

void operator+=(SplatTotal& total, const SplatTotal& more) {
    total.count += more.count;
    total.red += more.red;
    total.green += more.green;
    total.blue += more.blue;
}

// A disc scaled for offsets in units of 1/32767.
struct ScaledDisc {
    float x = 0;
    float y = 0;
    float step = -1;  // negative: the background
};

// The bin of a point, clamped to the picture.
inline std::uint32_t bin_at(float x, float y, int width, int height) {
    const int column = std::clamp(static_cast<int>(x), 0, width - 1);
    const int row = std::clamp(static_cast<int>(y), 0, height - 1);
    return static_cast<std::uint32_t>(row * width + column);
}

// Who has no model lies anywhere, by two words that his row alone gives.
inline std::uint32_t background_bin(std::size_t user, int width, int height) {
    std::uint64_t word = (static_cast<std::uint64_t>(user) + 1) * 0x9e3779b97f4a7c15u;
    word ^= word >> 29U;
    word *= 0xbf58476d1ce4e5b9u;
    word ^= word >> 32U;
    const auto column = static_cast<std::uint32_t>((word >> 32U) * static_cast<std::uint64_t>(width) >> 32U);
    const auto row = static_cast<std::uint32_t>((word & 0xffffffffU) * static_cast<std::uint64_t>(height) >> 32U);
    return row * static_cast<std::uint32_t>(width) + column;
}

std::array<ScaledDisc, 256> scaled_discs(const SplatScene& scene) {
    std::array<ScaledDisc, 256> scaled;
    for (std::size_t choice = 0; choice < scaled.size(); ++choice) {
        if (scene.disc_of[choice] < 0) continue;
        const SplatDisc& disc = scene.discs[static_cast<std::size_t>(scene.disc_of[choice])];
        scaled[choice] = {disc.x, disc.y, disc.radius / 32767.0F};
    }
    return scaled;
}

inline std::uint32_t bin_in(const ScaledDisc& disc, DiscOffset offset, int width, int height) {
    return bin_at(disc.x + static_cast<float>(offset.x) * disc.step, disc.y + static_cast<float>(offset.y) * disc.step, width, height);
}

// Opacity of n points, for n below the table's size.
constexpr std::size_t opacities = most_points + 1;
std::array<std::uint32_t, opacities> opacity_table(float one) {
    std::array<std::uint32_t, opacities> table{};
    float left = 1;
    for (std::size_t n = 0; n < opacities; ++n) {
        table[n] = static_cast<std::uint32_t>((1 - left) * 255 + 0.5F);
        left *= 1 - one;
    }
    return table;
}

// A mean of n bytes, without a division: 2^24/n, rounded up. Exact to less than one for n below the table's size.
std::array<std::uint64_t, opacities> reciprocal_table() {
    std::array<std::uint64_t, opacities> table{};
    for (std::size_t n = 1; n < opacities; ++n) table[n] = ((std::uint64_t{1} << 24U) + n - 1) / n;
    return table;
}

std::uint32_t rgba(std::uint32_t red, std::uint32_t green, std::uint32_t blue, std::uint32_t alpha) {
    return red | green << 8U | blue << 16U | alpha << 24U;
}

}  // namespace

std::vector<DiscOffset> disc_offsets(std::size_t users) {
    std::vector<DiscOffset> offsets(users);
    for (std::size_t i = 0; i < users; ++i) {
        const std::uint64_t word = mix(i + 0x6d61707573657273u);
        const float radius = std::sqrt(static_cast<float>(word >> 40U) * 0x1p-24F) * 32766;
        const float angle = static_cast<float>(word & 0xffffffU) * 0x1p-24F * 6.2831853F;
        offsets[i] = {static_cast<std::int16_t>(radius * std::cos(angle)), static_cast<std::int16_t>(radius * std::sin(angle))};
    }
    return offsets;
}

std::vector<HaloOffset> halo_offsets(std::size_t developers) {
    std::vector<HaloOffset> offsets(developers);
    for (std::size_t i = 0; i < developers; ++i) {
        const std::uint64_t word = mix(i + 0x68616c6f646576u);
        const float depth = static_cast<float>(word >> 40U) * 0x1p-24F;
        const float angle = static_cast<float>(word & 0xffffffU) * 0x1p-24F * 6.2831853F;
        offsets[i] = {std::cos(angle), std::sin(angle), depth * std::sqrt(depth)};  // denser near the ring
    }
    return offsets;
}

std::uint32_t bin_of_user(const SplatScene& scene, std::size_t user) {
    const std::int16_t row = scene.disc_of[scene.choice[user]];
    if (row < 0) return background_bin(user, scene.width, scene.height);
    const SplatDisc& disc = scene.discs[static_cast<std::size_t>(row)];
    return bin_in({disc.x, disc.y, disc.radius / 32767.0F}, scene.offsets[user], scene.width, scene.height);
}

std::optional<std::size_t> user_at(const SplatScene& scene, std::uint32_t bin) {
    const std::array<ScaledDisc, 256> discs = scaled_discs(scene);
    std::optional<std::size_t> behind;
    for (std::size_t cell = 0; cell + 1 < scene.cell_begin.size(); ++cell) {
        for (std::size_t i = scene.cell_begin[cell]; i < scene.cell_begin[cell + 1]; ++i) {
            const std::uint8_t choice = scene.choice[i];
            const ScaledDisc& disc = discs[choice];
            if (disc.step >= 0) {
                if (bin_in(disc, scene.offsets[i], scene.width, scene.height) == bin && scene.colour[cell * 256 + choice] != 0) return i;
            } else if (scene.background && !behind && background_bin(i, scene.width, scene.height) == bin) {
                behind = i;
            }
        }
    }
    return behind;
}

void Splat::carry(Part& part, std::uint32_t bin, InkSum ink) {
    if (part.beyond.empty()) part.beyond.resize(part.sums.size());
    part.beyond[bin] += unpacked(ink);
}

inline void Splat::add(Part& part, std::uint32_t bin, InkSum ink) {
    InkSum& sum = part.sums[bin];
    if (sum >> count_shift >= most_points) {
        carry(part, bin, sum);
        sum = 0;
    }
    sum += ink;
}

void Splat::count(Part& part, const SplatScene& scene, std::size_t first, std::size_t last) {
    const std::array<ScaledDisc, 256> discs = scaled_discs(scene);
    const int width = scene.width;
    const int height = scene.height;
    const std::uint32_t unseen = scene.background ? 1 : 0;
    const auto begin = std::upper_bound(scene.cell_begin.begin(), scene.cell_begin.end(), first) - scene.cell_begin.begin() - 1;
    for (auto cell = static_cast<std::size_t>(begin); cell + 1 < scene.cell_begin.size() && scene.cell_begin[cell] < last; ++cell) {
        const InkSum* colour = scene.colour.data() + cell * 256;
        const std::size_t to = std::min<std::size_t>(last, scene.cell_begin[cell + 1]);
        for (std::size_t i = std::max<std::size_t>(first, scene.cell_begin[cell]); i < to; ++i) {
            const std::uint8_t choice = scene.choice[i];
            const ScaledDisc& disc = discs[choice];
            if (disc.step >= 0) {
                add(part, bin_in(disc, scene.offsets[i], width, height), colour[choice]);
            } else {
                part.background[background_bin(i, width, height)] += unseen;
            }
        }
    }
}

void Splat::count_developers(Part& part, const SplatScene& scene) {
    if (scene.developer == 0) return;
    for (std::size_t i = 0; i < scene.project.size(); ++i) {
        const std::int16_t row = scene.disc_of[scene.project[i]];
        if (row < 0) continue;
        const SplatDisc& disc = scene.discs[static_cast<std::size_t>(row)];
        const HaloOffset& at = scene.halo[i];
        const float radius = disc.halo_from + at.depth * (disc.halo_to - disc.halo_from);
        add(part, bin_at(disc.x + at.x * radius, disc.y + at.y * radius, scene.width, scene.height), scene.developer);
    }
}

void Splat::bin(const SplatScene& scene, std::size_t parts, const Threads* threads) {
    width_ = scene.width;
    height_ = scene.height;
    const std::size_t bins = static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_);
    parts_.resize(std::max<std::size_t>(1, parts));
    const std::size_t users = scene.choice.size();
    const auto run = [&](std::size_t p) {
        Part& part = parts_[p];
        part.sums.assign(bins, 0);
        part.background.assign(bins, 0);
        part.beyond.clear();
        count(part, scene, users * p / parts_.size(), users * (p + 1) / parts_.size());
    };
    if (threads == nullptr || parts_.size() == 1) {
        for (std::size_t p = 0; p < parts_.size(); ++p) run(p);
    } else {
        threads->for_each(parts_.size(), run);
    }
    merge();
    count_developers(parts_.front(), scene);
    cover(scene);
}

void Splat::merge() {
    Part& all = parts_.front();
    for (std::size_t p = 1; p < parts_.size(); ++p) {
        const Part& part = parts_[p];
        for (std::size_t bin = 0; bin < all.sums.size(); ++bin) {
            all.background[bin] += part.background[bin];
            const InkSum more = part.sums[bin];
            if (more == 0) continue;
            if ((all.sums[bin] >> count_shift) + (more >> count_shift) <= most_points) {
                all.sums[bin] += more;
            } else {
                carry(all, static_cast<std::uint32_t>(bin), more);
            }
        }
        if (part.beyond.empty()) continue;
        if (all.beyond.empty()) all.beyond.resize(all.sums.size());
        for (std::size_t bin = 0; bin < all.beyond.size(); ++bin) all.beyond[bin] += part.beyond[bin];
    }
}

void Splat::cover(const SplatScene& scene) {
    covered_.assign(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_), 0);
    for (const SplatDisc& disc : scene.discs) {
        const int top = std::max(0, static_cast<int>(disc.y - disc.radius));
        const int bottom = std::min(height_ - 1, static_cast<int>(disc.y + disc.radius));
        for (int row = top; row <= bottom; ++row) {
            const float down = static_cast<float>(row) + 0.5F - disc.y;
            const float half = disc.radius * disc.radius - down * down;
            if (half <= 0) continue;
            const float across = std::sqrt(half);
            const int left = std::clamp(static_cast<int>(disc.x - across + 0.5F), 0, width_);
            const int right = std::clamp(static_cast<int>(disc.x + across + 0.5F), left, width_);
            std::fill(covered_.begin() + row * width_ + left, covered_.begin() + row * width_ + right, std::uint8_t{1});
        }
    }
}

SplatTotal Splat::total(std::uint32_t bin) const {
    SplatTotal total = unpacked(parts_.front().sums[bin]);
    if (!parts_.front().beyond.empty()) total += parts_.front().beyond[bin];
    return total;
}

void Splat::draw(const SplatTone& tone, std::vector<std::uint32_t>& pixels) const {
    const std::size_t zoom = static_cast<std::size_t>(std::max(1, tone.pixels_per_bin));
    const std::size_t columns = static_cast<std::size_t>(width_);
    const std::size_t rows = static_cast<std::size_t>(height_);
    pixels.resize(columns * zoom * rows * zoom);
    const auto opacity = opacity_table(tone.one);
    const auto behind = opacity_table(tone.background_one);
    const auto reciprocal = reciprocal_table();
    const Part& all = parts_.front();
    for (std::size_t row = 0; row < rows; ++row) {
        std::uint32_t* line = pixels.data() + row * zoom * columns * zoom;
        std::uint32_t* out = line;
        for (std::size_t bin = row * columns; bin < (row + 1) * columns; ++bin) {
            std::uint32_t pixel = 0;
            const InkSum sum = all.sums[bin];
            const InkSum n = sum >> count_shift;
            if (!all.beyond.empty() && all.beyond[bin].count != 0) {
                const SplatTotal whole = total(static_cast<std::uint32_t>(bin));
                const std::uint32_t m = whole.count;
                pixel = rgba((whole.red + m / 2) / m, (whole.green + m / 2) / m, (whole.blue + m / 2) / m,
                             opacity[std::min<std::size_t>(m, opacities - 1)]);
            } else if (n == 1) {
                pixel = rgba(static_cast<std::uint32_t>(sum & 0xffU), static_cast<std::uint32_t>(sum >> 16U & 0xffU),
                             static_cast<std::uint32_t>(sum >> 32U & 0xffU), opacity[1]);
            } else if (n != 0) {
                const std::size_t known = std::min<std::size_t>(n, opacities - 1);
                const auto mean = [&](unsigned shift) {
                    return static_cast<std::uint32_t>(std::min<InkSum>(255, ((sum >> shift & 0xffffU) + n / 2) * reciprocal[known] >> 24U));
                };
                pixel = rgba(mean(0), mean(16), mean(32), opacity[known]);
            } else if (all.background[bin] != 0 && covered_[bin] == 0) {
                pixel = rgba(tone.background.r, tone.background.g, tone.background.b,
                             behind[std::min<std::size_t>(all.background[bin], opacities - 1)]);
            }
            for (std::size_t k = 0; k < zoom; ++k) *out++ = pixel;
        }
        for (std::size_t k = 1; k < zoom; ++k) std::copy(line, line + columns * zoom, line + k * columns * zoom);
    }
}

}  // namespace enclosure::viz
