#include "analysis/claims/claim_measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/scenario/load.h"
#include "sim/scenario/read_leaf.h"
#include "sim/scenario/toml_text.h"
#include "sim/study/study_function.h"
#include "sim/study/study_metric.h"

namespace enclosure {

namespace {

MetricRow metric_row(const ClaimMeasureRow& row) {
    return {.id = row.id,
            .title = row.title,
            .series = row.series,
            .aggregate = row.aggregate,
            .from = row.from,
            .until = row.until,
            .threshold = row.threshold};
}

// Where the keys of metrics stand is where those of measures do.
Places places_of_metrics(const ClaimKeys& keys, const Places& places) {
    Places copy = places;
    for (const ClaimMeasureRow& row : keys.measure) {
        copy.set("metric." + row.id, places.nearest("measure." + row.id));
        for (const char* key : {"id", "series", "aggregate", "from", "until", "threshold"}) {
            const std::string path = row.id + '.' + key;
            if (const Place* place = places.find("measure." + path)) copy.set("metric." + path, *place);
        }
    }
    return copy;
}

std::string called_measure(std::string text) {
    if (text.starts_with("metric.")) text.replace(0, 7, "measure.");
    return text;
}

std::optional<StudyMeasures> tie_metrics(const Claim& claim, const Places& places, Report& report) {
    StudyKeys keys;
    for (const ClaimMeasureRow& row : claim.keys.measure) keys.metric.push_back(metric_row(row));
    Report own;
    const Scenario scenario = claim.cells.empty() ? load_scenario("lib:baseline").scenario : claim.cells.front().scenario;
    StudyMeasures measures = measures_of(keys, scenario, std::nullopt, places_of_metrics(claim.keys, places), own);
    try {
        own.throw_if_any();
    } catch (const ScenarioError& error) {
        for (const Diagnostic& d : error.diagnostics) report.add(d.place, called_measure(d.what));
        return std::nullopt;
    }
    return measures;
}

/// References of measures to each other, and to conditions.
class References {
  public:
    References(const ClaimKeys& keys, const Places& places, Report& report) : places_(places), report_(report) {
        for (const ClaimMeasureRow& row : keys.measure) measures_.push_back(row.id);
        for (const ClaimConditionRow& row : keys.condition) conditions_.push_back(row.id);
    }

    std::optional<std::size_t> measure(const ClaimMeasureRow& row, const char* key, const std::string& id) const {
        return find(row, key, id, measures_, "measure");
    }
    std::optional<std::size_t> condition(const ClaimMeasureRow& row, const std::string& id) const {
        return find(row, "along", id, conditions_, "condition");
    }

  private:
    std::optional<std::size_t> find(const ClaimMeasureRow& row, const char* key, const std::string& id, const std::vector<std::string>& all,
                                    const char* what) const {
        if (id.empty()) return std::nullopt;
        const auto there = std::find(all.begin(), all.end(), id);
        if (there != all.end()) return static_cast<std::size_t>(there - all.begin());
        const std::string path = "measure." + row.id + '.' + key;
        report_.add(places_.nearest(path), path + " = " + toml_text(id) + " names no " + what + " of the claim" + did_you_mean(id, all));
        return std::nullopt;
    }

    const Places& places_;
    Report& report_;
    std::vector<std::string> measures_, conditions_;
};

bool leads_round(const std::vector<ClaimMeasure>& measures, std::size_t from, std::size_t at, std::size_t depth) {
    if (depth > measures.size()) return true;
    for (const auto& next : {measures[at].max_of, measures[at].plus, measures[at].minus, measures[at].per}) {
        if (next && (*next == from || leads_round(measures, from, *next, depth + 1))) return true;
    }
    return false;
}

std::string unit_over(const std::string& unit, const std::string& other) {
    if (unit == other) return "1";
    return other == "1" ? unit : unit + "/(" + other + ")";
}

// In the measure's own unit where that is one of a scenario's; of a quotient a plain number.
double size_of(const ClaimMeasureRow& row, const std::string& unit, bool plain, Report& report) {
    if (!row.smallest) return 0;
    const Facts facts{
        .name = "smallest", .unit = plain ? std::string_view("1") : std::string_view(unit), .doc = "A size.", .source = "identity"};
    double value = 0;
    const std::string path = "measure." + row.id + ".smallest";
    if (!read_leaf(row.smallest->node, value, facts, path, report)) return 0;
    if (!(value > 0)) report.add(row.smallest->node.place, path + " must be above 0");
    return value;
}

}  // namespace

void take_measures(Claim& claim, const Places& places, Report& report) {
    if (claim.keys.measure.empty()) {
        report.add(places.nearest(""), "there is no [[measure]]: nothing is measured");
        return;
    }
    const std::optional<StudyMeasures> tied = tie_metrics(claim, places, report);
    const References references(claim.keys, places, report);
    for (std::size_t m = 0; m < claim.keys.measure.size(); ++m) {
        const ClaimMeasureRow& row = claim.keys.measure[m];
        ClaimMeasure measure;
        measure.id = row.id;
        measure.title = row.title.empty() ? row.id : row.title;
        if (tied) {
            const StudyMetric& metric = tied->metrics[m];
            measure.unit = metric.unit;
            measure.text = describe(metric, *tied);
            measure.series = metric_path(tied->columns[metric.column]);
        }
        if (!std::isnan(row.predicted)) {
            if (row.predicted != std::floor(row.predicted)) {
                report.add(places.nearest("measure." + row.id + ".predicted"), "measure." + row.id + ".predicted must be 1, -1 or 0");
            }
            measure.predicted = static_cast<int>(row.predicted);
        }
        measure.relative = row.relative;
        measure.max_of = references.measure(row, "max_of", row.max_of);
        measure.plus = references.measure(row, "plus", row.plus);
        measure.minus = references.measure(row, "minus", row.minus);
        measure.per = references.measure(row, "per", row.per);
        measure.along = references.condition(row, row.along);
        claim.measures.push_back(std::move(measure));
    }
    for (std::size_t m = 0; m < claim.measures.size(); ++m) {
        ClaimMeasure& measure = claim.measures[m];
        const ClaimMeasureRow& row = claim.keys.measure[m];
        if (leads_round(claim.measures, m, m, 0)) {
            report.add(places.nearest("measure." + row.id), "measure." + row.id + " is made of itself");
            continue;
        }
        if (measure.per) measure.unit = unit_over(measure.unit, claim.measures[*measure.per].unit);
        measure.smallest = tied ? size_of(row, measure.unit, row.relative || measure.per.has_value(), report) : 1;
    }
}

std::string metric_toml(const ClaimMeasureRow& row, const std::string& id) {
    std::string text = fmt::format("\n[[metric]]\nid = {}\nseries = {}\naggregate = {}\n", toml_text(id),
                                   toml_text(row.series.empty() ? row.id : row.series), toml_text(row.aggregate));
    if (row.from) text += "from = " + toml_text(row.from) + '\n';
    if (row.until) text += "until = " + toml_text(row.until) + '\n';
    if (row.threshold) text += "threshold = " + toml_text(row.threshold->node) + '\n';
    return text;
}

}  // namespace enclosure
