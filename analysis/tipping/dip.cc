#include "analysis/tipping/dip.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

// The empirical distribution, in counts: just below and at each distinct value. A convex function below it is held down by the lower
// corners, a concave one above it by the upper corners.
struct DipSteps {
    std::vector<double> at = {};
    std::vector<double> below = {};
    std::vector<double> upto = {};
};

DipSteps dip_steps(const std::vector<double>& sorted) {
    DipSteps steps;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const auto count = static_cast<double>(i + 1);
        if (!steps.at.empty() && steps.at.back() == sorted[i]) {
            steps.upto.back() = count;
            continue;
        }
        steps.at.push_back(sorted[i]);
        steps.below.push_back(count - 1);
        steps.upto.push_back(count);
    }
    return steps;
}

// Of each point the neighbour to the left on the lower hull of all points up to it. A hull from `from` to `to` is then found by walking,
// if `from` is a corner of a hull that reaches `to` or further: the ends of modal intervals are such corners.
std::vector<std::size_t> left_neighbours(const std::vector<double>& x, const std::vector<double>& y) {
    std::vector<std::size_t> left(x.size(), 0);
    for (std::size_t j = 1; j < x.size(); ++j) {
        std::size_t k = j - 1;
        // k stays if the slope into it is smaller than the one out of it.
        while (k > 0 && (y[k] - y[left[k]]) * (x[j] - x[k]) >= (y[j] - y[k]) * (x[k] - x[left[k]])) k = left[k];
        left[j] = k;
    }
    return left;
}

// Of each point the neighbour to the right on the upper hull of all points from it on.
std::vector<std::size_t> right_neighbours(const std::vector<double>& x, const std::vector<double>& y) {
    const std::size_t n = x.size();
    std::vector<std::size_t> right(n, n - 1);
    for (std::size_t j = n - 1; j-- > 0;) {
        std::size_t k = j + 1;
        while (k < n - 1 && (y[k] - y[j]) * (x[right[k]] - x[k]) <= (y[right[k]] - y[k]) * (x[k] - x[j])) k = right[k];
        right[j] = k;
    }
    return right;
}

double dip_chord(const std::vector<double>& x, const std::vector<double>& y, std::size_t a, std::size_t b, std::size_t at) {
    return at == a ? y[a] : at == b ? y[b] : y[a] + (y[b] - y[a]) * ((x[at] - x[a]) / (x[b] - x[a]));
}

struct DipModal {
    std::size_t low = 0, high = 0;
    double gap = 0;  ///< between the hulls, at its widest
};

// Where majorant and minorant are farthest apart, and the corners of both that enclose it.
DipModal widest_gap(const DipSteps& s, const std::vector<std::size_t>& minorant, const std::vector<std::size_t>& majorant) {
    DipModal out;
    // At corners of the minorant; j is the corner of the majorant at or before it.
    for (std::size_t i = 0, j = 0; i < minorant.size(); ++i) {
        const std::size_t at = minorant[i];
        while (j + 1 < majorant.size() && majorant[j + 1] <= at) ++j;
        const std::size_t next = majorant[j] == at ? j : j + 1;
        const double gap = dip_chord(s.at, s.upto, majorant[j], majorant[next], at) - s.below[at];
        if (gap > out.gap) out = {at, majorant[next], gap};
    }
    // At corners of the majorant; i is the corner of the minorant at or before it.
    for (std::size_t j = 0, i = 0; j < majorant.size(); ++j) {
        const std::size_t at = majorant[j];
        while (i + 1 < minorant.size() && minorant[i + 1] <= at) ++i;
        const std::size_t next = minorant[i] == at ? i : i + 1;
        const double gap = s.upto[at] - dip_chord(s.at, s.below, minorant[i], minorant[next], at);
        if (gap >= out.gap) out = {minorant[i], at, gap};
    }
    return out;
}

// Largest distance of the distribution above its minorant at points of [minorant's first, end), where it lies left of the mode.
double above_minorant(const DipSteps& s, const std::vector<std::size_t>& minorant, std::size_t end) {
    double distance = 0;
    for (std::size_t i = 0; i + 1 < minorant.size() && minorant[i] < end; ++i) {
        for (std::size_t k = minorant[i]; k < minorant[i + 1]; ++k) {
            distance = std::max(distance, s.upto[k] - dip_chord(s.at, s.below, minorant[i], minorant[i + 1], k));
        }
    }
    return distance;
}

