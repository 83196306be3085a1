#include "analysis/data/design_layout.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <optional>

#include "analysis/data/analysis_error.h"
#include "sim/base/hash.h"

namespace enclosure {

namespace {

/// Coordinates of rows, by group.
class LaidRows {
  public:
    LaidRows(const std::vector<FactorColumn>& factors, const std::vector<std::size_t>& group) : factors_(factors), group_(group) {
        groups_ = *std::max_element(group.begin(), group.end()) + 1;
        for (std::size_t k = 0; k < group.size(); ++k) n_ = factors[k].column.values.size();
    }
    std::size_t size() const { return n_; }
    std::size_t groups() const { return groups_; }

    bool same_in(std::size_t a, std::size_t b, std::size_t g) const {
        for (std::size_t k = 0; k < group_.size(); ++k) {
            if (group_[k] == g && at(a, k) != at(b, k)) return false;
        }
        return true;
    }
    // The one group in which they differ; nothing if none or several do.
    std::optional<std::size_t> only_difference(std::size_t a, std::size_t b) const {
        std::optional<std::size_t> found;
        for (std::size_t g = 0; g < groups_; ++g) {
            if (same_in(a, b, g)) continue;
            if (found) return std::nullopt;
            found = g;
        }
        return found;
    }
    std::uint64_t hash_of(std::size_t row, std::size_t g) const {
        std::uint64_t h = 0;
        for (std::size_t k = 0; k < group_.size(); ++k) {
            if (group_[k] == g) h = combine(h, std::bit_cast<std::uint64_t>(at(row, k) + 0.0));
        }
        return h;
    }
    // Whether the row has group g of `other` and all else of `from`.
    bool is_mixture(std::size_t row, std::size_t from, std::size_t other, std::size_t g) const {
        for (std::size_t j = 0; j < groups_; ++j) {
            if (!same_in(row, j == g ? other : from, j)) return false;
        }
        return true;
    }
    bool less(std::size_t a, std::size_t b) const {
        for (std::size_t k = 0; k < group_.size(); ++k) {
            if (at(a, k) != at(b, k)) return at(a, k) < at(b, k);
        }
        return false;
    }

  private:
    double at(std::size_t row, std::size_t k) const { return factors_[k].column.values[row]; }
    const std::vector<FactorColumn>& factors_;
    const std::vector<std::size_t>& group_;
    std::size_t groups_ = 0;
    std::size_t n_ = 0;
};

bool is_base_row(const LaidRows& rows, const std::vector<std::size_t>& block, bool second_order) {
    const std::size_t k = rows.groups(), a = block.front(), b = block.back();
    for (std::size_t g = 0; g < k; ++g) {
        if (!rows.is_mixture(block[1 + g], a, b, g)) return false;
        if (second_order && !rows.is_mixture(block[1 + k + g], b, a, g)) return false;
    }
    return true;
}

// Sum over groups of a hash of each: with one group's term exchanged it is that of the row that differs in it.
using RowsByHash = std::multimap<std::uint64_t, std::size_t>;

std::uint64_t hash_of_row(const LaidRows& rows, std::size_t row) {
    std::uint64_t sum = 0;
    for (std::size_t g = 0; g < rows.groups(); ++g) sum += combine(rows.hash_of(row, g), g + 1);
    return sum;
}

// Finds base rows wherever their rows stand. Rows that are equal but in group g have one key for g; only A, which is so paired with each of
// its AB, and B with its BA, has a partner in every group.
std::vector<std::vector<std::size_t>> found_base_rows(const LaidRows& rows, bool second_order) {
    const std::size_t k = rows.groups(), n = rows.size();
    std::vector<std::uint64_t> whole(n);
    RowsByHash by_whole;
    for (std::size_t r = 0; r < n; ++r) by_whole.emplace(whole[r] = hash_of_row(rows, r), r);
    std::vector<std::vector<std::size_t>> partner(n, std::vector<std::size_t>(k, n));
    for (std::size_t g = 0; g < k; ++g) {
        std::map<std::uint64_t, std::vector<std::size_t>> by_rest;
        for (std::size_t r = 0; r < n; ++r) by_rest[whole[r] - combine(rows.hash_of(r, g), g + 1)].push_back(r);
        for (const auto& [key, pair] : by_rest) {
            if (pair.size() != 2) continue;
            partner[pair[0]][g] = pair[1];
            partner[pair[1]][g] = pair[0];
        }
    }
    std::vector<std::vector<std::size_t>> blocks;
    for (std::size_t a = 0; a < n; ++a) {
        if (std::find(partner[a].begin(), partner[a].end(), n) != partner[a].end()) continue;
        std::uint64_t of_b = 0;
        for (std::size_t g = 0; g < k; ++g) of_b += combine(rows.hash_of(partner[a][g], g), g + 1);
        const auto b = by_whole.find(of_b);
        if (b == by_whole.end()) continue;
        std::vector<std::size_t> block{a};
        block.insert(block.end(), partner[a].begin(), partner[a].end());
        if (second_order) {
            if (!rows.less(a, b->second)) continue;  // A and B are alike there: take each pair once, by the same rule in any order
            block.insert(block.end(), partner[b->second].begin(), partner[b->second].end());
            if (std::find(block.begin(), block.end(), n) != block.end()) continue;
        }
        block.push_back(b->second);
        // With three groups and second order the eight rows are the corners of a cube, each of which could be A: the least is.
        const bool is_cube = second_order && k == 3;
        if (is_cube && std::any_of(block.begin(), block.end(), [&](std::size_t row) { return rows.less(row, a); })) continue;
        if (is_base_row(rows, block, second_order)) blocks.push_back(std::move(block));
    }
    return blocks;
}

DesignLayout in_order(const LaidRows& rows, std::vector<std::vector<std::size_t>> blocks) {
    std::vector<std::pair<std::uint64_t, std::size_t>> order;
    for (std::size_t b = 0; b < blocks.size(); ++b) order.emplace_back(combine(hash_of_row(rows, blocks[b].front()), 0x626c6f636bu), b);
    std::sort(order.begin(), order.end(), [&](const auto& x, const auto& y) {
        if (x.first != y.first) return x.first < y.first;
        return rows.less(blocks[x.second].back(), blocks[y.second].back());
    });
    DesignLayout layout;
    for (std::size_t b = 0; b < order.size(); ++b) {
        for (const std::size_t row : blocks[order[b].second]) {
            layout.rows.push_back(row);
            layout.block.push_back(b);
        }
    }
    return layout;
}

// A walk, or a star with its centre first; nothing if the rows are neither.
std::optional<bool> arrange(const LaidRows& rows, std::vector<std::size_t>& block) {
    const std::size_t n = block.size();
    std::vector<std::vector<std::size_t>> next(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            if (i != j && rows.only_difference(block[i], block[j])) next[i].push_back(j);
        }
    }
    const auto walks = [&](const std::vector<std::size_t>& path) {
        std::vector<bool> moved(rows.groups());
        for (std::size_t i = 1; i < path.size(); ++i) {
            const auto g = rows.only_difference(path[i - 1], path[i]);
            if (!g || moved[*g]) return false;
            moved[*g] = true;
        }
        return true;
    };
    if (walks(block)) return false;
    for (std::size_t c = 0; c < n; ++c) {
        if (next[c].size() + 1 != n) continue;
        std::vector<bool> moved(rows.groups());
        std::vector<std::size_t> star(n, n);
        star[0] = block[c];
        for (const std::size_t j : next[c]) star[1 + *rows.only_difference(block[c], block[j])] = block[j];
        if (std::find(star.begin(), star.end(), n) != star.end()) continue;
        block = std::move(star);
        return true;
    }
    for (std::size_t start = 0; start < n; ++start) {  // the ends of a walk have one neighbour
        if (next[start].size() != 1) continue;
        std::vector<std::size_t> path{start};
        while (path.size() < n) {
            const auto& from = next[path.back()];
            const auto step =
                std::find_if(from.begin(), from.end(), [&](std::size_t j) { return std::find(path.begin(), path.end(), j) == path.end(); });
            if (step == from.end()) break;
            path.push_back(*step);
        }
        for (std::size_t& p : path) p = block[p];
        if (path.size() == n && walks(path)) {
            if (rows.less(path.back(), path.front())) std::reverse(path.begin(), path.end());
            block = std::move(path);
            return false;
        }
    }
    return std::nullopt;
}

}  // namespace

