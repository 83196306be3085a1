// Rules of a study file that tie several of its keys together.
#pragma once

#include <optional>
#include <string>

#include "sim/scenario/places.h"
#include "sim/study/study.h"

namespace enclosure {

/// Reports ids that are none, that two rows have, or that have a meaning of their own in the merged file.
void check_row_ids(const StudyKeys& keys, const Places& places, Report& report);

/// Reports factors that set what another one sets: the result would depend on their order.
void check_paths_apart(const StudyKeys& keys, const Places& places, Report& report);

/// Reports replicate rules that make no sense.
void check_rules(const StudyKeys& keys, const Places& places, Report& report);

/// Reports rules that name no metric, or one without the level that they ask about.
void check_metrics_named(const Study& study, const Places& places, Report& report);

/// Seconds of a length of time such as "90 s", "10 min", "6 h", "2 day"; nothing if the text is none.
std::optional<double> seconds_of(const std::string& text);

/// The place of a metric in the study; nothing if there is none of that id.
std::optional<std::size_t> find_study_metric(const StudyMeasures& measures, const std::string& id);

/// Half-width that replicates go on to, in the metric's unit; nothing if their number is fixed.
std::optional<double> half_width_of(const Study& study);

}  // namespace enclosure
