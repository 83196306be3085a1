// Mandatory safety evaluation before release, of models from a threshold of capability on:
//   delay   a model that is ready waits depth·delay; it is then released as it was evaluated, whatever was learnt since
//   effect  the maker's effort on safety becomes s + depth·effect·(1 − s): stronger safeguards, more trust
// Its cost is booked with the law's other costs (law.h). Source: assumption; the threshold is that of the AI Act. Claims: B9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Effort on safety behind model m: its maker's, and what evaluation adds; without a maker none.
double safety_effort(const Catalogue& catalogue, const Firms& firms, std::size_t m, const LawParams& p);

/// True if the evaluation of firm f's waiting model ends in this step; capability and score become those of that model.
bool end_evaluation(Firms& firms, std::size_t f, double& capability, double& score, Step step);

/// True if firm f's model must wait for its evaluation, or for that of an earlier one; sets the time of the next release.
bool begin_evaluation(Firms& firms, std::size_t f, double capability, double score, double due, const LawParams& p);

}  // namespace enclosure
