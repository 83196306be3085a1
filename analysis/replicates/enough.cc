#include "analysis/replicates/enough.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "analysis/replicates/power.h"

namespace enclosure {

namespace {

// Mean and sum of squares about it of what has been added (Welford, Technometrics 4, 1962).
struct RisingMoments {
    double n = 0, mean = 0, squares = 0;
    void add(double value) {
        ++n;
        const double off = value - mean;
        mean += off / n;
        squares += off * (value - mean);
    }
    double sd() const { return std::sqrt(squares / (n - 1)); }
};

// Largest distance of each number to any later one; not defined from where on a later one is not.
std::vector<double> gaps_to_later(const std::vector<double>& path) {
    std::vector<double> gaps(path.size(), not_defined);
    if (path.empty()) return gaps;
    double low = path.back(), high = path.back();
    for (std::size_t i = path.size() - 1; i-- > 0;) {
        gaps[i] = std::max(high - path[i], path[i] - low);
        if (std::isnan(path[i]) || std::isnan(low)) low = high = gaps[i] = not_defined;
        low = std::min(low, path[i]);
        high = std::max(high, path[i]);
    }
    return gaps;
}

std::string advice_name(const OutcomeColumn& column) {
    return column.title.empty() ? column.id : column.title;
}

std::vector<std::string> mistakes_of_needs(const ReplicateNeeds& needs) {
    std::vector<std::string> out;
    if (!(needs.confidence > 0 && needs.confidence < 1)) {
        out.push_back(fmt::format("A confidence of {} is none: state a share between 0 and 1, such as 0.95.", needs.confidence));
    }
    if (!(needs.variation_tolerance > 0)) {
        out.push_back(fmt::format("A tolerance of {} for the coefficient of variation cannot be met: state one above 0, such as 0.01.",
                                  needs.variation_tolerance));
    }
    if (needs.half_width && !(*needs.half_width > 0)) {
        out.push_back(fmt::format("A half-width of {} cannot be reached: state one above 0.", *needs.half_width));
    }
    if (needs.smallest_effect && !(*needs.smallest_effect > 0)) {
        out.push_back(fmt::format("A smallest effect of {} cannot be seen: state one above 0.", *needs.smallest_effect));
    }
    if (!(needs.power > 1 - needs.confidence && needs.power < 1)) {
        out.push_back(fmt::format("A power of {} cannot be asked for: it lies between the test's level, {}, and 1.", needs.power,
                                  1 - needs.confidence));
    }
    return out;
}

void add_power(ReplicateAdvice& out, std::optional<double> smallest, const ReplicateNeeds& needs) {
    const double alpha = 1 - needs.confidence;
    const double sd = out.mean.sd;
    out.detectable = sd == 0 ? 0 : sd * detectable_effect(out.mean.n, needs.power, alpha);
    if (!smallest || !(*smallest > 0)) return;
    out.power = sd == 0 ? 1 : paired_power(*smallest / sd, out.mean.n, alpha);
    out.for_power = sd == 0 ? std::uint64_t{2} : pairs_for_power(*smallest / sd, needs.power, alpha);
}

}  // namespace

VariationPath variation_path(std::span<const double> values) {
    const DefinedValues defined = defined_values(values);
    VariationPath out{.dropped = defined.dropped};
    RisingMoments moments;
    for (const double v : defined.values) {
        moments.add(v);
        if (moments.n >= 2) out.variation.push_back(moments.mean == 0 ? not_defined : moments.sd() / std::fabs(moments.mean));
    }
    out.later_gap = gaps_to_later(out.variation);
    return out;
}

EnoughByVariation enough_by_variation(const VariationPath& path, double tolerance) {
    if (!(tolerance > 0)) {
        throw AnalysisError(
            fmt::format("A tolerance of {} for the coefficient of variation cannot be met: state one above 0, such as 0.01.", tolerance));
    }
    for (std::size_t i = 0; i < path.later_gap.size(); ++i) {
        if (path.later_gap[i] < tolerance) return {.n = i + 2, .later_gap = path.later_gap[i]};
    }
    return {};
}

std::vector<double> half_width_path(std::span<const double> values, double confidence) {
    check_interval_confidence(confidence);
    std::vector<double> out;
    RisingMoments moments;
    for (const double v : defined_values(values).values) {
        moments.add(v);
        if (moments.n >= 2) out.push_back(interval_half_width(moments.sd(), static_cast<std::uint64_t>(moments.n), confidence));
    }
    return out;
}

ReplicateAdvice replicate_advice(const OutcomeColumn& column, bool differences, const ReplicateNeeds& needs) {
    std::vector<std::string> mistakes = mistakes_of_needs(needs);
    const DefinedValues defined = defined_values(column.values);
    if (defined.values.size() < 2) {
        mistakes.push_back(fmt::format("{} is defined in {} of {} runs: how many are enough can be said from two on. Make more runs.",
                                       advice_name(column), defined.values.size(), column.values.size()));
    }
    if (!mistakes.empty()) throw AnalysisError(mistakes);
    ReplicateAdvice out{.mean = mean_interval(column.values, needs.confidence)};
    out.sd_interval = sd_interval(out.mean.sd, out.mean.n, needs.confidence);
    const VariationPath path = variation_path(column.values);
    out.variation = path.variation.back();
    out.by_variation = enough_by_variation(path, needs.variation_tolerance);
    if (needs.half_width) {
        out.for_half_width = runs_for_half_width(out.mean.sd, *needs.half_width, needs.confidence);
        out.enough = out.for_half_width && *out.for_half_width <= out.mean.n;
    }
    if (differences) {
        const std::optional<double> smallest = needs.smallest_effect ? needs.smallest_effect : column.smallest_effect;
        add_power(out, smallest, needs);
        if (!std::isnan(out.power)) out.enough = out.enough.value_or(true) && out.for_power && *out.for_power <= out.mean.n;
    }
    return out;
}

std::vector<AdvisedColumn> replicate_advice(std::span<const ArmOutcomes> arms, const ReplicateNeeds& needs) {
    if (arms.empty()) throw AnalysisError("There is no arm to advise on: give at least one with its outcomes.");
    std::vector<std::string> mistakes = mistakes_of_needs(needs);
    const std::vector<OutcomeColumn>& first = arms.front().outcomes;
    for (const ArmOutcomes& arm : arms) {
        bool same = arm.outcomes.size() == first.size();
        for (std::size_t k = 0; same && k < first.size(); ++k) {
            same = arm.outcomes[k].id == first[k].id && arm.outcomes[k].values.size() == first[k].values.size();
        }
        if (!same) {
            mistakes.push_back(fmt::format("Arm {} does not have the outcomes and worlds of arm {}: compare arms of one study.", arm.arm,
                                           arms.front().arm));
        }
    }
    if (!mistakes.empty()) throw AnalysisError(mistakes);
    std::vector<AdvisedColumn> out;
    const auto advise = [&](const std::string& arm, const OutcomeColumn& column, bool difference) {
        AdvisedColumn row{.arm = arm, .outcome = column.id, .difference = difference};
        try {
            row.advice = replicate_advice(column, difference, needs);
        } catch (const AnalysisError& error) {
            row.warning = error.what();
        }
        out.push_back(std::move(row));
    };
    for (const ArmOutcomes& arm : arms) {
        for (const OutcomeColumn& outcome : arm.outcomes) advise(arm.arm, outcome, false);
    }
    for (std::size_t a = 1; a < arms.size(); ++a) {
        for (std::size_t k = 0; k < first.size(); ++k) {
            OutcomeColumn change = arms[a].outcomes[k];
            // A run that failed in either arm leaves NaN, which is dropped and counted.
            for (std::size_t i = 0; i < change.values.size(); ++i) change.values[i] -= first[k].values[i];
            advise(arms[a].arm, change, true);
        }
    }
    return out;
}

}  // namespace enclosure
