#include "analysis/robust/front_indicators.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/data/analysis_error.h"

namespace enclosure {

namespace {

// Rows of losses of a table's defined points.
std::vector<std::vector<double>> loss_rows(const ObjectiveTable& table) {
    const std::vector<double> losses = objective_losses(table);
    const std::size_t objectives = table.objectives.size();
    std::vector<std::vector<double>> rows;
    for (std::size_t at = 0; at < losses.size(); at += objectives) {
        const auto row = std::span(losses).subspan(at, objectives);
        if (std::all_of(row.begin(), row.end(), [](double x) { return std::isfinite(x); })) rows.emplace_back(row.begin(), row.end());
    }
    if (rows.empty()) throw AnalysisError("A front needs a point of which every objective is defined.");
    return rows;
}

void scale_by_target(const ObjectiveTable& target, std::vector<std::vector<double>>& front, std::vector<std::vector<double>>& to) {
    for (std::size_t k = 0; k < target.objectives.size(); ++k) {
        double least = to.front()[k];
        double most = least;
        for (const std::vector<double>& row : to) {
            least = std::min(least, row[k]);
            most = std::max(most, row[k]);
        }
        if (!(most > least)) {
            throw AnalysisError(
                fmt::format("Objective {} is the same all over the target, so there is no range to scale it by.", target.objectives[k]));
        }
        for (std::vector<double>& row : front) row[k] /= most - least;
        for (std::vector<double>& row : to) row[k] /= most - least;
    }
}

// Distance of a point of the front to one of the target; of the plus variants only where the front's is worse.
double apart(const std::vector<double>& of_front, const std::vector<double>& of_target, bool plus) {
    double square = 0;
    for (std::size_t k = 0; k < of_front.size(); ++k) {
        const double worse = plus ? std::max(of_front[k] - of_target[k], 0.0) : of_front[k] - of_target[k];
        square += worse * worse;
    }
    return std::sqrt(square);
}

double averaged(const std::vector<double>& distances, FrontAverage average) {
    double sum = 0;
    for (const double d : distances) sum += average == FrontAverage::mean ? d : d * d;
    return (average == FrontAverage::mean ? sum : std::sqrt(sum)) / static_cast<double>(distances.size());
}

}  // namespace

FrontDistances front_distances(const ObjectiveTable& front, const ObjectiveTable& target, bool scaled, FrontAverage average) {
    if (front.objectives != target.objectives || front.better != target.better) {
        throw AnalysisError("Two fronts can be compared only if they have the same objectives in the same directions.");
    }
    std::vector<std::vector<double>> a = loss_rows(front);
    std::vector<std::vector<double>> b = loss_rows(target);
    if (scaled) scale_by_target(target, a, b);
    const auto to_nearest = [&](bool from_front, bool plus) {
        std::vector<double> distances;
        for (const std::vector<double>& from : from_front ? a : b) {
            double nearest = std::numeric_limits<double>::infinity();
            for (const std::vector<double>& to : from_front ? b : a) {
                nearest = std::min(nearest, from_front ? apart(from, to, plus) : apart(to, from, plus));
            }
            distances.push_back(nearest);
        }
        return averaged(distances, average);
    };
    FrontDistances out{.generational = to_nearest(true, false),
                       .inverted_generational = to_nearest(false, false),
                       .generational_plus = to_nearest(true, true),
                       .inverted_generational_plus = to_nearest(false, true),
                       .epsilon = -std::numeric_limits<double>::infinity()};
    for (const std::vector<double>& of_target : b) {
        double least = std::numeric_limits<double>::infinity();
        for (const std::vector<double>& of_front : a) {
            double needed = -std::numeric_limits<double>::infinity();
            for (std::size_t k = 0; k < of_front.size(); ++k) needed = std::max(needed, of_front[k] - of_target[k]);
            least = std::min(least, needed);
        }
        out.epsilon = std::max(out.epsilon, least);
    }
    return out;
}

}  // namespace enclosure
