// Elementary effects: exact ones of a grid, those of drawn trajectories and radial designs, and what they make of failures, groups and
// ranges.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "analysis/data/analysis_error.h"
#include "analysis/sensitivity/morris_effects.h"
#include "sim/base/math.h"
#include "sim/base/probability.h"
#include "sim/study/designs/morris.h"
#include "sim/study/designs/sobol.h"
#include "sim/study/functions/test_function.h"

namespace enclosure::test {
namespace {

using testing::AllOf;
using testing::DoubleNear;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

double unit_ishigami(std::span<const double> u) {
    const TestFunction& function = *find_test_function("ishigami");
    std::vector<double> x;
    for (const double v : u) x.push_back(M_PI * (2 * v - 1));
    return evaluate(function, x, function_parameters(function)).front();
}

// A design whose columns it keeps.
struct Columns {
    std::vector<std::vector<double>> values;
    std::vector<std::uint64_t> block;
    std::vector<double> low, high;

    explicit Columns(const DesignPoints& points) : values(points.factors), block(points.block) {
        low.assign(points.factors, 0.0);
        high.assign(points.factors, 1.0);
        for (std::size_t i = 0; i < points.size(); ++i) {
            for (std::size_t k = 0; k < points.factors; ++k) values[k].push_back(points.point(i)[k]);
        }
    }
    void scale(std::size_t k, double to_low, double to_high) {
        low[k] = to_low;
        high[k] = to_high;
        for (double& v : values[k]) v = to_low + v * (to_high - to_low);
    }
    MorrisPoints design(MorrisPath path = MorrisPath::trajectory) const {
        MorrisPoints out{.path = path, .block = block};
        for (std::size_t k = 0; k < values.size(); ++k) out.factors.push_back({"x" + std::to_string(k + 1), values[k], low[k], high[k]});
        return out;
    }
    std::vector<double> outcome(const std::function<double(std::span<const double>)>& response) const {
        std::vector<double> y;
        for (std::size_t i = 0; i < block.size(); ++i) {
            std::vector<double> x;
            for (const std::vector<double>& column : values) x.push_back(column[i]);
            y.push_back(response(x));
        }
        return y;
    }
};

MorrisEffects effects_of(const MorrisPoints& design, const std::vector<double>& y, const MorrisOptions& options = {}) {
    return morris_effects(design, morris_steps(design), "y", y, options);
}

TEST(MorrisEnumeration, IshigamiIsExact) {
    const ExactEffects got = enumerated_effects(unit_ishigami, 3, 4);
    EXPECT_THAT(got.mu, ElementsAre(DoubleNear(7.70405411159, 1e-10), DoubleNear(0, 1e-10), DoubleNear(0, 1e-10)));
    EXPECT_THAT(got.mu_star, ElementsAre(DoubleNear(7.70405411159, 1e-10), DoubleNear(7.875, 1e-10), DoubleNear(6.24879610333, 1e-10)));
    EXPECT_THAT(got.sigma, ElementsAre(DoubleNear(6.24879610333, 1e-10), DoubleNear(7.875, 1e-10), DoubleNear(8.83713219784, 1e-10)));
}

TEST(MorrisEnumeration, IsWhatTheEnumeratedDesignGives) {
    const Columns columns(morris_enumeration(3, 6));
    const MorrisEffects sampled = effects_of(columns.design(), columns.outcome(unit_ishigami));
    const ExactEffects exact = enumerated_effects(unit_ishigami, 3, 6);
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_THAT(sampled.effects[k].effects, SizeIs(108));
        EXPECT_NEAR(sampled.effects[k].mu, exact.mu[k], 1e-12);
        EXPECT_NEAR(sampled.effects[k].mu_star, exact.mu_star[k], 1e-12);
        EXPECT_NEAR(sampled.effects[k].sigma_population, exact.sigma[k], 1e-12);
    }
}

TEST(MorrisEnumeration, EvaluatesEachPointOnceAndRefusesWhatIsTooLarge) {
    std::size_t calls = 0;
    const auto counted = [&calls](std::span<const double> u) { return ++calls, u[0]; };
    EXPECT_THAT(enumerated_effects(counted, 4, 4).mu, ElementsAre(DoubleNear(1, 1e-14), 0, 0, 0));
    EXPECT_EQ(calls, 256u);
    EXPECT_THROW(enumerated_effects(counted, 20, 4), AnalysisError);
    EXPECT_THROW(enumerated_effects(counted, 2, 3), AnalysisError);
    EXPECT_THROW(enumerated_effects(counted, 0, 4), AnalysisError);
}

TEST(MorrisEffects, SampledIshigamiIsNearTheExactOne) {
    constexpr std::size_t r = 400;
    const Columns columns(morris_trajectories({.trajectories = r, .factors = 3, .seed = 5}));
    const MorrisEffects got = effects_of(columns.design(), columns.outcome(unit_ishigami));
    const ExactEffects exact = enumerated_effects(unit_ishigami, 3);
    for (const double effect : got.effects[1].effects) EXPECT_NEAR(std::fabs(effect), 7.875, 1e-12) << "in every trajectory";
    EXPECT_NEAR(got.effects[1].mu_star, 7.875, 1e-12);
    for (std::size_t k = 0; k < 3; ++k) {
        const double error = exact.sigma[k] / std::sqrt(static_cast<double>(r));
        EXPECT_NEAR(got.effects[k].mu, exact.mu[k], 4 * error) << k;
        EXPECT_NEAR(got.effects[k].mu_star, exact.mu_star[k], 4 * error) << k;
        EXPECT_NEAR(got.effects[k].sigma, exact.sigma[k], 4 * error) << k;
        EXPECT_NEAR(got.effects[k].sigma, got.effects[k].sigma_population * std::sqrt(400.0 / 399), 1e-12);
        EXPECT_NEAR(got.effects[k].from_origin, std::hypot(got.effects[k].mu_star, got.effects[k].sigma), 1e-12);
        EXPECT_THAT(got.effects[k].effects, SizeIs(r));
    }
    EXPECT_THAT(got.warnings, IsEmpty());
}

TEST(MorrisEffects, OfALineTheyAreItsSlopesWhateverTheRange) {
    const std::vector<double> slope = {3, -0.25, 0, 1e4};
    const auto line = [&slope](std::span<const double> x) {
        double y = 7;
        for (std::size_t k = 0; k < x.size(); ++k) y += slope[k] * x[k];
        return y;
    };
    Columns columns(morris_trajectories({.trajectories = 12, .factors = 4, .levels = 6, .seed = 1}));
    for (const bool scaled : {false, true}) {
        if (scaled) {
            columns.scale(0, -5, 15);
            columns.scale(1, 100, 100.5);
            columns.scale(3, 1e-3, 2e-3);
        }
        const MorrisEffects got = effects_of(columns.design(), columns.outcome(line));
        for (std::size_t k = 0; k < 4; ++k) {
            const double range = columns.high[k] - columns.low[k];
            EXPECT_NEAR(got.effects[k].mu, slope[k] * range, scaled ? 1e-9 : 1e-10);
            EXPECT_NEAR(got.effects[k].mu_star, std::fabs(slope[k]) * range, scaled ? 1e-9 : 1e-10);
            EXPECT_NEAR(got.effects[k].sigma, 0, scaled ? 1e-9 : 1e-10);
            EXPECT_NEAR(got.effects[k].median, std::fabs(slope[k]) * range, scaled ? 1e-9 : 1e-10);
        }
    }
    // Slopes of the size of 1, to the last digits.
    const Columns unit(morris_trajectories({.trajectories = 12, .factors = 2, .seed = 1}));
    const MorrisEffects got = effects_of(unit.design(), unit.outcome([](std::span<const double> x) { return 2 * x[0] - x[1]; }));
    EXPECT_NEAR(got.effects[0].mu_star, 2, 1e-12);
    EXPECT_NEAR(got.effects[1].mu_star, 1, 1e-12);
    EXPECT_NEAR(got.effects[0].sigma, 0, 1e-12);
    EXPECT_NEAR(got.effects[1].sigma, 0, 1e-12);
}

TEST(MorrisEffects, ByHand) {
    // Two trajectories of two factors, one of them over [0, 10]: effects (5 - 1) / 0.5 = 8, (2 - 5) / -0.5 = 6; then (3 - 0) / 1 = 3,
    // (0 - 3) / 0.2 = -15.
    const std::vector<double> x1 = {0, 0.5, 0.5, 0, 0, 1}, x2 = {5, 5, 0, 4, 6, 6};
    const std::vector<std::uint64_t> block = {3, 3, 3, 8, 8, 8};
    const MorrisPoints design{.factors = {{"x1", x1}, {"x2", x2, 0, 10}}, .block = block};
    const MorrisEffects got = effects_of(design, {1, 5, 2, 3, 0, 3});
    EXPECT_THAT(got.effects[0].effects, ElementsAre(8, 3));
    EXPECT_THAT(got.effects[1].effects, ElementsAre(6, DoubleNear(-15, 1e-12)));
    EXPECT_NEAR(got.effects[1].mu, -4.5, 1e-12);
    EXPECT_NEAR(got.effects[1].mu_star, 10.5, 1e-12);
    EXPECT_NEAR(got.effects[1].sigma, 10.5 * std::sqrt(2.0), 1e-12);
    EXPECT_NEAR(got.effects[1].sigma_population, 10.5, 1e-12);
    EXPECT_NEAR(got.effects[1].median, 10.5, 1e-12);
    const double half = student_quantile(0.975, 1) * 10.5;
    EXPECT_NEAR(got.effects[1].mu_interval.low, -4.5 - half, 1e-9);
    EXPECT_NEAR(got.effects[1].mu_interval.high, -4.5 + half, 1e-9);
    // Read as a radial design, the last point of the first block differs from its first in both.
    MorrisPoints radial = design;
    radial.path = MorrisPath::radial;
    EXPECT_THROW(morris_steps(radial), AnalysisError);
}

TEST(MorrisEffects, OfARadialDesign) {
    // Around points of Sobol's sequence, each factor in turn is taken from another point: steps of any length.
    const DesignPoints base = sobol_points({.points = 64, .factors = 6, .seed = 2});
    DesignPoints points{.factors = 3};
    for (std::size_t j = 0; j < base.size(); ++j) {
        for (std::size_t moved = 0; moved < 4; ++moved) {
            for (std::size_t k = 0; k < 3; ++k) points.u.push_back(base.point(j)[moved == k + 1 ? 3 + k : k]);
            points.worlds.push_back(1);
            points.block.push_back(j);
        }
    }
    const Columns columns(points);
    const MorrisEffects got = effects_of(columns.design(MorrisPath::radial),
                                         columns.outcome([](std::span<const double> x) { return 4 * x[0] - x[1] + x[0] * x[2]; }));
    EXPECT_NEAR(got.effects[1].mu, -1, 1e-11);
    EXPECT_NEAR(got.effects[1].sigma, 0, 1e-11);
    EXPECT_NEAR(got.effects[0].mu, 4.5, 0.1);
    EXPECT_NEAR(got.effects[2].mu, 0.5, 0.1);
    EXPECT_NEAR(got.effects[2].sigma, std::sqrt(1.0 / 12), 0.05);
    EXPECT_THROW(morris_steps(columns.design()), AnalysisError) << "two factors differ between neighbours";
}

TEST(MorrisEffects, GroupsMoveTogetherAndHaveASizeAlone) {
    // x1 and x2 move in opposite directions by half their range, then x3 alone.
    const std::vector<double> x1 = {0, 0.5, 0.5, 1, 0.5, 0.5}, x2 = {20, 15, 15, 10, 15, 15}, x3 = {0, 0, 0.5, 1, 1, 0};
    const std::vector<std::uint64_t> block = {0, 0, 0, 1, 1, 1};
    MorrisPoints design{
        .factors = {{"x1", x1}, {"x2", x2, 10, 20}, {"x3", x3}}, .block = block, .groups = {{"pair", {0, 1}}, {"third", {2}}}};
    const MorrisEffects got = effects_of(design, {1, 3, 2, 1, 7, 8});
    EXPECT_EQ(got.effects[0].id, "pair");
    EXPECT_THAT(got.effects[0].effects, ElementsAre(4, 12));
    EXPECT_EQ(got.effects[0].mu_star, 8);
    EXPECT_TRUE(std::isnan(got.effects[0].mu));
    EXPECT_TRUE(std::isnan(got.effects[0].sigma));
    EXPECT_TRUE(std::isnan(got.effects[0].from_origin));
    EXPECT_THAT(got.effects[1].effects, ElementsAre(-2, -1));
    EXPECT_EQ(got.effects[1].mu, -1.5);
    design.groups = {{"pair", {0, 2}}, {"lost", {}}};
    try {
        morris_steps(design);
        FAIL() << "accepted";
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(), ElementsAre(HasSubstr("Group \"lost\" has no factors"), HasSubstr("Factor \"x2\" is in no groups")));
    }
}

