#include "sim/study/search/hypervolume.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "sim/study/search/dominance.h"

namespace enclosure {

namespace {

// Points that are all better than the reference.
struct VolumeRows {
    std::size_t width = 0;
    std::vector<double> values = {};

    std::size_t size() const { return values.size() / width; }
    std::span<const double> row(std::size_t i) const { return std::span(values).subspan(i * width, width); }
};

// The steps between dominated and undominated plane: x grows, y falls.
class Staircase {
  public:
    Staircase(double end_x, double end_y) : end_{end_x, end_y} {}

    // Adds a point; the area that it adds.
    double add(double x, double y) {
        auto at = std::lower_bound(steps_.begin(), steps_.end(), x, [](const Step& step, double value) { return step.x < value; });
        double top = at == steps_.begin() ? end_.y : std::prev(at)->y;
        if (top <= y || (at != steps_.end() && at->x == x && at->y <= y)) return 0;
        double gain = 0;
        double left = x;
        auto next = at;
        for (; next != steps_.end() && next->y >= y; ++next) {
            gain += (next->x - left) * (top - y);
            left = next->x;
            top = next->y;
        }
        gain += ((next == steps_.end() ? end_.x : next->x) - left) * (top - y);
        if (at == next) {
            steps_.insert(at, Step{x, y});
        } else {
            *at = Step{x, y};
            steps_.erase(std::next(at), next);
        }
        return gain;
    }

  private:
    struct Step {
        double x;
        double y;
    };
    Step end_;
    std::vector<Step> steps_;
};

std::vector<std::size_t> by_last(const VolumeRows& points, bool best_first) {
    std::vector<std::size_t> order(points.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return best_first ? points.row(a).back() < points.row(b).back() : points.row(b).back() < points.row(a).back();
    });
    return order;
}

double swept_volume(const VolumeRows& points, std::span<const double> reference) {
    const std::size_t m = points.width;
    if (m == 1) return reference[0] - *std::min_element(points.values.begin(), points.values.end());
    Staircase stairs(reference[0], m == 2 ? 1.0 : reference[1]);
    const std::vector<std::size_t> order = by_last(points, true);
    double volume = 0;
    double area = 0;  // of the slice, a length where there are two objectives
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::span<const double> point = points.row(order[i]);
        area += stairs.add(point[0], m == 2 ? 0.0 : point[1]);
        const double next = i + 1 < order.size() ? points.row(order[i + 1]).back() : reference.back();
        volume += area * (next - point.back());
    }
    return volume;
}

VolumeRows undominated(const VolumeRows& points) {
    const std::vector<std::size_t> rank = front_ranks(points.values, points.width);
    VolumeRows kept{.width = points.width};
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (rank[i] == 0) kept.values.insert(kept.values.end(), points.row(i).begin(), points.row(i).end());
    }
    return kept;
}

double volume_of(const VolumeRows& all, std::span<const double> reference) {
    if (all.values.empty()) return 0;
    if (all.width <= 3) return swept_volume(all, reference);
    const VolumeRows points = undominated(all);
    const std::size_t m = points.width;
    // Worst in the last objective first: up to a point's own last loss, what later points dominate too is a matter of the others alone.
    const std::vector<std::size_t> order = by_last(points, false);
    double volume = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::span<const double> point = points.row(order[i]);
        double alone = 1;
        for (std::size_t k = 0; k + 1 < m; ++k) alone *= reference[k] - point[k];
        VolumeRows shared{.width = m - 1};
        for (std::size_t j = i + 1; j < order.size(); ++j) {
            for (std::size_t k = 0; k + 1 < m; ++k) shared.values.push_back(std::max(point[k], points.row(order[j])[k]));
        }
        volume += (alone - volume_of(shared, reference.first(m - 1))) * (reference.back() - point.back());
    }
    return volume;
}

}  // namespace

double hypervolume(std::span<const double> losses, std::size_t objectives, std::span<const double> reference) {
    if (objectives == 0 || losses.size() % objectives != 0 || reference.size() != objectives) {
        throw std::invalid_argument("A hypervolume needs one loss for each point and objective, and a reference point with as many.");
    }
    VolumeRows inside{.width = objectives};
    for (std::size_t i = 0; i < losses.size(); i += objectives) {
        const std::span<const double> point = losses.subspan(i, objectives);
        bool better = true;
        for (std::size_t k = 0; k < objectives; ++k) better = better && point[k] < reference[k];
        if (better) inside.values.insert(inside.values.end(), point.begin(), point.end());
    }
    return volume_of(inside, reference);
}

}  // namespace enclosure
