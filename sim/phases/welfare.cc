#include "sim/phases/welfare.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>
#include <span>

#include "sim/base/many_exponentials.h"
#include "sim/base/math.h"
#include "sim/phases/budget.h"
#include "sim/phases/contribution.h"
#include "sim/phases/utility.h"

namespace enclosure {

namespace {

constexpr double nothing = -std::numeric_limits<double>::infinity();

// Live models as users of a segment see them: the closed ones, then the released.
struct SeenModels {
    StepVector<std::size_t> slot;
    StepVector<UserTerms> terms;
    std::size_t closed = 0;
};

SeenModels seen_models(const Catalogue& catalogue, const PublicState& commons, const Scenario& rules, std::size_t g, Step step) {
    SeenModels seen{StepVector<std::size_t>(step.memory()), StepVector<UserTerms>(step.memory()), 0};
    seen.slot.reserve(catalogue.size());
    seen.terms.reserve(catalogue.size());
    for (const bool open : {false, true}) {
        for (std::size_t m = 0; m < catalogue.size(); ++m) {
            if (!catalogue.live(m) || (catalogue.open[m] != 0) != open) continue;
            seen.slot.push_back(m);
            seen.terms.push_back(user_terms(catalogue, m, commons, rules, g));
        }
        if (!open) seen.closed = seen.slot.size();
    }
    return seen;
}

// ln Σ exp(v), v of one nest, which become their exponentials.
double log_sum(std::span<double> values) {
    if (values.empty()) return nothing;
    const double largest = *std::max_element(values.begin(), values.end());
    exp_of_many(values, largest);
    return largest + math::log(std::accumulate(values.begin(), values.end(), 0.0));
}

// Price weight of the users of each cell relative to their segment's; falls with income, as the users' own does (set_up_users).
StepVector<double> relative_price_weight(const Cells& cells, const Scenario& rules, Step step) {
    StepVector<double> weight(cells.size(), step.memory());
    StepVector<double> sum(rules.segment.size(), 0.0, step.memory());
    StepVector<double> users(rules.segment.size(), 0.0, step.memory());
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const auto n = static_cast<double>(cells.users(c));
        weight[c] = math::pow(cells.income[c], -rules.parameters.adoption.income_elasticity);
        sum[cells.segment[c]] += n * weight[c];
        users[cells.segment[c]] += n;
    }
    for (std::size_t c = 0; c < cells.size(); ++c) weight[c] *= users[cells.segment[c]] / sum[cells.segment[c]];
    return weight;
}

}  // namespace

double seat_surplus(double gain, double price_weight, double budget, bool linear) {
    const double units = gain / std::max(price_weight, 1e-6);
    return budget * (linear ? units : 1 - math::exp(-units));
}

double log_sum_gain(double closed, double open, double nest_scale, double outside) {
    const double value[] = {nest_scale * closed, nest_scale * open, -outside};
    const double largest = std::max({value[0], value[1], value[2]});
    double sum = 0;
    for (const double v : value) sum += v > nothing ? math::exp(v - largest) : 0.0;
    return std::max(largest + math::log(sum) + outside, 0.0);
}

