// Small facts in a grid: a word, a number, and what the number means when hovered.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "viz/kit/ui.h"
#include "viz/panels/openness.h"

namespace enclosure::viz {

struct Fact {
    std::string label;
    std::string value;
    std::string doc = {};
    bool number = true;
};

/// In as many columns as fit; returns the height. A value that is too long is cut and shown in full when hovered.
float draw_facts(Ui& ui, Rect room, const std::vector<Fact>& facts);

/// A number of a firm by the name of its indicator, NaN where it has none.
double firm_value(const StepRecord& record, std::size_t firm, std::string_view indicator);

/// That number with its unit, its doc beside it: unit and doc are those of firm_indicators().
Fact firm_fact(const StepRecord& record, std::size_t firm, std::string_view indicator, std::string label);

/// "$1.2 bn" for money, else the number and its unit.
std::string value_text(double value, std::string_view unit);

/// Change of a firm's share of seats over the last 12 months; NaN if the run is younger.
double share_change(const Track& track, std::size_t step, std::size_t firm);

/// "+2.7 pp"
std::string points_text(double change);

}  // namespace enclosure::viz
