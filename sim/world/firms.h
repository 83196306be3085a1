// Firms: those of the scenario first, then entrants in order of arrival. A row is never reused; a firm that failed stays with alive = 0.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/base/describe.h"
#include "sim/world/id.h"

namespace enclosure {

struct Catalogue;
struct World;

struct Firms {
    // who it is
    std::vector<std::uint64_t> serial;
    std::vector<std::string> label;
    std::vector<std::uint32_t> region;
    std::vector<std::uint32_t> strategy;
    std::vector<std::uint8_t> fixed_strategy;
    std::vector<std::uint8_t> venture;
    std::vector<std::uint8_t> entrant;
    std::vector<std::uint8_t> public_lab;
    std::vector<std::uint8_t> alive;
    std::vector<double> start;
    std::vector<double> aspiration;
    std::vector<double> safety;
    std::vector<double> quality_assurance;
    std::vector<double> brand;
    std::vector<double> brand_start;
    // money
    std::vector<double> cash;
    std::vector<double> parent;
    std::vector<double> parent_growth;
    std::vector<double> grants;
    std::vector<double> tax_credit;
    std::vector<double> public_compute;
    std::vector<double> complement;
    std::vector<double> income;
    std::vector<double> margin;
    std::vector<double> opex;
    std::vector<double> legal;
    std::vector<double> funding;
    std::vector<double> capital;
    std::vector<double> dividend;
    std::vector<double> research;
    std::vector<double> profit;
    std::vector<double> staff;
    std::vector<double> revenue_seen;
    std::vector<double> revenue_before;
    std::vector<double> insolvent;
    // technology
    std::vector<double> lead;
    std::vector<double> imitation;
    std::vector<double> flywheel;
    std::vector<double> run_spend;
    std::vector<double> run_knowledge;
    std::vector<double> run_hardware;
    std::vector<double> run_interval;
    std::vector<double> refresh_interval;
    std::vector<double> next_run;
    std::vector<double> next_release;
    std::vector<double> next_review;
    std::vector<double> expected_payoff;
    std::vector<std::uint32_t> runs;
    std::vector<std::uint32_t> attempts;
    std::vector<std::uint32_t> reviews;
    std::vector<double> held_until;
    std::vector<double> held_capability;
    std::vector<double> held_score;
    std::vector<std::uint64_t> held_parent;
    std::vector<std::uint8_t> held_bound;
    std::vector<std::uint64_t> adapted;
    std::vector<std::uint8_t> adapted_bound;
    // market
    std::vector<Id<Catalogue>> interface;
    std::vector<Id<Catalogue>> released;
    std::vector<double> markup;
    std::vector<double> cap_price;
    std::vector<double> support;
    std::vector<double> tooling;

