#include "sim/run/parting.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <map>
#include <utility>

#include "sim/indicators/indicator.h"
#include "sim/phases/pipeline.h"
#include "sim/run/row_label.h"
#include "sim/run/set_up.h"
#include "sim/run/simulation.h"
#include "sim/scenario/leaves.h"
#include "sim/scenario/toml_text.h"
#include "sim/world/stored.h"

namespace enclosure {

namespace {

template <class T>
bool same_bits(const T& a, const T& b) {
    if constexpr (std::is_same_v<T, std::string>) {
        return a == b;
    } else {
        return std::memcmp(&a, &b, sizeof(T)) == 0;
    }
}

template <class T, class Allocator>
bool same_column(const std::vector<T, Allocator>& a, const std::vector<T, Allocator>& b) {
    if (a.size() != b.size()) return false;
    if constexpr (std::is_same_v<T, std::string>) {
        return a == b;
    } else {
        return a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
    }
}

template <class T>
requires std::is_arithmetic_v<T>
bool same_column(T a, T b) {
    return same_bits(a, b);
}

// A value as a text; a plain number with six digits, or with all that it has.
template <class T>
std::string text_of(const World& world, const ColumnFacts& facts, const T& value, bool all_digits) {
    if constexpr (std::is_same_v<T, std::string>) {
        return value;
    } else if constexpr (std::is_same_v<T, std::uint64_t>) {
        return facts.name.find("serial") == std::string_view::npos ? fmt::format("{}", value) : fmt::format("{:016x}", value);
    } else if constexpr (std::is_enum_v<T>) {
        return fmt::format("{}", static_cast<std::underlying_type_t<T>>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
        return all_digits ? fmt::format("{}", value) : fmt::format("{:.6g}", value);
    } else if constexpr (std::is_arithmetic_v<T>) {
        const std::string name = value_label(world, facts, static_cast<double>(value));
        return name.empty() ? fmt::format("{}", value) : name;
    } else {
        return value_label(world, facts, value.row);
    }
}

template <class T>
std::pair<std::string, std::string> texts_of(const World& wa, const World& wb, const ColumnFacts& facts, const T& a, const T& b) {
    std::pair<std::string, std::string> texts{text_of(wa, facts, a, false), text_of(wb, facts, b, false)};
    if (texts.first == texts.second) texts = {text_of(wa, facts, a, true), text_of(wb, facts, b, true)};
    return texts;
}

template <class T, class Allocator>
DifferentColumn compare_column(const World& wa, const World& wb, std::string_view part, const ColumnFacts& facts,
                               const std::vector<T, Allocator>& a, const std::vector<T, Allocator>& b, std::size_t shown) {
    DifferentColumn found{
        .part = std::string(part), .column = std::string(facts.name), .rows = 0, .of = std::max(a.size(), b.size()), .first = {}};
    for (std::size_t i = 0; i < found.of; ++i) {
        if (i < a.size() && i < b.size() && same_bits(a[i], b[i])) continue;
        ++found.rows;
        if (found.first.size() == shown) continue;
        const World& named = i < a.size() ? wa : wb;
        std::pair<std::string, std::string> texts{"none", "none"};
        if (i < a.size() && i < b.size()) {
            texts = texts_of(wa, wb, facts, a[i], b[i]);
        } else {
            (i < a.size() ? texts.first : texts.second) = i < a.size() ? text_of(wa, facts, a[i], false) : text_of(wb, facts, b[i], false);
        }
        found.first.push_back({row_label(named, part, facts, i, found.of), texts.first, texts.second});
    }
    return found;
}

template <class T>
requires std::is_arithmetic_v<T> DifferentColumn compare_column(const World& wa, const World& wb, std::string_view part,
                                                                const ColumnFacts& facts, T a, T b, std::size_t) {
    const auto [x, y] = texts_of(wa, wb, facts, a, b);
    return {.part = std::string(part), .column = std::string(facts.name), .rows = 1, .of = 1, .first = {{"", x, y}}};
}

bool equal_states(const World& a, const World& b) {
    bool equal = true;
    for_each_stored_pair(a, b,
                         [&](std::string_view, const ColumnFacts&, const auto& x, const auto& y) { equal = equal && same_column(x, y); });
    return equal;
}

// What stays different stays named by where it first was: only columns that a phase made different are its.
std::vector<DifferentColumn> new_among(std::vector<DifferentColumn> all, std::vector<std::string>& known) {
    std::vector<DifferentColumn> fresh;
    for (DifferentColumn& one : all) {
        const std::string name = one.part + "." + one.column;
        if (std::find(known.begin(), known.end(), name) != known.end()) continue;
        known.push_back(name);
        fresh.push_back(std::move(one));
    }
    return fresh;
}

constexpr std::size_t kinds = static_cast<std::size_t>(Agents::count);

std::string_view part_of(Agents kind) {
    constexpr std::array<std::string_view, kinds> parts{"users", "developers", "firms", "catalogue"};
    return parts[static_cast<std::size_t>(kind)];
}

std::size_t rows_of(const World& world, Agents kind) {
    const std::array<std::size_t, kinds> rows{world.users.size(), world.developers.size(), world.firms.size(), world.catalogue.size()};
    return rows[static_cast<std::size_t>(kind)];
}

// Calls visit(facts, column of a, column of b) for the columns of a population.
template <class Visit>
void for_each_pair_of(const World& a, const World& b, Agents kind, Visit&& visit) {
    for_each_stored_pair(a, b, [&](std::string_view part, const ColumnFacts& facts, const auto& x, const auto& y) {
        if constexpr (!std::is_arithmetic_v<std::remove_cvref_t<decltype(x)>>) {
            if (part == part_of(kind)) visit(facts, x, y);
        }
    });
}

// Which rows of a population differ in any column.
std::vector<bool> rows_that_differ(const World& a, const World& b, Agents kind) {
    const std::size_t rows = std::max(rows_of(a, kind), rows_of(b, kind));
    std::vector<bool> differ(rows, false);
    if (rows == 0) return differ;
    for_each_pair_of(a, b, kind, [&](const ColumnFacts&, const auto& x, const auto& y) {
        if (same_column(x, y)) return;
        const std::size_t width = std::max<std::size_t>(std::max(x.size(), y.size()) / rows, 1);
        for (std::size_t i = 0; i < std::max(x.size(), y.size()); ++i) {
            if (i >= x.size() || i >= y.size() || !same_bits(x[i], y[i])) differ[std::min(i / width, rows - 1)] = true;
        }
    });
    return differ;
}

// The first column of that row that differs, as "cash 1 → 2".
std::string what_differs(const World& a, const World& b, Agents kind, std::size_t row) {
    const std::size_t rows_a = rows_of(a, kind);
    if (rows_a == 0) return {};
    if (row >= rows_a || row >= rows_of(b, kind)) return row < rows_a ? "in the first run only" : "in the second run only";
    std::string what;
    for_each_pair_of(a, b, kind, [&](const ColumnFacts& facts, const auto& x, const auto& y) {
        if (!what.empty()) return;
        const std::size_t width = x.size() / rows_a;
        for (std::size_t i = row * width; i < (row + 1) * width; ++i) {
            if (same_bits(x[i], y[i])) continue;
            const auto texts = texts_of(a, b, facts, x[i], y[i]);
            what = fmt::format("{} {} → {}", facts.name, texts.first, texts.second);
            return;
        }
    });
    return what;
}

constexpr std::array every_kind{Agents::users, Agents::developers, Agents::firms, Agents::models};
static_assert(every_kind.size() == kinds);

// Notes who comes to differ in this step and did not before.
class Firsts {
  public:
    void note(const World& a, const World& b, std::size_t step, std::vector<FirstDifference>& out) {
        for (const Agents kind : every_kind) {
            const std::vector<bool> differ = rows_that_differ(a, b, kind);
            const auto rows = static_cast<std::size_t>(std::count(differ.begin(), differ.end(), true));
            for (std::size_t row = 0; row < differ.size(); ++row) {
                if (!differ[row]) continue;
                const std::size_t key = kind == Agents::firms ? row : none_;
                auto& seen = seen_[static_cast<std::size_t>(kind)];
                if (std::find(seen.begin(), seen.end(), key) != seen.end()) continue;
                seen.push_back(key);
                const World& named = row < rows_of(a, kind) ? a : b;
                out.push_back({step, kind, rows, row_label(named, part_of(kind), {"serial", "1", "."}, row, differ.size()),
                               what_differs(a, b, kind, row)});
                if (kind != Agents::firms) break;
            }
        }
    }

  private:
    static constexpr std::size_t none_ = static_cast<std::size_t>(-1);
    std::array<std::vector<std::size_t>, kinds> seen_;
};

Distance distance(const World& a, const World& b, std::size_t step, const std::vector<std::string>& indicators) {
    Distance d{.step = step, .rows = different_rows(a, b), .indicators = {}};
    for (const std::string& name : indicators) {
        const Indicator* one = find_indicator(name);
        if (one != nullptr) d.indicators.emplace_back(one->value(a), one->value(b));
    }
    return d;
}

// Steps after the parting at which the distance is told: at once, then months, then years.
bool is_told(std::size_t steps_since, double dt) {
    constexpr double years[] = {0, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 50, 100};
    return std::any_of(std::begin(years), std::end(years), [&](double y) { return steps_since == static_cast<std::size_t>(y / dt + 0.5); });
}

void make_step(World& a, World& b, const Step& step_a, const Step& step_b, std::optional<Parting>& parting) {
    for (World* world : {&a, &b}) world->chronicle.clear();
    a.step = step_a;
    b.step = step_b;
    const bool parted_before = parting.has_value();
    std::vector<std::string> known;
    for (const Phase& phase : pipeline()) {
        phase.run(a, step_a);
        phase.run(b, step_b);
        if (parted_before || (!parting && equal_states(a, b))) continue;
        std::vector<DifferentColumn> fresh = new_among(different_columns(a, b), known);
        if (fresh.empty()) continue;
        if (!parting) parting = Parting{.step = step_a.index, .rules = different_values(a.rules, b.rules), .at_start = {}, .phases = {}};
        parting->phases.push_back({phase.facts, std::move(fresh)});
    }
    step_a.threads->clear_memory();  // of both: the runs share their threads
}

}  // namespace

std::vector<DifferentColumn> different_columns(const World& a, const World& b, std::size_t shown) {
    std::vector<DifferentColumn> found;
    for_each_stored_pair(a, b, [&](std::string_view part, const ColumnFacts& facts, const auto& x, const auto& y) {
        if (!same_column(x, y)) found.push_back(compare_column(a, b, part, facts, x, y, shown));
    });
    return found;
}

std::vector<DifferentValue> different_values(const Scenario& a, const Scenario& b) {
    std::vector<DifferentValue> found;
    std::map<std::string, std::string> other;
    visit_leaves(b, [&](const std::string& path, const auto& value, const Facts&) { other[path] = toml_text(value); });
    visit_leaves(a, [&](const std::string& path, const auto& value, const Facts&) {
        const std::string text = toml_text(value);
        const auto there = other.find(path);
        if (there == other.end() ? !text.empty() : there->second != text) {
            found.push_back({path, text, there == other.end() ? "" : there->second});
        }
        if (there != other.end()) other.erase(there);
    });
    visit_leaves(b, [&](const std::string& path, const auto&, const Facts&) {
        const auto there = other.find(path);
        if (there != other.end() && !there->second.empty()) found.push_back({path, "", there->second});
    });
    return found;
}

std::array<std::size_t, static_cast<std::size_t>(Agents::count)> different_rows(const World& a, const World& b) {
    std::array<std::size_t, kinds> rows{};
    for (const Agents kind : every_kind) {
        const std::vector<bool> differ = rows_that_differ(a, b, kind);
        rows[static_cast<std::size_t>(kind)] = static_cast<std::size_t>(std::count(differ.begin(), differ.end(), true));
    }
    return rows;
}

RunComparison compare_runs(const Scenario& a, const Scenario& b, const PartingOptions& options) {
    const Threads threads(options.threads);
    World wa = set_up(a, threads);
    World wb = set_up(b, threads);
    RunComparison result;
    if (!equal_states(wa, wb)) {
        result.parting =
            Parting{.step = {}, .rules = different_values(wa.rules, wb.rules), .at_start = different_columns(wa, wb), .phases = {}};
    }
    Firsts firsts;
    std::optional<std::size_t> parted;
    const std::size_t steps = std::min(options.steps_a, options.steps_b);
    for (std::size_t k = 0; k < steps; ++k) {
        make_step(wa, wb, next_step(a, k, threads), next_step(b, k, threads), result.parting);
        result.hashes_a.push_back(state_hash(wa, threads));
        result.hashes_b.push_back(state_hash(wb, threads));
        const bool last = !options.after_step || options.after_step(k) ? k + 1 == steps : true;
        if (result.parting) {
            if (!parted) parted = k;
            firsts.note(wa, wb, k, result.firsts);
            if (is_told(k - *parted, a.time.step) || last) result.distances.push_back(distance(wa, wb, k, options.indicators));
        }
        if (last) break;
    }
    return result;
}

}  // namespace enclosure
