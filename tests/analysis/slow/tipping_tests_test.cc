// How often tests reject what is true: as often as they say. Shares may be off by four standard deviations.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "analysis/tipping/dip.h"
#include "analysis/tipping/early_warning.h"
#include "analysis/tipping/kernel_modes.h"
#include "sim/base/draws.h"

namespace enclosure {
namespace {

std::vector<double> steady_series(std::size_t n, double phi, std::uint64_t run) {
    std::vector<double> series(n);
    double x = Draws(81, Purpose::test, run, 1).normal() / std::sqrt(1 - phi * phi);
    for (std::size_t t = 0; t < n; ++t) {
        series[t] = x;
        x = phi * x + Draws(81, Purpose::test, run, 0, static_cast<std::uint32_t>(t)).normal();
    }
    return series;
}

double rejected(double level, const std::vector<double>& p) {
    double count = 0;
    for (const double one : p) count += one < level ? 1 : 0;
    return count / static_cast<double>(p.size());
}

TEST(EarlyWarningLevel, OfASteadyAutoregression) {
    const Threads threads(2);
    std::vector<double> memory, spread;
    for (std::uint64_t run = 0; run < 400; ++run) {
        const EarlyWarning w =
            early_warning(steady_series(200, 0.6, run), {.detrending = Detrending::none, .surrogates = 199}, threads, run);
        memory.push_back(w.of(WarningIndicator::ar1).p_rising);
        spread.push_back(w.of(WarningIndicator::variance).p_rising);
    }
    for (const double level : {0.05, 0.2, 0.5}) {
        EXPECT_NEAR(rejected(level, memory), level, 4 * std::sqrt(level * (1 - level) / 400));
        EXPECT_NEAR(rejected(level, spread), level, 4 * std::sqrt(level * (1 - level) / 400));
    }
}

TEST(DipLevel, OfUniformSamplesIsExactAndOfNormalOnesBelow) {
    const Threads threads(2);
    std::vector<double> uniform, normal;
    for (std::uint64_t run = 0; run < 1000; ++run) {
        std::vector<double> u, z;
        for (std::uint32_t i = 0; i < 50; ++i) {
            Draws draws(82, Purpose::test, run, 0, i);
            u.push_back(draws.uniform());
            z.push_back(draws.normal());
        }
        uniform.push_back(dip_test(u, run, 199, threads).p);
        normal.push_back(dip_test(z, run, 199, threads).p);
    }
    for (const double level : {0.05, 0.2, 0.5}) EXPECT_NEAR(rejected(level, uniform), level, 4 * std::sqrt(level * (1 - level) / 1000));
    EXPECT_LT(rejected(0.05, normal), 0.02);
}

TEST(SilvermanLevel, OfNormalSamplesIsBelow) {
    const Threads threads(2);
    std::vector<double> p;
    for (std::uint64_t run = 0; run < 200; ++run) {
        std::vector<double> z;
        for (std::uint32_t i = 0; i < 60; ++i) z.push_back(Draws(83, Purpose::test, run, 0, i).normal());
        p.push_back(silverman_test(z, 1, run, 99, threads).p);
    }
    EXPECT_LT(rejected(0.05, p), 0.05 + 4 * std::sqrt(0.05 * 0.95 / 200));
    EXPECT_LT(rejected(0.5, p), 0.5 + 4 * std::sqrt(0.25 / 200));
}

}  // namespace
}  // namespace enclosure
