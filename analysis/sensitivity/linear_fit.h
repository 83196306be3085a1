// Least squares on standardised columns, from their correlations.
// Invariant: what depends on columns that are linear functions of each other is not defined; the rest is what it would be without them.
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <span>
#include <vector>

namespace enclosure {

/// Columns that explain, then the outcome, each with mean 0 and variance 1, or all zero if it was constant.
struct LinearData {
    using Matrix = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Matrix columns = {};
};

/// Brings a column to mean 0 and variance 1 (over n); zeros if it is constant. Returns whether it varies.
bool standardise(std::span<double> column);

struct LinearFit {
    std::vector<double> coefficient = {};    ///< standardised, of each column; 0 for a constant one
    std::vector<double> partial = {};        ///< partial correlation with the outcome
    std::vector<double> simple = {};         ///< correlation with the outcome
    std::vector<std::uint8_t> aliased = {};  ///< whether the column is part of a linear dependence
    double r2 = 0;
    std::size_t rank = 0;          ///< independent columns
    Eigen::MatrixXd inverse = {};  ///< of the correlations of the columns (pseudo-inverse)
};

/// Fit to rows that count `weight` times. The outcome must vary among them; else coefficients are NaN.
LinearFit linear_fit(const LinearData& data, std::span<const std::uint32_t> weight);

/// R² less R² without some columns; NaN if one of them is aliased.
double share_of_columns(const LinearFit& fit, std::span<const std::size_t> columns);

}  // namespace enclosure
