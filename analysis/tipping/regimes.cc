#include "analysis/tipping/regimes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "analysis/data/analysis_error.h"
#include "analysis/replicates/mean_interval.h"
#include "analysis/replicates/proportion.h"
#include "sim/base/math.h"

namespace enclosure {

namespace {

std::vector<std::string> mistakes_of_rules(const InputColumn& x, std::span<const OutcomeColumn> outcomes,
                                           std::span<const RegimeRule> rules) {
    std::vector<std::string> out;
    if (rules.empty()) out.push_back("There are no rules for regimes: state at least one, such as an outcome at or above a level.");
    for (const OutcomeColumn& outcome : outcomes) {
        if (outcome.values.size() != x.values.size()) {
            out.push_back(fmt::format("Outcome {} has {} values, input {} has {}: they must come from the same runs.", outcome.id,
                                      outcome.values.size(), x.id, x.values.size()));
        }
    }
    for (const RegimeRule& rule : rules) {
        if (rule.regime.empty()) out.push_back("A rule has no regime: name what the model does where it holds.");
        for (const RegimeCondition& condition : rule.conditions) {
            if (condition.outcome >= outcomes.size()) {
                out.push_back(fmt::format("The rule for {} asks for outcome {} of {}: name one that is there.", rule.regime,
                                          condition.outcome + 1, outcomes.size()));
            } else if (!(condition.at_least < condition.below)) {
                out.push_back(fmt::format("The rule for {} asks for {} at or above {} and below {}, which nothing is.", rule.regime,
                                          outcomes[condition.outcome].id, condition.at_least, condition.below));
            }
        }
    }
    return out;
}

std::vector<std::string> regimes_of(std::span<const RegimeRule> rules) {
    std::vector<std::string> names;
    for (const RegimeRule& rule : rules) {
        if (std::find(names.begin(), names.end(), rule.regime) == names.end()) names.push_back(rule.regime);
    }
    if (std::find(names.begin(), names.end(), other_regime) == names.end()) names.emplace_back(other_regime);
    return names;
}

// Its place among the names; none if an outcome that rules ask for is not defined.
std::optional<std::size_t> regime_of_run(std::size_t row, std::span<const OutcomeColumn> outcomes, std::span<const RegimeRule> rules,
                                         const std::vector<std::string>& names) {
    for (const RegimeRule& rule : rules) {
        for (const RegimeCondition& condition : rule.conditions) {
            if (std::isnan(outcomes[condition.outcome].values[row])) return std::nullopt;
        }
    }
    const char* found = other_regime;
    for (const RegimeRule& rule : rules) {
        const bool holds = std::all_of(rule.conditions.begin(), rule.conditions.end(), [&](const RegimeCondition& condition) {
            const double value = outcomes[condition.outcome].values[row];
            return value >= condition.at_least && value < condition.below;
        });
        if (holds) {
            found = rule.regime.c_str();
            break;
        }
    }
    return static_cast<std::size_t>(std::find(names.begin(), names.end(), found) - names.begin());
}

RegimeCell regime_cell(const std::vector<std::size_t>& counts, std::size_t dropped, double confidence) {
    RegimeCell cell{.dropped = dropped};
    for (const std::size_t count : counts) cell.n += count;
    if (cell.n == 0) return cell;
    double entropy = 0;
    for (const std::size_t count : counts) {
        const double share = static_cast<double>(count) / static_cast<double>(cell.n);
        cell.share.push_back(share);
        if (count > 0) entropy -= share * math::log(share);
    }
    cell.regime = static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    cell.frequency = cell.share[cell.regime];
    cell.interval = wilson_interval(counts[cell.regime], cell.n, confidence);
    cell.entropy = counts.size() > 1 ? entropy / math::log(static_cast<double>(counts.size())) : 0;
    cell.settled = cell.interval.low > 0.5;
    return cell;
}

std::vector<RegimeBorder> regime_borders(const PhaseDiagram& diagram) {
    std::vector<RegimeBorder> borders;
    const ParameterCells& cells = diagram.cells;
    const auto compare = [&](std::size_t from, std::size_t to, bool across_x, double at) {
        const RegimeCell &a = diagram.of_cell[from], &b = diagram.of_cell[to];
        if (a.n > 0 && b.n > 0 && a.regime != b.regime) borders.push_back({from, to, across_x, at});
    };
    for (std::size_t j = 0; j < cells.y.size(); ++j) {
        for (std::size_t i = 0; i < cells.x.size(); ++i) {
            if (i + 1 < cells.x.size()) compare(cells.cell(i, j), cells.cell(i + 1, j), true, (cells.x[i] + cells.x[i + 1]) / 2);
            if (j + 1 < cells.y.size()) compare(cells.cell(i, j), cells.cell(i, j + 1), false, (cells.y[j] + cells.y[j + 1]) / 2);
        }
    }
    return borders;
}

}  // namespace

PhaseDiagram phase_diagram(const InputColumn& x, const InputColumn& y, std::span<const OutcomeColumn> outcomes,
                           std::span<const RegimeRule> rules, double confidence, CellBins bins) {
    check_interval_confidence(confidence);
    const std::vector<std::string> mistakes = mistakes_of_rules(x, outcomes, rules);
    if (!mistakes.empty()) throw AnalysisError(mistakes);
    PhaseDiagram out{.cells = parameter_cells(x, y, bins), .regimes = regimes_of(rules)};
    std::vector<std::vector<std::size_t>> counts(out.cells.size(), std::vector<std::size_t>(out.regimes.size(), 0));
    std::vector<std::size_t> dropped(out.cells.size(), 0);
    bool needs_other = false;
    const auto other = static_cast<std::size_t>(std::find(out.regimes.begin(), out.regimes.end(), other_regime) - out.regimes.begin());
    for (std::size_t c = 0; c < out.cells.size(); ++c) {
        for (const std::size_t row : out.cells.rows[c]) {
            const std::optional<std::size_t> regime = regime_of_run(row, outcomes, rules, out.regimes);
            ++(regime ? counts[c][*regime] : dropped[c]);
            needs_other = needs_other || regime == other;
        }
    }
    const bool named = std::any_of(rules.begin(), rules.end(), [](const RegimeRule& rule) { return rule.regime == other_regime; });
    if (!needs_other && !named) {
        out.regimes.pop_back();
        for (std::vector<std::size_t>& row : counts) row.pop_back();
    }
    out.area.assign(out.regimes.size(), 0);
    double filled = 0, entropy = 0;
    std::size_t empty = 0;
    for (std::size_t c = 0; c < out.cells.size(); ++c) {
        out.of_cell.push_back(regime_cell(counts[c], dropped[c], confidence));
        const RegimeCell& cell = out.of_cell.back();
        out.dropped += cell.dropped;
        if (cell.n == 0) {
            ++empty;
            continue;
        }
        ++filled;
        entropy += cell.entropy;
        out.area[cell.regime] += 1;
    }
    if (filled == 0) throw AnalysisError("No run has a regime: the outcomes that rules ask for are defined in none.");
    for (double& share : out.area) share /= filled;
    out.mean_entropy = entropy / filled;
    out.borders = regime_borders(out);
    if (out.dropped > 0) {
        out.warnings.push_back(
            fmt::format("{} of {} runs lack an outcome that rules ask for; they are left out.", out.dropped, x.values.size()));
    }
    if (empty > 0) out.warnings.push_back(fmt::format("{} of {} cells have no run with a regime.", empty, out.cells.size()));
    return out;
}

}  // namespace enclosure
