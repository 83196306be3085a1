#include "sim/run/set_up.h"

#include "sim/base/math.h"
#include "sim/phases/prices.h"
#include "sim/phases/tally.h"
#include "sim/policy/agenda.h"

namespace enclosure {

namespace {

void set_up_commons(World& world) {
    const Scenario& s = world.rules;
    PublicState& commons = world.commons;
    commons.knowledge.assign(s.region.size(), 0.0);
    commons.domain_effort.assign(s.domain.size(), 0.0);
    commons.domain_busy.assign(s.domain.size(), 0.0);
    for (const Segment& g : s.segment) commons.open_friction.push_back(g.open_friction_start);
    commons.consumer_surplus.assign(s.segment.size(), 0.0);
    commons.hosts.assign(s.region.size(), 0.0);
    commons.host_margin = s.parameters.cost.host_margin;
    // Users at the start compare with the model that they know, .3 OOM above capability zero; calibrated in the mean field.
    commons.expected_quality = 0.3;
    commons.perceived_gap = 0.9;
    commons.average_price = s.parameters.cost.reference_cost * 2.6 * math::exp10(-0.83 * s.parameters.cost.capability_exponent);
}

void set_up_market(World& world) {
    const std::size_t slots = world.catalogue.size();
    const std::size_t segments = world.rules.segment.size();
    Market& market = world.market;
    market.users.assign(world.cells.size() * slots, 0);
    market.unaware.assign(world.cells.size(), 0);
    market.undecided.assign(world.cells.size(), 0);
    market.reviewed.assign(segments, 0);
    market.switched.assign(segments, 0);
    market.forced.assign(segments, 0);
    market.locked.assign(segments, 0);
    market.organisations.assign(segments, 0);
    market.organisation_models.assign(segments, 0);
    market.seats.assign(segments * slots, 0.0);
    market.revenue.assign(segments * slots, 0.0);
    market.tokens.assign(segments * slots, 0.0);
    market.slot_seats.assign(slots, 0.0);
    market.slot_revenue.assign(slots, 0.0);
    market.region_revenue.assign(world.rules.region.size() * slots, 0.0);
    market.utility.assign(world.cells.size() * slots, 0.0);
    market.peer_utility.assign(world.cells.size() * slots, 0.0);
}

void set_up_welfare(World& world) {
    const std::size_t segments = world.rules.segment.size();
    const std::size_t regions = world.rules.region.size();
    world.welfare.benefit.assign(world.cells.size() * income_classes, 0.0);
    world.welfare.gain.assign(world.cells.size(), 0.0);
    world.welfare.budget.assign(segments, 0.0);
    world.welfare.migration_cost.assign(segments, 0.0);
    world.welfare.developers_surplus.assign(regions, 0.0);
    world.welfare.displaced.assign(segments * regions, 0.0);
    world.welfare.created.assign(segments * regions, 0.0);
    world.history.stayed.assign(segments * 2, 0.0);
    world.history.locked_share.assign(segments, 0.0);
}

}  // namespace

World set_up(const Scenario& scenario, const Threads& threads) {
    World world;
    world.scenario = scenario;
    world.rules = scenario;
    world.agenda = make_agenda(scenario);
    if (!scenario.parameters.training.weights_released) {
        for (StrategyRow& strategy : world.rules.strategy) strategy.release = false;
    }
    world.step = Step{static_cast<std::uint64_t>(scenario.seed), 0, 0.0, scenario.time.step, &threads};
    world.ledger.segments = static_cast<std::uint32_t>(scenario.segment.size());
    world.ledger.regions = static_cast<std::uint32_t>(scenario.region.size());
    set_up_commons(world);
    set_up_cells(world);
    set_up_firms(world);
    set_up_market(world);
    set_up_welfare(world);
    Step start = world.step;
    start.dt = 0;  // prices of the moment, not of the first step
    set_prices(world.catalogue, world.firms, world.commons, world.rules.parameters.cost, start);
    set_up_users(world, threads);
    set_up_network(world);
    set_up_developers(world, threads);
    count_users(world.market, world.cells, world.catalogue, In<&Users::choice>(world.users.choice), world.rules, world.step);
    tally_market(world.market, world.cells, world.catalogue, world.commons, world.rules, world.rules.parameters.prices, world.step);
    world.commons.market_before = 0;
    for (const double revenue : world.market.slot_revenue) world.commons.market_before += revenue;
    make_room(world);
    return world;
}

}  // namespace enclosure
