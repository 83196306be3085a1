// The best that a search has seen, as finely as anyone cares: of each box of the space of losses at most one point, and no box that another
// dominates (Laumanns, Thiele, Deb and Zitzler, Evol. Comput. 10, 2002). So the archive stays small, loses nothing by more than a box, and
// does not drift.
// Invariant: no member's box dominates another's or equals it. What the archive is depends on the order in which points were offered.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace enclosure {

struct ArchiveMember {
    std::uint64_t id = 0;
    std::vector<double> losses = {};
    std::vector<double> box = {};  ///< losses / epsilon, rounded down
};

struct EpsilonArchive {
    std::vector<double> epsilon = {};         ///< width of a box in each objective, in its unit; 0: each value is a box
    std::vector<ArchiveMember> members = {};  ///< in the order in which they came
};

enum class ArchiveEntry : std::uint8_t {
    refused,        ///< a member's box dominates the point's, or the member in its box is as good
    better_in_box,  ///< took the place of the member in its box
    new_box,        ///< opened a box: progress, as Kollat and Reed (Adv. Water Resour. 29, 2006) and Hadka and Reed (2013) count it
};

/// Offers a point. Boxes are additive, as in Deb, Mohan and Mishra (Evol. Comput. 13, 2005): floor(loss / epsilon); Laumanns et al. divide
/// logarithms instead. In one box the dominating point stays, or else the one nearer to the box's best corner, measured in boxes; the
/// member if they tie. Members whose box the new one dominates go. Losses are finite and as many as there are epsilons.
ArchiveEntry offer_to_archive(EpsilonArchive& archive, std::uint64_t id, std::span<const double> losses);

}  // namespace enclosure
