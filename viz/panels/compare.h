// The compare view: what differs between two worlds that came from one state, both maps, their outcomes, and charts of both. Invariant: A
// is the world as it was and B the one with the change; every difference is B − A, every part is of A.
#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "viz/app/app.h"
#include "viz/kit/ui.h"
#include "viz/panels/rules.h"
#include "viz/plot/pointer.h"

namespace enclosure::viz {

/// How charts show two worlds, and of which runs.
enum class CompareForm : std::uint8_t { overlay, difference, split };
enum class CompareRuns : std::uint8_t { this_seed, median, band };

struct CompareState {
    RulesInForce rules_a, rules_b;
    std::size_t form = 0;  ///< CompareForm
    std::size_t runs = 0;  ///< CompareRuns; more than the first need replicates
    double replicates = 32;
    PlotDrag drag;
    std::shared_ptr<const StepRecord> forked_run = {};  ///< start of the run whose second world was seen last
};

void draw_compare(Ui& ui, App& app, Rect rect);

}  // namespace enclosure::viz
