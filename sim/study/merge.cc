#include "sim/study/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <utility>

#include "sim/output/run_file.h"
#include "sim/output/units.h"

namespace enclosure {

namespace {

constexpr double not_there = std::numeric_limits<double>::quiet_NaN();

/// A planned run and its record's place.
struct Row {
    PlannedRun run;
    const StoredRecord* stored = nullptr;
};

std::string name_list(const std::vector<std::string>& names) {
    return fmt::format("{}", fmt::join(names, " "));
}

template <class T>
Dataset column(std::string name, std::string units, std::string long_name, std::vector<std::string> dims, std::vector<T> values) {
    return {std::move(name), std::move(units), std::move(long_name), std::move(dims), std::move(values), {}};
}

std::vector<std::int64_t> counting(std::size_t n) {
    std::vector<std::int64_t> numbers(n);
    for (std::size_t k = 0; k < n; ++k) numbers[k] = static_cast<std::int64_t>(k);
    return numbers;
}

// Between which values a factor of numbers varies; where its law has no ends, the 1 % and 99 % quantiles. Of names, an empty range.
std::pair<double, double> reach_of(const Factor& factor) {
    if (factor.type == FactorType::name || factor.type == FactorType::truth) return {1, 0};
    if (factor.is_list()) {
        const auto [low, high] = std::minmax_element(factor.levels.begin(), factor.levels.end());
        return {*low, *high};
    }
    if (factor.law.law == Law::bernoulli) return {factor.law.min, factor.law.max};
    const double low = quantile(factor.law, 0);
    const double high = quantile(factor.law, 1);
    return {std::isfinite(low) ? low : value_at(factor, 0.01), std::isfinite(high) ? high : value_at(factor, 0.99)};
}

/// Puts the file together, group by group.
class StudyFile {
  public:
    StudyFile(const Study& study, const Plan& plan, const RecordIndex& index) : study_(study), plan_(plan), index_(index) {
        for (const PlannedRun& run : plan.runs) {
            if (const StoredRecord* stored = index.find(key_of(study, plan, run))) rows_.push_back({run, stored});
        }
    }

    void write(const std::filesystem::path& file) {
        root();
        scales();
        file_.groups = {design(), arms(), runs()};
        read_records();
        file_.groups.push_back(std::move(metrics_));
        if (study_.sweep) file_.groups.push_back(sweep(*study_.sweep));
        const std::vector<StreamedDataset> streamed = series();
        if (!streamed.empty()) file_.groups.push_back({"series", {}});
        if (!failures_.datasets.empty()) file_.groups.push_back(std::move(failures_));
        if (!conditions_.datasets.empty()) file_.groups.push_back(std::move(conditions_));
        if (rows_.size() < plan_.runs.size()) file_.groups.push_back(missing());
        file_.groups.push_back(texts());
        write_large_file(file, file_, streamed);
    }

  private:
    void root() {
        const bool complete = rows_.size() == plan_.runs.size() && plan_.settled;
        file_.attributes = {{"filetype", std::string(study_filetype)},
                            {"format_version", study_file_format_version},
                            {"study", study_.id},
                            {"title", study_.title},
                            {"question", study_.question},
                            {"seed", study_.seed},
                            {"model", study_.model},
                            {"state", std::string(complete ? "complete" : "incomplete")}};
        design_facts();
    }

    // What an analysis must know of how the points were laid out. Designs that were joined are none that an estimator knows.
    void design_facts() {
        const std::vector<DesignRow>& rows = study_.keys.design;
        const std::string_view kind = rows.empty() ? "none" : names_of(rows[0].kind)[static_cast<std::size_t>(rows[0].kind)];
        const bool joined = rows.size() > 1;
        file_.attributes.push_back({"design", std::string(study_.search ? "search" : joined ? "joined" : kind)});
        if (rows.size() != 1) return;
        std::vector<std::string> ids = rows[0].factors;
        if (ids.empty())
            std::transform(study_.factors.begin(), study_.factors.end(), std::back_inserter(ids), [](const Factor& f) { return f.id; });
        file_.attributes.push_back({"design_factors", name_list(ids)});
        file_.attributes.push_back({"design_second_order", std::int64_t{rows[0].second_order}});
        file_.attributes.push_back({"design_scrambles", rows[0].scrambles});
        file_.attributes.push_back({"design_walk", std::string(names_of(rows[0].walk)[static_cast<std::size_t>(rows[0].walk)])});
    }

