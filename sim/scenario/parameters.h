// All parameter groups of the model. A phase takes the group it needs; nothing takes the whole.
#pragma once

#include "sim/scenario/parameters/adoption.h"
#include "sim/scenario/parameters/community.h"
#include "sim/scenario/parameters/contribution.h"
#include "sim/scenario/parameters/cost.h"
#include "sim/scenario/parameters/defects.h"
#include "sim/scenario/parameters/derivatives.h"
#include "sim/scenario/parameters/disruption.h"
#include "sim/scenario/parameters/entry.h"
#include "sim/scenario/parameters/finance.h"
#include "sim/scenario/parameters/flywheel.h"
#include "sim/scenario/parameters/government.h"
#include "sim/scenario/parameters/harm.h"
#include "sim/scenario/parameters/hosts.h"
#include "sim/scenario/parameters/imitation.h"
#include "sim/scenario/parameters/knowledge.h"
#include "sim/scenario/parameters/labour.h"
#include "sim/scenario/parameters/law.h"
#include "sim/scenario/parameters/leaks.h"
#include "sim/scenario/parameters/learning.h"
#include "sim/scenario/parameters/maintenance.h"
#include "sim/scenario/parameters/maturing.h"
#include "sim/scenario/parameters/network.h"
#include "sim/scenario/parameters/prices.h"
#include "sim/scenario/parameters/review.h"
#include "sim/scenario/parameters/skill.h"
#include "sim/scenario/parameters/training.h"
#include "sim/scenario/parameters/trust.h"
#include "sim/scenario/parameters/welfare.h"

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
    NetworkParams network;
    FinanceParams finance;
    EntryParams entry;
    ReviewParams review;
    CommunityParams community;
    ContributionParams contribution;
    MaintenanceParams maintenance;
    SkillParams skill;
    DerivativeParams derivatives;
    DefectParams defects;
    MaturingParams maturing;
    HarmParams harm;
    LeakParams leaks;
    HostParams hosts;
    TrustParams trust;
    LawParams law;
    GovernmentParams government;
    WelfareParams welfare;
    LabourParams labour;
    DisruptionParams disruption;

    /// The groups, in the order of the reference page; each knows its own section name.
    static constexpr auto groups() {
        using P = Parameters;
        return std::tuple{&P::knowledge,   &P::imitation, &P::training,    &P::flywheel,   &P::cost,     &P::prices,    &P::adoption,
                          &P::learning,    &P::network,   &P::finance,     &P::entry,      &P::review,   &P::community, &P::contribution,
                          &P::maintenance, &P::skill,     &P::derivatives, &P::defects,    &P::maturing, &P::harm,      &P::leaks,
                          &P::hosts,       &P::trust,     &P::law,         &P::government, &P::welfare,  &P::labour,    &P::disruption};
    }
};

/// Calls visit(group) for every parameter group of `parameters` (const or not).
template <class P, class Visit>
requires std::same_as<std::remove_const_t<P>, Parameters>
constexpr void for_each_group(P& parameters, Visit&& visit) {
    std::apply([&](auto... member) { (visit(parameters.*member), ...); }, Parameters::groups());
}

}  // namespace enclosure