    template <class F = Firms>
    static constexpr auto columns() {
        return std::tuple{
            column(&F::serial, {"serial", "1", "Hash of what brought the firm about."}),
            column(&F::label, {"label", "1", "Name."}),
            column(&F::region, {"region", "row of regions", "Home region."}),
            column(&F::strategy, {"strategy", "row of strategies", "Strategy followed."}),
            column(&F::fixed_strategy, {"fixed_strategy", "1", "1 if the strategy is never reviewed.", Width::one, {0, 1}}),
            column(&F::venture, {"venture", "1", "1 if it raises money from investors.", Width::one, {0, 1}}),
            column(&F::entrant, {"entrant", "1", "1 if it entered during the run.", Width::one, {0, 1}}),
            column(&F::public_lab, {"public_lab", "1", "1 if it is a public lab.", Width::one, {0, 1}}),
            column(&F::alive, {"alive", "1", "1 until it fails or goes idle.", Width::one, {0, 1}}),
            column(&F::start, {"start", "yr", "Time from which it is active."}),
            column(&F::aspiration, {"aspiration", "1", "Research wish relative to a firm at the frontier.", Width::one, {0, 10}}),
            column(&F::safety, {"safety", "1", "Effort on safeguards.", Width::one, {0, 1}}),
            column(&F::quality_assurance, {"quality_assurance", "1", "Effort on quality assurance.", Width::one, {0, 1}}),
            column(&F::brand, {"brand", "1", "Utility of the name.", Width::segments}),
            column(&F::brand_start, {"brand_start", "1", "Utility of the name at the start.", Width::segments}),
            column(&F::cash, {"cash", "USD", "Cash."}),
            column(&F::parent, {"parent", "USD/yr", "Support by a parent at the start."}),
            column(&F::parent_growth, {"parent_growth", "x/yr", "Growth of that support, and of grants."}),
            column(&F::grants, {"grants", "USD/yr", "Grants from public funds at the start."}),
            column(&F::tax_credit, {"tax_credit", "USD/yr", "Research spending that the state returns.", Width::one, {.lo = 0}}),
            column(&F::public_compute, {"public_compute", "USD/yr", "Public compute for its research.", Width::one, {.lo = 0}}),
            column(&F::complement, {"complement", "USD/person/yr", "Income from complements per seat on its released weights."}),
            column(&F::income,
                   {"income", "USD/yr", "Income from interface, own hosting, services, premium and complements.", Width::one, {.lo = 0}}),
            column(&F::margin, {"margin", "USD/yr", "Income less the cost of serving it."}),
            column(&F::opex, {"opex", "USD/yr", "Operating expense, quality assurance and safety included.", Width::one, {.lo = 0}}),
            column(&F::legal, {"legal", "USD/yr", "Compliance, liability and data law."}),
            column(&F::funding, {"funding", "USD/yr", "Money raised from investors.", Width::one, {.lo = 0}}),
            column(&F::capital, {"capital", "USD", "Money that founders, investors and a parent have put in."}),
            column(&F::dividend, {"dividend", "USD/yr", "What owners take out of the operating surplus."}),
            column(&F::research, {"research", "USD/yr", "Research budget.", Width::one, {.lo = 0}}),
            column(&F::profit, {"profit", "USD/yr",
                                "Margin, parent's and public support less operating expense, legal cost and research; before dividends."}),
            column(&F::staff, {"staff", "person", "Research staff.", Width::one, {.lo = 0}}),
            column(&F::revenue_seen, {"revenue_seen", "USD/yr", "Smoothed income.", Width::one, {.lo = 0}}),
            column(&F::revenue_before,
                   {"revenue_before", "USD/yr", "Smoothed income, smoothed again: the base of growth.", Width::one, {.lo = 0}}),
            column(&F::insolvent, {"insolvent", "yr", "Time spent with negative cash.", Width::one, {.lo = 0}}),
            column(&F::lead, {"lead", "OOM", "Private knowledge L.", Width::one, {.lo = 0}}),
            column(&F::imitation, {"imitation", "OOM", "Capability Q that can be taken over from others.", Width::one, {-20, 40}}),
            column(&F::flywheel, {"flywheel", "OOM", "Capability learnt from usage data.", Width::one, {.lo = 0}}),
            column(&F::run_spend, {"run_spend", "USD", "Cost S of the last base run.", Width::one, {.lo = 0}}),
            column(&F::run_knowledge, {"run_knowledge", "OOM", "Knowledge at the last base run."}),
            column(&F::run_hardware, {"run_hardware", "OOM", "Hardware progress at the last base run."}),
            column(&F::run_interval, {"run_interval", "yr", "Mean time between base runs."}),
            column(&F::refresh_interval, {"refresh_interval", "yr", "Mean time between releases."}),
            column(&F::next_run, {"next_run", "yr", "Time of the next base run."}),
            column(&F::next_release, {"next_release", "yr", "Time of the next release."}),
            column(&F::next_review, {"next_review", "yr", "Time of the next review of strategy; 0 until it is set."}),
            column(&F::expected_payoff,
                   {"expected_payoff", "1", "What it expected at its last review of the strategy that it chose, over its budget."}),
            column(&F::runs, {"runs", "1", "Base runs made."}),
            column(&F::attempts, {"attempts", "1", "Releases tried; with the serial, the key of their draws."}),
            column(&F::reviews, {"reviews", "1", "Strategy reviews made."}),
            column(&F::held_until, {"held_until", "yr", "End of the mandatory evaluation of the next release; 0 if none is under way."}),
            column(&F::held_capability, {"held_capability", "OOM", "Latent capability of the model under evaluation."}),
            column(&F::held_score, {"held_score", "OOM", "Its measured capability."}),
            column(&F::held_parent, {"held_parent", "1", "Serial of another's weights that it was built on; 0 if of none."}),
            column(&F::held_bound,
                   {"held_bound", "1", "1 if their licence keeps it from being sold behind an interface.", Width::one, {0, 1}}),
            column(&F::adapted, {"adapted", "1", "Serial of another's weights that its base was adapted from; 0 if it is its own."}),
            column(&F::adapted_bound,
                   {"adapted_bound", "1", "1 if their licence keeps it from being sold behind an interface.", Width::one, {0, 1}}),
            column(&F::interface, {"interface", "slot of catalogue", "Model behind the closed interface."}),
            column(&F::released, {"released", "slot of catalogue", "Latest released weights."}),
            column(&F::markup, {"markup", "1", "Price of the interface over its full cost.", Width::one, {1, 100}}),
            column(&F::cap_price, {"cap_price",
                                   "1",
                                   "Virtual price of a cap on its share: utility of its interface that users lack.",
                                   Width::one,
                                   {.lo = 0}}),
            column(&F::tooling, {"tooling", "1", "Tooling that grew around its interface.", Width::one, {.lo = 0}}),
            column(&F::support, {"support", "1", "Support for users of its interface."}),
        };
    }
    std::size_t size() const { return serial.size(); }
    bool active(std::size_t f, double t) const { return alive[f] != 0 && start[f] <= t + 1e-9; }
};

/// Name of the firm in that row.
const std::string& firm_label(const World& world, std::size_t row);

}  // namespace enclosure
