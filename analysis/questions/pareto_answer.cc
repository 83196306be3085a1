#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/chart/fan_chart.h"
#include "analysis/chart/pareto_chart.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/robust_question.h"
#include "analysis/robust/noisy_front.h"

namespace enclosure {

namespace {

/// What is weighed against each other: candidates of a search, arms, or points of a design.
struct Alternatives {
    std::string what;  ///< "candidates in fresh worlds"
    std::vector<std::string> names;
    std::vector<std::vector<double>> levers;  ///< of each, values of the study's levers; empty for arms
    NoisyObjectives objectives;
};

std::vector<std::size_t> objective_list(const StudyData& study, const Scope& scope) {
    std::vector<std::size_t> metrics;
    for (const OutcomeChoice& choice : scope.outcomes) {
        if (study.metrics[choice.metric].better != Better::unstated) metrics.push_back(choice.metric);
    }
    if (metrics.size() < 2)
        throw AnalysisError("A trade-off needs two metrics with a direction; direction = \"higher\" or \"lower\" gives a metric one");
    return metrics;
}

/// Values of points that belong to one alternative, world by world.
class Gathered {
  public:
    Gathered(const StudyData& study, const std::vector<std::size_t>& metrics) : study_(study), metrics_(metrics) {}

    // Means over the worlds of each point: points are what the alternative is judged over.
    void add_by_point(const std::vector<std::size_t>& points, std::size_t arm) {
        std::vector<std::vector<double>> worlds(points.size(), std::vector<double>(metrics_.size(), not_defined));
        for (std::size_t m = 0; m < metrics_.size(); ++m) {
            const auto& values = values_of(m, arm);
            for (std::size_t k = 0; k < points.size(); ++k) {
                double sum = 0;
                for (const double value : values[points[k]]) sum += value;
                worlds[k][m] = sum / static_cast<double>(values[points[k]].size());
            }
        }
        all_.push_back(std::move(worlds));
    }
    // Means over points, world by world: the points are states of the world that each candidate met.
    void add_by_world(const std::vector<std::size_t>& points, std::size_t arm) {
        std::size_t count = 0;
        for (const std::size_t p : points) count = std::max(count, values_of(0, arm)[p].size());
        std::vector<std::vector<double>> worlds(count, std::vector<double>(metrics_.size(), not_defined));
        for (std::size_t m = 0; m < metrics_.size(); ++m) {
            const auto& values = values_of(m, arm);
            for (std::size_t w = 0; w < count; ++w) {
                double sum = 0;
                for (const std::size_t p : points) sum += w < values[p].size() ? values[p][w] : not_defined;
                worlds[w][m] = sum / static_cast<double>(points.size());
            }
        }
        all_.push_back(std::move(worlds));
    }
    NoisyObjectives table() const {
        NoisyObjectives out;
        for (const std::size_t metric : metrics_) {
            out.objectives.push_back(study_.metrics[metric].id);
            out.better.push_back(study_.metrics[metric].better);
        }
        for (const auto& worlds : all_) out.worlds = std::max(out.worlds, worlds.size());
        for (const auto& worlds : all_) {
            for (std::size_t w = 0; w < out.worlds; ++w) {
                for (std::size_t m = 0; m < metrics_.size(); ++m) out.values.push_back(w < worlds.size() ? worlds[w][m] : not_defined);
            }
        }
        return out;
    }

