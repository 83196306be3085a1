// Concentration of the market: Herfindahl index and what is made of it, by vendors (makers; an orphan is its own vendor), and dependence on
// one of them. Claims: O10 C12; B10 for dependence.
#pragma once

#include <vector>

#include "sim/indicators/theme.h"

namespace enclosure {

/// Σ s² of the shares that the values are of their sum; NaN if that is 0.
double herfindahl(const std::vector<double>& values);

/// (H − 1/n)/(1 − 1/n): 0 of n equal shares, 1 of a monopoly, as of a single one. n counts values above 0.
double normalised_herfindahl(const std::vector<double>& values);

/// Number of equal shares with the same index, 1/H.
double effective_number(const std::vector<double>& values);

/// Shannon's −Σ s ln s.
double entropy(const std::vector<double>& values);

/// Seats of each vendor, in the order in which the vendors' first models stand in the catalogue.
std::vector<double> vendor_seats(const World& world);

/// Share of seats in use that the leading vendor has.
double leader_share(const World& world);

Theme concentration_theme();

}  // namespace enclosure
