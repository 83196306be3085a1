#include "sim/study/correlation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "sim/base/math.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

std::string factor_name(std::size_t k, std::span<const std::string> names) {
    return k < names.size() ? names[k] : fmt::format("factor {}", k);
}

void check_rank_correlations(std::size_t n, std::span<const double> spearman, std::span<const std::string> names) {
    if (spearman.size() != n * n) {
        throw std::invalid_argument(fmt::format("Rank correlations of {} factors are {} numbers, not {}.", n, n * n, spearman.size()));
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (spearman[i * n + i] != 1) {
            throw std::invalid_argument(
                fmt::format("The rank correlation of {} with itself must be 1, not {}.", factor_name(i, names), spearman[i * n + i]));
        }
        for (std::size_t j = 0; j < i; ++j) {
            const double rho = spearman[i * n + j];
            if (rho != spearman[j * n + i] || !(std::fabs(rho) <= 1)) {
                throw std::invalid_argument(fmt::format("The rank correlation of {} and {} must be one number in [-1, 1], not {} and {}.",
                                                        factor_name(j, names), factor_name(i, names), spearman[j * n + i], rho));
            }
        }
    }
}

double pearson_of_spearman(double rho) {
    const double size = 2 * math::sin_pi(std::fabs(rho) / 6);
    return rho < 0 ? -size : size;
}

// The correlations that a factor has with earlier ones; what cannot be is in there.
std::string copula_contradiction(std::size_t n, std::span<const double> spearman, std::size_t i, double pivot,
                                 std::span<const std::string> names) {
    std::string with;
    for (std::size_t j = 0; j < i; ++j) {
        if (spearman[i * n + j] != 0)
            with += fmt::format("{}{} ({})", with.empty() ? "" : ", ", factor_name(j, names), spearman[i * n + j]);
    }
    return fmt::format(
        "No variables can have these rank correlations at once: those of {} with {} contradict the ones among the latter. The matrix is "
        "not "
        "positive definite (pivot {:.3g}).",
        factor_name(i, names), with, pivot);
}

bool stands_alone(const GaussianCopula& copula, std::size_t i) {
    const auto row = copula.lower.begin() + static_cast<std::ptrdiff_t>(i * copula.factors);
    return std::all_of(row, row + static_cast<std::ptrdiff_t>(i), [](double weight) { return weight == 0; });
}

double normal_score(double u) {
    return math::normal_quantile(std::clamp(u, 0x1p-53, 1 - 0x1p-53));
}

void correlate_point(const GaussianCopula& copula, std::span<double> u, std::span<double> z) {
    for (std::size_t i = 0; i < u.size(); ++i) z[i] = normal_score(u[i]);
    for (std::size_t i = 0; i < u.size(); ++i) {
        if (stands_alone(copula, i)) continue;
        double sum = 0;
        for (std::size_t j = 0; j <= i; ++j) {
            const double weight = copula.lower[i * copula.factors + j];
            if (weight != 0) sum += weight * z[j];  // NaN is nobody's business who has no weight on it
        }
        if (sum != sum) {
            throw std::invalid_argument(
                "A factor that has correlations keeps the scenario's own value at a point: give it a coordinate, or take its correlations "
                "away.");
        }
        u[i] = normal_probability(sum);
    }
}

std::vector<double> ranks_of(const DesignPoints& points, std::size_t factor) {
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto value = [&](std::size_t i) { return points.point(i)[factor]; };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t i, std::size_t j) { return value(i) < value(j); });
    std::vector<double> ranks(points.size());
    for (std::size_t from = 0, to = 0; from < order.size(); from = to) {
        while (to < order.size() && !(value(order[from]) < value(order[to]))) ++to;
        for (std::size_t k = from; k < to; ++k) ranks[order[k]] = 0.5 * static_cast<double>(from + to - 1);
    }
    return ranks;
}

}  // namespace

GaussianCopula gaussian_copula(std::size_t n, std::span<const double> spearman, std::span<const std::string> names) {
    check_rank_correlations(n, spearman, names);
    GaussianCopula copula{.factors = n, .lower = std::vector<double>(n * n)};
    std::vector<double>& l = copula.lower;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j <= i; ++j) {
            double rest = i == j ? 1 : pearson_of_spearman(spearman[i * n + j]);
            for (std::size_t k = 0; k < j; ++k) rest -= l[i * n + k] * l[j * n + k];
            if (i == j && !(rest > 1e-12)) throw std::invalid_argument(copula_contradiction(n, spearman, i, rest, names));
            l[i * n + j] = i == j ? std::sqrt(rest) : rest / l[j * n + j];
        }
    }
    return copula;
}

DesignPoints correlated(const GaussianCopula& copula, const DesignPoints& points) {
    if (copula.factors != points.factors) {
        throw std::invalid_argument(fmt::format("Correlations of {} factors do not fit a design of {}.", copula.factors, points.factors));
    }
    DesignPoints out = points;
    std::vector<double> z(points.factors);
    for (std::size_t i = 0; i < points.size(); ++i)
        correlate_point(copula, std::span(out.u).subspan(i * points.factors, points.factors), z);
    return out;
}

double rank_correlation(const DesignPoints& points, std::size_t a, std::size_t b) {
    const std::vector<double> x = ranks_of(points, a);
    const std::vector<double> y = ranks_of(points, b);
    const double middle = 0.5 * (static_cast<double>(points.size()) - 1);
    double xx = 0, xy = 0, yy = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        xx += (x[i] - middle) * (x[i] - middle);
        xy += (x[i] - middle) * (y[i] - middle);
        yy += (y[i] - middle) * (y[i] - middle);
    }
    return xy / std::sqrt(xx * yy);
}

}  // namespace enclosure
