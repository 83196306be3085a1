#include "viz/session/session.h"

#include <algorithm>
#include <array>
#include <utility>

#include "sim/base/version.h"
#include "sim/run/session_log.h"
#include "sim/scenario/paths.h"
#include "viz/session/lookback.h"
#include "viz/session/replicates.h"
#include "viz/session/stepper.h"

namespace enclosure::viz {

namespace {

std::size_t at(WorldId world) {
    return static_cast<std::size_t>(world);
}

}  // namespace

struct Session::Inner {
    explicit Inner(SessionOptions given)
        : options(std::move(given)),
          stepper(options.synchronous, options.before_step),
          lookback(options.synchronous, [this] { stepper.tell(); }),
          replicates(options.synchronous, [this] { stepper.tell(); }) {}

    SessionOptions options;
    std::string name;
    Speed speed;
    std::optional<RuleHistory> opened;  ///< without changes
    std::size_t forked_at = 0;
    std::size_t shared_bytes = 0;  ///< of the past that two worlds have in common
    std::array<std::vector<NotedChange>, 2> noted;
    std::size_t seen = 0;   ///< of the stepper's news
    std::size_t found = 0;  ///< steps of world A that the last pump() found

    Stepper stepper;
    Lookback lookback;  // these two tell the stepper when they have something
    Replicates replicates;

    WorldRun* world(WorldId id) const {
        const Stepper::Worlds& worlds = stepper.worlds();
        return (id == WorldId::a ? worlds.a : worlds.b).get();
    }
    std::shared_ptr<WorldRun> shared(WorldId id) const {
        const Stepper::Worlds& worlds = stepper.worlds();
        return id == WorldId::a ? worlds.a : worlds.b;
    }

    void note() {
        for (const WorldId id : {WorldId::a, WorldId::b}) {
            noted[at(id)] = world(id) ? world(id)->rules().noted() : std::vector<NotedChange>{};
        }
    }

    // Does something to the worlds, after which what was worked out about them is of no account.
    void change_worlds(const std::function<void(Stepper::Worlds&)>& change, bool anew) {
        stepper.command(change, anew);
        replicates.forget();
        if (anew) lookback.forget();
        note();
        shared_bytes = 0;
        if (const WorldRun* b = world(WorldId::b)) shared_bytes = b->bytes_until(forked_at);
    }

    void begin(RuleHistory rules) {
        stepper.go_to(0, false);
        change_worlds(
            [&](Stepper::Worlds& worlds) {
                worlds.a = std::make_shared<WorldRun>(std::move(rules), options);
                worlds.b.reset();
            },
            true);
    }
};

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

std::shared_ptr<const Track> Session::track(WorldId world) const {
    const WorldRun* run = inner_->world(world);
    return run == nullptr ? nullptr : run->track();
}

std::shared_ptr<const AgentFrame> Session::latest_agents(WorldId world) {
    WorldRun* run = inner_->world(world);
    if (run == nullptr) return nullptr;
    run->agents().take();
    return run->agents().front();
}

std::shared_ptr<const AgentFrame> Session::agents_at(std::size_t step, WorldId world) {
    const std::shared_ptr<WorldRun> run = inner_->shared(world);
    if (!run) return nullptr;
    step = std::min(step, run->front());
    const Track& track = *run->track();
    if (const auto& kept = track.record(step).agents) return kept;
    if (auto made_again = inner_->lookback.agents(run, step)) return made_again;
    return track.record(step - step % track.frame_stride()).agents;
}

std::shared_ptr<const ChoiceExplanation> Session::explain_user(std::size_t user, WorldId world) {
    const std::shared_ptr<WorldRun> run = inner_->shared(world);
    return run && user < run->track()->population().users ? inner_->lookback.choice(run, run->front(), user) : nullptr;
}

std::shared_ptr<const StrategyExplanation> Session::explain_firm(std::size_t firm, WorldId world) {
    const std::shared_ptr<WorldRun> run = inner_->shared(world);
    return run ? inner_->lookback.review(run, run->front(), firm) : nullptr;
}

void Session::start_replicates(std::size_t count) {
    const WorldRun* a = inner_->world(WorldId::a);
    const WorldRun* b = inner_->world(WorldId::b);
    if (a != nullptr) inner_->replicates.start(a->rules().now(), b ? b->rules().now() : nullptr, inner_->forked_at, count);
}

void Session::cancel_replicates() {
    inner_->replicates.cancel();
}

ReplicateStatus Session::replicates() const {
    return inner_->replicates.status();
}

std::vector<PairedRow> Session::paired_table() const {
    return inner_->replicates.table();
}

ReplicateBand Session::band(WorldId world, std::size_t indicator) const {
    return inner_->replicates.band(world, indicator);
}

SessionStatus Session::status() const {
    const Stepper& stepper = inner_->stepper;
    SessionStatus status;
    const WorldRun* a = inner_->world(WorldId::a);
    const WorldRun* b = inner_->world(WorldId::b);
    if (a == nullptr) return status;
    status.forked = b != nullptr;
    status.steps_per_second = stepper.steps_per_second();
    status.slow_down = stepper.slow_down();
    status.history_bytes = a->bytes() + (b ? b->bytes() - inner_->shared_bytes : 0);
    status.keyframes = a->keyframes().size();
    status.failure = stepper.failed() ? stepper.failure() : inner_->lookback.failure();
    status.state = stepper.failed()  ? RunState::failed
                   : stepper.going() ? RunState::running
                   : a->ended()      ? RunState::ended
                                     : RunState::paused;
    return status;
}

const std::vector<NotedChange>& Session::changes(WorldId world) const {
    return inner_->noted[at(world)];
}

std::shared_ptr<const LoadedScenario> Session::rules(WorldId world) const {
    const WorldRun* run = inner_->world(world);
    return run == nullptr ? nullptr : run->rules().now();
}

std::string Session::scenario_toml(WorldId world) const {
    const auto loaded = rules(world);
    return loaded ? loaded->resolved_toml : std::string{};
}

std::string Session::session_log(WorldId world) const {
    const WorldRun* run = inner_->world(world);
    if (run == nullptr) return {};
    const BuildInfo& build = build_info();
    SessionLog log{.version = std::string(build.version),
                   .git = std::string(build.git),
                   .compiler = std::string(build.compiler),
                   .flags = std::string(build.flags),
                   .name = inner_->name,
                   .scenario = run->rules().opened()->resolved_toml};
    log.changes = run->rules().changes();
    const Track& track = *run->track();
    for (std::size_t k = 0, size = track.size(); k < size; ++k) log.hashes.push_back(track.record(k).hash);
    return write_session_log(log);
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
