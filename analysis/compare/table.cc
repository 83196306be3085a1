#include "analysis/compare/table.h"

#include <fmt/format.h>

#include <cmath>

#include "analysis/compare/difference_text.h"

namespace enclosure {

namespace {

std::string effect_text(double effect) {
    return std::isnan(effect) ? "\u2013" : effect == 0 ? "0" : fmt::format("{:+.2f}", effect);
}

std::string improved_text(const Difference& d) {
    return std::isnan(d.improved) ? "" : fmt::format("{:.0f}%", 100 * d.improved);
}

std::string row_text(const std::string& label, const Metric& metric, const Difference& exact) {
    const Form form = difference_form(metric);
    const Difference d = without_noise(exact);
    std::string line =
        fmt::format("  {:<22} {:>10} {:>10} {:>12}  {:<24} {:>7} {:>6}  {}", label, number_text(d.pairs.baseline, level_form(metric)),
                    number_text(d.pairs.treated, level_form(metric)), signed_text(d.pairs.difference, form),
                    interval_text(d.pairs.interval, form), effect_text(d.pairs.effect_size), improved_text(d), verdict_name(d.verdict));
    return line + "\n";
}

std::string head_text(std::string_view what) {
    return fmt::format("  {:<22} {:>10} {:>10} {:>12}  {:<24} {:>7} {:>6}  {}\n", what, "baseline", "policy", "difference", "95% interval",
                       "d_z", "better", "verdict");
}

std::string members_text(const CompareResults& results, std::size_t arm, Level level, const std::vector<ScenarioMember>& members) {
    std::string out;
    for (const ScenarioMember& member : members) {
        const std::size_t m = find_metric(results.comparison.metrics, level, "consumer_surplus", member.id);
        if (m == results.comparison.metrics.size()) continue;
        out += row_text(member.title.empty() ? member.id : member.title, results.comparison.metrics[m],
                        results.comparison.at(arm, shown_average, m));
    }
    return out;
}

std::string policy_text(const CompareResults& results, std::size_t arm) {
    const Comparison& c = results.comparison;
    std::string out = fmt::format("\n{} ({})\n", results.arms[arm].title, results.arms[arm].name);
    for (const std::string& line : condition_lines(results, arm)) out += "  " + line + "\n";
    out += head_text("indicator");
    for (const std::string_view name : headline_indicators()) {
        const std::size_t m = find_metric(c.metrics, Level::world, name);
        if (m < c.metrics.size()) out += row_text(std::string(name), c.metrics[m], c.at(arm, shown_average, m));
    }
    out += head_text("who: consumer surplus");
    out += members_text(results, arm, Level::segment, results.segments);
    out += members_text(results, arm, Level::region, results.regions);
    if (const double factor = median_variance_reduction(c, arm, shown_average); !std::isnan(factor)) {
        out += fmt::format(
            "  Pairing divides the variance of a difference by {} (median over indicators of the world): so many times more worlds\n"
            "  would be needed with independent seeds.\n",
            number_text(factor));
    }
    return out;
}

}  // namespace

std::string comparison_table(const CompareResults& results) {
    std::string out = fmt::format("{}\n{} worlds, seed {}, the same in every arm; means of the last twelve months\n", results.title,
                                  results.comparison.worlds, results.seed);
    for (const std::string& line : condition_lines(results, 0)) out += "baseline: " + line + "\n";
    for (std::size_t arm = 1; arm < results.arms.size(); ++arm) out += policy_text(results, arm);
    out +=
        "\nd_z: mean over standard deviation of paired differences. better: share of worlds with an improvement.\n"
        "verdict: none, exactly no difference; equivalent, smaller than the smallest effect of interest; relevant, larger; detected, not "
        "zero,\n"
        "size open; open, more worlds needed.\n";
    if (results.stopping) {
        const StoppingOutcome& s = *results.stopping;
        out += fmt::format("--until {}={}: {} with a half-width of {}; {}.\n", s.metric, s.half_width,
                           s.met ? "reached" : fmt::format("NOT reached in {} worlds, it ended", results.comparison.worlds),
                           number_text(s.reached), promise_text(s, results.comparison.worlds));
    }
    return out;
}

std::string promise_text(const StoppingOutcome& outcome, std::size_t worlds) {
    if (outcome.varied) return fmt::format("the rule's interval covers in at least {:.0f}% of studies", 100 * stopping_coverage);
    return fmt::format(
        "but the difference was the same in all {} worlds for a policy, so that its interval has no width and promises no coverage: "
        "what happens in up to {:.2g}% of worlds may have gone unseen (5% risk); more worlds by --replicates",
        worlds, 100 * unseen_share(worlds));
}

}  // namespace enclosure
