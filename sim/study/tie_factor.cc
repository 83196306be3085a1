#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/scenario/read_leaf.h"
#include "sim/scenario/toml_text.h"
#include "sim/study/factor.h"
#include "sim/study/factor_target.h"
#include "sim/study/study_function.h"

namespace enclosure {

namespace {

/// Reads the numbers of a law in the unit of the factor.
class LawReader {
  public:
    LawReader(Factor& factor, const FactorTarget& target, std::string path, Report& report)
        : factor_(factor), target_(target), path_(std::move(path)), report_(report) {}

    // A number that the law needs.
    void need(const std::optional<Literal>& literal, const char* key, double& value) {
        if (literal) return take(literal, key, value);
        missing_.push_back(key);
    }
    void take(const std::optional<Literal>& literal, const char* key, double& value) {
        if (!literal) return;
        const std::optional<double> x = encode(factor_, target_, literal->node, path_ + '.' + key, report_);
        if (x) value = *x;
        wrong_ = wrong_ || !x;
    }
    // A width, not a place: legal ranges do not apply to it.
    void take_width(const std::optional<Literal>& literal, const char* key, double& value) {
        if (!literal) return;
        Facts facts{.name = "width", .unit = target_.facts->unit, .doc = "A width in the factor's unit.", .source = "identity"};
        wrong_ = !read_leaf(literal->node, value, facts, path_ + '.' + key, report_) || wrong_;
    }
    const std::vector<std::string>& missing() const { return missing_; }
    bool wrong() const { return wrong_; }

