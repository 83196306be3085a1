#include "sim/indicators/regime_measures.h"

#include <cmath>

#include "sim/indicators/concentration_measures.h"
#include "sim/indicators/measures.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

double code(double open_share, double index) { return static_cast<double>(static_cast<int>(regime(open_share, index))); }

constexpr Indicator regime_of_world[] = {
    {"regime", "1",
     "Kind of market by seats: 0 none, 1 closed monopoly, 2 closed oligopoly, 3 fragmented, 4 coexistence, 5 open dominance. Open dominance from an open "
     "share of 2/3; else fragmented below an index of vendors of .18; else coexistence from an open share of 1/10; else monopoly from an index of .5.",
     [](const World& w) { return code(open_share(w, w.market.seats), herfindahl(vendor_seats(w))); }},
};

constexpr MemberIndicator regime_of_segments[] = {
    {"regime", "1", "Kind of the segment's market by seats; codes as of the world.",
     [](const World& w, std::size_t g) { return code(segment_open_share(w, w.market.seats, g), segment_hhi(w, g)); }},
};

}  // namespace

Regime regime(double open_share, double index) {
    if (std::isnan(open_share) || std::isnan(index)) return Regime::none;
    if (open_share >= regime_major_share) return Regime::open_dominance;
    if (index < regime_concentrated_index) return Regime::fragmented;
    if (open_share >= regime_minor_share) return Regime::coexistence;
    return index >= regime_monopoly_index ? Regime::closed_monopoly : Regime::closed_oligopoly;
}

Theme regime_theme() {
    return {.world = regime_of_world, .segments = regime_of_segments};
}

}  // namespace enclosure
