#include "sim/phases/pipeline.h"

#include "sim/phases/adoption.h"
#include "sim/phases/breaches.h"
#include "sim/phases/contribution.h"
#include "sim/phases/defects.h"
#include "sim/phases/delayed_opening.h"
#include "sim/phases/derivatives.h"
#include "sim/phases/discontinuation.h"
#include "sim/phases/dividends.h"
#include "sim/phases/employment.h"
#include "sim/phases/entry.h"
#include "sim/phases/events.h"
#include "sim/phases/failure.h"
#include "sim/phases/finance.h"
#include "sim/phases/flywheel.h"
#include "sim/phases/harm.h"
#include "sim/phases/history.h"
#include "sim/phases/hosts.h"
#include "sim/phases/imitation.h"
#include "sim/phases/income.h"
#include "sim/phases/knowledge.h"
#include "sim/phases/law.h"
#include "sim/phases/leaks.h"
#include "sim/phases/learning.h"
#include "sim/phases/maintenance.h"
#include "sim/phases/maturing.h"
#include "sim/phases/misuse.h"
#include "sim/phases/newcomers.h"
#include "sim/phases/opinion.h"
#include "sim/phases/outages.h"
#include "sim/phases/planned_change.h"
#include "sim/phases/prices.h"
#include "sim/phases/projects.h"
#include "sim/phases/release_decision.h"
#include "sim/phases/resilience.h"
#include "sim/phases/risk.h"
#include "sim/phases/skill.h"
#include "sim/phases/strategy.h"
#include "sim/phases/support.h"
#include "sim/phases/tailoring.h"
#include "sim/phases/tally.h"
#include "sim/phases/training.h"
#include "sim/phases/triggers.h"
#include "sim/phases/trust.h"
#include "sim/phases/utility.h"
#include "sim/phases/welfare.h"
#include "sim/policy/capability_leap.h"
#include "sim/policy/compulsory_opening.h"
#include "sim/policy/education.h"
#include "sim/policy/forced_leak.h"
#include "sim/policy/major_incident.h"
#include "sim/policy/price_control.h"
#include "sim/policy/public_lab.h"
#include "sim/policy/research_support.h"
#include "sim/policy/share_cap.h"
#include "sim/policy/vendor_failure.h"

