#include "sim/study/search/dominance.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace enclosure {

Dominance dominance(std::span<const double> a, std::span<const double> b) {
    bool first = false;
    bool second = false;
    for (std::size_t k = 0; k < a.size(); ++k) {
        first = first || a[k] < b[k];
        second = second || b[k] < a[k];
    }
    if (first == second) return first ? Dominance::neither : Dominance::equal;
    return first ? Dominance::first : Dominance::second;
}

std::vector<std::size_t> front_ranks(std::span<const double> losses, std::size_t objectives) {
    if (objectives == 0 || losses.size() % objectives != 0) {
        throw std::invalid_argument("Losses must have one number for each point and objective.");
    }
    const std::size_t points = losses.size() / objectives;
    const auto row = [&](std::size_t i) { return losses.subspan(i * objectives, objectives); };
    std::vector<std::size_t> order(points);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::lexicographical_compare(row(a).begin(), row(a).end(), row(b).begin(), row(b).end());
    });
    std::vector<std::vector<std::size_t>> fronts;
    std::vector<std::size_t> rank(points);
    for (const std::size_t point : order) {
        // What dominates a point stands before it in this order. Of two objectives the front's last member has the smallest second one, so
        // it dominates if any member does.
        const auto is_dominated_in = [&](const std::vector<std::size_t>& front) {
            const std::size_t compared = objectives <= 2 ? 1 : front.size();
            for (std::size_t back = 0; back < compared; ++back) {
                if (dominance(row(front[front.size() - 1 - back]), row(point)) == Dominance::first) return true;
            }
            return false;
        };
        std::size_t front = 0;
        while (front < fronts.size() && is_dominated_in(fronts[front])) ++front;
        if (front == fronts.size()) fronts.emplace_back();
        fronts[front].push_back(point);
        rank[point] = front;
    }
    return rank;
}

std::vector<double> crowding_distances(std::span<const double> losses, std::size_t objectives, std::span<const std::size_t> front) {
    std::vector<double> distance(front.size(), 0.0);
    if (front.empty()) return distance;
    std::vector<std::size_t> order(front.size());
    for (std::size_t k = 0; k < objectives; ++k) {
        const auto loss = [&](std::size_t place) { return losses[front[place] * objectives + k]; };
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return loss(a) < loss(b); });
        const double range = loss(order.back()) - loss(order.front());
        distance[order.front()] = distance[order.back()] = std::numeric_limits<double>::infinity();
        if (!(range > 0)) continue;
        for (std::size_t i = 1; i + 1 < order.size(); ++i) distance[order[i]] += (loss(order[i + 1]) - loss(order[i - 1])) / range;
    }
    return distance;
}

}  // namespace enclosure
