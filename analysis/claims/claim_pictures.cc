#include "analysis/claims/claim_pictures.h"

#include <algorithm>
#include <cmath>

#include "analysis/chart/chart_csv.h"
#include "analysis/chart/fan_chart.h"
#include "analysis/chart/heat_map.h"
#include "analysis/chart/interval_chart.h"
#include "analysis/claims/claim_contrasts.h"
#include "analysis/compare/difference_text.h"
#include "analysis/replicates/mean_interval.h"

namespace enclosure {

namespace {

constexpr double picture_width = 680;

std::string lower(const std::string& id) {
    std::string out = id;
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == '_' ? '-' : c;
    return out;
}

// Of the first measure that predicts something.
std::size_t pictured_measure(const Claim& claim) {
    for (std::size_t m = 0; m < claim.measures.size(); ++m) {
        if (claim.measures[m].judged()) return m;
    }
    for (std::size_t m = 0; m < claim.measures.size(); ++m) {
        if (claim.measures[m].predicted) return m;
    }
    return 0;
}

Form level_form_of(const ClaimMeasure& m) {
    return level_form({.name = std::string_view(m.series).substr(m.series.rfind('.') + 1), .unit = m.unit, .doc = ""});
}

std::string unit_of_levels(const ClaimMeasure& m) {
    return level_form_of(m).suffix == "%" ? "per cent" : unit_words(m.unit);
}

// Which cell, and which measure, have a path.
struct PathPlace {
    std::size_t measure = 0;
    bool any = false;
};
PathPlace path_place(const Claim& claim, const ClaimRuns& runs, std::size_t i) {
    const std::vector<std::size_t>& series = runs.cells[i].front().series;
    const std::size_t wanted = pictured_measure(claim);
    if (series[wanted] != no_series) return {wanted, true};
    for (std::size_t m = 0; m < series.size(); ++m) {
        if (series[m] != no_series) return {m, true};
    }
    return {};
}

AnswerFigure paths_picture(const Claim& claim, const ClaimRuns& runs, std::size_t i, std::size_t measure, const RecordIndex& index) {
    FanChart chart;
    chart.id = "claim-" + lower(claim.keys.id);
    chart.width = picture_width;
    chart.title = claim.measures[measure].title;
    chart.unit = claim.measures[measure].series;
    chart.band_title = "of worlds";
    chart.source = "Line: mean over worlds; band: 90 % of them.";
    const std::string where = claim.combination_text(0);
    if (!where.empty()) chart.source += " At " + where + ".";
    for (std::size_t a = 0; a < claim.arms.size(); ++a) {
        ClaimPath path = claim_path(claim, runs, i, a, measure, index);
        chart.at = path.days;
        chart.series.push_back({.name = claim.arms[a].title,
                                .middle = std::move(path.mean),
                                .bands = {{.share = 0.9, .low = std::move(path.low), .high = std::move(path.high)}},
                                .runs = {},
                                .colour = static_cast<int>(a),
                                .dash = static_cast<int>(a) % 4});
    }
    return {chart.id, fan_chart(chart), csv_of(chart)};
}

AnswerFigure sweep_picture(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t m) {
    FanChart chart;
    chart.id = "claim-" + lower(claim.keys.id);
    chart.width = picture_width;
    chart.title = claim.measures[m].title;
    chart.unit = unit_of_levels(claim.measures[m]);
    chart.band_title = "of worlds";
    chart.x = {.title = claim.keys.sweep.parameter, .kind = ScaleKind::linear, .snug = true};
    chart.y.form = level_form_of(claim.measures[m]);
    chart.source = "Line: mean over worlds; band: 90 % of them.";
    for (const ClaimArm& arm : claim.arms) chart.at.push_back(arm.at);
    for (std::size_t c = 0; c < std::min<std::size_t>(claim.combinations(), 4); ++c) {
        FanSeries series{.name = claim.combination_text(c),
                         .middle = {},
                         .bands = {{.share = 0.9, .low = {}, .high = {}}},
                         .runs = {},
                         .colour = static_cast<int>(c),
                         .dash = static_cast<int>(c)};
        for (const std::vector<double>& arm : arms_at(claim, outcomes, m, c)) {
            series.middle.push_back(mean_interval(arm).mean);
            series.bands[0].low.push_back(quantile(arm, 0.05));
            series.bands[0].high.push_back(quantile(arm, 0.95));
        }
        chart.series.push_back(std::move(series));
    }
    return {chart.id, fan_chart(chart), csv_of(chart)};
}

HeatAxis axis_of(const Claim& claim, std::size_t condition) {
    HeatAxis axis{.title = claim.condition_title(condition)};
    for (std::size_t level = 0; level < claim.keys.condition[condition].level.size(); ++level)
        axis.names.push_back(claim.level_title(condition, level));
    return axis;
}

// Over the first two conditions: the effect where there are two arms, the level where there is one, else the best arm.
AnswerFigure map_picture(const Claim& claim, const ClaimOutcomes& outcomes, std::size_t m) {
    HeatMap chart;
    const std::size_t arms = claim.arms.size();
    const ClaimMeasure& measure = claim.measures[m];
    chart.id = "claim-" + lower(claim.keys.id);
    chart.width = picture_width;
    chart.title = measure.title;
    chart.across = axis_of(claim, 0);
    chart.along = claim.keys.condition.size() > 1 ? axis_of(claim, 1) : HeatAxis{.title = {}, .names = {""}};
    const bool choice = claim.keys.rule.contrast == MapContrast::best_differs && arms > 1 && !measure.along;
    const int direction = measure.predicted.value_or(1) < 0 ? -1 : 1;
    const std::size_t cells = chart.across.size() * chart.along.size();
    std::vector<std::vector<double>> sum(arms, std::vector<double>(cells, 0.0));
    std::vector<double> number(cells, 0.0);
    for (std::size_t c = 0; c < claim.combinations(); ++c) {
        const std::vector<std::size_t> levels = claim.levels_of(c);
        const std::size_t cell = (levels.size() > 1 ? levels[1] : 0) * chart.across.size() + levels[0];
        for (std::size_t a = 0; a < arms; ++a) sum[a][cell] += mean_interval(outcomes.column(m, c * arms + a)).mean;
        number[cell] += 1;
    }
    for (std::size_t cell = 0; cell < cells; ++cell) {
        std::size_t best = 0;
        double total = 0;
        for (std::size_t a = 0; a < arms; ++a) {
            total += sum[a][cell];
            if (direction * sum[a][cell] > direction * sum[best][cell]) best = a;
        }
        const bool effect = arms > 1 && !measure.along;
        chart.cells.push_back(choice   ? static_cast<double>(best)
                              : effect ? (sum[arms - 1][cell] - sum[0][cell]) / number[cell]
                                       : total / (number[cell] * static_cast<double>(arms)));
    }
    if (choice) {
        for (std::size_t a = 0; a < arms; ++a) chart.classes.push_back({.name = claim.arms[a].title, .colour = static_cast<int>(a)});
        chart.source = "The arm that is best in each cell, mean over worlds.";
    } else {
        chart.form = level_form_of(measure);
        chart.value_title = unit_of_levels(measure);
        chart.source = arms > 1 && !measure.along ? "Effect of " + claim.arms.back().title + ", mean over worlds." : "Mean over worlds.";
    }
    return {chart.id, heat_map(chart), csv_of(chart)};
}

// Effects with their intervals, where nothing else can be drawn.
AnswerFigure effects_picture(const LedgerClaim& claim, const Form& form) {
    IntervalChart chart;
    chart.id = "claim-" + lower(claim.id);
    chart.width = picture_width;
    chart.title = claim.title;
    chart.source = "Whisker: 95 % interval.";
    chart.form = form;
    for (const LedgerQuestion& q : claim.question) {
        const std::string name = q.where.empty() ? q.title : q.where;
        chart.rows.push_back({.name = name, .value = q.effect, .low = q.low, .high = q.high, .colour = 0, .note = q.finding});
    }
    return {chart.id, interval_chart(chart), csv_of(chart)};
}

}  // namespace

AnswerFigure claim_picture(const MadeLedger& made, const ClaimRuns& runs, std::size_t i, const RecordIndex& index) {
    const Claim& claim = *made.claims[i];
    const std::size_t m = pictured_measure(claim);
    if (claim.keys.kind == ClaimKind::shape) return sweep_picture(claim, made.outcomes[i], m);
    if (claim.keys.kind == ClaimKind::map) return map_picture(claim, made.outcomes[i], m);
    const PathPlace path = path_place(claim, runs, i);
    if (path.any) return paths_picture(claim, runs, i, path.measure, index);
    return effects_picture(made.ledger.claim[i], claim.keys.kind == ClaimKind::share ? percent_form() : level_form_of(claim.measures[m]));
}

}  // namespace enclosure
