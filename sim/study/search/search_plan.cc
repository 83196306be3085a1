#include "sim/study/search/search_plan.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/base/hash.h"
#include "sim/scenario/toml_text.h"
#include "sim/study/search/nsga2.h"
#include "sim/study/search/search_result.h"
#include "sim/study/study_rules.h"

namespace enclosure {

namespace {

std::vector<std::size_t> levers_of(const Study& study) {
    std::vector<std::size_t> levers;
    for (std::size_t k = 0; k < study.factors.size(); ++k) {
        if (study.factors[k].role == FactorRole::lever) levers.push_back(k);
    }
    return levers;
}

SearchLever lever_of(const Factor& factor, const Places& places, Report& report) {
    SearchLever lever{.id = factor.id};
    if (factor.is_list() || factor.type == FactorType::truth || factor.law.law == Law::bernoulli) {
        lever.type = SearchLeverType::category;
        lever.categories = factor.is_list() ? factor.levels.size() : 2;
        return lever;
    }
    lever.type = factor.type == FactorType::number ? SearchLeverType::real : SearchLeverType::whole;
    lever.low = quantile(factor.law, 0);
    lever.high = quantile(factor.law, 1);
    if (!std::isfinite(lever.low) || !std::isfinite(lever.high)) {
        report.add(places.nearest("factor." + factor.id), "factor." + factor.id + " is a lever without ends; give it min and max");
    }
    return lever;
}

double value_of(const Factor& factor, double searched) {
    if (factor.is_list()) return factor.levels[static_cast<std::size_t>(searched)];
    if (factor.law.law == Law::bernoulli) return searched > 0 ? factor.law.max : factor.law.min;
    return searched;
}

/// Candidates as points of the plan.
class SearchPlan {
  public:
    SearchPlan(const Study& study, Plan& plan) : study_(study), plan_(plan), levers_(levers_of(study)) {}

    // Points of the request, one for each state of the world; new ones if the candidate has not run in these worlds.
    std::vector<std::uint32_t> points_of(const SearchRequest& request, std::uint32_t generation, bool fresh) {
        const auto [found, is_new] = known_.try_emplace({request.candidate, fresh});
        std::vector<std::uint32_t>& points = found->second;
        for (std::size_t w = 0; is_new && w < study_.points(); ++w) {
            points.push_back(static_cast<std::uint32_t>(plan_.points()));
            std::vector<double> values(study_.point(w).begin(), study_.point(w).end());
            for (std::size_t k = 0; k < levers_.size(); ++k) values[levers_[k]] = value_of(study_.factors[levers_[k]], request.levers[k]);
            plan_.values.insert(plan_.values.end(), values.begin(), values.end());
            const std::uint64_t own = study_.points() == 1 ? request.stream : combine(request.stream, w);
            plan_.worlds.push_back(request.stream == 0 ? study_.worlds[w] : own);
            plan_.block.push_back(static_cast<std::uint64_t>(known_.size() - 1));
            plan_.replicates.push_back(0);
            plan_.search.push_back({request.candidate, generation, fresh});
        }
        const auto replicates = static_cast<std::uint32_t>(request.first_replicate + request.replicates);
        for (const std::uint32_t p : points) plan_.replicates[p] = std::max(plan_.replicates[p], replicates);
        return points;
    }

    static bool complete(const std::vector<std::uint32_t>& points, const SearchRequest& request, const HasRecord& has_record) {
        for (const std::uint32_t p : points) {
            for (std::size_t r = 0; r < request.replicates; ++r) {
                if (!has_record({p, 0, static_cast<std::uint32_t>(request.first_replicate + r)})) return false;
            }
        }
        return true;
    }

    SearchAnswer answer(const std::vector<std::uint32_t>& points, const SearchRequest& request, const std::vector<std::size_t>& metrics,
                        const MetricOfRun& value) const {
        SearchAnswer answer;
        for (std::size_t r = 0; r < request.replicates; ++r) {
            for (const std::size_t metric : metrics) {
                double sum = 0;
                for (const std::uint32_t p : points) sum += value({p, 0, static_cast<std::uint32_t>(request.first_replicate + r)}, metric);
                answer.objectives.push_back(sum / static_cast<double>(points.size()));
            }
        }
        return answer;
    }

