#include "analysis/claims/claim_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <vector>

#include "sim/base/ascii.h"
#include "sim/phases/pipeline.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

std::string kind_text(ClaimKind kind) {
    return std::string(names_of(kind)[static_cast<std::size_t>(kind)]);
}

template <class Rows>
void check_ids(const Rows& rows, const std::string& table, const Places& places, Report& report) {
    std::set<std::string> seen;
    for (const auto& row : rows) {
        if (row.id.empty()) continue;  // the reader has said that it is missing
        const Place place = places.nearest(table + '.' + row.id + ".id");
        const bool good = row.id.size() <= 64 && std::all_of(row.id.begin(), row.id.end(), is_id_character);
        if (!good) report.add(place, table + ".id = " + toml_text(row.id) + " is no id: letters, digits, _ and -, at most 64 of them");
        if (!seen.insert(row.id).second) report.add(place, table + " has two rows with the id " + row.id);
    }
}

void check_share_rule(const Claim& claim, const Places& places, Report& report) {
    const ClaimRule& rule = claim.keys.rule;
    const Place place = places.nearest("rule");
    if (std::isnan(rule.level)) report.add(place, "rule.level is missing; the share is compared with it");
    if (std::isnan(rule.at_least) && std::isnan(rule.at_most)) {
        report.add(place, "rule.at_least or rule.at_most is missing; one of them says which runs count");
    }
    if (rule.at_least > rule.at_most) report.add(place, "rule.at_least is above rule.at_most: no run counts");
    const auto judged = std::count_if(claim.measures.begin(), claim.measures.end(), [](const ClaimMeasure& m) { return m.judged(); });
    if (judged != 1) report.add(places.nearest("measure"), "a claim of kind share has one measure with predicted = 1 or -1");
}

void check_shape_rule(const Claim& claim, const Places& places, Report& report) {
    const ClaimRule& rule = claim.keys.rule;
    if (rule.shape == ClaimShape::none) {
        report.add(places.nearest("rule"), "rule.shape is missing: interior_optimum, tipping, monotone or two_basins");
    }
    if (rule.shape != ClaimShape::two_basins) return;
    if (rule.basins.size() != 2 || !(rule.basins[0] < rule.basins[1])) {
        report.add(places.nearest("rule"), "rule.basins must be two numbers, the end of the low basin below the begin of the high one");
    }
}

void check_map_rule(const Claim& claim, const Places& places, Report& report) {
    for (const ClaimMeasure& m : claim.measures) {
        if (!m.predicted || m.along || claim.arms.size() > 1) continue;
        report.add(places.nearest("measure." + m.id),
                   "measure." + m.id + ": with one arm a map needs `along`, the condition whose last level is compared with its first");
    }
}

}  // namespace

void check_claim_words(const ClaimKeys& keys, const Places& places, Report& report) {
    const auto need = [&](const std::string& text, const char* key) {
        if (text.empty()) report.add(places.nearest(key), std::string(key) + " is missing");
    };
    need(keys.id, "id");
    need(keys.title, "title");
    need(keys.statement, "statement");
    need(keys.statement_zh, "statement_zh");
    need(keys.mechanism, "mechanism");
    const bool good = keys.id.size() <= 64 && std::all_of(keys.id.begin(), keys.id.end(), is_id_character);
    if (!good) report.add(places.nearest("id"), "id = " + toml_text(keys.id) + " is no id: letters, digits, _ and -, at most 64 of them");
    std::vector<std::string> names;
    for (const PhaseFacts& phase : describe_pipeline()) names.emplace_back(phase.name);
    for (const std::string& phase : keys.phases) {
        if (std::find(names.begin(), names.end(), phase) != names.end()) continue;
        report.add(places.nearest("phases"),
                   "phases: " + toml_text(phase) + " is no phase" + did_you_mean(phase, names) + "; enclosure pipeline lists them");
    }
    check_ids(keys.arm, "arm", places, report);
    check_ids(keys.measure, "measure", places, report);
    check_ids(keys.condition, "condition", places, report);
    for (const ClaimConditionRow& row : keys.condition) check_ids(row.level, "condition." + row.id + ".level", places, report);
}

