// How often intervals of Sobol indices hold the truth, over many designs of the Ishigami function, whose indices are known.
#include <gtest/gtest.h>

#include <cmath>

#include "sim/study/designs/random_points.h"
#include "tests/analysis/saltelli_outcome.h"

namespace enclosure::test {
namespace {

constexpr std::size_t factors = 3;

// Base row × place of A and B drawn independently, point by point, as the bootstrap takes base rows to be.
std::vector<double> independent_rows(std::size_t rows, std::uint64_t seed) {
    const TestFunction& function = *find_test_function("ishigami");
    const FunctionParameters parameters = function_parameters(function);
    const DesignPoints points = random_points(rows, 2 * factors, seed);
    std::vector<double> y(rows * (factors + 2));
    for (std::size_t j = 0; j < rows; ++j) {
        for (std::size_t place = 0; place < factors + 2; ++place) {
            std::vector<double> x(factors);
            for (std::size_t k = 0; k < factors; ++k) {
                const bool from_b = place == factors + 1 || place == k + 1;
                x[k] = M_PI * (2 * points.point(j)[from_b ? factors + k : k] - 1);
            }
            function.evaluate(x, parameters, 0, std::span(y).subspan(j * (factors + 2) + place, 1));
        }
    }
    return y;
}

// Share of the intervals of all first and total indices that hold the truth.
struct Coverage {
    double first = 0;
    double total = 0;
};

template <class Draw>
Coverage coverage(std::size_t designs, const SobolOptions& options, const std::vector<std::uint32_t>& replication, Draw draw) {
    const ExactIndices exact = *exact_indices(*find_test_function("ishigami"), {{7}, {0.1}});
    Coverage out;
    for (std::size_t d = 0; d < designs; ++d) {
        const std::vector<double> y = draw(d);
        const SobolIndices got = sobol_of({factors, false}, y, options, replication);
        const auto holds = [](const SobolIndex& index, double truth) {
            return index.interval.low <= truth && truth <= index.interval.high ? 1.0 : 0.0;
        };
        for (std::size_t i = 0; i < factors; ++i) {
            out.first += holds(got.first[i], exact.first[i]) / static_cast<double>(factors * designs);
            out.total += holds(got.total[i], exact.total[i]) / static_cast<double>(factors * designs);
        }
    }
    return out;
}

// 1200 intervals, three of a design: were they independent, the standard error of a coverage of 0.95 would be 0.0063.
TEST(SobolCoverage, OfBootstrapIntervalsWithIndependentRows) {
    for (const double confidence : {0.8, 0.95}) {
        for (const SobolInterval kind : {SobolInterval::normal, SobolInterval::percentile}) {
            const Coverage got = coverage(400, {.interval = kind, .resamples = 200, .confidence = confidence}, {},
                                          [](std::size_t d) { return independent_rows(512, d); });
            const std::string name(names_of(kind)[static_cast<std::size_t>(kind)]);
            RecordProperty(name + std::to_string(confidence), std::to_string(got.first) + ", " + std::to_string(got.total));
            EXPECT_NEAR(got.first, confidence, 0.04) << confidence << " " << name;
            EXPECT_NEAR(got.total, confidence, 0.04) << confidence << " " << name;
        }
    }
}

TEST(SobolCoverage, OfBootstrapIntervalsWithSobolsSequenceIsMore) {
    const Coverage got = coverage(300, {.resamples = 200}, {}, [](std::size_t d) {
        return saltelli_outcome("ishigami", {.base_rows = 512, .factors = factors, .seed = d});
    });
    RecordProperty("sequence", std::to_string(got.first) + ", " + std::to_string(got.total));
    EXPECT_GT(got.first, 0.96);
    EXPECT_GT(got.total, 0.96);
}

TEST(SobolCoverage, OfIntervalsFromReplications) {
    constexpr std::size_t scrambles = 8, rows = 128;
    std::vector<std::uint32_t> replication;
    for (std::uint32_t r = 0; r < scrambles; ++r) replication.insert(replication.end(), rows, r);
    for (const double confidence : {0.8, 0.95}) {
        const Coverage got =
            coverage(400, {.interval = SobolInterval::replications, .confidence = confidence}, replication, [](std::size_t d) {
                std::vector<double> y;
                for (std::size_t r = 0; r < scrambles; ++r) {
                    const std::vector<double> own =
                        saltelli_outcome("ishigami", {.base_rows = rows, .factors = factors, .seed = scrambles * d + r});
                    y.insert(y.end(), own.begin(), own.end());
                }
                return y;
            });
        RecordProperty("replications" + std::to_string(confidence), std::to_string(got.first) + ", " + std::to_string(got.total));
        EXPECT_NEAR(got.first, confidence, 0.04);
        EXPECT_NEAR(got.total, confidence, 0.04);
    }
}

TEST(SobolCoverage, ErrorsOfTheEstimators) {
    const ExactIndices exact = *exact_indices(*find_test_function("ishigami"), {{7}, {0.1}});
    std::vector<double> first(factors), total(factors);
    double worst = 0;
    constexpr double seeds = 256;
    for (std::uint64_t seed = 0; static_cast<double>(seed) < seeds; ++seed) {
        const SobolIndices got =
            sobol_of({factors, false}, saltelli_outcome("ishigami", {.base_rows = 1024, .factors = factors, .seed = seed}),
                     {.interval = SobolInterval::none});
        for (std::size_t i = 0; i < factors; ++i) {
            const double s = got.first[i].value - exact.first[i], t = got.total[i].value - exact.total[i];
            first[i] += s * s / seeds;
            total[i] += t * t / seeds;
            worst = std::max({worst, std::fabs(s), std::fabs(t)});
        }
    }
    constexpr double first_error[] = {0.008, 0.005, 0.010}, total_error[] = {0.007, 0.004, 0.004};
    for (std::size_t i = 0; i < factors; ++i) {
        EXPECT_NEAR(std::sqrt(first[i]), first_error[i], 0.35 * first_error[i]) << i;
        EXPECT_NEAR(std::sqrt(total[i]), total_error[i], 0.35 * total_error[i]) << i;
    }
    EXPECT_LT(worst, 0.04);
}

}  // namespace
}  // namespace enclosure::test