  private:
    const Study& study_;
    Plan& plan_;
    std::vector<std::size_t> levers_;
    std::map<std::pair<std::uint64_t, bool>, std::vector<std::uint32_t>> known_;
};

std::vector<std::size_t> objective_metrics(const Study& study) {
    std::vector<std::size_t> metrics;
    for (const SearchObjective& objective : study.search->objectives) metrics.push_back(*find_study_metric(study.measures, objective.id));
    return metrics;
}

}  // namespace

SearchSettings search_settings(const Study& study, const Places& places, Report& report) {
    const SearchRow& row = study.keys.search;
    const Place place = places.nearest("search");
    SearchSettings settings;
    if (row.generations < 1) report.add(place, "search.generations is missing; it says how many there are");
    if (study.keys.arm.size() > 1) report.add(place, "a search has one arm: what it compares are its candidates");
    if (study.keys.replicates.half_width || study.keys.refine.levels > 0)
        report.add(place, "a search excludes refine, and replicates until an interval is narrow");
    for (const std::size_t k : levers_of(study)) settings.levers.push_back(lever_of(study.factors[k], places, report));
    if (settings.levers.empty()) report.add(place, "there is no lever to search over; a factor is one if its role is \"lever\"");
    std::vector<std::string> ids = row.objectives;
    if (ids.empty()) {
        for (const StudyMetric& metric : study.measures.metrics) {
            if (metric.direction != MetricDirection::none) ids.push_back(metric.id);
        }
    }
    for (const std::string& id : ids) {
        const auto found = find_study_metric(study.measures, id);
        if (!found) {
            report.add(places.nearest("search.objectives"), "search.objectives: " + toml_text(id) + " names no metric");
            continue;
        }
        const StudyMetric& metric = study.measures.metrics[*found];
        if (metric.direction == MetricDirection::none)
            report.add(places.nearest("metric." + id), "metric." + id + ".direction is missing: is more of it better, or less?");
        settings.objectives.push_back(
            {.id = id, .maximise = metric.direction == MetricDirection::higher, .epsilon = metric.smallest_effect.value_or(0)});
    }
    if (ids.empty()) report.add(place, "there is no objective: no metric has a direction");
    settings.population = static_cast<std::size_t>(row.population);
    settings.worlds = row.worlds;
    settings.replicates = static_cast<std::size_t>(study.keys.replicates.number);
    settings.archive_replicates = static_cast<std::size_t>(std::max(row.archive_replicates, study.keys.replicates.number));
    settings.restart_after = static_cast<std::size_t>(row.restart_after);
    settings.seed = static_cast<std::uint64_t>(row.seed);
    try {
        if (report.empty()) check_search(settings);
    } catch (const std::invalid_argument& error) {
        report.add(place, error.what());
    }
    return settings;
}

void plan_search(const Study& study, Plan& plan, const HasRecord& has_record, const MetricOfRun& value) {
    const SearchSettings& settings = *study.search;
    const std::vector<std::size_t> metrics = objective_metrics(study);
    SearchPlan search(study, plan);
    const auto round = [&](const std::vector<SearchRequest>& requests, std::uint32_t generation,
                           bool fresh) -> std::optional<std::vector<SearchAnswer>> {
        std::vector<std::vector<std::uint32_t>> points;
        for (const SearchRequest& request : requests) points.push_back(search.points_of(request, generation, fresh));
        for (std::size_t q = 0; q < requests.size(); ++q) {
            if (!SearchPlan::complete(points[q], requests[q], has_record)) return std::nullopt;
        }
        std::vector<SearchAnswer> answers;
        for (std::size_t q = 0; q < requests.size(); ++q) answers.push_back(search.answer(points[q], requests[q], metrics, value));
        return answers;
    };
    SearchState state = begin_search(settings);
    for (std::int64_t g = 0; g < study.keys.search.generations; ++g) {
        std::vector<SearchRequest> requests = ask_search(settings, state);
        if (requests.empty()) break;
        const auto answers = round(requests, static_cast<std::uint32_t>(g), false);
        if (!answers) {
            plan.settled = false;
            return;
        }
        state = tell_search(settings, std::move(state), {std::move(requests), *answers});
    }
    const auto fresh = fresh_requests(settings, state, static_cast<std::size_t>(study.keys.search.fresh_replicates));
    round(fresh, static_cast<std::uint32_t>(study.keys.search.generations), true);
}

std::size_t search_runs_at_first(const Study& study) {
    return static_cast<std::size_t>(study.keys.search.population * study.keys.replicates.number) * study.points();
}

std::size_t search_runs_at_most(const Study& study) {
    return search_runs_at_first(study) * static_cast<std::size_t>(study.keys.search.generations + 1);
}

}  // namespace enclosure
