#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/chart/box_chart.h"
#include "analysis/chart/scatter_chart.h"
#include "analysis/chart/trajectory_chart.h"
#include "analysis/questions/discovery_questions.h"

namespace enclosure {

namespace {

AnswerTable box_table(const PrimResult& result, const Cases& cases) {
    AnswerTable table{.id = "boxes",
                      .title = "Boxes, and what each covers",
                      .columns = {{"box"},
                                  {"conditions"},
                                  {.name = "coverage", .doc = "Share of all cases of interest that lie in the box."},
                                  {.name = "density", .doc = "Share of the box that is of interest."},
                                  {.name = "mass", .doc = "Share of all points that lie in the box."},
                                  {.name = "points", .doc = "Points in the box."},
                                  {.name = "cases", .doc = "Cases of interest in it; a sum of shares where points have replicates."},
                                  {.name = "restricted", .doc = "Inputs that it limits."}}};
    const auto row = [&](const std::string& name, const PrimPoint& point) {
        table.rows.push_back({name, prim_box_text(point.box, cases.inputs), point.coverage, point.density, point.mass, point.n, point.k,
                              static_cast<double>(point.restricted())});
    };
    for (std::size_t b = 0; b < result.boxes.size(); ++b) {
        row(fmt::format("{}", b + 1), result.boxes[b].box());
        if (!result.boxes[b].dropped.empty()) row(fmt::format("{}, simplified", b + 1), result.boxes[b].simplified());
    }
    return table;
}

AnswerTable limit_table(const PrimResult& result, const Cases& cases) {
    AnswerTable table{
        .id = "limits",
        .title = "Limits of the boxes",
        .columns = {{"box"},
                    {"input"},
                    {.name = "low", .digits = 6},
                    {.name = "high", .digits = 6},
                    {"levels"},
                    {.name = "quasi_p", .doc = "Probability of as many cases if the limit did nothing (Bryant and Lempert 2010)."},
                    {.name = "quasi_p_low", .doc = "Of the lower limit alone."},
                    {.name = "quasi_p_high", .doc = "Of the upper limit alone."},
                    {.name = "coverage_without", .doc = "Coverage of the box without the limit."},
                    {.name = "density_without", .doc = "Density of the box without the limit."},
                    {.name = "in_resamples", .doc = "Share of resamples in which the input is limited at like coverage."}}};
    for (std::size_t b = 0; b < result.boxes.size(); ++b) {
        const PrimFound& found = result.boxes[b];
        for (std::size_t l = 0; l < found.box().box.limits.size(); ++l) {
            const PrimLimit& limit = found.box().box.limits[l];
            const InputColumn& input = cases.inputs[limit.input];
            std::vector<std::string> levels;
            for (const std::uint32_t level : limit.levels) levels.push_back(input.levels[level]);
            const PrimSignificance& s = found.significance[l];
            const auto& share = found.reproducibility.at_coverage;
            table.rows.push_back({fmt::format("{}", b + 1), input.id, limit.has_low() ? limit.low : not_defined,
                                  limit.has_high() ? limit.high : not_defined, fmt::format("{}", fmt::join(levels, " ")), s.p, s.p_low,
                                  s.p_high, s.coverage_without, s.density_without, share.empty() ? not_defined : share[limit.input]});
        }
    }
    return table;
}

AnswerTable trajectory_table(const PrimFound& found, std::size_t box) {
    AnswerTable table{.id = box == 0 ? "trajectory" : fmt::format("trajectory_{}", box + 1),
                      .title = "Peeling and pasting trajectory",
                      .columns = {{.name = "step"},
                                  {"kind"},
                                  {.name = "points"},
                                  {.name = "cases"},
                                  {.name = "coverage"},
                                  {.name = "density"},
                                  {.name = "mass"},
                                  {.name = "restricted"},
                                  {"chosen"}},
                      .shown = 12};
    for (std::size_t i = 0; i < found.trajectory.size(); ++i) {
        const PrimPoint& p = found.trajectory[i];
        table.rows.push_back({static_cast<double>(i), std::string(names_of(p.step)[static_cast<std::size_t>(p.step)]), p.n, p.k, p.coverage,
                              p.density, p.mass, static_cast<double>(p.restricted()), std::string(i == found.chosen.index ? "yes" : "")});
    }
    return table;
}

AnswerFigure trajectory_figure(const PrimFound& found, const PrimResult& result, std::size_t box) {
    TrajectoryChart chart;
    chart.id = fmt::format("prim-trajectory-{}", box + 1);
    chart.title = fmt::format("Box {}: coverage against density", box + 1);
    for (const PrimPoint& p : found.trajectory) chart.points.push_back({p.coverage, p.density, p.restricted()});
    chart.chosen = found.chosen.index;
    chart.base_density = result.k / result.n;
    chart.source = "Each point is a box on the way; numbers: how many inputs it limits.";
    return {chart.id, trajectory_chart(chart), csv_of(chart)};
}

AnswerFigure limits_figure(const StudyData& study, const PrimFound& found, const Cases& cases, std::size_t box) {
    BoxChart chart;
    chart.id = fmt::format("prim-box-{}", box + 1);
    chart.title = fmt::format("Box {}: its limits", box + 1);
    for (std::size_t l = 0; l < found.box().box.limits.size(); ++l) {
        const PrimLimit& limit = found.box().box.limits[l];
        const InputColumn& input = cases.inputs[limit.input];
        BoxInput drawn{.title = factor_label(study.factors[limit.input]), .quasi_p = found.significance[l].p};
        if (input.categorical()) {
            drawn.levels = input.levels;
            drawn.kept.assign(input.levels.size(), 0);
            for (const std::uint32_t level : limit.levels) drawn.kept[level] = 1;
        } else {
            drawn.full = {study.factors[limit.input].low, study.factors[limit.input].high};
            drawn.limits = {limit.low, limit.high};
        }
        chart.inputs.push_back(std::move(drawn));
    }
    chart.source = "Dark: inside the box. Line: the range that was explored.";
    return {chart.id, box_chart(chart), csv_of(chart)};
}

// The two inputs that matter most, if both are numbers: what the box looks like.
std::optional<AnswerFigure> scatter_figure(const StudyData& study, const PrimFound& found, const Cases& cases, std::size_t box) {
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t l = 0; l < found.significance.size(); ++l) {
        const PrimLimit& limit = found.box().box.limits[l];
        if (!cases.inputs[limit.input].categorical()) order.emplace_back(found.significance[l].p, l);
    }
    if (order.size() < 2) return std::nullopt;
    std::stable_sort(order.begin(), order.end());
    const PrimLimit& x = found.box().box.limits[order[0].second];
    const PrimLimit& y = found.box().box.limits[order[1].second];
    ScatterChart chart;
    chart.id = fmt::format("prim-scatter-{}", box + 1);
    chart.title = "Cases of interest over two inputs";
    chart.x.title = factor_label(study.factors[x.input]);
    chart.y.title = factor_label(study.factors[y.input]);
    chart.at_x = cases.inputs[x.input].values;
    chart.at_y = cases.inputs[y.input].values;
    chart.classes = {{.name = "other", .colour = rest_colour, .faint = true}, {.name = "case of interest", .colour = 1}};
    for (const double share : cases.share) chart.class_of.push_back(share >= 0.5 ? 1 : 0);
    chart.shown_class = 1;
    chart.boxes = {{.name = fmt::format("box {}", box + 1), .x = {x.low, x.high}, .y = {y.low, y.high}}};
    chart.source = cases.what + (cases.whole() ? "." : "; a point counts here if half of its worlds are.");
    return AnswerFigure{chart.id, scatter_chart(chart), csv_of(chart)};
}

}  // namespace

