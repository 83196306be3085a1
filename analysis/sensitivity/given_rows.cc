#include "analysis/sensitivity/given_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/statistics/bootstrap.h"

namespace enclosure {

namespace {

constexpr std::uint32_t block_not_seen = 0xffffffffu;

}  // namespace

GivenRows given_rows(std::span<const std::uint8_t> missing, std::span<const std::uint64_t> block) {
    GivenRows out;
    const std::size_t n = missing.size();
    if (block.empty()) {
        for (std::size_t i = 0; i < n; ++i) {
            if (missing[i] != 0) continue;
            out.block.push_back(static_cast<std::uint32_t>(out.row.size()));
            out.row.push_back(static_cast<std::uint32_t>(i));
        }
        out.blocks = out.row.size();
        out.dropped_rows = out.dropped_blocks = n - out.row.size();
        return out;
    }
    std::vector<std::uint64_t> names(block.begin(), block.end());
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<std::uint32_t> place(n);
    std::vector<std::uint8_t> dropped(names.size(), 0);
    for (std::size_t i = 0; i < n; ++i) {
        place[i] = static_cast<std::uint32_t>(std::lower_bound(names.begin(), names.end(), block[i]) - names.begin());
        if (missing[i] != 0) dropped[place[i]] = 1;
    }
    std::vector<std::uint32_t> number(names.size(), block_not_seen);
    for (std::size_t i = 0; i < n; ++i) {
        if (dropped[place[i]] != 0) continue;
        if (number[place[i]] == block_not_seen) number[place[i]] = static_cast<std::uint32_t>(out.blocks++);
        out.row.push_back(static_cast<std::uint32_t>(i));
        out.block.push_back(number[place[i]]);
    }
    out.dropped_rows = n - out.row.size();
    out.dropped_blocks = names.size() - out.blocks;
    return out;
}

std::vector<std::uint8_t> missing_outcomes(const OutcomeColumn& outcome) {
    std::vector<std::uint8_t> missing(outcome.values.size());
    for (std::size_t i = 0; i < missing.size(); ++i) missing[i] = std::isfinite(outcome.values[i]) ? 0 : 1;
    return missing;
}

std::vector<std::uint32_t> resampled_rows(const GivenRows& rows, std::uint64_t seed, std::size_t resample) {
    std::vector<std::uint32_t> times(rows.blocks);
    count_resampled(seed, resample, times);
    std::vector<std::uint32_t> weight(rows.size());
    for (std::size_t i = 0; i < weight.size(); ++i) weight[i] = times[rows.block[i]];
    return weight;
}

void check_columns(std::span<const InputColumn> inputs, std::size_t rows, std::span<const std::uint64_t> block,
                   std::vector<std::string>& reasons) {
    if (inputs.empty()) reasons.push_back("there is no input that was varied: a sensitivity analysis needs at least one");
    for (const InputColumn& input : inputs) {
        if (input.values.size() != rows) {
            reasons.push_back(fmt::format("input {} has {} values for {} outcomes", shown_name(input), input.values.size(), rows));
            continue;
        }
        const auto levels = static_cast<double>(input.levels.size());
        const bool legal = std::all_of(input.values.begin(), input.values.end(), [&](double v) {
            return std::isfinite(v) && (!input.categorical() || (v >= 0 && v < levels && v == std::floor(v)));
        });
        if (legal) continue;
        reasons.push_back(
            input.categorical()
                ? fmt::format("input {} has a value that is none of its {} levels", shown_name(input), input.levels.size())
                : fmt::format("input {} has values that are not finite numbers: leave it out, or those rows", shown_name(input)));
    }
    if (!block.empty() && block.size() != rows)
        reasons.push_back(fmt::format("there are {} block numbers for {} outcomes", block.size(), rows));
}

void check_row_count(const GivenRows& rows, std::size_t least, const std::string& outcome, std::vector<std::string>& reasons) {
    if (rows.size() >= least) return;
    reasons.push_back(fmt::format("outcome {} is there for {} usable row{}{}; the analysis needs at least {}: add points to the study",
                                  outcome, rows.size(), rows.size() == 1 ? "" : "s",
                                  rows.dropped_rows > 0 ? fmt::format(" ({} dropped, {} block{})", rows.dropped_rows, rows.dropped_blocks,
                                                                      rows.dropped_blocks == 1 ? "" : "s")
                                                        : "",
                                  least));
}

std::string shown_name(const InputColumn& input) {
    return input.title.empty() ? input.id : input.title;
}

std::string shown_name(const OutcomeColumn& outcome) {
    return outcome.title.empty() ? outcome.id : outcome.title;
}

}  // namespace enclosure
