// What the tables of indicators compute of developers, projects and derivatives. All read the world at the end of a step; all are NaN where
// undefined.
#pragma once

#include <cstddef>

namespace enclosure {

struct World;

/// Share of the use of released weights that falls on the most used hundredth of released models and derivatives.
double attention_top_share(const World& world);
/// Hill's estimate of the Pareto index of derivatives' attention, from the largest twentieth, at least 20 of them.
double attention_tail_index(const World& world);
/// Share of the value given that comes from the most giving twentieth of developers.
double top_developer_share(const World& world);
/// Share of contributors who are not paid for what they work on.
double unpaid_share(const World& world);
/// Effort of a region's developers as a share of all developers at full effort, and their mean skill.
double region_effort(const World& world, std::size_t region);
double region_skill(const World& world, std::size_t region);
/// Best capability in the best served domain less that in the worst served; community gain and offsets included.
double domain_gap(const World& world);
/// Best model of the leading region less that of the last among regions that make models; community gain included.
double region_gap(const World& world);
/// Community gain since release per year of age, mean of released models older than a quarter year.
double improvement_open(const World& world);
/// Part of the community's effort that goes into upkeep.
double maintenance_effort(const World& world);

}  // namespace enclosure
