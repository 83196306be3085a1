#include "sim/output/snapshots.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>

#include "sim/base/diagnostics.h"
#include "sim/output/units.h"
#include "sim/run/simulation.h"
#include "sim/scenario/checks.h"
#include "sim/world/stored.h"

namespace enclosure {

namespace {

// As the run file has it: a row's id is its number, a choice the number that stands for it.
template <class T>
auto stored_value(T value) {
    if constexpr (std::is_arithmetic_v<T>) {
        return value;
    } else if constexpr (std::is_enum_v<T>) {
        return static_cast<std::underlying_type_t<T>>(value);
    } else {
        return value.row;
    }
}

// What stands where there was no agent yet.
template <class T>
T nobody() {
    if constexpr (std::is_floating_point_v<T>) return std::numeric_limits<T>::quiet_NaN();
    if constexpr (std::is_signed_v<T>) return static_cast<T>(-1);
    return T{0};
}

// What snapshots can keep: a part of the state, what it goes by, the scale of its rows.
struct Population {
    std::string_view part;
    std::string_view name;
    std::string_view agent;
};
constexpr std::array populations{Population{"users", "users", "user"}, Population{"developers", "developers", "developer"},
                                 Population{"firms", "firms", "firm"}, Population{"catalogue", "models", "slot"}};

// Calls visit(population, scale, column's description, column) for each of their columns, but texts: a firm's label is its scale.
template <class Visit>
void for_each_agent_column(const World& world, Visit&& visit) {
    for (const Population& population : populations) {
        for_each_stored(world, [&](std::string_view part, const ColumnFacts& facts, const auto& column) {
            using Column = std::remove_cvref_t<decltype(column)>;
            if constexpr (!std::is_arithmetic_v<Column> && !std::is_same_v<Column, std::vector<std::string>>) {
                if (part == population.part) visit(population.name, population.agent, facts, column);
            }
        });
    }
}

std::size_t width_of(Width width, const Scenario& scenario) {
    switch (width) {
        case Width::one:
            return 1;
        case Width::segments:
            return scenario.segment.size();
        case Width::regions:
            return scenario.region.size();
        case Width::domains:
            return scenario.domain.size();
        case Width::cells:
            break;  // no agent has such a column
    }
    return 1;
}

std::string scale_of(Width width) {
    return width == Width::segments ? "segment" : width == Width::regions ? "region" : "domain";
}

Place place_of(const LoadedScenario& loaded, std::string_view path) {
    const auto found =
        std::find_if(loaded.origins.begin(), loaded.origins.end(), [&](const Origin& one) { return one.path.starts_with(path); });
    return found == loaded.origins.end() ? Place{.file = "scenario"} : found->place;
}

std::vector<Date> dates_of(const Scenario& scenario) {
    const std::vector<std::string>& when = scenario.output.snapshots;
    std::vector<Date> dates;
    if (when.size() == 1 && !parse_date(when[0])) {
        const double years = snapshot_interval(when[0]).value_or(1.0);
        const double span = years_between(scenario.time.start, scenario.time.end);
        // More often than every step is every step.
        const double interval = std::max(years, scenario.time.step);
        for (double k = 0; k * interval <= span + 1e-9; ++k) dates.push_back(date_after(scenario.time.start, k * interval));
    } else {
        for (const std::string& text : when) {
            if (const std::optional<Date> date = parse_date(text)) dates.push_back(*date);
        }
    }
    std::sort(dates.begin(), dates.end());
    dates.erase(std::unique(dates.begin(), dates.end()), dates.end());
    return dates;
}

template <class T>
std::vector<std::uint32_t> numbered(T n) {
    std::vector<std::uint32_t> numbers(n);
    for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = static_cast<std::uint32_t>(i);
    return numbers;
}

// Values of `snapshots` snapshots of `before` values each, made `after` each.
template <class T>
void fill_up(std::vector<T>& values, std::size_t snapshots, std::size_t before, std::size_t after) {
    if (before == after) return;
    std::vector<T> wide(snapshots * after, nobody<T>());
    for (std::size_t s = 0; s < snapshots; ++s) {
        std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(s * before), before,
                    wide.begin() + static_cast<std::ptrdiff_t>(s * after));
    }
    values = std::move(wide);
}

double expected_rows(const Scenario& scenario, std::string_view population) {
    if (population == "users") return static_cast<double>(scenario.population.users);
    if (population == "developers") return static_cast<double>(scenario.population.developers);
    if (population == "models") return static_cast<double>(scenario.population.slots);
    return static_cast<double>(scenario.firm.size()) + 100;  // entrants
}

}  // namespace

