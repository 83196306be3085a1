// Whether as many points lie inside their intervals as should.
#pragma once

#include <cstddef>
#include <string>

namespace enclosure {

/// P(X <= k) for X binomial of n trials with probability p in (0, 1).
double binomial_probability(std::size_t k, std::size_t n, double p);

/// A sentence if `inside` of n points in intervals of `confidence` are fewer or more than a binomial law has in 99 of 100 cases (half a
/// percent on each side); else nothing.
std::string coverage_warning(std::size_t inside, std::size_t n, double confidence);

}  // namespace enclosure
