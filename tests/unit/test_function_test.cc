// The functions that designs and analyses are tried on: values, indices and fronts that were published or follow by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <set>
#include <stdexcept>

#include "sim/base/draws.h"
#include "sim/study/designs/sobol.h"
#include "sim/study/functions/sine.h"
#include "sim/study/functions/test_function.h"
#include "tests/ulp.h"

namespace enclosure::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

using Set = std::map<std::string, std::vector<double>>;

const TestFunction& function(const std::string& name) {
    const TestFunction* found = find_test_function(name);
    if (found == nullptr) throw std::invalid_argument(name);
    return *found;
}

std::vector<double> values_at(const std::string& name, const std::vector<double>& x, const Set& set = {}, std::uint64_t seed = 0) {
    return evaluate(function(name), x, function_parameters(function(name), set), seed);
}

double value_at(const std::string& name, const std::vector<double>& x, const Set& set = {}, std::uint64_t seed = 0) {
    return values_at(name, x, set, seed).front();
}

ExactIndices exact(const std::string& name, const Set& set = {}) {
    return *exact_indices(function(name), function_parameters(function(name), set));
}

TEST(Sine, IsWithinAFewUlp) {
    double worst = 0, worst_cosine = 0;
    for (int i = -200000; i <= 200000; ++i) {
        const double x = 100.0 * i / 200000 + 1e-7 * (i % 13);
        worst = std::max(worst, error_ulp(sine(x), std::sin(static_cast<long double>(x))));
        worst_cosine = std::max(worst_cosine, std::fabs(cosine(x) - std::cos(x)));
    }
    // Where the result is small: the doubles next to multiples of π.
    for (int k = -31; k <= 31; ++k) {
        for (const double x : {std::nextafter(k * M_PI, -200), k * M_PI, std::nextafter(k * M_PI, 200)}) {
            worst = std::max(worst, error_ulp(sine(x), std::sin(static_cast<long double>(x))));
        }
    }
    EXPECT_LE(worst, 3);
    EXPECT_LE(worst_cosine, 4e-16);
    RecordProperty("worst_ulp", std::to_string(worst));
    EXPECT_EQ(sine(0.0), 0);
    EXPECT_EQ(cosine(0.0), 1);
    EXPECT_TRUE(std::isnan(sine(std::nan(""))));
}

TEST(TestFunction, EachIsWhatItSays) {
    std::set<std::string_view> names;
    for (const TestFunction& f : test_functions()) {
        SCOPED_TRACE(f.name);
        EXPECT_TRUE(names.insert(f.name).second) << "twice";
        EXPECT_EQ(find_test_function(f.name), &f);
        EXPECT_EQ(f.doc.back(), '.');
        EXPECT_FALSE(f.source.empty());
        const FunctionParameters parameters = function_parameters(f);
        std::vector<double> middle;
        for (const FunctionInput& input : f.inputs(parameters)) {
            EXPECT_LT(input.low, input.high);
            middle.push_back((input.low + input.high) / 2);
        }
        for (const FunctionParameter& p : f.parameters) {
            EXPECT_EQ(p.doc.back(), '.');
            EXPECT_NO_THROW(function_parameters(f, {{std::string(p.id), p.value}})) << p.id << ": its own default";
        }
        const std::vector<double> y = evaluate(f, middle, parameters, 5);
        EXPECT_THAT(y, SizeIs(f.outputs(parameters).size()));
        for (const double v : y) EXPECT_TRUE(std::isfinite(v));
        EXPECT_EQ(evaluate(f, middle, parameters, 5), y);
        EXPECT_THROW(evaluate(f, std::vector<double>(middle.size() + 1), parameters), std::invalid_argument);
    }
    EXPECT_EQ(find_test_function("sobol_g"), find_test_function("g_function"));
    EXPECT_EQ(find_test_function(""), nullptr);
    EXPECT_EQ(find_test_function("rastrigin"), nullptr);
}

TEST(TestFunction, SaysWhatIsWrongWithParameters) {
    try {
        function_parameters(function("ishigami"), {{"a", {1, 2}}, {"b", {1e9}}, {"d", {1}}});
        FAIL() << "accepted";
    } catch (const std::invalid_argument& error) {
        EXPECT_THAT(error.what(), AllOf(HasSubstr("ishigami.a is one number, not 2."), HasSubstr("ishigami.b = 1000000000 is not"),
                                        HasSubstr("ishigami has no parameter d; it has a, b.")));
    }
    EXPECT_THROW(function_parameters(function("zdt1"), {{"inputs", {2.5}}}), std::invalid_argument);
    EXPECT_THROW(function_parameters(function("linear"), {{"c", {}}}), std::invalid_argument);
    EXPECT_THAT(function("linear").inputs(function_parameters(function("linear"), {{"c", {1, 2, 3, 4}}})), SizeIs(4));
}

