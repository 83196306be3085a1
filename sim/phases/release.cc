#include "sim/phases/release.h"

#include <algorithm>

#include "sim/base/hash.h"
#include "sim/base/math.h"
#include "sim/phases/defects.h"
#include "sim/phases/maturing.h"
#include "sim/world/users.h"

namespace enclosure {

namespace {

// What the firm goes on from: its model of the same base run, or for an opening its interface. A new base run begins anew.
Descent descent_of(const Firms& firms, const Catalogue& catalogue, std::size_t f, Id<Catalogue> slot, const Offer& offer) {
    const Id<Catalogue> before = offer.cause != 0 ? firms.interface[f] : slot;
    Descent descent;
    descent.base_run = firms.runs[f];
    if (!before || !catalogue.live(before.at()) || catalogue.base_run[before.at()] != firms.runs[f]) return descent;
    descent.open_ancestor = catalogue.open_ancestor[before.at()] != 0;
    descent.bound = descent.open_ancestor && catalogue.bound[before.at()] != 0;
    return descent;
}

}  // namespace

double cost_at_release(const CostParams& p, double capability, double time) {
    return p.reference_cost * math::exp10(p.capability_exponent * (capability - 0.83) - p.design_progress * (time - 0.2));
}

Id<Catalogue> free_slot(const Catalogue& catalogue) {
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.state[m] == Slot::empty) return Id<Catalogue>(m);
    }
    return {};
}

bool place_model(const ReleaseMarket& market, std::size_t f, OfferKind kind, const Offer& offer) {
    Firms& firms = market.firms;
    Catalogue& c = market.catalogue;
    const Parameters& p = market.rules.parameters;
    const std::size_t domains = market.rules.domain.size();
    Id<Catalogue>& own = kind == OfferKind::interface ? firms.interface[f] : firms.released[f];
    const bool fresh = !own;
    if (fresh) own = free_slot(c);
    if (!own) return false;
    const std::size_t m = own.at();
    if (fresh) c.open_ancestor[m] = 0;

    const double novelty = fresh ? 1.0 : std::clamp(offer.capability - c.capability[m], 0.1, 1.0);
    const std::uint64_t predecessor = fresh ? 0 : c.serial[m];
    c.state[m] = Slot::live;
    c.serial[m] = offer.cause != 0 ? combine(offer.cause, static_cast<std::uint64_t>(kind) + 1)
                                   : combine(combine(firms.serial[f], static_cast<std::uint64_t>(kind) + 1), firms.attempts[f]);
    c.parent[m] = offer.parent != 0 ? offer.parent : predecessor;
    c.owner[m] = Id<Firms>(f);
    c.strategy[m] = offer.strategy;
    c.open[m] = kind == OfferKind::release;
    c.successor[m] = choice_none;
    c.ends[m] = 0;
    c.release_time[m] = offer.time;
    c.capability[m] = std::clamp(offer.capability, capability_range.lo, capability_range.hi);
    c.score[m] = std::clamp(offer.score, capability_range.lo, capability_range.hi);
    c.gain[m] = fresh ? 0.0 : c.gain[m] * p.contribution.inherited;
    c.gain_at_release[m] = c.gain[m];
    c.stale[m] = 0;
    c.cost_at_release[m] = cost_at_release(p.cost, c.capability[m], offer.time);
    c.reliability[m] = reliability_at_release(firms.quality_assurance[f], kind == OfferKind::release, p.maturing);
    c.dispersion[m] = p.maturing.dispersion_start;
    introduce_defects(c, m, fresh, p.defects.introduced * novelty);
    c.own_lineage[m] = offer.own_lineage;
    c.leaked[m] = 0;
    const Descent descent = offer.descent ? *offer.descent : descent_of(firms, c, f, Id<Catalogue>(m), offer);
    c.bound[m] = offer.bound || descent.bound;
    c.open_ancestor[m] = !offer.own_lineage || descent.open_ancestor;
    c.base_run[m] = descent.base_run;
    if (fresh) {
        c.trust[m] = p.trust.base;
        c.record[m] = 0;
        for (std::size_t d = 0; d < domains; ++d) c.offset[m * domains + d] = market.rules.domain[d].offset;
    } else {
        for (std::size_t d = 0; d < domains; ++d) {
            const double base = market.rules.domain[d].offset;
            double& offset = c.offset[m * domains + d];
            offset = base + p.contribution.domain_inherited * (offset - base);
        }
    }
    ++market.commons.releases;
    if (!offer.own_lineage) ++market.commons.releases_on_others;
    return true;
}

void end_model(Firms& firms, Catalogue& catalogue, std::size_t f, OfferKind kind, Id<Catalogue> successor) {
    Id<Catalogue>& own = kind == OfferKind::interface ? firms.interface[f] : firms.released[f];
    if (!own) return;
    catalogue.state[own.at()] = Slot::ended;
    catalogue.successor[own.at()] = successor ? static_cast<std::uint8_t>(successor.row) : choice_none;
    own = {};
}

Id<Catalogue> end_least_used(Firms& firms, Catalogue& catalogue, const std::vector<double>& slot_seats) {
    Id<Catalogue> least;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (!catalogue.live(m) || catalogue.open[m] == 0 || catalogue.contributors[m] > 0) continue;
        const Id<Firms> owner = catalogue.owner[m];
        if (owner && firms.alive[owner.at()] != 0 && firms.released[owner.at()] == Id<Catalogue>(m)) continue;  // its maker keeps it up
        if (!least || slot_seats[m] < slot_seats[least.at()]) least = Id<Catalogue>(m);
    }
    if (!least) return {};
    catalogue.state[least.at()] = Slot::ended;
    catalogue.successor[least.at()] = choice_none;
    for (Id<Catalogue>& released : firms.released) {
        if (released == least) released = {};
    }
    return least;
}

void sweep_catalogue(Catalogue& c) {
    for (std::size_t m = 0; m < c.size(); ++m) {
        if (c.state[m] != Slot::ended) continue;
        c.state[m] = Slot::empty;
        c.serial[m] = 0;
        c.parent[m] = 0;
        c.owner[m] = {};
        c.ends[m] = 0;
        c.leaked[m] = 0;
        c.effort[m] = c.maintenance[m] = c.contributors[m] = c.gain[m] = c.gain_at_release[m] = c.stale[m] = c.defects[m] = 0;
        c.known_defects[m] = c.defect_age[m] = c.record[m] = 0;
    }
}

void resize_catalogue(Catalogue& c, std::size_t slots, std::size_t domains) {
    std::apply(
        [&](const auto&... column) { ((c.*column.member).resize(column.facts.width == Width::domains ? slots * domains : slots), ...); },
        Catalogue::columns());
}

std::size_t add_firm(Firms& firms, const NewFirm& firm, const PriceParams& p) {
    const std::size_t f = firms.size();
    const std::size_t segments = firm.brand.size();
    std::apply(
        [&](const auto&... column) {
            ((firms.*column.member).resize((f + 1) * (column.facts.width == Width::segments ? segments : 1)), ...);
        },
        Firms::columns());
    firms.serial[f] = firm.serial;
    firms.label[f] = firm.label;
    firms.region[f] = static_cast<std::uint32_t>(firm.region);
    firms.strategy[f] = static_cast<std::uint32_t>(firm.strategy);
    firms.alive[f] = 1;
    firms.markup[f] = p.markup_start;
    for (std::size_t g = 0; g < segments; ++g) firms.brand[f * segments + g] = firms.brand_start[f * segments + g] = firm.brand[g];
    return f;
}

}  // namespace enclosure
