#include "analysis/tipping/kendall.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>
#include <vector>

#include "sim/base/paired.h"

namespace enclosure {

namespace {

using RankedPair = std::pair<double, double>;

// Sorts [begin, end) and returns how many pairs stood in the wrong order; equal ones do not.
double sort_and_count(std::vector<double>& values, std::vector<double>& spare, std::size_t begin, std::size_t end) {
    if (end - begin < 2) return 0;
    const std::size_t middle = begin + (end - begin) / 2;
    double wrong = sort_and_count(values, spare, begin, middle) + sort_and_count(values, spare, middle, end);
    std::size_t left = begin, right = middle;
    for (std::size_t k = begin; k < end; ++k) {
        const bool take_right = right < end && (left == middle || values[right] < values[left]);
        if (take_right) wrong += static_cast<double>(middle - left);
        spare[k] = values[take_right ? right++ : left++];
    }
    std::copy(spare.begin() + static_cast<std::ptrdiff_t>(begin), spare.begin() + static_cast<std::ptrdiff_t>(end),
              values.begin() + static_cast<std::ptrdiff_t>(begin));
    return wrong;
}

// Pairs within runs of equal neighbours.
template <class T>
double tied_pairs(const std::vector<T>& sorted) {
    double pairs = 0;
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t last = first;
        while (last < sorted.size() && sorted[last] == sorted[first]) ++last;
        const auto tied = static_cast<double>(last - first);
        pairs += tied * (tied - 1) / 2;
        first = last;
    }
    return pairs;
}

}  // namespace

double kendall_tau(std::span<const double> x, std::span<const double> y) {
    if (x.size() != y.size()) throw std::invalid_argument("a rank correlation needs as many values on both sides");
    std::vector<RankedPair> pairs;
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (std::isfinite(x[i]) && std::isfinite(y[i])) pairs.emplace_back(x[i], y[i]);
    }
    std::sort(pairs.begin(), pairs.end());
    std::vector<double> xs, ys;
    for (const RankedPair& p : pairs) {
        xs.push_back(p.first);
        ys.push_back(p.second);
    }
    const double tied_x = tied_pairs(xs), tied_both = tied_pairs(pairs);
    std::vector<double> spare(ys.size());
    const double discordant = sort_and_count(ys, spare, 0, ys.size());
    const double tied_y = tied_pairs(ys);
    const auto n = static_cast<double>(pairs.size());
    const double all = n * (n - 1) / 2;
    const double apart = std::sqrt((all - tied_x) * (all - tied_y));
    return apart > 0 ? (all - tied_x - tied_y + tied_both - 2 * discordant) / apart : not_defined;
}

double kendall_trend(std::span<const double> series) {
    // Times are in order and never tied: nothing but the series needs sorting.
    std::vector<double> values;
    for (const double v : series) {
        if (std::isfinite(v)) values.push_back(v);
    }
    std::vector<double> spare(values.size());
    const double discordant = sort_and_count(values, spare, 0, values.size());
    const auto n = static_cast<double>(values.size());
    const double all = n * (n - 1) / 2;
    const double tied = tied_pairs(values);
    return all > tied ? (all - tied - 2 * discordant) / std::sqrt(all * (all - tied)) : not_defined;
}

}  // namespace enclosure