// Largest distance of the distribution below its majorant just left of points of (begin, majorant's last], right of the mode.
double below_majorant(const DipSteps& s, const std::vector<std::size_t>& majorant, std::size_t begin) {
    double distance = 0;
    for (std::size_t j = 0; j + 1 < majorant.size(); ++j) {
        if (majorant[j] < begin) continue;
        for (std::size_t k = majorant[j] + 1; k <= majorant[j + 1]; ++k) {
            distance = std::max(distance, dip_chord(s.at, s.upto, majorant[j], majorant[j + 1], k) - s.below[k]);
        }
    }
    return distance;
}

Dip dip_of_sorted(const std::vector<double>& sorted) {
    Dip out{.n = sorted.size()};
    if (sorted.empty()) return out;
    const DipSteps s = dip_steps(sorted);
    const std::vector<std::size_t> left = left_neighbours(s.at, s.below), right = right_neighbours(s.at, s.upto);
    std::size_t low = 0, high = s.at.size() - 1;
    double twice = 1;  // the dip in units of 1/(2n)
    std::vector<std::size_t> minorant, majorant;
    while (low < high) {
        minorant.assign(1, high);
        while (minorant.back() > low) minorant.push_back(left[minorant.back()]);
        std::reverse(minorant.begin(), minorant.end());
        majorant.assign(1, low);
        while (majorant.back() < high) majorant.push_back(right[majorant.back()]);
        const DipModal modal = widest_gap(s, minorant, majorant);
        if (modal.gap <= twice || (modal.low == low && modal.high == high)) break;
        twice = std::max({twice, above_minorant(s, minorant, modal.low), below_majorant(s, majorant, modal.high)});
        low = modal.low;
        high = modal.high;
    }
    out.dip = twice / (2 * static_cast<double>(sorted.size()));
    out.modal = {s.at[low], s.at[high]};
    return out;
}

// Sorted uniform values up to a factor, which the dip does not see: sums of exponential spacings need no sorting.
std::vector<double> uniform_order(std::size_t n, std::uint64_t seed, std::uint64_t sample) {
    std::vector<double> values(n);
    double sum = 0;
    for (std::size_t i = 0; i < n; i += 2) {
        Draws draws = analysis_draws(seed, AnalysisDraw::null_sample, sample, static_cast<std::uint32_t>(i / 2));
        values[i] = sum += draws.exponential();
        if (i + 1 < n) values[i + 1] = sum += draws.exponential();
    }
    return values;
}

}  // namespace

Dip dip_statistic(std::span<const double> values) {
    DefinedValues defined = defined_values(values);
    std::sort(defined.values.begin(), defined.values.end());
    Dip out = dip_of_sorted(defined.values);
    out.dropped = defined.dropped;
    return out;
}

std::vector<double> spread_ties(std::span<const double> values, double resolution) {
    if (!(resolution > 0 && std::isfinite(resolution))) {
        throw AnalysisError(fmt::format("A resolution of {} is none: state the step of the outcome's values, above 0.", resolution));
    }
    std::vector<double> sorted = defined_values(values).values;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t last = first;
        while (last < sorted.size() && sorted[last] == sorted[first]) ++last;
        const double at = sorted[first];
        const auto count = static_cast<double>(last - first);
        for (std::size_t i = first; i < last; ++i) sorted[i] = at + resolution * ((static_cast<double>(i - first) + 0.5) / count - 0.5);
        first = last;
    }
    return sorted;
}

DipTest dip_test(std::span<const double> values, std::uint64_t seed, std::size_t samples, const Threads& threads) {
    DipTest out{dip_statistic(values)};
    if (out.n < 4 || samples == 0) return out;
    out.null_samples = samples;
    out.null_size = std::min(out.n, most_null_values);
    const double scale = out.null_size == out.n ? 1 : std::sqrt(static_cast<double>(out.n) / static_cast<double>(out.null_size));
    std::vector<char> as_far(samples);
    threads.for_each(samples, [&](std::size_t k) {
        // Rounding of the sums must not decide between equal dips.
        as_far[k] = dip_of_sorted(uniform_order(out.null_size, seed, k)).dip >= out.dip * scale * (1 - 1e-12) ? 1 : 0;
    });
    const auto number = static_cast<double>(std::count(as_far.begin(), as_far.end(), 1));
    out.p = (1 + number) / (1 + static_cast<double>(samples));
    return out;
}

}  // namespace enclosure
