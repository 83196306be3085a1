#include "viz/session/session.h"

#include <algorithm>
#include <utility>

#include "sim/scenario/paths.h"
#include "viz/session/session_inner.h"

namespace enclosure::viz {

Session::Session(SessionOptions options) : inner_(std::make_unique<Inner>(std::move(options))) {}
Session::~Session() = default;

void Session::open(const std::filesystem::path& scenario, std::vector<Override> settings, std::vector<std::filesystem::path> policies) {
    open(load_scenario(scenario, settings, policies), scenario.string());
}

void Session::open(LoadedScenario loaded, std::string name) {
    RuleHistory rules(std::move(loaded));
    inner_->begin(rules);
    inner_->opened = std::move(rules);
    inner_->name = std::move(name);
}

const std::string& Session::name() const {
    return inner_->name;
}

void Session::run() {
    if (const WorldRun* world = inner_->world(WorldId::a)) inner_->stepper.go_to(world->steps_total(), true);
}

void Session::pause() {
    inner_->stepper.go_to(0, false);
}

void Session::step(std::size_t count) {
    const WorldRun* world = inner_->world(WorldId::a);
    if (world == nullptr) return;
    run_until(world->front() + count);
}

void Session::run_until(std::size_t step) {
    const WorldRun* world = inner_->world(WorldId::a);
    if (world != nullptr) inner_->stepper.go_to(std::min(step, world->steps_total()), false);
}

void Session::set_speed(Speed speed) {
    inner_->speed = speed;
    inner_->stepper.set_speed(speed);
}

Speed Session::speed() const {
    return inner_->speed;
}

void Session::reset(bool keep_changes) {
    if (!inner_->opened) return;
    inner_->begin(keep_changes ? inner_->world(WorldId::a)->rules().from_start() : *inner_->opened);
}

void Session::new_seed(std::uint64_t seed) {
    if (!inner_->opened) return;
    const double largest = find_facts(inner_->opened->now()->scenario, "seed")->legal.hi;
    if (static_cast<double>(seed) > largest) {
        throw one_mistake("seed", "seed = " + std::to_string(seed) + " is larger than seeds can be");
    }
    RuleHistory rules = inner_->world(WorldId::a)->rules().from_start().with_seed(seed);
    inner_->begin(std::move(rules));
    inner_->opened = inner_->opened->with_seed(seed);
}

std::uint64_t Session::seed() const {
    const WorldRun* world = inner_->world(WorldId::a);
    return world == nullptr ? 0 : static_cast<std::uint64_t>(world->rules().now()->scenario.seed);
}

bool Session::pump() {
    Stepper& stepper = inner_->stepper;
    if (inner_->options.synchronous) {
        stepper.make_due_steps();
        inner_->replicates.make_one_pair();
    }
    if (const WorldRun* world = inner_->world(WorldId::a)) inner_->found = world->front();
    const std::size_t news = stepper.news();
    return std::exchange(inner_->seen, news) != news;
}

void Session::drawn() {
    inner_->stepper.taken(inner_->found);
}

void Session::on_news(void (*wake)()) {
    inner_->stepper.on_news(wake);
}

}  // namespace enclosure::viz
