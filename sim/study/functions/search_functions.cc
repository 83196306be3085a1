// Test functions of search: all outputs are to be made small.
#include <cmath>  // sqrt only, which IEEE 754 defines to the bit

#include "sim/study/functions/function_parts.h"
#include "sim/study/functions/sine.h"

namespace enclosure {

namespace {

constexpr double search_pi = sine_detail::pi;

// sin(π t) for any t of moderate size; reduced exactly, as t mod 2 is.
double sine_of_half_turns(double t) {
    const double turned = t - 2 * std::floor(t / 2);
    return turned <= 1 ? math::sin_pi(turned) : -math::sin_pi(turned - 1);
}

void rosenbrock(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    y[0] = 0;
    for (std::size_t i = 0; i + 1 < x.size(); ++i) {
        const double valley = x[i + 1] - x[i] * x[i];
        const double along = 1 - x[i];
        y[0] += 100 * (valley * valley) + along * along;
    }
}

void branin(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    constexpr double b = 5.1 / (4 * search_pi * search_pi);
    constexpr double c = 5 / search_pi;
    constexpr double t = 1 / (8 * search_pi);
    const double bent = x[1] - b * (x[0] * x[0]) + c * x[0] - 6;
    y[0] = bent * bent + 10 * (1 - t) * cosine(x[0]) + 10;
}

void schaffer(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    y[0] = x[0] * x[0];
    y[1] = (x[0] - 2) * (x[0] - 2);
}

// 1 + 9 times the mean of all inputs but the first: 1 on the front.
double zdt_distance(std::span<const double> x) {
    double sum = 0;
    for (const double v : x.subspan(1)) sum += v;
    return 1 + 9 * sum / static_cast<double>(x.size() - 1);
}

void zdt1(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    const double g = zdt_distance(x);
    y[0] = x[0];
    y[1] = g * (1 - std::sqrt(x[0] / g));
}

void zdt2(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    const double g = zdt_distance(x);
    y[0] = x[0];
    y[1] = g * (1 - (x[0] / g) * (x[0] / g));
}

void zdt3(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    const double g = zdt_distance(x);
    const double share = x[0] / g;
    y[0] = x[0];
    y[1] = g * (1 - std::sqrt(share) - share * sine_of_half_turns(10 * x[0]));
}

void dtlz2(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    const std::size_t objectives_count = y.size();
    double radius = 1;
    for (const double v : x.subspan(objectives_count - 1)) radius += (v - 0.5) * (v - 0.5);
    for (std::size_t m = 0; m < objectives_count; ++m) {
        y[m] = radius;
        for (std::size_t i = 0; i + m + 1 < objectives_count; ++i) y[m] *= sine_of_half_turns((1 - x[i]) / 2);  // a cosine of x
        if (m > 0) y[m] *= sine_of_half_turns(x[objectives_count - 1 - m] / 2);
    }
}

template <std::size_t count>
std::vector<std::string> fixed_objectives(const FunctionParameters&) {
    return objectives(count);
}

std::vector<FunctionInput> zdt_inputs(const FunctionParameters& p) {
    return numbered_inputs(static_cast<std::size_t>(p[0][0]), 0, 1);
}

FunctionParameter searched_inputs(double value, double least, std::string_view doc) {
    return {.id = "inputs", .doc = doc, .value = {value}, .low = least, .high = 1000, .whole = true};
}

}  // namespace

std::vector<TestFunction> search_functions() {
    constexpr std::string_view zdt_source = "Zitzler, Deb and Thiele, Evol. Comput. 8, 2000";
    constexpr std::string_view zdt_count = "Inputs: the first along the front, the others away from it.";
    return {
        {.name = "rosenbrock",
         .doc = "Σ 100 (x_(i+1) - x_i²)² + (1 - x_i)²: least at 1, …, 1, where it is 0, at the end of a bent valley.",
         .source = "Rosenbrock, Comput. J. 3, 1960",
         .parameters = {searched_inputs(2, 2, "Inputs.")},
         .inputs = [](const FunctionParameters& p) { return numbered_inputs(static_cast<std::size_t>(p[0][0]), -2.048, 2.048); },
         .outputs = output_y,
         .evaluate = rosenbrock},
        {.name = "branin",
         .doc = "(x2 - 5.1 x1² / 4π² + 5 x1 / π - 6)² + 10 (1 - 1 / 8π) cos x1 + 10: three least places, of 0.397887.",
         .source = "Dixon and Szegö, Towards Global Optimisation 2, 1978",
         .inputs =
             [](const FunctionParameters&) {
                 return std::vector<FunctionInput>{{"x1", -5, 10}, {"x2", 0, 15}};
             },
         .outputs = output_y,
         .evaluate = branin},
        {.name = "schaffer",
         .doc = "x², (x - 2)²: the front is x in [0, 2], √f1 + √f2 = 2.",
         .source = "Schaffer, Proc. First Int. Conf. Genetic Algorithms, 1985, with the range of Deb et al., IEEE Trans. Evol. Comput. 6, "
                   "2002",
         .inputs = [](const FunctionParameters&) { return numbered_inputs(1, -1000, 1000); },
         .outputs = fixed_objectives<2>,
         .evaluate = schaffer},
        {.name = "zdt1",
         .doc = "Convex front f2 = 1 - √f1.",
         .source = zdt_source,
         .parameters = {searched_inputs(30, 2, zdt_count)},
         .inputs = zdt_inputs,
         .outputs = fixed_objectives<2>,
         .evaluate = zdt1},
        {.name = "zdt2",
         .doc = "Concave front f2 = 1 - f1².",
         .source = zdt_source,
         .parameters = {searched_inputs(30, 2, zdt_count)},
         .inputs = zdt_inputs,
         .outputs = fixed_objectives<2>,
         .evaluate = zdt2},
        {.name = "zdt3",
         .doc = "A front in five pieces of f2 = 1 - √f1 - f1 sin(10 π f1).",
         .source = zdt_source,
         .parameters = {searched_inputs(30, 2, zdt_count)},
         .inputs = zdt_inputs,
         .outputs = fixed_objectives<2>,
         .evaluate = zdt3},
        {.name = "dtlz2",
         .doc = "The front is the part of the unit sphere where all outputs are positive: Σ f² = 1.",
         .source = "Deb, Thiele, Laumanns and Zitzler, Proc. Congr. Evol. Comput., 2002",
         .parameters = {{.id = "objectives", .doc = "Outputs.", .value = {3}, .low = 2, .high = 20, .whole = true},
                        {.id = "distances",
                         .doc = "Inputs that lead away from the front, beside one less than there are outputs that lead along it.",
                         .value = {10},
                         .low = 1,
                         .high = 1000,
                         .whole = true}},
         .inputs = [](const FunctionParameters& p) { return numbered_inputs(static_cast<std::size_t>(p[0][0] + p[1][0]) - 1, 0, 1); },
         .outputs = [](const FunctionParameters& p) { return objectives(static_cast<std::size_t>(p[0][0])); },
         .evaluate = dtlz2},
    };
}

}  // namespace enclosure
