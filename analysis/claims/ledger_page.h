// The ledger as a page, with a picture of each claim, and as HDF5 with what each run came to.
#pragma once

#include <string>

#include "analysis/claims/make_ledger.h"
#include "sim/output/run_file.h"

namespace enclosure {

inline constexpr std::string_view claims_filetype = "enclosure claims";

/// A page that needs nothing beside it.
std::string ledger_page(const MadeLedger& made, const ClaimRuns& runs, const RecordIndex& index);

/// HDF5: /claims by claim, /questions by question, /outcomes by outcome: the value of a measure in a run of a cell.
RunFile ledger_hdf5(const MadeLedger& made);

}  // namespace enclosure
