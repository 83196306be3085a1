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

// Where the users of a choice lie: their offsets' unit, in bins, about a middle. The background is as wide and as high as the picture.
struct Ground {
    float x = 0;
    float y = 0;
    float across = 0;
    float down = 0;
    bool behind = false;  // the background
};

using Grounds = std::array<Ground, 256>;  // by choice

Ground ground_of(const SplatScene& scene, std::size_t choice) {
    constexpr float one = 32767;
    if (scene.disc_of[choice] < 0) {
        const float half_width = static_cast<float>(scene.width) / 2;
        const float half_height = static_cast<float>(scene.height) / 2;
        return {half_width, half_height, half_width / one, half_height / one, true};
    }
    const SplatDisc& disc = scene.discs[static_cast<std::size_t>(scene.disc_of[choice])];
    return {disc.x, disc.y, disc.radius / one, disc.radius / one, false};
}

Grounds grounds_of(const SplatScene& scene) {
    Grounds grounds;
    for (std::size_t choice = 0; choice < grounds.size(); ++choice) grounds[choice] = ground_of(scene, choice);
    return grounds;
}

// Bins of points, clamped to the picture.
struct Clamped {
    float right = 0;
    float bottom = 0;
    std::uint32_t width = 0;

    explicit Clamped(const SplatScene& scene)
        : right(static_cast<float>(scene.width - 1)),
          bottom(static_cast<float>(scene.height - 1)),
          width(static_cast<std::uint32_t>(scene.width)) {}

    std::uint32_t bin(float x, float y) const {
        const auto column = static_cast<std::int32_t>(std::min(std::max(x, 0.0F), right));
        const auto row = static_cast<std::int32_t>(std::min(std::max(y, 0.0F), bottom));
        return static_cast<std::uint32_t>(row) * width + static_cast<std::uint32_t>(column);
    }
    std::uint32_t bin(const Ground& ground, Offset offset) const {
        return bin(ground.x + static_cast<float>(offset.x) * ground.across, ground.y + static_cast<float>(offset.y) * ground.down);
    }
};

// Both tables of offsets, so that a user's place is found without a branch that nothing could foretell.
struct Offsets {
    std::array<const Offset*, 2> of{};

    explicit Offsets(const SplatScene& scene) : of{scene.in_disc.data(), scene.in_square.data()} {}
    Offset at(const Ground& ground, std::size_t user) const { return of[ground.behind ? 1 : 0][user]; }
};

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

std::vector<Offset> disc_offsets(std::size_t users) {
    std::vector<Offset> offsets(users);
    for (std::size_t i = 0; i < users; ++i) {
        const std::uint64_t word = mix(i + 0x6d61707573657273u);
        const float radius = std::sqrt(static_cast<float>(word >> 40U) * 0x1p-24F) * 32766;
        const float angle = static_cast<float>(word & 0xffffffU) * 0x1p-24F * 6.2831853F;
        offsets[i] = {static_cast<std::int16_t>(radius * std::cos(angle)), static_cast<std::int16_t>(radius * std::sin(angle))};
    }
    return offsets;
}

