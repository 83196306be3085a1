#include "sim/phases/pipeline.h"

#include "sim/phases/adoption.h"
#include "sim/phases/contribution.h"
#include "sim/phases/defects.h"
#include "sim/phases/derivatives.h"
#include "sim/phases/entry.h"
#include "sim/phases/events.h"
#include "sim/phases/failure.h"
#include "sim/phases/finance.h"
#include "sim/phases/harm.h"
#include "sim/phases/imitation.h"
#include "sim/phases/knowledge.h"
#include "sim/phases/learning.h"
#include "sim/phases/maintenance.h"
#include "sim/phases/newcomers.h"
#include "sim/phases/prices.h"
#include "sim/phases/projects.h"
#include "sim/phases/skill.h"
#include "sim/phases/strategy.h"
#include "sim/phases/training.h"
#include "sim/phases/utility.h"
#include "sim/phases/welfare.h"

namespace enclosure {

// Orders that matter, and why:
//   events first             everything after reads the rules in force
//   income before funding    investors look at what was earned; both before budgets, which spend it; all before settlement
//   failure after settlement a firm fails on settled cash; its models end before anyone releases, is scored or chosen in the step
//   knowledge, imitation     before training, which draws on both
//   training before prices   a model is priced from its release on, and has a price before anybody scores it
//   learning, scores         after releases and prices, before choices
//   choices before counts    and counts before the slots of ended models are emptied, so that nobody is counted in an empty slot
//   harm, welfare last       they read the counts of this step
const std::vector<Phase>& pipeline() {
    static const std::vector<Phase> phases{
        phase<&apply_events>("apply events", "Events", "Policies and shocks change the rules in force."),

        phase<&collect_income>("collect income", "Finance", "Users, hosts, buyers of complements and parents pay; serving is paid for."),
        phase<&raise_funding>("raise funding", "Finance",
                              "Investors fund venture firms whose runway is short and whose prospects allow it."),
        phase<&budget_research>("budget research", "Finance", "Firms set and pay research, staff and operations."),
        phase<&settle>("settle", "Finance", "Cash moves by all that was booked."),
        phase<&fail_firms>("fail firms", "Finance", "Firms out of money fail, entrants without revenue go idle."),
        phase<&admit_entrants>("admit entrants", "Finance", "New firms arrive, the more the nearer released weights are to the frontier."),

        phase<&review_strategies>("review strategies", "Strategy", "Firms whose review is due choose how open to be, by expected payoff."),

        phase<&advance_knowledge>("advance knowledge", "Research", "Public knowledge and private leads grow and leak."),
        phase<&imitate>("imitate", "Research", "Firms learn from released weights and from closed interfaces."),
        phase<&turn_flywheel>("turn flywheel", "Research", "Owners of interfaces learn from usage data."),
        phase<&run_training>("run training", "Research", "Base runs that are due are trained."),
        phase<&release_models>("release models", "Research", "Models that are ready are released, each by its firm's strategy."),
        phase<&open_delayed>("open delayed", "Research", "Weights whose delay is over are released."),

        phase<&replace_developers>("replace developers", "Community", "Developers leave for good; beginners take their places."),
        phase<&fund_maintenance>("fund maintenance", "Community", "A public fund pays for the upkeep of released models."),
        phase<&choose_projects>("choose projects", "Community", "Developers choose what to work on and for whom."),
        phase<&contribute>("contribute", "Community", "Effort improves models, generally and by domain."),
        phase<&abandon_stale>("abandon stale", "Community", "Released models that nobody keeps up end."),
        phase<&make_derivatives>("make derivatives", "Community", "The community makes derivatives of released models."),
        phase<&tire_developers>("tire developers", "Community", "Requests tire developers; some burn out."),
        phase<&grow_skill>("grow skill", "Community", "Developers learn from code that can be inspected."),
        phase<&find_defects>("find defects", "Community", "Defects are found, fixed or exploited; interfaces fail; models mature."),

        phase<&set_markups>("set markups", "Prices", "Closed firms move their markups towards the best answer."),
        phase<&set_prices>("set prices", "Prices", "Price of every model from cost and markup."),

        phase<&learn>("learn", "Adoption", "Friction, tooling, brands, support and expectations move."),
        phase<&score_models>("score models", "Adoption", "Utility of every model for every cell."),
        phase<&choose_models>("choose models", "Adoption", "Users become aware, review and choose."),
        phase<&count_users>("count users", "Adoption", "Users by cell and model."),
        phase<&sweep_ended>("sweep ended", "Adoption", "Slots of ended models are freed."),
        phase<&tally_market>("tally market", "Adoption", "Seats, spending and use by segment and model."),

        phase<&strike_incidents>("strike incidents", "Harm and trust", "Misuse and breaches; trust in models."),
        phase<&answer_harm>("answer harm", "Harm and trust", "Perceived risk, resilience, opinion, regulation pressure."),

        phase<&measure_welfare>("measure welfare", "Welfare", "Consumer surplus, harm and migration cost."),
    };
    return phases;
}

std::vector<PhaseFacts> describe_pipeline() {
    std::vector<PhaseFacts> facts;
    for (const Phase& p : pipeline()) facts.push_back(p.facts);
    return facts;
}

}  // namespace enclosure
