#include "sim/run/explain_choice.h"

#include <algorithm>
#include <limits>

#include "sim/base/math.h"
#include "sim/world/pieces.h"

namespace enclosure {

namespace {

constexpr double no_value = -std::numeric_limits<double>::infinity();

// λ ln Σ exp(U/λ) of each nest, and from them all probabilities. Largest values are taken out, so that no exponential overflows.
void set_probabilities(ChoiceExplanation& e) {
    const double lambda = e.nest_scale;
    std::array<double, 2> largest{no_value, no_value};
    std::array<double, 2> sum{};
    for (const ModelOption& m : e.models) largest[m.open ? 1 : 0] = std::max<double>(largest[m.open ? 1 : 0], m.utility());
    for (ModelOption& m : e.models) {
        const std::size_t k = m.open ? 1 : 0;
        m.probability = math::exp((static_cast<double>(m.utility()) - largest[k]) / lambda);
        sum[k] += m.probability;
    }
    double top = sum_of(e.none);
    for (std::size_t k = 0; k < 2; ++k) {
        e.nests[k].value = sum[k] > 0 ? largest[k] + lambda * math::log(sum[k]) : no_value;
        top = std::max(top, e.nests[k].value);
    }
    e.none_probability = math::exp(sum_of(e.none) - top);
    double all = e.none_probability;
    for (NestOption& nest : e.nests) {
        nest.probability = nest.value > no_value ? math::exp(nest.value - top) : 0.0;
        all += nest.probability;
    }
    e.none_probability /= all;
    for (NestOption& nest : e.nests) nest.probability /= all;
    for (ModelOption& m : e.models) m.probability *= e.nests[m.open ? 1 : 0].probability / sum[m.open ? 1 : 0];
}

}  // namespace

ChoiceExplanation explain_choice(const World& world, std::size_t i) {
    const Scenario& rules = world.rules;
    const AdoptionParams& p = rules.parameters.adoption;
    const Catalogue& catalogue = world.catalogue;
    const Users& u = world.users;
    const UserColumns columns{u.choice, u.since, u.price, u.data_sensitivity, u.customisation, u.security, u.technical, u.reach};
    Step step = world.step;
    step.threads = nullptr;  // many choices of a step may be explained; what each takes is not to stay until the step ends
    const ChoiceRound round(columns, world.network, world.market, world.cells, catalogue, world.commons, rules, p, step);
    const CellUtility utility(world.market, world.cells, catalogue, world.firms, world.commons, rules, p, rules.parameters.learning);

    ChoiceExplanation e;
    e.step = world.step.index;
    e.user = i;
    e.cell = cell_of(world.cells, i);
    e.index_in_cell = i - world.cells.begin[e.cell];
    e.before = u.choice[i];
    const ChoiceRound::Cell cell = round.cell(e.cell);
    e.turn = round.turn(cell, i);
    e.chooser = round.chooser(cell, i, e.turn);
    e.nest_scale = cell.how.nest_scale;
    e.none = none_terms(e.chooser, cell.how);
    const AlternativeDraws draws = choice_draws(e.chooser.serial, cell.how);
    e.keyed = cell.how.draws == ChoiceDraws::keyed;
    if (e.keyed) e.none_gumbel = single::gumbel(draws.own_word());
    const std::array<float, 2> log_stable = log_stables(e.chooser.serial, cell.how);
    for (std::size_t k = 0; k < 2; ++k) e.nests[k].log_stable = e.keyed ? log_stable[k] : 0.0F;

    const ChoiceRound::OwnPeers own_peers = round.own_peers(cell, i, e.chooser.serial);
    for (std::size_t k = 0; k < cell.offerings.size(); ++k) {
        const Offering& o = cell.offerings[k];
        const Id<Firms> owner = catalogue.owner[o.slot];
        ModelOption m;
        m.slot = o.slot;
        m.serial = catalogue.serial[o.slot];
        m.maker = owner ? world.firms.label[owner.at()] : "";
        m.open = o.open;
        m.in_use = o.slot == e.chooser.slot;
        m.leaked = catalogue.leaked[o.slot] != 0;
        m.price = catalogue.price[o.slot];
        m.score = catalogue.score[o.slot];
        m.cell = utility.terms(e.cell, o.slot);
        if (round.has_own_peers()) m.peers = {-m.cell.peers, own_peers.weight * own_peers.count[k]};
        m.taste = taste_terms(e.chooser, o);
        m.move = move_terms(e.chooser, o, cell.how);
        if (e.keyed) {
            m.gumbel = single::gumbel(draws.word(o.key));
            m.draw = perturbation(m.gumbel, log_stable[o.open ? 1 : 0], cell.how);
        }
        e.models.push_back(m);
    }
    set_probabilities(e);
    std::vector<float> seen;
    for (std::size_t k = 0; k < cell.offerings.size(); ++k) {
        const float utility_here = cell.utility[k];
        seen.push_back(round.has_own_peers() ? with_peers(utility_here, own_peers.weight, own_peers.count[k], cell.how.draws)
                                             : utility_here);
    }
    const Choice choice = choose(e.chooser, cell.offerings, seen, cell.how);
    e.drawn = choice.slot;
    e.unbound = choice.unbound;
    e.after = e.turn.chooses() ? e.drawn : e.turn.held;
    return e;
}

}  // namespace enclosure
