#include "analysis/emulator/bounded_minimum.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "analysis/emulator/dense_matrix.h"

namespace enclosure {

namespace {

double inner_product_of(std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

double largest_magnitude(std::span<const double> a) {
    double largest = 0;
    for (const double v : a) largest = std::max(largest, std::fabs(v));
    return largest;
}

// Next to a bound is at it.
double within_bounds(double x, double low, double high) {
    const double near = 1e-12 * (high - low);
    return x < low + near ? low : x > high - near ? high : x;
}

struct BoundedStep {
    const SmoothFunction& function;
    std::span<const double> low;
    std::span<const double> high;
    std::vector<double> x;
    std::vector<double> gradient;
    double value = 0;
    DenseMatrix curvature;    // BFGS's approximation of the second derivatives
    bool has_learnt = false;  // whether `curvature` is more than a guess

    bool at_low(std::size_t i) const { return x[i] <= low[i]; }
    bool at_high(std::size_t i) const { return x[i] >= high[i]; }
    bool rests(std::size_t i) const { return (at_low(i) && gradient[i] > 0) || (at_high(i) && gradient[i] < 0); }

    double inward_gradient() const {
        double largest = 0;
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (!rests(i)) largest = std::max(largest, std::fabs(gradient[i]));
        }
        return largest;
    }

    // A first guess whose step moves no variable by more than 1.
    void forget() {
        const double size = std::max(largest_magnitude(gradient), 1e-12);
        curvature = DenseMatrix(x.size(), x.size());
        for (std::size_t i = 0; i < x.size(); ++i) curvature(i, i) = size;
        has_learnt = false;
    }

    // -(curvature)⁻¹ gradient among the variables that are free; one that stands at a bound and would leave joins those that rest.
    std::vector<double> direction() const {
        std::vector<std::size_t> free;
        for (std::size_t i = 0; i < x.size(); ++i) {
            if (!rests(i)) free.push_back(i);
        }
        std::vector<double> out(x.size(), 0.0);
        while (!free.empty()) {
            DenseMatrix part(free.size(), free.size());
            DenseMatrix step(free.size(), 1);
            for (std::size_t a = 0; a < free.size(); ++a) {
                step(a, 0) = -gradient[free[a]];
                for (std::size_t b = 0; b < free.size(); ++b) part(a, b) = curvature(free[a], free[b]);
            }
            if (!factorise(part)) return {};
            solve_lower(part, step);
            solve_lower_transposed(part, step);
            std::vector<std::size_t> stay;
            for (std::size_t a = 0; a < free.size(); ++a) {
                const std::size_t i = free[a];
                if ((at_low(i) && step(a, 0) < 0) || (at_high(i) && step(a, 0) > 0)) continue;
                stay.push_back(i);
            }
            if (stay.size() == free.size()) {
                for (std::size_t a = 0; a < free.size(); ++a) out[free[a]] = step(a, 0);
                break;
            }
            free = stay;
        }
        return out;
    }

    void learn(std::span<const double> step, std::vector<double> change) {
        const std::size_t n = x.size();
        double along = inner_product_of(step, change);
        if (!has_learnt && along > 0) {
            const double scale = inner_product_of(change, change) / along;
            for (std::size_t i = 0; i < n; ++i) curvature(i, i) = scale;
        }
        has_learnt = true;
        std::vector<double> bent(n, 0.0);
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t i = 0; i < n; ++i) bent[i] += curvature(i, j) * step[j];
        }
        const double bend = inner_product_of(step, bent);
        if (!(bend > 0)) return;
        if (along < 0.2 * bend) {
            const double share = 0.8 * bend / (bend - along);
            for (std::size_t i = 0; i < n; ++i) change[i] = share * change[i] + (1 - share) * bent[i];
            along = inner_product_of(step, change);
        }
        for (std::size_t j = 0; j < n; ++j) {
            for (std::size_t i = 0; i < n; ++i) curvature(i, j) += change[i] * change[j] / along - bent[i] * bent[j] / bend;
        }
    }
};

}  // namespace

BoundedMinimum bounded_minimum(const SmoothFunction& function, std::vector<double> start, std::span<const double> low,
                               std::span<const double> high, const BoundedSearch& how) {
    const std::size_t n = start.size();
    assert(low.size() == n && high.size() == n);
    BoundedStep at{function, low, high, std::move(start), std::vector<double>(n), 0, {}, false};
    for (std::size_t i = 0; i < n; ++i) at.x[i] = std::clamp(at.x[i], low[i], high[i]);
    BoundedMinimum out;
    at.value = function(at.x, at.gradient);
    out.evaluations = 1;
    const auto finished = [&](BoundedSearchEnd end) {
        out.x = at.x;
        out.value = at.value;
        out.end = end;
        return out;
    };
    if (!std::isfinite(at.value)) return finished(BoundedSearchEnd::no_better_point);
    at.forget();
    int idle = 0;  // steps in a row that gained next to nothing
    while (out.evaluations < how.most_evaluations) {
        if (at.inward_gradient() <= how.gradient_tolerance) return finished(BoundedSearchEnd::tolerance);
        std::vector<double> direction = at.direction();
        const double length = largest_magnitude(direction);
        bool moved = false;
        if (length > 0) {
            for (double& d : direction) d *= std::min(1.0, how.longest_step / length);
            std::vector<double> next(n), gradient(n), step(n), change(n);
            for (double t = 1; t > 1e-10 && out.evaluations < how.most_evaluations;) {
                for (std::size_t i = 0; i < n; ++i) {
                    next[i] = within_bounds(at.x[i] + t * direction[i], low[i], high[i]);
                    step[i] = next[i] - at.x[i];
                }
                const double slope = inner_product_of(at.gradient, step);
                const double value = function(next, gradient);
                ++out.evaluations;
                if (std::isfinite(value) && value <= at.value + 1e-4 * std::min(slope, 0.0) && value < at.value) {
                    const double gain = at.value - value;
                    idle = gain <= how.value_tolerance * (1 + std::fabs(value)) ? idle + 1 : 0;
                    for (std::size_t i = 0; i < n; ++i) change[i] = gradient[i] - at.gradient[i];
                    at.x = next;
                    at.gradient = gradient;
                    at.value = value;
                    at.learn(step, change);
                    moved = true;
                    break;
                }
                // The lowest point of the parabola through the two values and the slope, within reason.
                const double bent = value - at.value - slope;
                const double best = std::isfinite(value) && bent > 0 ? -0.5 * slope / bent : 0.1;
                t *= std::clamp(best, 0.1, 0.5);
            }
        }
        if (idle == 2) return finished(BoundedSearchEnd::tolerance);
        if (moved) continue;
        if (!at.has_learnt) return finished(BoundedSearchEnd::no_better_point);  // not even downhill
        at.forget();
    }
    return finished(BoundedSearchEnd::evaluations);
}

}  // namespace enclosure
