// Functions whose answers are known, to try designs, analyses and searches on: by name, with the inputs' ranges, parameters, and exact
// sensitivity indices where there are any. They stand where a model would: a study can run them.
//
// Invariant: a value is a function of inputs, parameters and seed, made of sim/base/math.h alone, so the same to the bit on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// An input, uniform in its range.
struct FunctionInput {
    std::string id = {};
    double low = 0;
    double high = 1;
};

/// A parameter: one number, or a list whose length says how many inputs there are.
struct FunctionParameter {
    std::string_view id = {};
    std::string_view doc = {};
    std::vector<double> value = {};  ///< unless told otherwise
    double low = 0;                  ///< legal values, each number of a list
    double high = 0;
    bool list = false;
    bool whole = false;
};

/// Values of all parameters, in the order of TestFunction::parameters.
using FunctionParameters = std::vector<std::vector<double>>;

/// Indices of the output over independent uniform inputs. Of a random output: where runs that differ in one input share their seed.
struct ExactIndices {
    double mean = 0;
    double variance = 0;
    std::vector<double> first = {};
    std::vector<double> total = {};
    std::vector<double> second = {};  ///< by pair (0,1), (0,2), …, (1,2), …
};

struct TestFunction {
    std::string_view name = {};
    std::string_view other_name = {};  ///< or empty
    std::string_view doc = {};
    std::string_view source = {};
    std::vector<FunctionParameter> parameters = {};
    std::vector<FunctionInput> (*inputs)(const FunctionParameters&) = nullptr;
    std::vector<std::string> (*outputs)(const FunctionParameters&) = nullptr;
    /// Sets `y`, as many numbers as outputs, from `x`, as many as inputs. Reads nothing else.
    void (*evaluate)(std::span<const double> x, const FunctionParameters& parameters, std::uint64_t seed, std::span<double> y) = nullptr;
    /// Of the only output; null where none are known.
    ExactIndices (*exact)(const FunctionParameters&) = nullptr;
};

/// All of them, by subject: for sensitivity, discovery, then search.
const std::vector<TestFunction>& test_functions();

/// By either name; null if there is none.
const TestFunction* find_test_function(std::string_view name);

/// The function's parameters with some set, by id. Throws std::invalid_argument with every reason, a line each: an unknown id, a list where
/// there is one number, a value that is not legal.
FunctionParameters function_parameters(const TestFunction& function, const std::map<std::string, std::vector<double>>& set = {});

/// The outputs at `x`. Inputs may lie outside their ranges. Throws std::invalid_argument for another number of inputs.
std::vector<double> evaluate(const TestFunction& function, std::span<const double> x, const FunctionParameters& parameters,
                             std::uint64_t seed = 0);

/// Exact indices, or none.
std::optional<ExactIndices> exact_indices(const TestFunction& function, const FunctionParameters& parameters);

}  // namespace enclosure
