#include "sim/phases/project_choice.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sim/phases/project_choice.cc"
#include <hwy/foreach_target.h>
// Highway's own order: what is compiled once per set of instructions comes after it.
#include <algorithm>
#include <array>
#include <cassert>

#include "sim/base/alternatives-inl.h"
#include "sim/base/many_draws.h"
#include "sim/base/variates-inl.h"
#include "sim/world/users.h"

HWY_BEFORE_NAMESPACE();
namespace enclosure::HWY_NAMESPACE {
namespace {

using namespace alternatives;

/// Of one developer: what each project is worth to him but for the draw, and what he draws.
struct Worth {
    alignas(64) float value[padded_alternatives(choice_slots)];
    alignas(64) float most[padded_alternatives(choice_slots)];  ///< with the draw
    alignas(64) std::uint32_t word[padded_alternatives(choice_slots)];
};

/// Words 0 to 2 of a developer's block (alternatives.h).
struct OwnWords {
    std::uint32_t counter, key, none;

    explicit OwnWords(const std::array<std::uint64_t, 2>& block)
        : counter(static_cast<std::uint32_t>(block[0])),
          key(static_cast<std::uint32_t>(block[0] >> 32)),
          none(static_cast<std::uint32_t>(block[1])) {}
};

HWY_INLINE std::int32_t choose(const Seeker& developer, const OwnWords& own, const ProjectColumns& projects, const ProjectSetting& s) {
    const std::size_t lanes = hn::Lanes(df);
    const VF use = hn::Set(df, developer.use);
    const VF reputation = hn::Set(df, developer.reputation);
    const VF altruism = hn::Set(df, developer.altruism);
    const VF pay = hn::Set(df, developer.pay);
    const VF noise = hn::Set(df, s.noise);
    const VF collaboration = hn::Set(df, s.collaboration);
    const VF switching = hn::Set(df, developer.slot == no_row ? 0.0F : s.switching);
    const VI slot = hn::Set(di, developer.slot);
    const VI region = hn::Set(di, developer.region);
    const VI nowhere = hn::Set(di, no_row);
    const VI employer = hn::Set(di, developer.employer == no_row ? no_row - 2 : developer.employer);
    const float* worth = projects.worth[developer.domain].data();
    Worth of;
    VF reached = hn::Set(df, s.friction + s.noise * single::gumbel(own.none));  // certainly, by doing nothing or by a project
    const VF none = reached;
    for (std::size_t begin = 0; begin < projects.count; begin += 2 * lanes) {
        VU words[2];
        words_for_alternatives(own.counter, own.key, projects.key.data() + begin, words);
        for (std::size_t k = 0; k < 2; ++k) {
            const std::size_t at = begin + k * lanes;
            const VI there = hn::LoadU(di, projects.region.data() + at);
            const auto mine = hn::RebindMask(df, hn::Eq(hn::LoadU(di, projects.owner.data() + at), employer));
            const auto near = hn::RebindMask(df, hn::Or(hn::Eq(there, region), hn::Eq(there, nowhere)));
            const auto same = hn::RebindMask(df, hn::Eq(hn::LoadU(di, projects.slot.data() + at), slot));
            VF v = hn::Mul(use, hn::LoadU(df, worth + at));
            v = hn::Add(v, hn::Mul(reputation, hn::LoadU(df, projects.fame.data() + at)));
            v = hn::Add(v, hn::Mul(altruism, hn::LoadU(df, projects.openness.data() + at)));
            v = hn::Add(v, hn::LoadU(df, projects.others.data() + at));
            v = hn::IfThenElse(hn::Or(mine, near), v, hn::Mul(v, collaboration));
            v = hn::Add(v, hn::IfThenElseZero(mine, pay));
            v = hn::Sub(v, hn::IfThenZeroElse(same, switching));
            const GumbelBounds<VF> bounds = gumbel_bounds(df, words[k]);
            const VF low = hn::Max(bounds.low, hn::Set(df, -1e30F));  // no infinity: there may be no noise
            reached = hn::Max(reached, hn::Add(v, hn::Mul(noise, low)));
            hn::Store(v, df, of.value + at);
            hn::Store(hn::Add(v, hn::Mul(noise, bounds.high)), df, of.most + at);
            hn::Store(words[k], du, of.word + at);
        }
    }
    // Only where somebody may yet reach that, a variate is worth two logarithms.
    reached = hn::MaxOfLanes(df, reached);
    Race race = new_race();
    for (std::size_t at = 0; at < projects.count; at += lanes) {
        if (hn::AllFalse(df, hn::Ge(hn::Load(df, of.most + at), reached))) continue;
        const VF draw = hn::Mul(noise, gumbel(df, hn::Load(du, of.word + at)));
        race.enter(hn::Add(hn::Load(df, of.value + at), draw), hn::Iota(di, static_cast<std::int32_t>(at)));
    }
    return race.winner(hn::GetLane(none));
}

void choose_all(const Seeker* developers, const std::array<std::uint64_t, 2>* blocks, std::size_t count, const ProjectColumns& projects,
                const ProjectSetting& setting, std::int32_t* chosen) {
    for (std::size_t i = 0; i < count; ++i) chosen[i] = choose(developers[i], OwnWords(blocks[i]), projects, setting);
}

}  // namespace
}  // namespace enclosure::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace enclosure {

