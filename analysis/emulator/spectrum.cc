#include "analysis/emulator/spectrum.h"

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_draws.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

constexpr std::size_t spectrum_strata = 24;
constexpr double radians_of_turn = 6.283185307179586;
constexpr double matern_freedom = 5;  // twice the smoothness

// What is drawn of a frequency; stands in the serial before the frequency's own number.
enum class SpectrumDraw : std::uint64_t { stratum = 0, largest = 1, number = 2, level = 3, stretch = 4, choice = 5 };

Draws spectrum_draws(std::uint64_t seed, SpectrumDraw what, std::size_t frequency, std::size_t index) {
    const std::uint64_t serial = static_cast<std::uint64_t>(what) << 40 | frequency;
    return analysis_draws(seed, AnalysisDraw::emulator_paths, serial, static_cast<std::uint32_t>(index));
}

// One frequency of one input of length 1, in radians: its law's two sides together.
struct OneFrequency {
    bool normal = false;

    double below(double w) const {  // P(|frequency| < w)
        return 2 * (normal ? normal_probability(w) : student_probability(w, matern_freedom)) - 1;
    }
    double quantile(double p) const {
        const double upper = std::min(0.5 + 0.5 * p, 1 - 0x1p-53);
        return normal ? math::normal_quantile(upper) : student_quantile(upper, matern_freedom);
    }
    double density(double w) const {  // but for a factor
        return normal ? math::exp(-0.5 * w * w) : 1 / ((1 + w * w / 5) * (1 + w * w / 5) * (1 + w * w / 5));
    }
};