bool check_claim_arms(const ClaimKeys& keys, const Places& places, Report& report) {
    const std::size_t before = report.size();
    const bool sweep = !keys.sweep.values.empty() || !keys.sweep.parameter.empty();
    const std::size_t arms = sweep ? keys.sweep.values.size() : keys.arm.size();
    const Place place = places.nearest(sweep ? "sweep" : "arm");
    if (sweep && !keys.arm.empty()) report.add(place, "[sweep] and [[arm]] exclude each other: a sweep makes its arms itself");
    if (sweep && keys.sweep.parameter.empty()) report.add(place, "sweep.parameter is missing");
    if (!sweep && keys.arm.empty()) report.add(place, "there is no [[arm]] and no [sweep]: nothing is run");
    switch (keys.kind) {
        case ClaimKind::sign:
            if (sweep) report.add(place, "a claim of kind sign has arms, not a sweep");
            if (arms > 2) {
                report.add(place, fmt::format("a claim of kind sign compares two arms, or looks at one; there are {}", arms));
            }
            break;
        case ClaimKind::shape:
            if (arms < 3)
                report.add(place, fmt::format("a claim of kind shape needs three values or arms at the least; there are {}", arms));
            break;
        case ClaimKind::share:
            if (arms != 1 || sweep) report.add(place, fmt::format("a claim of kind share has one [[arm]]; there are {}", arms));
            break;
        case ClaimKind::map:
            if (keys.condition.empty()) report.add(places.nearest(""), "a claim of kind map has conditions that it is a map over");
            break;
    }
    for (const ClaimConditionRow& row : keys.condition) {
        if (row.level.size() < 2) {
            report.add(places.nearest("condition." + row.id), "condition." + row.id + " needs two levels at the least");
        }
    }
    return report.size() == before && arms > 0;
}

void check_claim_rule(const Claim& claim, const Places& places, Report& report) {
    const ClaimKind kind = claim.keys.kind;
    bool predicts = false;
    for (const ClaimMeasure& m : claim.measures) {
        predicts = predicts || m.predicted.has_value();
        const bool needs_smallest = m.judged() && kind != ClaimKind::share && claim.keys.rule.shape != ClaimShape::two_basins;
        const std::string path = "measure." + m.id;
        if (needs_smallest && !(m.smallest > 0)) {
            report.add(places.nearest(path), path + ".smallest is missing or not above 0: the smallest effect that matters");
        }
        const auto row = std::find_if(claim.keys.measure.begin(), claim.keys.measure.end(), [&](const auto& r) { return r.id == m.id; });
        if (m.smallest > 0 && row->reason.empty())
            report.add(places.nearest(path), path + ".reason is missing: why that is the smallest that matters");
        if (m.relative && claim.arms.size() == 1 && !m.along) {
            report.add(places.nearest(path), path + ".relative: with one arm there is no baseline of which `smallest` could be a share");
        }
        if (m.along && kind != ClaimKind::map) report.add(places.nearest(path), path + ".along is for claims of kind map");
        if (!row->within.empty() && (kind != ClaimKind::share || m.predicted)) {
            report.add(places.nearest(path), path + ".within is for measures of a share that predict nothing themselves");
        }
        if (!row->within.empty() && (row->within.size() != 2 || row->within[0] > row->within[1])) {
            report.add(places.nearest(path), path + ".within must be two numbers, the lower one first");
        }
    }
    if (!predicts && !claim.measures.empty()) {
        report.add(places.nearest("measure"), "no measure has `predicted`: 1, -1, or 0 where the estimate is the finding");
    }
    const bool has_rule = places.find("rule") != nullptr;
    if (has_rule && kind == ClaimKind::sign)
        report.add(places.nearest("rule"), "a claim of kind " + kind_text(kind) + " needs no [rule]: `smallest` is its rule");
    if (kind == ClaimKind::share) check_share_rule(claim, places, report);
    if (kind == ClaimKind::shape) check_shape_rule(claim, places, report);
    if (kind == ClaimKind::map) check_map_rule(claim, places, report);
}

}  // namespace enclosure
