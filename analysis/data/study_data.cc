#include "analysis/data/study_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <sstream>
#include <tuple>

#include "analysis/data/analysis_error.h"
#include "analysis/report/series.h"
#include "sim/base/diagnostics.h"
#include "sim/output/run_file.h"
#include "sim/study/design_points.h"

namespace enclosure {

namespace fs = std::filesystem;

void number_groups(StudyData& study) {
    std::vector<std::string> names;
    for (const std::size_t k : study.design.factors) names.push_back(study.factors[k].group);
    study.design.group = groups_by_name(names);
}

std::vector<std::string> group_names(const StudyData& study) {
    std::vector<std::string> names(study.design.groups());
    for (std::size_t k = 0; k < study.design.factors.size(); ++k) {
        const FactorColumn& factor = study.factors[study.design.factors[k]];
        names[study.design.group[k]] = factor.group.empty() ? factor.column.id : factor.group;
    }
    return names;
}

std::size_t DesignFacts::groups() const {
    return group.empty() ? 0 : *std::max_element(group.begin(), group.end()) + 1;
}

namespace {

constexpr std::size_t most_examples = 20;
constexpr double not_a_value = std::numeric_limits<double>::quiet_NaN();

fs::path merged_file(const fs::path& file_or_folder) {
    std::error_code none;
    if (!fs::exists(file_or_folder, none)) throw OutputError(file_or_folder.string() + ": there is no such file or folder");
    if (!fs::is_directory(file_or_folder, none)) return file_or_folder;
    const fs::path file = file_or_folder / "study.h5";
    if (fs::exists(file, none)) return file;
    const std::string name = file_or_folder.string();
    if (fs::exists(file_or_folder / "plans", none)) {
        throw OutputError(fmt::format("{}: its runs are not merged yet; enclosure study merge {} does it", name, name));
    }
    throw OutputError(fs::is_empty(file_or_folder, none)
                          ? name + ": the folder is empty; enclosure study run STUDY.toml --dir " + name + " makes a study"
                          : name + ": this is no study's folder: it has neither study.h5 nor plans");
}

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in(text);
    return {std::istream_iterator<std::string>(in), {}};
}

double number_attribute(const Dataset& dataset, std::string_view name, double otherwise) {
    const Attribute* found = find_attribute(dataset, name);
    const auto* value = found ? std::get_if<double>(&found->value) : nullptr;
    return value ? *value : otherwise;
}

std::string text_attribute(const Dataset& dataset, std::string_view name) {
    const Attribute* found = find_attribute(dataset, name);
    const auto* value = found ? std::get_if<std::string>(&found->value) : nullptr;
    return value ? *value : std::string();
}

std::size_t whole_attribute(const RunFile& file, std::string_view name, std::size_t otherwise) {
    const Attribute* found = find_attribute(file, name);
    const auto* value = found ? std::get_if<std::int64_t>(&found->value) : nullptr;
    return value ? static_cast<std::size_t>(*value) : otherwise;
}

// A column of the file; every one of these is in every merged study.
const Dataset& needed(const RunFile& file, std::string_view group, std::string_view name) {
    const Dataset* found = find_dataset(file, group, name);
    if (!found) throw OutputError(fmt::format("the merged study has no {}/{}; it was written by another program", group, name));
    return *found;
}

template <class T>
std::vector<T> whole_numbers(const Dataset& dataset) {
    std::vector<T> out;
    for (const double value : numbers_of(dataset)) out.push_back(static_cast<T>(value));
    return out;
}

// Blocks and streams may be hashes of 64 bits, which doubles do not hold.
std::vector<std::uint64_t> words64(const Dataset& dataset) {
    std::vector<std::uint64_t> out;
    if (const auto* own = std::get_if<std::vector<std::uint64_t>>(&dataset.values)) return *own;
    if (const auto* own = std::get_if<std::vector<std::int64_t>>(&dataset.values)) {
        for (const std::int64_t value : *own) out.push_back(static_cast<std::uint64_t>(value));
    }
    return out;
}

FactorColumn factor_of(const Dataset& dataset) {
    FactorColumn factor;
    factor.column = {.id = dataset.name,
                     .title = dataset.long_name,
                     .unit = dataset.units,
                     .levels = words_of(text_attribute(dataset, "flag_meanings")),
                     .values = numbers_of(dataset)};
    factor.path = text_attribute(dataset, "path");
    factor.group = text_attribute(dataset, "group");
    factor.lever = text_attribute(dataset, "role") == "lever";
    if (text_attribute(dataset, "type") == "truth") factor.column.levels = {"false", "true"};
    if (factor.column.categorical()) {
        factor.high = static_cast<double>(factor.column.levels.size()) - 1;
    } else {
        const auto& values = factor.column.values;
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        factor.low = number_attribute(dataset, "minimum", values.empty() ? 0 : *low);
        factor.high = number_attribute(dataset, "maximum", values.empty() ? 0 : *high);
    }
    return factor;
}

void read_design(const RunFile& file, StudyData& study) {
    const Group* design = nullptr;
    for (const Group& group : file.groups) {
        if (group.path == "design") design = &group;
    }
    if (!design) throw OutputError("the merged study has no group design; it was written by another program");
    for (const Dataset& dataset : design->datasets) {
        if (find_attribute(dataset, "path")) study.factors.push_back(factor_of(dataset));
    }
    study.block = words64(needed(file, "design", "block"));
    study.stream = words64(needed(file, "design", "stream"));
    if (find_dataset(file, "design", "candidate")) {
        const std::vector<std::uint64_t> candidate = words64(needed(file, "design", "candidate"));
        const auto generation = whole_numbers<std::uint32_t>(needed(file, "design", "generation"));
        const auto fresh = whole_numbers<std::uint8_t>(needed(file, "design", "fresh"));
        for (std::size_t p = 0; p < candidate.size(); ++p) study.search.push_back({candidate[p], generation[p], fresh[p] != 0});
    }
    DesignFacts& facts = study.design;
    facts.kind = attribute_text(file, "design");
    if (facts.kind.empty()) facts.kind = "unknown";
    facts.second_order = whole_attribute(file, "design_second_order", 0) != 0;
    facts.scrambles = whole_attribute(file, "design_scrambles", 1);
    facts.walk = attribute_text(file, "design_walk");
    for (const std::string& id : words_of(attribute_text(file, "design_factors"))) facts.factors.push_back(factor_named(study, id));
    number_groups(study);
}

void read_runs(const RunFile& file, StudyData& study) {
    study.point = whole_numbers<std::uint32_t>(needed(file, "runs", "point"));
    study.arm = whole_numbers<std::uint32_t>(needed(file, "runs", "arm"));
    study.replicate = whole_numbers<std::uint32_t>(needed(file, "runs", "replicate"));
    study.failed = whole_numbers<std::uint8_t>(needed(file, "runs", "failed"));
    for (const Dataset& scale : file.scales) {
        if (scale.name == "arm") study.arms = texts_of(scale);
        if (scale.name == "time") study.time = numbers_of(scale);
    }
    study.arm_titles = texts_of(needed(file, "arms", "title"));
    for (const Group& group : file.groups) {
        if (group.path != "metrics") continue;
        for (const Dataset& dataset : group.datasets) {
            OutcomeColumn metric{.id = dataset.name, .title = dataset.long_name, .unit = dataset.units, .values = numbers_of(dataset)};
            const std::string direction = text_attribute(dataset, "direction");
            if (direction == "higher") metric.better = Better::higher;
            if (direction == "lower") metric.better = Better::lower;
            if (const double x = number_attribute(dataset, "smallest_effect", not_a_value); !std::isnan(x)) metric.smallest_effect = x;
            if (const double x = number_attribute(dataset, "satisficing", not_a_value); !std::isnan(x)) metric.satisficing = x;
            study.metrics.push_back(std::move(metric));
        }
    }
}

void read_failures(const RunFile& file, StudyData& study) {
    if (const Dataset* stage = find_dataset(file, "failures", "stage")) {
        const std::vector<std::string> stages = texts_of(*stage);
        const std::vector<std::string> messages = texts_of(needed(file, "failures", "message"));
        const std::vector<std::string> settings = texts_of(needed(file, "failures", "settings"));
        study.failures.count = stages.size();
        for (std::size_t k = 0; k < std::min(stages.size(), most_examples); ++k) {
            study.failures.examples.push_back(
                fmt::format("{}: {}{}", stages[k], messages[k], settings[k].empty() ? "" : " (" + settings[k] + ")"));
        }
    }
    const Dataset* missing = find_dataset(file, "missing", "point");
    if (!missing) return;
    const auto point = whole_numbers<std::uint32_t>(*missing);
    const auto arm = whole_numbers<std::uint32_t>(needed(file, "missing", "arm"));
    const auto replicate = whole_numbers<std::uint32_t>(needed(file, "missing", "replicate"));
    study.missing = point.size();
    for (std::size_t k = 0; k < std::min(point.size(), most_examples); ++k) {
        study.missing_examples.push_back(fmt::format("point {}, arm {}, replicate {}", point[k], study.arms[arm[k]], replicate[k]));
    }
}

void read_sweep(const RunFile& file, StudyData& study) {
    const Dataset* level = find_dataset(file, "sweep", "level");
    if (!level) return;
    const std::vector<double> levels = numbers_of(*level);
    study.sweep_path = text_attribute(*level, "path");
    study.sweep_unit = level->units;
    const std::vector<double> up = numbers_of(needed(file, "sweep", "up"));
    const std::vector<double> begin = numbers_of(needed(file, "sweep", "begin"));
    const std::vector<double> end = numbers_of(needed(file, "sweep", "end"));
    for (std::size_t k = 0; k < levels.size(); ++k) study.sweep.push_back({levels[k], up[k] != 0, begin[k], end[k]});
}

std::size_t place_of(const std::vector<std::string>& names, std::string_view name, const char* what) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
    throw AnalysisError(
        fmt::format("{} names no {} of the study{}; there are {}", name, what, did_you_mean(name, names), fmt::join(names, ", ")));
}

}  // namespace