TEST(MorrisEffects, CategoriesAreOneStepApart) {
    const std::vector<double> kind = {0, 3, 3, 2, 1, 1}, x = {0, 0, 0.5, 1, 1, 0};
    const std::vector<std::uint64_t> block = {0, 0, 0, 1, 1, 1};
    const MorrisPoints design{.factors = {{.id = "kind", .values = kind, .categorical = true}, {"x", x}}, .block = block};
    const MorrisEffects got = effects_of(design, {1, 5, 6, 2, 4, 3});
    EXPECT_THAT(got.effects[0].effects, ElementsAre(4, -2)) << "to a later and to an earlier one";
    EXPECT_EQ(got.effects[0].mu_star, 3);
}

TEST(MorrisEffects, ATrajectoryWithAFailedRunIsLeftOutWhole) {
    const Columns columns(morris_trajectories({.trajectories = 10, .factors = 3, .seed = 3}));
    std::vector<double> y = columns.outcome(unit_ishigami), rest;
    y[4 * 2 + 1] = std::numeric_limits<double>::quiet_NaN();
    y[4 * 9] = std::numeric_limits<double>::infinity();
    DesignPoints left = morris_trajectories({.trajectories = 10, .factors = 3, .seed = 3});
    const auto keep = [](std::size_t t) { return t != 2 && t != 9; };
    DesignPoints kept{.factors = 3};
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!keep(left.block[i])) continue;
        kept.u.insert(kept.u.end(), left.point(i).begin(), left.point(i).end());
        kept.worlds.push_back(left.worlds[i]);
        kept.block.push_back(left.block[i]);
        rest.push_back(y[i]);
    }
    const Columns kept_columns(kept);
    const MorrisEffects got = effects_of(columns.design(), y), alone = effects_of(kept_columns.design(), rest);
    EXPECT_EQ(got.trajectories, 8u);
    EXPECT_EQ(got.dropped, 2u);
    EXPECT_THAT(got.warnings, ElementsAre(AllOf(HasSubstr("2 of 10 trajectories"), HasSubstr("8 are left"))));
    for (std::size_t k = 0; k < 3; ++k) {
        EXPECT_EQ(got.effects[k].effects, alone.effects[k].effects);
        EXPECT_EQ(got.effects[k].mu_star_interval.low, alone.effects[k].mu_star_interval.low);
    }
}

