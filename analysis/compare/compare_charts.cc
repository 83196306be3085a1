#include "analysis/compare/compare_charts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/colour.h"
#include "analysis/chart/interval_chart.h"
#include "analysis/chart/line_chart.h"
#include "analysis/compare/difference_text.h"

namespace enclosure {

namespace {

int colour_of(const Metric& metric, double difference) {
    const int good = static_cast<int>(good_direction(metric.name));
    if (good == 0 || difference == 0) return rest_colour;
    return (difference > 0) == (good > 0) ? better_colour : worse_colour;
}

std::string note_of(const Metric& metric, const Difference& d) {
    const Form form = difference_form(metric);
    return fmt::format("{} {} {}; verdict: {}", metric.doc, signed_text(d.pairs.difference, form), interval_text(d.pairs.interval, form),
                       verdict_name(d.verdict));
}

std::string words(std::string_view name) {
    std::string out(name);
    if (out.starts_with("hhi")) out.replace(0, 3, "HHI");
    std::replace(out.begin(), out.end(), '_', ' ');
    if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 'a' + 'A');
    return out;
}

bool relative(const Metric& metric) {
    return smallest_effect(metric.name, metric.unit).scale == EffectScale::relative;
}

}  // namespace

std::string tornado(const CompareResults& results, std::size_t arm) {
    const Comparison& c = results.comparison;
    IntervalChart chart;
    chart.id = fmt::format("tornado-{}", arm);
    chart.width = 680;
    chart.title = "What it moves most";
    chart.unit = "Mean difference in standard deviations of the paired difference";
    chart.source =
        "Whisker: 95% interval of the mean. Blue: an improvement, orange: a deterioration, grey: no direction is good. Means of the last "
        "twelve months.";
    for (const std::string_view name : headline_indicators()) {
        const std::size_t m = find_metric(c.metrics, Level::world, name);
        if (m == c.metrics.size()) continue;
        const Difference d = without_noise(c.at(arm, shown_average, m));
        if (!(d.pairs.sd > 0)) continue;
        chart.rows.push_back({.name = words(name),
                              .value = d.pairs.effect_size,
                              .low = d.pairs.interval.low / d.pairs.sd,
                              .high = d.pairs.interval.high / d.pairs.sd,
                              .colour = colour_of(c.metrics[m], d.pairs.difference),
                              .note = note_of(c.metrics[m], d)});
    }
    std::stable_sort(chart.rows.begin(), chart.rows.end(),
                     [](const IntervalRow& a, const IntervalRow& b) { return std::abs(a.value) > std::abs(b.value); });
    return chart.rows.empty() ? "" : interval_chart(chart);
}

std::string fan(const CompareResults& results, std::size_t arm, std::size_t metric) {
    const PairedPaths& p = results.paths;
    const Metric& what = results.comparison.metrics[metric];
    Chart chart;
    chart.id = fmt::format("fan-{}-{}", arm, metric);
    chart.title = words(what.name);
    chart.unit = "Policy less baseline";
    if (const std::string unit = unit_words(what.unit); !unit.empty()) chart.unit += ", " + unit;
    chart.form = difference_form(what);
    chart.events = results.arms[arm].marks;
    Line wide{.name = "", .values = {}, .colour = 0, .faint = true};
    Line narrow = wide;
    Line mean{.name = "mean", .values = {}, .colour = 0};
    for (std::size_t k = 0; k < p.kept_steps().size(); ++k) {
        const std::size_t step = p.kept_steps()[k];
        chart.x.push_back(results.days[step]);
        mean.values.push_back(p.difference_mean(arm, step, metric));
        wide.low.push_back(p.difference_band(arm, k, metric, band_quantiles[0]));
        narrow.low.push_back(p.difference_band(arm, k, metric, band_quantiles[1]));
        narrow.values.push_back(p.difference_band(arm, k, metric, band_quantiles[2]));
        narrow.high.push_back(p.difference_band(arm, k, metric, band_quantiles[3]));
        wide.high.push_back(p.difference_band(arm, k, metric, band_quantiles[4]));
    }
    wide.values = narrow.values;
    chart.lines = {std::move(wide), std::move(narrow), std::move(mean)};
    chart.from_zero = true;
    return has_values(chart) ? line_chart(chart) : "";
}

std::string winners_and_losers(const CompareResults& results, std::size_t arm, Level level, std::string_view indicator) {
    const Comparison& c = results.comparison;
    const std::vector<ScenarioMember>& members = level == Level::segment ? results.segments : results.regions;
    const std::string_view kind = level == Level::segment ? "segment" : "region";
    IntervalChart chart;
    chart.id = fmt::format("by-{}-{}-{}", kind, indicator, arm);
    chart.title = fmt::format("{} by {}", words(indicator), kind);
    for (const ScenarioMember& member : members) {
        const std::size_t m = find_metric(c.metrics, level, indicator, member.id);
        if (m == c.metrics.size()) return "";
        const Metric& metric = c.metrics[m];
        const Difference& d = c.at(arm, shown_average, m);
        double factor = 1;
        if (relative(metric)) {
            factor = d.pairs.baseline != 0 ? 1 / std::fabs(d.pairs.baseline) : not_defined;
            chart.form = {.factor = 100, .suffix = "%"};
            chart.unit = "Difference, as per cent of the baseline";
        } else {
            chart.form = difference_form(metric);
            chart.unit = "Difference";
        }
        chart.rows.push_back({.name = member_title(members, member.id),
                              .value = d.pairs.difference * factor,
                              .low = d.pairs.interval.low * factor,
                              .high = d.pairs.interval.high * factor,
                              .colour = colour_of(metric, d.pairs.difference),
                              .note = note_of(metric, d)});
    }
    const bool any = std::any_of(chart.rows.begin(), chart.rows.end(), [](const IntervalRow& r) { return std::isfinite(r.value); });
    return any ? interval_chart(chart) : "";
}

}  // namespace enclosure
