#include "analysis/claims/claim_questions.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/claims/claim_contrasts.h"
#include "analysis/claims/evidence.h"
#include "analysis/compare/difference_text.h"
#include "analysis/replicates/mean_interval.h"
#include "analysis/replicates/proportion.h"

namespace enclosure {

namespace {

LedgerQuestion blank_question(const ClaimMeasure& m, const std::string& where) {
    LedgerQuestion q;
    q.measure = m.id;
    q.title = m.title;
    q.unit = m.unit;
    q.where = where;
    q.predicted = m.predicted.value_or(0);
    return q;
}

void take_tests(LedgerQuestion& q, const TwoTests& tests) {
    q.p_beyond = tests.beyond;
    q.p_short = tests.short_of;
}

double mean_of(const std::vector<double>& values) {
    return mean_interval(values).mean;
}

// Levels, effect and interval of pairs, over those that count.
void take_pairs(LedgerQuestion& q, const std::vector<double>& before, const std::vector<double>& after) {
    std::vector<double> differences, first, second;
    for (std::size_t r = 0; r < before.size(); ++r) {
        const double difference = after[r] - before[r];
        if (!std::isfinite(difference)) continue;
        differences.push_back(difference);
        first.push_back(before[r]);
        second.push_back(after[r]);
    }
    const MeanInterval mean = mean_interval(differences);
    q.n = static_cast<std::int64_t>(mean.n);
    q.undefined = static_cast<std::int64_t>(before.size() - differences.size());
    q.baseline = mean_of(first);
    q.treated = mean_of(second);
    q.effect = mean.mean;
    q.error = mean.error;
    q.low = mean.interval.low;
    q.high = mean.interval.high;
}

void take_smallest(LedgerQuestion& q, const ClaimMeasure& m) {
    if (m.smallest > 0) q.smallest = m.relative ? m.smallest * std::fabs(q.baseline) : m.smallest;
}

LedgerQuestion ask_contrast(const Claim& claim, const ClaimContrast& contrast) {
    const ClaimMeasure& m = claim.measures[contrast.measure];
    LedgerQuestion q = blank_question(m, contrast.where);
    q.contrast = contrast.text;
    take_pairs(q, contrast.before, contrast.after);
    take_smallest(q, m);
    if (m.judged()) take_tests(q, tests_of_mean(excess_of(contrast.before, contrast.after, *m.predicted, m.smallest, m.relative)));
    return q;
}

// The two arms that show most of the shape: the level inside and the better end; the steepest step; the ends.
std::pair<std::size_t, std::size_t> shown_arms(const Claim& claim, std::size_t measure, const std::vector<std::vector<double>>& arms) {
    const double d = claim.measures[measure].predicted.value_or(1) < 0 ? -1 : 1;
    const std::size_t last = arms.size() - 1;
    std::vector<double> mean;
    for (const std::vector<double>& arm : arms) mean.push_back(d * mean_of(arm));
    std::size_t best = 1;
    if (claim.keys.rule.shape == ClaimShape::interior_optimum) {
        for (std::size_t k = 1; k < last; ++k) best = mean[k] > mean[best] ? k : best;
        return {mean[last] > mean[0] ? last : 0, best};
    }
    if (claim.keys.rule.shape == ClaimShape::tipping) {
        for (std::size_t k = 1; k <= last; ++k) best = mean[k] - mean[k - 1] > mean[best] - mean[best - 1] ? k : best;
        return {best - 1, best};
    }
    return {0, last};
}

LedgerQuestion ask_shape(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t m, std::size_t combination) {
    const ClaimMeasure& measure = claim.measures[m];
    LedgerQuestion q = blank_question(measure, claim.combination_text(combination));
    const std::vector<std::vector<double>> arms = arms_at(claim, outcomes, m, combination);
    const auto [from, to] = shown_arms(claim, m, arms);
    q.contrast = claim.arms[to].title + " less " + claim.arms[from].title;
    take_pairs(q, arms[from], arms[to]);
    take_smallest(q, measure);
    if (!measure.judged()) return q;
    std::vector<std::vector<TwoTests>> tests;
    for (const std::vector<ShapeThing>& things : shape_alternatives(claim, m, arms, true)) {
        tests.emplace_back();
        for (const ShapeThing& thing : things) tests.back().push_back(tests_of_mean(thing.excess));
    }
    take_tests(q, tests_of_any(tests));
    return q;
}

LedgerQuestion ask_basins(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t m, std::size_t combination) {
    const ClaimMeasure& measure = claim.measures[m];
    const ClaimRule& rule = claim.keys.rule;
    LedgerQuestion q = blank_question(measure, claim.combination_text(combination));
    q.unit = "1";
    q.smallest = rule.share;
    std::vector<std::vector<TwoTests>> tests;
    const std::vector<std::vector<double>> arms = arms_at(claim, outcomes, m, combination);
    double most = -1;
    for (std::size_t a = 0; a < arms.size(); ++a) {
        std::size_t low = 0, high = 0, n = 0;
        for (const double value : arms[a]) {
            if (!std::isfinite(value)) continue;
            ++n;
            low += value <= rule.basins[0] ? 1 : 0;
            high += value >= rule.basins[1] ? 1 : 0;
        }
        tests.push_back({tests_of_share(low, n, rule.share, 1), tests_of_share(high, n, rule.share, 1)});
        const std::size_t fewer = std::min(low, high);
        const double share = n == 0 ? not_defined : static_cast<double>(fewer) / static_cast<double>(n);
        if (!(share > most)) continue;
        most = share;
        const Interval interval = clopper_pearson_interval(fewer, n);
        q.contrast = fmt::format("smaller basin at {}: {} low, {} high of {}", claim.arms[a].title, low, high, n);
        q.n = static_cast<std::int64_t>(n);
        q.undefined = static_cast<std::int64_t>(arms[a].size() - n);
        q.effect = share;
        q.low = interval.low;
        q.high = interval.high;
    }
    if (measure.judged()) take_tests(q, tests_of_any(tests));
    return q;
}

bool lies_within(double value, double low, double high) {
    return !(value < low) && !(value > high);
}

LedgerQuestion ask_share(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t m, std::size_t combination) {
    const ClaimRule& rule = claim.keys.rule;
    const ClaimMeasure& measure = claim.measures[m];
    LedgerQuestion q = blank_question(measure, claim.combination_text(combination));
    q.unit = "1";
    q.smallest = rule.level;
    q.contrast = "share of ";
    q.contrast += rule.over == ShareOver::worlds ? "worlds" : "seeds";
    std::size_t n = 0, inside = 0;
    for (std::size_t r = 0; r < outcomes.sample; ++r) {
        bool defined = true, holds = true;
        for (std::size_t k = 0; k < claim.measures.size(); ++k) {
            const std::vector<double>& range = claim.keys.measure[k].within;
            if (k != m && range.size() != 2) continue;
            const double value = outcomes.of(k, combination, r);
            defined = defined && std::isfinite(value);
            holds = holds && (k == m ? lies_within(value, rule.at_least, rule.at_most) : lies_within(value, range[0], range[1]));
        }
        n += defined ? 1 : 0;
        inside += defined && holds ? 1 : 0;
    }
    q.n = static_cast<std::int64_t>(n);
    q.undefined = static_cast<std::int64_t>(outcomes.sample - n);
    if (n > 0) q.effect = static_cast<double>(inside) / static_cast<double>(n);
    const Interval interval = clopper_pearson_interval(inside, n);
    q.low = interval.low;
    q.high = interval.high;
    if (measure.judged()) take_tests(q, tests_of_share(inside, n, rule.level, *measure.predicted));
    return q;
}

}  // namespace

std::string effect_text(double effect, const std::string& unit, const std::string& series, bool with_sign) {
    const Metric metric{.name = std::string_view(series).substr(series.rfind('.') + 1), .unit = unit, .doc = ""};
    const Form form = difference_form(metric);
    const std::string number = with_sign ? signed_text(effect, form) : number_text(effect, form);
    const bool bare = form.suffix.empty() && form.prefix.empty() && unit != "1" && std::isfinite(effect);
    return bare ? number + " " + unit : number;
}

std::string effect_with_interval(const LedgerQuestion& q, const std::string& series) {
    return fmt::format("{} ({} to {})", effect_text(q.effect, q.unit, series), effect_text(q.low, q.unit, series),
                       effect_text(q.high, q.unit, series));
}

std::vector<LedgerQuestion> claim_questions(const Claim& claim, const ClaimOutcomes& outcomes) {
    std::vector<LedgerQuestion> questions;
    if (claim.keys.kind == ClaimKind::sign || claim.keys.kind == ClaimKind::map) {
        for (const ClaimContrast& contrast : claim_contrasts(claim, outcomes)) questions.push_back(ask_contrast(claim, contrast));
        return questions;
    }
    for (std::size_t m = 0; m < claim.measures.size(); ++m) {
        if (!claim.measures[m].predicted) continue;
        for (std::size_t c = 0; c < claim.combinations(); ++c) {
            const bool basins = claim.keys.rule.shape == ClaimShape::two_basins;
            questions.push_back(claim.keys.kind == ClaimKind::share ? ask_share(claim, outcomes, m, c)
                                : basins                            ? ask_basins(claim, outcomes, m, c)
                                                                    : ask_shape(claim, outcomes, m, c));
        }
    }
    return questions;
}

bool has_world_answers(const Claim& claim) {
    if (claim.keys.kind == ClaimKind::share || claim.keys.rule.shape == ClaimShape::two_basins) return false;
    const bool choice = claim.keys.kind == ClaimKind::map && claim.keys.rule.contrast == MapContrast::best_differs;
    return std::any_of(claim.measures.begin(), claim.measures.end(),
                       [&](const ClaimMeasure& m) { return m.judged() && (m.along || !choice); });
}

std::optional<WorldAnswer> world_answer(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t run) {
    ClaimOutcomes one{.sample = 1, .cells = outcomes.cells, .values = {}, .missing = 0, .failed = 0, .reasons = {}};
    for (std::size_t m = 0; m < claim.measures.size(); ++m) {
        for (std::size_t c = 0; c < outcomes.cells; ++c) one.values.push_back(outcomes.of(m, c, run));
    }
    WorldAnswer answer{true, true};
    if (claim.keys.kind == ClaimKind::shape) {
        for (std::size_t m = 0; m < claim.measures.size(); ++m) {
            if (!claim.measures[m].judged()) continue;
            for (std::size_t c = 0; c < claim.combinations(); ++c) {
                const std::vector<std::vector<double>> arms = arms_at(claim, one, m, c);
                for (const bool margin : {false, true}) {
                    bool any = false;
                    for (const std::vector<ShapeThing>& things : shape_alternatives(claim, m, arms, margin)) {
                        bool all = true;
                        for (const ShapeThing& thing : things) {
                            if (thing.excess.empty()) return std::nullopt;
                            all = all && thing.excess.front() > 0;
                        }
                        any = any || all;
                    }
                    (margin ? answer.beyond : answer.holds) = (margin ? answer.beyond : answer.holds) && any;
                }
            }
        }
        return answer;
    }
    for (const ClaimContrast& contrast : claim_contrasts(claim, one)) {
        const ClaimMeasure& m = claim.measures[contrast.measure];
        const bool choice = claim.keys.kind == ClaimKind::map && !m.along && claim.keys.rule.contrast == MapContrast::best_differs;
        if (!m.judged() || choice) continue;
        const double effect = *m.predicted * (contrast.after.front() - contrast.before.front());
        if (!std::isfinite(effect)) return std::nullopt;
        const double smallest = m.relative ? m.smallest * std::fabs(contrast.before.front()) : m.smallest;
        answer.holds = answer.holds && effect > 0;
        answer.beyond = answer.beyond && effect > smallest;
    }
    return answer;
}

}  // namespace enclosure
