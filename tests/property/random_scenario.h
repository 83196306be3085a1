// Scenarios drawn at random from everything that the descriptions call legal: values of all parameters and rows, and the structure itself.
// What the checker of scenario files refuses is repaired (shares that must sum to one, minima above maxima), so a drawn scenario is one
// that a user could write.
#pragma once

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "sim/base/calendar.h"
#include "sim/scenario/write.h"
#include "tests/described_values.h"
#include "tests/worlds.h"

namespace enclosure::test {

/// Weights that sum to one; a few are zero, but never all.
inline std::vector<double> draw_shares(std::size_t n, Chance& chance) {
    std::vector<double> shares(n, 0.0);
    double sum = 0;
    for (double& s : shares) sum += s = chance.uniform() < 0.15 ? 0.0 : chance.between(0.01, 1);
    if (sum == 0) sum = shares[chance.below(n)] = 1;
    for (double& s : shares) s /= sum;
    return shares;
}

template <class Row>
std::vector<Row> draw_rows(const std::vector<Row>& like, const std::string& id, std::size_t least, std::size_t most, Chance& chance) {
    std::vector<Row> rows;
    const std::size_t n = least + chance.below(most - least + 1);
    for (std::size_t i = 0; i < n; ++i) {
        Row row = like[chance.below(like.size())];
        row.id = id + "_" + std::to_string(i + 1);
        rows.push_back(row);
    }
    return rows;
}

/// Swaps what check_intervals refuses: NAME_min or NAME_start above NAME_max.
inline void order_intervals(Scenario& scenario) {
    std::map<std::string, double*> number;
    visit_leaves(scenario, [&](const std::string& path, auto& value, const Facts&) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, double>) number[path] = &value;
    });
    for (auto& entry : number) {
        const std::string& path = entry.first;
        if (path.size() < 4 || path.compare(path.size() - 4, 4, "_max") != 0) continue;
        const std::string stem = path.substr(0, path.size() - 4);
        for (const char* lower : {"_min", "_start"}) {
            const auto found = number.find(stem + lower);
            if (found != number.end() && *found->second > *entry.second) *found->second = *entry.second;
        }
    }
}

/// The scenario of that number: rows, values, step length, all drawn; `steps` steps long.
inline Scenario random_scenario(std::uint64_t number, std::size_t steps) {
    Chance chance(combine(serial_of("random scenario"), number));
    Scenario s = baseline(static_cast<std::int64_t>(number) + 1);
    s.id = "random_" + std::to_string(number);
    s.policy.clear();
    s.shock.clear();
    s.segment = draw_rows(s.segment, "segment", 1, 6, chance);
    s.region = draw_rows(s.region, "region", 1, 5, chance);
    s.domain = draw_rows(s.domain, "domain", 1, 6, chance);
    s.strategy = draw_rows(s.strategy, "strategy", 1, 8, chance);
    s.firm = draw_rows(s.firm, "firm", 1, 20, chance);
    for (FirmRow& f : s.firm) {
        f.region = s.region[chance.below(s.region.size())].id;
        f.strategy = s.strategy[chance.below(s.strategy.size())].id;
        if (chance.uniform() < 0.2) f.later_strategy = s.strategy[chance.below(s.strategy.size())].id;
    }
    // PerId values by name are drawn for names that there are.
    const auto by_segment = [&](PerId& value, const std::vector<double>& of) {
        value = {0, {}};
        for (std::size_t g = 0; g < s.segment.size(); ++g) value.values.emplace_back(s.segment[g].id, of[g]);
    };
    for (FirmRow& f : s.firm) by_segment(f.brand, std::vector<double>(s.segment.size(), 0.0));

    // In every third scenario one table alone is drawn from all that is legal; otherwise everything at once is, and that is often a world
    // in which nothing moves.
    const std::vector<Parameter> all = parameters_of(s);
    const std::string some = all[chance.below(all.size())].name;
    const std::string table = number % 3 == 2 ? some.substr(0, some.find('.') + 1) : "";
    visit_parameters(s, [&](const std::string& name, auto& value, const Facts& facts) {
        if (name.compare(0, table.size(), table) == 0) draw_number(value, facts, chance);
    });
    // Shocks strike at the start of a run: a world without vendors from its first step on is drawn now and then, not always.
    if (table.empty()) {
        Chance seldom(combine(serial_of("random shock"), number));
        for_each_field<DisruptionParams>([&](const auto& f) {
            if (seldom.uniform() < 0.75) s.parameters.disruption.*f.member = 0;
        });
    }
    if (table.empty() || table == "network.") s.parameters.network.kind = static_cast<NetworkKind>(chance.below(4));  // none from a file
    for (FirmRow& f : s.firm) {
        if (chance.uniform() < 0.3) f.interface_capability = absent;
        if (chance.uniform() < 0.3) f.release_capability = absent;
    }

    for (StrategyRow& strategy : s.strategy) {
        if (strategy.interface || strategy.release) continue;
        (chance.uniform() < 0.5 ? strategy.interface : strategy.release) = true;
    }

    const auto share = [&](auto& rows, auto member) {
        const std::vector<double> shares = draw_shares(rows.size(), chance);
        for (std::size_t i = 0; i < rows.size(); ++i) rows[i].*member = shares[i];
    };
    share(s.segment, &Segment::records);
    share(s.region, &Region::developers);
    share(s.domain, &Domain::developers);
    std::vector<std::vector<double>> seats(s.region.size());
    std::vector<std::vector<double>> use(s.domain.size());
    for (std::size_t g = 0; g < s.segment.size(); ++g) {
        const std::vector<double> of_regions = draw_shares(s.region.size(), chance);
        const std::vector<double> of_domains = draw_shares(s.domain.size(), chance);
        for (std::size_t r = 0; r < seats.size(); ++r) seats[r].push_back(of_regions[r]);
        for (std::size_t d = 0; d < use.size(); ++d) use[d].push_back(of_domains[d]);
    }
    for (std::size_t r = 0; r < seats.size(); ++r) by_segment(s.region[r].seats, seats[r]);
    for (std::size_t d = 0; d < use.size(); ++d) by_segment(s.domain[d].use, use[d]);
    order_intervals(s);

    s.population.users = 1500;
    s.population.developers = 300;
    s.population.slots = 16 + static_cast<std::int64_t>(chance.below(235));
    s.time.step = std::exp(chance.between(std::log(1.0 / 400), 0));
    s.time.end = date_after(s.time.start, (static_cast<double>(steps) + 0.5) * s.time.step + 2 / 365.25);
    return s;
}

/// Writes a scenario where a failed test's user finds it, and returns the path.
inline std::string keep_scenario(const Scenario& scenario) {
    const std::filesystem::path file = std::filesystem::path(ENCLOSURE_BINARY_DIR) / (scenario.id + ".toml");
    std::ofstream(file) << write_toml(scenario);
    return file.string();
}

}  // namespace enclosure::test
