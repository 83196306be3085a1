#include "sim/phases/adoption.h"

#include <algorithm>
#include <array>
#include <optional>

#include "sim/base/many_bytes.h"
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

// Users of a cell who choose, gathered until there are enough to choose together.
class ChoosingUsers {
  public:
    ChoosingUsers(const ChoiceRound& round, const ChoiceRound::Cell& cell) : round_(round), cell_(cell) {
        if (round.has_own_peers()) peers_.emplace(round.peer_groups());
    }

    bool full() const { return count_ == ChooserBatch::capacity; }

    void add(std::size_t i, Turn turn, std::uint8_t slot) {
        const std::size_t k = count_++;
        user_[k] = i;
        turn_[k] = turn;
        round_.gather(cell_, i, slot, gathered_, k);
        if (!peers_) return;
        if (k == 0) peers_->clear();
        const std::uint64_t serial = user_serial(cell_.serial, gathered_.index[k]);
        peers_->weight.of[k] = round_.count_peers(cell_, i, serial, peers_->of_user(k), ChooserBatch::capacity);
    }

    // Users who lie side by side and all review, from `first` on, as many as there is room for; returns how many. Nobody may wait.
    std::size_t take_neighbours(std::size_t first, std::size_t last, Out<&Users::choice> choice, Out<&Users::since> since, Step step,
                                Counts& counts) {
        const std::size_t count = std::min(last - first, NearPeers::rows - first % NearPeers::rows);
        batch_.fill(round_.rows(cell_, first), count, *cell_.columns, cell_.how);
        if (peers_) round_.count_peers(cell_, first, count, *peers_);
        if (!cell_.columns->plain) {
            for (std::size_t k = 0; k < count; ++k) {
                user_[k] = first + k;
                turn_[k] = Turn::reviews;
            }
            settle(choice, since, step, counts);
            return count;
        }
        choose();
        const Moves moves =
            settle_neighbours(batch_, chosen_, choice.data() + first, since.data() + first, static_cast<std::uint16_t>(step.index));
        counts.reviewed += static_cast<std::int64_t>(count);
        counts.switched += moves.switched;
        counts.locked += moves.locked;
        return count;
    }

    // Has those choose who wait, and begins anew.
    void take(Out<&Users::choice> choice, Out<&Users::since> since, Step step, Counts& counts) {
        if (count_ == 0) return;
        batch_.fill(round_.rows(cell_, gathered_), count_, *cell_.columns, cell_.how);
        settle(choice, since, step, counts);
        count_ = 0;
    }

  private:
    void choose() { choose_batch(batch_, *cell_.columns, cell_.utility, peers_ ? &*peers_ : nullptr, cell_.how, chosen_); }

    // Has the batch choose, and writes what came of it.
    void settle(Out<&Users::choice> choice, Out<&Users::since> since, Step step, Counts& counts) {
        choose();
        const auto now = static_cast<std::uint16_t>(step.index);
        for (std::size_t k = 0; k < batch_.size; ++k) {
            const std::size_t i = user_[k];
            const Choice chosen = chosen_.of(k);
            const std::int32_t before = round_.vendor(static_cast<std::uint8_t>(batch_.slot[k]));
            const std::int32_t vendor = round_.vendor(chosen.slot);
            const bool leaves = choice[i] != chosen.slot && vendor != before;
            const bool held_back = vendor == before && round_.vendor(chosen.unbound) != vendor;
            counts.forced += turn_[k] == Turn::forced ? 1 : 0;
            counts.reviewed += turn_[k] != Turn::hears ? 1 : 0;
            counts.switched += leaves && before >= 0 ? 1 : 0;
            counts.locked += batch_.switching[k] > 0 && held_back ? 1 : 0;
            since[i] = leaves ? now : since[i];
            choice[i] = chosen.slot;
        }
    }

    const ChoiceRound& round_;
    const ChoiceRound::Cell& cell_;
    ChooserBatch batch_;
    std::optional<PeerCounts> peers_;
    GatheredUsers gathered_;  // who wait: the first count_ of these columns
    std::size_t count_ = 0;
    std::array<std::size_t, ChooserBatch::capacity> user_;
    std::array<Turn, ChooserBatch::capacity> turn_;
    ChosenBatch chosen_;
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
            if (cell.all_review && !has_byte(choice.subspan(first, last - first), choice_unaware)) {
                while (first < last) first += choosing.take_neighbours(first, last, choice, since, step, counts);
            }
            round.for_each_in_turn(cell, first, last, [&](std::size_t i, Turn turn, std::uint8_t slot, std::uint8_t held) {
                if (held != choice[i]) choice[i] = held;
                if (!chooses(turn)) return;
                choosing.add(i, turn, slot);
                if (choosing.full()) choosing.take(choice, since, step, counts);
            });
            choosing.take(choice, since, step, counts);
            const std::size_t g = cells.segment[c];
            add_count(market.reviewed[g], counts.reviewed);
            add_count(market.switched[g], counts.switched);
            add_count(market.forced[g], counts.forced);
            add_count(market.locked[g], counts.locked);
        });
    });
}

}  // namespace enclosure