    void scales() {
        std::vector<std::string> ids;
        for (const StudyArm& arm : study_.arms) ids.push_back(arm.id);
        file_.scales.push_back(column("run", "1", "number of the run in the study", {"run"}, counting(rows_.size())));
        for (std::size_t k = 0; k < rows_.size() && rows_.size() < plan_.runs.size(); ++k) {
            std::get<std::vector<std::int64_t>>(file_.scales.back().values)[k] = number_of(rows_[k].run);
        }
        file_.scales.push_back(column("point", "1", "point of the design", {"point"}, counting(plan_.points())));
        file_.scales.push_back(column("arm", "1", "policies that are compared", {"arm"}, ids));
        if (study_.measures.series.empty()) return;
        const TimeSpan& time = study_.arms.front().scenario.time;
        std::vector<double> days;
        for (std::size_t k = 0; k < study_.measures.rows(); ++k) {
            days.push_back(days_of(date_after(time.start, static_cast<double>(k * study_.measures.stride) * time.step)));
        }
        file_.scales.push_back(column("time", std::string(time_units), "first day of the step", {"time"}, std::move(days)));
        file_.scales.back().attributes = {{"calendar", std::string("proleptic_gregorian")}, {"axis", std::string("T")}};
    }

    // Where a run stands among those that are planned.
    std::int64_t number_of(const PlannedRun& run) const {
        const auto less = [](const PlannedRun& a, const PlannedRun& b) {
            return std::tuple(a.point, a.replicate, a.arm) < std::tuple(b.point, b.replicate, b.arm);
        };
        return std::lower_bound(plan_.runs.begin(), plan_.runs.end(), run, less) - plan_.runs.begin();
    }

    Group design() const {
        Group group{"design", {}};
        for (std::size_t k = 0; k < study_.factors.size(); ++k) {
            const Factor& factor = study_.factors[k];
            std::vector<double> values;
            double own = own_value(factor, study_.arms.front().scenario);
            for (const StudyArm& arm : study_.arms) {
                if (std::isnan(own)) own = own_value(factor, arm.scenario);
            }
            for (std::size_t p = 0; p < plan_.points(); ++p) {
                const double value = plan_.point(p)[k];
                values.push_back(std::isnan(value) ? own : value);
            }
            Dataset data = column(factor.id, udunits(factor.unit), factor.title, {"point"}, std::move(values));
            data.attributes = {{"path", factor.path}, {"role", std::string(names_of(factor.role)[static_cast<std::size_t>(factor.role)])}};
            if (!factor.group.empty()) data.attributes.push_back({"group", factor.group});
            if (const auto [low, high] = reach_of(factor); low <= high) {
                data.attributes.push_back({"minimum", low});
                data.attributes.push_back({"maximum", high});
            }
            if (factor.type == FactorType::date) data.units = std::string(time_units);
            if (factor.type == FactorType::truth) data.attributes.push_back({"type", std::string("truth")});
            if (factor.type == FactorType::name) data.attributes.push_back({"flag_meanings", name_list(factor.names)});
            group.datasets.push_back(std::move(data));
        }
        std::vector<std::int64_t> block, replicates;
        for (std::size_t p = 0; p < plan_.points(); ++p) {
            block.push_back(static_cast<std::int64_t>(plan_.block[p]));
            replicates.push_back(plan_.replicates[p]);
        }
        group.datasets.push_back(
            column("block", "1", "points that must be dropped together: base row, trajectory, or the point", {"point"}, block));
        group.datasets.push_back(column("stream", "1", "stream of worlds, shared by points of one stream", {"point"}, plan_.worlds));
        if (!plan_.search.empty()) {
            std::vector<std::int64_t> candidate, generation, fresh;
            for (const SearchPoint& point : plan_.search) {
                candidate.push_back(static_cast<std::int64_t>(point.candidate));
                generation.push_back(point.generation);
                fresh.push_back(point.fresh ? 1 : 0);
            }
            group.datasets.push_back(column("candidate", "1", "candidate of the search", {"point"}, candidate));
            group.datasets.push_back(column("generation", "1", "generation in which the candidate was made", {"point"}, generation));
            group.datasets.push_back(column("fresh", "1", "whether it runs in worlds that the search has not seen", {"point"}, fresh));
        }
        group.datasets.push_back(column("replicates", "1", "worlds in which each arm runs", {"point"}, replicates));
        return group;
    }

