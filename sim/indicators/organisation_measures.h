// What organisations do and earn: releases by kind, entry and exit, changes of strategy, mark-ups, revenue per user, lead times, research per
// progress. Yearly numbers are those of the last twelve months; NaN in the first year. Claims: O4 O10 O12 O16 O20 B7 B8 C1 C3.
#pragma once

#include "sim/indicators/theme.h"
#include "sim/world/history.h"

namespace enclosure {

/// How much a total grew in the last twelve months.
double yearly(const World& world, Total kind);

/// Months since firm f first reached the best score that others now have, of all models or of released weights; 0 if it is not ahead.
double lead_time(const World& world, std::size_t f, bool over_open_only);

/// Research spending of the last twelve months over the rise of the best score ever in them, USD/OOM; NaN while it rises by less than .01.
double research_per_progress(const World& world);

Theme organisation_theme();

}  // namespace enclosure