void measure_welfare(Welfare& welfare, PublicState& commons, const Market& market, const Cells& cells, const Catalogue& catalogue,
                     const Scenario& rules, const AdoptionParams& adoption, const HarmParams& harm, Step step) {
    for (std::size_t g = 0; g < rules.segment.size(); ++g) welfare.budget[g] = seat_budget(rules.segment[g], step.t);
    StepVector<SeenModels> choices(step.memory());
    choices.reserve(rules.segment.size());
    for (std::size_t g = 0; g < rules.segment.size(); ++g) choices.push_back(seen_models(catalogue, commons, rules, g, step));
    const StepVector<double> price_weight = relative_price_weight(cells, rules, step);
    const double spread = adoption.income_spread * adoption.income_elasticity;
    const double spread_mean = math::exp(0.5 * spread * spread);
    const double lambda = adoption.nest_scale;
    const bool linear = rules.parameters.prices.linear;

    step.threads->for_each(cells.size(), [&](std::size_t c) {
        const Segment& segment = rules.segment[cells.segment[c]];
        // With a linear price term β is of a change by the reference price, which costs that many times what is used.
        const double scale = linear ? rules.parameters.prices.reference / commons.average_price : 1.0;
        const double budget = scale * welfare.budget[cells.segment[c]] * cells.income[c];
        const SeenModels& seen = choices[cells.segment[c]];
        const std::size_t models = seen.slot.size();
        std::array<double, choice_slots> but_for_price;
        for (std::size_t j = 0; j < models; ++j) {
            const UserTerms& terms = seen.terms[j];
            but_for_price[j] = market.utility[c * catalogue.size() + seen.slot[j]] + terms.transparency * segment.data_sensitivity +
                               terms.modifiability * segment.customisation - terms.risk * segment.security;
        }
        welfare.gain[c] = 0;
        for (std::size_t k = 0; k < income_classes; ++k) {
            const double beta = segment.price_weight * price_weight[c] * math::exp(-spread * income_class[k].node) / spread_mean;
            double benefit = 0;
            for (const bool technical : {true, false}) {
                std::array<double, choice_slots> values;
                for (std::size_t j = 0; j < models; ++j) {
                    const double u = but_for_price[j] - beta * seen.terms[j].log_price;
                    values[j] = (technical ? u : u - seen.terms[j].integration) / lambda;
                }
                const auto all = std::span(values).first(models);
                const double closed = log_sum(all.first(seen.closed));
                const double open = log_sum(all.subspan(seen.closed));
                const double gain = log_sum_gain(closed, open, lambda, segment.outside);
                const double share = technical ? segment.technical : 1 - segment.technical;
                welfare.gain[c] += income_class[k].share * share * gain;
                benefit += share * seat_surplus(gain, beta, budget, linear);
            }
            welfare.benefit[c * income_classes + k] = benefit;
        }
    });

    StepVector<double> seats(rules.segment.size(), 0.0, step.memory());
    std::fill(commons.consumer_surplus.begin(), commons.consumer_surplus.end(), 0.0);
    for (std::size_t c = 0; c < cells.size(); ++c) {
        const double aware = cells.seats[c] * static_cast<double>(static_cast<std::int64_t>(cells.users(c)) - market.unaware[c]);
        for (std::size_t k = 0; k < income_classes; ++k) {
            commons.consumer_surplus[cells.segment[c]] += aware * income_class[k].share * welfare.benefit[c * income_classes + k];
        }
        seats[cells.segment[c]] = cells.seats[c];
    }
    commons.migration_cost = 0;
    for (std::size_t g = 0; g < rules.segment.size(); ++g) {
        const Segment& segment = rules.segment[g];
        const double moves = static_cast<double>(market.forced[g]) * seats[g] / step.dt;
        welfare.migration_cost[g] =
            moves * adoption.switching_weight * segment.switching * welfare.budget[g] / std::max(segment.price_weight, 1e-6);
        commons.migration_cost += welfare.migration_cost[g];
    }
    commons.harm_cost = static_cast<double>(total_incidents(commons)) / step.dt * harm.incident_cost;
}

void measure_developers(Welfare& welfare, In<&Developers::project> project, In<&Developers::region> region, const Scenario& rules,
                        const WelfareParams& p, Step step) {
    const std::size_t regions = rules.region.size();
    // Records by region: all, then those at rest.
    StepVector<std::int64_t> records(2 * regions, 0, step.memory());
    step.threads->add_up(project.size(), std::span(records), [&](std::size_t begin, std::size_t end, std::span<std::int64_t> part) {
        for (std::size_t i = begin; i < end; ++i) {
            ++part[region[i]];
            if (!project[i]) ++part[regions + region[i]];
        }
    });
    // A record stands for as many people as at the start, times the growth of the pool (contribution.h).
    const double growth = pool_growth(rules.parameters.contribution, step.t);
    const double people = p.developers / static_cast<double>(rules.population.developers) * growth;
    for (std::size_t r = 0; r < regions; ++r) {
        const auto all = static_cast<double>(records[r]);
        // Where nobody rests, half a record does: the share is between none and one of them.
        const double resting = all > 0 ? std::max(static_cast<double>(records[regions + r]), 0.5) / all : 1.0;
        welfare.developers_surplus[r] = p.developer_value * people * all * -math::log(std::min(resting, 1.0));
    }
}

}  // namespace enclosure
