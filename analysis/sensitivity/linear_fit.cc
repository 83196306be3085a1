#include "analysis/sensitivity/linear_fit.h"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/base/paired.h"

namespace enclosure {

namespace {

constexpr double linear_dependence_limit = 1e-10;  // eigenvalues of correlations below this are none
constexpr double linear_exact_fit = 1e-12;         // variance left unexplained that is but rounding

/// Correlations of all columns where rows count `weight` times; NaN with a column that does not vary.
Eigen::MatrixXd weighted_correlations(const LinearData& data, std::span<const std::uint32_t> weight) {
    constexpr Eigen::Index rows_at_once = 256;
    const Eigen::Index n = data.columns.rows();
    const Eigen::Index p = data.columns.cols();
    Eigen::MatrixXd products = Eigen::MatrixXd::Zero(p, p);
    Eigen::VectorXd sums = Eigen::VectorXd::Zero(p);
    LinearData::Matrix scaled(rows_at_once, p);
    double count = 0;
    for (Eigen::Index begin = 0; begin < n; begin += rows_at_once) {
        const Eigen::Index size = std::min(rows_at_once, n - begin);
        for (Eigen::Index i = 0; i < size; ++i) {
            const auto w = static_cast<double>(weight[static_cast<std::size_t>(begin + i)]);
            count += w;
            sums += w * data.columns.row(begin + i).transpose();
            scaled.row(i) = std::sqrt(w) * data.columns.row(begin + i);
        }
        products.selfadjointView<Eigen::Lower>().rankUpdate(scaled.topRows(size).transpose());
    }
    const Eigen::VectorXd mean = sums / count;
    Eigen::MatrixXd correlations(p, p);
    const auto covariance = [&](Eigen::Index a, Eigen::Index b) {
        return products(std::max(a, b), std::min(a, b)) / count - mean(a) * mean(b);
    };
    for (Eigen::Index a = 0; a < p; ++a) {
        for (Eigen::Index b = 0; b < p; ++b) {
            // Columns have variance 1 in the sample, so what is left below this is rounding.
            const double va = covariance(a, a), vb = covariance(b, b);
            correlations(a, b) = va > 1e-20 && vb > 1e-20 ? covariance(a, b) / std::sqrt(va) / std::sqrt(vb) : not_defined;
        }
    }
    return correlations;
}

}  // namespace

bool standardise(std::span<double> column) {
    const auto [least, largest] = std::minmax_element(column.begin(), column.end());
    if (column.empty() || *least == *largest) {
        std::fill(column.begin(), column.end(), 0.0);
        return false;
    }
    const double level = column.front();
    // Differences of two huge numbers of opposite sign stay finite if halved first.
    const double range = *largest / 2 - *least / 2;
    double mean = 0;
    for (double& v : column) {
        v = (v / 2 - level / 2) / range;
        mean += v / static_cast<double>(column.size());
    }
    double square = 0;
    for (double& v : column) {
        v -= mean;
        square += v * v;
    }
    const double sd = std::sqrt(square / static_cast<double>(column.size()));
    for (double& v : column) v /= sd;
    return true;
}

LinearFit linear_fit(const LinearData& data, std::span<const std::uint32_t> weight) {
    const Eigen::Index p = data.columns.cols() - 1;
    const auto size = static_cast<std::size_t>(p);
    LinearFit fit;
    fit.coefficient.assign(size, 0.0);
    fit.partial.assign(size, 0.0);
    fit.simple.assign(size, 0.0);
    fit.aliased.assign(size, 0);
    fit.inverse = Eigen::MatrixXd::Zero(p, p);

    const Eigen::MatrixXd all = weighted_correlations(data, weight);
    if (std::isnan(all(p, p))) {
        for (std::vector<double>* values : {&fit.coefficient, &fit.partial, &fit.simple})
            std::fill(values->begin(), values->end(), not_defined);
        fit.r2 = not_defined;
        return fit;
    }
    std::vector<Eigen::Index> varying;
    for (Eigen::Index k = 0; k < p; ++k) {
        if (!std::isnan(all(k, k))) varying.push_back(k);
    }
    if (varying.empty()) return fit;
    const auto count = static_cast<Eigen::Index>(varying.size());
    Eigen::MatrixXd among(count, count);
    Eigen::VectorXd with_outcome(count);
    for (Eigen::Index a = 0; a < count; ++a) {
        const Eigen::Index column = varying[static_cast<std::size_t>(a)];
        with_outcome(a) = all(column, p);
        for (Eigen::Index b = 0; b < count; ++b) among(a, b) = all(column, varying[static_cast<std::size_t>(b)]);
    }

    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> spectrum(among);
    Eigen::MatrixXd inverse = Eigen::MatrixXd::Zero(count, count);
    std::vector<std::uint8_t> aliased(static_cast<std::size_t>(count), 0);
    for (Eigen::Index e = 0; e < count; ++e) {
        const Eigen::VectorXd direction = spectrum.eigenvectors().col(e);
        if (spectrum.eigenvalues()(e) > linear_dependence_limit * static_cast<double>(count)) {
            inverse += direction * direction.transpose() / spectrum.eigenvalues()(e);
            ++fit.rank;
            continue;
        }
        for (Eigen::Index a = 0; a < count; ++a) {
            if (std::fabs(direction(a)) > 1e-4) aliased[static_cast<std::size_t>(a)] = 1;
        }
    }
    const Eigen::VectorXd coefficient = inverse * with_outcome;
    fit.r2 = std::clamp(with_outcome.dot(coefficient), 0.0, 1.0);
    const double unexplained = 1 - fit.r2;
    for (Eigen::Index a = 0; a < count; ++a) {
        const auto k = static_cast<std::size_t>(varying[static_cast<std::size_t>(a)]);
        fit.simple[k] = std::clamp(with_outcome(a), -1.0, 1.0);
        fit.aliased[k] = aliased[static_cast<std::size_t>(a)];
        for (Eigen::Index b = 0; b < count; ++b)
            fit.inverse(varying[static_cast<std::size_t>(a)], varying[static_cast<std::size_t>(b)]) = inverse(a, b);
        if (fit.aliased[k] != 0) {
            fit.coefficient[k] = fit.partial[k] = not_defined;
            continue;
        }
        const double beta = coefficient(a);
        fit.coefficient[k] = beta;
        if (unexplained < linear_exact_fit) {
            // Nothing is left to correlate with, unless this column is needed for the fit.
            fit.partial[k] = std::fabs(beta) > 1e-6 ? std::copysign(1.0, beta) : not_defined;
        } else {
            fit.partial[k] = beta / std::sqrt(beta * beta + unexplained * inverse(a, a));
        }
    }
    return fit;
}

double share_of_columns(const LinearFit& fit, std::span<const std::size_t> columns) {
    std::vector<std::size_t> varying;
    for (const std::size_t k : columns) {
        if (fit.aliased[k] != 0 || std::isnan(fit.coefficient[k])) return not_defined;
        if (fit.inverse(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(k)) > 0) varying.push_back(k);
    }
    const auto count = static_cast<Eigen::Index>(varying.size());
    Eigen::MatrixXd inverse(count, count);
    Eigen::VectorXd beta(count);
    for (Eigen::Index a = 0; a < count; ++a) {
        const std::size_t k = varying[static_cast<std::size_t>(a)];
        beta(a) = fit.coefficient[k];
        for (Eigen::Index b = 0; b < count; ++b)
            inverse(a, b) = fit.inverse(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(varying[static_cast<std::size_t>(b)]));
    }
    return count == 0 ? 0 : beta.dot(inverse.fullPivLu().solve(beta));
}

}  // namespace enclosure
