// Invariants, checked after every phase when asked for: people and money are conserved, developers work on released models that exist,
// every value lies in the range that its column names, nothing is NaN. A broken one names step, phase and the first account, agent or
// column that breaks it.
#pragma once

#include <array>
#include <cstddef>
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
    /// Phases after which more must hold than before; each must be in the pipeline.
    static constexpr std::string_view clears_bookings = "collect income";
    static constexpr std::string_view moves_cash = "settle";
    static constexpr std::string_view counts_developers = "contribute";
    static constexpr std::string_view counts_users = "count users";
    static constexpr std::string_view frees_slots = "sweep ended";
    static constexpr std::array landmarks = {clears_bookings, moves_cash, counts_developers, counts_users, frees_slots};

    /// Remembers the world at the step's begin.
    explicit Audit(const World& world);

    /// Checks everything that must hold after `phase`, the next of the step. Throws AuditError.
    void after(std::string_view phase, const World& world);

  private:
    void check_people(std::string_view phase, const World& world) const;
    void check_developers(std::string_view phase, const World& world) const;
    void check_bookings(std::string_view phase, const World& world);
    void check_cash(std::string_view phase, const World& world) const;

    std::vector<double> cash_;
    std::vector<double> balance_;
    std::vector<double> amounts_;      ///< bookings of the step before, until they are cleared
    bool cleared_ = false;             ///< whether the ledger holds bookings of this step alone
    bool settled_ = false;             ///< whether cash has moved by the bookings of the step
    bool users_counted_ = false;       ///< whether users have been counted since they chose
    bool developers_counted_ = false;  ///< whether developers have been counted since they chose
    bool swept_ = false;               ///< whether the slots of ended models have been freed
};

}  // namespace enclosure
