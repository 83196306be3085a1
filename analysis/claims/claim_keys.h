// What a claim file holds (docs/claims-format.md): the claim in words, what is run, what is measured, and the rule by which it is judged.
// All of it is there before any run.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/claims/claim_measure_row.h"
#include "analysis/claims/claim_settings.h"
#include "sim/base/describe.h"
#include "sim/scenario/literal.h"

namespace enclosure {

/// The table of the debate in which the claim stands.
enum class ClaimSide : std::uint8_t { open_for, open_against, closed_for, closed_against, balance };
constexpr std::array<std::string_view, 5> names_of(ClaimSide) {
    return {"open_for", "open_against", "closed_for", "closed_against", "balance"};
}

/// How it is judged.
enum class ClaimKind : std::uint8_t { sign, shape, share, map };
constexpr std::array<std::string_view, 4> names_of(ClaimKind) {
    return {"sign", "shape", "share", "map"};
}

enum class ClaimShape : std::uint8_t { none, interior_optimum, tipping, monotone, two_basins };
constexpr std::array<std::string_view, 5> names_of(ClaimShape) {
    return {"none", "interior_optimum", "tipping", "monotone", "two_basins"};
}

/// What a share is a share of.
enum class ShareOver : std::uint8_t { worlds, seeds };
constexpr std::array<std::string_view, 2> names_of(ShareOver) {
    return {"worlds", "seeds"};
}

/// The main contrast of a map, where its measures do not go along a condition.
enum class MapContrast : std::uint8_t { effect, best_differs };
constexpr std::array<std::string_view, 2> names_of(MapContrast) {
    return {"effect", "best_differs"};
}

/// `[[arm]]`: the first is the baseline.
struct ClaimArmRow {
    std::string id = {};
    std::string title = {};
    ClaimSettings set = {};
    std::vector<std::string> policies = {};
    std::string scenario = {};
    double at = std::numeric_limits<double>::quiet_NaN();

    template <class R = ClaimArmRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the arm.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called in tables and pictures.", .source = "identity"}),
            field(&R::set, {.name = "set", .doc = "Values by path, as --set takes them.", .source = "identity"}),
            field(&R::policies,
                  {.name = "policies", .doc = "Policies besides those of the claim: shipped names, or files.", .source = "identity"}),
            field(&R::scenario, {.name = "scenario", .doc = "Scenario in place of the claim's.", .source = "identity"}),
            field(&R::at,
                  {.name = "at", .doc = "Its place on the axis, where a shape has arms in place of a sweep.", .source = "identity"}),
        };
    }
};
static_assert(well_described<ClaimArmRow>());

/// `[sweep]`: one parameter through its values, each an arm.
struct ClaimSweepRow {
    std::string parameter = {};
    Literals values = {};

    template <class R = ClaimSweepRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::parameter, {.name = "parameter", .doc = "Path of what is swept.", .source = "identity"}),
            field(&R::values,
                  {.name = "values", .doc = "Its values in order, each an arm; the first is the baseline.", .source = "identity"}),
        };
    }
};
static_assert(well_described<ClaimSweepRow>());

/// `[[condition.level]]`.
struct ClaimLevelRow {
    std::string id = {};
    std::string title = {};
    ClaimSettings set = {};
    ClaimSettings set_first = {};
    ClaimSettings set_others = {};
    std::vector<std::string> policies = {};
    std::vector<std::string> policies_first = {};
    std::vector<std::string> policies_others = {};
    std::string scenario = {};

    template <class R = ClaimLevelRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the level.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called in tables and pictures.", .source = "identity"}),
            field(&R::set, {.name = "set", .doc = "Values by path that hold at the level, in all arms.", .source = "identity"}),
            field(&R::set_first, {.name = "set_first", .doc = "Values that hold in the first arm alone.", .source = "identity"}),
            field(&R::set_others, {.name = "set_others", .doc = "Values that hold in all arms but the first.", .source = "identity"}),
            field(&R::policies, {.name = "policies", .doc = "Policies that are laid on all arms.", .source = "identity"}),
            field(&R::policies_first, {.name = "policies_first", .doc = "Policies of the first arm alone.", .source = "identity"}),
            field(&R::policies_others, {.name = "policies_others", .doc = "Policies of all arms but the first.", .source = "identity"}),
            field(&R::scenario, {.name = "scenario", .doc = "Scenario in place of the claim's; an arm's own wins.", .source = "identity"}),
        };
    }
};
static_assert(well_described<ClaimLevelRow>());

/// `[[condition]]`: every arm runs at every combination of levels.
struct ClaimConditionRow {
    std::string id = {};
    std::string title = {};
    std::vector<ClaimLevelRow> level = {};

    template <class R = ClaimConditionRow>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the condition.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called in tables and pictures.", .source = "identity"}),
            field(&R::level, {.name = "level", .doc = "Its levels, two or more.", .source = "identity"}),
        };
    }
};
static_assert(well_described<ClaimConditionRow>());

