#include "analysis/chart/estimate.h"

#include "analysis/chart/picture.h"

namespace enclosure {

std::string estimate_text(const DotEstimate& estimate, const Form& form) {
    const std::string range = range_text(estimate.interval.low, estimate.interval.high, form);
    return number_text(estimate.value, form) + (range.empty() ? std::string() : " (" + range + ")");
}

}  // namespace enclosure
