// The pictures of a study. Each draws what StudiesState has worked out into a rectangle, and says what was pointed at and brushed.
#pragma once

#include "viz/studies/studies_view.h"

namespace enclosure::viz {

/// Bands of a series over time, one for each arm that is shown. The series is read when it is first asked for.
void draw_study_bands(Ui& ui, App& app, Rect room);

/// Takes over the series that has been read since; true if there is one.
bool take_series(StudiesState& state);

/// A line for each run across factors and metrics. A drag along an axis brushes it, a click takes the brush away.
void draw_study_parallel(Ui& ui, StudiesState& state, Rect room);

/// The mean of the metric over two factors, of one arm or of all that are shown. A click on a cell lists its runs alone.
void draw_study_heat(Ui& ui, StudiesState& state, Rect room);

/// What an arm is called: its title, or its id if it has none.
const std::string& arm_title(const StudyData& data, std::size_t arm);

/// The colour of an arm.
Colour arm_colour(const Ui& ui, std::size_t arm);

/// Text in the middle of an empty picture.
void draw_study_note(Ui& ui, Rect room, std::string_view text);

}  // namespace enclosure::viz
