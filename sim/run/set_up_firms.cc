#include <cmath>

#include "sim/base/draws.h"
#include "sim/phases/release.h"
#include "sim/run/set_up.h"

namespace enclosure {

namespace {

// Row with that id; the loader has made sure that there is one.
template <class Row>
std::size_t row_of(const std::vector<Row>& rows, const std::string& id) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].id == id) return i;
    }
    return 0;
}

}  // namespace

void set_up_firms(World& world) {
    const Scenario& s = world.rules;
    Firms& firms = world.firms;
    Catalogue& catalogue = world.catalogue;
    resize_catalogue(catalogue, static_cast<std::size_t>(s.population.slots), s.domain.size());

    const ReleaseMarket market{firms, catalogue, world.commons, s};
    for (const FirmRow& row : s.firm) {
        NewFirm firm;
        firm.serial = serial_of(row.id);
        firm.label = row.title.empty() ? row.id : row.title;
        firm.region = row_of(s.region, row.region);
        firm.strategy = row_of(s.strategy, row.strategy);
        for (const Segment& g : s.segment) firm.brand.push_back(row.brand.of(g.id));
        const std::size_t f = add_firm(firms, firm, s.parameters.prices);
        firms.fixed_strategy[f] = row.fixed_strategy;
        firms.venture[f] = row.venture;
        firms.start[f] = row.start;
        firms.aspiration[f] = row.aspiration;
        firms.safety[f] = row.safety;
        firms.quality_assurance[f] = row.quality_assurance;
        firms.cash[f] = row.cash;
        firms.parent[f] = row.parent;
        firms.parent_growth[f] = row.parent_growth;
        firms.grants[f] = row.grants;
        firms.capital[f] = row.cash;
        firms.complement[f] = row.complement;
        firms.research[f] = row.research;
        firms.lead[f] = row.lead;
        firms.run_spend[f] = row.run_spend;
        firms.run_knowledge[f] = row.lead;
        firms.run_interval[f] = row.run_interval;
        firms.refresh_interval[f] = row.refresh_interval;
        firms.next_run[f] = row.first_run;
        Draws first(world.step.seed, Purpose::firm_schedule, firm.serial, 0, 0);
        firms.next_release[f] = row.start + row.refresh_interval * (0.4 + 0.6 * first.uniform());

        const bool has_interface = std::isfinite(row.interface_capability);
        const bool has_release = std::isfinite(row.release_capability);
        const double interface = has_interface ? row.interface_capability : row.release_capability;
        const double release = has_release ? row.release_capability : row.interface_capability;
        firms.imitation[f] = has_interface || has_release ? interface : -0.8;
        if (row.start > 0 || !(has_interface || has_release)) continue;
        const StrategyRow& strategy = s.strategy[firms.strategy[f]];
        // Interfaces of the start are a little older than the run; weights are just out, and no release of the first step.
        constexpr double before_the_start = -1e-9;
        if (strategy.interface) place_model(market, f, OfferKind::interface, {interface, interface, -0.1, 0, true, firms.strategy[f]});
        if (strategy.release && (has_release || strategy.delay <= 0))
            place_model(market, f, OfferKind::release, {release, release, before_the_start, 0, true, firms.strategy[f]});
    }
}

}  // namespace enclosure
