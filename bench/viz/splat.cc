// Time to draw the map's picture of users, by their number: bins, then pixels, as after every step that is shown. One line for each number,
// and for each number of threads. `enclosure-splat [ROUNDS]`
#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <vector>

#include "sim/base/hash.h"
#include "sim/base/parallel.h"
#include "sim/world/users.h"
#include "viz/map/splat.h"

namespace {

using namespace enclosure;
using namespace enclosure::viz;

constexpr int picture_width = 900;
constexpr int picture_height = 560;
constexpr std::size_t cells = 100;
constexpr std::uint8_t firms = 14;

// Two thirds of the users have a model, of one of fourteen firms in a row; a tenth as many developers.
struct BenchCrowd {
    std::vector<Offset> in_disc, in_square;
    std::vector<HaloOffset> halo;
    std::vector<std::uint8_t> choice, project;
    std::vector<std::uint64_t> cell_begin;
    std::vector<SplatDisc> discs;
    std::vector<InkSum> inks;
    SplatScene scene;

    explicit BenchCrowd(std::size_t users)
        : in_disc(disc_offsets(users)), in_square(square_offsets(users)), halo(halo_offsets(users / 10)) {
        for (std::size_t i = 0; i < users; ++i) choice.push_back(mix(i) % 3 == 0 ? choice_none : static_cast<std::uint8_t>(mix(i) % firms));
        for (std::size_t i = 0; i < users / 10; ++i) project.push_back(static_cast<std::uint8_t>(mix(i) % firms));
        for (std::size_t c = 0; c <= cells; ++c) cell_begin.push_back(users * c / cells);
        for (std::size_t f = 0; f < firms; ++f) {
            const float x = 80 + static_cast<float>(f % 7) * 120;
            discs.push_back({x, f < 7 ? 160.0F : 400.0F, 58, 60, 66});
        }
        inks.assign(cells * 256, ink_sum({120, 140, 250}));
        scene.width = picture_width;
        scene.height = picture_height;
        scene.in_disc = in_disc;
        scene.in_square = in_square;
        scene.halo = halo;
        scene.choice = choice;
        scene.project = project;
        scene.cell_begin = cell_begin;
        scene.disc_of.fill(-1);
        for (std::size_t f = 0; f < firms; ++f) scene.disc_of[f] = static_cast<std::int16_t>(f);
        scene.discs = discs;
        scene.colour = inks;
        scene.developer = ink_sum({230, 230, 230});
    }
    BenchCrowd(const BenchCrowd&) = delete;
};

template <class Work>
double best_ms(int rounds, Work work) {
    std::vector<double> times;
    for (int k = 0; k < rounds; ++k) {
        const auto begin = std::chrono::steady_clock::now();
        work();
        times.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count());
    }
    return *std::min_element(times.begin(), times.end());  // what other programs take away is no part of it
}

}  // namespace

int main(int argc, char** argv) {
    const int rounds = argc > 1 ? std::max(1, std::atoi(argv[1])) : 25;
    fmt::print("picture of users, {} x {} bins, best of {} rounds\n{:>9} {:>8} {:>9} {:>10} {:>10} {:>10}\n", picture_width, picture_height,
               rounds, "users", "threads", "bin, ms", "pixels, ms", "both, ms", "pick, ms");
    for (const std::size_t users : {std::size_t{10000}, std::size_t{100000}, std::size_t{1000000}}) {
        const BenchCrowd crowd(users);
        for (const std::size_t count : {std::size_t{1}, std::size_t{2}}) {
            const Threads threads(static_cast<int>(count));
            Splat splat;
            std::vector<std::uint32_t> pixels;
            const double bin = best_ms(rounds, [&] { splat.bin(crowd.scene, count, &threads); });
            const double draw = best_ms(rounds, [&] { splat.draw({.background = {90, 90, 90}}, pixels); });
            std::size_t found = 0;
            const double pick = best_ms(rounds, [&] { found += user_at(crowd.scene, 0).value_or(0); });
            fmt::print("{:>9} {:>8} {:>9.2f} {:>10.2f} {:>10.2f} {:>10.2f}{}\n", users, count, bin, draw, bin + draw, pick,
                       found == 1 ? "." : "");
        }
    }
}