    Group arms() const {
        std::vector<std::string> titles, resolved;
        for (const StudyArm& arm : study_.arms) {
            titles.push_back(arm.title);
            resolved.push_back(study_.texts.at("arms/" + arm.id + ".toml"));
        }
        return {"arms",
                {column("title", "1", "what the arm is called", {"arm"}, titles),
                 column("resolved", "1", "its scenario, as TOML", {"arm"}, resolved)}};
    }

    Group runs() const {
        std::vector<std::int64_t> point, arm, replicate;
        for (const Row& row : rows_) {
            point.push_back(row.run.point);
            arm.push_back(row.run.arm);
            replicate.push_back(row.run.replicate);
        }
        std::vector<std::string> ids;
        for (const StudyArm& one : study_.arms) ids.push_back(one.id);
        Group group{"runs",
                    {column("point", "1", "point of the design", {"run"}, point), column("arm", "1", "number of the arm", {"run"}, arm),
                     column("replicate", "1", "number of the world, the same for all arms", {"run"}, replicate)}};
        group.datasets[1].attributes = {{"flag_meanings", name_list(ids)}};
        return group;
    }

    Group sweep(const Sweep& sweep) {
        std::vector<double> level, begin, end;
        std::vector<std::int64_t> up;
        for (const Hold& hold : sweep.holds) {
            level.push_back(hold.level);
            up.push_back(hold.up ? 1 : 0);
            begin.push_back(days_of(hold.begin));
            end.push_back(days_of(hold.end));
        }
        const std::vector<std::string> dims{"hold"};
        file_.scales.push_back(column("hold", "1", "number of the level in the order of time", dims, counting(level.size())));
        const std::string time(time_units);
        Group group{"sweep",
                    {column("level", udunits(sweep.unit), "value of " + sweep.path, dims, level),
                     column("up", "1", "whether it is on the way there", dims, up),
                     column("begin", time, "first day of the level", dims, begin), column("end", time, "first day after it", dims, end)}};
        group.datasets[0].attributes = {{"path", sweep.path}};
        return group;
    }

    // One pass over all records but for their series: what they hold goes to columns.
    void read_records() {
        const std::size_t n = rows_.size();
        const auto& metrics = study_.measures.metrics;
        std::vector<std::vector<double>> values(metrics.size(), std::vector<double>(n, not_there));
        std::vector<std::int64_t> seed(n), failed(n), steps(n);
        std::vector<std::uint64_t> hash(n);
        Failures failures;
        Conditions conditions;
        for (std::size_t k = 0; k < n; ++k) {
            const auto record = read(rows_[k]);
            seed[k] = record.head.seed;
            hash[k] = record.head.state_hash;
            steps[k] = record.head.steps;
            failed[k] = record.failure ? 1 : 0;
            if (record.failure) {
                failures.add(static_cast<std::int64_t>(k), *record.failure, settings_text(study_, plan_, rows_[k].run), record.head);
                continue;
            }
            for (std::size_t m = 0; m < metrics.size(); ++m) values[m][k] = record.metrics[m];
            conditions.add(static_cast<std::int64_t>(k), study_.arms[rows_[k].run.arm], record.begins);
        }
        Group& runs = file_.groups.back();
        runs.datasets.push_back(column("seed", "1", "seed of every draw", {"run"}, std::move(seed)));
        runs.datasets.push_back(column("state_hash", "1", "hash of the state after the last step", {"run"}, std::move(hash)));
        runs.datasets.push_back(column("steps", "1", "steps made", {"run"}, std::move(steps)));
        runs.datasets.push_back(column("failed", "1", "whether the run failed", {"run"}, std::move(failed)));
        metrics_.path = "metrics";
        for (std::size_t m = 0; m < metrics.size(); ++m) metrics_.datasets.push_back(metric_column(metrics[m], std::move(values[m])));
        failures.put(file_, failures_);
        conditions.put(file_, conditions_);
    }

