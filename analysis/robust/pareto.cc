#include "analysis/robust/pareto.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/data/analysis_error.h"
#include "sim/base/paired.h"
#include "sim/study/search/dominance.h"
#include "sim/study/search/hypervolume.h"

namespace enclosure {

namespace {

bool is_whole_point(const ObjectiveTable& table, std::size_t point) {
    for (std::size_t k = 0; k < table.objectives.size(); ++k) {
        if (!std::isfinite(table.value(point, k))) return false;
    }
    return true;
}

// Rows of losses of the points that are defined; which these are.
std::vector<double> whole_rows(const ObjectiveTable& table, std::vector<std::size_t>& points) {
    const std::vector<double> losses = objective_losses(table);
    const std::size_t objectives = table.objectives.size();
    std::vector<double> rows;
    for (std::size_t i = 0; i < table.points(); ++i) {
        if (!is_whole_point(table, i)) continue;
        points.push_back(i);
        const auto row = std::span(losses).subspan(i * objectives, objectives);
        rows.insert(rows.end(), row.begin(), row.end());
    }
    return rows;
}

std::vector<double> reference_losses(const ObjectiveTable& table, std::span<const double> reference) {
    check_objective_table(table);
    if (reference.size() != table.objectives.size() ||
        !std::all_of(reference.begin(), reference.end(), [](double x) { return std::isfinite(x); })) {
        throw AnalysisError(fmt::format("A reference point needs a finite value for each of {} objectives.", table.objectives.size()));
    }
    std::vector<double> out(reference.begin(), reference.end());
    for (std::size_t k = 0; k < out.size(); ++k) out[k] = table.better[k] == Better::higher ? -out[k] : out[k];
    return out;
}

}  // namespace

void check_objective_table(const ObjectiveTable& table) {
    std::vector<std::string> reasons;
    if (table.objectives.empty()) reasons.push_back("A Pareto front needs at least one objective.");
    if (table.better.size() != table.objectives.size()) reasons.push_back("Each objective needs a direction.");
    if (!table.objectives.empty() && table.values.size() % table.objectives.size() != 0) {
        reasons.push_back(fmt::format("Each point needs a value for each of {} objectives.", table.objectives.size()));
    }
    for (std::size_t k = 0; k < std::min(table.better.size(), table.objectives.size()); ++k) {
        if (table.better[k] != Better::unstated) continue;
        reasons.push_back(fmt::format("Objective {} needs to know which way is better: give the metric a direction, higher or lower.",
                                      table.objectives[k]));
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
}

std::vector<double> objective_losses(const ObjectiveTable& table) {
    check_objective_table(table);
    std::vector<double> losses = table.values;
    for (std::size_t i = 0; i < losses.size(); ++i) {
        if (table.better[i % table.objectives.size()] == Better::higher) losses[i] = -losses[i];
    }
    return losses;
}

ParetoRanking pareto_ranking(const ObjectiveTable& table) {
    const std::size_t objectives = table.objectives.size();
    std::vector<std::size_t> points;
    const std::vector<double> rows = whole_rows(table, points);
    if (points.empty()) throw AnalysisError("There is no point of which every objective is defined.");
    ParetoRanking out{.front = std::vector<std::size_t>(table.points(), no_front),
                      .crowding = std::vector<double>(table.points(), not_defined)};
    for (std::size_t i = 0; i < table.points(); ++i) {
        out.twin.push_back(i);
        if (!is_whole_point(table, i)) out.dropped.push_back(i);
    }
    const std::vector<std::size_t> rank = front_ranks(rows, objectives);
    std::vector<std::vector<std::size_t>> fronts;
    std::map<std::vector<double>, std::size_t> first_of;
    for (std::size_t i = 0; i < points.size(); ++i) {
        out.front[points[i]] = rank[i];
        if (rank[i] == 0) out.undominated.push_back(points[i]);
        if (rank[i] >= fronts.size()) fronts.resize(rank[i] + 1);
        fronts[rank[i]].push_back(i);
        const auto row = std::span(rows).subspan(i * objectives, objectives);
        out.twin[points[i]] = first_of.try_emplace(std::vector<double>(row.begin(), row.end()), points[i]).first->second;
    }
    for (const std::vector<std::size_t>& front : fronts) {
        const std::vector<double> crowding = crowding_distances(rows, objectives, front);
        for (std::size_t j = 0; j < front.size(); ++j) out.crowding[points[front[j]]] = crowding[j];
    }
    return out;
}

double dominated_volume(const ObjectiveTable& table, std::span<const double> reference) {
    const std::vector<double> worst = reference_losses(table, reference);
    std::vector<std::size_t> points;
    return hypervolume(whole_rows(table, points), worst.size(), worst);
}

std::vector<double> volume_contributions(const ObjectiveTable& table, std::span<const double> reference) {
    const std::vector<double> worst = reference_losses(table, reference);
    const std::size_t objectives = worst.size();
    std::vector<double> out(table.points(), 0.0);
    if (out.empty()) return out;
    std::vector<std::size_t> points;
    const std::vector<double> rows = whole_rows(table, points);
    const std::vector<std::size_t> rank = front_ranks(rows, objectives);
    // A point's own part is its box less what others dominate of it: the others, each no better than the point in any objective.
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (rank[i] > 0) continue;
        const auto row = [&](std::size_t j) { return std::span(rows).subspan(j * objectives, objectives); };
        double box = 1;
        for (std::size_t k = 0; k < objectives; ++k) box *= std::max(worst[k] - row(i)[k], 0.0);
        std::vector<double> shared;
        bool twin = false;
        for (std::size_t j = 0; j < points.size(); ++j) {
            if (j == i) continue;
            twin = twin || std::equal(row(i).begin(), row(i).end(), row(j).begin());
            for (std::size_t k = 0; k < objectives; ++k) shared.push_back(std::max(row(i)[k], row(j)[k]));
        }
        out[points[i]] = twin ? 0 : std::max(box - hypervolume(shared, objectives, worst), 0.0);
    }
    return out;
}

ParetoKnee pareto_knee(const ObjectiveTable& table) {
    const ParetoRanking ranking = pareto_ranking(table);
    const std::vector<double> losses = objective_losses(table);
    const std::size_t objectives = table.objectives.size();
    std::vector<double> bulge(ranking.undominated.size(), 1.0);
    for (std::size_t k = 0; k < objectives; ++k) {
        double best = losses[ranking.undominated.front() * objectives + k];
        double worst = best;
        for (const std::size_t point : ranking.undominated) {
            best = std::min(best, losses[point * objectives + k]);
            worst = std::max(worst, losses[point * objectives + k]);
        }
        if (!(worst > best)) return {};
        for (std::size_t i = 0; i < bulge.size(); ++i)
            bulge[i] -= (losses[ranking.undominated[i] * objectives + k] - best) / (worst - best);
    }
    ParetoKnee out;
    double most = 1e-12;  // ends lie on the plane, but for rounding
    for (std::size_t i = 0; i < bulge.size(); ++i) {
        bulge[i] /= std::sqrt(static_cast<double>(objectives));
        if (bulge[i] <= most) continue;
        most = bulge[i];
        out.point = ranking.undominated[i];
    }
    out.bulge = std::move(bulge);
    return out;
}

}  // namespace enclosure