TEST(MorrisEffects, TheConfidenceReachesTheFormula) {
    const Columns columns(morris_trajectories({.trajectories = 9, .factors = 3, .seed = 3}));
    const std::vector<double> y = columns.outcome(unit_ishigami);
    const auto with = [&](MorrisInterval interval, double confidence) {
        return effects_of(columns.design(), y, {.interval = interval, .confidence = confidence}).effects[0];
    };
    const auto width = [](const Interval& interval) { return interval.high - interval.low; };
    const MorrisEffect t90 = with(MorrisInterval::student, 0.9), t99 = with(MorrisInterval::student, 0.99);
    const double t = student_quantile(0.95, 8) / student_quantile(0.995, 8);
    EXPECT_NEAR(width(t90.mu_star_interval) / width(t99.mu_star_interval), t, 1e-12);
    EXPECT_NEAR(width(t90.mu_interval) / width(t99.mu_interval), t, 1e-12);
    const MorrisEffect z90 = with(MorrisInterval::normal, 0.9), z99 = with(MorrisInterval::normal, 0.99);
    EXPECT_NEAR(width(z90.mu_star_interval) / width(z99.mu_star_interval), math::normal_quantile(0.95) / math::normal_quantile(0.995),
                1e-12);
    const MorrisEffect p90 = with(MorrisInterval::percentile, 0.9), p99 = with(MorrisInterval::percentile, 0.99);
    EXPECT_LT(width(p90.mu_star_interval), width(p99.mu_star_interval));
    EXPECT_GE(p90.mu_star_interval.low, p99.mu_star_interval.low);
    // The bootstrap's sd of a mean is that of the sizes with divisor n, over √n; 1000 resamples know it to a few per cent.
    EXPECT_NEAR(z90.mu_star_error / (t90.mu_star_error * std::sqrt(8.0 / 9)), 1, 0.1);
    EXPECT_TRUE(std::isnan(with(MorrisInterval::none, 0.9).mu_star_interval.low));
}

