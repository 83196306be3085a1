// One step's choices, as every user faces them: what is offered, who hears of models, who reconsiders, what he sees and brings. The phase
// (adoption.h) and whoever explains a choice (run/explain_choice.h) ask the same questions here.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/draws.h"
#include "sim/base/many_bytes.h"
#include "sim/base/many_draws.h"
#include "sim/phases/choice_batch.h"
#include "sim/phases/network.h"
#include "sim/phases/phase.h"
#include "sim/phases/utility.h"

namespace enclosure {

/// The columns of users that choices depend on.
struct UserColumns {
    std::span<const std::uint8_t> choice;
    std::span<const std::uint16_t> since;
    std::span<const std::uint8_t> price, data_sensitivity, customisation, security, technical, reach;
};

/// Hazards per step and tastes of users of a segment in a region; the byte columns count in units of 1/256.
struct UserSetting {
    double aware_technical = 0;
    double aware_other = 0;
    double technical = 0;
    double reach = 0;
};

/// Review hazard per step by what a user has, a value of Users::choice.
using ReviewHazards = std::array<double, 256>;

/// By a value of Users::choice: users whose word of Purpose::user_review is above that certainly keep what they have.
using ReviewBounds = std::array<std::uint32_t, 256>;

/// The largest 32-bit word w of which (w + 1/2)/2^32 is below a probability, or 0.
constexpr std::uint32_t last_word_below(double probability) {
    const double words = probability * 0x1p32 - 0.5;
    if (!(words > 0)) return 0;
    if (words >= 0x1p32) return 0xFFFFFFFFu;
    const auto whole = static_cast<std::uint32_t>(words);
    return whole - (static_cast<double>(whole) < words ? 0 : 1);
}

/// The uniform that a word stands for.
constexpr double uniform_of(std::uint32_t word) {
    return (static_cast<double>(word) + 0.5) * 0x1p-32;
}

/// What a step holds for a user.
enum class Turn : std::uint8_t {
    out_of_reach,  ///< unaware, above the segment's ceiling
    unaware,       ///< hears of no model in the step
    hears,         ///< becomes aware and chooses
    keeps,         ///< does not reconsider
    reviews,       ///< reconsiders and chooses
    forced,        ///< his model ended and left him nothing; chooses
};

constexpr bool chooses(Turn turn) {
    return turn == Turn::hears || turn == Turn::reviews || turn == Turn::forced;
}

struct UserTurn {
    Turn turn = Turn::out_of_reach;
    std::uint8_t slot = choice_none;  ///< in use once ended models are gone, or none
    std::uint8_t held = choice_none;  ///< what Users::choice is to hold before he chooses
    std::uint64_t serial = 0;
    bool technical = false;
    double hazard = 0;  ///< of hearing or of reviewing in the step
    double draw = 1;    ///< uniform; it happens if this is below the hazard

    bool chooses() const { return enclosure::chooses(turn); }
};

/// Index of the word that decides whether a user hears of models: an organisation hears as a whole.
inline std::uint64_t hearing_index(const Segment& segment, std::uint64_t index_in_cell) {
    return organisation_of(index_in_cell, segment.workloads);
}

/// Columns of users who do not lie side by side, of those that choices depend on.
struct GatheredUsers {
    template <class T>
    using Column = std::array<T, ChooserBatch::capacity>;

    Column<std::uint64_t> index;  ///< in the cell
    Column<std::uint16_t> since;
    Column<std::uint8_t> choice, price, data_sensitivity, customisation, security, technical;
};

/// Its tables lie in the step's memory.
class ChoiceRound {
  public:
    ChoiceRound(const UserColumns& users, const Network& network, const Market& market, const Cells& cells, const Catalogue& catalogue,
                const PublicState& commons, const Scenario& rules, const AdoptionParams& p, Step step);

