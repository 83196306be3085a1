#include "sim/phases/adoption.h"

#include <algorithm>

#include "sim/phases/choice_round.h"
#include "sim/world/pieces.h"

namespace enclosure {

void choose_models(Out<&Users::choice> choice, Out<&Users::since> since, In<&Users::price> price,
                   In<&Users::data_sensitivity> data_sensitivity, In<&Users::customisation> customisation, In<&Users::security> security,
                   In<&Users::technical> technical, In<&Users::reach> reach, const Network& network, Market& market, const Cells& cells,
                   const Catalogue& catalogue, const PublicState& commons, const Scenario& rules, const AdoptionParams& p, Step step) {
    const UserColumns users{choice, since, price, data_sensitivity, customisation, security, technical, reach};
    const ChoiceRound round(users, network, market, cells, catalogue, commons, rules, p, step);
    std::fill(market.reviewed.begin(), market.reviewed.end(), 0);
    std::fill(market.switched.begin(), market.switched.end(), 0);
    std::fill(market.forced.begin(), market.forced.end(), 0);
    std::fill(market.locked.begin(), market.locked.end(), 0);

    step.threads->for_blocks(choice.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        for_each_piece(cells, begin, end, [&](std::size_t c, std::size_t first, std::size_t last) {
            const std::size_t g = cells.segment[c];
            const ChoiceRound::Cell cell = round.cell(c);
            std::vector<double> own;
            std::int64_t reviewed = 0;
            std::int64_t switched = 0;
            std::int64_t forced = 0;
            std::int64_t locked = 0;
            for (std::size_t i = first; i < last; ++i) {
                const UserTurn turn = round.turn(cell, i);
                if (turn.held != choice[i]) choice[i] = turn.held;
                if (!turn.chooses()) continue;
                if (turn.turn == Turn::forced) ++forced;
                if (turn.turn != Turn::hears) ++reviewed;
                const Chooser user = round.chooser(cell, i, turn);
                const std::span<const double> seen = round.seen(cell, i, turn.serial, own);
                std::uint8_t unbound = choice_none;
                const std::uint8_t chosen = choose(user, cell.offerings, seen, cell.how, user.switching > 0 ? &unbound : nullptr);
                const std::int32_t vendor = chosen < choice_slots ? vendor_of(catalogue, chosen) : -1;
                if (choice[i] != chosen && vendor != user.vendor) {
                    since[i] = static_cast<std::uint16_t>(step.index);
                    if (user.slot < choice_slots) ++switched;
                }
                if (user.switching > 0 && vendor == user.vendor) {
                    locked += (unbound < choice_slots ? vendor_of(catalogue, unbound) : -1) != vendor ? 1 : 0;
                }
                choice[i] = chosen;
            }
            add_count(market.reviewed[g], reviewed);
            add_count(market.switched[g], switched);
            add_count(market.forced[g], forced);
            add_count(market.locked[g], locked);
        });
    });
}

}  // namespace enclosure
