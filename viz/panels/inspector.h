// The inspector: the pinned firm or user in numbers and in the terms of his choice; while nothing is pinned, a table of all firms.
#pragma once

#include <cstddef>
#include <cstdint>

#include "viz/app/app.h"
#include "viz/kit/ui.h"

namespace enclosure::viz {

/// What the inspector remembers: how its table is sorted.
struct InspectorState {
    std::size_t sorted_by = 1;
    bool descending = true;
};

void draw_inspector(Ui& ui, App& app, Rect rect);

}  // namespace enclosure::viz
