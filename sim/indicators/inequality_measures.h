// Who has access: inequality of what users gain and of who uses a model, by income.
// Access of a user is surplus over the mean budget of a seat of the segment (0 for who does not know of models), so that people and
// organisations can be set side by side. Users are told apart by segment, region, domain, income class (world/welfare.h) and whether
// they know of models. Claims: B10 C8 O5.
#pragma once

#include <vector>

#include "sim/indicators/theme.h"

namespace enclosure {

/// A group of people of one income, all of whom have the same.
struct IncomeGroup {
    double value = 0;
    double people = 0;
    double income = 0;
};

/// Gini index: mean absolute difference over twice the mean, of a population (no small-sample factor); NaN if nobody has anything.
double gini(std::vector<IncomeGroup> groups);

/// Mean value of the poorest part of the people over that of the richest part; groups of equal income are one. NaN if the rich have nothing.
double poorest_to_richest(std::vector<IncomeGroup> groups, double part);

Theme inequality_theme();

}  // namespace enclosure
