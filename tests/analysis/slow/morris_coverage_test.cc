// How often intervals of mu_star hold the truth, over many designs of the Ishigami function, whose elementary effects can be enumerated.
#include <gtest/gtest.h>

#include <cmath>

#include "analysis/sensitivity/morris_effects.h"
#include "sim/study/designs/morris.h"
#include "sim/study/functions/test_function.h"

namespace enclosure::test {
namespace {

double ishigami_of_unit(std::span<const double> u) {
    std::vector<double> x;
    for (const double v : u) x.push_back(M_PI * (2 * v - 1));
    const TestFunction& function = *find_test_function("ishigami");
    return evaluate(function, x, {{7}, {0.1}}).front();
}

// Sizes of the effects of x1 and x3 take three values, so that intervals from fifty of them are not quite what they are of normal ones.
TEST(MorrisCoverage, OfIntervalsOfMuStar) {
    constexpr std::size_t designs = 1000, factors = 3;
    const ExactEffects exact = enumerated_effects(ishigami_of_unit, factors);
    for (const MorrisInterval kind : {MorrisInterval::student, MorrisInterval::normal, MorrisInterval::percentile}) {
        for (const double confidence : {0.8, 0.95}) {
            double held = 0;
            for (std::size_t d = 0; d < designs; ++d) {
                const DesignPoints points = morris_trajectories({.trajectories = 50, .factors = factors, .seed = d});
                std::vector<std::vector<double>> columns(factors);
                std::vector<double> y;
                for (std::size_t i = 0; i < points.size(); ++i) {
                    for (std::size_t k = 0; k < factors; ++k) columns[k].push_back(points.point(i)[k]);
                    y.push_back(ishigami_of_unit(points.point(i)));
                }
                const MorrisPoints design{.factors = {{"x1", columns[0]}, {"x2", columns[1]}, {"x3", columns[2]}}, .block = points.block};
                const MorrisEffects got = morris_effects(design, morris_steps(design), "y", y,
                                                         {.interval = kind, .resamples = 300, .confidence = confidence, .seed = d});
                for (const std::size_t k : {0u, 2u}) {
                    const Interval interval = got.effects[k].mu_star_interval;
                    if (interval.low <= exact.mu_star[k] && exact.mu_star[k] <= interval.high) held += 1.0 / (2 * designs);
                }
            }
            RecordProperty(std::string(names_of(kind)[static_cast<std::size_t>(kind)]) + std::to_string(confidence), std::to_string(held));
            EXPECT_NEAR(held, confidence, 0.05) << names_of(kind)[static_cast<std::size_t>(kind)];
        }
    }
}

}  // namespace
}  // namespace enclosure::test
