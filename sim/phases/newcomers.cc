#include "sim/phases/newcomers.h"

#include <array>

#include "sim/base/draws.h"
#include "sim/base/hash.h"
#include "sim/base/many_draws.h"
#include "sim/base/math.h"
#include "sim/phases/row_race.h"

namespace enclosure {

Origins::Origins(const Scenario& rules, std::pmr::memory_resource* memory)
    : regions(table_runners(rules.region, &Region::developers, memory)),
      domains(table_runners(rules.domain, &Domain::developers, memory)) {}

void seat_developer(Developers& d, std::size_t i, std::uint64_t serial, std::uint64_t seed, const Origins& origins, const Scenario& rules) {
    Draws skill(seed, Purpose::developer_start, serial, 0, 1);
    Draws motives(seed, Purpose::developer_start, serial, 0, 2);
    Draws more(seed, Purpose::developer_start, serial, 0, 3);
    d.serial[i] = serial;
    d.region[i] = static_cast<std::uint8_t>(first_row(origins.regions, seed, Purpose::developer_region, serial, 0));
    d.domain[i] = static_cast<std::uint8_t>(first_row(origins.domains, seed, Purpose::developer_domain, serial, 0));
    // Of the experienced most have little skill, a few have much.
    const double u = skill.uniform();
    d.skill[i] = static_cast<float>(0.1 + 0.7 * u * u);
    const double spread = rules.parameters.contribution.productivity_spread;
    const double z = Draws(seed, Purpose::developer_talent, serial, 0).normal();
    d.productivity[i] = static_cast<float>(math::exp(spread * (z - 0.5 * spread)));
    d.use_value[i] = static_cast<float>(2 * motives.uniform());
    d.reputation[i] = static_cast<float>(2 * motives.uniform());
    d.pay[i] = static_cast<float>(2 * more.uniform());
    d.altruism[i] = static_cast<float>(2 * more.uniform());
    d.employer[i] = {};
    d.project[i] = {};
    d.effort[i] = d.fatigue[i] = d.given[i] = 0;
}

void replace_developers(Developers& d, const Scenario& rules, const CommunityParams& p, const SkillParams& skill, Step step) {
    const double leaves = math::fires(p.turnover, step.dt);
    if (leaves <= 0) return;
    const Origins origins(rules, step.memory());
    step.threads->for_blocks(d.size(), [&](std::size_t begin, std::size_t end, std::size_t) {
        std::array<std::uint32_t, block_size> words;
        agent_words(step.seed, Purpose::developer_turnover, std::span(d.serial).subspan(begin, end - begin), step.index, words);
        for (std::size_t i = begin; i < end; ++i) {
            if (!may_fall_below(words[i - begin], leaves)) continue;
            if (Draws(step.seed, Purpose::developer_turnover, d.serial[i], step.index).uniform() >= leaves) continue;
            ++d.generation[i];
            seat_developer(d, i, combine(d.serial[i], d.generation[i]), step.seed, origins, rules);
            d.skill[i] = static_cast<float>(skill.beginner);
        }
    });
}

}  // namespace enclosure