    /// What is the same for all users of a cell.
    struct Cell {
        std::uint64_t serial = 0;
        std::uint64_t begin = 0;
        std::uint64_t members = 0;
        const Segment* segment = nullptr;
        const UserSetting* setting = nullptr;
        const ReviewHazards* hazards = nullptr;
        const ReviewBounds* bounds = nullptr;
        std::uint32_t hearing = 0;  ///< organisations whose word of Purpose::user_aware is above that hear of no model
        std::span<const Offering> offerings;
        const OfferingColumns* columns = nullptr;   ///< the same offerings
        const float* utility = nullptr;             ///< by offering, padded; without peers if users have their own
        const PeerWeights* peer_weights = nullptr;  ///< if users have peers of their own
        bool all_review = false;                    ///< whether all who are aware reconsider, whatever they draw, and nothing has ended
        ChoiceSetting how;
    };
    Cell cell(std::size_t c) const;

    /// What the step holds for user i of that cell.
    UserTurn turn(const Cell& cell, std::size_t i) const;

    /// The same, by the word that decides it.
    UserTurn turn(const Cell& cell, std::size_t i, std::uint32_t word) const;

    /// Calls visit(i, turn, slot, held), the last three as UserTurn has them, for the users of [first, last), all of that cell and no more
    /// than block_size, who choose or whose model has ended: first the aware, in order, then the unaware.
    template <class Visit>
    void for_each_in_turn(const Cell& cell, std::size_t first, std::size_t last, Visit visit) const;

    /// What he brings if he chooses.
    Chooser chooser(const Cell& cell, std::size_t i, const UserTurn& turn) const;

    /// Users of a cell who lie side by side, from i on, all of whom review.
    UserRows rows(const Cell& cell, std::size_t i) const;

    /// Users of a cell who were gathered.
    UserRows rows(const Cell& cell, const GatheredUsers& users) const;

    /// Writes user i of that cell, who has `slot`, to place k.
    void gather(const Cell& cell, std::size_t i, std::uint8_t slot, GatheredUsers& users, std::size_t k) const;

    /// Whether users have peers of their own, and not those of their cell.
    bool has_own_peers() const { return !peers_.empty(); }

    /// Vendors of the offerings, numbered from 0, by which peers are counted.
    std::span<const std::uint8_t> peer_groups() const { return peers_.groups(); }

    /// Adds his peers to counts[stride·vendor] and returns what each of them adds to the vendor's utility.
    float count_peers(const Cell& cell, std::size_t i, std::uint64_t serial, float* counts, std::size_t stride) const;

    /// The same for `count` neighbouring users from `first` on, all of one chunk of NearPeers.
    void count_peers(const Cell& cell, std::size_t first, std::size_t count, PeerCounts& peers) const;

    /// What one user sees of his own peers; empty where users have none.
    struct OwnPeers {
        std::vector<float> count;  ///< of his peers, by offering: who use its vendor
        float weight = 0;          ///< what each of them adds
    };
    OwnPeers own_peers(const Cell& cell, std::size_t i, std::uint64_t serial) const;

    /// Row of the vendor of what a user has, a value of Users::choice; -1 for none.
    std::int32_t vendor(std::uint8_t choice) const { return vendor_[choice]; }

  private:
    template <class Visit>
    void for_each_who_reviews(const Cell& cell, std::size_t first, std::size_t last, Visit visit) const;
    template <class Visit>
    void for_each_who_hears(const Cell& cell, std::size_t first, std::size_t last, Visit visit) const;

    SwitchingCost switching_cost(const Segment& segment) const {
        return {p_.switching_weight,  segment.switching, segment.switching_tenure,
                p_.tenure_saturation, step_.dt,          static_cast<std::uint16_t>(step_.index)};
    }