TEST(MorrisEffects, EveryIntegerIsASeed) {
    const Columns columns(morris_trajectories({.trajectories = 9, .factors = 3, .seed = 3}));
    const std::vector<double> y = columns.outcome(unit_ishigami);
    const auto error = [&](std::uint64_t seed) { return effects_of(columns.design(), y, {.seed = seed}).effects[0].mu_star_error; };
    EXPECT_EQ(error(0), error(0));
    EXPECT_NE(error(0), error(1));
}

TEST(MorrisEffects, AConstantOutcomeHasEffectsOf0AndAWarning) {
    const Columns columns(morris_trajectories({.trajectories = 9, .factors = 3, .seed = 3}));
    const MorrisEffects got = effects_of(columns.design(), std::vector<double>(columns.block.size(), 4.5));
    for (const MorrisEffect& effect : got.effects) {
        EXPECT_EQ(effect.mu, 0);
        EXPECT_EQ(effect.mu_star, 0);
        EXPECT_EQ(effect.sigma, 0);
        EXPECT_EQ(effect.mu_star_interval.high, 0);
    }
    EXPECT_THAT(got.warnings, ElementsAre(HasSubstr("all its effects are 0")));
}

TEST(MorrisEffects, StepsInWhichRoundingLeftAllInPlaceSayNothing) {
    const std::vector<double> whole = {1, 1, 1, 0, 1, 1}, x = {0, 0, 0.5, 1, 1, 0};
    const std::vector<std::uint64_t> block = {0, 0, 0, 1, 1, 1};
    const MorrisPoints design{.factors = {{"whole", whole}, {"x", x}}, .block = block};
    const MorrisEffects got = effects_of(design, {1, 1, 2, 1, 4, 3});
    EXPECT_THAT(got.effects[0].effects, ElementsAre(3));
    EXPECT_TRUE(std::isnan(got.effects[0].sigma));
    EXPECT_THAT(got.warnings, ElementsAre(HasSubstr("In 1 steps"), AllOf(HasSubstr("\"whole\""), HasSubstr("a single effect"))));
}