  private:
    const std::vector<std::vector<double>>& values_of(std::size_t m, std::size_t arm) {
        const auto [found, is_new] = cache_.try_emplace({m, arm});
        if (is_new) found->second = replicate_values(study_, {.metric = metrics_[m], .arm = arm});
        return found->second;
    }
    const StudyData& study_;
    const std::vector<std::size_t>& metrics_;
    std::map<std::pair<std::size_t, std::size_t>, std::vector<std::vector<double>>> cache_;
    std::vector<std::vector<std::vector<double>>> all_;
};

std::vector<std::size_t> lever_list(const StudyData& study) {
    std::vector<std::size_t> levers;
    for (std::size_t k = 0; k < study.factors.size(); ++k) {
        if (study.factors[k].lever) levers.push_back(k);
    }
    return levers;
}

std::vector<double> levers_at(const StudyData& study, std::size_t point) {
    std::vector<double> values;
    for (const std::size_t k : lever_list(study)) values.push_back(study.factors[k].column.values[point]);
    return values;
}

Alternatives alternatives_of(const StudyData& study, const std::vector<std::size_t>& metrics) {
    Alternatives out;
    Gathered gathered(study, metrics);
    if (!study.search.empty()) {
        std::map<std::uint64_t, std::vector<std::size_t>> points;
        for (std::size_t p = 0; p < study.points(); ++p) {
            if (study.search[p].fresh) points[study.search[p].candidate].push_back(p);
        }
        if (points.empty())
            throw AnalysisError(
                "The search has not come to its end: no candidate was judged in fresh worlds yet; enclosure study run goes on");
        out.what = "candidates of the search, in worlds that it had not seen";
        for (const auto& [candidate, of] : points) {
            out.names.push_back(fmt::format("{}", candidate));
            out.levers.push_back(levers_at(study, of.front()));
            gathered.add_by_world(of, 0);
        }
    } else if (study.arms.size() > 1) {
        out.what = "arms, over all points and worlds";
        out.names = study.arms;
        std::vector<std::size_t> points(study.points());
        for (std::size_t p = 0; p < points.size(); ++p) points[p] = p;
        for (std::size_t a = 0; a < study.arms.size(); ++a) {
            if (points.size() == 1) gathered.add_by_world(points, a);
            if (points.size() > 1) gathered.add_by_point(points, a);
        }
    } else {
        out.what = "points of the design";
        for (std::size_t p = 0; p < study.points(); ++p) {
            out.names.push_back(fmt::format("{}", p));
            out.levers.push_back(levers_at(study, p));
            gathered.add_by_world({p}, 0);
        }
    }
    out.objectives = gathered.table();
    return out;
}

std::vector<double> volume_reference(const ObjectiveTable& table, const ParetoQuestion& question) {
    const std::size_t k = table.objectives.size();
    if (!question.reference.empty()) {
        if (question.reference.size() != k)
            throw AnalysisError(fmt::format("The reference point has {} values for {} objectives", question.reference.size(), k));
        return question.reference;
    }
    std::vector<double> reference;
    for (std::size_t m = 0; m < k; ++m) {
        double low = not_defined, high = not_defined;
        for (std::size_t p = 0; p < table.points(); ++p) {
            const double value = table.value(p, m);
            if (std::isnan(value)) continue;
            low = std::isnan(low) ? value : std::min(low, value);
            high = std::isnan(high) ? value : std::max(high, value);
        }
        const double room = high > low ? (high - low) / 10 : 1;
        reference.push_back(table.better[m] == Better::lower ? high + room : low - room);
    }
    return reference;
}

AnswerTable front_table(const StudyData& study, const Alternatives& all, const NoisyFront& noisy, const ParetoRanking& ranking,
                        const std::vector<double>& contribution) {
    AnswerTable table{
        .id = "front",
        .title = "Alternatives, the front first",
        .columns = {{"alternative"},
                    {.name = "front", .doc = "0: nothing is better in every respect."},
                    {.name = "undominated", .doc = "Share of resamples of worlds in which nothing is better in every respect."}}};
    for (const std::string& objective : all.objectives.objectives) {
        const std::string& unit = study.metrics[metric_named(study, objective)].unit;
        table.columns.push_back({.name = objective, .unit = unit});
        table.columns.push_back({.name = objective + "_low", .unit = unit});
        table.columns.push_back({.name = objective + "_high", .unit = unit});
    }
    table.columns.push_back({.name = "volume", .doc = "Hypervolume that only this alternative dominates."});
    const std::vector<std::size_t> levers = all.levers.empty() ? std::vector<std::size_t>{} : lever_list(study);
    for (const std::size_t k : levers) table.columns.push_back({.name = study.factors[k].column.id, .unit = study.factors[k].column.unit});
    std::vector<std::size_t> order(all.names.size());
    for (std::size_t p = 0; p < order.size(); ++p) order[p] = p;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return ranking.front[a] < ranking.front[b]; });
    for (const std::size_t p : order) {
        const NoisyPoint& point = noisy.points[p];
        std::vector<AnswerCell> row{all.names[p], ranking.front[p] == no_front ? not_defined : static_cast<double>(ranking.front[p]),
                                    point.undominated};
        for (std::size_t m = 0; m < point.means.size(); ++m) {
            row.emplace_back(point.means[m]);
            row.emplace_back(point.intervals[m].low);
            row.emplace_back(point.intervals[m].high);
        }
        row.emplace_back(contribution[p]);
        for (std::size_t k = 0; k < levers.size(); ++k) {
            const InputColumn& column = study.factors[levers[k]].column;
            if (column.categorical()) {
                row.emplace_back(column.levels[static_cast<std::size_t>(all.levers[p][k])]);
            } else {
                row.emplace_back(all.levers[p][k]);
            }
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

AnswerFigure front_figure(const StudyData& study, const Alternatives& all, const NoisyFront& noisy, const ParetoRanking& ranking,
                          std::size_t x, std::size_t y) {
    const OutcomeColumn& of_x = study.metrics[metric_named(study, all.objectives.objectives[x])];
    const OutcomeColumn& of_y = study.metrics[metric_named(study, all.objectives.objectives[y])];
    ParetoChart chart;
    chart.id = figure_id(fmt::format("pareto-{}-{}", of_x.id, of_y.id));
    chart.title = fmt::format("{} against {}", of_x.id, of_y.id);
    chart.x.title = metric_label(of_x);
    chart.y.title = metric_label(of_y);
    chart.x_higher = of_x.better == Better::higher;
    chart.y_higher = of_y.better == Better::higher;
    for (std::size_t p = 0; p < all.names.size(); ++p) {
        const NoisyPoint& point = noisy.points[p];
        chart.points.push_back(
            {all.names[p], point.means[x], point.means[y], point.intervals[x], point.intervals[y], ranking.front[p] == 0});
    }
    chart.source = fmt::format("{}; the front is of {} objectives.", all.what, all.objectives.objectives.size());
    return {chart.id, pareto_chart(chart), csv_of(chart)};
}

// How the search came to it: hypervolume of all candidates made so far, by the means that it saw.
AnswerFigure search_figure(const StudyData& study, const std::vector<std::size_t>& metrics, const std::vector<double>& reference,
                           AnswerTable& table) {
    std::map<std::uint64_t, std::pair<std::uint32_t, std::vector<std::size_t>>> points;
    std::uint32_t last = 0;
    for (std::size_t p = 0; p < study.points(); ++p) {
        const SearchedPoint& s = study.search[p];
        if (s.fresh) continue;
        points[s.candidate].first = s.generation;
        points[s.candidate].second.push_back(p);
        last = std::max(last, s.generation);
    }
    std::vector<PointOutcomes> means;
    for (const std::size_t metric : metrics) means.push_back(point_outcomes(study, {.metric = metric}));
    FanChart chart;
    chart.id = "pareto-search";
    chart.title = "Is the search at its end? Hypervolume by generation";
    chart.x = {.title = "generation", .snug = true};
    FanSeries line{.name = "hypervolume"};
    ObjectiveTable sofar;
    for (const std::size_t metric : metrics) {
        sofar.objectives.push_back(study.metrics[metric].id);
        sofar.better.push_back(study.metrics[metric].better);
    }
    for (std::uint32_t g = 0; g <= last; ++g) {
        for (const auto& [candidate, of] : points) {
            if (of.first != g) continue;
            for (std::size_t m = 0; m < metrics.size(); ++m) {
                double sum = 0;
                for (const std::size_t p : of.second) sum += means[m].outcome.values[p];
                sofar.values.push_back(sum / static_cast<double>(of.second.size()));
            }
        }
        ObjectiveTable front = sofar;  // only the front counts, and is far smaller
        front.values.clear();
        for (const std::size_t p : pareto_ranking(sofar).undominated) {
            for (std::size_t m = 0; m < metrics.size(); ++m) front.values.push_back(sofar.value(p, m));
        }
        sofar.values = front.values;
        chart.at.push_back(g);
        line.middle.push_back(dominated_volume(front, reference));
        table.rows.push_back({static_cast<double>(g), line.middle.back(), static_cast<double>(front.points())});
    }
    chart.series.push_back(std::move(line));
    chart.source = "By the means that the search saw, which are too good; the front above is judged in fresh worlds.";
    return {chart.id, fan_chart(chart), csv_of(chart)};
}

}  // namespace

Answer pareto_answer(const StudyData& study, const Scope& scope, const ParetoQuestion& question, const Threads& threads) {
    const std::vector<std::size_t> metrics = objective_list(study, scope);
    const Alternatives all = alternatives_of(study, metrics);
    const NoisyFront noisy = front_under_noise(
        all.objectives, {.confidence = scope.confidence, .resamples = std::max<std::size_t>(scope.resamples, 500), .seed = scope.seed},
        threads);
    ObjectiveTable table{.objectives = all.objectives.objectives, .better = all.objectives.better};
    for (const NoisyPoint& point : noisy.points) table.values.insert(table.values.end(), point.means.begin(), point.means.end());
    const ParetoRanking ranking = pareto_ranking(table);
    const std::vector<double> reference = volume_reference(table, question);
    const double volume = dominated_volume(table, reference);
    Answer answer{.analysis = "pareto", .title = "What must be traded for what"};
    answer.settings = common_settings(study, scope);
    if (study.search.empty() && study.arms.size() > 1) std::erase_if(answer.settings, [](const auto& one) { return one.first == "arm"; });
    answer.settings.emplace_back("alternatives", all.what);
    answer.settings.emplace_back("hypervolume", fmt::format("{:.6g}, up to {:.6g}", volume, fmt::join(reference, ", ")));
    answer.sentences.push_back(fmt::format("Of {} alternatives ({}), {} are on the front: none is better in all of {}.", all.names.size(),
                                           all.what, ranking.undominated.size(), listed(table.objectives)));
    std::size_t sure = 0;
    for (const std::size_t p : ranking.undominated) sure += noisy.points[p].undominated >= scope.confidence ? 1 : 0;
    answer.sentences.push_back(
        fmt::format("{} of them are there in at least {} of resampled worlds.", sure, percent_text(scope.confidence)));
    if (const ParetoKnee knee = pareto_knee(table); knee.point)
        answer.sentences.push_back(fmt::format("The front bends most at {}.", all.names[*knee.point]));
    warn_of_holes(study, answer.warnings);
    answer.warnings.insert(answer.warnings.end(), noisy.warnings.begin(), noisy.warnings.end());
    answer.tables.push_back(front_table(study, all, noisy, ranking, volume_contributions(table, reference)));
    for (std::size_t y = 1; y < metrics.size() && y < 4; ++y) answer.figures.push_back(front_figure(study, all, noisy, ranking, 0, y));
    if (!study.search.empty()) {
        AnswerTable path{.id = "search",
                         .title = "How the search went",
                         .columns = {{.name = "generation"}, {.name = "hypervolume", .digits = 6}, {.name = "front"}},
                         .shown = 20};
        answer.figures.push_back(search_figure(study, metrics, reference, path));
        answer.tables.push_back(std::move(path));
    }
    return answer;
}

}  // namespace enclosure
