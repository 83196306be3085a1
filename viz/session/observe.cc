#include "viz/session/observe.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <numeric>
#include <span>

#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "sim/world/stored.h"

namespace enclosure::viz {

namespace {

template <class Row>
std::vector<std::string> titles(const std::vector<Row>& rows) {
    std::vector<std::string> all;
    for (const Row& row : rows) all.push_back(row.title.empty() ? row.id : row.title);
    return all;
}

std::vector<std::vector<double>> member_series(std::span<const MemberIndicator> table, const World& world, std::size_t members,
                                               bool defined) {
    std::vector<std::vector<double>> all(table.size(), std::vector<double>(members, not_defined));
    if (!defined) return all;
    for (std::size_t i = 0; i < table.size(); ++i) {
        for (std::size_t member = 0; member < members; ++member) all[i][member] = table[i].value(world, member);
    }
    return all;
}

// New memory comes page by page as it is written to, which takes ten times as long as to write a million bytes; asked for at once it takes
// less. Only a matter of time: what cannot be had comes as it is written to.
void ask_for_at_once([[maybe_unused]] const std::vector<std::uint8_t>& reserved) {
#ifdef MADV_POPULATE_WRITE
    static const auto page = static_cast<std::uintptr_t>(::sysconf(_SC_PAGESIZE));
    const auto begin = (reinterpret_cast<std::uintptr_t>(reserved.data()) + page - 1) / page * page;
    const auto end = (reinterpret_cast<std::uintptr_t>(reserved.data()) + reserved.capacity()) / page * page;
    if (begin < end) (void)::madvise(reinterpret_cast<void*>(begin), end - begin, MADV_POPULATE_WRITE);
#endif
}

struct SlotCounts {
    std::vector<std::uint32_t> users, developers;
};

SlotCounts count_by_slot(const World& world) {
    const std::size_t slots = world.catalogue.size();
    SlotCounts counts{std::vector<std::uint32_t>(slots), std::vector<std::uint32_t>(slots)};
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        for (std::size_t m = 0; m < slots; ++m) counts.users[m] += static_cast<std::uint32_t>(world.market.users[c * slots + m]);
    }
    for (const Id<Catalogue> project : world.developers.project) {
        if (project) ++counts.developers[project.at()];
    }
    return counts;
}

Openness by_offer(const World& world, std::size_t f) {
    const auto offered = [&](Id<Catalogue> model) { return model && world.catalogue.live(model.at()); };
    bool interface = offered(world.firms.interface[f]);
    bool released = offered(world.firms.released[f]);
    if (!interface && !released) {  // nothing yet, or no more: by what it means to offer
        const StrategyRow& strategy = world.rules.strategy[world.firms.strategy[f]];
        interface = strategy.interface;
        released = strategy.release;
    }
    if (!released) return Openness::closed;
    return interface ? Openness::hybrid : Openness::open;
}

std::vector<FirmRecord> firm_records(const World& world, double t, const SlotCounts& counts) {
    const Firms& firms = world.firms;
    std::vector<FirmRecord> all(firms.size());
    for (std::size_t f = 0; f < firms.size(); ++f) {
        FirmRecord& firm = all[f];
        firm.label = firms.label[f];
        firm.alive = firms.active(f, t);
        firm.entrant = firms.entrant[f] != 0;
        firm.openness = by_offer(world, f);
        firm.strategy = world.rules.strategy[firms.strategy[f]].title;
        firm.region = firms.region[f];
        firm.reviews = firms.reviews[f];
    }
    const std::vector<double>& seats = world.market.slot_seats;
    const double total = std::accumulate(seats.begin(), seats.end(), 0.0);
    for (std::size_t m = 0; m < world.catalogue.size(); ++m) {
        const Id<Firms> owner = world.catalogue.owner[m];
        if (!owner || world.catalogue.serial[m] == 0) continue;
        FirmRecord& firm = all[owner.at()];
        firm.seat_share += total > 0 ? seats[m] / total : 0.0;
        firm.users += counts.users[m];
        firm.developers += counts.developers[m];
    }
    return all;
}

// "Closed lab A 3", "Social platform 6 open": its maker, the number of the base run that it comes of, and whether the weights are out.
std::string model_label(const World& world, std::size_t m) {
    const Catalogue& catalogue = world.catalogue;
    const Id<Firms> owner = catalogue.owner[m];
    const std::string maker = owner ? world.firms.label[owner.at()] : std::string("Orphan");
    return fmt::format("{} {}{}", maker, catalogue.base_run[m] + 1, catalogue.open[m] != 0 ? " open" : "");
}

std::vector<ModelRecord> model_records(const World& world, const SlotCounts& counts) {
    const Catalogue& catalogue = world.catalogue;
    std::vector<ModelRecord> all;
    for (std::size_t m = 0; m < catalogue.size(); ++m) {
        if (catalogue.serial[m] == 0) continue;
        ModelRecord& model = all.emplace_back();
        model.slot = static_cast<std::uint8_t>(m);
        model.serial = catalogue.serial[m];
        model.firm = catalogue.owner[m].row;
        model.open = catalogue.open[m] != 0;
        model.label = model_label(world, m);
        model.users = counts.users[m];
        model.price = catalogue.price[m];
        model.score = catalogue.score[m];
        model.trust = catalogue.trust[m];
        model.reliability = catalogue.reliability[m];
        const double seats = world.market.slot_seats[m];
        model.risk = seats > 0 ? catalogue.incidents[m] / seats * 1e6 : not_defined;
    }
    return all;
}

std::vector<double> surplus_per_seat(const World& world, bool defined) {
    std::vector<double> all(world.rules.segment.size(), not_defined);
    for (std::size_t g = 0; defined && g < all.size(); ++g) {
        all[g] = world.commons.consumer_surplus[g] / world.rules.segment[g].seats;
    }
    return all;
}

}  // namespace

