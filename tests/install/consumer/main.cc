// Loads the installed baseline, makes one step of it with a small population, and says where it stands.
#include <cstdio>
#include <vector>

#include "sim/base/version.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

int main() {
    const std::vector<enclosure::Override> small{{"population.users", "2000"}, {"population.developers", "200"}};
    enclosure::Simulation simulation(enclosure::load_scenario(SCENARIOS "/baseline.toml", small).scenario);
    const auto before = simulation.state_hash();
    simulation.step();
    std::printf("enclosure %s: %zu step, state %016llx\n", enclosure::build_info().version.data(), simulation.steps_made(),
                static_cast<unsigned long long>(simulation.state_hash()));
    return simulation.steps_made() == 1 && simulation.state_hash() != before ? 0 : 1;
}
