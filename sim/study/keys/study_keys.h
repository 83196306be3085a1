// What a study file holds besides the scenario that it is laid on.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.h"
#include "sim/study/keys/design_row.h"
#include "sim/study/keys/factor_row.h"
#include "sim/study/keys/function_row.h"
#include "sim/study/keys/metric_row.h"
#include "sim/study/keys/search_row.h"
#include "sim/study/keys/sweep_row.h"

namespace enclosure {

/// `[[arm]]`: policies that are laid on the scenario together. The first arm is what the others are compared with.
struct ArmRow {
    std::string id = {};
    std::string title = {};
    std::vector<std::string> policies = {};

    template <class R = ArmRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the arm in results.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called in tables and pictures.", .source = "identity"}),
            field(&R::policies, {.name = "policies",
                                 .doc = "Files, relative to the study, or names of shipped policies and shocks; none leaves the scenario "
                                        "as it is.",
                                 .source = "identity"}),
        };
    }
};
static_assert(well_described<ArmRow>());

/// `[replicates]`: in how many worlds each arm runs at each point.
struct ReplicateRule {
    std::int64_t number = 1;
    std::int64_t most = 0;
    std::string metric = {};
    std::optional<Literal> half_width = {};

    template <class R = ReplicateRule>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::number, {.name = "number",
                               .legal = {1, 1e6},
                               .usual = {1, 1000},
                               .doc = "Worlds; with half_width the first look at the results.",
                               .source = "identity"}),
            field(&R::most, {.name = "most",
                             .legal = {0, 1e6},
                             .usual = {0, 1000},
                             .doc = "Worlds at the most, where half_width is given.",
                             .source = "identity"}),
            field(&R::metric, {.name = "metric", .doc = "Metric that half_width is about.", .source = "identity"}),
            field(&R::half_width,
                  {.name = "half_width",
                   .doc = "Worlds are added at a point until the 95 % interval of the metric is no wider than that to each side: of the "
                          "differences to the first arm, or of the mean where there is one arm.",
                   .source = "identity"}),
        };
    }
};
static_assert(well_described<ReplicateRule>());

/// How the values of series are kept.
enum class Precision : std::uint8_t { float32, float64 };

constexpr std::array<std::string_view, 2> names_of(Precision) {
    return {"float32", "float64"};
}

/// `[records]`: what is kept of a run besides its metrics.
struct RecordChoice {
    std::vector<std::string> series = {};
    Precision precision = Precision::float32;

    template <class R = RecordChoice>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::series, {.name = "series",
                               .doc = "Indicators that are kept over time, every [output] stride: NAME, segment.ID.NAME, region.ID.NAME.",
                               .source = "identity"}),
            field(&R::precision, {.name = "precision", .doc = "How their values are kept.", .source = "identity"}),
        };
    }
};
static_assert(well_described<RecordChoice>());

/// `[limits]`: when a study stops before its end.
struct StudyLimits {
    double failed_share = 0.02;
    std::string time = {};

    template <class R = StudyLimits>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::failed_share,
                  {.name = "failed_share",
                   .legal = {0, 1},
                   .usual = {0, 0.1},
                   .doc = "Share of the planned runs that may fail; one more stops the study. One failure is always allowed.",
                   .source = "identity"}),
            field(&R::time,
                  {.name = "time",
                   .doc = "Length of time, such as 6 h, after which a process begins no more runs; what is missing can be run later.",
                   .source = "identity"}),
        };
    }
};
static_assert(well_described<StudyLimits>());

/// `[refine]`: points that are added where a design crosses from one regime to another.
struct RefineRule {
    std::string metric = {};
    std::int64_t levels = 0;

    template <class R = RefineRule>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::metric, {.name = "metric",
                               .doc = "Metric whose satisficing level, crossed between neighbours of a grid, tells two regimes apart.",
                               .source = "identity"}),
            field(&R::levels, {.name = "levels",
                               .legal = {0, 20},
                               .usual = {0, 6},
                               .doc = "How often the distance of two neighbours on either side is halved.",
                               .source = "identity"}),
        };
    }
};
static_assert(well_described<RefineRule>());

struct StudyKeys {
    std::vector<ArmRow> arm = {};
    std::vector<FactorRow> factor = {};
    std::vector<CorrelationRow> correlation = {};
    std::vector<DesignRow> design = {};
    std::vector<MetricRow> metric = {};
    ReplicateRule replicates = {};
    RecordChoice records = {};
    StudyLimits limits = {};
    RefineRule refine = {};
    SweepRow sweep = {};
    SearchRow search = {};
    FunctionRow function = {};

    template <class R = StudyKeys>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::arm, {.name = "arm", .doc = "Policies that are laid on the scenario.", .source = "identity"}),
            field(&R::factor, {.name = "factor", .doc = "What is varied.", .source = "identity"}),
            field(&R::correlation, {.name = "correlation", .doc = "How two factors go together.", .source = "identity"}),
            field(&R::design, {.name = "design", .doc = "At which points.", .source = "identity"}),
            field(&R::metric, {.name = "metric", .doc = "What a run is reduced to.", .source = "identity"}),
            field(&R::replicates, {.name = "replicates", .doc = "In how many worlds.", .source = "identity"}),
            field(&R::records, {.name = "records", .doc = "What else is kept of a run.", .source = "identity"}),
            field(&R::limits, {.name = "limits", .doc = "When the study stops before its end.", .source = "identity"}),
            field(&R::refine, {.name = "refine", .doc = "Where points are added.", .source = "identity"}),
            field(&R::search, {.name = "search", .doc = "What is looked for.", .source = "identity"}),
            field(&R::function, {.name = "function", .doc = "What runs in place of the model.", .source = "identity"}),
            field(&R::sweep, {.name = "sweep", .doc = "What moves up and down within each run.", .source = "identity"}),
        };
    }
};
static_assert(well_described<StudyKeys>());

}  // namespace enclosure
