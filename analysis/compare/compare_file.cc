#include "analysis/compare/compare_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <utility>

#include "sim/output/units.h"

namespace enclosure {

namespace {

// Results count days since 1970-01-01, the file since its own epoch.
const double file_epoch = static_cast<double>(time_epoch.time_since_epoch().count());

struct Statistic {
    std::string_view name;
    double (*value)(const Difference&);
};

// The scale `statistic`, in its order; docs/formats.md says what each is.
constexpr Statistic statistics[] = {
    {"n", [](const Difference& d) { return static_cast<double>(d.pairs.n); }},
    {"baseline", [](const Difference& d) { return d.pairs.baseline; }},
    {"treated", [](const Difference& d) { return d.pairs.treated; }},
    {"difference", [](const Difference& d) { return d.pairs.difference; }},
    {"sd", [](const Difference& d) { return d.pairs.sd; }},
    {"low", [](const Difference& d) { return d.pairs.interval.low; }},
    {"high", [](const Difference& d) { return d.pairs.interval.high; }},
    {"bootstrap_low", [](const Difference& d) { return d.bootstrap.low; }},
    {"bootstrap_high", [](const Difference& d) { return d.bootstrap.high; }},
    {"p", [](const Difference& d) { return d.pairs.p; }},
    {"effect_size", [](const Difference& d) { return d.pairs.effect_size; }},
    {"smallest_effect", [](const Difference& d) { return d.smallest; }},
    {"equivalence_p", [](const Difference& d) { return std::max(d.equivalence.p_low, d.equivalence.p_high); }},
    {"verdict", [](const Difference& d) { return static_cast<double>(d.verdict); }},
    {"improved", [](const Difference& d) { return d.improved; }},
    {"variance_reduction", [](const Difference& d) { return d.pairs.variance_reduction; }},
};

Dataset scale(std::string name, std::string what, Values values) {
    std::vector<std::string> dims{name};
    return {.name = std::move(name),
            .units = "1",
            .long_name = std::move(what),
            .dims = std::move(dims),
            .values = std::move(values),
            .attributes = {}};
}

Dataset time_scale(std::string name, std::string what, std::vector<double> days) {
    Dataset out = scale(std::move(name), std::move(what), std::move(days));
    out.units = std::string{time_units};
    out.attributes = {{"calendar", std::string{"proleptic_gregorian"}}, {"standard_name", std::string{"time"}}};
    return out;
}

template <class Names>
std::vector<std::string> texts(const Names& names) {
    std::vector<std::string> out;
    for (const auto& name : names) out.emplace_back(name);
    return out;
}

std::vector<std::string> ids(const std::vector<ScenarioMember>& members) {
    std::vector<std::string> out;
    for (const ScenarioMember& m : members) out.push_back(m.id);
    return out;
}

std::vector<Dataset> scales(const CompareResults& r) {
    std::vector<double> days, kept;
    for (const double day : r.days) days.push_back(day - file_epoch);
    for (const std::size_t step : r.paths.kept_steps()) kept.push_back(days[step]);
    std::vector<std::string> arms, names;
    for (const CompareArm& arm : r.arms) arms.push_back(arm.name);
    for (const Statistic& s : statistics) names.emplace_back(s.name);
    std::vector<std::int64_t> worlds;
    for (std::size_t w = 0; w < r.comparison.worlds; ++w) worlds.push_back(static_cast<std::int64_t>(w));
    return {
        time_scale("time", "First day of the step.", std::move(days)),
        time_scale("band_time", "First day of the step, of those with bands.", std::move(kept)),
        scale("arm", "The scenario as it is, and with each policy.", arms),
        scale("policy", "Arm that is compared with the baseline.", std::vector<std::string>(arms.begin() + 1, arms.end())),
        scale("world", "World: one seed, shared by all arms.", std::move(worlds)),
        scale("average", "How a series over time becomes one number.", texts(average_names)),
        scale("statistic", "What is said of a difference; all but counts, probabilities and ratios in the indicator's unit.",
              std::move(names)),
        scale("quantile", "Probability of the quantile over worlds.", std::vector<double>(band_quantiles.begin(), band_quantiles.end())),
        scale("segment", "Segment of users.", ids(r.segments)),
        scale("region", "Region.", ids(r.regions))};
}

constexpr std::string_view level_paths[] = {"series", "segments", "regions"};
constexpr std::string_view member_dims[] = {"", "segment", "region"};

// A group for each level; a dataset for each indicator, of the given outer dimensions and, last, the level's members. `value(outer,
// metric)` gives the value at an index into the outer dimensions, row-major, whose product is `outer`.
void add_groups(RunFile& file, const CompareResults& r, const std::string& path, const std::vector<std::string>& dims, std::size_t outer,
                std::string_view what, const std::function<double(std::size_t, std::size_t)>& value) {
    const std::vector<Metric>& metrics = r.comparison.metrics;
    for (std::size_t level = 0; level < std::size(level_paths); ++level) {
        Group group{.path = path + "/" + std::string(level_paths[level]), .datasets = {}};
        for (std::size_t m = 0; m < metrics.size();) {
            std::size_t end = m + 1;
            while (end < metrics.size() && metrics[end].level == metrics[m].level && metrics[end].indicator == metrics[m].indicator) ++end;
            if (static_cast<std::size_t>(metrics[m].level) == level) {
                std::vector<double> values;
                values.reserve(outer * (end - m));
                for (std::size_t i = 0; i < outer; ++i) {
                    for (std::size_t k = m; k < end; ++k) values.push_back(value(i, k));
                }
                std::vector<std::string> all = dims;
                if (level > 0) all.emplace_back(member_dims[level]);
                group.datasets.push_back(
                    {.name = std::string(metrics[m].name),
                     .units = udunits(metrics[m].unit),
                     .long_name = std::string(metrics[m].doc),
                     .dims = std::move(all),
                     .values = std::move(values),
                     .attributes = {{"shows", std::string(what)}, {"good", std::string(direction_name(good_direction(metrics[m].name)))}}});
            }
            m = end;
        }
        file.groups.push_back(std::move(group));
    }
}

void add_values(RunFile& file, const CompareResults& r) {
    const std::size_t arms = r.arms.size();
    const std::size_t worlds = r.comparison.worlds;
    add_groups(file, r, "values", {"average", "arm", "world"}, averages.size() * arms * worlds, "average over time in each world",
               [&](std::size_t i, std::size_t m) {
                   const RunRecord& record = r.records[i % worlds * arms + i / worlds % arms];
                   return value_of(record, averages[i / (worlds * arms)], m);
               });
    constexpr std::size_t count = std::size(statistics);
    add_groups(file, r, "statistics", {"average", "policy", "statistic"}, averages.size() * (arms - 1) * count,
               "statistics of paired differences, policy less baseline", [&](std::size_t i, std::size_t m) {
                   const Difference& d = r.comparison.at(1 + i / count % (arms - 1), averages[i / (count * (arms - 1))], m);
                   return statistics[i % count].value(d);
               });
}

void add_paths(RunFile& file, const CompareResults& r) {
    const PairedPaths& p = r.paths;
    const std::size_t arms = r.arms.size();
    const std::size_t steps = p.steps();
    add_groups(file, r, "mean", {"arm", "time"}, arms * steps, "mean over worlds",
               [&](std::size_t i, std::size_t m) { return p.mean(i / steps, i % steps, m); });
    add_groups(file, r, "sd", {"arm", "time"}, arms * steps, "standard deviation over worlds",
               [&](std::size_t i, std::size_t m) { return p.sd(i / steps, i % steps, m); });
    add_groups(file, r, "difference_mean", {"policy", "time"}, (arms - 1) * steps, "mean of paired differences, policy less baseline",
               [&](std::size_t i, std::size_t m) { return p.difference_mean(1 + i / steps, i % steps, m); });
    add_groups(file, r, "difference_sd", {"policy", "time"}, (arms - 1) * steps, "standard deviation of paired differences",
               [&](std::size_t i, std::size_t m) { return p.difference_sd(1 + i / steps, i % steps, m); });
    const std::size_t kept = p.kept_steps().size();
    constexpr std::size_t q = band_quantiles.size();
    add_groups(file, r, "band", {"arm", "band_time", "quantile"}, arms * kept * q, "quantiles over worlds",
               [&](std::size_t i, std::size_t m) { return p.band(i / (kept * q), i / q % kept, m, band_quantiles[i % q]); });
    add_groups(file, r, "difference_band", {"policy", "band_time", "quantile"}, (arms - 1) * kept * q,
               "quantiles over worlds of paired differences",
               [&](std::size_t i, std::size_t m) { return p.difference_band(1 + i / (kept * q), i / q % kept, m, band_quantiles[i % q]); });
}

Dataset plain(std::string name, std::string what, std::vector<std::string> dims, Values values) {
    return {.name = std::move(name),
            .units = "1",
            .long_name = std::move(what),
            .dims = std::move(dims),
            .values = std::move(values),
            .attributes = {}};
}

void add_runs(RunFile& file, const CompareResults& r) {
    std::vector<std::int64_t> seeds;
    std::vector<std::uint64_t> hashes;
    const std::size_t arms = r.arms.size();
    for (std::size_t w = 0; w < r.comparison.worlds; ++w) seeds.push_back(r.records[w * arms].seed);
    for (const RunRecord& record : r.records) hashes.push_back(record.state_hash);
    file.groups.push_back(
        {.path = "runs",
         .datasets = {plain("seed", "Seed of the world: --seed gives the same run again.", {"world"}, std::move(seeds)),
                      plain("state_hash", "Hash of the state at the end of the run.", {"world", "arm"}, std::move(hashes))}});
    std::vector<std::string> resolved, files, titles;
    for (const CompareArm& arm : r.arms) {
        resolved.push_back(arm.resolved);
        files.push_back(arm.files);
        titles.push_back(arm.title);
    }
    file.groups.push_back(
        {.path = "arms",
         .datasets = {plain("title", "Name for readers.", {"arm"}, std::move(titles)),
                      plain("files", "Policy files, as given.", {"arm"}, std::move(files)),
                      plain("resolved", "The whole scenario of the arm, as a TOML file.", {"arm"}, std::move(resolved))}});
}

}  // namespace

RunFile compare_file(const CompareResults& r) {
    RunFile file;
    file.attributes = {{"filetype", std::string{compare_filetype}}, {"format_version", compare_file_format_version}};
    for (Attribute& attribute : provenance_attributes(r.provenance)) file.attributes.push_back(std::move(attribute));
    file.attributes.push_back({"title", r.title});
    file.attributes.push_back({"question", r.question});
    file.attributes.push_back({"scenario", r.scenario});
    file.attributes.push_back({"seed", r.seed});
    file.attributes.push_back({"worlds", static_cast<std::int64_t>(r.comparison.worlds)});
    file.attributes.push_back({"state", std::string{r.complete ? "complete" : "interrupted"}});
    if (r.stopping) {
        file.attributes.push_back({"until", fmt::format("{}={}", r.stopping->metric, r.stopping->half_width)});
        file.attributes.push_back({"until_reached", std::string{r.stopping->met ? "yes" : "no"}});
        file.attributes.push_back({"until_varied", std::string{r.stopping->varied ? "yes" : "no"}});
    }
    file.scales = scales(r);
    add_values(file, r);
    add_paths(file, r);
    add_runs(file, r);
    return file;
}

}  // namespace enclosure
