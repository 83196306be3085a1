#include "analysis/claims/claim_contrasts.h"

#include <cmath>
#include <limits>

namespace enclosure {

namespace {

/// Run by run, the mean over cells; NaN where one is not defined.
class CellMean {
  public:
    explicit CellMean(std::size_t runs) : sum_(runs, 0.0) {}
    void add(const std::vector<double>& column) {
        for (std::size_t r = 0; r < sum_.size(); ++r) sum_[r] += column[r];
        ++cells_;
    }
    std::vector<double> mean() const {
        std::vector<double> mean = sum_;
        for (double& value : mean) value /= static_cast<double>(cells_);
        return mean;
    }

  private:
    std::vector<double> sum_;
    std::size_t cells_ = 0;
};

ClaimContrast along(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t m) {
    const std::size_t condition = *claim.measures[m].along;
    const std::size_t last = claim.keys.condition[condition].level.size() - 1;
    CellMean before(outcomes.sample), after(outcomes.sample);
    for (std::size_t c = 0; c < claim.combinations(); ++c) {
        const std::size_t level = claim.levels_of(c)[condition];
        if (level != 0 && level != last) continue;
        for (std::size_t a = 0; a < claim.arms.size(); ++a) {
            (level == 0 ? before : after).add(outcomes.column(m, c * claim.arms.size() + a));
        }
    }
    return {
        .measure = m,
        .where = {},
        .text = claim.condition_title(condition) + ": " + claim.level_title(condition, last) + " less " + claim.level_title(condition, 0),
        .before = before.mean(),
        .after = after.mean()};
}

ClaimContrast last_less_first(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t m) {
    CellMean before(outcomes.sample), after(outcomes.sample);
    const std::size_t arms = claim.arms.size();
    for (std::size_t c = 0; c < claim.combinations(); ++c) {
        before.add(outcomes.column(m, c * arms));
        after.add(outcomes.column(m, c * arms + arms - 1));
    }
    return {.measure = m,
            .where = {},
            .text = claim.arms.back().title + " less " + claim.arms.front().title + ", mean over the map",
            .before = before.mean(),
            .after = after.mean()};
}

/// Sums of a column without one run, for a choice that does not know the run in which it is judged.
struct Held {
    double sum = 0;
    std::size_t n = 0;
    double without(double value) const {
        const double rest = std::isnan(value) ? sum : sum - value;
        const std::size_t count = std::isnan(value) ? n : n - 1;
        return count == 0 ? -std::numeric_limits<double>::infinity() : rest / static_cast<double>(count);
    }
};

ClaimContrast best_differs(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t m) {
    const std::size_t arms = claim.arms.size();
    const std::size_t combinations = claim.combinations();
    const int direction = claim.measures[m].predicted.value_or(1) < 0 ? -1 : 1;
    std::vector<std::vector<double>> columns;
    std::vector<Held> held;
    for (std::size_t cell = 0; cell < outcomes.cells; ++cell) {
        columns.push_back(outcomes.column(m, cell));
        Held sums;
        for (double& value : columns.back()) {
            value *= direction;
            if (!std::isnan(value)) sums.sum += value, ++sums.n;
        }
        held.push_back(sums);
    }
    ClaimContrast contrast{
        .measure = m, .where = {}, .text = "the best arm of each cell less the one that is best on average", .before = {}, .after = {}};
    for (std::size_t r = 0; r < outcomes.sample; ++r) {
        std::vector<double> over_all(arms, 0.0);
        double after = 0;
        for (std::size_t c = 0; c < combinations; ++c) {
            std::size_t best = 0;
            std::vector<double> mean;
            for (std::size_t a = 0; a < arms; ++a) {
                mean.push_back(held[c * arms + a].without(columns[c * arms + a][r]));
                over_all[a] += mean[a];
                if (mean[a] > mean[best]) best = a;
            }
            after += columns[c * arms + best][r];
        }
        std::size_t one = 0;
        for (std::size_t a = 0; a < arms; ++a) one = over_all[a] > over_all[one] ? a : one;
        double before = 0;
        for (std::size_t c = 0; c < combinations; ++c) before += columns[c * arms + one][r];
        const double scale = direction / static_cast<double>(combinations);
        contrast.before.push_back(before * scale);
        contrast.after.push_back(after * scale);
    }
    return contrast;
}

}  // namespace

std::vector<ClaimContrast> claim_contrasts(const Claim& claim, const ClaimOutcomes& outcomes) {
    std::vector<ClaimContrast> contrasts;
    const std::size_t arms = claim.arms.size();
    for (std::size_t m = 0; m < claim.measures.size(); ++m) {
        if (!claim.measures[m].predicted) continue;
        if (claim.keys.kind == ClaimKind::map) {
            const bool choice = claim.keys.rule.contrast == MapContrast::best_differs;
            contrasts.push_back(claim.measures[m].along ? along(claim, outcomes, m)
                                : choice                ? best_differs(claim, outcomes, m)
                                                        : last_less_first(claim, outcomes, m));
            continue;
        }
        for (std::size_t c = 0; c < claim.combinations(); ++c) {
            ClaimContrast contrast{.measure = m, .where = claim.combination_text(c), .text = {}, .before = {}, .after = {}};
            contrast.after = outcomes.column(m, c * arms + arms - 1);
            if (arms > 1) {
                contrast.before = outcomes.column(m, c * arms);
                contrast.text = claim.arms.back().title + " less " + claim.arms.front().title;
            } else {
                contrast.before.assign(contrast.after.size(), 0.0);
                contrast.text = claim.arms.front().title + ", against 0";
            }
            contrasts.push_back(std::move(contrast));
        }
    }
    return contrasts;
}

std::vector<std::vector<double>> arms_at(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t measure, std::size_t combination) {
    std::vector<std::vector<double>> arms;
    for (std::size_t a = 0; a < claim.arms.size(); ++a) arms.push_back(outcomes.column(measure, combination * claim.arms.size() + a));
    return arms;
}

std::vector<std::vector<ShapeThing>> shape_alternatives(const Claim& claim, std::size_t measure,
                                                        const std::vector<std::vector<double>>& arms, bool margin) {
    const ClaimMeasure& what = claim.measures[measure];
    const double d = what.predicted.value_or(1) < 0 ? -1 : 1;
    const std::size_t last = arms.size() - 1;
    const std::size_t runs = arms.front().size();
    const auto smallest = [&](std::size_t r) {
        const double size = what.relative ? what.smallest * std::fabs(arms.front()[r]) : what.smallest;
        return margin ? size : 0.0;
    };
    // above(r) run by run, where it is defined.
    const auto thing = [&](auto above) {
        ShapeThing made;
        for (std::size_t r = 0; r < runs; ++r) {
            const double value = above(r);
            if (std::isfinite(value)) made.excess.push_back(value);
        }
        return made;
    };
    const auto gain = [&](std::size_t from, std::size_t to, std::size_t r) { return d * (arms[to][r] - arms[from][r]); };
    std::vector<std::vector<ShapeThing>> alternatives;
    switch (claim.keys.rule.shape) {
        case ClaimShape::interior_optimum:
            for (std::size_t k = 1; k < last; ++k) {
                alternatives.push_back({thing([&](std::size_t r) { return gain(0, k, r) - smallest(r); }),
                                        thing([&](std::size_t r) { return gain(last, k, r) - smallest(r); })});
            }
            break;
        case ClaimShape::tipping:
            for (std::size_t k = 0; k < last; ++k) {
                alternatives.push_back({thing([&](std::size_t r) { return gain(k, k + 1, r) - gain(0, last, r) / 2 - smallest(r); }),
                                        thing([&](std::size_t r) { return gain(0, last, r) - smallest(r); })});
            }
            break;
        case ClaimShape::monotone: {
            std::vector<ShapeThing> all{thing([&](std::size_t r) { return gain(0, last, r) - smallest(r); })};
            for (std::size_t k = 0; k < last; ++k) {
                const auto back = [&](std::size_t r) {
                    return gain(k, k + 1, r) + (what.relative ? what.smallest * std::fabs(arms.front()[r]) : what.smallest);
                };
                all.push_back(thing(back));
            }
            alternatives.push_back(std::move(all));
            break;
        }
        case ClaimShape::two_basins:
        case ClaimShape::none:
            break;
    }
    return alternatives;
}

}  // namespace enclosure
