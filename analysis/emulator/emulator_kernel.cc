#include "analysis/emulator/emulator_kernel.h"

namespace enclosure {

EmulatorCorrelation::EmulatorCorrelation(EmulatorKernel kernel, std::span<const double> lengths, std::span<const std::uint8_t> categorical)
    : kernel_(kernel), categorical_(categorical.begin(), categorical.end()) {
    for (const double length : lengths) inverse_.push_back(1 / length);
}

double EmulatorCorrelation::at(const double* a, const double* b, double* by_length) const {
    const std::size_t d = inverse_.size();
    if (kernel_ == EmulatorKernel::matern_5_2_product) {
        const double value = product(a, b);
        for (std::size_t k = 0; k < d; ++k) {
            const double r = root5 * std::fabs(scaled_difference(k, a, b));
            by_length[k] = value * r * r * (1 + r) / (3 + r * (3 + r));
        }
        return value;
    }
    double sum = 0;
    for (std::size_t k = 0; k < d; ++k) {
        const double u = scaled_difference(k, a, b);
        by_length[k] = u * u;
        sum += u * u;
    }
    double value = 0;
    double slope = 0;  // -2 × the derivative by the sum
    if (kernel_ == EmulatorKernel::squared_exponential) {
        value = slope = math::exp(-0.5 * sum);
    } else {
        const double r = root5 * std::sqrt(sum);
        const double decay = math::exp(-r);
        value = (1 + r * (1 + r * (1.0 / 3))) * decay;
        slope = (5.0 / 3) * (1 + r) * decay;
    }
    for (std::size_t k = 0; k < d; ++k) by_length[k] *= slope;
    return value;
}

DenseMatrix correlations(const EmulatorCorrelation& correlation, std::span<const double> a, std::span<const double> b) {
    const std::size_t d = correlation.inputs();
    DenseMatrix out(a.size() / d, b.size() / d);
    for (std::size_t j = 0; j < out.columns; ++j) {
        for (std::size_t i = 0; i < out.rows; ++i) out(i, j) = correlation.at(a.data() + i * d, b.data() + j * d);
    }
    return out;
}

DenseMatrix correlations_within(const EmulatorCorrelation& correlation, std::span<const double> points) {
    const std::size_t d = correlation.inputs();
    const std::size_t n = points.size() / d;
    DenseMatrix out(n, n);
    for (std::size_t j = 0; j < n; ++j) {
        for (std::size_t i = j; i < n; ++i) out(i, j) = correlation.at(points.data() + i * d, points.data() + j * d);
    }
    return out;
}

}  // namespace enclosure