// The m > 0 at which an increasing function has a value.
template <class Increasing>
double solve_increasing(Increasing f, double value) {
    double low = 1e-9;
    double high = 1;
    while (f(high) < value && high < 1e9) high *= 2;
    for (int step = 0; step < 100 && high - low > 1e-10 * high; ++step) {
        const double middle = 0.5 * (low + high);
        (f(middle) < value ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

// Frequencies of the numbers, in radians per scaled unit, of which the largest stands at p of its law, and how much more of the law each
// set of them stands for than a draw would.
struct WeightedFrequencies {
    std::vector<double> of_number = {};
    double weight = 1;
};

// A share v of the way up a law, drawn either evenly or evenly in ln(1 - v), so that high ones are met together; with its weight.
struct WeightedShare {
    double v = 0;
    double weight = 1;
};

WeightedShare weighted_share(double heavy, double choice, double u) {
    constexpr double depth = 13.8;  // down to 1 - v = 1e-6
    const double v = choice < heavy ? 1 - math::exp(-depth * u) : u;
    const double density = (1 - heavy) + (1 - v > math::exp(-depth) ? heavy / (depth * (1 - v)) : 0);
    return {v, 1 / density};
}

WeightedFrequencies independent_frequencies(const OneFrequency& law, std::span<const double> lengths, double p, std::uint64_t seed,
                                            std::size_t f) {
    const std::size_t d = lengths.size();
    const auto all_below = [&](double m) {
        double product = 1;
        for (const double length : lengths) product *= law.below(length * m);
        return product;
    };
    const double largest = solve_increasing(all_below, p);
    std::vector<double> share(d);  // of each number, to be the one that has the largest
    double shares = 0;
    for (std::size_t k = 0; k < d; ++k) {
        share[k] = lengths[k] * law.density(lengths[k] * largest) / std::max(law.below(lengths[k] * largest), 1e-300);
        shares += share[k];
    }
    std::size_t winner = 0;
    double left = spectrum_draws(seed, SpectrumDraw::largest, f, 0).uniform() * shares;
    while (winner + 1 < d && left >= share[winner]) left -= share[winner++];
    const double heavy = d > 1 ? std::min(0.5, 1 / static_cast<double>(d - 1)) : 0;
    WeightedFrequencies out{std::vector<double>(d), 1};
    for (std::size_t k = 0; k < d; ++k) {
        Draws draws = spectrum_draws(seed, SpectrumDraw::number, f, k);
        const bool negative = draws.uniform() < 0.5;
        double size = largest;
        if (k != winner) {
            const WeightedShare within = weighted_share(heavy, spectrum_draws(seed, SpectrumDraw::choice, f, k).uniform(), draws.uniform());
            size = law.quantile(within.v * law.below(lengths[k] * largest)) / lengths[k];
            out.weight *= within.weight;
        }
        out.of_number[k] = negative ? -size : size;
    }
    return out;
}

// √(5 / chi-square of 5), which a drawn one is below with probability p.
double stretch_at(double p) {
    const auto stretch_below = [](double s) { return incomplete_gamma_above(matern_freedom / 2, matern_freedom / (2 * s * s)); };
    return solve_increasing(stretch_below, p);
}

// Adds one frequency that stands at p of its law; says how much of it that stands for.
double add_frequency(const ProcessData& data, const ProcessParameters& parameters, double p, std::uint64_t seed, KernelSpectrum& out) {
    const std::size_t f = out.count++;
    const bool together = data.kernel == EmulatorKernel::matern_5_2;
    const OneFrequency law{data.kernel != EmulatorKernel::matern_5_2_product};
    std::vector<double> lengths;
    for (std::size_t k = 0; k < out.inputs; ++k) {
        if (out.levels[k] == 0) lengths.push_back(parameters.lengths[k]);
    }
    WeightedFrequencies numbers;
    const double shared = together ? stretch_at(p) : 1;
    if (together || lengths.empty()) {
        for (std::size_t k = 0; k < lengths.size(); ++k) {
            numbers.of_number.push_back(shared * spectrum_draws(seed, SpectrumDraw::number, f, k).normal() / lengths[k]);
        }
    } else {
        numbers = independent_frequencies(law, lengths, p, seed, f);
    }
    std::size_t number = 0;
    for (std::size_t k = 0; k < out.inputs; ++k) {
        out.turns.push_back(out.levels[k] == 0 ? numbers.of_number[number++] / radians_of_turn : 0);
        double stretch = shared;
        if (out.levels[k] > 0 && data.kernel == EmulatorKernel::matern_5_2_product)
            stretch = stretch_at(spectrum_draws(seed, SpectrumDraw::stretch, f, k).uniform());
        for (std::size_t level = 0; level < out.levels[k]; ++level) {
            const double z = spectrum_draws(seed, SpectrumDraw::level, f, k << 16 | level).normal();
            out.level_turns.push_back(stretch * z * std::sqrt(0.5) / (parameters.lengths[k] * radians_of_turn));
        }
    }
    return numbers.weight;
}

// Which share of the frequencies each stratum has. Half of them about where the tail has twice the probability that the variance is
// unknown, for that is where doubt comes from (tried: of this and neighbouring choices it has the least error); a quarter by probability, a
// quarter equally.
std::vector<double> stratum_shares(double unknown_share) {
    const double centre = std::clamp(-math::log2(std::max(unknown_share, 1e-30)) - 1, 0.0, static_cast<double>(spectrum_strata - 1));
    std::vector<double> near;
    double sum = 0;
    for (std::size_t j = 0; j < spectrum_strata; ++j) {
        near.push_back(math::exp2(-std::fabs(static_cast<double>(j) - centre) / 2));
        sum += near.back();
    }
    std::vector<double> shares;
    double mass = 1;
    for (std::size_t j = 0; j < spectrum_strata; ++j) {
        if (j + 1 < spectrum_strata) mass *= 0.5;
        shares.push_back(0.5 * near[j] / sum + 0.25 * mass + 0.25 / static_cast<double>(spectrum_strata));
    }
    return shares;
}

struct SineAndCosine {
    double sine = 0;
    double cosine = 0;
};

// Of an angle in turns, together: sin_pi twice would take twice the time, and most of that of a realisation.
SineAndCosine sine_and_cosine(double turns) {
    const double quarters = std::floor(4 * turns + 0.5);
    const double a = (turns - 0.25 * quarters) * radians_of_turn;
    const double a2 = a * a;
    const double sine = a + a * a2 * math::detail::horner(math::detail::sine_tail, a2);
    const double cosine = 1 - a2 * math::detail::horner(math::detail::cosine_tail, a2);
    switch (static_cast<std::int64_t>(quarters) & 3) {
        case 0:
            return {sine, cosine};
        case 1:
            return {cosine, -sine};
        case 2:
            return {-sine, -cosine};
        default:
            return {-cosine, sine};
    }
}

}  // namespace

KernelSpectrum draw_spectrum(const ProcessData& data, const ProcessParameters& parameters, std::span<const std::size_t> levels,
                             const SpectrumSize& size, std::uint64_t seed) {
    KernelSpectrum out;
    out.inputs = data.inputs();
    out.levels.assign(levels.begin(), levels.end());
    const std::vector<double> shares = stratum_shares(size.unknown_share);
    double begin = 0;
    for (std::size_t stratum = 0; stratum < spectrum_strata; ++stratum) {
        const double mass = stratum + 1 < spectrum_strata ? 0.5 * (1 - begin) : 1 - begin;
        const auto count = static_cast<std::size_t>(std::ceil(shares[stratum] * static_cast<double>(size.frequencies)));
        double weights = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const double within = static_cast<double>(i) + spectrum_draws(seed, SpectrumDraw::stratum, out.count, 0).uniform();
            out.amplitude.push_back(add_frequency(data, parameters, begin + mass * within / static_cast<double>(count), seed, out));
            weights += out.amplitude.back();
        }
        for (std::size_t f = out.count - count; f < out.count; ++f)
            out.amplitude[f] = std::sqrt(parameters.variance * mass * out.amplitude[f] / weights);
        begin += mass;
    }
    return out;
}

DenseMatrix spectrum_features(const KernelSpectrum& spectrum, std::span<const double> coordinates) {
    const std::size_t d = spectrum.inputs;
    const std::size_t count = spectrum.count;
    const std::size_t levels = count == 0 ? 0 : spectrum.level_turns.size() / count;
    DenseMatrix out(2 * count, coordinates.size() / d);
    for (std::size_t i = 0; i < out.columns; ++i) {
        const double* at = coordinates.data() + i * d;
        for (std::size_t f = 0; f < count; ++f) {
            double turns = 0;
            const double* of_level = spectrum.level_turns.data() + f * levels;
            for (std::size_t k = 0; k < d; ++k) {
                turns += spectrum.levels[k] == 0 ? at[k] * spectrum.turns[f * d + k] : of_level[static_cast<std::size_t>(at[k])];
                of_level += spectrum.levels[k];
            }
            const SineAndCosine at_turns = sine_and_cosine(turns);
            out(f, i) = spectrum.amplitude[f] * at_turns.cosine;
            out(count + f, i) = spectrum.amplitude[f] * at_turns.sine;
        }
    }
    return out;
}

}  // namespace enclosure