    Record read(const Row& row) const {
        auto record = index_.read(*row.stored, layout_of(study_, row.run.arm));
        if (!record)
            throw OutputError("the record of run " + to_string(row.stored->key) +
                              " does not fit the study, or was changed while it was read");
        return std::move(*record);
    }

    Dataset metric_column(const StudyMetric& metric, std::vector<double> values) const {
        Dataset data = column(metric.id, udunits(metric.unit), metric.title, {"run"}, std::move(values));
        data.attributes = {{"computed", describe(metric, study_.measures)},
                           {"direction", std::string(names_of(metric.direction)[static_cast<std::size_t>(metric.direction)])}};
        if (metric.smallest_effect) data.attributes.push_back({"smallest_effect", *metric.smallest_effect});
        if (metric.satisficing) data.attributes.push_back({"satisficing", *metric.satisficing});
        return data;
    }

    std::vector<StreamedDataset> series() const {
        std::vector<StreamedDataset> all;
        const StudyMeasures& m = study_.measures;
        for (std::size_t s = 0; s < m.series.size(); ++s) {
            const Metric& metric = m.columns[m.series[s]];
            Dataset data{metric_path(metric), udunits(metric.unit), std::string(metric.doc), {"run", "time"}, {}, {}};
            if (!m.doubles) data.values = std::vector<float>{};
            all.push_back({"series", std::move(data), [this, s](std::size_t first, std::size_t count, std::vector<double>& into) {
                               const std::size_t width = study_.measures.series.size();
                               for (std::size_t k = first; k < first + count; ++k) {
                                   const Record record = read(rows_[k]);
                                   for (std::size_t t = 0; t < study_.measures.rows(); ++t) {
                                       into.push_back(record.failure ? not_there : record.series[t * width + s]);
                                   }
                               }
                           }});
        }
        return all;
    }

    /// Runs that failed, a row each.
    struct Failures {
        std::vector<std::int64_t> run, seed;
        std::vector<std::string> stage, message, settings, key;

        void add(std::int64_t number, const RunFailure& failure, std::string set, const RecordHead& head) {
            run.push_back(number);
            seed.push_back(head.seed);
            stage.push_back(failure.stage);
            message.push_back(failure.message);
            settings.push_back(std::move(set));
            key.push_back(to_string(head.key));
        }
        void put(RunFile& file, Group& group) {
            if (run.empty()) return;
            const std::vector<std::string> dims{"failure"};
            file.scales.push_back(column("failure", "1", "number of the failure", dims, counting(run.size())));
            group = {"failures",
                     {column("row", "1", "place of the run in the group runs", dims, std::move(run)),
                      column("key", "1", "what enclosure study replay --run takes", dims, std::move(key)),
                      column("stage", "1", "what the run was about to do", dims, std::move(stage)),
                      column("message", "1", "why it failed", dims, std::move(message)),
                      column("settings", "1", "what the factors set", dims, std::move(settings)),
                      column("seed", "1", "seed of every draw", dims, std::move(seed))}};
        }
    };

