// Discontinuation: the closed model of a firm that is gone is served until its notice is over, then it ends.
// Under notice (Catalogue::ends > 0) those who use it may stay or leave at their reviews, which come sooner by adoption.notice_review, and
// nobody else sees it; at the end those who
// still use it must choose anew (forced migration, counted and priced apart). Its maker neither researches nor releases meanwhile; what
// users pay goes to creditors (phases/income.h). Switch: finance.notice, 0 ends a model at once. Source: assumption. Claims: C11.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

/// Ends the models whose notice is over by this step.
void end_discontinued(Firms& firms, Catalogue& catalogue, Chronicle& chronicle, Step step);

/// Gives notice to the users of firm f's closed model, or ends it at once without a notice period.
void give_notice(Firms& firms, Catalogue& catalogue, std::size_t f, double notice, double t);

}  // namespace enclosure
