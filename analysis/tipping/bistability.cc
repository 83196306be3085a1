#include "analysis/tipping/bistability.h"

#include <fmt/format.h>

#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "analysis/replicates/proportion.h"

namespace enclosure {

namespace {

void check_same_runs(const InputColumn& x, const OutcomeColumn& outcome) {
    if (outcome.values.size() == x.values.size()) return;
    throw AnalysisError(fmt::format("Outcome {} has {} values, input {} has {}: they must come from the same runs.", outcome.id,
                                    outcome.values.size(), x.id, x.values.size()));
}

std::vector<double> values_of_rows(const OutcomeColumn& outcome, const std::vector<std::size_t>& rows) {
    std::vector<double> values;
    for (const std::size_t row : rows) values.push_back(outcome.values[row]);
    return values;
}

BimodalCell bimodal_cell(const OutcomeColumn& cell, const BimodalityOptions& options, const Threads& threads) {
    const DefinedValues defined = defined_values(cell.values);
    BimodalCell out{.n = defined.values.size(), .dropped = defined.dropped};
    if (out.n < fewest_bimodal_runs) return out;
    const Bimodality b = bimodality(cell, options, threads);
    out.dip = b.dip.dip;
    out.p = b.dip.p;
    out.separation = b.components.separation;
    out.bimodal = b.bimodal;
    if (out.bimodal) {
        const double border = (b.components.mean[0] + b.components.mean[1]) / 2;
        out.upper_share = basin_shares(cell.values, std::span(&border, 1), options.confidence).basins[1].share;
    }
    return out;
}

}  // namespace

BimodalityMap bimodality_map(const InputColumn& x, const InputColumn& y, const OutcomeColumn& outcome, const BimodalityOptions& options,
                             const Threads& threads, CellBins bins) {
    check_same_runs(x, outcome);
    BimodalityMap out{.cells = parameter_cells(x, y, bins)};
    out.of_cell.resize(out.cells.size());
    threads.for_each(out.cells.size(), [&](std::size_t c) {
        OutcomeColumn cell{.id = outcome.id, .title = outcome.title};
        cell.values = values_of_rows(outcome, out.cells.rows[c]);
        out.of_cell[c] = bimodal_cell(cell, options, threads);
    });
    std::size_t judged = 0, bimodal = 0, dropped = 0;
    for (const BimodalCell& cell : out.of_cell) {
        judged += cell.n >= fewest_bimodal_runs ? 1 : 0;
        bimodal += cell.bimodal ? 1 : 0;
        dropped += cell.dropped;
    }
    if (judged == 0) {
        throw AnalysisError(
            fmt::format("No cell of {} and {} has {} runs, from which on two futures can be told from one: make more replicates, or "
                        "cut inputs into fewer bins.",
                        x.id, y.id, fewest_bimodal_runs));
    }
    out.share = static_cast<double>(bimodal) / static_cast<double>(judged);
    if (judged < out.cells.size()) {
        out.warnings.push_back(fmt::format("{} of {} cells have fewer than {} runs; they are not judged.", out.cells.size() - judged,
                                           out.cells.size(), fewest_bimodal_runs));
    }
    if (dropped > 0) out.warnings.push_back(fmt::format("{} is not defined in {} runs, which are left out.", outcome.id, dropped));
    return out;
}

TwoStartMap two_start_map(const InputColumn& x, const InputColumn& y, const OutcomeColumn& from_low, const OutcomeColumn& from_high,
                          double tolerance, double confidence, CellBins bins) {
    check_interval_confidence(confidence);
    check_same_runs(x, from_low);
    check_same_runs(x, from_high);
    if (!(tolerance >= 0))
        throw AnalysisError(fmt::format("A tolerance of {} is none: state 0 or more, in the outcome's unit.", tolerance));
    TwoStartMap out{.cells = parameter_cells(x, y, bins)};
    std::size_t filled = 0, bistable = 0, dropped = 0;
    for (const std::vector<std::size_t>& rows : out.cells.rows) {
        std::vector<double> differences;
        for (const std::size_t row : rows) differences.push_back(from_high.values[row] - from_low.values[row]);
        TwoStartCell cell{.difference = mean_interval(differences, confidence)};
        cell.n = cell.difference.n;
        cell.dropped = cell.difference.dropped;
        for (const double d : differences) cell.different += std::isfinite(d) && std::fabs(d) > tolerance ? 1 : 0;
        cell.interval = wilson_interval(cell.different, cell.n, confidence);
        if (cell.n > 0) {
            cell.share = static_cast<double>(cell.different) / static_cast<double>(cell.n);
            cell.bistable = cell.share > 0.5;
            cell.settled = cell.interval.low > 0.5 || cell.interval.high < 0.5;
            ++filled;
            bistable += cell.bistable ? 1 : 0;
        }
        dropped += cell.dropped;
        out.of_cell.push_back(std::move(cell));
    }
    if (filled == 0) throw AnalysisError(fmt::format("{} is defined in no pair of runs from a low and a high start.", from_low.id));
    out.share = static_cast<double>(bistable) / static_cast<double>(filled);
    if (filled < out.cells.size())
        out.warnings.push_back(fmt::format("{} of {} cells have no pair of runs.", out.cells.size() - filled, out.cells.size()));
    if (dropped > 0) out.warnings.push_back(fmt::format("{} pairs of runs lack an outcome; they are left out.", dropped));
    return out;
}

}  // namespace enclosure