    /// How often events that wait for a condition began, a row for each run and event.
    struct Conditions {
        std::vector<std::int64_t> run, begins;
        std::vector<std::string> event;

        void add(std::int64_t number, const StudyArm& arm, const std::vector<std::uint32_t>& counts) {
            for (std::size_t e = 0; e < counts.size(); ++e) {
                run.push_back(number);
                event.push_back(arm.events[e]);
                begins.push_back(counts[e]);
            }
        }
        void put(RunFile& file, Group& group) {
            if (run.empty()) return;
            const std::vector<std::string> dims{"condition"};
            file.scales.push_back(column("condition", "1", "number of the row", dims, counting(run.size())));
            group = {"conditions",
                     {column("row", "1", "place of the run in the group runs", dims, std::move(run)),
                      column("event", "1", "event that waits for a condition", dims, std::move(event)),
                      column("begins", "1", "how often it began", dims, std::move(begins))}};
        }
    };

    Group missing() {
        std::vector<std::int64_t> point, arm, replicate;
        for (const PlannedRun& run : plan_.runs) {
            if (index_.has(key_of(study_, plan_, run))) continue;
            point.push_back(run.point);
            arm.push_back(run.arm);
            replicate.push_back(run.replicate);
        }
        const std::vector<std::string> dims{"missing_run"};
        file_.scales.push_back(column("missing_run", "1", "number of the missing run", dims, counting(point.size())));
        return {"missing",
                {column("point", "1", "point of the design", dims, point), column("arm", "1", "number of the arm", dims, arm),
                 column("replicate", "1", "number of the world", dims, replicate)}};
    }

    Group texts() const {
        Group group{"study", {}};
        for (const auto& [name, text] : study_.texts) {
            if (name.starts_with("arms/") || name == "model.txt") continue;
            std::string safe = name;
            std::replace(safe.begin(), safe.end(), '/', '_');
            group.datasets.push_back(column(safe, "1", "text of " + name, {}, std::vector<std::string>{text}));
        }
        return group;
    }

    const Study& study_;
    const Plan& plan_;
    const RecordIndex& index_;
    std::vector<Row> rows_;
    RunFile file_;
    Group metrics_, failures_, conditions_;
};

}  // namespace

MergeState merge_state(const Study& study, const Plan& plan, const RecordIndex& index) {
    constexpr std::size_t most_listed = 20;
    MergeState state;
    state.planned = plan.runs.size();
    state.settled = plan.settled;
    state.damaged = index.damaged();
    std::vector<RunKey> wanted;
    for (const PlannedRun& run : plan.runs) {
        wanted.push_back(key_of(study, plan, run));
        const StoredRecord* stored = index.find(wanted.back());
        if (!stored) {
            ++state.missing;
            if (state.first_missing.size() < most_listed) state.first_missing.push_back(run);
        } else if (stored->outcome == Outcome::failed) {
            ++state.failed;
        }
    }
    std::sort(wanted.begin(), wanted.end());
    const auto is_wanted = [&](const RunKey& key) { return std::binary_search(wanted.begin(), wanted.end(), key); };
    for (const RunKey& key : index.conflicts()) {
        if (is_wanted(key)) state.conflicts.push_back(key);
    }
    for (const StoredRecord& record : index.records()) state.unplanned += is_wanted(record.key) ? 0 : 1;
    return state;
}

void write_study_file(const std::filesystem::path& file, const Study& study, const Plan& plan, const RecordIndex& index) {
    StudyFile(study, plan, index).write(file);
}

std::string settings_text(const Study& study, const Plan& plan, const PlannedRun& run) {
    std::string text;
    for (std::size_t k = 0; k < study.factors.size(); ++k) {
        const double value = plan.point(run.point)[k];
        if (std::isnan(value) || !study.arms[run.arm].sets[k]) continue;
        text += (text.empty() ? "" : ", ") + study.factors[k].path + " = " + value_text(study.factors[k], value);
    }
    return text;
}

}  // namespace enclosure
