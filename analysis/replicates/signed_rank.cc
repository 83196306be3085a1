#include "analysis/replicates/signed_rank.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "analysis/replicates/defined_values.h"
#include "sim/base/probability.h"

namespace enclosure {

namespace {

struct SignedRanks {
    std::vector<std::size_t> doubled;  ///< twice the rank of each size, ascending: whole, tied or not
    std::vector<bool> positive;
    double tie_loss = 0;  ///< Σ t³ - t
};

SignedRanks signed_ranks(std::vector<double> differences) {
    std::sort(differences.begin(), differences.end(), [](double a, double b) { return std::fabs(a) < std::fabs(b); });
    SignedRanks out;
    for (std::size_t first = 0; first < differences.size();) {
        std::size_t last = first;
        while (last < differences.size() && std::fabs(differences[last]) == std::fabs(differences[first])) ++last;
        const auto tied = static_cast<double>(last - first);
        out.tie_loss += tied * tied * tied - tied;
        for (std::size_t i = first; i < last; ++i) {
            out.doubled.push_back(first + 1 + last);
            out.positive.push_back(differences[i] > 0);
        }
        first = last;
    }
    return out;
}

// Twice the smaller tail of the sum of ranks with random signs, at `observed` (doubled).
double signed_rank_exact_p(const std::vector<std::size_t>& doubled, std::size_t observed) {
    std::size_t total = 0;
    for (const std::size_t r : doubled) total += r;
    std::vector<double> chance(total + 1, 0);  // of each sum, over the ranks so far
    chance[0] = 1;
    std::size_t reached = 0;
    for (const std::size_t r : doubled) {
        for (std::size_t s = reached + 1; s-- > 0;) {
            chance[s] /= 2;
            chance[s + r] += chance[s];  // no sum beyond s is touched again
        }
        reached += r;
    }
    double below = 0, above = 0;
    for (std::size_t s = 0; s <= total; ++s) {
        if (s <= observed) below += chance[s];
        if (s >= observed) above += chance[s];
    }
    return std::min(1.0, 2 * std::min(below, above));
}

}  // namespace

SignedRankTest signed_rank_test(std::span<const double> differences, bool continuity) {
    DefinedValues defined = defined_values(differences);
    SignedRankTest out{.dropped = defined.dropped};
    out.zeros = std::erase(defined.values, 0.0);
    out.n = defined.values.size();
    if (out.n == 0) return out;
    const SignedRanks ranks = signed_ranks(std::move(defined.values));
    out.ties = ranks.tie_loss > 0;
    std::size_t positive = 0, total = 0;
    for (std::size_t i = 0; i < out.n; ++i) {
        total += ranks.doubled[i];
        positive += ranks.positive[i] ? ranks.doubled[i] : 0;
    }
    out.positive = static_cast<double>(positive) / 2;
    out.negative = static_cast<double>(total - positive) / 2;
    if (out.n <= most_exact_signed_ranks) out.exact_p = signed_rank_exact_p(ranks.doubled, positive);
    const auto n = static_cast<double>(out.n);
    const double variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.tie_loss / 48;
    const double off = std::fabs(out.positive - n * (n + 1) / 4);
    const double corrected = continuity ? std::max(0.0, off - 0.5) : off;
    out.normal_p = std::min(1.0, 2 * normal_probability(-corrected / std::sqrt(variance)));
    return out;
}

}  // namespace enclosure
