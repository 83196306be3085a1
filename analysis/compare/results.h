// Everything that a comparison leaves, for the table, the page and the file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analysis/chart/chart.h"
#include "analysis/compare/comparison.h"
#include "sim/output/provenance.h"
#include "sim/study/design.h"
#include "sim/study/paired_paths.h"

namespace enclosure {

/// An event of an arm that waits for a condition.
struct ArmCondition {
    std::string event = {};  ///< "policy.antitrust.event.1"
    std::string when = {};
};

/// One side of the comparison: the scenario as it is, or with a policy laid on it.
struct CompareArm {
    std::string name = {};              ///< "baseline", or the ids of its policies joined by +
    std::string title = {};             ///< for readers
    std::string question = {};          ///< of its policies
    std::string files = {};             ///< as given on the command line; empty for the baseline
    std::string resolved = {};          ///< the whole scenario as TOML
    std::vector<EventMark> marks = {};  ///< when its events begin, in days since 1970-01-01
    std::vector<ArmCondition> conditions = {};
};

/// What became of `--until`.
struct StoppingOutcome {
    std::string metric = {};  ///< as named on the command line
    double half_width = 0;    ///< asked for
    double reached = 0;       ///< of the widest interval
    bool met = false;
    bool varied = true;  ///< if not, in one arm at least, `reached` promises nothing
};

/// What --until's interval promises: "the rule's interval covers in at least 94% of studies", or why it promises nothing.
std::string promise_text(const StoppingOutcome& outcome, std::size_t worlds);

/// A member of the scenario, as a reader sees it.
struct ScenarioMember {
    std::string id = {};
    std::string title = {};
};

struct CompareResults {
    std::string scenario = {};  ///< id
    std::string title = {};
    std::string question = {};
    std::int64_t seed = 0;
    std::vector<CompareArm> arms = {};
    std::vector<ScenarioMember> segments = {};
    std::vector<ScenarioMember> regions = {};
    std::vector<double> days = {};  ///< first day of each step, since 1970-01-01
    std::size_t asked = 0;          ///< worlds that the design asked for
    std::optional<StoppingOutcome> stopping = {};
    bool complete = true;  ///< false: a signal ended it early
    RunProvenance provenance = {};
    std::vector<RunRecord> records = {};  ///< world by world and arm by arm
    PairedPaths paths{0, 0, 1};
    Comparison comparison = {};
};

/// How often the arm's condition with that number began its event, in each world.
std::vector<std::uint32_t> begins_by_world(const CompareResults& results, std::size_t arm, std::size_t condition);

/// "policy.antitrust.event.1 (hhi > 0.3): began in 3 of 6 worlds", a line for each condition of the arm.
std::vector<std::string> condition_lines(const CompareResults& results, std::size_t arm);

/// Place of a metric in the comparison; its size if there is none.
std::size_t find_metric(const std::vector<Metric>& metrics, Level level, std::string_view name, std::string_view member = {});

/// Of the differences that a comparison holds, those that tables, pages and charts show.
inline constexpr Average shown_average = Average::last_year;

/// Names of the world's indicators that tables and pages show, in their order.
std::span<const std::string_view> headline_indicators();

/// The name that a reader sees of a member id.
std::string member_title(const std::vector<ScenarioMember>& members, const std::string& id);

}  // namespace enclosure
