// Runs of test functions at the points of Saltelli's design, as an analysis gets them.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "analysis/sensitivity/sobol_indices.h"
#include "sim/study/designs/saltelli.h"
#include "sim/study/functions/test_function.h"

namespace enclosure::test {

/// The function's single output at each point: base row × place. A run's seed is its stream of worlds, or its own number.
inline std::vector<double> saltelli_outcome(const std::string& name, const SaltelliDesign& how,
                                            const std::map<std::string, std::vector<double>>& set = {}, bool shared_worlds = true) {
    const TestFunction& function = *find_test_function(name);
    const FunctionParameters parameters = function_parameters(function, set);
    const std::vector<FunctionInput> inputs = function.inputs(parameters);
    const DesignPoints points = saltelli_points(how);
    std::vector<double> y(points.size());
    std::vector<double> x(inputs.size());
    for (std::size_t i = 0; i < y.size(); ++i) {
        for (std::size_t k = 0; k < x.size(); ++k) x[k] = inputs[k].low + points.point(i)[k] * (inputs[k].high - inputs[k].low);
        function.evaluate(x, parameters, shared_worlds ? points.worlds[i] : i, std::span(y).subspan(i, 1));
    }
    return y;
}

/// The indices of one outcome on one thread.
inline SobolIndices sobol_of(const SobolLayout& layout, const std::vector<double>& y, const SobolOptions& options = {},
                             std::span<const std::uint32_t> replication = {}) {
    const std::vector<SobolOutcome> outcome = {{"y", y}};
    return sobol_indices(layout, outcome, replication, options, Threads(1)).front();
}

/// Values alone.
inline std::vector<double> values_of(const std::vector<SobolIndex>& indices) {
    std::vector<double> values;
    for (const SobolIndex& index : indices) values.push_back(index.value);
    return values;
}

}  // namespace enclosure::test