Population population_of(const World& world) {
    Population population;
    population.users = world.users.size();
    population.developers = world.developers.size();
    population.cell_begin = world.cells.begin;
    population.cell_begin.push_back(population.users);
    population.segment = world.cells.segment;
    population.region = world.cells.region;
    population.domain = world.cells.domain;
    population.segments = titles(world.scenario.segment);
    population.regions = titles(world.scenario.region);
    population.domains = titles(world.scenario.domain);
    population.slots = world.catalogue.size();
    return population;
}

std::shared_ptr<const AgentFrame> agents_of(const World& world, std::size_t step) {
    auto frame = std::make_shared<AgentFrame>();
    frame->step = step;
    frame->choice.reserve(world.users.size());
    ask_for_at_once(frame->choice);
    frame->choice.assign(world.users.choice.begin(), world.users.choice.end());
    frame->project.reserve(world.developers.size());
    for (const Id<Catalogue> project : world.developers.project) {
        frame->project.push_back(project ? static_cast<std::uint8_t>(project.row) : choice_none);
    }
    return frame;
}

StepRecord record_of(const World& world, std::size_t step, Date date, std::uint64_t hash) {
    const bool any = step > 0;
    StepRecord record;
    record.step = step;
    record.date = date;
    record.hash = hash;
    record.world.assign(indicators().size(), not_defined);
    for (std::size_t i = 0; any && i < record.world.size(); ++i) record.world[i] = indicators()[i].value(world);
    record.segments = member_series(segment_indicators(), world, world.scenario.segment.size(), any);
    record.regions = member_series(region_indicators(), world, world.scenario.region.size(), any);
    record.firm_series = member_series(firm_indicators(), world, world.firms.size(), any);
    const SlotCounts counts = count_by_slot(world);
    record.firms = firm_records(world, static_cast<double>(step) * world.scenario.time.step, counts);
    record.models = model_records(world, counts);
    record.welfare = surplus_per_seat(world, any);
    if (any) record.events = world.chronicle.entries;
    return record;
}

std::size_t bytes_of(const World& world) {
    std::size_t bytes = sizeof world;
    for_each_stored(world, [&](std::string_view, const ColumnFacts&, const auto& column) {
        if constexpr (requires { column.data(); }) bytes += column.capacity() * sizeof(*column.data());
    });
    return bytes;
}

}  // namespace enclosure::viz
