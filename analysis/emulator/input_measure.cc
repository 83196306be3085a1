#include "analysis/emulator/input_measure.h"

#include <fmt/format.h>

#include "analysis/data/analysis_error.h"
#include "analysis/emulator/prepared_set.h"

namespace enclosure {

std::vector<double> coordinates_by_measure(std::span<const EmulatorInput> inputs, const InputMeasure& measure, std::span<const double> u) {
    std::vector<double> out = coordinates_of_cube(inputs, u);
    if (measure.quantiles.empty()) return out;
    if (measure.quantiles.size() != inputs.size()) {
        throw AnalysisError(fmt::format("{} quantile functions do not fit {} inputs.", measure.quantiles.size(), inputs.size()));
    }
    std::vector<double> x = points_of_scaled(inputs, out);
    for (std::size_t i = 0; i < x.size(); ++i) {
        const std::function<double(double)>& quantile_of_input = measure.quantiles[i % inputs.size()];
        if (quantile_of_input) x[i] = quantile_of_input(u[i]);
    }
    const std::vector<double> scaled = scaled_points(inputs, x);
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (measure.quantiles[i % inputs.size()]) out[i] = scaled[i];
    }
    return out;
}

}  // namespace enclosure
