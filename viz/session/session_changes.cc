// What makes the worlds others: a change of rules, the way back, a second world.
#include <algorithm>
#include <utility>

#include "viz/session/session_inner.h"

namespace enclosure::viz {

void Session::change_rules(const RuleChange& change, WorldId world) {
    if (inner_->world(world) == nullptr) return;
    inner_->change_worlds(
        [&](Stepper::Worlds& worlds) {
            WorldRun& changed = world == WorldId::a ? *worlds.a : *worlds.b;
            changed.change(change, worlds.a->front());
        },
        false);
}

void Session::rewind(std::size_t step) {
    const WorldRun* world = inner_->world(WorldId::a);
    if (world == nullptr) return;
    inner_->stepper.go_to(0, false);
    inner_->change_worlds(
        [&](Stepper::Worlds& worlds) {
            const std::size_t reached = std::min(step, worlds.a->front());
            const auto back = [&](const std::shared_ptr<WorldRun>& from, std::size_t kept_before) {
                const std::size_t to = std::min(reached, from->front());  // B may still be on its way there
                return std::make_shared<WorldRun>(*from, to, from->rules().before(std::max(reached, kept_before)), inner_->options);
            };
            auto a = back(worlds.a, 0);
            auto b = worlds.b && step >= inner_->forked_at ? back(worlds.b, inner_->forked_at + 1) : nullptr;
            worlds = {std::move(a), std::move(b)};
        },
        true);
}

void Session::fork(std::size_t step, const RuleChange& change_of_b) {
    if (inner_->world(WorldId::a) == nullptr) return;
    inner_->change_worlds(
        [&](Stepper::Worlds& worlds) {
            const std::size_t at_step = std::min(step, worlds.a->front());
            RuleHistory rules = worlds.a->rules().before(at_step);
            const bool any = !change_of_b.settings.empty() || !change_of_b.policy_texts.empty() || !change_of_b.policy_files.empty();
            if (any) rules.change(change_of_b, at_step);
            worlds.b = std::make_shared<WorldRun>(*worlds.a, at_step, std::move(rules), inner_->options);
            inner_->forked_at = at_step;
        },
        false);
}

void Session::join() {
    if (inner_->world(WorldId::b) == nullptr) return;
    inner_->change_worlds([](Stepper::Worlds& worlds) { worlds.b.reset(); }, false);
}

}  // namespace enclosure::viz
