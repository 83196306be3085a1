#include "analysis/tipping/rolling_window.h"

#include <algorithm>
#include <cmath>

#include "sim/base/math.h"
#include "sim/base/paired.h"

namespace enclosure {

namespace {

constexpr std::size_t windows_per_start = 32;

// Sums over a window of values relative to a reference: powers, and products of neighbours.
struct WindowSums {
    double first = 0, second = 0, third = 0, neighbours = 0;
    void add(double y, double sign) {
        first += sign * y;
        second += sign * y * y;
        third += sign * y * y * y;
    }
};

WindowMoments moments_of(const WindowSums& sums, double w, double oldest, double newest) {
    const double m = sums.first / w;
    const double squares = std::max(0.0, sums.second - w * m * m);
    const double products = sums.neighbours - m * (2 * sums.first - oldest - newest) + (w - 1) * m * m;
    const double cubes = sums.third - 3 * m * sums.second + 2 * w * m * m * m;
    WindowMoments out;
    out.variance = squares / (w - 1);
    const double before_last = squares - (newest - m) * (newest - m);
    // What is left of a window without spread is rounding of its squares.
    const bool spread = squares > 1e-14 * sums.second;
    out.ar1 = spread && before_last > 0 ? products / before_last : not_defined;
    out.acf1 = spread ? products / squares : not_defined;
    out.skewness = spread ? cubes / w / (squares / w * std::sqrt(squares / w)) : not_defined;
    return out;
}

}  // namespace

std::vector<double> gaussian_trend(std::span<const double> series, double bandwidth, KernelWidth width) {
    constexpr double sd_of_width = 0.3706506;
    const double sd = width == KernelWidth::quartiles ? sd_of_width * bandwidth : bandwidth;
    const std::size_t n = series.size();
    const auto reach = static_cast<std::size_t>(std::min(4 * sd, static_cast<double>(n)));
    std::vector<double> weight(reach + 1);
    for (std::size_t k = 0; k <= reach; ++k) {
        const double off = static_cast<double>(k) / sd;
        weight[k] = math::exp(-0.5 * off * off);
    }
    std::vector<double> trend(n);
    for (std::size_t i = 0; i < n; ++i) {
        double sum = 0, total = 0;
        for (std::size_t j = i > reach ? i - reach : 0; j < std::min(n, i + reach + 1); ++j) {
            const double w = weight[j > i ? j - i : i - j];
            sum += w * series[j];
            total += w;
        }
        trend[i] = sum / total;
    }
    return trend;
}

std::vector<double> linear_trend(std::span<const double> series) {
    const auto n = static_cast<double>(series.size());
    double mean = 0;
    for (const double v : series) mean += v / n;
    const double middle = (n - 1) / 2;
    double slope = 0, spread = 0;
    for (std::size_t i = 0; i < series.size(); ++i) {
        const double t = static_cast<double>(i) - middle;
        slope += t * (series[i] - mean);
        spread += t * t;
    }
    std::vector<double> trend(series.size());
    for (std::size_t i = 0; i < series.size(); ++i) {
        trend[i] = mean + (spread > 0 ? slope / spread * (static_cast<double>(i) - middle) : 0);
    }
    return trend;
}

std::vector<WindowMoments> rolling_moments(std::span<const double> series, std::size_t window) {
    std::vector<WindowMoments> out;
    if (window < 3 || series.size() < window) return out;
    const auto w = static_cast<double>(window);
    WindowSums sums;
    double reference = 0;
    for (std::size_t begin = 0; begin + window <= series.size(); ++begin) {
        const std::size_t end = begin + window;
        if (begin % windows_per_start == 0) {
            reference = 0;
            for (std::size_t i = begin; i < end; ++i) reference += series[i] / w;
            sums = {};
            for (std::size_t i = begin; i < end; ++i) {
                sums.add(series[i] - reference, 1);
                if (i > begin) sums.neighbours += (series[i] - reference) * (series[i - 1] - reference);
            }
        } else {
            sums.add(series[begin - 1] - reference, -1);
            sums.add(series[end - 1] - reference, 1);
            sums.neighbours += (series[end - 1] - reference) * (series[end - 2] - reference) -
                               (series[begin] - reference) * (series[begin - 1] - reference);
        }
        out.push_back(moments_of(sums, w, series[begin] - reference, series[end - 1] - reference));
    }
    return out;
}

}  // namespace enclosure
