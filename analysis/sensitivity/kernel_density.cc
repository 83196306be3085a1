#include "analysis/sensitivity/kernel_density.h"

#include <algorithm>
#include <cmath>

#include "sim/base/math.h"

namespace enclosure {

namespace {

constexpr double kernel_root_two_pi = 2.5066282746310002;
constexpr double kernel_reach = 6.5;  // bandwidths; beyond, the kernel is below 1e-9 of its height

}  // namespace

bool kernel_density(std::span<const double> place, std::span<const std::uint32_t> weight, KernelScratch& scratch,
                    std::span<double> density) {
    std::fill(density.begin(), density.end(), 0.0);
    double n = 0;
    double sum = 0;
    double square = 0;
    double low = 0;
    double high = 0;
    const double origin = place.empty() ? 0 : place.front();  // squares of differences from a value keep their digits
    for (std::size_t i = 0; i < place.size(); ++i) {
        if (weight[i] == 0) continue;
        const auto w = static_cast<double>(weight[i]);
        const double off = place[i] - origin;
        low = n == 0 ? off : std::min(low, off);
        high = n == 0 ? off : std::max(high, off);
        n += w;
        sum += w * off;
        square += w * off * off;
    }
    if (low == high) return false;
    const double variance = std::max(0.0, (square - sum * sum / n) / (n - 1));
    const double bandwidth = std::max(0.5, std::sqrt(variance) * math::pow(0.75 * n, -0.2));
    std::size_t fine = 1;  // points of the fine grid per step
    while (static_cast<double>(fine) * bandwidth < 8) fine *= 2;

    const std::size_t points = density.size();
    scratch.mass.assign((points - 1) * fine + 2, 0.0);
    for (std::size_t i = 0; i < place.size(); ++i) {
        if (weight[i] == 0) continue;
        const double at = place[i] * static_cast<double>(fine);
        const auto k = static_cast<std::size_t>(at);
        const double upper = at - static_cast<double>(k);
        const auto w = static_cast<double>(weight[i]);
        scratch.mass[k] += w * (1 - upper);
        scratch.mass[k + 1] += w * upper;
    }

    const double fine_step = 1 / static_cast<double>(fine);
    const double kernel_variance = bandwidth * bandwidth - fine_step * fine_step / 6;
    const double height = 1 / (n * std::sqrt(kernel_variance) * kernel_root_two_pi);
    const std::size_t reach = std::min(points - 1, static_cast<std::size_t>(std::ceil(kernel_reach * bandwidth)));
    const std::size_t width = 2 * reach + 2;  // points from `reach` below the step in which a value lies to `reach` above it
    scratch.kernel.resize(fine * width);
    for (std::size_t phase = 0; phase < fine; ++phase) {
        for (std::size_t k = 0; k < width; ++k) {
            const double away = static_cast<double>(k) - static_cast<double>(reach) - static_cast<double>(phase) * fine_step;
            scratch.kernel[phase * width + k] = height * math::exp(-away * away / (2 * kernel_variance));
        }
    }
    for (std::size_t k = 0; k < scratch.mass.size(); ++k) {
        const double mass = scratch.mass[k];
        if (mass == 0) continue;
        const std::size_t step = k / fine;
        const double* kernel = scratch.kernel.data() + (k % fine) * width;
        const std::size_t first = step > reach ? step - reach : 0;
        const std::size_t last = std::min(points, step + reach + 2);
        kernel += first + reach - step;
        double* to = density.data() + first;
        for (std::size_t j = 0; j < last - first; ++j) to[j] += mass * kernel[j];
    }
    return true;
}

double density_distance(std::span<const double> a, std::span<const double> b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += std::fabs(a[i] - b[i]);
    const std::size_t end = a.size() - 1;
    return sum - 0.5 * (std::fabs(a[0] - b[0]) + std::fabs(a[end] - b[end]));
}

}  // namespace enclosure
