#include "sim/study/design_points.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <numeric>
#include <set>
#include <stdexcept>

#include "sim/base/hash.h"

namespace enclosure {

namespace {

std::uint64_t stream_of_pair(std::uint64_t a, std::uint64_t b) {
    return a == 0 && b == 0 ? 0 : combine(a, b);
}

std::uint64_t count_blocks(const DesignPoints& points) {
    return points.size() == 0 ? 0 : 1 + *std::max_element(points.block.begin(), points.block.end());
}

void append_point(DesignPoints& to, std::span<const double> coordinates) {
    to.u.insert(to.u.end(), coordinates.begin(), coordinates.end());
}

// Points i and j of a list are in one set if a chain of shared labels leads from one to the other. `set` leads from each point to an
// earlier one of its set, and from the first to itself.
std::size_t first_of_set(const std::vector<std::size_t>& set, std::size_t i) {
    while (set[i] != i) i = set[i];
    return i;
}

void join_by_label(std::vector<std::size_t>& set, const std::vector<std::uint64_t>& label) {
    std::map<std::uint64_t, std::size_t> seen;
    for (std::size_t i = 0; i < label.size(); ++i) {
        const std::size_t other = first_of_set(set, seen.emplace(label[i], i).first->second);
        const std::size_t own = first_of_set(set, i);
        set[std::max(other, own)] = std::min(other, own);
    }
}

std::vector<std::uint64_t> joined_blocks(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
    std::vector<std::size_t> set(a.size());
    std::iota(set.begin(), set.end(), std::size_t{0});
    join_by_label(set, a);
    join_by_label(set, b);
    std::vector<std::uint64_t> block(a.size());
    std::uint64_t blocks = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::size_t first = first_of_set(set, i);
        block[i] = first == i ? blocks++ : block[first];
    }
    return block;
}

}  // namespace

bool DesignPoints::operator==(const DesignPoints& other) const {
    const auto same = [](double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); };
    return factors == other.factors && worlds == other.worlds && block == other.block &&
           std::equal(u.begin(), u.end(), other.u.begin(), other.u.end(), same);
}

void check_design_size(std::size_t points, std::size_t factors) {
    if (points == 0) throw std::invalid_argument("A design needs at least one point.");
    if (factors == 0) throw std::invalid_argument("A design needs at least one factor.");
    if (points > most_design_points) {
        throw std::invalid_argument(
            fmt::format("A design of {} points is larger than the most there may be, {}.", points, most_design_points));
    }
    if (factors > most_design_factors) {
        throw std::invalid_argument(
            fmt::format("A design of {} factors has more than the most there may be, {}.", factors, most_design_factors));
    }
}

std::size_t group_count(std::span<const std::size_t> group, std::size_t factors) {
    if (group.empty()) return factors;
    if (group.size() != factors) throw std::invalid_argument(fmt::format("There are {} groups for {} factors.", group.size(), factors));
    const std::set<std::size_t> numbers(group.begin(), group.end());
    if (*numbers.rbegin() + 1 != numbers.size()) throw std::invalid_argument("A group of factors has no factor.");
    return numbers.size();
}

std::vector<std::size_t> groups_or_each_alone(std::span<const std::size_t> group, std::size_t factors) {
    std::vector<std::size_t> groups(group.begin(), group.end());
    for (std::size_t k = groups.size(); k < factors; ++k) groups.push_back(k);
    return groups;
}

std::vector<std::size_t> groups_by_name(std::span<const std::string> names) {
    std::vector<std::size_t> groups;
    std::map<std::string, std::size_t> known;
    std::size_t next = 0;
    for (const std::string& name : names) {
        const auto found = name.empty() ? known.end() : known.find(name);
        groups.push_back(found != known.end() ? found->second : next++);
        if (!name.empty()) known[name] = groups.back();
    }
    return groups;
}

DesignPoints unset_points(std::size_t points, std::size_t factors) {
    check_design_size(points, factors);
    DesignPoints unset{.factors = factors};
    unset.u.assign(points * factors, std::numeric_limits<double>::quiet_NaN());
    unset.worlds.assign(points, 0);
    unset.block.resize(points);
    std::iota(unset.block.begin(), unset.block.end(), std::uint64_t{0});
    return unset;
}

DesignPoints product(const DesignPoints& a, const DesignPoints& b) {
    check_design_size(a.size(), a.factors);
    check_design_size(b.size(), b.factors);
    if (a.size() > most_design_points / b.size()) {
        throw std::invalid_argument(
            fmt::format("{} points times {} are more than the most there may be, {}.", a.size(), b.size(), most_design_points));
    }
    DesignPoints pairs{.factors = a.factors + b.factors};
    pairs.u.reserve(a.size() * b.size() * pairs.factors);
    const std::uint64_t blocks = count_blocks(b);
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < b.size(); ++j) {
            append_point(pairs, a.point(i));
            append_point(pairs, b.point(j));
            pairs.worlds.push_back(stream_of_pair(a.worlds[i], b.worlds[j]));
            pairs.block.push_back(a.block[i] * blocks + b.block[j]);
        }
    }
    return pairs;
}

DesignPoints zip(const DesignPoints& a, const DesignPoints& b) {
    if (a.size() != b.size()) {
        throw std::invalid_argument(fmt::format("A design of {} points cannot go one to one with {} points.", a.size(), b.size()));
    }
    DesignPoints pairs{.factors = a.factors + b.factors};
    for (std::size_t i = 0; i < a.size(); ++i) {
        append_point(pairs, a.point(i));
        append_point(pairs, b.point(i));
        pairs.worlds.push_back(stream_of_pair(a.worlds[i], b.worlds[i]));
    }
    pairs.block = joined_blocks(a.block, b.block);
    return pairs;
}

DesignPoints concatenation(const DesignPoints& a, const DesignPoints& b) {
    if (a.factors != b.factors) {
        throw std::invalid_argument(fmt::format("A design of {} factors cannot follow one of {}.", b.factors, a.factors));
    }
    DesignPoints both = a;
    both.u.insert(both.u.end(), b.u.begin(), b.u.end());
    both.worlds.insert(both.worlds.end(), b.worlds.begin(), b.worlds.end());
    const std::uint64_t blocks = count_blocks(a);
    for (const std::uint64_t block : b.block) both.block.push_back(blocks + block);
    check_design_size(both.size(), both.factors);
    return both;
}

DesignPoints factors_of(const DesignPoints& points, std::span<const std::size_t> factors) {
    check_design_size(points.size(), factors.size());
    for (const std::size_t factor : factors) {
        if (factor >= points.factors) {
            throw std::invalid_argument(fmt::format("There is no factor {} in a design of {} (the first is 0).", factor, points.factors));
        }
    }
    DesignPoints some{.factors = factors.size(), .u = {}, .worlds = points.worlds, .block = points.block};
    for (std::size_t i = 0; i < points.size(); ++i) {
        for (const std::size_t factor : factors) some.u.push_back(points.point(i)[factor]);
    }
    return some;
}

}  // namespace enclosure
