// One step's choices, as every user faces them: what is offered, who hears of models, who reconsiders, what he sees and brings. The phase
// (adoption.h) and whoever explains a choice (run/explain_choice.h) ask the same questions here.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/base/draws.h"
#include "sim/phases/choice.h"
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

/// What a step holds for a user.
enum class Turn : std::uint8_t {
    out_of_reach,  ///< unaware, above the segment's ceiling
    unaware,       ///< hears of no model in the step
    hears,         ///< becomes aware and chooses
    keeps,         ///< does not reconsider
    reviews,       ///< reconsiders and chooses
    forced,        ///< his model ended and left him nothing; chooses
};

struct UserTurn {
    Turn turn = Turn::out_of_reach;
    std::uint8_t slot = choice_none;  ///< in use once ended models are gone, or none
    std::uint8_t held = choice_none;  ///< what Users::choice is to hold before he chooses
    std::uint64_t serial = 0;
    bool technical = false;
    double hazard = 0;  ///< of hearing or of reviewing in the step
    double draw = 1;    ///< uniform; it happens if this is below the hazard

    bool chooses() const { return turn == Turn::hears || turn == Turn::reviews || turn == Turn::forced; }
};

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
        std::span<const Offering> offerings;
        std::span<const double> utility;  ///< by offering, without peers if users have their own
        ChoiceSetting how;
    };
    Cell cell(std::size_t c) const;

    /// What the step holds for user i of that cell.
    UserTurn turn(const Cell& cell, std::size_t i) const;

    /// What he brings if he chooses.
    Chooser chooser(const Cell& cell, std::size_t i, const UserTurn& turn) const;

    /// Utility by offering as he sees it: the cell's, or `own` with his own peers in it.
    std::span<const double> seen(const Cell& cell, std::size_t i, std::uint64_t serial, std::vector<double>& own) const;

    /// What his own peers add, by offering; empty where users have no peers of their own.
    std::vector<double> own_peer_terms(const Cell& cell, std::size_t i, std::uint64_t serial) const;

  private:
    void add_own_peers(std::span<double> utility, const Cell& cell, std::size_t i, std::uint64_t serial) const {
        peers_.add(utility, cell.begin, {serial, i - cell.begin, cell.members}, p_.peer_weight * cell.segment->peer_weight);
    }

    UserColumns users_;
    const Cells& cells_;
    const Catalogue& catalogue_;
    const Scenario& rules_;
    const AdoptionParams& p_;
    Step step_;
    std::vector<std::vector<Offering>> offerings_;  // by segment: the same models in the same order, but not with the same terms
    PeerView peers_;
    std::vector<ReviewHazards> review_;  // by segment
    std::vector<UserSetting> settings_;  // segment × region
    std::vector<double> utility_;        // cell × offering
};

inline UserTurn ChoiceRound::turn(const Cell& cell, std::size_t i) const {
    const std::uint64_t index = i - cell.begin;
    const Segment& segment = *cell.segment;
    UserTurn now;
    now.serial = user_serial(cell.serial, index);
    now.technical = users_.technical[i] < cell.setting->technical;
    now.held = users_.choice[i];
    if (now.held == choice_unaware) {
        if (!(users_.reach[i] < cell.setting->reach)) return now;
        now.hazard = now.technical ? cell.setting->aware_technical : cell.setting->aware_other;
        // An organisation hears of models as a whole.
        const std::uint64_t hearing =
            segment.workloads == 1 ? now.serial : user_serial(cell.serial, organisation_of(index, segment.workloads));
        now.draw = Draws(step_.seed, Purpose::user_aware, hearing, step_.index).uniform();
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
    now.draw = Draws(step_.seed, Purpose::user_review, now.serial, step_.index).uniform();
    now.turn = now.draw >= now.hazard ? Turn::keeps : Turn::reviews;
    return now;
}

inline Chooser ChoiceRound::chooser(const Cell& cell, std::size_t i, const UserTurn& turn) const {
    const Segment& segment = *cell.segment;
    Chooser user;
    user.slot = turn.slot;
    if (turn.slot < choice_slots) {
        user.vendor = vendor_of(catalogue_, turn.slot);
        const double tenure = static_cast<double>(static_cast<std::uint16_t>(step_.index) - users_.since[i]) * step_.dt;
        user.switching =
            p_.switching_weight * (segment.switching + segment.switching_tenure * std::min(tenure / p_.tenure_saturation, 1.0));
    }
    user.serial = turn.serial;
    user.price_weight = segment.price_weight * users_.price[i] / 64;
    user.data_sensitivity = users_.data_sensitivity[i] / 255.0;
    user.customisation = users_.customisation[i] / 255.0;
    user.security = users_.security[i] / 255.0;
    user.integration = turn.technical ? 0.0 : 1.0;
    return user;
}

inline std::span<const double> ChoiceRound::seen(const Cell& cell, std::size_t i, std::uint64_t serial, std::vector<double>& own) const {
    if (peers_.empty()) return cell.utility;
    own.assign(cell.utility.begin(), cell.utility.end());
    add_own_peers(own, cell, i, serial);
    return own;
}

}  // namespace enclosure
