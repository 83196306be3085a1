// Mean of an indicator over months and seeds, for tests of responses: with common random numbers few seeds show a direction.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "sim/indicators/indicator.h"
#include "tests/worlds.h"

namespace enclosure::test {

/// Seeds 1 to `seeds` of the small baseline; of `months` the first `settling` do not count.
struct Ensemble {
    int seeds = 5;
    std::size_t months = 36;
    std::size_t settling = 12;
    std::int64_t users = 20000;
    std::int64_t developers = 2000;
};

/// Mean of the indicator over the ensemble after change(scenario), without months in which it is undefined.
template <class Change>
double mean_over(const Ensemble& ensemble, std::string_view name, Change change) {
    const Indicator* indicator = find_indicator(name);
    if (indicator == nullptr) throw std::invalid_argument("no indicator " + std::string(name));
    double sum = 0;
    double n = 0;
    for (int seed = 1; seed <= ensemble.seeds; ++seed) {
        Scenario scenario = small_baseline(seed);
        scenario.population.users = ensemble.users;
        scenario.population.developers = ensemble.developers;
        change(scenario);
        Simulation simulation(std::move(scenario), {.threads = 2});
        for (std::size_t k = 0; k < ensemble.months; ++k) {
            simulation.step();
            const double value = indicator->value(simulation.world());
            if (k < ensemble.settling || std::isnan(value)) continue;
            sum += value;
            n += 1;
        }
    }
    return sum / n;
}

}  // namespace enclosure::test