TEST(MorrisEffects, SaysEveryReasonAtOnce) {
    const std::vector<double> x = {0, 1, 0.5}, both = {0, 1, 1};
    const std::vector<std::uint64_t> block = {0, 0, 1};
    try {
        morris_steps({.factors = {{"a", x, 1, 1}, {"b", std::span(x).first(2)}}, .block = block});
        FAIL() << "accepted";
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(), ElementsAre(HasSubstr("\"a\" has the range [1, 1]"), HasSubstr("\"b\" has 2 values for 3 points"),
                                                 HasSubstr("Trajectory 1 has a single point")));
    }
    const std::vector<std::uint64_t> parted = {0, 0, 1, 1, 0, 0}, one = {0, 0, 0};
    const std::vector<double> six = {0, 1, 0, 1, 0, 1};
    EXPECT_THROW(morris_steps({.factors = {{"a", six}}, .block = parted}), AnalysisError);
    try {
        morris_steps({.factors = {{"a", x}, {"b", both}}, .block = one});
        FAIL() << "accepted";
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(), ElementsAre(HasSubstr("several factors moved (a, b)")));
    }
    const Columns columns(morris_trajectories({.trajectories = 2, .factors = 3, .seed = 3}));
    const MorrisPoints design = columns.design();
    const MorrisSteps steps = morris_steps(design);
    const std::vector<double> none(8, std::numeric_limits<double>::quiet_NaN());
    try {
        morris_effects(design, steps, "hhi", none, {.resamples = 0, .confidence = 2});
        FAIL() << "accepted";
    } catch (const AnalysisError& error) {
        EXPECT_THAT(error.reasons(), ElementsAre(HasSubstr("confidence"), HasSubstr("2 resamples"),
                                                 AllOf(HasSubstr("\"hhi\""), HasSubstr("none of the 2 trajectories"))));
    }
    EXPECT_THROW(morris_effects(design, steps, "hhi", std::vector<double>(7), {}), AnalysisError);
    EXPECT_THROW(morris_steps({}), AnalysisError);
}

}  // namespace
}  // namespace enclosure::test