StudyData read_study(const fs::path& file_or_folder) {
    const fs::path path = merged_file(file_or_folder);
    std::vector<std::string> series;
    const RunFile file = read_study_file(path, [&](std::string_view dataset) {
        constexpr std::string_view kept = "series/";
        if (!dataset.starts_with(kept)) return dataset != "runs/seed" && dataset != "runs/state_hash" && dataset != "runs/steps";
        series.emplace_back(dataset.substr(kept.size()));
        return false;
    });
    StudyData study;
    study.source = path.string();
    study.series = std::move(series);
    study.id = attribute_text(file, "study");
    study.title = attribute_text(file, "title");
    study.question = attribute_text(file, "question");
    study.model = attribute_text(file, "model");
    study.seed = static_cast<std::int64_t>(whole_attribute(file, "seed", 1));
    read_design(file, study);
    read_runs(file, study);
    read_failures(file, study);
    read_sweep(file, study);
    study.texts = {scalar_text(file, "study", "study.toml")};
    if (study.runs() == 0) throw AnalysisError(path.string() + ": there is no run in it");
    return study;
}

KeptSeries read_series(const StudyData& study, std::string_view name) {
    place_of(study.series, name, "series that was kept");
    const std::string wanted = "series/" + std::string(name);
    const RunFile file = read_study_file(study.source, [&](std::string_view dataset) { return dataset == wanted; });
    const Dataset& dataset = needed(file, "series", name);
    return {dataset.units, numbers_of(dataset)};
}

std::size_t metric_named(const StudyData& study, std::string_view id) {
    std::vector<std::string> names;
    for (const OutcomeColumn& metric : study.metrics) names.push_back(metric.id);
    return place_of(names, id, "metric");
}

std::size_t arm_named(const StudyData& study, std::string_view id) {
    return place_of(study.arms, id, "arm");
}

std::size_t factor_named(const StudyData& study, std::string_view id) {
    std::vector<std::string> names;
    for (const FactorColumn& factor : study.factors) names.push_back(factor.column.id);
    return place_of(names, id, "factor");
}

}  // namespace enclosure
