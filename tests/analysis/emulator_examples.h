// Functions with known answers, and training sets made of them.
#pragma once

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "analysis/emulator/emulator_kernel.h"
#include "analysis/emulator/training_set.h"
#include "sim/base/draws.h"
#include "sim/base/parallel.h"
#include "sim/study/designs/sobol.h"

namespace enclosure::test {

inline constexpr double pi = std::numbers::pi;

inline const Threads single_thread(1);

inline const std::vector<EmulatorKernel> all_emulator_kernels{EmulatorKernel::matern_5_2_product, EmulatorKernel::matern_5_2,
                                                              EmulatorKernel::squared_exponential};

/// Branin's function on the unit square; least value 0.397887 at (0.5428, 0.1517) and two other places.
inline double branin_at(const double* u) {
    const double x = 15 * u[0] - 5;
    const double y = 15 * u[1];
    const double a = y - 5.1 / (4 * pi * pi) * x * x + 5 / pi * x - 6;
    return a * a + 10 * (1 - 1 / (8 * pi)) * std::cos(x) + 10;
}

/// Ishigami's function with a = 7, b = 0.1 on the unit cube. Indices in closed form below.
inline double ishigami_at(const double* u) {
    const double x = pi * (2 * u[0] - 1);
    const double y = pi * (2 * u[1] - 1);
    const double z = pi * (2 * u[2] - 1);
    return std::sin(x) + 7 * std::sin(y) * std::sin(y) + 0.1 * z * z * z * z * std::sin(x);
}
inline const std::vector<double> ishigami_first{0.313905191147811, 0.442411144790041, 0};
inline const std::vector<double> ishigami_total{0.557588855209959, 0.442411144790041, 0.243683664062148};
inline constexpr double ishigami_variance = 13.844587940719254;

/// Flow of water through a borehole (Morris, Mitchell and Ylvisaker, Technometrics 35, 1993) on the unit cube of 8 dimensions.
inline double borehole_at(const double* u) {
    const double radius = 0.05 + 0.1 * u[0];
    const double influence = 100 + 49900 * u[1];
    const double upper = 63070 + 52530 * u[2];
    const double lower = 63.1 + 52.9 * u[4];
    const double drop = 290 + 120 * u[3] - 120 * u[5];
    const double length = 1120 + 560 * u[6];
    const double conductivity = 9855 + 2190 * u[7];
    const double log_ratio = std::log(influence / radius);
    return 2 * pi * upper * drop / (log_ratio * (1 + 2 * length * upper / (log_ratio * radius * radius * conductivity) + upper / lower));
}

/// Numbers x1, x2, … from 0 to 1.
inline std::vector<EmulatorInput> unit_inputs(std::size_t count) {
    std::vector<EmulatorInput> inputs;
    for (std::size_t k = 0; k < count; ++k) inputs.push_back({.id = fmt::format("x{}", k + 1)});
    return inputs;
}

/// Twelve points for which other programs gave numbers.
inline TrainingSet twelve_points() {
    TrainingSet set{.inputs = unit_inputs(2), .outcome = "y"};
    for (std::size_t i = 0; i < 12; ++i) {
        const double x1 = (static_cast<double>(i * 5 % 12) + 0.5) / 12;
        const double x2 = std::fmod(static_cast<double>(i) * 0.625 + 0.0625, 1.0);
        set.x.insert(set.x.end(), {x1, x2});
        set.mean.push_back(std::sin(5 * x1) + 3 * x2 * x2 + x1 * x2);
    }
    return set;
}

/// A function at Sobol's points, Owen scrambled, without noise.
template <class Function>
TrainingSet sobol_training(std::size_t points, std::size_t inputs, Function function, std::uint64_t seed = 1) {
    TrainingSet set{.inputs = unit_inputs(inputs), .outcome = "y"};
    set.x = sobol_points({.points = points, .factors = inputs, .seed = seed}).u;
    for (std::size_t i = 0; i < points; ++i) set.mean.push_back(function(set.x.data() + i * inputs));
    return set;
}

/// Replaces each mean by that of `runs` runs with normal noise, whose variance may depend on the point.
template <class NoiseSd>
void add_runs(TrainingSet& set, std::size_t runs, NoiseSd noise_sd, std::uint64_t seed) {
    set.replicates.assign(set.size(), runs);
    set.variance.assign(set.size(), 0.0);
    for (std::size_t i = 0; i < set.size(); ++i) {
        const double sd = noise_sd(set.x.data() + i * set.inputs.size());
        std::vector<double> noise;
        double mean = 0;
        for (std::size_t r = 0; r < runs; ++r) {
            noise.push_back(sd * Draws(seed, Purpose::test, i, 0, static_cast<std::uint32_t>(r)).normal());
            mean += noise.back() / static_cast<double>(runs);
        }
        for (const double v : noise) set.variance[i] += runs > 1 ? (v - mean) * (v - mean) / static_cast<double>(runs - 1) : 0;
        set.mean[i] += mean;
    }
}

/// Branin's function, whose spread is about 50, with noise of 6: 40 points of three runs, one of them of a single run.
inline TrainingSet noisy_branin() {
    TrainingSet set = sobol_training(40, 2, branin_at);
    add_runs(
        set, 3, [](const double*) { return 6.0; }, 3);
    set.replicates[4] = 1;
    return set;
}

}  // namespace enclosure::test