DesignLayout saltelli_layout(const std::vector<FactorColumn>& factors, const std::vector<std::size_t>& group, bool second_order) {
    const LaidRows rows(factors, group);
    const std::size_t each = (second_order ? 2 : 1) * rows.groups() + 2;
    std::vector<std::vector<std::size_t>> blocks;
    bool fits = rows.size() % each == 0;
    for (std::size_t first = 0; fits && first + each <= rows.size(); first += each) {
        std::vector<std::size_t> block(each);
        std::iota(block.begin(), block.end(), first);
        fits = is_base_row(rows, block, second_order);
        blocks.push_back(std::move(block));
    }
    if (!fits) blocks = found_base_rows(rows, second_order);
    if (blocks.empty() || blocks.size() * each != rows.size()) {
        throw AnalysisError(
            fmt::format("The {} rows are no Saltelli design of {} factors{}: {} rows make a base row (A, then A with each factor of B, "
                        "{}then B), and {} base rows "
                        "were found",
                        rows.size(), rows.groups(), second_order ? " with second order" : "", each,
                        second_order ? "B with each factor of A, " : "", blocks.size()));
    }
    return in_order(rows, std::move(blocks));
}

DesignLayout morris_layout(const std::vector<FactorColumn>& factors, const std::vector<std::size_t>& group,
                           const std::vector<std::uint64_t>& block) {
    const LaidRows rows(factors, group);
    const std::size_t each = rows.groups() + 1;
    std::map<std::uint64_t, std::vector<std::size_t>> by_block;
    for (std::size_t r = 0; r < rows.size(); ++r) by_block[block.empty() ? r / each : block[r]].push_back(r);
    std::vector<std::vector<std::size_t>> blocks;
    std::size_t stars = 0;
    for (auto& [number, members] : by_block) {
        std::optional<bool> star;
        if (members.size() == each) star = arrange(rows, members);
        if (!star) {
            throw AnalysisError(
                fmt::format("Row {} and those with it are no trajectory of a Morris design of {} factors: {} rows, from one to the next "
                            "of which one factor changes. A column named block may say which rows belong together",
                            members.front() + 1, rows.groups(), each));
        }
        stars += *star ? 1 : 0;
        blocks.push_back(std::move(members));
    }
    // With two factors a walk is a star as well, seen from its middle.
    if (stars != 0 && stars != blocks.size()) throw AnalysisError("Some blocks of the Morris design are walks and some are stars");
    DesignLayout layout = in_order(rows, std::move(blocks));
    layout.radial = stars != 0;
    return layout;
}

}  // namespace enclosure
