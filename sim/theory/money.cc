// Money is conserved: what accounts receive is what others pay, and a firm's cash moves by what is booked to its account and nothing else.
#include <algorithm>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"

namespace enclosure::theory {

std::vector<Comparison> money(int) {
    Rig rig(scenario("money"));
    const World& world = rig.world;
    const std::vector<double> first_cash = world.firms.cash;
    double gross = 0;
    double open = 0;   // largest sum over all accounts, of the gross flow so far
    double stray = 0;  // largest distance of a firm's cash from its bookings, of the gross flow so far
    for (int k = 0; k < 144; ++k) {
        rig.step();
        for (const double dollars : world.ledger.amount) gross += dollars;
        double sum = 0;
        for (const double balance : world.ledger.balance) sum += balance;
        open = std::max(open, std::fabs(sum) / gross);
        for (std::size_t f = 0; f < world.firms.size(); ++f) {
            const std::size_t account = world.ledger.firm(f);
            const double booked = account < world.ledger.balance.size() ? world.ledger.balance[account] : 0.0;
            const double before = f < first_cash.size() ? first_cash[f] : 0.0;
            stray = std::max(stray, std::fabs(world.firms.cash[f] - before - booked) / gross);
        }
    }
    const char* why = "Zero but for rounding; 1e-9 of the gross flow so far.";
    return {{"sum over all accounts, of the gross flow", open, 0, 1e-9, why},
            {"cash of a firm less what was booked to it, of the gross flow", stray, 0, 1e-9, why}};
}

}  // namespace enclosure::theory
