// What a draw is for. Each purpose has its own stream of draws, so adding one never shifts another; never renumber.
#pragma once

#include <cstdint>
#include <string_view>

namespace enclosure {

enum class Purpose : std::uint8_t {
    test = 0,
    user_taste = 1,           ///< set-up: tastes of a user
    user_start = 2,           ///< set-up: whether a user is aware, and of which model
    user_aware = 3,           ///< awareness hazard
    user_review = 4,          ///< review hazard
    user_choice = 5,          ///< Gumbel draw of a (user, model)
    user_nest = 6,            ///< stable draw of a (user, nest)
    user_workload = 7,        ///< set-up: needs of a workload that are its own
    user_peer = 8,            ///< which users a user looks at
    developer_start = 10,     ///< set-up: region, domain, skill, motives
    developer_review = 11,    ///< whether a developer reconsiders
    developer_choice = 12,    ///< Gumbel draw of a (developer, project)
    developer_burnout = 13,   ///< burn-out hazard
    developer_employer = 14,  ///< race of a (developer, firm)
    developer_turnover = 15,  ///< whether a developer leaves for good
    developer_talent = 16,    ///< productivity of a developer
    developer_region = 17,    ///< race of a (developer, region)
    developer_domain = 18,    ///< race of a (developer, domain)
    firm_schedule = 20,       ///< times of base runs, refreshes, reviews
    firm_release = 21,        ///< noise of a release's score
    firm_strategy = 22,       ///< Gumbel draw of a (firm, strategy)
    firm_idle = 23,           ///< idle hazard of entrants
    firm_review = 24,         ///< time of a firm's first review
    entry = 30,               ///< arrival and traits of entrants
    entry_choice = 31,        ///< how hopeful the founders of a candidate are
    entry_strategy = 32,      ///< race of (founders, strategy)
    entry_region = 33,        ///< race of (founders, region)
    misuse = 40,
    breach = 41,
    exploit = 42,
    outage = 43,
    defect = 44,
    weights_leak = 50,        ///< leak hazard of a closed model
    derivative_arrival = 60,  ///< derivatives made in a step
    derivative_base = 61,     ///< race of a (derivative, model)
    derivative_domain = 62,   ///< race of a (derivative, domain)
    misuse_retired = 45,      ///< misuse of copies of released weights that users have left
    study_world = 200,        ///< seed of a replicate of a study
    study_bootstrap = 201,    ///< which worlds a resample takes
    study_design = 202,       ///< points of a sampling design
    analysis = 203,           ///< what an analysis draws: resamples, permutations, trees
};

/// Its name, as in this list.
constexpr std::string_view name_of(Purpose purpose) {
    switch (purpose) {
        case Purpose::test:
            return "test";
        case Purpose::user_taste:
            return "user_taste";
        case Purpose::user_start:
            return "user_start";
        case Purpose::user_aware:
            return "user_aware";
        case Purpose::user_review:
            return "user_review";
        case Purpose::user_choice:
            return "user_choice";
        case Purpose::user_nest:
            return "user_nest";
        case Purpose::user_workload:
            return "user_workload";
        case Purpose::user_peer:
            return "user_peer";
        case Purpose::developer_start:
            return "developer_start";
        case Purpose::developer_review:
            return "developer_review";
        case Purpose::developer_choice:
            return "developer_choice";
        case Purpose::developer_burnout:
            return "developer_burnout";
        case Purpose::developer_employer:
            return "developer_employer";
        case Purpose::developer_turnover:
            return "developer_turnover";
        case Purpose::developer_talent:
            return "developer_talent";
        case Purpose::developer_region:
            return "developer_region";
        case Purpose::developer_domain:
            return "developer_domain";
        case Purpose::firm_schedule:
            return "firm_schedule";
        case Purpose::firm_release:
            return "firm_release";
        case Purpose::firm_strategy:
            return "firm_strategy";
        case Purpose::firm_idle:
            return "firm_idle";
        case Purpose::firm_review:
            return "firm_review";
        case Purpose::entry:
            return "entry";
        case Purpose::entry_choice:
            return "entry_choice";
        case Purpose::entry_strategy:
            return "entry_strategy";
        case Purpose::entry_region:
            return "entry_region";
        case Purpose::misuse:
            return "misuse";
        case Purpose::breach:
            return "breach";
        case Purpose::exploit:
            return "exploit";
        case Purpose::outage:
            return "outage";
        case Purpose::defect:
            return "defect";
        case Purpose::weights_leak:
            return "weights_leak";
        case Purpose::derivative_arrival:
            return "derivative_arrival";
        case Purpose::derivative_base:
            return "derivative_base";
        case Purpose::derivative_domain:
            return "derivative_domain";
        case Purpose::misuse_retired:
            return "misuse_retired";
        case Purpose::study_world:
            return "study_world";
        case Purpose::study_bootstrap:
            return "study_bootstrap";
        case Purpose::study_design:
            return "study_design";
        case Purpose::analysis:
            return "analysis";
    }
    return "";
}

}  // namespace enclosure
