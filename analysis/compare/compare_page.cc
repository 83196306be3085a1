#include "analysis/compare/compare_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/svg.h"
#include "analysis/chart/ticks.h"
#include "analysis/compare/compare_charts.h"
#include "analysis/compare/difference_text.h"
#include "analysis/report/page_style.h"

namespace enclosure {

namespace {

constexpr std::string_view fans[] = {"welfare",       "consumer_surplus", "hhi",           "open_share_users", "adoption",
                                     "open_frontier", "closed_frontier",  "average_price", "lock_in_share",    "incidents",
                                     "research",      "community_effort"};
constexpr std::string_view by_member[] = {"consumer_surplus",    "adoption",   "open_share",
                                          "access_poor_to_rich", "employment", "leader_share"};

// When events that wait for a condition began, if the arm has any.
std::string conditions_text(const CompareResults& r, std::size_t arm) {
    std::string out;
    for (const std::string& line : condition_lines(r, arm)) {
        out += fmt::format("<p class=\"note\">Condition of {}{}.</p>\n", arm == 0 ? "the baseline\u2019s " : "", escape(line));
    }
    return out;
}

std::string page_head(const CompareResults& r) {
    std::string policies;
    for (std::size_t arm = 1; arm < r.arms.size(); ++arm) policies += (arm > 1 ? ", " : "") + r.arms[arm].title;
    const std::string title = fmt::format("What would it change? {}", policies);
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width,"
        "initial-scale=1\">\n<title>{}</title>\n<style>\n{}{}</style>\n</head>\n<body>\n<header>\n<h1>{}</h1>\n",
        escape(title), chart_style(), page_style, escape(title));
    for (std::size_t arm = 1; arm < r.arms.size(); ++arm) {
        if (!r.arms[arm].question.empty()) out += fmt::format("<p class=\"question\">{}</p>\n", escape(r.arms[arm].question));
    }
    std::string span;
    if (!r.days.empty()) span = fmt::format(", {} to {}", day_text(r.days.front()), day_text(r.days.back()));
    out += fmt::format(
        "<p class=\"facts\">Scenario: {}{}. {} worlds, each with and without the policy; chance is the same on both sides, so a difference "
        "is caused "
        "by the policy. Enclosure {}, seed {}.</p>\n",
        escape(r.title), span, r.comparison.worlds, escape(r.provenance.build.version), r.seed);
    if (!r.complete) {
        out +=
            fmt::format("<p class=\"warning\">This comparison was interrupted after {} of {} worlds.</p>\n", r.comparison.worlds, r.asked);
    }
    if (r.stopping) {
        out += fmt::format("<p class=\"{}\">Asked for a half-width of {} on {}: {}, with {}; {}.</p>\n",
                           r.stopping->met && r.stopping->varied ? "facts" : "warning", r.stopping->half_width, escape(r.stopping->metric),
                           r.stopping->met ? "reached" : fmt::format("not reached in {} worlds", r.comparison.worlds),
                           number_text(r.stopping->reached), promise_text(*r.stopping, r.comparison.worlds));
    }
    out += conditions_text(r, 0);
    return out + "</header>\n<main>\n";
}

std::string listed(const CompareResults& r, std::size_t arm, int side) {
    std::string out;
    for (const std::string_view name : headline_indicators()) {
        const std::size_t m = find_metric(r.comparison.metrics, Level::world, name);
        if (m == r.comparison.metrics.size()) continue;
        const Difference& d = r.comparison.at(arm, shown_average, m);
        if (d.verdict != EffectVerdict::relevant || betterment(r.comparison.metrics[m], d) != side) continue;
        out += fmt::format("{}{} {}", out.empty() ? "" : "; ", name,
                           signed_text(d.pairs.difference, difference_form(r.comparison.metrics[m])));
    }
    return out;
}

std::string in_short(const CompareResults& r, std::size_t arm) {
    std::string out = "<dl>\n";
    const auto line = [&](std::string_view head, int side) {
        const std::string all = listed(r, arm, side);
        out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", head, all.empty() ? "none" : escape(all));
    };
    line("Better, and it matters", 1);
    line("Worse, and it matters", -1);
    line("Other relevant changes", 0);
    return out + "</dl>\n";
}

std::string difference_row(const std::string& label, const Metric& metric, const Difference& exact) {
    const Difference d = without_noise(exact);
    const Form form = difference_form(metric);
    const std::string improved = std::isnan(d.improved) ? "\u2013" : fmt::format("{:.0f}%", 100 * d.improved);
    std::string out = fmt::format("<tr><th scope=\"row\" title=\"{}\">{}</th>", escape(metric.doc), escape(label));
    for (const std::string& text :
         {number_text(d.pairs.baseline, level_form(metric)), number_text(d.pairs.treated, level_form(metric)),
          signed_text(d.pairs.difference, form), interval_text(d.pairs.interval, form), interval_text(d.bootstrap, form),
          signed_text(d.pairs.effect_size, {}), improved, number_text(d.smallest, form)})
        out += fmt::format("<td class=\"number\">{}</td>", escape(text));
    return out + fmt::format("<td>{}</td></tr>\n", verdict_name(d.verdict));
}

constexpr std::string_view table_head =
    "<div class=\"wide\"><table class=\"summary\">\n<thead><tr><th scope=\"col\">Indicator</th><th scope=\"col\" "
    "class=\"number\">Baseline</th>"
    "<th scope=\"col\" class=\"number\">Policy</th><th scope=\"col\" class=\"number\">Difference</th><th scope=\"col\" "
    "class=\"number\">95% interval"
    "</th><th scope=\"col\" class=\"number\">Bootstrap</th><th scope=\"col\" class=\"number\">d<sub>z</sub></th><th scope=\"col\" "
    "class=\"number\">Better in</th><th scope=\"col\" class=\"number\">Matters from</th><th "
    "scope=\"col\">Verdict</th></tr></thead>\n<tbody>\n";

std::string headline_table(const CompareResults& r, std::size_t arm) {
    std::string out(table_head);
    for (const std::string_view name : headline_indicators()) {
        const std::size_t m = find_metric(r.comparison.metrics, Level::world, name);
        if (m < r.comparison.metrics.size())
            out += difference_row(std::string(name), r.comparison.metrics[m], r.comparison.at(arm, shown_average, m));
    }
    return out + "</tbody></table></div>\n";
}

std::string whole_table(const CompareResults& r, std::size_t arm) {
    std::string out = "<details><summary>All indicators, of the world, of segments and of regions</summary>\n" + std::string(table_head);
    for (std::size_t m = 0; m < r.comparison.metrics.size(); ++m) {
        out += difference_row(metric_path(r.comparison.metrics[m]), r.comparison.metrics[m], r.comparison.at(arm, shown_average, m));
    }
    return out + "</tbody></table></div></details>\n";
}

void add_figure(std::string& out, const std::string& svg) {
    if (!svg.empty()) out += "<figure>\n" + svg + "</figure>\n";
}

std::string policy_section(const CompareResults& r, std::size_t arm) {
    std::string out = fmt::format("<section>\n<h2>{}</h2>\n", escape(r.arms[arm].title)) + conditions_text(r, arm) + in_short(r, arm) +
                      headline_table(r, arm);
    if (const double factor = median_variance_reduction(r.comparison, arm, shown_average); !std::isnan(factor)) {
        out += fmt::format(
            "<p class=\"note\">Means of the last twelve months. Pairing divides the variance of a difference by {} (median over indicators "
            "of the "
            "world): with independent seeds so many times more worlds would be needed.</p>\n",
            number_text(factor));
    }
    out += whole_table(r, arm) + "<h3>What moves</h3>\n<div style=\"max-width:720px\">\n";
    add_figure(out, tornado(r, arm));
    out += "</div>\n<h3>Who wins, who loses</h3>\n<div class=\"figures\">\n";
    for (const std::string_view name : by_member) {
        add_figure(out, winners_and_losers(r, arm, Level::segment, name));
        add_figure(out, winners_and_losers(r, arm, Level::region, name));
    }
    out +=
        "</div>\n<h3>Differences over time</h3>\n<p class=\"note\">Bold: mean of the paired differences; thin: median; bands: half and "
        "nine tenths of the worlds";
    if (r.paths.worlds() > PairedPaths::most_worlds) out += fmt::format(", of the first {}", PairedPaths::most_worlds);
    out += ".</p>\n<div class=\"figures\">\n";
    for (const std::string_view name : fans) {
        const std::size_t m = find_metric(r.comparison.metrics, Level::world, name);
        if (m < r.comparison.metrics.size()) add_figure(out, fan(r, arm, m));
    }
    return out + "</div>\n</section>\n";
}

std::string foot(const CompareResults& r, const std::string& command) {
    std::string out =
        "<section>\n<h2>How to read it</h2>\n<dl>\n<dt>95% interval</dt><dd>For the mean difference over worlds, by Student's t; beside it "
        "by the bootstrap "
        "(BCa).</dd>\n<dt>d<sub>z</sub></dt><dd>Mean over standard deviation of the paired differences.</dd>\n<dt>Better in</dt><dd>Share "
        "of worlds in "
        "which the indicator moves in the direction that is good; a dash if none is.</dd>\n<dt>Matters from</dt><dd>Smallest effect of "
        "interest.</dd>\n"
        "<dt>none</dt><dd>Exactly no difference in any world.</dd>\n<dt>equivalent</dt><dd>Smaller than the smallest effect of interest "
        "(two one-sided tests "
        "at 5%).</dd>\n<dt>relevant</dt><dd>The interval lies wholly beyond it.</dd>\n<dt>detected</dt><dd>The interval excludes zero; "
        "whether the "
        "difference matters is open.</dd>\n<dt>open</dt><dd>The interval holds zero: more worlds would tell.</dd>\n</dl>\n"
        "<p class=\"note\">Many indicators are compared at once: of a hundred 95% intervals of nothing, five exclude zero.</p>\n"
        "<h2>Where these numbers come from</h2>\n<dl>\n";
    for (const Attribute& a : provenance_attributes(r.provenance)) {
        if (const auto* text = std::get_if<std::string>(&a.value))
            out += fmt::format("<dt>{}</dt><dd>{}</dd>\n", escape(a.name), escape(*text));
    }
    return out +
           fmt::format("</dl>\n<p>Made by</p>\n<pre><code>{}</code></pre>\n</section>\n</main>\n<footer></footer>\n</body>\n</html>\n",
                       escape(command));
}

}  // namespace

std::string compare_page(const CompareResults& r, const std::string& command) {
    std::string out = page_head(r);
    for (std::size_t arm = 1; arm < r.arms.size(); ++arm) out += policy_section(r, arm);
    return out + foot(r, command);
}

}  // namespace enclosure
