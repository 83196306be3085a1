#include "sim/study/functions/test_function.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "sim/study/functions/function_parts.h"

namespace enclosure {

namespace {

std::vector<TestFunction> test_function_catalogue() {
    std::vector<TestFunction> all = sensitivity_functions();
    for (TestFunction& function : search_functions()) all.push_back(std::move(function));
    return all;
}

void check_function_parameter(const TestFunction& function, const FunctionParameter& parameter, const std::vector<double>& value,
                              std::vector<std::string>& reasons) {
    if (!parameter.list && value.size() != 1) {
        reasons.push_back(fmt::format("{}.{} is one number, not {}.", function.name, parameter.id, value.size()));
    } else if (value.empty()) {
        reasons.push_back(fmt::format("{}.{} is a list of at least one number.", function.name, parameter.id));
    }
    for (const double v : value) {
        if (!(v >= parameter.low && v <= parameter.high) || (parameter.whole && v != std::floor(v))) {
            reasons.push_back(fmt::format("{}.{} = {} is not {} from {} to {}. {}", function.name, parameter.id, v,
                                          parameter.whole ? "a whole number" : "a number", parameter.low, parameter.high, parameter.doc));
        }
    }
}

}  // namespace

const std::vector<TestFunction>& test_functions() {
    static const std::vector<TestFunction> all = test_function_catalogue();
    return all;
}

const TestFunction* find_test_function(std::string_view name) {
    for (const TestFunction& function : test_functions()) {
        if (function.name == name || (!name.empty() && function.other_name == name)) return &function;
    }
    return nullptr;
}

FunctionParameters function_parameters(const TestFunction& function, const std::map<std::string, std::vector<double>>& set) {
    FunctionParameters values;
    for (const FunctionParameter& parameter : function.parameters) values.push_back(parameter.value);
    std::vector<std::string> reasons;
    for (const auto& [id, value] : set) {
        const auto found = std::find_if(function.parameters.begin(), function.parameters.end(),
                                        [&name = id](const FunctionParameter& parameter) { return parameter.id == name; });
        if (found == function.parameters.end()) {
            std::string known;
            for (const FunctionParameter& parameter : function.parameters) {
                known += (known.empty() ? "" : ", ") + std::string(parameter.id);
            }
            reasons.push_back(
                fmt::format("{} has no parameter {}; it has {}.", function.name, id, known.empty() ? std::string("none") : known));
            continue;
        }
        check_function_parameter(function, *found, value, reasons);
        values[static_cast<std::size_t>(found - function.parameters.begin())] = value;
    }
    if (!reasons.empty()) throw std::invalid_argument(fmt::format("{}", fmt::join(reasons, "\n")));
    return values;
}

std::vector<double> evaluate(const TestFunction& function, std::span<const double> x, const FunctionParameters& parameters,
                             std::uint64_t seed) {
    const std::size_t inputs = function.inputs(parameters).size();
    if (x.size() != inputs) throw std::invalid_argument(fmt::format("{} has {} inputs, not {}.", function.name, inputs, x.size()));
    std::vector<double> y(function.outputs(parameters).size());
    function.evaluate(x, parameters, seed, y);
    return y;
}

std::optional<ExactIndices> exact_indices(const TestFunction& function, const FunctionParameters& parameters) {
    if (function.exact == nullptr) return std::nullopt;
    return function.exact(parameters);
}

std::vector<FunctionInput> numbered_inputs(std::size_t count, double low, double high) {
    std::vector<FunctionInput> inputs(count);
    for (std::size_t i = 0; i < count; ++i) inputs[i] = {"x" + std::to_string(i + 1), low, high};
    return inputs;
}

std::vector<std::string> output_y(const FunctionParameters&) {
    return {"y"};
}

std::vector<std::string> objectives(std::size_t count) {
    std::vector<std::string> names(count);
    for (std::size_t i = 0; i < count; ++i) names[i] = "f" + std::to_string(i + 1);
    return names;
}

}  // namespace enclosure
