// What the test functions' catalogue is put together from: one list for each subject, and the ways in which inputs and outputs are named.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/study/functions/test_function.h"

namespace enclosure {

std::vector<TestFunction> sensitivity_functions();
std::vector<TestFunction> search_functions();

/// x1, x2, … of one range.
std::vector<FunctionInput> numbered_inputs(std::size_t count, double low, double high);

/// The single output y.
std::vector<std::string> output_y(const FunctionParameters&);

/// f1, f2, …, all to be made small.
std::vector<std::string> objectives(std::size_t count);

}  // namespace enclosure
