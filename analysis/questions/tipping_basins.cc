#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "analysis/chart/heat_map.h"
#include "analysis/chart/histogram.h"
#include "analysis/data/analysis_error.h"
#include "analysis/questions/tipping_parts.h"
#include "analysis/tipping/bimodality.h"
#include "analysis/tipping/bistability.h"
#include "sim/base/diagnostics.h"

namespace enclosure {

namespace {

// All runs of the arm, whatever their point.
OutcomeColumn outcomes_of_runs(const StudyData& study, const OutcomeChoice& choice) {
    OutcomeColumn column = study.metrics[choice.metric];
    column.values.clear();
    for (const auto& worlds : replicate_values(study, choice)) column.values.insert(column.values.end(), worlds.begin(), worlds.end());
    return column;
}

InputColumn factor_of_runs(const StudyData& study, std::size_t factor, const OutcomeChoice& choice) {
    InputColumn column = study.factors[factor].column;
    column.values.clear();
    const auto values = replicate_values(study, choice);
    for (std::size_t p = 0; p < values.size(); ++p)
        column.values.insert(column.values.end(), values[p].size(), study.factors[factor].column.values[p]);
    return column;
}

void add_basin_rows(const OutcomeColumn& column, const Bimodality& shape, const TippingQuestion& question, bool first, double confidence,
                    AnswerTable& table) {
    const std::vector<double>& borders = first && !question.borders.empty() ? question.borders : shape.modes.antimodes;
    for (const Basin& basin : basin_shares(column.values, borders, confidence).basins) {
        table.rows.push_back({column.id, basin.low, basin.high, basin.share, basin.interval.low, basin.interval.high, basin.mean,
                              static_cast<double>(basin.runs)});
    }
}

std::size_t distinct(const std::vector<double>& values) {
    std::vector<double> sorted = values;
    std::sort(sorted.begin(), sorted.end());
    return static_cast<std::size_t>(std::unique(sorted.begin(), sorted.end()) - sorted.begin());
}

std::vector<std::size_t> axes_of_map(const StudyData& study, const TippingQuestion& question) {
    std::vector<std::size_t> axes;
    for (const std::string& name : question.axes) axes.push_back(factor_named(study, name));
    for (std::size_t k = 0; k < study.factors.size() && question.axes.empty() && axes.size() < 2; ++k) {
        if (distinct(study.factors[k].column.values) > 1) axes.push_back(k);
    }
    return axes;
}

std::optional<RegimeCondition> condition_in(std::string text, const std::vector<std::string>& outcomes, std::string& reason) {
    for (const char* op : {">=", "<"}) {
        const std::size_t at = text.find(op);
        if (at == std::string::npos) continue;
        const auto trim = [](std::string s) {
            while (!s.empty() && s.front() == ' ') s.erase(s.begin());
            while (!s.empty() && s.back() == ' ') s.pop_back();
            return s;
        };
        const std::string name = trim(text.substr(0, at)), number = trim(text.substr(at + std::string_view(op).size()));
        const auto found = std::find(outcomes.begin(), outcomes.end(), name);
        double level = 0;
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), level);
        if (found == outcomes.end()) {
            reason = name + " names no metric" + did_you_mean(name, outcomes);
        } else if (error != std::errc() || end != number.data() + number.size()) {
            reason = "\"" + number + "\" is no number";
        } else {
            RegimeCondition condition{.outcome = static_cast<std::size_t>(found - outcomes.begin())};
            (op[0] == '<' ? condition.below : condition.at_least) = level;
            return condition;
        }
        return std::nullopt;
    }
    reason = "\"" + text + "\" is no condition such as hhi >= 0.3 or hhi < 0.3";
    return std::nullopt;
}

AnswerFigure phase_figure(const PhaseDiagram& diagram, const StudyData& study, std::size_t x, std::size_t y) {
    HeatMap map;
    map.id = "phases";
    map.title = "Regimes over two factors";
    map.across = {.title = factor_label(study.factors[x]),
                  .names = study.factors[x].column.levels,
                  .values = study.factors[x].column.categorical() ? std::vector<double>{} : diagram.cells.x};
    map.along = {.title = factor_label(study.factors[y]),
                 .names = study.factors[y].column.levels,
                 .values = study.factors[y].column.categorical() ? std::vector<double>{} : diagram.cells.y};
    int colour = 0;
    for (const std::string& regime : diagram.regimes) map.classes.push_back({.name = regime, .colour = colour++});
    for (const RegimeCell& cell : diagram.of_cell) {
        map.cells.push_back(cell.n == 0 ? not_defined : static_cast<double>(cell.regime));
        map.shares.push_back(cell.frequency);
    }
    map.source = "The most frequent regime of each cell; the larger its sign, the larger its share of the runs there.";
    return {map.id, heat_map(map), csv_of(map)};
}

}  // namespace