HWY_EXPORT(choose_all);

void choose_projects_of(std::span<const Seeker> developers, const ProjectColumns& projects, const ProjectSetting& setting,
                        std::span<std::int32_t> chosen) {
    assert(projects.count <= choice_slots && chosen.size() >= developers.size());
    constexpr std::size_t together = 128;
    std::array<std::uint64_t, together> serial;
    std::array<std::array<std::uint64_t, 2>, together> blocks;
    for (std::size_t begin = 0; begin < developers.size(); begin += together) {
        const auto some = developers.subspan(begin, std::min(together, developers.size() - begin));
        std::transform(some.begin(), some.end(), serial.begin(), [](const Seeker& developer) { return developer.serial; });
        agent_numbers(setting.seed, Purpose::developer_choice, std::span(serial).first(some.size()), setting.step, 0, blocks);
        HWY_DYNAMIC_DISPATCH(choose_all)(some.data(), blocks.data(), some.size(), projects, setting, chosen.data() + begin);
    }
}

std::int32_t choose_project_as_stated(const Seeker& developer, const ProjectColumns& projects, const ProjectSetting& s) {
    const AlternativeDraws draws(s.seed, Purpose::developer_choice, developer.serial, s.step);
    const StepVector<float>& worth = projects.worth[developer.domain];
    std::int32_t chosen = no_row;
    float best = s.friction + s.noise * single::gumbel(draws.own_word());
    for (std::size_t k = 0; k < projects.count; ++k) {
        const bool mine = developer.employer != no_row && projects.owner[k] == developer.employer;
        const bool near = mine || projects.region[k] == no_row || projects.region[k] == developer.region;
        float v = developer.use * worth[k] + developer.reputation * projects.fame[k] + developer.altruism * projects.openness[k] +
                  projects.others[k];
        if (!near) v *= s.collaboration;
        if (mine) v += developer.pay;
        if (developer.slot != no_row && projects.slot[k] != developer.slot) v -= s.switching;
        const float total = v + s.noise * single::gumbel(draws.word(projects.key[k]));
        if (total > best) {
            best = total;
            chosen = static_cast<std::int32_t>(k);
        }
    }
    return chosen;
}

ProjectColumns::ProjectColumns(std::pmr::memory_resource* memory, std::size_t projects)
    : key(memory), slot(memory), owner(memory), region(memory), fame(memory), openness(memory), others(memory), worth(memory) {
    const std::size_t n = padded_alternatives(projects);
    key.reserve(n);
    for (auto* column : {&slot, &owner, &region}) column->reserve(n);
    for (auto* column : {&fame, &openness, &others}) column->reserve(n);
}

void ProjectColumns::add(std::uint32_t key_, std::int32_t slot_, std::int32_t owner_, std::int32_t region_, float fame_, float openness_,
                         float others_) {
    ++count;
    key.push_back(key_);
    slot.push_back(slot_);
    owner.push_back(owner_);
    region.push_back(region_);
    fame.push_back(fame_);
    openness.push_back(openness_);
    others.push_back(others_);
}

}  // namespace enclosure
#endif