TEST(TestFunction, Ishigami) {
    EXPECT_NEAR(value_at("ishigami", {0.5, -1.2, 2.5}),
                std::sin(0.5) + 7 * std::pow(std::sin(-1.2), 2) + 0.1 * std::pow(2.5, 4) * std::sin(0.5), 1e-14);
    const ExactIndices i = exact("ishigami");
    EXPECT_NEAR(i.mean, 3.5, 1e-14);
    EXPECT_NEAR(i.variance, 13.8445879407193, 1e-12);
    EXPECT_NEAR(i.variance * i.first[0], 4.34588802389416, 1e-12);
    EXPECT_NEAR(i.variance * i.first[1], 6.125, 1e-12);
    EXPECT_NEAR(i.variance * i.second[1], 3.37369991682509, 1e-12);
    EXPECT_NEAR(i.first[0], 0.313905191147811, 1e-13);
    EXPECT_NEAR(i.first[1], 0.442411144790041, 1e-13);
    EXPECT_EQ(i.first[2], 0);
    EXPECT_NEAR(i.total[0], 0.557588855209959, 1e-13);
    EXPECT_NEAR(i.total[1], 0.442411144790041, 1e-13);
    EXPECT_NEAR(i.total[2], 0.243683664062148, 1e-13);
    const ExactIndices half = exact("ishigami", {{"b", {0.05}}});
    EXPECT_NEAR(half.first[0], 0.2185185644, 1e-10);
    EXPECT_NEAR(half.first[1], 0.6868946436, 1e-10);
    EXPECT_NEAR(half.total[0], 0.3131053564, 1e-10);
    EXPECT_NEAR(half.second[1], 0.0945867919, 1e-10);
    const ExactIndices other = exact("ishigami", {{"a", {2}}, {"b", {1}}});
    EXPECT_NEAR(other.first[0], 0.3830238262, 1e-10);
    EXPECT_NEAR(other.first[1], 0.0009130378385, 1e-12);
    EXPECT_NEAR(other.total[0], 0.9990869622, 1e-10);
    EXPECT_NEAR(other.second[1], 0.616063136, 1e-9);
}

TEST(TestFunction, GFunctionOverUnscrambledPoints) {
    const double means[] = {1.008964293038066, 1.000287033165748, 1.0000744997478768, 1.000010698636525};
    std::size_t n = 64;
    for (const double mean : means) {
        const DesignPoints points = sobol_points({.points = n, .factors = 8, .scrambling = Scrambling::none});
        double sum = 0;
        for (std::size_t i = 0; i < n; ++i) {
            const std::span<const double> u = points.point(i);
            sum += value_at("g_function", {u.begin(), u.end()});
        }
        EXPECT_NEAR(sum / static_cast<double>(n), mean, 1e-12) << n;
        n *= 4;
    }
    // Of a = (0, 1): V1 = 1/3, V2 = 1/12, V12 = 1/36, V = 4/9.
    const ExactIndices g = exact("g_function", {{"a", {0, 1}}});
    EXPECT_NEAR(g.variance, 4.0 / 9, 1e-15);
    EXPECT_NEAR(g.first[0], 0.75, 1e-15);
    EXPECT_NEAR(g.total[1], 0.25, 1e-15);
    EXPECT_NEAR(g.second[0], 0.0625, 1e-15);
}

TEST(TestFunction, IndicesThatAreKnownByHand) {
    const ExactIndices product = exact("product");
    EXPECT_NEAR(product.mean, 0.25, 0);
    EXPECT_NEAR(product.variance, 7.0 / 144, 1e-16);
    EXPECT_NEAR(product.first[0], 3.0 / 7, 1e-15);
    EXPECT_NEAR(product.total[1], 4.0 / 7, 1e-15);
    EXPECT_NEAR(product.second[0], 1.0 / 7, 1e-15);
    const ExactIndices linear = exact("linear", {{"c", {3, -4}}});
    EXPECT_NEAR(linear.first[0], 0.36, 1e-15);
    EXPECT_NEAR(linear.total[1], 0.64, 1e-15);
    EXPECT_NEAR(linear.mean, -0.5, 1e-15);
    const ExactIndices box = exact("prim_box");
    EXPECT_NEAR(box.mean, 0.12, 1e-15);
    EXPECT_NEAR(box.variance, 0.12 * 0.88, 1e-15);
    EXPECT_NEAR(box.first[0] * box.variance, 0.3 * 0.7 * 0.16, 1e-15);
    EXPECT_NEAR(box.total[0], 0.7954545454545454, 1e-14);
    EXPECT_NEAR(box.total[1], 0.6818181818181818, 1e-14);
    EXPECT_EQ(box.total[4], 0);
    EXPECT_THAT(exact("constant").first, ElementsAre(0, 0));
    EXPECT_EQ(value_at("constant", {0.1, 0.9}, {{"value", {-3}}}), -3);
}

