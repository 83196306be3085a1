// Mandatory safety evaluation before release, of models from a threshold of capability on:
//   delay   a model that is ready waits depth·delay; it is then released as it was evaluated, whatever was learnt since
//   effect  the maker's effort on safety becomes s + depth·effect·(1 − s): stronger safeguards, more trust
// Its cost is booked with the law's other costs (law.h). Source: assumption; the threshold is that of the AI Act. Claims: B9.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Effort on safety behind model m: its maker's, and what evaluation adds; without a maker none.
double safety_effort(const Catalogue& catalogue, const Firms& firms, std::size_t m, const LawParams& p);

/// A model that its maker would release.
struct Candidate {
    double capability = 0;     ///< latent, OOM
    double score = 0;          ///< as measured, OOM
    std::uint64_t parent = 0;  ///< another's weights that it was built on; 0 if none
    bool bound = false;        ///< whether the licence of what it was built on keeps it from being sold behind an interface
};

/// True if the evaluation of firm f's waiting model ends in this step; the candidate becomes that model.
bool end_evaluation(Firms& firms, std::size_t f, Candidate& candidate, Step step);

/// True if firm f's model must wait for its evaluation, or for that of an earlier one; sets the time of the next release.
bool begin_evaluation(Firms& firms, std::size_t f, const Candidate& candidate, double due, const LawParams& p);

}  // namespace enclosure
