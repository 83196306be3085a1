#include "sim/cli/compare_json.h"

#include <fmt/format.h>

#include "sim/base/json.h"

namespace enclosure::cli {
namespace {

std::string interval_json(const Interval& interval) {
    return fmt::format("[{}, {}]", json_number(interval.low), json_number(interval.high));
}

// The numbers of one difference, without braces.
std::string numbers_json(const Difference& d) {
    return fmt::format(
        R"("baseline": {}, "treated": {}, "difference": {}, "interval": {}, "n": {}, "bootstrap": {}, "sd": {}, "p": {}, "effect_size": {}, )"
        R"("smallest_effect": {}, "equivalent": {}, "equivalence_p": {}, "verdict": {}, "improved": {}, "variance_reduction": {})",
        json_number(d.pairs.baseline), json_number(d.pairs.treated), json_number(d.pairs.difference), interval_json(d.pairs.interval),
        d.pairs.n, interval_json(d.bootstrap), json_number(d.pairs.sd), json_number(d.pairs.p), json_number(d.pairs.effect_size),
        json_number(d.smallest), d.equivalence.holds,
        json_number(d.equivalence.p_low > d.equivalence.p_high ? d.equivalence.p_low : d.equivalence.p_high),
        json_string(verdict_name(d.verdict)), json_number(d.improved), json_number(d.pairs.variance_reduction));
}

std::string row_json(const Comparison& c, std::size_t arm, std::size_t m) {
    const Metric& metric = c.metrics[m];
    const auto member = [&](Level level) { return metric.level == level ? json_string(metric.member) : std::string("null"); };
    return fmt::format(R"({{"name": {}, "unit": {}, "segment": {}, "region": {}, "policy": {}, "good": {}, {}, "whole_run": {{{}}}}})",
                       json_string(metric.name), json_string(metric.unit), member(Level::segment), member(Level::region),
                       json_string(c.arms[arm]), json_string(direction_name(good_direction(metric.name))),
                       numbers_json(c.at(arm, Average::last_year, m)), numbers_json(c.at(arm, Average::whole_run, m)));
}

// Each condition of the arm with how often it began its event in each world.
std::string conditions_json(const CompareResults& r, std::size_t arm) {
    std::string rows;
    for (std::size_t i = 0; i < r.arms[arm].conditions.size(); ++i) {
        const std::vector<std::uint32_t> begins = begins_by_world(r, arm, i);
        rows +=
            fmt::format(R"({}{{"event": {}, "when": {}, "begins": [{}]}})", rows.empty() ? "" : ", ",
                        json_string(r.arms[arm].conditions[i].event), json_string(r.arms[arm].conditions[i].when), fmt::join(begins, ", "));
    }
    return "[" + rows + "]";
}

std::string policy_json(const CompareResults& r, std::size_t arm) {
    const CompareArm& a = r.arms[arm];
    return fmt::format(R"({{"policy": {}, "title": {}, "question": {}, "files": {}, "variance_reduction": {}, "conditions": {}}})",
                       json_string(a.name), json_string(a.title), json_string(a.question), json_string(a.files),
                       json_number(median_variance_reduction(r.comparison, arm, Average::last_year)), conditions_json(r, arm));
}

std::string until_json(const CompareResults& r) {
    if (!r.stopping) return "null";
    return fmt::format(R"({{"metric": {}, "half_width": {}, "reached": {}, "met": {}, "coverage": {}}})", json_string(r.stopping->metric),
                       json_number(r.stopping->half_width), json_number(r.stopping->reached), r.stopping->met,
                       r.stopping->varied ? json_number(stopping_coverage) : "null");
}

void append(std::string& list, const std::string& row) {
    list += (list.empty() ? "\n    " : ",\n    ") + row;
}

}  // namespace

std::string compare_json(const CompareResults& r, const std::string& folder) {
    std::string policies, rows;
    for (std::size_t arm = 1; arm < r.arms.size(); ++arm) {
        append(policies, policy_json(r, arm));
        for (std::size_t m = 0; m < r.comparison.metrics.size(); ++m) append(rows, row_json(r.comparison, arm, m));
    }
    return fmt::format(
        "{{\n  \"scenario\": {},\n  \"title\": {},\n  \"seed\": {},\n  \"worlds\": {},\n  \"state\": {},\n  \"average\": \"last_year\",\n"
        "  \"until\": {},\n  \"folder\": {},\n  \"conditions\": {},\n  \"policies\": [{}\n  ],\n  \"indicators\": [{}\n  ]\n}}\n",
        json_string(r.scenario), json_string(r.title), r.seed, r.comparison.worlds, json_string(r.complete ? "complete" : "interrupted"),
        until_json(r), folder.empty() ? "null" : json_string(folder), conditions_json(r, 0), policies, rows);
}

}  // namespace enclosure::cli
