#include "sim/study/search/search_candidate.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace enclosure {

void check_search_answer(const SearchSettings& settings, const SearchRequest& request, const SearchAnswer& answer) {
    const bool whole = answer.objectives.size() == request.replicates * settings.objectives.size();
    if (whole && (answer.violations.empty() || answer.violations.size() == request.replicates)) return;
    throw std::invalid_argument(fmt::format(
        "Candidate {} was asked for {} replicates: each needs {} values, one for each objective, and all need a violation or none.",
        request.candidate, request.replicates, settings.objectives.size()));
}

bool is_defined_replicate(const SearchSettings& settings, const SearchAnswer& answer, std::size_t r) {
    const std::size_t objectives = settings.objectives.size();
    const auto row = std::span(answer.objectives).subspan(r * objectives, objectives);
    if (!answer.violations.empty() && std::isnan(answer.violations[r])) return false;
    return std::all_of(row.begin(), row.end(), [](double x) { return std::isfinite(x); });
}

void add_search_answer(const SearchSettings& settings, const SearchRequest& request, const SearchAnswer& answer,
                       SearchCandidate& candidate) {
    const std::size_t objectives = settings.objectives.size();
    candidate.sums.resize(objectives);
    candidate.replicates += request.replicates;
    for (std::size_t r = 0; r < request.replicates; ++r) {
        if (!is_defined_replicate(settings, answer, r)) continue;
        ++candidate.defined;
        if (!answer.violations.empty()) candidate.violation += std::max(answer.violations[r], 0.0);
        for (std::size_t k = 0; k < objectives; ++k) candidate.sums[k] += answer.objectives[r * objectives + k];
    }
}

double search_mean(const SearchCandidate& candidate, std::size_t objective) {
    if (candidate.defined == 0) return std::numeric_limits<double>::quiet_NaN();
    return candidate.sums[objective] / static_cast<double>(candidate.defined);
}

std::vector<double> search_losses(const SearchSettings& settings, const SearchCandidate& candidate) {
    std::vector<double> losses(settings.objectives.size());
    for (std::size_t k = 0; k < losses.size(); ++k) {
        const double mean = search_mean(candidate, k);
        losses[k] = settings.objectives[k].maximise ? -mean : mean;
    }
    return losses;
}

double search_violation(const SearchSettings& settings, const SearchCandidate& candidate) {
    const auto failed = static_cast<double>(candidate.replicates - candidate.defined);
    const bool usable = candidate.defined > 0 && failed <= settings.failed_share * static_cast<double>(candidate.replicates) &&
                        std::all_of(candidate.sums.begin(), candidate.sums.end(), [](double sum) { return std::isfinite(sum); });
    if (!usable) return std::numeric_limits<double>::infinity();
    return candidate.violation / static_cast<double>(candidate.defined);
}

}  // namespace enclosure
