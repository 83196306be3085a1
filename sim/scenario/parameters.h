// All parameter groups of the model. A phase takes the group it needs; nothing takes the whole.
#pragma once

#include "sim/scenario/parameters/adoption.h"
#include "sim/scenario/parameters/community.h"
#include "sim/scenario/parameters/contribution.h"
#include "sim/scenario/parameters/cost.h"
#include "sim/scenario/parameters/defects.h"
#include "sim/scenario/parameters/derivatives.h"
#include "sim/scenario/parameters/entry.h"
#include "sim/scenario/parameters/finance.h"
#include "sim/scenario/parameters/flywheel.h"
#include "sim/scenario/parameters/harm.h"
#include "sim/scenario/parameters/imitation.h"
#include "sim/scenario/parameters/knowledge.h"
#include "sim/scenario/parameters/learning.h"
#include "sim/scenario/parameters/maintenance.h"
#include "sim/scenario/parameters/prices.h"
#include "sim/scenario/parameters/review.h"
#include "sim/scenario/parameters/skill.h"
#include "sim/scenario/parameters/training.h"

namespace enclosure {

struct Parameters {
    KnowledgeParams knowledge;
    ImitationParams imitation;
    TrainingParams training;
    FlywheelParams flywheel;
    CostParams cost;
    PriceParams prices;
    AdoptionParams adoption;
    LearningParams learning;
    FinanceParams finance;
    EntryParams entry;
    ReviewParams review;
    CommunityParams community;
    ContributionParams contribution;
    MaintenanceParams maintenance;
    SkillParams skill;
    DerivativeParams derivatives;
    DefectParams defects;
    HarmParams harm;

    /// The groups, in the order of the reference page; each knows its own section name.
    static constexpr auto groups() {
        using P = Parameters;
        return std::tuple{&P::knowledge,    &P::imitation,   &P::training, &P::flywheel,    &P::cost,    &P::prices,
                          &P::adoption,     &P::learning,    &P::finance,  &P::entry,       &P::review,  &P::community,
                          &P::contribution, &P::maintenance, &P::skill,    &P::derivatives, &P::defects, &P::harm};
    }
};

/// Calls visit(group) for every parameter group of `parameters` (const or not).
template <class P, class Visit>
requires std::same_as<std::remove_const_t<P>, Parameters>
constexpr void for_each_group(P& parameters, Visit&& visit) {
    std::apply([&](auto... member) { (visit(parameters.*member), ...); }, Parameters::groups());
}

}  // namespace enclosure