TEST(TestFunction, PrimBoxHolds123Of1024Points) {
    const DesignPoints points = sobol_points({.points = 1024, .factors = 5, .scrambling = Scrambling::none});
    double positives = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::span<const double> u = points.point(i);
        positives += value_at("prim_box", {u.begin(), u.end()});
    }
    EXPECT_EQ(positives, 123);
}

// Moments over the square by the midpoint rule in 2000 × 2000 points, whose error is of the order of 1e-7.
TEST(TestFunction, Friedman) {
    EXPECT_NEAR(value_at("friedman", {0.3, 0.7, 0.1, 0.6, 0.9, 0, 1, 0, 1, 0}), 10 * std::sin(M_PI * 0.21) + 20 * 0.16 + 6 + 4.5, 1e-14);
    constexpr int n = 2000;
    double mean = 0, square = 0, of_one = 0;
    for (int i = 0; i < n; ++i) {
        double row = 0;
        for (int j = 0; j < n; ++j) {
            const double v = 10 * std::sin(M_PI * (i + 0.5) * (j + 0.5) / n / n);
            row += v / n;
            square += v * v / n / n;
        }
        mean += row / n;
        of_one += row * row / n;
    }
    const ExactIndices f = exact("friedman");
    const double variance = square - mean * mean + 400.0 / 180 + 125.0 / 12;
    EXPECT_NEAR(f.mean, mean + 20.0 / 12 + 7.5, 1e-5);
    EXPECT_NEAR(f.variance, variance, 1e-5);
    EXPECT_NEAR(f.first[0], (of_one - mean * mean) / variance, 1e-6);
    EXPECT_NEAR(f.first[0] + f.first[1] + f.second[0] + f.first[2] + f.first[3] + f.first[4], 1, 1e-14);
    EXPECT_EQ(f.total[9], 0);
}

// Written as nested loops over all coefficients, as in the paper; at the corners and one point within.
TEST(TestFunction, Morris) {
    const auto paper = [](const std::vector<double>& x) {
        std::vector<double> w(21);
        for (std::size_t i = 1; i <= 20; ++i) {
            w[i] = i == 3 || i == 5 || i == 7 ? 2 * (1.1 * x[i - 1] / (x[i - 1] + 0.1) - 0.5) : 2 * (x[i - 1] - 0.5);
        }
        double y = 0;
        for (std::size_t i = 1; i <= 20; ++i) {
            y += (i <= 10 ? 20 : std::pow(-1, i)) * w[i];
            for (std::size_t j = i + 1; j <= 20; ++j) {
                y += (i <= 6 && j <= 6 ? -15 : std::pow(-1, i + j)) * w[i] * w[j];
                for (std::size_t l = j + 1; l <= 20; ++l) {
                    if (i <= 5 && j <= 5 && l <= 5) y -= 10 * w[i] * w[j] * w[l];
                    for (std::size_t s = l + 1; s <= 20; ++s) {
                        if (i <= 4 && j <= 4 && l <= 4 && s <= 4) y += 5 * w[i] * w[j] * w[l] * w[s];
                    }
                }
            }
        }
        return y;
    };
    std::vector<double> within(20);
    for (std::size_t i = 0; i < 20; ++i) within[i] = static_cast<double>((7 * i + 3) % 20) / 20;
    for (const std::vector<double>& x : {std::vector<double>(20, 0.0), std::vector<double>(20, 1.0), within}) {
        EXPECT_NEAR(value_at("morris", x), paper(x), 1e-10);
    }
}

TEST(TestFunction, Borehole) {
    // The published formula at the middle of the ranges.
    const double rw = 0.1, r = 25050, tu = 89335, hu = 1050, tl = 89.55, hl = 760, l = 1400, kw = 10950;
    const double ratio = std::log(r / rw);
    const double flow = 2 * M_PI * tu * (hu - hl) / (ratio * (1 + 2 * l * tu / (ratio * rw * rw * kw) + tu / tl));
    EXPECT_NEAR(value_at("borehole", {rw, r, tu, hu, tl, hl, l, kw}), flow, 1e-11);
    EXPECT_NEAR(flow, 71.0, 1.5) << "m³/yr";
}

