// Test functions of sensitivity analysis, emulation and scenario discovery.
#include <algorithm>
#include <cmath>  // sqrt and fabs only, which are exact or defined to the bit

#include "sim/base/draws.h"
#include "sim/study/functions/function_parts.h"
#include "sim/study/functions/sine.h"

namespace enclosure {

namespace {

constexpr double pi_to_4 = sine_detail::pi * sine_detail::pi * sine_detail::pi * sine_detail::pi;

void ishigami(std::span<const double> x, const FunctionParameters& p, std::uint64_t, std::span<double> y) {
    const double s1 = sine(x[0]);
    const double s2 = sine(x[1]);
    const double square = x[2] * x[2];
    y[0] = s1 + p[0][0] * (s2 * s2) + p[1][0] * (square * square) * s1;
}

ExactIndices exact_ishigami(const FunctionParameters& p) {
    const double a = p[0][0];
    const double b = p[1][0];
    const double v1 = 0.5 * (1 + b * pi_to_4 / 5) * (1 + b * pi_to_4 / 5);
    const double v2 = a * a / 8;
    const double v13 = 8 * b * b * pi_to_4 * pi_to_4 / 225;
    const double v = v1 + v2 + v13;
    return {
        .mean = a / 2, .variance = v, .first = {v1 / v, v2 / v, 0}, .total = {(v1 + v13) / v, v2 / v, v13 / v}, .second = {0, v13 / v, 0}};
}

// A product of independent factors of mean 1, each of which has the variance of its own.
ExactIndices exact_product_of_means_1(const std::vector<double>& variance, double mean) {
    double all = 1;
    for (const double v : variance) all *= 1 + v;
    const double total = all - 1;
    ExactIndices out{.mean = mean, .variance = total * mean * mean};
    for (std::size_t i = 0; i < variance.size(); ++i) {
        out.first.push_back(variance[i] / total);
        out.total.push_back(variance[i] * (all / (1 + variance[i])) / total);
        for (std::size_t j = i + 1; j < variance.size(); ++j) out.second.push_back(variance[i] * variance[j] / total);
    }
    return out;
}

void g_function(std::span<const double> x, const FunctionParameters& p, std::uint64_t, std::span<double> y) {
    y[0] = 1;
    for (std::size_t i = 0; i < x.size(); ++i) y[0] *= (std::fabs(4 * x[i] - 2) + p[0][i]) / (1 + p[0][i]);
}

ExactIndices exact_g_function(const FunctionParameters& p) {
    std::vector<double> variance;
    for (const double a : p[0]) variance.push_back(1 / (3 * (1 + a) * (1 + a)));
    return exact_product_of_means_1(variance, 1);
}

void product_of_two(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    y[0] = x[0] * x[1];
}

void linear_sum(std::span<const double> x, const FunctionParameters& p, std::uint64_t, std::span<double> y) {
    y[0] = 0;
    for (std::size_t i = 0; i < x.size(); ++i) y[0] += p[0][i] * x[i];
}

// An outcome without variance has indices of 0 by convention.
ExactIndices exact_linear(const FunctionParameters& p) {
    double square = 0;
    double sum = 0;
    for (const double c : p[0]) {
        square += c * c;
        sum += c;
    }
    ExactIndices out{.mean = sum / 2, .variance = square / 12};
    for (const double c : p[0]) out.first.push_back(square > 0 ? c * c / square : 0);
    out.total = out.first;
    out.second.assign(p[0].size() * (p[0].size() - 1) / 2, 0);
    return out;
}

// -1 to the power of a whole number.
double alternating(std::size_t i) {
    return i % 2 == 0 ? 1 : -1;
}

void morris_20(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    constexpr std::size_t inputs = 20;
    double w[inputs];
    for (std::size_t i = 0; i < inputs; ++i) {
        const bool curved = i == 2 || i == 4 || i == 6;
        w[i] = curved ? 2 * (1.1 * x[i] / (x[i] + 0.1) - 0.5) : 2 * (x[i] - 0.5);
    }
    double sum = 0;
    for (std::size_t i = 0; i < inputs; ++i) sum += (i < 10 ? 20 : alternating(i + 1)) * w[i];
    for (std::size_t i = 0; i < inputs; ++i) {
        for (std::size_t j = i + 1; j < inputs; ++j) sum += (j < 6 ? -15 : alternating(i + j)) * (w[i] * w[j]);
    }
    for (std::size_t i = 0; i < 5; ++i) {
        for (std::size_t j = i + 1; j < 5; ++j) {
            for (std::size_t l = j + 1; l < 5; ++l) sum += -10 * (w[i] * w[j] * w[l]);
        }
    }
    y[0] = sum + 5 * (w[0] * w[1] * w[2] * w[3]);
}

void friedman(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    const double off = x[2] - 0.5;
    y[0] = 10 * sine(sine_detail::pi * x[0] * x[1]) + 20 * (off * off) + 10 * x[3] + 5 * x[4];
}

// Of 10 sin(π x1 x2) by Gauss's quadrature in 40 × 40 points: mean, variance, variance of the mean given x1.
ExactIndices exact_friedman(const FunctionParameters& p) {
    constexpr double mean = 5.246630675753192;
    constexpr double variance = 11.187574882492108;
    constexpr double of_one = 4.701200863513193;
    const std::vector<double> own = {of_one, of_one, 400.0 / 180, 100.0 / 12, 25.0 / 12};
    const double v = variance + own[2] + own[3] + own[4];
    const auto inputs = static_cast<std::size_t>(p[0][0]);
    ExactIndices out{.mean = mean + 20.0 / 12 + 7.5, .variance = v};
    out.second.assign(inputs * (inputs - 1) / 2, 0);
    out.second[0] = (variance - 2 * of_one) / v;
    for (std::size_t i = 0; i < inputs; ++i) {
        out.first.push_back(i < own.size() ? own[i] / v : 0);
        out.total.push_back(out.first[i] + (i < 2 ? out.second[0] : 0));
    }
    return out;
}

std::vector<FunctionInput> borehole_inputs(const FunctionParameters&) {
    return {{"rw", 0.05, 0.15}, {"r", 100, 50000}, {"Tu", 63070, 115600}, {"Hu", 990, 1110},
            {"Tl", 63.1, 116},  {"Hl", 700, 820},  {"L", 1120, 1680},     {"Kw", 9855, 12045}};
}

void borehole(std::span<const double> x, const FunctionParameters&, std::uint64_t, std::span<double> y) {
    const double log_ratio = math::log(x[1] / x[0]);
    const double flow = 2 * sine_detail::pi * x[2] * (x[3] - x[5]);
    y[0] = flow / (log_ratio * (1 + 2 * x[6] * x[2] / (log_ratio * (x[0] * x[0]) * x[7]) + x[2] / x[4]));
}

void constant_value(std::span<const double>, const FunctionParameters& p, std::uint64_t, std::span<double> y) {
    y[0] = p[0][0];
}

ExactIndices exact_constant(const FunctionParameters& p) {
    const auto inputs = static_cast<std::size_t>(p[1][0]);
    return {.mean = p[0][0],
            .variance = 0,
            .first = std::vector<double>(inputs, 0.0),
            .total = std::vector<double>(inputs, 0.0),
            .second = std::vector<double>(inputs * (inputs - 1) / 2, 0.0)};
}

void noise_trap(std::span<const double> x, const FunctionParameters& p, std::uint64_t seed, std::span<double> y) {
    y[0] = x[0] + p[0][0] * Draws(seed, Purpose::test, 0, 0).normal();
}

ExactIndices exact_noise_trap(const FunctionParameters& p) {
    const double v = 1.0 / 12 + p[0][0] * p[0][0];
    return {.mean = 0.5, .variance = v, .first = {1.0 / 12 / v, 0}, .total = {1.0 / 12 / v, 0}, .second = {0}};
}

void prim_box(std::span<const double> x, const FunctionParameters& p, std::uint64_t, std::span<double> y) {
    y[0] = x[0] < p[0][0] && x[1] > p[1][0] ? 1 : 0;
}

// A product of two indicators of probabilities q1 and q2: in units of their mean each has the variance (1 - q) / q.
ExactIndices exact_prim_box(const FunctionParameters& p) {
    const double q1 = p[0][0];
    const double q2 = 1 - p[1][0];
    std::vector<double> variance(static_cast<std::size_t>(p[2][0]), 0.0);
    variance[0] = (1 - q1) / q1;
    variance[1] = (1 - q2) / q2;
    return exact_product_of_means_1(variance, q1 * q2);
}

template <std::size_t count>
std::vector<FunctionInput> unit_inputs(const FunctionParameters&) {
    return numbered_inputs(count, 0, 1);
}

template <std::size_t parameter>
std::vector<FunctionInput> as_many_as_listed(const FunctionParameters& p) {
    return numbered_inputs(p[parameter].size(), 0, 1);
}

template <std::size_t parameter>
std::vector<FunctionInput> as_many_as_stated(const FunctionParameters& p) {
    return numbered_inputs(static_cast<std::size_t>(p[parameter][0]), 0, 1);
}

std::vector<FunctionInput> circle_inputs(const FunctionParameters&) {
    return numbered_inputs(3, -sine_detail::pi, sine_detail::pi);
}

FunctionParameter number_of_inputs(double value, double least) {
    return {.id = "inputs", .doc = "Inputs, of which the last do nothing.", .value = {value}, .low = least, .high = 1000, .whole = true};
}

}  // namespace

std::vector<TestFunction> sensitivity_functions() {
    return {
        {.name = "ishigami",
         .doc = "sin x1 + a sin² x2 + b x3⁴ sin x1: curved, and x3 acts through x1 alone.",
         .source = "Ishigami and Homma, Proc. First Int. Symp. Uncertainty Modeling and Analysis, 1990",
         .parameters = {{.id = "a", .doc = "Weight of sin² x2.", .value = {7}, .low = -1e6, .high = 1e6},
                        {.id = "b", .doc = "Weight of x3⁴ sin x1.", .value = {0.1}, .low = -1e6, .high = 1e6}},
         .inputs = circle_inputs,
         .outputs = output_y,
         .evaluate = ishigami,
         .exact = exact_ishigami},
        {.name = "g_function",
         .other_name = "sobol_g",
         .doc = "Π (|4 x_i - 2| + a_i) / (1 + a_i): all orders of interaction, the less of x_i the larger a_i.",
         .source = "Saltelli and Sobol', Reliab. Eng. Syst. Saf. 50, 1995",
         .parameters = {{.id = "a",
                         .doc = "How little each input matters.",
                         .value = {0, 1, 4.5, 9, 99, 99, 99, 99},
                         .low = 0,
                         .high = 1e6,
                         .list = true}},
         .inputs = as_many_as_listed<0>,
         .outputs = output_y,
         .evaluate = g_function,
         .exact = exact_g_function},
        {.name = "product",
         .doc = "x1 x2: half of the effects are one interaction.",
         .source = "identity",
         .inputs = unit_inputs<2>,
         .outputs = output_y,
         .evaluate = product_of_two,
         .exact =
             [](const FunctionParameters&) {
                 return exact_product_of_means_1({1.0 / 3, 1.0 / 3}, 0.25);
             }},
        {.name = "linear",
         .doc = "Σ c_i x_i: no interactions, elementary effects c_i.",
         .source = "identity",
         .parameters = {{.id = "c", .doc = "Slopes.", .value = {1, 2, 3}, .low = -1e6, .high = 1e6, .list = true}},
         .inputs = as_many_as_listed<0>,
         .outputs = output_y,
         .evaluate = linear_sum,
         .exact = exact_linear},
        {.name = "morris",
         .doc =
             "Σ b_i w_i + Σ b_ij w_i w_j + Σ b_ijl w_i w_j w_l + 5 w1 w2 w3 w4 over i < j < l, with w_i = 2 (x_i - 1/2), but for i = 3, 5, "
             "7 w_i = 2 (1.1 x_i / (x_i + 0.1) - 1/2); b_i = 20 up to 10, b_ij = -15 up to 6, b_ijl = -10 up to 5; the other b_i and b_ij, "
             "standard normal draws there, are (-1)^i and (-1)^(i+j), other b_ijl 0.",
         .source = "Morris, Technometrics 33, 1991, with the fixed coefficients of Blatman and Sudret, Reliab. Eng. Syst. Saf. 95, 2010",
         .inputs = unit_inputs<20>,
         .outputs = output_y,
         .evaluate = morris_20},
        {.name = "friedman",
         .doc = "10 sin(π x1 x2) + 20 (x3 - 1/2)² + 10 x4 + 5 x5, without its noise; further inputs do nothing.",
         .source = "Friedman, Ann. Stat. 19, 1991",
         .parameters = {number_of_inputs(10, 5)},
         .inputs = as_many_as_stated<0>,
         .outputs = output_y,
         .evaluate = friedman,
         .exact = exact_friedman},
        {.name = "borehole",
         .doc = "Water through a borehole in m³/yr: 2π Tu (Hu - Hl) / (l (1 + 2 L Tu / (l rw² Kw) + Tu / Tl)) with l = ln(r / rw).",
         .source = "Harper and Gupta, ONWI-516, 1983, with the uniform ranges of Morris, Mitchell and Ylvisaker, Technometrics 35, 1993",
         .inputs = borehole_inputs,
         .outputs = output_y,
         .evaluate = borehole},
        {.name = "constant",
         .doc = "The same everywhere: an analysis must say so, and divide by no variance.",
         .source = "identity",
         .parameters = {{.id = "value", .doc = "What it is.", .value = {1}, .low = -1e300, .high = 1e300}, number_of_inputs(2, 1)},
         .inputs = as_many_as_stated<1>,
         .outputs = output_y,
         .evaluate = constant_value,
         .exact = exact_constant},
        {.name = "noise_trap",
         .doc =
             "x1 + sigma ε with ε a standard normal draw of the run's seed; x2 does nothing. Where runs that differ in x2 alone have seeds "
             "of their own, noise passes for an effect of x2.",
         .source = "identity",
         .parameters = {{.id = "sigma", .doc = "Size of the noise.", .value = {0.28867513459481287}, .low = 0, .high = 1e6}},
         .inputs = unit_inputs<2>,
         .outputs = output_y,
         .evaluate = noise_trap,
         .exact = exact_noise_trap},
        {.name = "prim_box",
         .doc = "1 where x1 < x1_below and x2 > x2_above, else 0; further inputs do nothing.",
         .source = "identity",
         .parameters = {{.id = "x1_below", .doc = "Upper limit of x1.", .value = {0.3}, .low = 1e-6, .high = 1},
                        {.id = "x2_above", .doc = "Lower limit of x2.", .value = {0.6}, .low = 0, .high = 0.999999},
                        number_of_inputs(5, 2)},
         .inputs = as_many_as_stated<2>,
         .outputs = output_y,
         .evaluate = prim_box,
         .exact = exact_prim_box},
    };
}

}  // namespace enclosure
