#include "sim/study/plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "sim/base/hash.h"
#include "sim/base/paired.h"
#include "sim/study/design.h"
#include "sim/study/run_record.h"
#include "sim/study/search/search_plan.h"
#include "sim/study/study_rules.h"

namespace enclosure {

namespace {

/// Metrics of records, read one by one.
class Results {
  public:
    Results(const Study& study, const Plan& plan, const RecordIndex& index, std::size_t metric)
        : study_(study), plan_(plan), index_(index), metric_(metric) {}

    // NaN of a run that failed, or that is damaged.
    double of(const PlannedRun& run) const { return of(run, metric_); }
    double of(const PlannedRun& run, std::size_t metric) const {
        const StoredRecord* stored = index_.find(key_of(study_, plan_, run));
        if (!stored) return std::numeric_limits<double>::quiet_NaN();
        const auto record = index_.read(*stored, layout_of(study_, run.arm));
        return record && !record->failure ? record->metrics[metric] : std::numeric_limits<double>::quiet_NaN();
    }

  private:
    const Study& study_;
    const Plan& plan_;
    const RecordIndex& index_;
    std::size_t metric_;
};

bool is_complete(const Study& study, const Plan& plan, const RecordIndex& index, std::uint32_t point) {
    for (std::uint32_t r = 0; r < plan.replicates[point]; ++r) {
        for (std::uint32_t a = 0; a < study.arms.size(); ++a) {
            if (!index.has(key_of(study, plan, {point, a, r}))) return false;
        }
    }
    return true;
}

// Half of the widest interval at a point: of differences to the first arm, or of the mean if there is one arm.
double half_width_at(const Study& study, const Plan& plan, const Results& results, std::uint32_t point) {
    double widest = 0;
    std::vector<double> baseline;
    for (std::uint32_t r = 0; r < plan.replicates[point]; ++r) baseline.push_back(results.of({point, 0, r}));
    const std::vector<double> zero(baseline.size(), 0.0);
    for (std::uint32_t a = study.arms.size() == 1 ? 0 : 1; a < study.arms.size(); ++a) {
        std::vector<double> treated;
        for (std::uint32_t r = 0; r < plan.replicates[point]; ++r) treated.push_back(results.of({point, a, r}));
        const PairedStatistics pairs = paired_statistics(a == 0 ? zero : baseline, treated);
        const double half = (pairs.interval.high - pairs.interval.low) / 2;
        if (std::isnan(half)) return half;
        widest = std::max(widest, half);
    }
    return widest;
}

// Looks at a point again and again, as long as all runs of the look before are there. Returns false if some are missing.
bool add_replicates(const Study& study, Plan& plan, const RecordIndex& index, std::uint32_t point, std::optional<double> wanted) {
    if (!wanted) return true;
    const ReplicateRule& rule = study.keys.replicates;
    const std::size_t metric = *find_study_metric(study.measures, rule.metric);
    const StoppingRule looks{
        .metric = 0, .half_width = *wanted, .first = static_cast<std::size_t>(rule.number), .most = static_cast<std::size_t>(rule.most)};
    while (is_complete(study, plan, index, point)) {
        if (plan.replicates[point] >= looks.most) return true;
        if (half_width_at(study, plan, Results(study, plan, index, metric), point) <= *wanted) return true;
        plan.replicates[point] = static_cast<std::uint32_t>(next_look(looks, plan.replicates[point]));
    }
    return false;
}

// Regime of a point: the mean of its metric over arms and worlds, on which side of the level. NaN if nothing is defined.
double mean_at(const Study& study, const Plan& plan, const Results& results, std::uint32_t point) {
    double sum = 0;
    double n = 0;
    for (std::uint32_t r = 0; r < plan.replicates[point]; ++r) {
        for (std::uint32_t a = 0; a < study.arms.size(); ++a) {
            const double value = results.of({point, a, r});
            if (std::isnan(value)) continue;
            sum += value;
            n += 1;
        }
    }
    return n > 0 ? sum / n : std::numeric_limits<double>::quiet_NaN();
}

// Two points that differ in one factor alone, with no other point of the plan between them.
struct Neighbours {
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::size_t factor = 0;
};

std::vector<Neighbours> neighbours_in(const Study& study, const Plan& plan) {
    std::vector<Neighbours> found;
    std::vector<std::uint32_t> order(plan.points());
    for (std::uint32_t p = 0; p < order.size(); ++p) order[p] = p;
    for (std::size_t k = 0; k < plan.factors; ++k) {
        if (!can_be_halved(study.factors[k])) continue;
        const auto less = [&](std::uint32_t a, std::uint32_t b) {
            for (std::size_t j = 0; j < plan.factors; ++j) {
                if (j == k) continue;
                if (plan.point(a)[j] != plan.point(b)[j]) return plan.point(a)[j] < plan.point(b)[j];
            }
            return plan.point(a)[k] < plan.point(b)[k];
        };
        std::sort(order.begin(), order.end(), less);
        for (std::size_t i = 1; i < order.size(); ++i) {
            bool same_line = true;
            for (std::size_t j = 0; j < plan.factors; ++j) {
                same_line = same_line && (j == k || plan.point(order[i - 1])[j] == plan.point(order[i])[j]);
            }
            if (same_line) found.push_back({order[i - 1], order[i], k});
        }
    }
    return found;
}

// Points half-way between neighbours that lie on either side of the metric's level.
void add_midpoints(const Study& study, Plan& plan, const RecordIndex& index, std::size_t metric) {
    const double border = *study.measures.metrics[metric].satisficing;
    const Results results(study, plan, index, metric);
    std::vector<double> mean;
    for (std::uint32_t p = 0; p < plan.points(); ++p) mean.push_back(mean_at(study, plan, results, p));
    std::set<std::vector<double>> added;
    for (const Neighbours& pair : neighbours_in(study, plan)) {
        const double a = mean[pair.low];
        const double b = mean[pair.high];
        if (std::isnan(a) || std::isnan(b) || (a < border) == (b < border)) continue;
        std::vector<double> middle(plan.point(pair.low).begin(), plan.point(pair.low).end());
        const double low = middle[pair.factor];
        const double high = plan.point(pair.high)[pair.factor];
        middle[pair.factor] = low + (high - low) / 2;
        if (study.factors[pair.factor].type != FactorType::number) middle[pair.factor] = std::floor(middle[pair.factor]);
        if (middle[pair.factor] > low && middle[pair.factor] < high) added.insert(std::move(middle));
    }
    for (const std::vector<double>& point : added) {
        plan.values.insert(plan.values.end(), point.begin(), point.end());
        plan.block.push_back(plan.points());
        plan.worlds.push_back(0);
        plan.replicates.push_back(static_cast<std::uint32_t>(study.keys.replicates.number));
        ++plan.added_points;
    }
}

void list_runs(const Study& study, Plan& plan) {
    for (std::uint32_t p = 0; p < plan.points(); ++p) {
        for (std::uint32_t r = 0; r < plan.replicates[p]; ++r) {
            for (std::uint32_t a = 0; a < study.arms.size(); ++a) plan.runs.push_back({p, a, r});
        }
    }
}

}  // namespace

Plan plan_of(const Study& study, const RecordIndex& index) {
    Plan plan;
    plan.factors = study.factors.size();
    if (study.search) {
        const Results results(study, plan, index, 0);
        plan_search(
            study, plan, [&](const PlannedRun& run) { return index.has(key_of(study, plan, run)); },
            [&](const PlannedRun& run, std::size_t metric) { return results.of(run, metric); });
        list_runs(study, plan);
        return plan;
    }
    plan.values = study.values;
    plan.worlds = study.worlds;
    plan.block = study.block;
    plan.replicates.assign(study.points(), static_cast<std::uint32_t>(study.keys.replicates.number));
    const std::optional<double> half_width = half_width_of(study);
    std::uint32_t looked = 0;
    for (std::int64_t level = 0;; ++level) {
        for (; looked < plan.points(); ++looked) plan.settled = add_replicates(study, plan, index, looked, half_width) && plan.settled;
        if (level >= study.keys.refine.levels) break;
        bool whole = plan.settled;
        for (std::uint32_t p = 0; p < plan.points() && whole; ++p) whole = is_complete(study, plan, index, p);
        plan.settled = whole;
        if (!whole) break;
        const std::size_t before = plan.points();
        add_midpoints(study, plan, index, *find_study_metric(study.measures, study.keys.refine.metric));
        if (plan.points() == before) break;
    }
    list_runs(study, plan);
    return plan;
}

std::size_t runs_at_first(const Study& study) {
    if (study.search) return search_runs_at_first(study);
    return study.points() * study.arms.size() * static_cast<std::size_t>(study.keys.replicates.number);
}

std::size_t runs_at_most(const Study& study) {
    if (study.search) return search_runs_at_most(study);
    const ReplicateRule& rule = study.keys.replicates;
    return study.points() * study.arms.size() * static_cast<std::size_t>(std::max(rule.number, rule.most));
}

std::int64_t seed_of(const Study& study, const Plan& plan, const PlannedRun& run) {
    std::int64_t seed = study.seed;
    for (std::size_t k = 0; k < study.factors.size(); ++k) {
        const double value = plan.point(run.point)[k];
        if (study.factors[k].path == "seed" && !std::isnan(value)) seed = static_cast<std::int64_t>(value);
    }
    const std::uint64_t stream = plan.worlds[run.point];
    return world_seed(seed, stream == 0 ? run.replicate : combine(stream, run.replicate));
}

RunKey key_of(const Study& study, const Plan& plan, const PlannedRun& run) {
    const StudyArm& arm = study.arms[run.arm];
    std::vector<std::string> paths;
    std::vector<double> values;
    for (std::size_t k = 0; k < study.factors.size(); ++k) {
        const Factor& factor = study.factors[k];
        double value = plan.point(run.point)[k];
        if (!arm.sets[k] || std::isnan(value) || factor.path == "seed") continue;
        // Names go by what they are: which number they have is the study's own affair.
        if (factor.type == FactorType::name) value = static_cast<double>(serial_of(value_text(factor, value)) >> 11);
        paths.push_back(factor.path);
        values.push_back(value);
    }
    return key_of_run(arm.key, paths, values, seed_of(study, plan, run));
}

RecordLayout layout_of(const Study& study, std::size_t arm) {
    const StudyMeasures& m = study.measures;
    return {
        .metrics = m.metrics.size(), .events = study.arms[arm].events.size(), .values = m.rows() * m.series.size(), .doubles = m.doubles};
}

}  // namespace enclosure