SnapshotRecorder::SnapshotRecorder(const LoadedScenario& loaded) : due_(dates_of(loaded.scenario)) {
    choose(loaded);
    for (const Domain& domain : loaded.scenario.domain) domains_.push_back(domain.id);
}

void SnapshotRecorder::choose(const LoadedScenario& loaded) {
    const Scenario& scenario = loaded.scenario;
    const std::vector<std::string>& asked = scenario.output.snapshot_columns;
    std::vector<std::string> known;
    double bytes = 0;
    const World none;
    for_each_agent_column(none, [&](std::string_view population, std::string_view agent, const ColumnFacts& facts, const auto& column) {
        using Value = decltype(stored_value(column[0]));
        const std::string whole(population);
        const std::string name = whole + "." + std::string(facts.name);
        if (std::find(known.begin(), known.end(), whole) == known.end()) known.push_back(whole);
        known.push_back(name);
        const bool wanted = asked.empty() || std::find(asked.begin(), asked.end(), name) != asked.end() ||
                            std::find(asked.begin(), asked.end(), whole) != asked.end();
        if (!wanted) return;
        const std::size_t width = width_of(facts.width, scenario);
        bytes += static_cast<double>(sizeof(Value) * width) * expected_rows(scenario, population) * static_cast<double>(due_.size());
        kept_.push_back(
            {.population = whole, .facts = facts, .agent = std::string(agent), .width = width, .rows = 0, .values = std::vector<Value>{}});
    });
    Report report;
    for (const std::string& name : asked) {
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        report.add(place_of(loaded, "output.snapshot_columns"), "output.snapshot_columns: there is no column " + name +
                                                                    " of users, developers, firms or models" + did_you_mean(name, known));
    }
    if (bytes > snapshot_memory) {
        report.add(place_of(loaded, "output.snapshots"),
                   fmt::format("output.snapshots: {} snapshots of {} columns take {:.1f} GiB of memory, more than {:.0f}; name fewer dates "
                               "or, in output.snapshot_columns, fewer columns",
                               due_.size(), kept_.size(), bytes / (1024.0 * 1024 * 1024), snapshot_memory / (1024.0 * 1024 * 1024)));
    }
    report.throw_if_any();
}

void SnapshotRecorder::observe(const Simulation& simulation) {
    if (due_.empty()) return;
    const Date date = simulation.date();
    const std::size_t before = next_;
    while (next_ < due_.size() && due_[next_] <= date) ++next_;
    look_at(simulation.world(), next_ != before);
    if (next_ != before) days_.push_back(days_of(date));
}

void SnapshotRecorder::look_at(const World& world, bool take) {
    const std::size_t snapshots = days_.size();
    for_each_agent_column(world, [&](std::string_view population, std::string_view, const ColumnFacts& facts, const auto& column) {
        using Value = decltype(stored_value(column[0]));
        const auto kept = std::find_if(kept_.begin(), kept_.end(),
                                       [&](const Kept& one) { return one.population == population && one.facts.name == facts.name; });
        if (kept == kept_.end()) return;
        // The scales of firms and slots grow, so what was kept of them does, snapshot or not.
        const std::size_t rows = std::max(kept->rows, column.size() / kept->width);
        auto& values = std::get<std::vector<Value>>(kept->values);
        fill_up(values, snapshots, kept->rows * kept->width, rows * kept->width);
        kept->rows = rows;
        if (!take) return;
        for (const auto& value : column) values.push_back(stored_value(value));
        values.resize((snapshots + 1) * rows * kept->width, nobody<Value>());
    });
    if (take && snapshots == 0) note_cells(world);
}

