#include "analysis/sensitivity/sobol_indices.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "analysis/data/analysis_draws.h"
#include "analysis/data/analysis_error.h"
#include "analysis/replicates/mean_interval.h"

namespace enclosure {

namespace {

// Of one outcome: the base rows that count, its scale, a power of 2 so that no square over- or underflows, and what is taken off.
struct CentredOutcome {
    std::vector<std::uint32_t> rows;
    double scale = 1;
    double centre = 0;
    bool constant = false;
};

std::vector<std::uint32_t> whole_base_rows(std::span<const double> values, std::size_t places) {
    std::vector<std::uint32_t> rows;
    for (std::size_t j = 0; j * places < values.size(); ++j) {
        const std::span<const double> row = values.subspan(j * places, places);
        if (std::all_of(row.begin(), row.end(), [](double v) { return std::isfinite(v); })) rows.push_back(static_cast<std::uint32_t>(j));
    }
    return rows;
}

double sobol_scale(double largest) {
    int exponent = 0;
    std::frexp(largest, &exponent);
    return std::ldexp(1.0, std::clamp(-exponent, -1022, 1022));
}

CentredOutcome centred_outcome(std::span<const double> values, std::size_t places, std::vector<std::uint32_t> rows, bool about_mean) {
    CentredOutcome out{.rows = std::move(rows)};
    if (out.rows.empty()) return out;
    double largest = 0;
    const double first = values[out.rows.front() * places];
    out.constant = true;
    for (const std::uint32_t j : out.rows) {
        for (const double v : values.subspan(j * places, places)) {
            largest = std::max(largest, std::fabs(v));
            out.constant = out.constant && v == first;
        }
    }
    out.scale = sobol_scale(largest);
    double sum = 0;
    for (const std::uint32_t j : out.rows) {
        double row = 0;
        for (const double v : values.subspan(j * places, places)) row += v * out.scale;
        sum += row;
    }
    if (about_mean) out.centre = sum / static_cast<double>(out.rows.size() * places);
    if (out.constant) out.centre = first * out.scale;
    return out;
}

// Sample 0 is the base rows themselves, sample b the bootstrap's resample b - 1: row × lane.
std::vector<std::int32_t> sobol_resample_weights(std::size_t rows, std::size_t first_sample, std::size_t samples, std::uint64_t seed) {
    std::vector<std::int32_t> weights(rows * sobol_lanes, 0);
    for (std::size_t lane = 0; lane < sobol_lanes && first_sample + lane < samples; ++lane) {
        const std::size_t sample = first_sample + lane;
        if (sample == 0) {
            for (std::size_t j = 0; j < rows; ++j) weights[j * sobol_lanes + lane] = 1;
            continue;
        }
        for (std::size_t j = 0; j < rows; j += 4) {
            const Draws draw = analysis_draws(seed, AnalysisDraw::bootstrap, sample - 1, static_cast<std::uint32_t>(j / 4));
            for (std::size_t w = 0; w < 4 && j + w < rows; ++w) ++weights[whole_below(rows, draw.word(w)) * sobol_lanes + lane];
        }
    }
    return weights;
}

// Estimates of samples `first`, … of `samples`, as many as are summed at once, to their rows, and the moments of the first of them.
SobolMoments estimate_lanes(const SobolTerms& terms, const SobolEvaluations& of, std::size_t first, std::size_t samples,
                            const SobolOptions& options, std::span<double> rows) {
    const std::size_t n = of.rows.size();
    const std::size_t width = sobol_estimate_layout(terms).size();
    const std::vector<double> sums = sobol_sums(terms, of, sobol_resample_weights(n, first, samples, options.seed));
    SobolMoments moments;
    for (std::size_t lane = 0; lane < sobol_lanes && first + lane < samples; ++lane) {
        const SobolMoments own =
            sobol_estimates(terms, sums, lane, n, options.first, options.total, rows.subspan((first + lane) * width, width));
        if (lane == 0) moments = own;
    }
    return moments;
}

// The samples of one outcome: sample × estimate, and the moments of sample 0.
struct SobolSamples {
    std::vector<double> rows;
    SobolMoments moments;
};

SobolIndex sobol_index_without_variance() {
    return {0, 0, {0, 0}};
}

// Replications that occur among the rows, each once.
std::vector<std::uint32_t> replications_among(std::span<const std::uint32_t> replication) {
    std::vector<std::uint32_t> all(replication.begin(), replication.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::vector<std::string> reasons_against_sobol(const SobolLayout& layout, std::span<const SobolOutcome> outcomes,
                                               std::span<const std::uint32_t> replication, const SobolOptions& options) {
    std::vector<std::string> reasons;
    if (layout.factors == 0) reasons.emplace_back("Sobol indices need at least one factor that the design varies.");
    if (!(options.confidence > 0 && options.confidence < 1)) {
        reasons.push_back(fmt::format("The confidence of intervals lies between 0 and 1, not at {}.", options.confidence));
    }
    const bool bootstrap = options.interval == SobolInterval::normal || options.interval == SobolInterval::percentile;
    if (bootstrap && options.resamples < 2) {
        reasons.push_back(fmt::format("Intervals by the bootstrap need at least 2 resamples, not {}; 100 are usual.", options.resamples));
    }
    const bool replicated = options.interval == SobolInterval::replications;
    if (replicated && replications_among(replication).size() < 2) {
        reasons.emplace_back(
            "Intervals from replications need at least two independent scrambles of the design; take bootstrap intervals, or repeat the "
            "design with other seeds.");
    }
    for (const SobolOutcome& outcome : outcomes) {
        const std::size_t places = layout.places();
        if (outcome.values.size() % places != 0) {
            reasons.push_back(fmt::format(
                "Outcome \"{}\" has {} values, which is no multiple of the {} runs of a base row ({} factors, {} second order): the design "
                "is not the Saltelli design that the analysis was told of, or runs are missing. Missing runs must stand as NaN.",
                outcome.id, outcome.values.size(), places, layout.factors, layout.second_order ? "with" : "without"));
            continue;
        }
        const std::size_t base_rows = outcome.values.size() / places;
        if (replicated && replication.size() != base_rows) {
            reasons.push_back(fmt::format("Outcome \"{}\" has {} base rows, but the replication of {} is stated.", outcome.id, base_rows,
                                          replication.size()));
        }
        const std::size_t whole = whole_base_rows(outcome.values, places).size();
        if (whole < 2) {
            reasons.push_back(fmt::format(
                "Outcome \"{}\" is defined in every run of {} of its {} base rows; Sobol indices need two such rows, and hundreds to be of "
                "use. See which runs failed, or analyse another outcome.",
                outcome.id, whole, base_rows));
        }
    }
    return reasons;
}

SobolIndex sobol_index_of(const SobolSamples& samples, std::size_t column, std::size_t width, const SobolOptions& options) {
    const std::size_t count = samples.rows.size() / width;
    SobolIndex index{.value = samples.rows[column]};
    std::vector<double> others(count - 1);
    for (std::size_t s = 1; s < count; ++s) others[s - 1] = samples.rows[s * width + column];
    const EstimateSpread spread = spread_of_estimates(others);
    switch (options.interval) {
        case SobolInterval::none:
            break;
        case SobolInterval::normal:
            index.error = spread.sd;
            index.interval = normal_interval(index.value, spread.sd, options.confidence);
            break;
        case SobolInterval::percentile:
            index.error = spread.sd;
            index.interval = percentile_interval(others, options.confidence);
            break;
        case SobolInterval::replications:
            index.error = spread.sd / std::sqrt(static_cast<double>(spread.n));
            if (spread.n > 1) index.interval = t_interval(spread.mean, index.error, static_cast<double>(spread.n) - 1, options.confidence);
            break;
    }
    return index;
}

void set_sobol_indices(SobolIndices& out, const SobolTerms& terms, const SobolSamples& samples, const SobolOptions& options) {
    const SobolEstimateLayout at = sobol_estimate_layout(terms);
    const bool none = out.constant;
    const auto index = [&](std::size_t column) {
        return none ? sobol_index_without_variance() : sobol_index_of(samples, column, at.size(), options);
    };
    for (std::size_t i = 0; i < terms.factors; ++i) {
        out.first.push_back(index(at.first(i)));
        out.total.push_back(index(at.total(i)));
    }
    for (std::size_t pair = 0; pair < at.pairs; ++pair) out.second.push_back(index(at.second(pair)));
    out.dummy_first = index(at.dummy_first());
    out.dummy_total = index(at.dummy_total());
    out.first_sum = index(at.first_sum());
    out.second_sum = index(at.second_sum());
    for (std::size_t s = 1; s < samples.rows.size() / at.size(); ++s)
        out.resamples += std::isnan(samples.rows[s * at.size() + at.first(0)]) ? 0 : 1;
}

void warn_of_sobol(SobolIndices& out, const SobolLayout& layout, bool same_everywhere, std::size_t asked, const SobolOptions& options) {
    if (out.constant) {
        out.warnings.push_back(
            fmt::format("Outcome \"{}\" {}: all its indices are 0 by convention.", out.id,
                        same_everywhere ? fmt::format("is {} in every run", out.mean) : "is the same in all runs of A and B"));
    }
    if (out.dropped > 0) {
        out.warnings.push_back(
            fmt::format("Outcome \"{}\": {} of {} base rows have a run that failed or is not defined and were left out, all {} runs of "
                        "each; {} are left.",
                        out.id, out.dropped, out.dropped + out.base_rows, layout.places(), out.base_rows));
    }
    if (!out.constant && options.interval != SobolInterval::none && out.resamples < asked) {
        out.warnings.push_back(fmt::format(
            "Outcome \"{}\": {} of {} {} have no variance or no two whole base rows, and do not count in the intervals.", out.id,
            asked - out.resamples, asked, options.interval == SobolInterval::replications ? "replications" : "resamples"));
    }
}

}  // namespace

std::vector<SobolIndices> sobol_indices(const SobolLayout& layout, std::span<const SobolOutcome> outcomes,
                                        std::span<const std::uint32_t> replication, const SobolOptions& options, const Threads& threads) {
    std::vector<std::string> reasons = reasons_against_sobol(layout, outcomes, replication, options);
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    const SobolTerms terms = sobol_terms(layout.factors, layout.second_order && options.second, options.first, options.total);
    const std::size_t width = sobol_estimate_layout(terms).size();
    const std::size_t places = layout.places();
    const bool replicated = options.interval == SobolInterval::replications;
    const std::vector<std::uint32_t> scrambles = replicated ? replications_among(replication) : std::vector<std::uint32_t>{};
    const std::size_t others = replicated ? scrambles.size() : options.interval == SobolInterval::none ? 0 : options.resamples;
    const std::size_t samples = 1 + others;

    std::vector<CentredOutcome> data(outcomes.size());
    std::vector<SobolSamples> estimates(outcomes.size());
    threads.for_each(outcomes.size(), [&](std::size_t o) {
        data[o] = centred_outcome(outcomes[o].values, places, whole_base_rows(outcomes[o].values, places), options.centred);
        estimates[o].rows.assign(samples * width, not_defined);
    });

    // A piece of work is one outcome and as many samples as are summed at once; replications have rows of their own, so each is a piece.
    const std::size_t resampled = replicated ? 1 : samples;
    const std::size_t groups = (resampled + sobol_lanes - 1) / sobol_lanes;
    const std::size_t pieces = groups + scrambles.size();
    threads.for_each(outcomes.size() * pieces, [&](std::size_t piece) {
        const std::size_t o = piece / pieces;
        const std::size_t part = piece % pieces;
        const CentredOutcome& all = data[o];
        if (all.constant) return;
        const std::span<double> rows(estimates[o].rows);
        if (part < groups) {
            const SobolEvaluations of{outcomes[o].values, places, all.rows, all.scale, all.centre};
            const SobolMoments moments = estimate_lanes(terms, of, part * sobol_lanes, resampled, options, rows);
            if (part == 0) estimates[o].moments = moments;
            return;
        }
        const std::size_t scramble = part - groups;
        std::vector<std::uint32_t> of_scramble;
        for (const std::uint32_t j : all.rows) {
            if (replication[j] == scrambles[scramble]) of_scramble.push_back(j);
        }
        if (of_scramble.size() < 2) return;
        const CentredOutcome own = centred_outcome(outcomes[o].values, places, std::move(of_scramble), options.centred);
        if (own.constant) return;
        const SobolEvaluations of{outcomes[o].values, places, own.rows, own.scale, own.centre};
        estimate_lanes(terms, of, 0, 1, options, rows.subspan((1 + scramble) * width));
    });

    std::vector<SobolIndices> out(outcomes.size());
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
        SobolIndices& result = out[o];
        const CentredOutcome& all = data[o];
        const SobolMoments& moments = estimates[o].moments;
        result.id = outcomes[o].id;
        result.base_rows = all.rows.size();
        result.dropped = outcomes[o].values.size() / places - all.rows.size();
        result.constant = all.constant || moments.none;
        result.mean = (all.centre + (all.constant ? 0 : moments.mean)) / all.scale;
        result.variance = result.constant ? 0 : moments.variance / all.scale / all.scale;
        set_sobol_indices(result, terms, estimates[o], options);
        warn_of_sobol(result, layout, all.constant, others, options);
    }
    return out;
}

std::vector<SobolIndices> sobol_convergence(const SobolLayout& layout, const SobolOutcome& outcome, const SobolOptions& options,
                                            const Threads& threads) {
    SobolOptions own = options;
    own.second = false;
    if (own.interval == SobolInterval::replications) own.interval = SobolInterval::normal;
    const std::size_t base_rows = layout.factors == 0 ? 0 : outcome.values.size() / layout.places();
    std::vector<SobolIndices> stages;
    for (const std::size_t part : {std::size_t{8}, std::size_t{4}, std::size_t{2}}) {
        const std::span<const double> values = outcome.values.first(base_rows / part * layout.places());
        if (whole_base_rows(values, layout.places()).size() < 2) continue;
        stages.push_back(sobol_indices(layout, std::vector<SobolOutcome>{{outcome.id, values}}, {}, own, threads).front());
    }
    stages.push_back(sobol_indices(layout, std::vector<SobolOutcome>{outcome}, {}, own, threads).front());
    return stages;
}

std::string power_of_two_advice(std::size_t base_rows, const SobolLayout& layout) {
    if (std::has_single_bit(base_rows)) return {};
    const std::size_t above = std::bit_ceil(base_rows);
    const std::size_t below_it = std::max<std::size_t>(1, above / 2);
    return fmt::format(
        "{} base rows are no power of 2, so Sobol's points are less even than they could be. The nearest powers are {} ({} runs) and {} "
        "({} runs).",
        base_rows, below_it, below_it * layout.places(), above, above * layout.places());
}

}  // namespace enclosure
