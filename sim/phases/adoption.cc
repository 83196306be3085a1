#include "sim/phases/adoption.h"

#include <algorithm>
#include <array>

#include "sim/phases/choice_round.h"
#include "sim/world/pieces.h"

namespace enclosure {

namespace {

struct Counts {
    std::int64_t reviewed = 0;
    std::int64_t switched = 0;
    std::int64_t forced = 0;
    std::int64_t locked = 0;
};

std::int32_t vendor_taken(const Catalogue& catalogue, std::uint8_t slot) {
    return slot < choice_slots ? vendor_of(catalogue, slot) : -1;
}

// Users of a cell who choose, gathered until there are enough to choose together.
class ChoosingUsers {
  public:
    ChoosingUsers(const ChoiceRound& round, const ChoiceRound::Cell& cell) : round_(round), cell_(cell) {}

    bool full() const { return batch_.full(); }

    void add(std::size_t i, const UserTurn& turn) {
        const std::size_t k = batch_.size;
        user_[k] = i;
        turn_[k] = turn.turn;
        batch_.add(round_.chooser(cell_, i, turn), round_.seen(cell_, i, turn.serial, std::span(own_).subspan(k * most_seen, most_seen)));
    }

    // Has them choose, and begins anew.
    void take(Out<&Users::choice> choice, Out<&Users::since> since, const Catalogue& catalogue, Step step, Counts& counts) {
        choose_batch(batch_, *cell_.columns, cell_.how, chosen_);
        for (std::size_t k = 0; k < batch_.size; ++k) {
            const std::size_t i = user_[k];
            const Choice chosen = chosen_[k];
            if (turn_[k] == Turn::forced) ++counts.forced;
            if (turn_[k] != Turn::hears) ++counts.reviewed;
            const std::int32_t vendor = vendor_taken(catalogue, chosen.slot);
            if (choice[i] != chosen.slot && vendor != batch_.vendor[k]) {
                since[i] = static_cast<std::uint16_t>(step.index);
                if (batch_.vendor[k] >= 0) ++counts.switched;
            }
            const bool held_back = vendor == batch_.vendor[k] && vendor_taken(catalogue, chosen.unbound) != vendor;
            if (batch_.switching[k] > 0 && held_back) ++counts.locked;
            choice[i] = chosen.slot;
        }
        batch_.size = 0;
    }

  private:
    const ChoiceRound& round_;
    const ChoiceRound::Cell& cell_;
    ChooserBatch batch_;
    std::array<std::size_t, ChooserBatch::capacity> user_{};
    std::array<Turn, ChooserBatch::capacity> turn_{};
    std::array<Choice, ChooserBatch::capacity> chosen_{};
    std::array<float, ChooserBatch::capacity * most_seen> own_;  // utilities with each one's own peers, if they have any
};

}  // namespace

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
            const ChoiceRound::Cell cell = round.cell(c);
            Counts counts;
            ChoosingUsers choosing(round, cell);
            round.for_each_in_turn(cell, first, last, [&](std::size_t i, const UserTurn& turn) {
                if (turn.held != choice[i]) choice[i] = turn.held;
                if (!turn.chooses()) return;
                choosing.add(i, turn);
                if (choosing.full()) choosing.take(choice, since, catalogue, step, counts);
            });
            choosing.take(choice, since, catalogue, step, counts);
            const std::size_t g = cells.segment[c];
            add_count(market.reviewed[g], counts.reviewed);
            add_count(market.switched[g], counts.switched);
            add_count(market.forced[g], counts.forced);
            add_count(market.locked[g], counts.locked);
        });
    });
}

}  // namespace enclosure
