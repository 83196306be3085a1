#include "sim/base/diagnostics.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace enclosure {

namespace {

std::string joined(const std::vector<Diagnostic>& diagnostics) {
    std::string text;
    for (const Diagnostic& diagnostic : diagnostics) {
        if (!text.empty()) text += '\n';
        text += to_string(diagnostic);
    }
    return text;
}

auto order(const Diagnostic& d) {
    return std::tie(d.place.file, d.place.line, d.place.column, d.what);
}

// Optimal string alignment distance: insert, delete, replace, and swap of neighbours cost one each.
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
}

}  // namespace

std::string to_string(const Place& place) {
    if (place.line == 0) return place.file;
    return place.file + ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
}

std::string to_string(const Diagnostic& diagnostic) {
    return to_string(diagnostic.place) + ": " + diagnostic.what;
}

ScenarioError::ScenarioError(std::vector<Diagnostic> sorted) : std::runtime_error(joined(sorted)), diagnostics(std::move(sorted)) {}

void Report::add(Place place, std::string what) {
    if (diagnostics_.size() == capacity) {
        ++dropped_;
        return;
    }
    diagnostics_.push_back({std::move(place), std::move(what)});
}

void Report::throw_if_any() const {
    if (empty()) return;
    std::vector<Diagnostic> sorted = diagnostics_;
    std::sort(sorted.begin(), sorted.end(), [](const Diagnostic& a, const Diagnostic& b) { return order(a) < order(b); });
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    if (dropped_ > 0) sorted.push_back({sorted.back().place, "and " + std::to_string(dropped_) + " more mistakes"});
    throw ScenarioError(std::move(sorted));
}

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
    constexpr std::size_t longest = 80;  // what is longer is no slip of the hand
    if (word.size() > longest) return {};
    const std::size_t limit = std::max<std::size_t>(1, word.size() / 3);
    const std::string lower_word = lower_case(word);
    std::string best;
    std::size_t fewest = limit + 1;
    for (const std::string& candidate : candidates) {
        const std::size_t difference = candidate.size() > word.size() ? candidate.size() - word.size() : word.size() - candidate.size();
        if (difference >= fewest) continue;
        const std::size_t n = edits(lower_word, lower_case(candidate));
        if (n < fewest && n < word.size()) {
            fewest = n;
            best = candidate;
        }
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> candidates) {
    const std::string near = nearest(word, candidates);
    return near.empty() ? std::string{} : "; did you mean " + near + '?';
}

}  // namespace enclosure
