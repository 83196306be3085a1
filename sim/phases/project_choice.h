// Which released model a developer works on: the statement of what is computed, and the same with a project in each lane of a vector; a
// test holds the two together, to the bit.
//
//   choose_project_as_stated(developer):                                                              all there is
//     best ← none: friction + noise·G_none
//     for each project:
//       v ← use·worth[domain] + reputation·fame + altruism·openness + others
//       v ← collaboration·v, if it is of another region and not of his employer
//       v ← v + pay·[of his employer] − switching·[he works on another]
//       best ← max(best, v + noise·G_project)
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>

#include "sim/base/alternatives.h"
#include "sim/base/step_memory.h"
#include "sim/base/variates.h"

namespace enclosure {

/// What no project, firm or region has for its row.
inline constexpr std::int32_t no_row = -1;

/// Released models, a column for each thing that a developer looks at, padded with projects that nobody takes.
struct ProjectColumns {
    /// In that memory, with room for so many projects.
    explicit ProjectColumns(std::pmr::memory_resource* memory = std::pmr::get_default_resource(), std::size_t projects = 0);

    void add(std::uint32_t key, std::int32_t slot, std::int32_t owner, std::int32_t region, float fame, float openness, float others);
    /// After the last project; `worth` is then called as worth(domain, project) for every pair.
    template <class Worth>
    void finish(std::size_t domains, Worth worth_of);

    std::size_t count = 0;
    StepVector<std::uint32_t> key;
    StepVector<std::int32_t> slot, owner, region;  ///< no_row for an orphan's owner and region
    StepVector<float> fame, openness;
    StepVector<float> others;             ///< what draws everybody alike: peers and bounties
    StepVector<StepVector<float>> worth;  ///< by domain: quality relative to the best and above −1, plus 1
};

/// What one developer brings.
struct Seeker {
    std::uint64_t serial = 0;
    std::size_t domain = 0;
    std::int32_t region = 0;
    std::int32_t employer = no_row;
    std::int32_t slot = no_row;  ///< that he works on
    float use = 0;               ///< weight of own use
    float reputation = 0;
    float altruism = 0;
    float pay = 0;
};

/// What is the same for all developers in a step.
struct ProjectSetting {
    std::uint64_t seed = 0;
    std::uint32_t step = 0;
    float noise = 1;
    float friction = 0;
    float collaboration = 1;
    float switching = 0;
};

/// chosen[i]: the row in `projects` that developers[i] takes; no_row for none. Developers' own words are drawn several at a time.
void choose_projects_of(std::span<const Seeker> developers, const ProjectColumns& projects, const ProjectSetting& setting,
                        std::span<std::int32_t> chosen);

/// The same of one developer, one project at a time.
std::int32_t choose_project_as_stated(const Seeker& developer, const ProjectColumns& projects, const ProjectSetting& setting);

template <class Worth>
void ProjectColumns::finish(std::size_t domains, Worth worth_of) {
    const std::size_t n = padded_alternatives(count);
    key.resize(n);
    for (auto* column : {&slot, &owner}) column->resize(n, no_row - 1);
    region.resize(n, no_row);  // near to all, or a collaboration of 0 would make them worth 0
    for (auto* column : {&fame, &openness}) column->resize(n);
    others.resize(n, -1e30F);
    worth.reserve(domains);
    for (std::size_t d = 0; d < domains; ++d) {
        StepVector<float>& row = worth.emplace_back(n);
        for (std::size_t k = 0; k < count; ++k) row[k] = worth_of(d, k);
    }
}

}  // namespace enclosure
