// A study of a test function in place of the model: its inputs are what factors set, its outputs what metrics measure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/node.h"
#include "sim/scenario/places.h"
#include "sim/study/functions/test_function.h"
#include "sim/study/keys/study_keys.h"
#include "sim/study/metric.h"

namespace enclosure {

struct StudyFunction {
    const TestFunction* function = nullptr;
    FunctionParameters parameters = {};
    std::vector<FunctionInput> inputs = {};
    std::vector<std::string> outputs = {};

    /// Place of an input; nothing if there is none of that name.
    std::optional<std::size_t> input(std::string_view id) const;
    /// The middle of each input's range, which an input has that nothing sets.
    std::vector<double> middle() const;
    /// The outputs as columns that runs are measured by.
    std::vector<Metric> columns() const;
    /// "ishigami a=7 b=0.1": what keys of runs are made of.
    std::string text() const;
};

/// Takes the parameters out of the node of [function], which keeps its name alone. Reports a name that is none, with the nearest, and
/// parameters that the function does not have or that are not legal; nothing then.
std::optional<StudyFunction> take_function(Node& node, Report& report);

/// Gives the study what it does not say: factors for all inputs, metrics for all outputs. Reports what makes no sense without the model:
/// arms with policies, series.
void complete_keys(StudyKeys& keys, const StudyFunction& function, const Places& places, Report& report);

}  // namespace enclosure
