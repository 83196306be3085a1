#include "sim/phases/network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "sim/base/many_bytes.h"
#include "sim/base/math.h"
#include "sim/phases/utility.h"

namespace enclosure {

namespace {

constexpr std::uint8_t no_group = SeenPeers::nobody;

}  // namespace

bool has_own_peers(const Scenario& rules) {
    const NetworkKind kind = rules.parameters.network.kind;
    return rules.parameters.adoption.peer_weight > 0 &&
           (kind == NetworkKind::small_world || kind == NetworkKind::scale_free || kind == NetworkKind::edge_list);
}

std::uint64_t small_world_peer(std::uint64_t seed, const PeerSeat& seat, std::uint32_t k, double rewiring) {
    const std::uint64_t n = seat.members;
    if (n < 2) return seat.index;
    Draws draws(seed, Purpose::user_peer, seat.serial, 0, k);
    if (draws.uniform() < rewiring) {
        const auto others = static_cast<std::uint64_t>(draws.uniform() * static_cast<double>(n - 1));
        return (seat.index + 1 + std::min(others, n - 2)) % n;
    }
    // One to the right, one to the left, two to the right, …
    const std::uint64_t distance = (k / 2 + 1) % n;
    return (seat.index + (k % 2 == 0 ? distance : n - distance)) % n;
}

std::uint64_t scale_free_peer(std::uint64_t seed, const PeerSeat& seat, std::uint32_t k, double exponent) {
    const std::uint64_t n = seat.members;
    if (n < 2) return seat.index;
    const double u = Draws(seed, Purpose::user_peer, seat.serial, 0, k).uniform();
    // Rank x in [1, n + 1) with density x^(−α), by inversion; the limit of α = 1 is (n + 1)^u.
    const double end = static_cast<double>(n) + 1;
    const double power = 1 - exponent;
    const double rank = std::abs(power) < 1e-6 ? math::pow(end, u) : math::pow(1 + u * (math::pow(end, power) - 1), 1 / power);
    const auto index = static_cast<std::uint64_t>(std::clamp(rank - 1, 0.0, static_cast<double>(n - 1)));
    return index == seat.index ? (index + 1) % n : index;
}

PeerView::PeerView(std::span<const std::uint8_t> choice, const Network& network, const Catalogue& catalogue,
                   std::span<const Offering> offerings, const Scenario& rules, std::uint64_t seed, std::pmr::memory_resource* memory)
    : network_(network), p_(rules.parameters.network), seed_(seed), group_of_user_(memory), group_of_offering_(memory) {
    if (!has_own_peers(rules)) return;
    StepVector<std::int32_t> vendors(memory);
    const auto group = [&](std::int32_t vendor) {
        const auto known = static_cast<std::size_t>(std::find(vendors.begin(), vendors.end(), vendor) - vendors.begin());
        if (known == vendors.size()) vendors.push_back(vendor);
        return static_cast<std::uint8_t>(known);
    };
    for (const Offering& o : offerings) group_of_offering_.push_back(group(o.vendor));
    // Whoever used a model that ended in this step is where he is moved.
    std::array<std::uint8_t, 256> group_of_slot;
    group_of_slot.fill(no_group);
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        std::size_t slot = m;
        while (slot < choice_slots && catalogue.state[slot] == Slot::ended) slot = catalogue.successor[slot];
        if (slot < choice_slots && catalogue.live(slot)) group_of_slot[m] = group(vendor_of(catalogue, slot));
    }
    group_of_user_.resize(choice.size());
    look_up_bytes(choice, group_of_slot, group_of_user_);
}

template <class Visit>
void PeerView::visit_peers(std::uint64_t begin, const PeerSeat& seat, Visit visit) const {
    if (p_.kind == NetworkKind::edge_list) {
        for (const std::uint32_t peer : network_.peers(static_cast<std::size_t>(begin + seat.index))) visit(peer);
        return;
    }
    const double most = static_cast<double>(seat.members) - 1;
    const auto degree = static_cast<std::uint32_t>(std::min(p_.degree, most));
    for (std::uint32_t k = 0; k < degree; ++k) {
        visit(begin + (p_.kind == NetworkKind::small_world ? small_world_peer(seed_, seat, k, p_.rewiring)
                                                           : scale_free_peer(seed_, seat, k, p_.exponent)));
    }
}

float PeerView::count(float* counts, std::size_t stride, std::uint64_t begin, const PeerSeat& seat) const {
    float users = 0;
    visit_peers(begin, seat, [&](std::uint64_t peer) {
        const std::uint8_t group = group_of_user_[peer];
        if (group == no_group) return;
        counts[stride * group] += 1.0F;
        users += 1.0F;
    });
    return users;
}

bool PeerView::look(SeenPeers& seen, std::size_t first, std::size_t users) const {
    if (p_.kind != NetworkKind::edge_list) return false;
    if (network_.near && network_.near->count[first / NearPeers::rows] != NearPeers::listed) {
        look_near(seen, first, users);
        return true;
    }
    seen.count = 0;
    for (std::size_t k = 0; k < users; ++k) seen.count = std::max(seen.count, network_.peers(first + k).size());
    if (seen.count > SeenPeers::most) return false;
    for (std::size_t k = 0; k < users; ++k) {
        const std::span<const std::uint32_t> peers = network_.peers(first + k);
        for (std::size_t j = 0; j < seen.count; ++j) seen.row(j)[k] = j < peers.size() ? group_of_user_[peers[j]] : SeenPeers::nobody;
    }
    return true;
}

void PeerView::look_near(SeenPeers& seen, std::size_t first, std::size_t users) const {
    const NearPeers& near = *network_.near;
    const std::size_t chunk = first / NearPeers::rows;
    const std::size_t skipped = first % NearPeers::rows;
    const auto all = static_cast<std::int64_t>(group_of_user_.size());
    const auto begin = static_cast<std::int64_t>(first);
    const auto end = static_cast<std::int64_t>(first + users);
    seen.count = near.count[chunk];
    for (std::size_t j = 0; j < seen.count; ++j) {
        // Beyond the ends of all users there is nobody: those rows' peers are far.
        const std::int64_t shift = near.shift[chunk * NearPeers::most + j];
        const std::int64_t from = std::max(begin, -shift);
        const std::int64_t to = std::min(end, all - shift);
        if (to - from == NearPeers::rows) {  // of a length that is known, it is a few instructions
            std::memcpy(seen.row(j), group_of_user_.data() + from + shift, NearPeers::rows);
            continue;
        }
        if (from < to) std::copy_n(group_of_user_.data() + from + shift, to - from, seen.row(j) + (from - begin));
    }
    const std::uint8_t* const group = group_of_user_.data();
    const std::uint16_t* const place = near.far_place.data();
    const std::uint32_t* const peer = near.far_peer.data();
    const std::uint64_t last = near.first_far[chunk + 1];
    if (users == NearPeers::rows) {
        for (std::uint64_t k = near.first_far[chunk]; k < last; ++k) seen.group[place[k]] = group[peer[k]];
        return;
    }
    for (std::uint64_t k = near.first_far[chunk]; k < last; ++k) {
        const std::size_t row = place[k] % NearPeers::rows - skipped;  // of those that are left out, a large number
        if (row < users) seen.row(place[k] / NearPeers::rows)[row] = group[peer[k]];
    }
}

}  // namespace enclosure
