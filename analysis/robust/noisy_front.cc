#include "analysis/robust/noisy_front.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/data/analysis_error.h"
#include "analysis/robust/world_bootstrap.h"
#include "sim/study/search/dominance.h"

namespace enclosure {

namespace {

void check_noisy(const NoisyObjectives& table, const NoisyFrontOptions& options) {
    check_objective_table({.objectives = table.objectives, .better = table.better});
    std::vector<std::string> reasons;
    const std::size_t row = table.worlds * table.objectives.size();
    if (row == 0 || table.values.empty() || table.values.size() % row != 0) {
        reasons.push_back(fmt::format("A front under noise needs a value for each point, each of {} worlds and each of {} objectives.",
                                      table.worlds, table.objectives.size()));
    }
    if (!(options.confidence > 0 && options.confidence < 1)) {
        reasons.push_back(fmt::format("A level of confidence lies between 0 and 1; {} does not.", options.confidence));
    }
    if (options.resamples == 0) reasons.push_back("The bootstrap needs at least one resample.");
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
}

void find_worlds_that_count(const NoisyObjectives& table, NoisyFront& out) {
    const std::size_t objectives = table.objectives.size();
    for (std::size_t w = 0; w < table.worlds; ++w) {
        bool counts = true;
        for (std::size_t p = 0; p < table.points(); ++p) {
            for (std::size_t k = 0; k < objectives; ++k) {
                counts = counts && std::isfinite(table.values[(p * table.worlds + w) * objectives + k]);
            }
        }
        (counts ? out.worlds : out.dropped).push_back(w);
    }
    if (out.worlds.empty()) throw AnalysisError("In every world some point is not defined; leave out the points that fail most.");
    if (!out.dropped.empty()) {
        out.warnings.push_back(fmt::format("{} of {} worlds are left out for all points: in each some point is not defined.",
                                           out.dropped.size(), table.worlds));
    }
    if (out.worlds.size() < fewest_resampled_worlds) {
        out.warnings.push_back(
            fmt::format("{} worlds are too few to say how sure a front is; {} are needed.", out.worlds.size(), fewest_resampled_worlds));
    }
}

// point × objective: means over the worlds that count, each as often as `counts` says.
std::vector<double> weighted_means(const NoisyObjectives& table, const std::vector<std::size_t>& worlds,
                                   std::span<const std::uint32_t> counts) {
    const std::size_t objectives = table.objectives.size();
    std::vector<double> means(table.points() * objectives);
    for (std::size_t p = 0; p < table.points(); ++p) {
        for (std::size_t i = 0; i < worlds.size(); ++i) {
            for (std::size_t k = 0; k < objectives; ++k) {
                means[p * objectives + k] += counts[i] * table.values[(p * table.worlds + worlds[i]) * objectives + k];
            }
        }
        for (std::size_t k = 0; k < objectives; ++k) means[p * objectives + k] /= static_cast<double>(worlds.size());
    }
    return means;
}

}  // namespace

NoisyFront front_under_noise(const NoisyObjectives& table, const NoisyFrontOptions& options, const Threads& threads) {
    check_noisy(table, options);
    NoisyFront out;
    find_worlds_that_count(table, out);
    const std::size_t objectives = table.objectives.size();
    const std::size_t points = table.points();
    const auto ranks_of = [&](std::vector<double> means) {
        for (std::size_t i = 0; i < means.size(); ++i) {
            if (table.better[i % objectives] == Better::higher) means[i] = -means[i];
        }
        return front_ranks(means, objectives);
    };
    const std::vector<double> means = weighted_means(table, out.worlds, std::vector<std::uint32_t>(out.worlds.size(), 1));
    const std::vector<std::size_t> front = ranks_of(means);
    for (std::size_t p = 0; p < points; ++p) {
        NoisyPoint point{.intervals = std::vector<Interval>(objectives), .front = front[p]};
        for (std::size_t k = 0; k < objectives; ++k) point.means.push_back(means[p * objectives + k]);
        out.points.push_back(std::move(point));
    }
    if (out.worlds.size() < fewest_resampled_worlds) return out;

    // Of each resample: all means, then all fronts.
    const std::size_t cells = points * (objectives + 1);
    const WorldStatistic statistic = [&](std::span<const std::uint32_t> counts) {
        std::vector<double> values = weighted_means(table, out.worlds, counts);
        const std::vector<std::size_t> ranks = ranks_of(values);
        for (const std::size_t rank : ranks) values.push_back(static_cast<double>(rank));
        return values;
    };
    const std::vector<double> again = resampled_cells(statistic, cells, out.worlds.size(), options.resamples, options.seed, threads);
    const auto column = [&](std::size_t cell) {
        std::vector<double> values;
        for (std::size_t at = cell; at < again.size(); at += cells) values.push_back(again[at]);
        return values;
    };
    const auto resamples = static_cast<double>(options.resamples);
    for (std::size_t p = 0; p < points; ++p) {
        for (std::size_t k = 0; k < objectives; ++k) {
            const std::size_t cell = p * objectives + k;
            out.points[p].intervals[k] = bootstrap_limits(means[cell], column(cell), options.confidence, not_defined);
        }
        double undominated = 0;
        double sum = 0;
        for (const double rank : column(points * objectives + p)) {
            undominated += rank == 0 ? 1 : 0;
            sum += rank;
        }
        out.points[p].undominated = undominated / resamples;
        out.points[p].mean_front = sum / resamples;
    }
    return out;
}

}  // namespace enclosure
