#include "analysis/emulator/trend.h"

namespace enclosure {

std::size_t trend_term_count(EmulatorTrend trend, std::span<const EmulatorInput> inputs) {
    std::size_t count = 1;
    if (trend == EmulatorTrend::constant) return count;
    for (const EmulatorInput& input : inputs) count += input.categorical() ? input.levels.size() - 1 : 1;
    return count;
}

DenseMatrix trend_terms(EmulatorTrend trend, std::span<const EmulatorInput> inputs, std::span<const double> coordinates) {
    const std::size_t d = inputs.size();
    DenseMatrix terms(coordinates.size() / d, trend_term_count(trend, inputs));
    for (std::size_t i = 0; i < terms.rows; ++i) {
        terms(i, 0) = 1;
        if (trend == EmulatorTrend::constant) continue;
        std::size_t term = 1;
        for (std::size_t k = 0; k < d; ++k) {
            const double at = coordinates[i * d + k];
            if (!inputs[k].categorical()) {
                terms(i, term++) = at - 0.5;
                continue;
            }
            for (std::size_t level = 1; level < inputs[k].levels.size(); ++level)
                terms(i, term++) = at == static_cast<double>(level) ? 1 : 0;
        }
    }
    return terms;
}

}  // namespace enclosure
