#include "analysis/sensitivity/sobol_estimates.h"

#include <algorithm>
#include <cassert>

#include "sim/base/paired.h"

namespace enclosure {

namespace {

SobolTerms::Total total_term(SobolTotal total) {
    switch (total) {
        case SobolTotal::jansen:
            break;
        case SobolTotal::sobol:
            return SobolTerms::Total::difference;
        case SobolTotal::homma:
            return SobolTerms::Total::product;
    }
    return SobolTerms::Total::squared_difference;
}

double total_order_index(SobolTotal total, double mean_term, const SobolMoments& moments) {
    const double v = moments.variance;
    switch (total) {
        case SobolTotal::jansen:
            break;
        case SobolTotal::sobol:
            return mean_term / v;
        case SobolTotal::homma:
            return (v - mean_term + moments.mean * moments.mean) / v;
    }
    return mean_term / 2 / v;
}

}  // namespace

SobolTerms sobol_terms(std::size_t factors, bool pairs, SobolFirst first, SobolTotal total) {
    return {.factors = factors,
            .first = first == SobolFirst::saltelli || pairs,
            .jansen_first = first == SobolFirst::jansen,
            .total = total_term(total),
            .pairs = pairs};
}

SobolEstimateLayout sobol_estimate_layout(const SobolTerms& terms) {
    return {terms.factors, terms.pairs ? terms.factors * (terms.factors - 1) / 2 : 0};
}

SobolMoments sobol_estimates(const SobolTerms& terms, std::span<const double> sums, std::size_t lane, std::size_t n, SobolFirst first,
                             SobolTotal total, std::span<double> estimate) {
    const SobolEstimateLayout at = sobol_estimate_layout(terms);
    assert(estimate.size() == at.size());
    const auto rows = static_cast<double>(n);
    const auto mean_of_term = [&](std::size_t term) { return sums[term * sobol_lanes + lane] / rows; };
    const double square_b = mean_of_term(SobolTerms::bb);
    const double square = (mean_of_term(SobolTerms::aa) + square_b) / 2;
    const double product = mean_of_term(SobolTerms::ab);
    SobolMoments moments;
    moments.mean = (mean_of_term(SobolTerms::a) + mean_of_term(SobolTerms::b)) / 2;
    moments.variance = square - moments.mean * moments.mean;
    moments.none = !(moments.variance > 1e-13 * square);
    if (moments.none) {
        std::fill(estimate.begin(), estimate.end(), not_defined);
        return moments;
    }
    const double v = moments.variance;
    double first_sum = 0;
    double second_sum = 0;
    for (std::size_t i = 0; i < terms.factors; ++i) {
        const double index =
            first == SobolFirst::jansen ? 1 - mean_of_term(terms.jansen_at(i)) / 2 / v : mean_of_term(terms.first_at(i)) / v;
        estimate[at.first(i)] = index;
        first_sum += index;
        estimate[at.total(i)] = total_order_index(total, mean_of_term(terms.total_at(i)), moments);
    }
    for (std::size_t i = 0, pair = 0; i < terms.factors && terms.pairs; ++i) {
        for (std::size_t j = i + 1; j < terms.factors; ++j, ++pair) {
            const double closed = (mean_of_term(terms.pair_at(pair)) - product) / v;
            const double index = closed - mean_of_term(terms.first_at(i)) / v - mean_of_term(terms.first_at(j)) / v;
            estimate[at.second(pair)] = index;
            second_sum += index;
        }
    }
    estimate[at.first_sum()] = first_sum;
    estimate[at.second_sum()] = second_sum;
    const double dummy_variance = 2 * rows * square / (2 * rows - 1) - product;
    if (!(dummy_variance > 0)) {  // A and B give the same outcomes
        estimate[at.dummy_first()] = estimate[at.dummy_total()] = not_defined;
        return moments;
    }
    estimate[at.dummy_first()] = (product * rows / (rows - 1) - product) / dummy_variance;
    estimate[at.dummy_total()] = 1 - (square_b * rows / (rows - 1) - product) / dummy_variance;
    return moments;
}

}  // namespace enclosure
