#include "sim/phases/budget.h"

#include "sim/base/math.h"

namespace enclosure {

double seat_budget(const Segment& segment, double t) {
    return segment.spend_max / (1 + (segment.spend_max / segment.spend_start - 1) * math::exp(-segment.spend_rate * t));
}

}  // namespace enclosure
