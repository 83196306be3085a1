// Sums term by term, side by side: what each alternative is worth, and by what. One row a term, one column an alternative, a bar in each
// cell. Invariant: terms, their order, units and docs are those that the model's own tables list (sim/base/term.h); bars of one unit share
// one scale.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/term.h"
#include "viz/kit/ui.h"

namespace enclosure::viz {

struct TermValue {
    std::string_view name, unit, doc;
    double value = 0;
};

/// A column.
struct TermColumn {
    std::string title;
    std::string note;  ///< below the title: "in use", "chosen"
    double probability = 0;
    std::vector<TermValue> terms;
};

/// Adds the terms of a struct to a column.
template <class S>
void add_terms(TermColumn& column, const S& sum) {
    for_each_term(sum, [&](const auto& term, const auto& value) {
        column.terms.push_back({term.name, term.unit, term.doc, static_cast<double>(value)});
    });
}

/// Draws as many columns as fit, from the first, and returns the height. Terms that are zero in all of them are left out.
float draw_term_table(Ui& ui, Rect room, const std::vector<TermColumn>& columns);

}  // namespace enclosure::viz
