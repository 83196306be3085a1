#include "analysis/sensitivity/regional.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/sensitivity/given_rows.h"
#include "analysis/sensitivity/input_classes.h"
#include "analysis/statistics/holm.h"

namespace enclosure {

namespace {

constexpr std::size_t least_rows_of_a_side = 2;

struct RegionalData {
    GivenRows rows = {};
    std::vector<std::uint8_t> behavioural = {};  ///< of each used row
    std::vector<SortedInput> inputs = {};
};

/// Distance between the inputs' values in behavioural rows and the rest, rows counting `weight` times; NaN if there is none of one kind.
double split_distance(const SortedInput& input, std::span<const std::uint8_t> behavioural, std::span<const std::uint32_t> weight) {
    double all[2] = {0, 0};  // of the rest, behavioural
    for (std::size_t i = 0; i < weight.size(); ++i) all[behavioural[i] != 0 ? 1 : 0] += static_cast<double>(weight[i]);
    if (all[0] == 0 || all[1] == 0) return not_defined;
    // Differences of shares in units of 1 / (all[0] × all[1]): whole numbers, without rounding.
    const double step[2] = {-all[1], all[0]};
    double difference = 0;
    double distance = 0;
    for (std::size_t g = 0; g + 1 < input.starts.size(); ++g) {
        double here = 0;
        for (std::size_t i = input.starts[g]; i < input.starts[g + 1]; ++i) {
            const std::uint32_t row = input.order[i];
            here += static_cast<double>(weight[row]) * step[behavioural[row] != 0 ? 1 : 0];
        }
        difference += here;
        distance = input.categorical ? distance + 0.5 * std::fabs(here) : std::max(distance, std::fabs(difference));
    }
    return distance / (all[0] * all[1]);
}

Shift regional_shift_of(const KolmogorovSmirnov& test) {
    if (test.d == 0) return Shift::none;
    if (std::min(test.lower, test.higher) < 0.5 * test.d) return test.lower > test.higher ? Shift::lower : Shift::higher;
    // Fewer at first, then more than elsewhere: they are in the middle.
    return test.higher_at < test.lower_at ? Shift::middle : Shift::ends;
}

void compare_regional_numbers(const InputColumn& column, const RegionalData& data, const RegionalOptions& options, RegionalInput& out) {
    std::vector<double> inside, outside;
    for (std::size_t i = 0; i < data.rows.size(); ++i)
        (data.behavioural[i] != 0 ? inside : outside).push_back(column.values[data.rows.row[i]]);
    const KolmogorovSmirnov test = kolmogorov_smirnov(inside, outside, options.p_value, options.ties);
    out.distance = test.d;
    out.p = test.p;
    out.exact = test.exact;
    out.lower = test.lower;
    out.higher = test.higher;
    out.lower_at = test.lower_at;
    out.higher_at = test.higher_at;
    out.shift = regional_shift_of(test);
    out.superiority = mann_whitney(inside, outside, PValue::asymptotic).superiority;
}

/// Returns the least expected number of rows, which says how far the p-value can be trusted.
double compare_regional_categories(const InputColumn& column, const RegionalData& data, const RegionalOptions& options,
                                   RegionalInput& out) {
    std::vector<double> inside(column.levels.size()), outside(column.levels.size());
    double n = 0;
    for (std::size_t i = 0; i < data.rows.size(); ++i) {
        const auto level = static_cast<std::size_t>(column.values[data.rows.row[i]]);
        (data.behavioural[i] != 0 ? inside : outside)[level] += 1;
        n += data.behavioural[i] != 0 ? 1 : 0;
    }
    const CategoryDifference test = category_difference(inside, outside, options.yates);
    out.distance = test.total_variation;
    out.p = test.p;
    const double m = static_cast<double>(data.rows.size()) - n;
    for (std::size_t k = 0; k < inside.size(); ++k) {
        out.behavioural_shares.push_back(inside[k] / n);
        out.rest_shares.push_back(outside[k] / m);
        const double excess = out.behavioural_shares[k] - out.rest_shares[k];
        if (excess > out.behavioural_shares[out.level] - out.rest_shares[out.level]) out.level = k;
    }
    out.shift = test.total_variation > 0 ? Shift::level : Shift::none;
    return test.smallest_expected;
}

RegionalData prepared_regional(std::span<const InputColumn> inputs, std::span<const Behaviour> behaviour,
                               std::span<const std::uint64_t> block, const RegionalOptions& options) {
    std::vector<std::string> reasons = faults_of(options.bootstrap);
    check_columns(inputs, behaviour.size(), block, reasons);
    RegionalData data;
    if (reasons.empty()) {
        std::vector<std::uint8_t> left_out;
        for (const Behaviour b : behaviour) left_out.push_back(b == Behaviour::left_out ? 1 : 0);
        data.rows = given_rows(left_out, block);
        std::size_t inside = 0;
        for (const std::uint32_t row : data.rows.row) {
            data.behavioural.push_back(behaviour[row] == Behaviour::behavioural ? 1 : 0);
            inside += data.behavioural.back();
        }
        const std::size_t outside = data.rows.size() - inside;
        if (inside < least_rows_of_a_side || outside < least_rows_of_a_side)
            reasons.push_back(
                fmt::format("{} of {} usable rows lie in the region and {} outside; the analysis needs at least {} of each: "
                            "move its limits or add points to the study",
                            inside, data.rows.size(), outside, least_rows_of_a_side));
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    return data;
}

}  // namespace

std::vector<Behaviour> behaviour_within(const OutcomeColumn& outcome, double low, double high) {
    std::vector<Behaviour> out;
    out.reserve(outcome.values.size());
    for (const double y : outcome.values)
        out.push_back(std::isnan(y) ? Behaviour::left_out : y >= low && y <= high ? Behaviour::behavioural : Behaviour::rest);
    return out;
}

std::vector<Behaviour> behaviour_of_failures(const OutcomeColumn& outcome) {
    std::vector<Behaviour> out;
    out.reserve(outcome.values.size());
    for (const double y : outcome.values) out.push_back(std::isnan(y) ? Behaviour::behavioural : Behaviour::rest);
    return out;
}

std::string_view name_of(Shift shift) {
    switch (shift) {
        case Shift::none:
            return "none";
        case Shift::lower:
            return "lower";
        case Shift::higher:
            return "higher";
        case Shift::middle:
            return "middle";
        case Shift::ends:
            return "ends";
        case Shift::level:
            return "level";
    }
    return "";
}

RegionalSensitivity regional_sensitivity(std::span<const InputColumn> inputs, std::span<const Behaviour> behaviour,
                                         std::span<const std::uint64_t> block, const RegionalOptions& options, const Threads& threads) {
    RegionalData data = prepared_regional(inputs, behaviour, block, options);
    RegionalSensitivity out;
    for (const std::uint8_t inside : data.behavioural) out.behavioural += inside;
    out.rest = data.rows.size() - out.behavioural;
    out.blocks = data.rows.blocks;
    out.dropped_rows = data.rows.dropped_rows;
    out.dropped_blocks = data.rows.dropped_blocks;
    if (out.blocks < data.rows.size())
        out.warnings.push_back(
            fmt::format("{} rows form {} blocks: p-values take rows as independent, intervals do not", data.rows.size(), out.blocks));

    out.inputs.resize(inputs.size());
    data.inputs.resize(inputs.size());
    std::vector<double> expected(inputs.size(), not_defined);
    threads.for_each(inputs.size(), [&](std::size_t k) {
        RegionalInput& input = out.inputs[k];
        input.id = inputs[k].id;
        input.categorical = inputs[k].categorical();
        data.inputs[k] = sorted_input(inputs[k], data.rows);
        if (input.categorical) {
            expected[k] = compare_regional_categories(inputs[k], data, options, input);
        } else {
            compare_regional_numbers(inputs[k], data, options, input);
        }
    });
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        if (data.inputs[k].distinct() == 1) out.warnings.push_back(fmt::format("input {} has one value only", shown_name(inputs[k])));
        if (expected[k] < 5 && data.inputs[k].distinct() > 1)
            out.warnings.push_back(
                fmt::format("input {}: a level has {:.2g} rows to be expected in the smaller part, so its p is a rough guide",
                            shown_name(inputs[k]), expected[k]));
    }

    const std::size_t resamples = options.bootstrap.resamples;
    std::vector<std::vector<double>> resampled(inputs.size(), std::vector<double>(resamples));
    threads.for_each(resamples, [&](std::size_t b) {
        const std::vector<std::uint32_t> weight = resampled_rows(data.rows, options.bootstrap.seed, b);
        for (std::size_t k = 0; k < data.inputs.size(); ++k) resampled[k][b] = split_distance(data.inputs[k], data.behavioural, weight);
    });
    std::vector<double> p;
    for (std::size_t k = 0; k < inputs.size(); ++k) {
        RegionalInput& input = out.inputs[k];
        input.sd = resampled_sd(resampled[k]);
        input.interval = resampled_interval(options.bootstrap.kind, input.distance, resampled[k], options.bootstrap.confidence);
        p.push_back(input.p);
    }
    const std::vector<double> adjusted = holm_adjusted(p);
    for (std::size_t k = 0; k < inputs.size(); ++k) out.inputs[k].p_holm = adjusted[k];
    return out;
}

}  // namespace enclosure
