// Which model each aware user has at the start: firms' initial shares, among closed models and among released ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/world/world.h"

namespace enclosure {

class StartingMarket {
  public:
    /// Of the firms' models as they are set up.
    explicit StartingMarket(const World& world);

    /// The slot of the one that the user with that serial takes of the side that he wants, or of the other where nothing is there;
    /// choice_none if nothing is at all. A further firm moves users only to itself.
    std::uint8_t model(bool open, std::uint64_t seed, std::uint64_t user) const;

  private:
    // One side's models: those of firms with a share.
    struct Side {
        std::vector<std::uint8_t> slot;
        std::vector<std::uint64_t> serial;  // of the firm
        std::vector<double> share;
        std::vector<double> log_share;
    };

    Side closed_, open_;
};

}  // namespace enclosure