bool add_basins(const StudyData& study, const Scope& scope, const TippingQuestion& question, const Threads& threads, Answer& answer) {
    AnswerTable shape{.id = "bimodality",
                      .title = "One future or two",
                      .columns = {{"outcome"},
                                  {.name = "runs"},
                                  {.name = "dip", .doc = "Hartigan's dip."},
                                  {.name = "p", .doc = "Of as large a dip with one mode."},
                                  {.name = "coefficient", .doc = "Sarle's bimodality coefficient; 5/9 for a uniform law."},
                                  {.name = "separation", .doc = "Ashman's D of two normal components; above 2 they are clearly apart."},
                                  {.name = "modes"},
                                  {"bimodal"}}};
    AnswerTable basins{.id = "basins",
                       .title = "Where runs end",
                       .columns = {{"outcome"},
                                   {.name = "from"},
                                   {.name = "to"},
                                   {.name = "share"},
                                   {.name = "low"},
                                   {.name = "high"},
                                   {.name = "mean"},
                                   {.name = "runs"}}};
    bool first = true;
    for (const OutcomeChoice& choice : scope.outcomes) {
        const OutcomeColumn column = outcomes_of_runs(study, choice);
        const auto defined = std::count_if(column.values.begin(), column.values.end(), [](double v) { return std::isfinite(v); });
        if (defined < static_cast<std::ptrdiff_t>(fewest_bimodal_runs)) continue;
        const Bimodality found = bimodality(column, {.confidence = scope.confidence, .seed = scope.seed}, threads);
        shape.rows.push_back({column.id, static_cast<double>(defined), found.dip.dip, found.dip.p, found.shape.bimodality,
                              found.components.separation, static_cast<double>(found.modes.modes.size()),
                              std::string(found.bimodal ? "yes" : "no")});
        add_basin_rows(column, found, question, first, scope.confidence, basins);
        answer.sentences.push_back(
            found.bimodal
                ? fmt::format("{} ends in two places: its distribution over {} runs has a dip that one mode does not explain (p = {}).",
                              column.id, defined, number_text(found.dip.p))
                : fmt::format("Nothing says that {} ends in two places (dip test, {} runs: p = {}).", column.id, defined,
                              number_text(found.dip.p)));
        for (const std::string& warning : found.warnings) answer.warnings.push_back(column.id + ": " + warning);
        HistogramChart chart;
        chart.id = figure_id("basins-" + column.id);
        chart.title = "Where runs end: " + column.id;
        chart.x.title = metric_label(column);
        chart.series = {{.name = column.id, .values = column.values, .colour = 0}};
        for (const double border : found.modes.antimodes) chart.marks.push_back({border, "border"});
        chart.source = fmt::format("{} runs{}.", defined, study.points() > 1 ? " at all points of the design" : "");
        answer.figures.push_back({chart.id, histogram_chart(chart), csv_of(chart)});
        first = false;
    }
    if (shape.rows.empty()) return false;
    answer.tables.push_back(std::move(shape));
    answer.tables.push_back(std::move(basins));
    return true;
}

