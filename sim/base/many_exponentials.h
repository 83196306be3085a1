// exp of many numbers: the bits of math::exp, several numbers in a register.
#pragma once

#include <span>

namespace enclosure {

/// Each x becomes math::exp(x - less).
void exp_of_many(std::span<double> x, double less);

}  // namespace enclosure