void SnapshotRecorder::note_cells(const World& world) {
    developers_ = world.developers.size();
    cell_of_user_.resize(world.users.size());
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        for (std::size_t i = world.cells.begin[c]; i < world.cells.end[c]; ++i) cell_of_user_[i] = static_cast<std::uint32_t>(c);
        segment_.push_back(world.scenario.segment[world.cells.segment[c]].id);
        region_.push_back(world.scenario.region[world.cells.region[c]].id);
        domain_.push_back(world.scenario.domain[world.cells.domain[c]].id);
    }
}

std::vector<Dataset> SnapshotRecorder::scales() const {
    if (days_.empty()) return {};
    const auto number = [](std::string name, std::string doc, std::size_t n) {
        return Dataset{.name = name, .units = "1", .long_name = std::move(doc), .dims = {name}, .values = numbered(n), .attributes = {}};
    };
    std::vector<Dataset> scales;
    scales.push_back({.name = "snapshot",
                      .units = std::string{time_units},
                      .long_name = "Date on which the agents stood so.",
                      .dims = {"snapshot"},
                      .values = days_,
                      .attributes = {{"calendar", std::string{"proleptic_gregorian"}}, {"standard_name", std::string{"time"}}}});
    scales.push_back(number("cell", "Number of the cell of users.", segment_.size()));
    const auto has = [&](std::string_view population) {
        return std::any_of(kept_.begin(), kept_.end(), [&](const Kept& one) { return one.population == population; });
    };
    if (has("users")) scales.push_back(number("user", "Number of the user's record.", cell_of_user_.size()));
    if (has("developers")) scales.push_back(number("developer", "Number of the developer's record.", developers_));
    scales.push_back(
        {.name = "domain", .units = "1", .long_name = "Domain of use.", .dims = {"domain"}, .values = domains_, .attributes = {}});
    return scales;
}

std::vector<Group> SnapshotRecorder::groups() const {
    if (days_.empty()) return {};
    std::vector<Group> groups;
    for (const Kept& one : kept_) {
        const std::string path = "snapshots/" + one.population;
        if (groups.empty() || groups.back().path != path) groups.push_back({.path = path, .datasets = {}});
        Dataset dataset{.name = std::string(one.facts.name),
                        .units = udunits(one.facts.unit),
                        .long_name = std::string(one.facts.doc),
                        .dims = {"snapshot", one.agent},
                        .values = one.values,
                        .attributes = {}};
        if (one.facts.width != Width::one) dataset.dims.push_back(scale_of(one.facts.width));
        groups.back().datasets.push_back(std::move(dataset));
    }
    const auto text = [](std::string name, std::string doc, std::vector<std::string> values) {
        return Dataset{.name = std::move(name),
                       .units = "1",
                       .long_name = std::move(doc),
                       .dims = {"cell"},
                       .values = std::move(values),
                       .attributes = {}};
    };
    if (!groups.empty() && groups.front().path == "snapshots/users") {
        groups.front().datasets.push_back({.name = "in_cell",
                                           .units = "1",
                                           .long_name = "Cell that the user is in, a row of snapshots/cells.",
                                           .dims = {"user"},
                                           .values = cell_of_user_,
                                           .attributes = {}});
        groups.push_back({.path = "snapshots/cells",
                          .datasets = {text("segment", "Segment of its users.", segment_), text("region", "Region of its users.", region_),
                                       text("domain", "Domain of its users.", domain_)}});
    }
    return groups;
}

void SnapshotRecorder::save(ByteWriter& out) const {
    out.put(std::uint64_t{next_});
    out.put(days_);
    for (const Kept& one : kept_) {
        out.put(std::uint64_t{one.rows});
        std::visit([&](const auto& values) { out.put(values); }, one.values);
    }
    out.put(cell_of_user_);
    for (const auto* texts : {&segment_, &region_, &domain_}) out.put(*texts);
    out.put(std::uint64_t{developers_});
}

void SnapshotRecorder::restore(ByteReader& in) {
    next_ = static_cast<std::size_t>(in.next<std::uint64_t>());
    in.get(days_);
    for (Kept& one : kept_) {
        one.rows = static_cast<std::size_t>(in.next<std::uint64_t>());
        std::visit([&](auto& values) { in.get(values); }, one.values);
    }
    in.get(cell_of_user_);
    for (auto* texts : {&segment_, &region_, &domain_}) in.get(*texts);
    developers_ = static_cast<std::size_t>(in.next<std::uint64_t>());
}

}  // namespace enclosure