std::string box_sentence(const PrimFound& found, const Cases& cases) {
    const PrimPoint& box = found.simplified();
    return fmt::format("Where {}, {} of the points are cases, and {} of all cases lie there.", prim_box_text(box.box, cases.inputs),
                       rough_percent_text(box.density), rough_percent_text(box.coverage));
}

Answer prim_answer(const StudyData& study, const Scope& scope, const PrimQuestion& question, const Threads& threads) {
    const Cases cases = cases_of(study, scope.outcomes.front(), question.cases);
    PrimRequest request = question.request;
    request.resampling.seed = scope.seed;
    const PrimResult result = prim(cases.inputs, cases.share, {}, request, threads);
    Answer answer{.analysis = "prim", .title = "Under which conditions: boxes"};
    answer.settings = common_settings(study, scope);
    answer.settings.emplace_back("cases", cases.what);
    answer.settings.emplace_back("peeling",
                                 fmt::format("alpha {:g}, pasting {:g}, least mass {:g}, objective {}", request.search.peel_alpha,
                                             request.search.paste ? request.search.paste_alpha : 0, request.search.mass_min,
                                             names_of(request.search.objective)[static_cast<std::size_t>(request.search.objective)]));
    answer.settings.emplace_back("dropped", fmt::format("{} points without a value", cases.dropped));
    answer.sentences.push_back(fmt::format("{} of {} points are cases of interest: {}.", number_text(result.k, {.digits = 6}),
                                           number_text(result.n, {.digits = 6}), cases.what));
    for (const PrimFound& found : result.boxes) answer.sentences.push_back(box_sentence(found, cases));
    answer.tables = {box_table(result, cases), limit_table(result, cases)};
    warn_of_holes(study, answer.warnings);
    answer.warnings.insert(answer.warnings.end(), result.warnings.begin(), result.warnings.end());
    if (!result.stopped.empty()) answer.warnings.push_back(result.stopped);
    for (std::size_t b = 0; b < result.boxes.size(); ++b) {
        answer.tables.push_back(trajectory_table(result.boxes[b], b));
        answer.figures.push_back(trajectory_figure(result.boxes[b], result, b));
        answer.figures.push_back(limits_figure(study, result.boxes[b], cases, b));
        if (auto figure = scatter_figure(study, result.boxes[b], cases, b)) answer.figures.push_back(std::move(*figure));
    }
    return answer;
}

}  // namespace enclosure