    UserColumns users_;
    const Cells& cells_;
    const Catalogue& catalogue_;
    const Scenario& rules_;
    const AdoptionParams& p_;
    Step step_;
    StepVector<StepVector<Offering>> offerings_;  // by segment: the same models in the same order, but not with the same terms
    StepVector<OfferingColumns> columns_;         // by segment
    PeerView peers_;
    StepVector<ReviewHazards> review_;      // by segment
    StepVector<UserSetting> settings_;      // segment × region
    StepVector<ReviewBounds> bounds_;       // by segment
    StepVector<float> utility_;             // cell × padded offering
    StepVector<PeerWeights> peer_weights_;  // by segment
    StepVector<std::uint8_t> certain_;      // by segment: Cell::all_review
    std::array<std::int32_t, 256> vendor_;
};

inline UserTurn ChoiceRound::turn(const Cell& cell, std::size_t i, std::uint32_t word) const {
    UserTurn now;
    now.serial = user_serial(cell.serial, i - cell.begin);
    now.technical = users_.technical[i] < cell.setting->technical;
    now.held = users_.choice[i];
    if (now.held == choice_unaware) {
        if (!(users_.reach[i] < cell.setting->reach)) return now;
        now.hazard = now.technical ? cell.setting->aware_technical : cell.setting->aware_other;
        now.draw = uniform_of(word);
        now.turn = now.draw >= now.hazard ? Turn::unaware : Turn::hears;
        return now;
    }
    // A successor may have ended in the same step.
    while (now.held < choice_slots && catalogue_.state[now.held] == Slot::ended) {
        now.held = catalogue_.successor[now.held];
        if (now.held == choice_none) now.turn = Turn::forced;
    }
    now.slot = now.held;
    if (now.turn == Turn::forced) return now;
    now.hazard = (*cell.hazards)[now.slot];
    now.draw = uniform_of(word);
    now.turn = now.draw >= now.hazard ? Turn::keeps : Turn::reviews;
    return now;
}

inline UserTurn ChoiceRound::turn(const Cell& cell, std::size_t i) const {
    const std::uint64_t index = i - cell.begin;
    const bool unaware = users_.choice[i] == choice_unaware;
    return turn(cell, i,
                row_word(step_.seed, unaware ? Purpose::user_aware : Purpose::user_review, cell.serial, step_.index,
                         unaware ? hearing_index(*cell.segment, index) : index));
}

template <class Visit>
void ChoiceRound::for_each_in_turn(const Cell& cell, std::size_t first, std::size_t last, Visit visit) const {
    assert(last - first <= block_size);
    for_each_who_reviews(cell, first, last, visit);
    for_each_who_hears(cell, first, last, visit);
}

template <class Visit>
void ChoiceRound::for_each_who_reviews(const Cell& cell, std::size_t first, std::size_t last, Visit visit) const {
    std::array<std::uint32_t, block_size> words;
    std::array<std::uint16_t, block_size> places;
    row_words(step_.seed, Purpose::user_review, cell.serial, step_.index, first - cell.begin, std::span(words).first(last - first));
    const std::size_t found = places_within(words, users_.choice.subspan(first, last - first), *cell.bounds, places);
    for (std::size_t k = 0; k < found; ++k) {
        const std::size_t i = first + places[k];
        const std::uint8_t choice = users_.choice[i];
        if (choice == choice_unaware) continue;
        const std::uint32_t word = words[places[k]];
        // Whose word is within the bound reviews, but for word 0, which is within that of a hazard of 0 too.
        if (word > 0 && (choice >= choice_slots || catalogue_.state[choice] != Slot::ended)) {
            visit(i, Turn::reviews, choice, choice);
            continue;
        }
        const UserTurn now = turn(cell, i, word);
        if (now.chooses() || now.held != choice) visit(i, now.turn, now.slot, now.held);
    }
}

// By organisations, each of which hears as a whole.
template <class Visit>
void ChoiceRound::for_each_who_hears(const Cell& cell, std::size_t first, std::size_t last, Visit visit) const {
    if (!has_byte(users_.choice.subspan(first, last - first), choice_unaware)) return;
    const std::uint64_t from = hearing_index(*cell.segment, first - cell.begin);
    const std::uint64_t to = hearing_index(*cell.segment, last - 1 - cell.begin) + 1;
    std::array<std::uint32_t, block_size> words;
    std::array<std::uint16_t, block_size> places;
    row_words(step_.seed, Purpose::user_aware, cell.serial, step_.index, from, std::span(words).first(to - from));
    const std::size_t found = places_within(std::span(words).first(to - from), cell.hearing, places);
    for (std::size_t k = 0; k < found; ++k) {
        const std::size_t organisation = from + places[k];
        const std::size_t begin = cell.begin + organisation_begin(organisation, cell.segment->workloads);
        const std::size_t end = cell.begin + organisation_begin(organisation + 1, cell.segment->workloads);
        for (std::size_t i = std::max(begin, first); i < std::min(end, last); ++i) {
            if (users_.choice[i] != choice_unaware) continue;
            const UserTurn now = turn(cell, i, words[places[k]]);
            if (now.chooses()) visit(i, now.turn, now.slot, now.held);
        }
    }
}

inline Chooser ChoiceRound::chooser(const Cell& cell, std::size_t i, const UserTurn& turn) const {
    const Segment& segment = *cell.segment;
    Chooser user;
    user.slot = turn.slot;
    if (turn.slot < choice_slots) {
        user.vendor = vendor_[turn.slot];
        user.switching = switching_cost(segment).since(users_.since[i]);
    }
    user.serial = turn.serial;
    if (cell.how.draws == ChoiceDraws::one_uniform) choice_words(cell.serial, i - cell.begin, cell.how, std::span(&user.word, 1));
    user.price_weight = own_price_weight(segment.price_weight, users_.price[i]);
    user.data_sensitivity = share_of_255(users_.data_sensitivity[i]);
    user.customisation = share_of_255(users_.customisation[i]);
    user.security = share_of_255(users_.security[i]);
    user.integration = own_integration(turn.technical);
    return user;
}

inline UserRows ChoiceRound::rows(const Cell& cell, std::size_t i) const {
    return {.cell_serial = cell.serial,
            .index = i - cell.begin,
            .choice = users_.choice.data() + i,
            .since = users_.since.data() + i,
            .price = users_.price.data() + i,
            .data_sensitivity = users_.data_sensitivity.data() + i,
            .customisation = users_.customisation.data() + i,
            .security = users_.security.data() + i,
            .technical = users_.technical.data() + i,
            .price_weight = cell.segment->price_weight,
            .technical_below = cell.setting->technical,
            .vendor = vendor_.data(),
            .switching = switching_cost(*cell.segment)};
}

inline UserRows ChoiceRound::rows(const Cell& cell, const GatheredUsers& users) const {
    UserRows rows = this->rows(cell, cell.begin);
    rows.index_of = users.index.data();
    rows.choice = users.choice.data();
    rows.since = users.since.data();
    rows.price = users.price.data();
    rows.data_sensitivity = users.data_sensitivity.data();
    rows.customisation = users.customisation.data();
    rows.security = users.security.data();
    rows.technical = users.technical.data();
    return rows;
}

inline void ChoiceRound::gather(const Cell& cell, std::size_t i, std::uint8_t slot, GatheredUsers& users, std::size_t k) const {
    users.index[k] = i - cell.begin;
    users.since[k] = users_.since[i];
    users.choice[k] = slot;
    users.price[k] = users_.price[i];
    users.data_sensitivity[k] = users_.data_sensitivity[i];
    users.customisation[k] = users_.customisation[i];
    users.security[k] = users_.security[i];
    users.technical[k] = users_.technical[i];
}

inline float ChoiceRound::count_peers(const Cell& cell, std::size_t i, std::uint64_t serial, float* counts, std::size_t stride) const {
    const float users = peers_.count(counts, stride, cell.begin, {serial, i - cell.begin, cell.members});
    return users > 0.0F ? (*cell.peer_weights)[1][users_.reach[i]] / users : 0.0F;
}

}  // namespace enclosure
