#include "analysis/sensitivity/sobol_sums.h"

#include <algorithm>
#include <array>
#include <cassert>

namespace enclosure {

namespace {

// Rows whose evaluations lie place by place, so that a term is made of all of them by one loop that is vectorised, and all of which stay in
// the first cache for forty places.
constexpr std::size_t sobol_tile = 32;

// Two lanes, which g++ and clang++ add and multiply at once on every processor, at any level of optimisation, each as it would be alone.
typedef double SobolLanePair __attribute__((vector_size(2 * sizeof(double))));
constexpr std::size_t sobol_lane_pairs = sobol_lanes / 2;

struct SobolTile {
    std::vector<double> values;                           ///< place × row
    SobolLanePair weights[sobol_tile][sobol_lane_pairs];  ///< row × lane
    std::array<double, sobol_tile> term;
    const double* place(std::size_t p) const { return values.data() + p * sobol_tile; }
};

// Rows that the last tile lacks are there with weight 0.
void fill_sobol_tile(SobolTile& tile, const SobolEvaluations& of, std::span<const std::int32_t> weights, std::size_t begin) {
    const std::size_t count = std::min(sobol_tile, of.rows.size() - begin);
    for (std::size_t r = 0; r < sobol_tile; ++r) {
        const bool there = r < count;
        const std::int32_t* weight = there ? weights.data() + (begin + r) * sobol_lanes : nullptr;
        for (std::size_t l = 0; l < sobol_lane_pairs; ++l) {
            tile.weights[r][l] =
                there ? SobolLanePair{static_cast<double>(weight[2 * l]), static_cast<double>(weight[2 * l + 1])} : SobolLanePair{};
        }
        const double* row = there ? of.values.data() + of.rows[begin + r] * of.places : nullptr;
        for (std::size_t p = 0; p < of.places; ++p) tile.values[p * sobol_tile + r] = there ? row[p] * of.scale - of.centre : 0;
    }
}

// sum[lane] += Σ term[row] · weight[row][lane]
void add_sobol_term(const SobolTile& tile, double* sum) {
    static_assert(sobol_lane_pairs == 4);
    SobolLanePair lane0 = {sum[0], sum[1]};
    SobolLanePair lane1 = {sum[2], sum[3]};
    SobolLanePair lane2 = {sum[4], sum[5]};
    SobolLanePair lane3 = {sum[6], sum[7]};
    for (std::size_t r = 0; r < sobol_tile; ++r) {
        const SobolLanePair term = {tile.term[r], tile.term[r]};
        lane0 += term * tile.weights[r][0];
        lane1 += term * tile.weights[r][1];
        lane2 += term * tile.weights[r][2];
        lane3 += term * tile.weights[r][3];
    }
    std::size_t l = 0;
    for (const SobolLanePair lane : {lane0, lane1, lane2, lane3}) {
        sum[l++] = lane[0];
        sum[l++] = lane[1];
    }
}

template <class Term>
void add_sobol_terms(SobolTile& tile, double* sum, Term term) {
    for (std::size_t r = 0; r < sobol_tile; ++r) tile.term[r] = term(r);
    add_sobol_term(tile, sum);
}

void add_sobol_tile(const SobolTerms& terms, SobolTile& tile, std::size_t places, double* sums) {
    const std::size_t k = terms.factors;
    const auto sum = [sums](std::size_t term) { return sums + term * sobol_lanes; };
    const double* a = tile.place(0);
    const double* b = tile.place(places - 1);
    add_sobol_terms(tile, sum(SobolTerms::a), [=](std::size_t r) { return a[r]; });
    add_sobol_terms(tile, sum(SobolTerms::b), [=](std::size_t r) { return b[r]; });
    add_sobol_terms(tile, sum(SobolTerms::aa), [=](std::size_t r) { return a[r] * a[r]; });
    add_sobol_terms(tile, sum(SobolTerms::bb), [=](std::size_t r) { return b[r] * b[r]; });
    add_sobol_terms(tile, sum(SobolTerms::ab), [=](std::size_t r) { return a[r] * b[r]; });
    for (std::size_t i = 0; i < k; ++i) {
        const double* mixed = tile.place(1 + i);
        if (terms.first) add_sobol_terms(tile, sum(terms.first_at(i)), [=](std::size_t r) { return b[r] * (mixed[r] - a[r]); });
        if (terms.jansen_first) {
            add_sobol_terms(tile, sum(terms.jansen_at(i)), [=](std::size_t r) { return (b[r] - mixed[r]) * (b[r] - mixed[r]); });
        }
        double* total = sum(terms.total_at(i));
        switch (terms.total) {
            case SobolTerms::Total::squared_difference:
                add_sobol_terms(tile, total, [=](std::size_t r) { return (a[r] - mixed[r]) * (a[r] - mixed[r]); });
                break;
            case SobolTerms::Total::difference:
                add_sobol_terms(tile, total, [=](std::size_t r) { return a[r] * (a[r] - mixed[r]); });
                break;
            case SobolTerms::Total::product:
                add_sobol_terms(tile, total, [=](std::size_t r) { return a[r] * mixed[r]; });
                break;
        }
    }
    if (!terms.pairs) return;
    std::size_t pair = 0;
    for (std::size_t i = 0; i < k; ++i) {
        const double* ba = tile.place(1 + k + i);
        for (std::size_t j = i + 1; j < k; ++j, ++pair) {
            const double* ab = tile.place(1 + j);
            add_sobol_terms(tile, sum(terms.pair_at(pair)), [=](std::size_t r) { return ba[r] * ab[r]; });
        }
    }
}

}  // namespace

std::vector<double> sobol_sums(const SobolTerms& terms, const SobolEvaluations& of, std::span<const std::int32_t> weights) {
    assert(of.places >= (terms.pairs ? 2 : 1) * terms.factors + 2 && weights.size() == of.rows.size() * sobol_lanes);
    std::vector<double> sums(terms.size() * sobol_lanes, 0.0);
    SobolTile tile{.values = std::vector<double>(of.places * sobol_tile), .weights = {}, .term = {}};
    for (std::size_t begin = 0; begin < of.rows.size(); begin += sobol_tile) {
        fill_sobol_tile(tile, of, weights, begin);
        add_sobol_tile(terms, tile, of.places, sums.data());
    }
    return sums;
}

}  // namespace enclosure