TEST(TestFunction, NoiseIsOfTheSeed) {
    const double sigma = std::sqrt(1.0 / 12);
    EXPECT_EQ(value_at("noise_trap", {0.5, 0.1}, {}, 3), value_at("noise_trap", {0.5, 0.9}, {}, 3));
    EXPECT_NE(value_at("noise_trap", {0.5, 0.1}, {}, 3), value_at("noise_trap", {0.5, 0.1}, {}, 4));
    double square = 0;
    for (std::uint64_t seed = 0; seed < 4000; ++seed) {
        const double e = (value_at("noise_trap", {0.5, 0}, {}, seed) - 0.5) / sigma;
        square += e * e / 4000;
    }
    EXPECT_NEAR(square, 1, 0.09) << "four standard errors";
    EXPECT_EQ(value_at("noise_trap", {0.5, 0}, {{"sigma", {0}}}, 9), 0.5);
    EXPECT_NEAR(exact("noise_trap").first[0], 0.5, 1e-15);
}

TEST(TestFunction, LeastPlacesOfSearch) {
    EXPECT_EQ(value_at("rosenbrock", {1, 1}), 0);
    EXPECT_EQ(value_at("rosenbrock", {1, 1, 1, 1}, {{"inputs", {4}}}), 0);
    EXPECT_EQ(value_at("rosenbrock", {-1, 1}), 4);
    EXPECT_EQ(value_at("rosenbrock", {0, 1, 0}, {{"inputs", {3}}}), 100 + 1 + 100);
    for (const auto& [x1, x2] : {std::pair{-M_PI, 12.275}, std::pair{M_PI, 2.275}, std::pair{9.42478, 2.475}}) {
        EXPECT_NEAR(value_at("branin", {x1, x2}), 0.397887, 1e-6);
    }
    EXPECT_THAT(values_at("schaffer", {0.5}), ElementsAre(0.25, 2.25));
}

TEST(TestFunction, FrontsOfZdt) {
    for (const double f1 : {0.0, 0.0830015349, 0.25, 0.5, 0.93}) {
        std::vector<double> x(30, 0.0);
        x[0] = f1;
        EXPECT_THAT(values_at("zdt1", x), ElementsAre(f1, testing::DoubleNear(1 - std::sqrt(f1), 1e-15)));
        EXPECT_THAT(values_at("zdt2", x), ElementsAre(f1, testing::DoubleNear(1 - f1 * f1, 1e-15)));
        EXPECT_THAT(values_at("zdt3", x), ElementsAre(f1, testing::DoubleNear(1 - std::sqrt(f1) - f1 * std::sin(10 * M_PI * f1), 1e-14)));
        x[29] = 1;  // g = 1 + 9/29
        const double g = 1 + 9.0 / 29;
        EXPECT_NEAR(values_at("zdt1", x)[1], g * (1 - std::sqrt(f1 / g)), 1e-14);
    }
}

TEST(TestFunction, FrontOfDtlz2IsASphere) {
    for (const double objectives : {2.0, 3.0, 5.0}) {
        const Set set = {{"objectives", {objectives}}};
        std::vector<double> x(static_cast<std::size_t>(objectives) + 9, 0.5);
        for (std::size_t i = 0; i + 1 < static_cast<std::size_t>(objectives); ++i) x[i] = 0.2 + 0.1 * static_cast<double>(i);
        double square = 0;
        for (const double f : values_at("dtlz2", x, set)) square += f * f;
        EXPECT_NEAR(square, 1, 1e-14);
        x.back() = 1;  // radius 1.25
        square = 0;
        for (const double f : values_at("dtlz2", x, set)) square += f * f;
        EXPECT_NEAR(square, 1.5625, 1e-13);
    }
    const double c0 = std::cos(0.2 * M_PI / 2), s0 = std::sin(0.2 * M_PI / 2), c1 = std::cos(0.35 * M_PI), s1 = std::sin(0.35 * M_PI);
    std::vector<double> x(12, 0.5);
    x[0] = 0.2;
    x[1] = 0.7;
    EXPECT_THAT(values_at("dtlz2", x),
                ElementsAre(testing::DoubleNear(c0 * c1, 1e-15), testing::DoubleNear(c0 * s1, 1e-15), testing::DoubleNear(s0, 1e-15)));
}

}  // namespace
}  // namespace enclosure::test
