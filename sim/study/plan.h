// Which runs a study wants, given what its records say: every arm at every point in as many worlds as the rules ask for.
// Invariant: a plan is a function of the study and of the records of the runs that it wants, whoever made them, in whatever order. A rule
// that looks at results looks only once all runs that it is about are there, so every process that sees the same records has the same plan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/study/store/record_index.h"
#include "sim/study/study.h"

namespace enclosure {

struct PlannedRun {
    std::uint32_t point = 0;
    std::uint32_t arm = 0;
    std::uint32_t replicate = 0;
    bool operator==(const PlannedRun&) const = default;
};

/// What a point is to a search.
struct SearchPoint {
    std::uint64_t candidate = 0;
    std::uint32_t generation = 0;  ///< in which the candidate was made
    bool fresh = false;            ///< in worlds that the search has not seen
};

struct Plan {
    std::vector<PlannedRun> runs;  ///< by point, then replicate, then arm: a world's arms stand together
    std::size_t factors = 0;
    std::vector<double> values;             ///< point × factor, those that were added by refining last
    std::vector<std::uint64_t> worlds;      ///< of each point
    std::vector<std::uint64_t> block;       ///< of each point
    std::vector<std::uint32_t> replicates;  ///< of each point
    std::vector<SearchPoint> search;        ///< of each point, of a study that searches
    std::size_t added_points = 0;
    bool settled = true;  ///< false: runs that are missing may ask for more

    std::size_t points() const { return worlds.size(); }
    std::span<const double> point(std::size_t p) const { return std::span(values).subspan(p * factors, factors); }
};

/// The plan as far as the records of `index` tell.
Plan plan_of(const Study& study, const RecordIndex& index);

/// Runs that are certain whatever the results: those of the first look.
std::size_t runs_at_first(const Study& study);

/// The most runs that rules on replicates may come to, without points that refining adds.
std::size_t runs_at_most(const Study& study);

/// Seed of a run: of the same world for all arms, and for all points of one stream.
std::int64_t seed_of(const Study& study, const Plan& plan, const PlannedRun& run);

RunKey key_of(const Study& study, const Plan& plan, const PlannedRun& run);

/// How the payload of an arm's record is laid out.
RecordLayout layout_of(const Study& study, std::size_t arm);

}  // namespace enclosure