namespace enclosure {

// Orders that matter, and why:
//   events first             everything after reads the rules in force; conditions before changes, for they read the last step's state
//   income before funding    investors look at what was earned; both before budgets, which spend it; all before settlement
//   dividends before budgets owners are served before research is
//   failure after settlement a firm fails on settled cash; its models end before anyone releases, is scored or chosen in the step
//   leaks after releases     what leaks is what is sold in the step
//   hosts before prices      a released model's price holds the margin of its hosts
//   reviews before plans     a planned opening puts a model on offer that has no price yet; nobody forecasts against it
//   knowledge, imitation     before training, which draws on both
//   training before prices   a model is priced from its release on, and has a price before anybody scores it
//   learning, scores         after releases and prices, before choices
//   burn-out before choice   who burns out is counted on no project; contributions are of those who work
//   law before budgets       incidents of the last step are answered for by those who made the models, before research is planned
//   law before dividends     owners take out of what is left
//   choices before counts    and counts before the slots of ended models are emptied, so that nobody is counted in an empty slot
//   support before funding   public money for research is there before investors and budgets look; the till is opened by income
//   vendors fail by shock    with the others that fail, before their models end
//   labs after settlement    the state founds as founders do: what it pays is income from the next step on
//   share cap, then flywheel rivals take up what they are licensed to after they have imitated, before anybody trains
//   leap before training     the leader trains and releases on its new lead in the same step
//   orders before opening    what the law wants opened and is due is opened in the step
//   cap after markups        the law has the last word on what firms set; prices follow
//   teaching before choices  who is taught is aware in the step; what is paid for is who is not aware yet
//   major incident           after the step's incidents are counted, before they are priced, trusted and felt
//   harm, welfare last       they read the counts of this step
const std::vector<Phase>& pipeline() {
    static const std::vector<Phase> phases{
        phase<&watch_triggers>("watch triggers", "Events", "Events with a condition begin and end by what indicators are."),
        phase<&apply_events>("apply events", "Events", "Policies and shocks change the rules in force."),

        phase<&collect_income>("collect income", "Finance",
                               "Users, buyers of complements, parents and public funds pay firms and hosts; serving is paid for."),
        phase<&support_research>("support research", "Finance", "The state returns a part of research spending, and lends compute."),
        phase<&raise_funding>("raise funding", "Finance",
                              "Investors fund venture firms whose runway is short and whose prospects allow it."),
        phase<&apply_law>("apply law", "Finance",
                          "Compliance, liability for the last step's incidents, data law and evaluation are paid for."),
        phase<&pay_dividends>("pay dividends", "Finance", "Owners take a return on their capital out of the operating surplus."),
        phase<&budget_research>("budget research", "Finance", "Firms set and pay research, staff and operations."),
        phase<&settle>("settle", "Finance", "Cash moves by all that was booked."),
        phase<&fail_firms>("fail firms", "Finance", "Firms out of money fail, entrants without revenue go idle.", {Purpose::firm_idle}),
        phase<&fail_vendors>("fail vendors", "Finance", "Shock: the largest vendors fail."),
        phase<&end_discontinued>("end discontinued", "Finance", "Closed models of firms that are gone end when their notice is over."),
        phase<&admit_entrants>("admit entrants", "Finance", "Founders with an idea enter if they expect it to pay.",
                               {Purpose::entry, Purpose::entry_choice, Purpose::entry_strategy, Purpose::entry_region}),
        phase<&run_public_labs>("run public labs", "Finance", "The state founds labs that release all weights, and pays for them."),

        phase<&review_strategies>("review strategies", "Strategy", "Firms whose review is due choose how open to be, by expected payoff.",
                                  {Purpose::firm_review, Purpose::firm_schedule, Purpose::firm_strategy}),
        phase<&change_as_planned>("change as planned", "Strategy", "Firms that planned to change their strategy do."),

        phase<&advance_knowledge>("advance knowledge", "Research", "Public knowledge and private leads grow and leak."),
        phase<&imitate>("imitate", "Research", "Firms learn from released weights and from closed interfaces."),
        phase<&enforce_share_cap>("enforce share cap", "Research", "Vendors above a cap lose custom and license their model to rivals."),
        phase<&turn_flywheel>("turn flywheel", "Research", "Owners learn from the use that they see."),
        phase<&leap_ahead>("leap ahead", "Research", "Shock: the leader finds something."),
        phase<&run_training>("run training", "Research", "Base runs that are due are trained.", {Purpose::firm_schedule}),
        phase<&release_models>("release models", "Research", "Models that are ready are released, each by its firm's strategy.",
                               {Purpose::firm_schedule, Purpose::firm_release}),
        phase<&order_openings>("order openings", "Research", "The law says which closed models must be opened, and when."),
        phase<&open_delayed>("open delayed", "Research", "Weights whose delay is over are released."),
        phase<&leak_weights>("leak weights", "Research", "Weights of closed models get out against their makers' will.",
                             {Purpose::weights_leak}),
        phase<&force_leak>("force leak", "Research", "Shock: the best closed weights get out."),

        phase<&replace_developers>("replace developers", "Community", "Developers leave for good; beginners take their places.",
                                   {Purpose::developer_turnover, Purpose::developer_start, Purpose::developer_region,
                                    Purpose::developer_domain, Purpose::developer_talent}),
        phase<&fund_maintenance>("fund maintenance", "Community", "A public fund pays for the upkeep of released models."),
        phase<&tire_developers>("tire developers", "Community", "Requests tire developers; some burn out.", {Purpose::developer_burnout}),
        phase<&choose_projects>("choose projects", "Community", "Developers choose what to work on and for whom.",
                                {Purpose::developer_review, Purpose::developer_choice, Purpose::developer_employer}),
        phase<&contribute>("contribute", "Community", "Effort improves models, generally and by domain."),
        phase<&abandon_stale>("abandon stale", "Community", "Released models that nobody keeps up end."),
        phase<&make_derivatives>("make derivatives", "Community", "The community makes derivatives of released models.",
                                 {Purpose::derivative_arrival, Purpose::derivative_base, Purpose::derivative_domain}),
        phase<&educate>("educate", "Community", "A public programme teaches developers, and is paid for."),
        phase<&grow_skill>("grow skill", "Community", "Developers learn from code that can be inspected."),
        phase<&find_defects>("find defects", "Community", "Defects are found, exploited, fixed.", {Purpose::exploit}),
        phase<&strike_outages>("strike outages", "Community", "Interfaces fail.", {Purpose::outage}),
        phase<&mature_models>("mature models", "Community", "Models become more reliable and more even."),

        phase<&set_markups>("set markups", "Prices", "Closed firms move their markups towards the best answer."),
        phase<&cap_markups>("cap markups", "Prices", "The law bounds markups."),
        phase<&compete_hosts>("compete hosts", "Prices", "Hosts of released weights enter and leave, and set their margin."),
        phase<&set_prices>("set prices", "Prices", "Price of every model from cost and markup."),

        phase<&learn>("learn", "Adoption", "Friction, tooling, brands and expectations move."),
        phase<&support_users>("support users", "Adoption", "The community and vendors help users of their models."),
        phase<&tailor_models>("tailor models", "Adoption", "Vendors adapt closed models to organisations."),
        phase<&score_models>("score models", "Adoption", "Utility of every model for every cell."),
        phase<&choose_models>("choose models", "Adoption", "Users become aware, review and choose.",
                              {Purpose::user_aware, Purpose::user_review, Purpose::user_choice, Purpose::user_nest, Purpose::user_peer}),
        phase<&count_users>("count users", "Adoption", "Users by cell and model."),
        phase<&sweep_ended>("sweep ended", "Adoption", "Slots of ended models are freed."),
        phase<&tally_market>("tally market", "Adoption", "Seats, spending and use by segment and model."),

        phase<&strike_misuse>("strike misuse", "Harm and trust", "Models, and copies of weights that users have left, are misused.",
                              {Purpose::misuse, Purpose::misuse_retired}),
        phase<&strike_breaches>("strike breaches", "Harm and trust", "Data that was sent to vendors and hosts, or released, is breached.",
                                {Purpose::breach}),
        phase<&strike_major_incident>("strike major incident", "Harm and trust", "Shock: one incident that counts as many."),
        phase<&attribute_harm>("attribute harm", "Harm and trust", "Social cost of the step's incidents, by model."),
        phase<&move_trust>("move trust", "Harm and trust", "Trust follows incidents, outages, audit, record and name."),
        phase<&adapt_to_misuse>("adapt to misuse", "Harm and trust", "Society learns to absorb misuse."),
        phase<&perceive_risk>("perceive risk", "Harm and trust", "Perceived risk follows incidents."),
        phase<&move_opinion>("move opinion", "Harm and trust", "Opinion follows incidents, pressure to regulate follows opinion."),

        phase<&measure_welfare>("measure welfare", "Welfare", "Consumer surplus, harm and migration cost."),
        phase<&measure_developers>("measure developers", "Welfare", "Developers' surplus, by region."),
        phase<&shift_tasks>("shift tasks", "Welfare", "Tasks displaced and created, by segment and region."),
        phase<&keep_history>("keep history", "Welfare", "What indicators need of earlier steps."),
    };
    return phases;
}

std::vector<PhaseFacts> describe_pipeline() {
    std::vector<PhaseFacts> facts;
    for (const Phase& p : pipeline()) facts.push_back(p.facts);
    return facts;
}

}  // namespace enclosure
