#include "analysis/sensitivity/dummy_level.h"

#include <vector>

namespace enclosure {

DummyLevel dummy_level(std::span<const double> indices, double confidence) {
    if (indices.empty()) return {};
    double sum = 0;
    for (const double v : indices) sum += v;
    return {sum / static_cast<double>(indices.size()), quantile(std::vector<double>(indices.begin(), indices.end()), confidence)};
}

}  // namespace enclosure