/// `[rule]`: what shape, share and map are judged by besides `smallest`.
struct ClaimRule {
    ClaimShape shape = ClaimShape::none;
    std::vector<double> basins = {};
    double share = 0.1;
    double at_least = std::numeric_limits<double>::quiet_NaN();
    double at_most = std::numeric_limits<double>::quiet_NaN();
    double level = std::numeric_limits<double>::quiet_NaN();
    ShareOver over = ShareOver::worlds;
    std::int64_t worlds = 0;
    MapContrast contrast = MapContrast::effect;

    template <class R = ClaimRule>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::shape, {.name = "shape", .doc = "The contrast of a shape.", .source = "identity"}),
            field(&R::basins,
                  {.name = "basins",
                   .doc = "Of two_basins: a world ends in the low one at or below the first number, in the high one at or above "
                          "the second.",
                   .source = "identity"}),
            field(&R::share, {.name = "share",
                              .legal = {0, 0.5},
                              .usual = {0.01, 0.5},
                              .doc = "Of two_basins: share of the worlds that each basin holds at least.",
                              .source = "identity"}),
            field(&R::at_least, {.name = "at_least", .doc = "Of a share: a world counts if the measure is no less.", .source = "identity"}),
            field(&R::at_most, {.name = "at_most", .doc = "Of a share: a world counts if the measure is no more.", .source = "identity"}),
            field(
                &R::level,
                {.name = "level", .legal = {0, 1}, .usual = {0, 1}, .doc = "Of a share: what it is compared with.", .source = "identity"}),
            field(&R::over, {.name = "over",
                             .doc = "Of a share: over worlds that differ in uncertain parameters, or over seeds alone.",
                             .source = "identity"}),
            field(&R::worlds, {.name = "worlds",
                               .legal = {0, 1e6},
                               .usual = {0, 1000},
                               .doc = "Number of these worlds; as many as the study of worlds has, if left out.",
                               .source = "identity"}),
            field(&R::contrast, {.name = "contrast", .doc = "Main contrast of a map.", .source = "identity"}),
        };
    }
};
static_assert(well_described<ClaimRule>());

struct ClaimKeys {
    std::string id = {};
    std::string title = {};
    ClaimSide side = ClaimSide::balance;
    std::string statement = {};
    std::string statement_zh = {};
    std::vector<double> sources = {};
    std::string mechanism = {};
    std::vector<std::string> phases = {};
    ClaimKind kind = ClaimKind::sign;
    std::string scenario = "lib:baseline";
    std::vector<std::string> policies = {};
    ClaimSettings set = {};
    std::int64_t replicates = 32;
    std::vector<ClaimArmRow> arm = {};
    ClaimSweepRow sweep = {};
    std::vector<ClaimConditionRow> condition = {};
    std::vector<ClaimMeasureRow> measure = {};
    ClaimRule rule = {};

    template <class R = ClaimKeys>
    static constexpr auto fields() {
        return std::tuple{
            field(&R::id, {.name = "id", .doc = "Name of the claim.", .source = "identity"}),
            field(&R::title, {.name = "title", .doc = "What it is called in tables.", .source = "identity"}),
            field(&R::side, {.name = "side", .doc = "The table of the debate in which it stands.", .source = "identity"}),
            field(&R::statement, {.name = "statement", .doc = "The claim in one plain sentence.", .source = "identity"}),
            field(&R::statement_zh, {.name = "statement_zh", .doc = "The same in Chinese.", .source = "identity"}),
            field(&R::sources, {.name = "sources",
                                .legal = {0, 1000},
                                .usual = {0, 4},
                                .doc = "Numbers of the articles that make it.",
                                .source = "identity"}),
            field(&R::mechanism, {.name = "mechanism", .doc = "How the model carries it, and what it lacks.", .source = "identity"}),
            field(&R::phases, {.name = "phases", .doc = "Phases of the step that carry it (`enclosure pipeline`).", .source = "identity"}),
            field(&R::kind, {.name = "kind", .doc = "How it is judged.", .source = "identity"}),
            field(&R::scenario,
                  {.name = "scenario", .doc = "Scenario of all arms: lib:NAME, or a file beside the claim's.", .source = "identity"}),
            field(&R::policies, {.name = "policies", .doc = "Policies of all arms: shipped names, or files.", .source = "identity"}),
            field(
                &R::set,
                {.name = "set", .doc = "Values by path, as --set takes them, of all arms; time.end is the horizon.", .source = "identity"}),
            field(&R::replicates, {.name = "replicates",
                                   .legal = {2, 1e6},
                                   .usual = {8, 1000},
                                   .doc = "Worlds, each a seed, in which every arm runs.",
                                   .source = "identity"}),
            field(&R::arm, {.name = "arm", .doc = "What is compared; the first is the baseline.", .source = "identity"}),
            field(&R::sweep, {.name = "sweep", .doc = "Arms along a parameter.", .source = "identity"}),
            field(&R::condition, {.name = "condition", .doc = "What the arms are crossed with.", .source = "identity"}),
            field(&R::measure,
                  {.name = "measure", .doc = "What a run is reduced to, and what the claim says of it.", .source = "identity"}),
            field(&R::rule, {.name = "rule", .doc = "The rule of a shape, share or map.", .source = "identity"}),
        };
    }
};
static_assert(well_described<ClaimKeys>());

}  // namespace enclosure
