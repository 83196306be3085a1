#include <algorithm>
#include <cmath>

#include "sim/policy/agenda.h"
#include "sim/run/set_up.h"
#include "sim/run/simulation.h"

namespace enclosure {

namespace {

// Firms that may come: entrants arrive as a Poisson process, of which six standard deviations more than the mean are hardly seen; a policy
// that doubles their rate stays within it. Founders beyond what a table of this size is for are left to the heap.
std::size_t newcomers_of(const Scenario& scenario, double years) {
    constexpr double most = 4096;
    const double mean = 2 * scenario.parameters.entry.rate * years;
    return static_cast<std::size_t>(std::clamp(mean + 6 * std::sqrt(mean), 0.0, most)) + scenario.region.size();
}

template <class Table>
void reserve_rows(Table& table, std::size_t rows, std::size_t segments = 1) {
    for_each_column<Table>([&](const auto& c) { (table.*c.member).reserve(c.facts.width == Width::segments ? rows * segments : rows); });
}

void reserve_bookings(Ledger& ledger, std::size_t bookings, std::size_t accounts) {
    ledger.payer.reserve(bookings);
    ledger.payee.reserve(bookings);
    ledger.amount.reserve(bookings);
    ledger.flow.reserve(bookings);
    ledger.balance.reserve(accounts);
}

void reserve_steps(History& history, std::size_t steps, std::size_t segments, std::size_t records) {
    history.totals.reserve(steps * History::kinds);
    history.adopters.reserve(steps * 2 * segments);
    history.frontier.reserve(steps);
    history.record_firm.reserve(records);
    history.record_time.reserve(records);
    history.record_score.reserve(records);
}

}  // namespace

void make_room(World& world) {
    const Scenario& s = world.scenario;
    const std::size_t steps = step_count(s.time);
    const std::size_t segments = s.segment.size();
    const std::size_t regions = s.region.size();
    const std::size_t slots = world.catalogue.size();
    const std::size_t firms = world.firms.size() + newcomers_of(s, static_cast<double>(steps) * s.time.step);

    reserve_rows(world.firms, firms, segments);
    // Those that a step makes stand beside those that there are until the least attended are dropped.
    reserve_rows(world.derivatives, 2 * static_cast<std::size_t>(s.parameters.derivatives.capacity));
    reserve_rows(world.openings, 4 * firms);
    reserve_rows(world.triggered, world.agenda->events.size());
    // Of a released model users of every segment pay the hosts of every region, and its maker for hosting, services and premium.
    reserve_bookings(world.ledger, slots * (regions * (segments + 1) + 3 * segments + 2) + 16 * firms,
                     Ledger::first_segment + segments + regions + firms);
    reserve_steps(world.history, steps, segments, 4 * steps + 4 * firms);
    world.commons.closed_latent.reserve(steps);
    world.commons.closed_record.reserve(steps);
    world.chronicle.reserve(64 + firms / 4, 200);
}

}  // namespace enclosure