  private:
    Factor& factor_;
    const FactorTarget& target_;
    std::string path_;
    Report& report_;
    std::vector<std::string> missing_;
    bool wrong_ = false;
};

void read_law(const FactorRow& row, LawReader& reader, Distribution& law) {
    switch (row.distribution) {
        case Law::uniform:
        case Law::loguniform:
        case Law::triangular:
        case Law::pert:
        case Law::beta:
        case Law::bernoulli:
            reader.need(row.min, "min", law.min);
            reader.need(row.max, "max", law.max);
            break;
        case Law::normal:
        case Law::lognormal:
            reader.take(row.min, "min", law.min);
            reader.take(row.max, "max", law.max);
            break;
        default:
            break;
    }
    if (row.distribution == Law::triangular || row.distribution == Law::pert) reader.need(row.mode, "mode", law.mode);
    if (row.distribution == Law::normal || row.distribution == Law::poisson) reader.need(row.mean, "mean", law.mean);
    if (row.distribution == Law::normal) reader.take_width(row.sd, "sd", law.sd);
    if (row.distribution == Law::lognormal) reader.need(row.median, "median", law.median);
    if (row.distribution == Law::gamma) reader.take_width(row.scale, "scale", law.scale);
    law.spread = row.gsd;
    law.probability = row.probability;
    if (row.shape.size() == 1) law.shape = row.shape[0];
    if (row.shape.size() == 2) law.a = row.shape[0], law.b = row.shape[1];
}

std::vector<std::string> needs_of(const FactorRow& row) {
    std::vector<std::string> missing;
    if (row.distribution == Law::normal && !row.sd) missing.emplace_back("sd");
    if (row.distribution == Law::gamma && !row.scale) missing.emplace_back("scale");
    if (row.distribution == Law::gamma && row.shape.size() != 1) missing.emplace_back("shape, one number");
    if (row.distribution == Law::beta && row.shape.size() != 2) missing.emplace_back("shape, two numbers");
    return missing;
}

bool is_bounded_type(FactorType type) {
    return type == FactorType::number || type == FactorType::whole_number || type == FactorType::date;
}

void tie_levels(const FactorRow& row, Factor& factor, const FactorTarget& target, const std::string& path, Report& report) {
    Literals levels = row.levels;
    if (levels.empty() && factor.type == FactorType::truth) {
        for (const bool truth : {false, true}) {
            Node node = make_node(Kind::boolean, {});
            node.boolean = truth;
            levels.push_back({node});
        }
    }
    for (const Literal& level : levels) {
        const std::optional<double> value = encode(factor, target, level.node, path + ".levels", report);
        if (!value) continue;
        if (std::find(factor.levels.begin(), factor.levels.end(), *value) != factor.levels.end()) {
            report.add(level.node.place, path + ".levels has " + toml_text(level.node) + " twice");
        }
        factor.levels.push_back(*value);
    }
}

// The law's own values must be such as the parameter takes: its ends are, by how they are read; an open end may lead outside.
void check_reach(const Factor& factor, const Facts& facts, const Place& place, const std::string& path, Report& report) {
    if (!is_bounded_type(factor.type) || factor.type == FactorType::date || factor.is_list()) return;
    const double lo = quantile(factor.law, 0);
    const double hi = quantile(factor.law, 1);
    if (facts.legal.holds(lo) && facts.legal.holds(hi)) return;
    const std::string range = "[" + toml_text(facts.legal.lo) + ", " + toml_text(facts.legal.hi) + "]";
    const auto end = [](double x) { return std::isinf(x) ? std::string(x > 0 ? "infinity" : "-infinity") : toml_text(x); };
    report.add(place, path + ": its values reach from " + end(lo) + " to " + end(hi) + ", and " + factor.path + " takes only " + range +
                          ' ' + std::string(facts.unit) +
                          (factor.law.law == Law::gamma || factor.law.law == Law::poisson ? "; take a law that has an end"
                                                                                          : "; cut the law off by min and max"));
}

// Names and what is written are no part of a run.
bool makes_a_difference(const std::string& path) {
    for (const char* const of_none : {"schema_version", "id", "title", "question"}) {
        if (path == of_none || path.ends_with(std::string(".") + of_none)) return false;
    }
    return !path.starts_with("output.");
}

// Keys that a law reads.
std::vector<std::string_view> keys_of_law(Law law) {
    switch (law) {
        case Law::uniform:
        case Law::loguniform:
            return {"min", "max"};
        case Law::triangular:
        case Law::pert:
            return {"min", "max", "mode"};
        case Law::normal:
            return {"min", "max", "mean", "sd"};
        case Law::lognormal:
            return {"min", "max", "median", "gsd"};
        case Law::beta:
            return {"min", "max", "shape"};
        case Law::gamma:
            return {"shape", "scale"};
        case Law::poisson:
            return {"mean"};
        case Law::bernoulli:
            return {"min", "max", "probability"};
        case Law::levels:
            return {"levels", "weights"};
        case Law::empirical:
            return {"levels"};
    }
    return {};
}

// A key that the law does not read was meant for something.
void check_unread(const std::string& path, Law law, const Places& places, Report& report) {
    const std::vector<std::string_view> read = keys_of_law(law);
    for (const char* const key :
         {"min", "max", "mode", "mean", "sd", "median", "gsd", "shape", "scale", "probability", "levels", "weights"}) {
        const Place* given = places.find(path + '.' + key);
        if (!given || std::find(read.begin(), read.end(), key) != read.end()) continue;
        report.add(*given, path + '.' + key + " has no meaning for " + std::string(names_of(law)[static_cast<std::size_t>(law)]));
    }
}

std::vector<std::string> settable_paths(const Scenario& scenario) {
    std::vector<std::string> paths;
    Scenario copy = scenario;
    for (const LeafRef& leaf : leaves_of(copy)) paths.push_back(leaf.path);
    return paths;
}

// The factor, with its law or its levels, as the target's own type takes them.
std::optional<Factor> tie_to(const FactorRow& row, const FactorTarget& target, FactorType type, const Places& places, Report& report) {
    const std::string path = "factor." + row.id;
    Factor factor{.id = row.id,
                  .title = row.title.empty() ? row.id : row.title,
                  .path = row.path,
                  .group = row.group,
                  .role = row.role,
                  .unit = std::string(target.facts->unit),
                  .type = type};
    const bool as_list =
        !row.levels.empty() || row.distribution == Law::levels || factor.type == FactorType::truth || factor.type == FactorType::name;
    factor.law.law = as_list ? Law::levels : row.distribution;
    std::vector<std::string> mistakes;
    if (as_list && factor.law.law != Law::empirical && row.distribution != Law::empirical) {
        if (row.distribution != Law::levels && row.distribution != Law::uniform) {
            mistakes.emplace_back("levels and a distribution exclude each other");
        }
        tie_levels(row, factor, target, path, report);
        factor.law.levels = factor.levels.size();
        factor.law.weights = row.weights;
        if (factor.levels.empty()) mistakes.emplace_back("levels is missing; it lists the values");
        if (!row.weights.empty() && row.weights.size() != factor.levels.size()) mistakes.emplace_back("weights must be as many as levels");
    } else if (row.distribution == Law::empirical) {
        factor.law.law = Law::empirical;
        tie_levels(row, factor, target, path, report);
        factor.law.values = std::exchange(factor.levels, {});
        if (factor.law.values.empty()) mistakes.emplace_back("levels is missing; an empirical law is of these values");
    } else {
        LawReader reader(factor, target, path, report);
        read_law(row, reader, factor.law);
        if (reader.wrong()) return std::nullopt;
        for (const std::string& key : reader.missing()) mistakes.push_back(key + " is missing");
        for (const std::string& key : needs_of(row)) mistakes.push_back(key + " is missing");
    }
    check_unread(path, factor.law.law, places, report);
    if (mistakes.empty()) mistakes = mistakes_of(factor.law);
    for (const std::string& mistake : mistakes) report.add(places.nearest(path), path + ": " + mistake);
    if (mistakes.empty()) check_reach(factor, *target.facts, places.nearest(path), path, report);
    return factor;
}

}  // namespace

std::optional<Factor> tie_factor(const FactorRow& row, const StudyFunction& function, const Places& places, Report& report) {
    const std::optional<std::size_t> input = function.input(row.path);
    if (!input) {
        std::vector<std::string> ids;
        for (const FunctionInput& one : function.inputs) ids.push_back(one.id);
        report.add(places.nearest("factor." + row.id + ".path"), "factor." + row.id + ".path = " + toml_text(row.path) +
                                                                     " names no input of " + std::string(function.function->name) +
                                                                     did_you_mean(row.path, ids));
        return std::nullopt;
    }
    double value = 0;
    std::optional<Factor> factor = tie_to(row, {&value, &function_input_facts, {}}, FactorType::number, places, report);
    if (!factor) return std::nullopt;
    factor->input = input;
    factor->input_value = function.middle()[*input];
    return factor;
}

std::optional<Factor> tie_factor(const FactorRow& row, const Scenario& scenario, const Places& places, Report& report) {
    const std::string path = "factor." + row.id;
    const Place place = places.nearest(path + ".path");
    Scenario copy = scenario;
    const std::optional<FactorTarget> target = find_target(copy, row.path);
    if (!target) {
        report.add(place, row.path.empty() ? path + ".path is missing; it names what the factor sets"
                                           : path + ".path = " + toml_text(row.path) + " names no value of the scenario" +
                                                 did_you_mean(row.path, settable_paths(scenario)));
        return std::nullopt;
    }
    const std::optional<FactorType> type = factor_type_of(target->value);
    if (!type || !makes_a_difference(row.path)) {
        report.add(place,
                   path + ".path = " + toml_text(row.path) + " is nothing that a run depends on, or of a kind that no factor can set");
        return std::nullopt;
    }
    return tie_to(row, *target, *type, places, report);
}

}  // namespace enclosure
