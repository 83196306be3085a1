#include "sim/phases/newcomers.h"
#include "sim/run/set_up.h"

namespace enclosure {

void set_up_developers(World& world, const Threads& threads) {
    const Scenario& s = world.rules;
    Developers& d = world.developers;
    const auto n = static_cast<std::size_t>(s.population.developers);
    std::apply([&](const auto&... c) { ((d.*c.member).resize(n), ...); }, Developers::columns());
    const Origins origins(s);
    threads.for_blocks(n, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) seat_developer(d, i, combine(serial_of("developer"), i), world.step.seed, origins, s);
    });
}

}  // namespace enclosure
