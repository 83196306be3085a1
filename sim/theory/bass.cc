// Bass 1969: who has not adopted does so with hazard p + q·F. The model is synchronous: in a step of length dt every such user adopts with
// probability 1 − exp(−(p + q·F)·dt), F being adoption at its begin or, with `adoption.midpoint`, what it will be at its middle:
// F + (1 − F)(1 − exp(−(p + q·F)·dt/2)). So the number of adopters is a Markov chain whose law is computed here exactly; the differential
// equation is its limit for many users and short steps.
#include <fmt/format.h>

#include <string_view>

#include "sim/theory/conformance.h"
#include "sim/theory/rig.h"
#include "sim/theory/statistics.h"

namespace enclosure::theory {

namespace {

constexpr double p = 0.03;
constexpr double q = 0.38;
constexpr int population = 100;

// Which adoption F drives a step, and the probability that the hazard h = p + qF makes of it.
enum class Rule { begin, midpoint, linear };  // 1 - exp(-h·dt) with F of the begin or the middle; h·dt with F of the begin

double probability(double adoption, double dt, Rule rule) {
    if (rule == Rule::linear) return (p + q * adoption) * dt;
    if (rule == Rule::midpoint) adoption += (1 - adoption) * -std::expm1(-(p + q * adoption) * dt / 2);
    return -std::expm1(-(p + q * adoption) * dt);
}

// Law of the number of adopters among `population`, step by step.
class Chain {
  public:
    Chain(double dt, Rule rule) : dt_(dt), rule_(rule), law_(population + 1, 0.0) { law_[0] = 1; }
    void step() {
        std::vector<double> next(law_.size(), 0.0);
        for (int a = 0; a <= population; ++a) {
            const double here = law_[static_cast<std::size_t>(a)];
            if (here < 1e-18) continue;
            const std::vector<double> newly = binomial_law(population - a, probability(static_cast<double>(a) / population, dt_, rule_));
            for (std::size_t k = 0; k < newly.size(); ++k) next[static_cast<std::size_t>(a) + k] += here * newly[k];
        }
        law_ = next;
    }
    Moments share() const {
        Moments m;
        double square = 0;
        for (int a = 0; a <= population; ++a) {
            const double x = static_cast<double>(a) / population;
            m.mean += x * law_[static_cast<std::size_t>(a)];
            square += x * x * law_[static_cast<std::size_t>(a)];
        }
        m.variance = square - m.mean * m.mean;
        return m;
    }

  private:
    double dt_;
    Rule rule_;
    std::vector<double> law_;
};

double closed_form(double t) {
    const double e = std::exp(-(p + q) * t);
    return (1 - e) / (1 + q / p * e);
}

// The deterministic map of the step dt, for the part of the distance from the differential equation that is due to the step.
double map(double dt, double t) {
    double f = 0;
    for (int k = 0; k < static_cast<int>(t / dt + 0.5); ++k) f += (1 - f) * probability(f, dt, Rule::midpoint);
    return f;
}

double share(const World& world) {
    const double users = static_cast<double>(world.users.size());
    return 1 - static_cast<double>(world.market.unaware[0] + world.market.undecided[0]) / users;
}

void compare_law(std::vector<Comparison>& all, int effort, Rule rule) {
    const bool midpoint = rule == Rule::midpoint;
    const std::string_view name = midpoint ? "midpoint rule" : "adoption of the begin";
    Scenario hundred = scenario("bass", {fmt::format("adoption.midpoint={}", midpoint)});
    hundred.population.users = population;  // a file has a thousand at the least
    const int seeds = 2000 * effort;
    std::vector<double> early;
    std::vector<double> late;
    for (int seed = 1; seed <= seeds; ++seed) {
        Rig rig(with_seed(hundred, seed));
        rig.steps(5);
        early.push_back(share(rig.world));
        rig.steps(5);
        late.push_back(share(rig.world));
    }
    Chain chain(1, rule);
    Chain linear(1, Rule::linear);
    for (int t = 1; t <= 10; ++t) {
        chain.step();
        linear.step();
        if (t % 5 != 0) continue;
        const Moments theory = chain.share();
        const Moments model = moments(t == 5 ? early : late);
        all.push_back(
            {fmt::format("mean share of 100 users at t = {}, dt = 1, {}", t, name), model.mean, theory.mean,
             deviations * std::sqrt(theory.variance / model.n),
             fmt::format("Exact Markov chain of the hazard law 1 - e^-(p + qF)dt (with probability (p + qF)dt of the begin it would "
                         "be {:.8f}); 4 sd/sqrt({:.0f} populations), alpha 6.3e-5.",
                         linear.share().mean, model.n)});
        // The fourth moment of a nearly normal share is 3 variances squared, so the variance of the variance is 2 v^2/n.
        all.push_back({fmt::format("standard deviation of the share at t = {}, dt = 1, {}", t, name), model.deviation(), theory.deviation(),
                       deviations * theory.deviation() / std::sqrt(2 * model.n) * 1.2,
                       "Exact Markov chain; 4 sd/sqrt(2n) for a nearly normal share, and a fifth for its excess, alpha 6.3e-5."});
    }
}

void compare_equation(std::vector<Comparison>& all, int effort) {
    const double users = 60000.0 * effort;
    const double dt = 1.0 / 4;
    Rig rig(scenario("bass", {fmt::format("population.users={:.0f}", users), fmt::format("time.step={}", dt)}));
    for (const double t : {5.0, 10.0, 15.0}) {
        while (rig.time() < t - dt / 2) rig.step();
        // The deviation for 1000 users in continuous time is known exactly at t = 5 and 10; it falls with their root, and with t after 10.
        const double deviation = (t < 7 ? 0.03054987 : 0.02391909) * std::sqrt(1000 / users);
        const double step_error = std::fabs(map(dt, t) - closed_form(t));
        all.push_back({fmt::format("F({:.0f}) of {:.0f} users, dt = 1/4", t, users), share(rig.world), closed_form(t),
                       deviations * deviation + step_error,
                       fmt::format("(1 - e^-(p+q)t)/(1 + q/p e^-(p+q)t); 4 sd, and {:.1e} that the synchronous map of this step is off.",
                                   step_error)});
    }
}

}  // namespace

std::vector<Comparison> bass(int effort) {
    std::vector<Comparison> all;
    compare_law(all, effort, Rule::begin);
    compare_law(all, effort, Rule::midpoint);
    compare_equation(all, effort);
    return all;
}

}  // namespace enclosure::theory
