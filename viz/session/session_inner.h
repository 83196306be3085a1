// What a session is made of: the worlds with the thread of their steps, what is made again of the past, and the replicates.
// Invariant: whatever changes a world goes through change_worlds(), which forgets what was worked out about the worlds before.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "viz/session/lookback.h"
#include "viz/session/replicates.h"
#include "viz/session/session.h"
#include "viz/session/stepper.h"

namespace enclosure::viz {

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

    static std::size_t at(WorldId world) { return static_cast<std::size_t>(world); }
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

}  // namespace enclosure::viz