std::vector<RegimeRule> regime_rules(const std::vector<std::string>& texts, const std::vector<std::string>& outcomes) {
    std::vector<RegimeRule> rules;
    std::vector<std::string> reasons;
    for (const std::string& text : texts) {
        const std::size_t colon = text.find(':');
        if (colon == std::string::npos || colon == 0) {
            reasons.push_back("\"" + text + "\" is no regime such as \"closed: hhi >= 0.3\"");
            continue;
        }
        RegimeRule rule{.regime = text.substr(0, colon)};
        std::string rest = text.substr(colon + 1);
        while (!rest.empty()) {
            const std::size_t comma = rest.find(',');
            std::string reason;
            const auto condition = condition_in(rest.substr(0, comma), outcomes, reason);
            if (condition) rule.conditions.push_back(*condition);
            if (!condition) reasons.push_back(rule.regime + ": " + reason);
            rest = comma == std::string::npos ? std::string() : rest.substr(comma + 1);
        }
        rules.push_back(std::move(rule));
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    return rules;
}

bool add_regimes(const StudyData& study, const Scope& scope, const TippingQuestion& question, const Threads& threads, Answer& answer) {
    const std::vector<std::size_t> axes = axes_of_map(study, question);
    if (axes.size() < 2) return false;
    std::vector<OutcomeColumn> outcomes;
    std::vector<std::string> names;
    for (const OutcomeChoice& choice : scope.outcomes) {
        outcomes.push_back(outcomes_of_runs(study, choice));
        names.push_back(outcomes.back().id);
    }
    const OutcomeColumn& first = outcomes.front();
    std::vector<RegimeRule> rules = regime_rules(question.regimes, names);
    if (rules.empty() && first.satisficing) {
        rules = {{.regime = fmt::format("{} at {} or above", first.id, number_text(*first.satisficing)),
                  .conditions = {{.outcome = 0, .at_least = *first.satisficing}}},
                 {.regime = fmt::format("{} below {}", first.id, number_text(*first.satisficing)),
                  .conditions = {{.outcome = 0, .below = *first.satisficing}}}};
    }
    const InputColumn x = factor_of_runs(study, axes[0], scope.outcomes.front()),
                      y = factor_of_runs(study, axes[1], scope.outcomes.front());
    const CellBins bins{question.bins, question.bins};
    bool any = false;
    if (!rules.empty()) {
        const PhaseDiagram diagram = phase_diagram(x, y, outcomes, rules, scope.confidence, bins);
        AnswerTable table{.id = "regimes",
                          .title = "Regimes",
                          .columns = {{.name = x.id, .unit = x.unit},
                                      {.name = y.id, .unit = y.unit},
                                      {"regime"},
                                      {.name = "share"},
                                      {.name = "low"},
                                      {.name = "high"},
                                      {.name = "entropy"},
                                      {.name = "runs"}}};
        for (std::size_t j = 0; j < diagram.cells.y.size(); ++j) {
            for (std::size_t i = 0; i < diagram.cells.x.size(); ++i) {
                const RegimeCell& cell = diagram.of_cell[diagram.cells.cell(i, j)];
                if (cell.n == 0) continue;
                table.rows.push_back({diagram.cells.x[i], diagram.cells.y[j], diagram.regimes[cell.regime], cell.frequency,
                                      cell.interval.low, cell.interval.high, cell.entropy, static_cast<double>(cell.n)});
            }
        }
        std::vector<std::string> parts;
        for (std::size_t k = 0; k < diagram.regimes.size(); ++k)
            parts.push_back(fmt::format("{} in {}", diagram.regimes[k], rough_percent_text(diagram.area[k])));
        answer.sentences.push_back(
            fmt::format("Over {} and {}, the most frequent regime is {} of the cells; {} borders lie between neighbours.", x.id, y.id,
                        listed(parts), diagram.borders.size()));
        answer.tables.push_back(std::move(table));
        answer.figures.push_back(phase_figure(diagram, study, axes[0], axes[1]));
        answer.warnings.insert(answer.warnings.end(), diagram.warnings.begin(), diagram.warnings.end());
        any = true;
    }
    try {
        const BimodalityMap map = bimodality_map(x, y, first, {.confidence = scope.confidence, .seed = scope.seed}, threads, bins);
        AnswerTable table{.id = "bistability",
                          .title = "Cells with two futures: " + first.id,
                          .columns = {{.name = x.id, .unit = x.unit},
                                      {.name = y.id, .unit = y.unit},
                                      {.name = "p"},
                                      {.name = "separation"},
                                      {"bimodal"},
                                      {.name = "upper_share"},
                                      {.name = "runs"}}};
        for (std::size_t j = 0; j < map.cells.y.size(); ++j) {
            for (std::size_t i = 0; i < map.cells.x.size(); ++i) {
                const BimodalCell& cell = map.of_cell[map.cells.cell(i, j)];
                table.rows.push_back({map.cells.x[i], map.cells.y[j], cell.p, cell.separation, std::string(cell.bimodal ? "yes" : "no"),
                                      cell.upper_share, static_cast<double>(cell.n)});
            }
        }
        answer.sentences.push_back(fmt::format("{} of the cells with enough runs have two futures.", rough_percent_text(map.share)));
        answer.tables.push_back(std::move(table));
        answer.warnings.insert(answer.warnings.end(), map.warnings.begin(), map.warnings.end());
        any = true;
    } catch (const AnalysisError& error) {
        if (any) answer.warnings.emplace_back(std::string("No map of cells with two futures: ") + error.what());
    }
    return any;
}

}  // namespace enclosure
