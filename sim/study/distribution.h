// The law that a factor of a study follows: where in its range a coordinate of the unit cube lies. A design fills the cube, a law's
// quantile turns it into values; so one design serves all laws, and uniform points give values of the law.
//
// Invariant: quantile() is a function of its arguments alone, the same to the bit on every machine, and does not fall as u rises (but for
// the last two bits of normal and lognormal).
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// uniform, loguniform, triangular, pert and beta are bounded; normal and lognormal are where min or max says so. pert is the beta law of
/// that mode with a mean of (min + 4 mode + max) / 6 (Malcolm et al., Oper. Res. 7, 1959). levels gives the index of a level, for lists of
/// choices.
enum class Law : std::uint8_t {
    uniform,
    loguniform,
    triangular,
    pert,
    normal,
    lognormal,
    beta,
    gamma,
    poisson,
    bernoulli,
    levels,
    empirical
};

constexpr std::array<std::string_view, 12> names_of(Law) {
    return {"uniform", "loguniform", "triangular", "pert",      "normal", "lognormal",
            "beta",    "gamma",      "poisson",    "bernoulli", "levels", "empirical"};
}

/// A law and its parameters; each law reads those that name it.
struct Distribution {
    Law law = Law::uniform;
    double min = -std::numeric_limits<double>::infinity();  ///< bounded laws, normal, lognormal; infinite: none
    double max = std::numeric_limits<double>::infinity();
    double mode = 0;    ///< triangular, pert
    double mean = 0;    ///< normal, before it is cut off at min and max; poisson
    double sd = 1;      ///< normal, likewise
    double median = 1;  ///< lognormal, likewise
    double spread = 2;  ///< lognormal, likewise: geometric standard deviation, above 1
    double a = 1;       ///< beta: exponents of x and 1 - x, plus 1
    double b = 1;
    double shape = 1;                  ///< gamma
    double scale = 1;                  ///< gamma: mean / shape
    double probability = 0.5;          ///< bernoulli: of 1
    std::size_t levels = 2;            ///< levels: how many
    std::vector<double> weights = {};  ///< levels: one a level, in any unit; none: equally likely
    std::vector<double> values = {};   ///< empirical, in any order
    bool between = true;               ///< empirical: between neighbouring values too (type 7 of Hyndman and Fan 1996); else these alone
};

/// What is wrong with its parameters, a sentence each; empty if nothing.
std::vector<std::string> mistakes_of(const Distribution& distribution);

/// The value below which the law has probability u in [0, 1]; of discrete laws the least value x with P(X <= x) > u, so that u in
/// [i/n, (i+1)/n) is the i-th of n levels. Ends are exact: 0 and 1 give min and max to the bit, or ±infinity where the law has no bound.
/// NaN stays NaN. For distributions without mistakes. beta, pert and gamma take some 10 µs, up to 1 ms
/// where exponents or shapes are near a million.
double quantile(const Distribution& distribution, double u);

}  // namespace enclosure