std::vector<Offset> square_offsets(std::size_t users) {
    std::vector<Offset> offsets(users);
    for (std::size_t i = 0; i < users; ++i) {
        const std::uint64_t word = mix(i + 0x6261636b64726f70u);
        const auto between = [](std::uint64_t sixteen_bits) { return static_cast<std::int16_t>(static_cast<int>(sixteen_bits) - 32768); };
        offsets[i] = {between(word & 0xffffU), between(word >> 48U)};
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
    const Ground ground = ground_of(scene, scene.choice[user]);
    return Clamped(scene).bin(ground, Offsets(scene).at(ground, user));
}

std::optional<std::size_t> user_at(const SplatScene& scene, std::uint32_t bin) {
    const Grounds grounds = grounds_of(scene);
    const Clamped picture(scene);
    const Offsets offsets(scene);
    std::optional<std::size_t> behind;
    for (std::size_t cell = 0; cell + 1 < scene.cell_begin.size(); ++cell) {
        for (std::size_t i = scene.cell_begin[cell]; i < scene.cell_begin[cell + 1]; ++i) {
            const std::uint8_t choice = scene.choice[i];
            const Ground& ground = grounds[choice];
            if (picture.bin(ground, offsets.at(ground, i)) != bin) continue;
            if (!ground.behind) {
                if (scene.colour[cell * 256 + choice] != 0) return i;
            } else if (scene.background && !behind) {
                behind = i;
            }
        }
    }
    return behind;
}

void Splat::Part::clear(std::size_t rows) {
    sums.assign(rows, 0);
    for (const std::uint32_t row : carried) beyond[row] = {};
    carried.clear();
    if (!beyond.empty() && beyond.size() != rows) beyond.assign(rows, {});
}

void Splat::Part::carry(std::uint32_t row, const SplatTotal& more) {
    if (beyond.empty()) beyond.resize(sums.size());
    if (beyond[row].count == 0) carried.push_back(row);
    beyond[row] += more;
}

inline void Splat::Part::add(std::uint32_t row, InkSum ink) {
    InkSum& sum = sums[row];
    if (sum >> count_shift >= most_points) {
        carry(row, unpacked(sum));
        sum = 0;
    }
    sum += ink;
}

void Splat::count(Part& part, const SplatScene& scene, std::size_t first, std::size_t last) {
    const Grounds grounds = grounds_of(scene);
    const Clamped picture(scene);
    const Offsets offsets(scene);
    const auto bins = static_cast<std::uint32_t>(part.sums.size() / 2);
    const InkSum one_behind = scene.background ? ink_sum({0, 0, 0}) : 0;
    const auto begin = std::upper_bound(scene.cell_begin.begin(), scene.cell_begin.end(), first) - scene.cell_begin.begin() - 1;
    for (auto cell = static_cast<std::size_t>(begin); cell + 1 < scene.cell_begin.size() && scene.cell_begin[cell] < last; ++cell) {
        const InkSum* colour = scene.colour.data() + cell * 256;
        const std::size_t to = std::min<std::size_t>(last, scene.cell_begin[cell + 1]);
        for (std::size_t i = std::max<std::size_t>(first, scene.cell_begin[cell]); i < to; ++i) {
            const std::uint8_t choice = scene.choice[i];
            const Ground& ground = grounds[choice];
            const std::uint32_t bin = picture.bin(ground, offsets.at(ground, i));
            part.add(ground.behind ? bins + bin : bin, ground.behind ? one_behind : colour[choice]);
        }
    }
}

void Splat::count_developers(Part& part, const SplatScene& scene) {
    if (scene.developer == 0) return;
    const Clamped picture(scene);
    for (std::size_t i = 0; i < scene.project.size(); ++i) {
        const std::int16_t row = scene.disc_of[scene.project[i]];
        if (row < 0) continue;
        const SplatDisc& disc = scene.discs[static_cast<std::size_t>(row)];
        const HaloOffset& at = scene.halo[i];
        const float radius = disc.halo_from + at.depth * (disc.halo_to - disc.halo_from);
        part.add(picture.bin(disc.x + at.x * radius, disc.y + at.y * radius), scene.developer);
    }
}

void Splat::bin(const SplatScene& scene, std::size_t parts, const Threads* threads) {
    width_ = scene.width;
    height_ = scene.height;
    parts_.resize(std::max<std::size_t>(1, parts));
    const std::size_t users = scene.choice.size();
    const auto run = [&](std::size_t p) {
        Part& part = parts_[p];
        part.clear(2 * bins());
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
        for (std::size_t row = 0; row < all.sums.size(); ++row) {
            const InkSum more = part.sums[row];
            if (more == 0) continue;
            if ((all.sums[row] >> count_shift) + (more >> count_shift) <= most_points) {
                all.sums[row] += more;
            } else {
                all.carry(static_cast<std::uint32_t>(row), unpacked(more));
            }
        }
        for (const std::uint32_t row : part.carried) all.carry(row, part.beyond[row]);
    }
}

void Splat::cover(const SplatScene& scene) {
    covered_.assign(bins(), 0);
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

SplatTotal Splat::sum_at(std::size_t row) const {
    const Part& all = parts_.front();
    SplatTotal total = unpacked(all.sums[row]);
    if (!all.carried.empty()) total += all.beyond[row];
    return total;
}

SplatTotal Splat::total(std::uint32_t bin) const {
    return sum_at(bin);
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
    const std::size_t bins = this->bins();
    const bool carried = !all.carried.empty();
    for (std::size_t row = 0; row < rows; ++row) {
        std::uint32_t* line = pixels.data() + row * zoom * columns * zoom;
        std::uint32_t* out = line;
        for (std::size_t bin = row * columns; bin < (row + 1) * columns; ++bin) {
            std::uint32_t pixel = 0;
            const InkSum sum = all.sums[bin];
            const InkSum n = sum >> count_shift;
            if (carried && all.beyond[bin].count != 0) {
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
            } else if (all.sums[bins + bin] != 0 && covered_[bin] == 0) {  // what was carried left at least one here
                pixel = rgba(tone.background.r, tone.background.g, tone.background.b,
                             behind[std::min<std::size_t>(sum_at(bins + bin).count, opacities - 1)]);
            }
            for (std::size_t k = 0; k < zoom; ++k) *out++ = pixel;
        }
        for (std::size_t k = 1; k < zoom; ++k) std::copy(line, line + columns * zoom, line + k * columns * zoom);
    }
}

}  // namespace enclosure::viz
