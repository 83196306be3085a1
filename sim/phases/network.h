// Peers: whom a user looks at, and what share of them uses a vendor.
//   none         nobody
//   cells        all of the cell, its share smoothed with the segment's: a term of the cell, see utility.h
//   small_world  a ring in the cell, `degree` nearest; each with probability `rewiring` replaced by anybody of the cell
//   scale_free   `degree` of the cell, rank r with weight r^(−exponent): in-degrees have a tail of index 1 + 1/exponent
//   edge_list    whom a file says
// The last three give each user a term of his own:
//   ν_i·(peers who use the vendor)/(peers who use any model), by peers' choices at the step's begin; 0 if none of them uses a model
//   ν_i = ν_g·(1 + spread·(2r − 1)), r the user's quantile of reach: who adopts late heeds his peers more
// Peers are functions of (seed, user, number of the peer), drawn anew whenever they are asked for: they need no memory and never change.
// Looking is directed: who is looked at need not look back.
// Sources: Watts and Strogatz 1998; Goh, Kahng and Kim 2001; Brock and Durlauf 2001; spread: assumption. Claims: C12 O10.
#pragma once

#include <algorithm>
#include <memory_resource>
#include <span>

#include "sim/base/draws.h"
#include "sim/phases/choice_batch.h"
#include "sim/phases/phase.h"

namespace enclosure {

/// Whether each user has peers of his own, instead of the whole cell.
bool has_own_peers(const Scenario& rules);

/// A user of a cell, as the networks see him.
struct PeerSeat {
    std::uint64_t serial = 0;
    std::uint64_t index = 0;    ///< in the cell
    std::uint64_t members = 0;  ///< of the cell
};

/// Index in the cell of the user's peer number k; `index` if the cell has nobody else.
std::uint64_t small_world_peer(std::uint64_t seed, const PeerSeat& seat, std::uint32_t k, double rewiring);
std::uint64_t scale_free_peer(std::uint64_t seed, const PeerSeat& seat, std::uint32_t k, double exponent);

/// What users see of their peers: vendors by choices at the step's begin.
class PeerView {
  public:
    /// Keeps whose vendor each user of `choice` has, if peers are asked for at all. `offerings` is the list that users choose from.
    PeerView(std::span<const std::uint8_t> choice, const Network& network, const Catalogue& catalogue, std::span<const Offering> offerings,
             const Scenario& rules, std::uint64_t seed, std::pmr::memory_resource* memory = std::pmr::get_default_resource());

    bool empty() const { return group_of_user_.empty(); }

    /// Vendors of the offerings, numbered from 0.
    std::span<const std::uint8_t> groups() const { return group_of_offering_; }

    /// Adds 1 to counts[stride·g] for each of the user's peers who uses vendor g; returns how many use one. `begin` is the cell's first
    /// user.
    float count(float* counts, std::size_t stride, std::uint64_t begin, const PeerSeat& seat) const;

    /// Vendors of the peers of `users` neighbouring rows, from row `first` on, all of one chunk of NearPeers, by a list. False if a user
    /// may have more than SeenPeers::most, or peers are computed: then `seen` holds nothing.
    bool look(SeenPeers& seen, std::size_t first, std::size_t users) const;

  private:
    template <class Visit>
    void visit_peers(std::uint64_t begin, const PeerSeat& seat, Visit visit) const;

    void look_near(SeenPeers& seen, std::size_t first, std::size_t users) const;

    const Network& network_;
    const NetworkParams& p_;
    std::uint64_t seed_;
    StepVector<std::uint8_t> group_of_user_;  // vendors numbered; none for whoever uses no model
    StepVector<std::uint8_t> group_of_offering_;
};

}  // namespace enclosure
