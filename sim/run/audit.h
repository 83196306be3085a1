// Invariants, checked after every phase when asked for: people and money are conserved, probabilities and capabilities are sane,
// nothing is NaN. A broken one names step, phase and the first account, agent or column that breaks it.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "sim/world/world.h"

namespace enclosure {

struct AuditError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class Audit {
  public:
    /// Remembers the world at the step's begin.
    explicit Audit(const World& world);

    /// Checks everything that must hold after `phase`, the next of the step. Throws AuditError.
    void after(std::string_view phase, const World& world);

  private:
    void check_people(std::string_view phase, const World& world) const;
    void check_money(std::string_view phase, const World& world) const;
    void check_numbers(std::string_view phase, const World& world) const;

    std::vector<double> cash_;
    bool settled_ = false;  ///< whether cash has moved by the bookings of the step
    bool counted_ = false;  ///< whether users have been counted since they chose
};

}  // namespace enclosure
