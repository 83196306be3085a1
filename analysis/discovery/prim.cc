#include "analysis/discovery/prim.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "analysis/data/analysis_error.h"

namespace enclosure {
namespace {

void check_prim_request(std::span<const InputColumn> inputs, std::span<const double> outcome, std::span<const double> weights,
                        const PrimRequest& request) {
    std::vector<std::string> reasons = prim_data_reasons(inputs, outcome, weights);
    const auto add = [&](const std::vector<std::string>& more) { reasons.insert(reasons.end(), more.begin(), more.end()); };
    add(prim_option_reasons(request.search));
    for (const PrimChoice& choice : request.choices) add(prim_choice_reasons(choice));
    add(prim_resampling_reasons(request.resampling));
    if (request.choices.empty()) reasons.emplace_back("Say how a box is chosen.");
    if (request.most_boxes == 0) reasons.emplace_back("At least one box must be asked for.");
    if (!(request.significance > 0 && request.significance < 1))
        reasons.push_back(fmt::format("The significance of limits must be between 0 and 1, not {:g}.", request.significance));
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
}

// Rows of the box leave the sample: they weigh nothing from now on, but stay in what shares are of.
PrimWeight take_box_rows(const PrimBox& box, std::span<const InputColumn> inputs, std::uint32_t number, PrimRows& rows,
                         std::vector<std::uint32_t>& box_of_row) {
    PrimWeight taken;
    for (std::size_t row = 0; row < rows.weight.size(); ++row) {
        if (rows.weight[row].n == 0 || !inside(box, inputs, row)) continue;
        taken += rows.weight[row];
        rows.weight[row] = {};
        box_of_row[row] = number;
    }
    return taken;
}

PrimWeight rows_left(const PrimRows& rows) {
    PrimWeight left;
    for (const PrimWeight& w : rows.weight) left += w;
    return left;
}

std::string why_no_search(const PrimRows& rows, double mass_min) {
    const PrimWeight left = rows_left(rows);
    if (left.k == 0) return "All cases of interest are in boxes.";
    if (left.k == left.n) return "All rows that are left are of interest: no box can be denser.";
    if (rows.number(left.n) / rows.number(rows.all.n) < mass_min) return "Fewer rows are left than a box must hold.";
    return {};
}

std::string density_text(double share) {
    return fmt::format("{:.3g} %", 100 * share);
}

// Whether peeling ended before the least mass, as it does under the lenient objectives where no single peel raises the mean.
bool ended_early(const PrimFound& found, const PrimOptions& options) {
    return options.objective != PrimObjective::original && found.trajectory.back().mass * (1 - options.peel_alpha) >= options.mass_min;
}

void warn_of_density(const PrimFound& first, const PrimChoice& choice, const PrimOptions& options, std::vector<std::string>& warnings) {
    const bool by_density = choice.rule == PrimRule::density;
    if (first.trajectory.size() == 1) {
        warnings.emplace_back("No peel makes a denser box: the box is the whole sample.");
    } else if (!first.chosen.met && by_density) {
        warnings.push_back(fmt::format("No box reaches a density of {}: shown is the densest, {}.", density_text(choice.density),
                                       density_text(first.box().density)));
    }
    if (!first.chosen.met && ended_early(first, options))
        warnings.emplace_back("Peeling ended where no single peel helps; the objective original goes on from there.");
    if (by_density && first.trajectory.front().density >= choice.density)
        warnings.push_back(fmt::format("{} of all rows are of interest: ask for boxes that are denser than that.",
                                       density_text(first.trajectory.front().density)));
}

}  // namespace

PrimResult prim(std::span<const InputColumn> inputs, std::span<const double> outcome, std::span<const double> weights,
                const PrimRequest& request, const Threads& threads) {
    check_prim_request(inputs, outcome, weights, request);
    PrimSample sample = prim_sample(inputs, outcome, weights, threads);
    PrimRows& rows = sample.rows;

    PrimResult result{.n = rows.number(rows.all.n),
                      .k = rows.number(rows.all.k),
                      .box_of_row = std::vector<std::uint32_t>(outcome.size(), no_prim_box),
                      .undefined = sample.undefined,
                      .weightless = sample.weightless,
                      .warnings = std::move(sample.warnings)};
    PrimWeight covered;
    while (result.boxes.size() < request.most_boxes) {
        const bool first = result.boxes.empty();
        if (!first) result.stopped = why_no_search(rows, request.search.mass_min);
        if (!result.stopped.empty()) break;

        PrimFound found{.trajectory = prim_trajectory(sample.columns, rows, request.search, threads)};
        const PrimChoice& choice = request.choices[std::min(result.boxes.size(), request.choices.size() - 1)];
        if (!first && choice.rule == PrimRule::index && choice.index >= found.trajectory.size()) {
            result.stopped = fmt::format("The next trajectory has no box {}.", choice.index);
            break;
        }
        found.chosen = choose_prim_box(found.trajectory, choice);
        if (!first && (!found.chosen.met || found.box().restricted() == 0)) {
            result.stopped = found.trajectory.size() == 1 ? "No further box is denser than the rows that are left."
                                                          : "No further box satisfies the rule.";
            break;
        }
        const PrimBox& box = found.box().box;
        found.significance = prim_significance(box, sample.columns, rows, threads);
        found.dropped = drop_insignificant_limits(box, sample.columns, rows, request.significance, threads);
        found.simplified_significance = prim_significance(found.simplified().box, sample.columns, rows, threads);
        if (request.resampling.resamples > 0) {
            PrimResampling how = request.resampling;
            how.serial = result.boxes.size();
            found.reproducibility = prim_reproducibility(found.box(), sample.columns, rows, request.search, how, threads);
        }
        if (first) warn_of_density(found, choice, request.search, result.warnings);
        covered += take_box_rows(box, inputs, static_cast<std::uint32_t>(result.boxes.size()), rows, result.box_of_row);
        result.boxes.push_back(std::move(found));
    }
    const PrimPoint together = prim_point(PrimStep::start, {}, covered, rows);
    result.coverage = together.coverage;
    result.density = together.density;
    result.mass = together.mass;
    return result;
}

}  // namespace enclosure
