// Dividends: out of the operating surplus owners take a return on the capital that they put in, before research is budgeted.
//   dividend = min((margin − opex − legal)⁺, required_return·capital),   capital = cash at the start + investment + parent's support
// Without it research absorbs all that is earned while the wish for it outgrows revenue, which it does from about 2030 on.
// Investors own venture firms, parents the others; grants are nobody's capital. Source: assumption. Claims: C3 C12.
#pragma once

#include "sim/phases/phase.h"

namespace enclosure {

void pay_dividends(Ledger& ledger, Firms& firms, const FinanceParams& p, Step step);

}  // namespace enclosure
