#include "sim/study/study_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <span>
#include <string_view>
#include <vector>

#include "sim/base/ascii.h"
#include "sim/scenario/read_leaf.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

std::optional<double> read_half_width(const Study& study, Report& report) {
    const ReplicateRule& rule = study.keys.replicates;
    const auto metric = find_study_metric(study.measures, rule.metric);
    if (!rule.half_width || !metric) return std::nullopt;
    const Facts facts{
        .name = "half_width", .unit = study.measures.metrics[*metric].unit, .doc = "Half of an interval.", .source = "identity"};
    double value = 0;
    if (!read_leaf(rule.half_width->node, value, facts, "replicates.half_width", report)) return std::nullopt;
    if (value > 0) return value;
    report.add(rule.half_width->node.place, "replicates.half_width must be above 0");
    return std::nullopt;
}

void check_named(const Study& study, const std::string& id, const std::string& path, const Places& places, Report& report) {
    if (find_study_metric(study.measures, id)) return;
    std::vector<std::string> ids;
    for (const StudyMetric& m : study.measures.metrics) ids.push_back(m.id);
    report.add(places.nearest(path), id.empty() ? path + " is missing; it names a metric"
                                                : path + " = " + toml_text(id) + " names no metric" + did_you_mean(id, ids));
}

}  // namespace

void check_row_ids(const StudyKeys& keys, const Places& places, Report& report) {
    const auto check = [&](const std::string& table, const auto& rows) {
        std::set<std::string> seen;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::string& id = rows[i].id;
            if (id.empty()) continue;  // the reader has said that it is missing
            const Place place = places.nearest(table + '.' + id + ".id");
            const bool good = id.size() <= 64 && std::all_of(id.begin(), id.end(), is_id_character);
            if (!good) report.add(place, table + ".id = " + toml_text(id) + " is no id: letters, digits, _ and -, at most 64 of them");
            if (!seen.insert(id).second) report.add(place, table + " has two rows with the id " + id);
        }
    };
    check("arm", keys.arm);
    check("factor", keys.factor);
    check("metric", keys.metric);
    const auto reserve = [&](const std::string& table, const auto& rows, std::span<const std::string_view> names) {
        for (const auto& row : rows) {
            if (std::find(names.begin(), names.end(), row.id) == names.end()) continue;
            report.add(places.nearest(table + '.' + row.id + ".id"),
                       table + ".id = " + row.id + " has a meaning of its own in the merged file");
        }
    };
    // Names that stand beside them in /design and /metrics (sim/study/merge.cc).
    constexpr std::string_view of_points[]{"point", "block", "stream", "replicates", "candidate", "generation", "fresh"};
    constexpr std::string_view of_runs[]{"run"};
    reserve("factor", keys.factor, of_points);
    reserve("metric", keys.metric, of_runs);
}

// What two factors would both set would depend on their order.
void check_paths_apart(const StudyKeys& keys, const Places& places, Report& report) {
    for (const FactorRow& a : keys.factor) {
        for (const FactorRow& b : keys.factor) {
            const bool within = a.path == b.path || b.path.starts_with(a.path + '.');
            if (&a == &b || a.path.empty() || !within || (a.path == b.path && &a > &b)) continue;
            report.add(places.nearest("factor." + b.id + ".path"), "factor." + b.id + " sets what factor." + a.id + " sets: " + b.path);
        }
    }
}

void check_rules(const StudyKeys& keys, const Places& places, Report& report) {
    const ReplicateRule& rule = keys.replicates;
    const Place place = places.nearest("replicates");
    if (rule.half_width) {
        if (rule.number < 2) report.add(place, "replicates.number must be at least 2 where half_width is given: a spread needs two");
        if (rule.most < rule.number) report.add(place, fmt::format("replicates.most = {} is below number = {}", rule.most, rule.number));
    } else if (rule.most != 0 || !rule.metric.empty()) {
        report.add(place, "replicates.half_width is missing; without it most and metric have no meaning");
    }
    if (!keys.limits.time.empty() && !seconds_of(keys.limits.time)) {
        report.add(places.nearest("limits.time"),
                   "limits.time = " + toml_text(keys.limits.time) + " is no length of time such as 30 min or 6 h");
    }
}

void check_metrics_named(const Study& study, const Places& places, Report& report) {
    if (study.keys.replicates.half_width) {
        check_named(study, study.keys.replicates.metric, "replicates.metric", places, report);
        read_half_width(study, report);
    }
    const RefineRule& refine = study.keys.refine;
    if (refine.levels == 0) return;
    check_named(study, refine.metric, "refine.metric", places, report);
    const auto metric = find_study_metric(study.measures, refine.metric);
    if (metric && !study.measures.metrics[*metric].satisficing) {
        report.add(places.nearest("refine"), "metric." + refine.metric + ".satisficing is missing; it tells the two regimes apart");
    }
    for (const DesignRow& row : study.keys.design) {
        if (row.kind != DesignKind::grid || study.keys.design.size() > 1) {
            report.add(places.nearest("refine"), "only a single grid can be refined: it alone has neighbours");
            break;
        }
    }
}

std::optional<double> seconds_of(const std::string& text) {
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || !(number > 0)) return std::nullopt;
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    while (!unit.empty() && unit.front() == ' ') unit.remove_prefix(1);
    if (unit == "s") return number;
    if (unit == "min") return number * 60;
    if (unit == "h") return number * 3600;
    if (unit == "day") return number * 86400;
    return std::nullopt;
}

std::optional<std::size_t> find_study_metric(const StudyMeasures& measures, const std::string& id) {
    for (std::size_t k = 0; k < measures.metrics.size(); ++k) {
        if (measures.metrics[k].id == id) return k;
    }
    return std::nullopt;
}

std::optional<double> half_width_of(const Study& study) {
    Report ignored;
    return read_half_width(study, ignored);
}

}  // namespace enclosure
