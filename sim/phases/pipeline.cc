#include "sim/phases/pipeline.h"

#include "sim/phases/adoption.h"
#include "sim/phases/breaches.h"
#include "sim/phases/contribution.h"
#include "sim/phases/defects.h"
#include "sim/phases/entry.h"
#include "sim/phases/events.h"
#include "sim/phases/failure.h"
#include "sim/phases/finance.h"
#include "sim/phases/harm.h"
#include "sim/phases/imitation.h"
#include "sim/phases/knowledge.h"
#include "sim/phases/law.h"
#include "sim/phases/learning.h"
#include "sim/phases/maturing.h"
#include "sim/phases/misuse.h"
#include "sim/phases/opinion.h"
#include "sim/phases/outages.h"
#include "sim/phases/prices.h"
#include "sim/phases/projects.h"
#include "sim/phases/resilience.h"
#include "sim/phases/risk.h"
#include "sim/phases/strategy.h"
#include "sim/phases/training.h"
#include "sim/phases/trust.h"
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
//   law before budgets       incidents of the last step are answered for by those who made the models, before research is planned
//   choices before counts    and counts before the slots of ended models are emptied, so that nobody is counted in an empty slot
//   harm, welfare last       they read the counts of this step
const std::vector<Phase>& pipeline() {
    static const std::vector<Phase> phases{
        phase<&apply_events>("apply events", "Events", "Policies and shocks change the rules in force."),

        phase<&collect_income>("collect income", "Finance", "Users, hosts, buyers of complements and parents pay; serving is paid for."),
        phase<&raise_funding>("raise funding", "Finance",
                              "Investors fund venture firms whose runway is short and whose prospects allow it."),
        phase<&apply_law>("apply law", "Finance",
                          "Compliance, liability for the last step's incidents, data law and evaluation are paid for."),
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

        phase<&choose_projects>("choose projects", "Community", "Developers choose what to work on and for whom."),
        phase<&contribute>("contribute", "Community", "Effort improves models, generally and by domain."),
        phase<&abandon_stale>("abandon stale", "Community", "Orphaned models without maintainers end."),
        phase<&grow_developers>("grow developers", "Community", "Skill and fatigue of developers."),
        phase<&find_defects>("find defects", "Community", "Defects are found, exploited, fixed."),
        phase<&strike_outages>("strike outages", "Community", "Interfaces fail."),
        phase<&mature_models>("mature models", "Community", "Models become more reliable and more even."),

        phase<&set_markups>("set markups", "Prices", "Closed firms move their markups towards the best answer."),
        phase<&set_prices>("set prices", "Prices", "Price of every model from cost and markup."),

        phase<&learn>("learn", "Adoption", "Friction, tooling, brands, support and expectations move."),
        phase<&score_models>("score models", "Adoption", "Utility of every model for every cell."),
        phase<&choose_models>("choose models", "Adoption", "Users become aware, review and choose."),
        phase<&count_users>("count users", "Adoption", "Users by cell and model."),
        phase<&sweep_ended>("sweep ended", "Adoption", "Slots of ended models are freed."),
        phase<&tally_market>("tally market", "Adoption", "Seats, spending and use by segment and model."),

        phase<&strike_misuse>("strike misuse", "Harm and trust", "Models, and copies of weights that users have left, are misused."),
        phase<&strike_breaches>("strike breaches", "Harm and trust", "Data that was sent to vendors and hosts, or released, is breached."),
        phase<&attribute_harm>("attribute harm", "Harm and trust", "Social cost of the step's incidents, by model."),
        phase<&move_trust>("move trust", "Harm and trust", "Trust follows incidents, outages, audit, record and name."),
        phase<&adapt_to_misuse>("adapt to misuse", "Harm and trust", "Society learns to absorb misuse."),
        phase<&perceive_risk>("perceive risk", "Harm and trust", "Perceived risk follows incidents."),
        phase<&move_opinion>("move opinion", "Harm and trust", "Opinion follows incidents, pressure to regulate follows opinion."),

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
