// The parts of the answer on tipping, each on its own kind of evidence. Each adds what it found, or says by `false` that the data have
// none.
#pragma once

#include "analysis/questions/tipping_question.h"

namespace enclosure {

/// From sweeps within runs, or from a table with a lever and a way.
bool add_hysteresis(const StudyData& study, const Scope& scope, const TippingQuestion& question, Answer& answer);

/// From the final outcomes of many runs.
bool add_basins(const StudyData& study, const Scope& scope, const TippingQuestion& question, const Threads& threads, Answer& answer);

/// From two factors that vary.
bool add_regimes(const StudyData& study, const Scope& scope, const TippingQuestion& question, const Threads& threads, Answer& answer);

/// From series over time.
bool add_lock_in(const StudyData& study, const Scope& scope, const TippingQuestion& question, Answer& answer);
bool add_early_warning(const StudyData& study, const Scope& scope, const TippingQuestion& question, const Threads& threads, Answer& answer);

/// Series that are asked about.
std::vector<std::string> series_asked(const StudyData& study, const TippingQuestion& question);

}  // namespace enclosure
