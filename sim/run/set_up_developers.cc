#include <cmath>

#include "sim/base/draws.h"
#include "sim/run/set_up.h"

namespace enclosure {

namespace {

// Row in whose share of the unit interval u falls.
template <class Row>
std::size_t row_at(const std::vector<Row>& rows, double u) {
    double total = 0;
    for (const Row& row : rows) total += row.developers;
    double sum = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        sum += rows[i].developers / total;
        if (u < sum) return i;
    }
    return rows.size() - 1;
}

}  // namespace

void set_up_developers(World& world, const Threads& threads) {
    const Scenario& s = world.rules;
    Developers& d = world.developers;
    const auto n = static_cast<std::size_t>(s.population.developers);
    std::apply([&](const auto&... c) { ((d.*c.member).resize(n), ...); }, Developers::columns());
    threads.for_blocks(n, [&](std::size_t begin, std::size_t end, std::size_t) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint64_t serial = combine(serial_of("developer"), i);
            Draws where(world.step.seed, Purpose::developer_start, serial, 0, 0);
            Draws skill(world.step.seed, Purpose::developer_start, serial, 0, 1);
            Draws motives(world.step.seed, Purpose::developer_start, serial, 0, 2);
            Draws more(world.step.seed, Purpose::developer_start, serial, 0, 3);
            d.serial[i] = serial;
            d.region[i] = static_cast<std::uint8_t>(row_at(s.region, where.uniform()));
            d.domain[i] = static_cast<std::uint8_t>(row_at(s.domain, where.uniform()));
            // Skill at the start: most have little, a few have much.
            const double u = skill.uniform();
            d.skill[i] = static_cast<float>(0.1 + 0.7 * u * u);
            d.use_value[i] = static_cast<float>(2 * motives.uniform());
            d.reputation[i] = static_cast<float>(2 * motives.uniform());
            d.pay[i] = static_cast<float>(2 * more.uniform());
            d.altruism[i] = static_cast<float>(2 * more.uniform());
        }
    });
}

}  // namespace enclosure
