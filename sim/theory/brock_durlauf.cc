// Brock and Durlauf 2001: choices of +-1 with private utility h and peers' mean m have the mean-field equilibria m = tanh(K m + beta h),
// K = beta J: one for K <= 1 at h = 0, two stable ones above. Two vendors: P(first) = 1/(1 + exp(-2(K m + beta h))), so the weight of
// peers' share is 2K, and a difference of brands 2 beta h: mind the two. All choose anew each step from the shares of the step before.
#include <fmt/format.h>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr double users = 8000;

// The root of m = tanh(K m + h) that iteration from m reaches: a stable one.
double root(double k, double h, double m) {
    for (int i = 0; i < 20000; ++i) m = std::tanh(k * m + h);
    return m;
}

// Mean m of the model after `years` steps from m0, over replicates.
double settled(double k, double h, double m0, int years, int replicates) {
    const Scenario s = scenario(
        "brock_durlauf", {fmt::format("adoption.peer_weight={}", 2 * k), fmt::format("firm.one.brand={}", 2 * h),
                          fmt::format("firm.one.initial_share={}", (1 + m0) / 2), fmt::format("firm.two.initial_share={}", (1 - m0) / 2)});
    double mean = 0;
    for (int r = 1; r <= replicates; ++r) {
        Rig rig(with_seed(s, r));
        rig.steps(years);
        mean += (2 * user_shares(rig.world)[0] - 1) / replicates;
    }
    return mean;
}

// Linearised about a stable root, m' = a m + noise of variance (1 - m^2)/N with a = K(1 - m^2); having no model at all takes e^-10 away.
Comparison at(const std::string& what, double k, double h, double m0, double expected, int years, int effort) {
    const double rest = 1 - expected * expected;
    const double a = k * rest;
    const double deviation = std::sqrt(rest / users / (1 - a * a) / effort);
    const double start = std::pow(a, years);
    return {
        what, settled(k, h, m0, years, effort), expected, deviations * deviation + start + 1e-4,
        fmt::format("Root of m = tanh(K m + h); 4 sd of the linear fluctuation about it ({:.1e}), what is left of the start, and 1e-4 for "
                    "users without a model; alpha 6.3e-5.",
                    deviation)};
}

}  // namespace

std::vector<Comparison> brock_durlauf(int effort) {
    std::vector<Comparison> all;
    all.push_back(at("K = .5, h = 0, from m = .9: one equilibrium", 0.5, 0, 0.9, 0, 40, effort));
    all.push_back(at("K = .9, h = 0, from m = .9: one equilibrium", 0.9, 0, 0.9, 0, 100, effort));
    for (const double k : {1.1, 1.5, 2.0, 3.0}) {
        const int years = k < 1.2 ? 80 : 30;
        for (const double sign : {1.0, -1.0}) {
            const double m = root(k, 0, sign);
            all.push_back(at(fmt::format("K = {}, h = 0, from m = {:+.1f}", k, 0.9 * sign), k, 0, 0.9 * sign, m, years, effort));
        }
    }
    // Hysteresis at K = 2: the lower state ends at the spinodal, h = .53284.
    all.push_back(at("K = 2, h = .50 below the spinodal .5328, from m = -.9: stays low", 2, 0.5, -0.9, root(2, 0.5, -1), 60, effort));
    all.push_back(at("K = 2, h = .57 above the spinodal .5328, from m = -.9: jumps", 2, 0.57, -0.9, root(2, 0.57, -1), 90, effort));
    return all;
}

}  // namespace enclosure::theory
