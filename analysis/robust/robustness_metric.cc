#include "analysis/robust/robustness_metric.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace enclosure {

namespace {

// A sample of worlds with what a policy loses in each; worlds that are in it several times count as often.
class LossSample {
  public:
    LossSample(const SortedLosses& losses, std::span<const std::uint32_t> counts, std::span<const double> weights)
        : losses_(losses), counts_(counts), weights_(weights) {
        for (const std::uint32_t count : counts) n_ += count;
    }

    std::uint64_t n() const { return n_; }

    double best() const { return at_rank(0); }
    double worst() const { return at_rank(n_ - 1); }

    double mean() const {
        if (best() == worst()) return best();
        double sum = 0;
        double whole = 0;
        for (std::size_t i = 0; i < losses_.loss.size(); ++i) {
            const double part = weight(i);
            sum += part * losses_.loss[i];
            whole += part;
        }
        return whole > 0 ? sum / whole : not_defined;
    }

    // With n - 1 of n worlds; weights say how much each square counts.
    double deviation() const {
        if (n_ < 2) return not_defined;
        if (best() == worst()) return 0;
        const double center = mean();
        double square = 0;
        double whole = 0;
        for (std::size_t i = 0; i < losses_.loss.size(); ++i) {
            const double away = losses_.loss[i] - center;
            square += weight(i) * (away * away);
            whole += weight(i);
        }
        const auto n = static_cast<double>(n_);
        return whole > 0 ? std::sqrt(square / whole * (n / (n - 1))) : not_defined;
    }

    double type7(double q) const {
        const double place = q * static_cast<double>(n_ - 1);
        const auto below = static_cast<std::uint64_t>(std::floor(place));
        const double part = place - static_cast<double>(below);
        const double low = at_rank(below);
        return part == 0 ? low : low + part * (at_rank(below + 1) - low);
    }

    double tail_mean(double q) const {
        if (q >= 1) return worst();
        double whole = 0;
        for (std::size_t i = 0; i < losses_.loss.size(); ++i) whole += weight(i);
        if (!(whole > 0)) return not_defined;
        double left = (1 - q) * whole;
        double sum = 0;
        double taken = 0;
        for (std::size_t i = losses_.loss.size(); i-- > 0 && left > 0;) {
            const double part = std::min(weight(i), left);
            sum += part * losses_.loss[i];
            taken += part;
            left -= part;
        }
        return sum / taken;
    }

    double share_up_to(double level) const {
        double inside = 0;
        double whole = 0;
        for (std::size_t i = 0; i < losses_.loss.size(); ++i) {
            whole += weight(i);
            if (losses_.loss[i] <= level) inside += weight(i);
        }
        return whole > 0 ? inside / whole : not_defined;
    }

    double mean_of_worse_half(double from) const {
        const std::uint64_t half = n_ - n_ / 2;
        auto left = static_cast<double>(half);
        double sum = 0;
        for (std::size_t i = losses_.loss.size(); i-- > 0 && left > 0;) {
            const double part = std::min(count(i), left);
            sum += part * (losses_.loss[i] - from);
            left -= part;
        }
        return sum / static_cast<double>(half);
    }

    double squares_beyond(double from) const {
        double sum = 0;
        for (std::size_t i = 0; i < losses_.loss.size(); ++i) {
            const double away = losses_.loss[i] - from;
            if (away > 0) sum += count(i) * (away * away);
        }
        return sum;
    }

  private:
    double count(std::size_t i) const { return static_cast<double>(counts_[losses_.world[i]]); }
    double weight(std::size_t i) const { return weights_.empty() ? count(i) : count(i) * weights_[losses_.world[i]]; }

    double at_rank(std::uint64_t rank) const {
        std::uint64_t passed = 0;
        for (std::size_t i = 0; i < losses_.loss.size(); ++i) {
            passed += counts_[losses_.world[i]];
            if (passed > rank) return losses_.loss[i];
        }
        return not_defined;
    }

    const SortedLosses& losses_;
    std::span<const std::uint32_t> counts_;
    std::span<const double> weights_;
    std::uint64_t n_ = 0;
};

double ratio(double above, double below) {
    return below == 0 ? not_defined : above / below;
}

double summary_of(const RobustnessMetric& metric, const LossSample& sample, double sign) {
    const double parameter = parameter_of(metric);
    switch (metric.summary) {
        case RobustnessSummary::worst:
            return sign * sample.worst();
        case RobustnessSummary::best:
            return sign * sample.best();
        case RobustnessSummary::hurwicz:
            return sign * (parameter * sample.worst() + (1 - parameter) * sample.best());
        case RobustnessSummary::mean:
            return sign * sample.mean();
        case RobustnessSummary::percentile:
            return sign * sample.type7(parameter);
        case RobustnessSummary::tail_mean:
            return sign * sample.tail_mean(parameter);
        case RobustnessSummary::mean_less_deviation:
            return sign * (sample.mean() + parameter * sample.deviation());
        case RobustnessSummary::signal_to_noise: {
            const double mean = sign * sample.mean() + 1;
            const double deviation = sample.deviation() + 1;
            return sign < 0 ? mean / deviation : mean * deviation;
        }
        case RobustnessSummary::mean_over_deviation:
            return (1 - sample.mean()) / (sample.deviation() + 1);
        case RobustnessSummary::undesirable_deviations:
            return sample.mean_of_worse_half(sample.type7(0.5));
        case RobustnessSummary::undesirable_squares:
            return sample.squares_beyond(sample.type7(0.5));
        case RobustnessSummary::skewness: {
            const double low = sample.type7(0.1);
            const double high = sample.type7(0.9);
            return sign * ratio((high + low) / 2 - sample.type7(0.5), (high - low) / 2);
        }
        case RobustnessSummary::peakedness:
            return ratio(sample.type7(0.9) - sample.type7(0.1), sample.type7(0.75) - sample.type7(0.25));
        case RobustnessSummary::satisficing:
            return sample.share_up_to(sign * parameter);
    }
    return not_defined;
}

}  // namespace

SortedLosses sorted_losses(std::span<const double> losses) {
    SortedLosses out;
    out.world.resize(losses.size());
    std::iota(out.world.begin(), out.world.end(), std::uint32_t{0});
    std::stable_sort(out.world.begin(), out.world.end(), [&](std::uint32_t a, std::uint32_t b) { return losses[a] < losses[b]; });
    for (const std::uint32_t world : out.world) out.loss.push_back(losses[world]);
    return out;
}

double summed_up(const RobustnessMetric& metric, const SortedLosses& losses, double sign, std::span<const std::uint32_t> counts,
                 std::span<const double> weights) {
    const LossSample sample(losses, counts, weights);
    if (sample.n() == 0) return not_defined;
    return summary_of(metric, sample, sign) + 0.0;  // no -0
}

}  // namespace enclosure
