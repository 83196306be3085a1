#include "analysis/tipping/bimodality.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/defined_values.h"
#include "analysis/replicates/mean_interval.h"
#include "analysis/replicates/proportion.h"

namespace enclosure {

namespace {

void check_borders(std::span<const double> borders) {
    for (std::size_t i = 0; i < borders.size(); ++i) {
        if (!std::isnan(borders[i]) && (i == 0 || borders[i - 1] < borders[i])) continue;
        throw AnalysisError("Borders of basins must rise: state each once, from the lowest to the highest.");
    }
}

std::size_t count_different(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return static_cast<std::size_t>(std::unique(values.begin(), values.end()) - values.begin());
}

}  // namespace

Bimodality bimodality(const OutcomeColumn& column, const BimodalityOptions& options, const Threads& threads) {
    check_interval_confidence(options.confidence);
    const std::string& name = column.title.empty() ? column.id : column.title;
    const DefinedValues defined = defined_values(column.values);
    if (defined.values.size() < 4) {
        throw AnalysisError(
            fmt::format("{} is defined in {} of {} runs: whether they end in two places can be said from four on. Make more runs.", name,
                        defined.values.size(), column.values.size()));
    }
    const std::vector<double> values = options.resolution == 0 ? defined.values : spread_ties(defined.values, options.resolution);
    Bimodality out;
    out.dip = dip_test(values, options.seed, options.null_samples, threads);
    out.shape = sample_shape(values);
    out.components = two_components(values);
    out.modes = kernel_modes(values, {}, options.least_rise);
    out.dip.dropped = out.shape.dropped = out.components.dropped = out.modes.dropped = defined.dropped;
    out.bimodal = out.dip.p < 1 - options.confidence && out.components.bic_gain > 0 && out.components.separation > options.least_separation;
    const std::size_t different = count_different(defined.values);
    if (different == 1) out.warnings.push_back(fmt::format("{} is the same in all runs.", name));
    if (different > 2 && 4 * different < defined.values.size() && options.resolution == 0) {
        out.warnings.push_back(
            fmt::format("{} takes {} different values in {} runs, each of which passes for a mode: state its resolution if it is a "
                        "count or a share of few.",
                        name, different, defined.values.size()));
    }
    if (defined.dropped > 0) {
        out.warnings.push_back(
            fmt::format("{} is not defined in {} of {} runs, which are left out.", name, defined.dropped, column.values.size()));
    }
    return out;
}

Interval share_interval(std::size_t successes, std::size_t n, double confidence, ShareInterval how) {
    return how == ShareInterval::wilson ? wilson_interval(successes, n, confidence) : clopper_pearson_interval(successes, n, confidence);
}

Basins basin_shares(std::span<const double> values, std::span<const double> borders, double confidence, ShareInterval how) {
    check_interval_confidence(confidence);
    check_borders(borders);
    const DefinedValues defined = defined_values(values);
    if (defined.values.empty()) throw AnalysisError("No run has an outcome: there is nothing to share out among basins.");
    Basins out{.n = defined.values.size(), .dropped = defined.dropped, .basins = std::vector<Basin>(borders.size() + 1)};
    std::vector<double> sums(out.basins.size(), 0);
    for (const double v : defined.values) {
        const auto k = static_cast<std::size_t>(std::upper_bound(borders.begin(), borders.end(), v) - borders.begin());
        ++out.basins[k].runs;
        sums[k] += v;
    }
    for (std::size_t k = 0; k < out.basins.size(); ++k) {
        Basin& basin = out.basins[k];
        basin.low = k == 0 ? -std::numeric_limits<double>::infinity() : borders[k - 1];
        basin.high = k == borders.size() ? std::numeric_limits<double>::infinity() : borders[k];
        basin.share = static_cast<double>(basin.runs) / static_cast<double>(out.n);
        basin.interval = share_interval(basin.runs, out.n, confidence, how);
        if (basin.runs > 0) basin.mean = sums[k] / static_cast<double>(basin.runs);
    }
    return out;
}

}  // namespace enclosure
