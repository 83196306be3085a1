// The report of a study: one page that needs no network, from the question to what must be known to doubt the answer.
#pragma once

#include <string>
#include <vector>

#include "analysis/answer/answer.h"
#include "analysis/questions/scope.h"

namespace enclosure {

struct StudyReport {
    std::vector<std::string> sentences = {};  ///< the answer in three
    std::vector<Answer> answers = {};         ///< a section each
};

/// Asks the questions that the design was made for: differences of arms and their robustness, indices of sensitivity designs, conditions of
/// failing, tipping of sweeps, the front of a search, and whether there were enough runs. What cannot be asked is left out, with a warning
/// where it might have been expected. Throws AnalysisError if nothing can.
StudyReport study_report(const StudyData& study, const ScopeNames& names, const Threads& threads);

/// The page: question, answer, XLRM card (Lempert, Popper and Bankes 2003), sections, failures, how to make it again, provenance.
/// `command` is what was typed.
std::string study_page(const StudyData& study, const StudyReport& report, const std::string& command);

}  // namespace enclosure
