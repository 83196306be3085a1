#include "analysis/claims/claim_robustness.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/claims/claim_questions.h"
#include "analysis/discovery/prim_box.h"
#include "analysis/discovery/prim_search.h"
#include "analysis/discovery/prim_significance.h"
#include "analysis/replicates/proportion.h"
#include "analysis/statistics/permutation.h"

namespace enclosure {

namespace {

constexpr std::size_t most_limits = 3;
constexpr std::size_t shuffles = 199;
constexpr double rare = 0.05;
constexpr std::size_t fewest_cases = 10;

// Harmonic mean of coverage and density.
double quality(const PrimPoint& point) {
    const double sum = point.coverage + point.density;
    return sum > 0 ? 2 * point.coverage * point.density / sum : 0;
}

// The best box of the way with few limits; nothing if that is everything.
std::optional<PrimPoint> best_box(const PrimSample& sample, const Threads& threads) {
    const std::vector<PrimPoint> way = prim_trajectory(sample.columns, sample.rows, {}, threads);
    std::optional<PrimPoint> best;
    for (const PrimPoint& point : way) {
        if (point.restricted() == 0 || point.restricted() > most_limits) continue;
        if (!best || quality(point) > quality(*best)) best = point;
    }
    return best;
}

std::string percent(double share) {
    return fmt::format("{:.0f} %", 100 * share);
}

}  // namespace

std::string left_out_text(const ClaimOutcomes& outcomes, std::size_t worlds) {
    if (worlds == 0) return "";
    std::string text = fmt::format(" {} of {} worlds do not count", worlds, outcomes.sample);
    if (outcomes.failed > 0) text += fmt::format(", as {} runs failed: {}", outcomes.failed, outcomes.reasons.front());
    return text + '.';
}

TurningBox turning_box(const std::vector<InputColumn>& inputs, const std::vector<double>& cases, const Threads& threads) {
    TurningBox turning;
    const auto of_interest = static_cast<std::size_t>(std::count(cases.begin(), cases.end(), 1.0));
    if (of_interest < fewest_cases || cases.size() - of_interest < fewest_cases) return turning;
    const PrimSample sample = prim_sample(inputs, cases, {}, threads);
    std::optional<PrimPoint> box = best_box(sample, threads);
    if (!box) return turning;
    std::size_t as_good = 1;
    for (std::size_t s = 0; s < shuffles; ++s) {
        const std::vector<std::uint32_t> order = shuffled_order(0, AnalysisDraw::permutation, s, cases.size());
        std::vector<double> dealt(cases.size());
        for (std::size_t r = 0; r < cases.size(); ++r) dealt[r] = cases[order[r]];
        const std::optional<PrimPoint> by_chance = best_box(prim_sample(inputs, dealt, {}, threads), threads);
        if (by_chance && quality(*by_chance) >= quality(*box)) ++as_good;
    }
    turning.p = static_cast<double>(as_good) / static_cast<double>(shuffles + 1);
    if (turning.p > rare) return turning;
    const std::vector<PrimDropped> dropped = drop_insignificant_limits(box->box, sample.columns, sample.rows, rare, threads);
    if (!dropped.empty() && dropped.back().after.restricted() > 0) box = dropped.back().after;
    turning.text = prim_box_text(box->box, inputs);
    turning.coverage = box->coverage;
    turning.density = box->density;
    return turning;
}

LedgerWorlds claim_robustness(const Claim& claim, const ClaimOutcomes& outcomes, const ClaimWorldTable& table, const Threads& threads) {
    LedgerWorlds worlds;
    if (!has_world_answers(claim)) return worlds;
    std::vector<double> holds;
    std::vector<std::size_t> rows;
    std::size_t held = 0, beyond = 0;
    for (std::size_t r = 0; r < outcomes.sample; ++r) {
        const std::optional<WorldAnswer> answer = world_answer(claim, outcomes, r);
        if (!answer) continue;
        rows.push_back(r);
        holds.push_back(answer->holds ? 1 : 0);
        held += answer->holds ? 1 : 0;
        beyond += answer->beyond ? 1 : 0;
    }
    worlds.n = static_cast<std::int64_t>(rows.size());
    worlds.undefined = static_cast<std::int64_t>(outcomes.sample - rows.size());
    if (rows.empty()) {
        worlds.finding = "In no world is it defined." + left_out_text(outcomes, outcomes.sample);
        return worlds;
    }
    const auto n = static_cast<double>(rows.size());
    const Interval interval = wilson_interval(held, rows.size());
    worlds.share = static_cast<double>(held) / n;
    worlds.low = interval.low;
    worlds.high = interval.high;
    worlds.beyond = static_cast<double>(beyond) / n;
    std::vector<InputColumn> inputs;
    for (std::size_t k = 0; k < table.factors.size(); ++k) {
        const Factor& factor = table.factors[k];
        InputColumn column{.id = factor.id,
                           .title = factor.title.empty() ? factor.path : factor.title,
                           .unit = factor.unit,
                           .levels = factor.names,
                           .values = {}};
        for (const std::size_t r : rows) column.values.push_back(table.values[k][r]);
        inputs.push_back(std::move(column));
    }
    const bool mostly = worlds.share >= 0.5;
    std::vector<double> cases = holds;
    if (mostly) {
        for (double& value : cases) value = 1 - value;
    }
    const TurningBox box = turning_box(inputs, cases, threads);
    worlds.p_box = box.p;
    worlds.coverage = box.coverage;
    worlds.density = box.density;
    worlds.turns_on = box.text;
    worlds.finding = fmt::format("The sign holds in {} of {} worlds ({} to {}), beyond the smallest that matters in {}",
                                 percent(worlds.share), rows.size(), percent(worlds.low), percent(worlds.high), percent(worlds.beyond));
    if (!box.text.empty()) {
        worlds.finding += fmt::format("; it {} where {} ({} of such worlds, {} of all that {})", mostly ? "fails" : "holds", box.text,
                                      percent(box.density), percent(box.coverage), mostly ? "fail" : "hold");
    } else if (held != 0 && held != rows.size()) {
        worlds.finding += std::isnan(box.p) ? "; too few cases to look for parameters" : "; no parameter tells where";
    }
    worlds.finding += '.' + left_out_text(outcomes, outcomes.sample - rows.size());
    return worlds;
}

}  // namespace enclosure
