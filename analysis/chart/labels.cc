#include "analysis/chart/labels.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace enclosure {
namespace {

/// Labels that touch and move as one: their first index in sorted order, how many, and the mean of (wish − offset within the block).
struct Block {
    std::size_t first = 0;
    double count = 0;
    double start = 0;
};

bool starts_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
}

double character_width(char c) {
    constexpr std::string_view narrow = "iljtf.,:;'|!I()[] ", wide = "mwMW%@";
    if (narrow.find(c) != std::string_view::npos) return 0.33;
    if (wide.find(c) != std::string_view::npos) return 0.9;
    return c >= 'A' && c <= 'Z' ? 0.69 : 0.57;
}

}  // namespace

std::vector<double> spread(std::span<const double> wanted, double gap, double low, double high) {
    const std::size_t n = wanted.size();
    std::vector<double> wish(wanted.begin(), wanted.end());
    for (double& w : wish) w = std::isnan(w) ? high : std::clamp(w, low, high);
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return wish[a] < wish[b]; });
    if (n > 1) gap = std::min(gap, (high - low) / static_cast<double>(n - 1));

    // Pool adjacent violators on (wish − rank·gap): the least-squares rising sequence, then clamp, which keeps the order.
    std::vector<Block> blocks;
    for (std::size_t rank = 0; rank < n; ++rank) {
        blocks.push_back({rank, 1, wish[order[rank]] - static_cast<double>(rank) * gap});
        while (blocks.size() > 1 && blocks[blocks.size() - 2].start > blocks.back().start) {
            const Block last = blocks.back();
            blocks.pop_back();
            Block& pooled = blocks.back();
            pooled.start = (pooled.start * pooled.count + last.start * last.count) / (pooled.count + last.count);
            pooled.count += last.count;
        }
    }
    std::vector<double> places(n);
    for (const Block& block : blocks) {
        const double span = n > 1 ? gap * static_cast<double>(n - 1) : 0;
        const double start = std::clamp(block.start, low, std::max(low, high - span));
        for (std::size_t k = 0; k < static_cast<std::size_t>(block.count); ++k) {
            const std::size_t rank = block.first + k;
            places[order[rank]] = start + static_cast<double>(rank) * gap;
        }
    }
    return places;
}

double text_width(std::string_view text, double size) {
    double ems = 0;
    for (const char c : text)
        if (starts_character(c)) ems += character_width(c);
    return ems * size;
}

std::string fitted(std::string_view text, double size, double room) {
    if (text_width(text, size) <= room + 0.01) return std::string(text);  // a room that was measured from this text must do
    std::size_t end = text.size();
    while (end > 0) {
        --end;
        while (end > 0 && !starts_character(text[end])) --end;
        if (text_width(text.substr(0, end), size) + 0.9 * size <= room) break;
    }
    while (end > 0 && text[end - 1] == ' ') --end;
    return std::string(text.substr(0, end)) + "\u2026";
}

std::vector<std::string> wrapped(std::string_view text, double size, double room) {
    std::vector<std::string> lines;
    std::size_t i = 0;
    while (i < text.size()) {
        const std::size_t end = std::min(text.find(' ', i), text.size());
        const std::string_view word = text.substr(i, end - i);
        i = end + 1;
        if (word.empty()) continue;
        if (!lines.empty() && text_width(lines.back(), size) + text_width(word, size) + 0.33 * size <= room) {
            lines.back().append(" ").append(word);
        } else {
            lines.emplace_back(word);
        }
    }
    return lines;
}

}  // namespace enclosure
