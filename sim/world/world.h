// The state of a run: populations and tables, each a struct of columns that describes itself, and the rules in force.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <tuple>
#include <type_traits>

#include "sim/base/parallel.h"
#include "sim/scenario/scenario.h"
#include "sim/world/catalogue.h"
#include "sim/world/cells.h"
#include "sim/world/chronicle.h"
#include "sim/world/derivatives.h"
#include "sim/world/developers.h"
#include "sim/world/firms.h"
#include "sim/world/history.h"
#include "sim/world/ledger.h"
#include "sim/world/market.h"
#include "sim/world/network.h"
#include "sim/world/openings.h"
#include "sim/world/public_state.h"
#include "sim/world/triggered.h"
#include "sim/world/users.h"
#include "sim/world/welfare.h"

namespace enclosure {

struct Agenda;  // sim/policy/agenda.h

/// When a phase runs. A phase takes it by value.
struct Step {
    std::uint64_t seed = 0;
    std::uint32_t index = 0;
    double t = 0;                      ///< years since the start, at the step's begin
    double dt = 0;                     ///< years
    const Threads* threads = nullptr;  ///< never changes a result

    /// Years since the start, half-way through: where what drifts is read once for the whole step.
    double middle() const { return t + dt / 2; }

    /// Whether what is due at `time` happens by this step: it holds the time, or an earlier one did.
    bool holds(double time) const { return time < t + dt - 1e-9; }

    /// Memory for what the step works with and nobody needs after it (sim/base/step_memory.h); the heap if no threads are named.
    std::pmr::memory_resource* memory() const { return threads ? threads->memory() : std::pmr::get_default_resource(); }
};

/// What a world holds; World adds nothing but where its copying is compiled.
struct WorldMembers {
    Scenario scenario;                     ///< as given; never changes
    Scenario rules;                        ///< as in force: what events have made of it
    std::shared_ptr<const Agenda> agenda;  ///< what the scenario's events come to; a function of `scenario`, no part of the state
    Cells cells;
    Users users;
    Network network;
    Developers developers;
    Firms firms;
    Catalogue catalogue;
    Derivatives derivatives;
    Openings openings;
    Triggered triggered;
    Market market;
    PublicState commons;
    Ledger ledger;
    Welfare welfare;
    History history;
    Chronicle chronicle;
    Step step;  ///< the last step made, or the one in progress

    /// The parts that make up the state, with their names: what is hashed, saved, audited.
    static constexpr auto parts() {
        using W = WorldMembers;
        return std::tuple{std::pair{&W::cells, std::string_view{"cells"}},
                          std::pair{&W::users, std::string_view{"users"}},
                          std::pair{&W::network, std::string_view{"network"}},
                          std::pair{&W::developers, std::string_view{"developers"}},
                          std::pair{&W::firms, std::string_view{"firms"}},
                          std::pair{&W::catalogue, std::string_view{"catalogue"}},
                          std::pair{&W::derivatives, std::string_view{"derivatives"}},
                          std::pair{&W::openings, std::string_view{"openings"}},
                          std::pair{&W::triggered, std::string_view{"triggered"}},
                          std::pair{&W::market, std::string_view{"market"}},
                          std::pair{&W::commons, std::string_view{"commons"}},
                          std::pair{&W::ledger, std::string_view{"ledger"}},
                          std::pair{&W::welfare, std::string_view{"welfare"}},
                          std::pair{&W::history, std::string_view{"history"}}};
    }
};

/// A run's state. Copied, moved and destroyed out of line: hundreds of columns, which every file would else compile anew.
struct World : WorldMembers {
    World();
    World(const World&);
    World(World&&) noexcept;
    World& operator=(const World&);
    World& operator=(World&&) noexcept;
    ~World();
};

/// Calls visit(part, name) for each part of the state, in order.
template <class W, class Visit>
requires std::same_as<std::remove_const_t<W>, World>
void for_each_part(W& world, Visit&& visit) {
    std::apply([&](const auto&... p) { (visit(world.*(p.first), p.second), ...); }, World::parts());
}

/// Hash of all parts of the state, in a fixed order; equal states have equal hashes on any number of threads.
std::uint64_t state_hash(const World& world, const Threads& threads);

/// Bytes that the columns of the users take per user.
double bytes_per_user(const World& world);

}  // namespace enclosure
