#include "sim/indicators/inequality_measures.h"

#include <algorithm>

#include "sim/indicators/measures.h"
#include "sim/base/math.h"
#include "sim/world/world.h"

namespace enclosure {

namespace {

constexpr double fifth = 0.2;

// Access of all users in cells that `in` selects.
template <class Select>
std::vector<IncomeGroup> access(const World& world, Select in) {
    std::vector<IncomeGroup> groups;
    const double spread = world.rules.parameters.adoption.income_spread;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        if (!in(c)) continue;
        const double budget = world.welfare.budget[world.cells.segment[c]];
        const double all = world.cells.seats[c] * static_cast<double>(world.cells.users(c));
        const double unaware = world.cells.seats[c] * static_cast<double>(world.market.unaware[c]);
        for (std::size_t k = 0; k < income_classes; ++k) {
            const double income = world.rules.region[world.cells.region[c]].income * math::exp(spread * income_class[k].node);
            const double benefit = budget > 0 ? world.welfare.benefit[c * income_classes + k] / budget : 0.0;
            groups.push_back({benefit, (all - unaware) * income_class[k].share, income});
            groups.push_back({0, unaware * income_class[k].share, income});
        }
    }
    return groups;
}

std::vector<IncomeGroup> access_of_world(const World& world) {
    return access(world, [](std::size_t) { return true; });
}
std::vector<IncomeGroup> access_of_segment(const World& world, std::size_t g) {
    return access(world, [&](std::size_t c) { return world.cells.segment[c] == g; });
}
std::vector<IncomeGroup> access_of_region(const World& world, std::size_t r) {
    return access(world, [&](std::size_t c) { return world.cells.region[c] == r; });
}

// Share of users with a model; incomes are those of the regions, because users with a model are counted by cell.
template <class Select>
std::vector<IncomeGroup> adopters(const World& world, Select in) {
    std::vector<IncomeGroup> groups;
    for (std::size_t c = 0; c < world.cells.size(); ++c) {
        if (!in(c) || world.cells.users(c) == 0) continue;
        const auto users = static_cast<double>(world.cells.users(c));
        const double with = users - static_cast<double>(world.market.unaware[c] + world.market.undecided[c]);
        groups.push_back({with / users, world.cells.seats[c] * users, world.rules.region[world.cells.region[c]].income});
    }
    return groups;
}

// Groups of equal income made one, poorest first.
std::vector<IncomeGroup> by_income(std::vector<IncomeGroup> groups) {
    std::stable_sort(groups.begin(), groups.end(), [](const IncomeGroup& a, const IncomeGroup& b) { return a.income < b.income; });
    std::vector<IncomeGroup> pooled;
    for (const IncomeGroup& g : groups) {
        if (!(g.people > 0)) continue;
        if (pooled.empty() || pooled.back().income != g.income) {
            pooled.push_back(g);
            continue;
        }
        IncomeGroup& last = pooled.back();
        last.value = (last.value * last.people + g.value * g.people) / (last.people + g.people);
        last.people += g.people;
    }
    return pooled;
}

// Mean over the first `people` of the groups, in the order of the iterators.
template <class Iterator>
double mean_of_first(Iterator begin, Iterator end, double people) {
    double sum = 0;
    double left = people;
    for (Iterator g = begin; g != end && left > 0; ++g) {
        const double n = std::min(g->people, left);
        sum += n * g->value;
        left -= n;
    }
    return sum / people;
}

constexpr Indicator inequality_of_world[] = {
    {"access_gini", "1", "Gini index over all seats of access: surplus over the mean budget of a seat of the segment, 0 for who does not know of models.",
     [](const World& w) { return gini(access_of_world(w)); }},
    {"access_poor_to_rich", "1", "Mean access of the poorest fifth of seats over that of the richest fifth.",
     [](const World& w) { return poorest_to_richest(access_of_world(w), fifth); }},
    {"use_poor_to_rich", "1", "Share of seats that use a model in the poorest fifth of the world, by regions' incomes, over that in the richest fifth.",
     [](const World& w) { return poorest_to_richest(adopters(w, [](std::size_t) { return true; }), fifth); }},
};

constexpr MemberIndicator inequality_of_segments[] = {
    {"access_gini", "1", "Gini index of access over the segment's seats.", [](const World& w, std::size_t g) { return gini(access_of_segment(w, g)); }},
    {"access_poor_to_rich", "1", "Mean access of the segment's poorest fifth over that of its richest fifth.",
     [](const World& w, std::size_t g) { return poorest_to_richest(access_of_segment(w, g), fifth); }},
    {"use_poor_to_rich", "1", "Share of the segment's seats that use a model in the poorest fifth, by regions' incomes, over that in the richest fifth.",
     [](const World& w, std::size_t g) { return poorest_to_richest(adopters(w, [&](std::size_t c) { return w.cells.segment[c] == g; }), fifth); }},
};

constexpr MemberIndicator inequality_of_regions[] = {
    {"access_gini", "1", "Gini index of access over the region's seats.", [](const World& w, std::size_t r) { return gini(access_of_region(w, r)); }},
    {"access_poor_to_rich", "1", "Mean access of the region's poorest fifth over that of its richest fifth.",
     [](const World& w, std::size_t r) { return poorest_to_richest(access_of_region(w, r), fifth); }},
};

}  // namespace

// Over groups by rising value, G = 1 − Σ n_i (C_i + C_{i−1})/(N·C), C the running total of what people have.
double gini(std::vector<IncomeGroup> groups) {
    std::stable_sort(groups.begin(), groups.end(), [](const IncomeGroup& a, const IncomeGroup& b) { return a.value < b.value; });
    double people = 0;
    double total = 0;
    double area = 0;
    for (const IncomeGroup& g : groups) {
        area += g.people * (2 * total + g.people * g.value);
        people += g.people;
        total += g.people * g.value;
    }
    return total > 0 ? 1 - area / (people * total) : undefined;
}

double poorest_to_richest(std::vector<IncomeGroup> groups, double part) {
    const std::vector<IncomeGroup> pooled = by_income(std::move(groups));
    double people = 0;
    for (const IncomeGroup& g : pooled) people += g.people;
    if (!(people > 0)) return undefined;
    const double rich = mean_of_first(pooled.rbegin(), pooled.rend(), part * people);
    return rich > 0 ? mean_of_first(pooled.begin(), pooled.end(), part * people) / rich : undefined;
}

Theme inequality_theme() {
    return {.world = inequality_of_world, .segments = inequality_of_segments, .regions = inequality_of_regions};
}

}  // namespace enclosure
