// Mistakes of the user: each with a place and a sentence, collected while a file is read and thrown once.
// Invariant: the diagnostics of a ScenarioError are sorted by file, line, column and text, and none appears twice.
#pragma once

#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// Where a value stands. `file` may also be "--set" or "default"; line and column count from 1 and are 0 where there is none.
struct Place {
    std::string file;
    int line = 0;
    int column = 0;
    bool operator==(const Place&) const = default;
};

/// "file:line:column", or "file" if there is no line.
std::string to_string(const Place& place);

struct Diagnostic {
    Place place;
    std::string what;
    bool operator==(const Diagnostic&) const = default;
};

/// "file:line:column: text"
std::string to_string(const Diagnostic& diagnostic);

/// Every mistake that a scenario has; what() holds one line for each.
class ScenarioError : public std::runtime_error {
  public:
    explicit ScenarioError(std::vector<Diagnostic> sorted);
    std::vector<Diagnostic> diagnostics;
};

/// Collects mistakes.
class Report {
  public:
    /// Past this many only their number is kept: a hostile file could hold millions.
    static constexpr std::size_t capacity = 1000;

    void add(Place place, std::string what);
    bool empty() const { return diagnostics_.empty(); }
    std::size_t size() const { return diagnostics_.size() + dropped_; }

    /// Throws ScenarioError with all that was added; does nothing if that is nothing.
    void throw_if_any() const;

  private:
    std::vector<Diagnostic> diagnostics_;
    std::size_t dropped_ = 0;
};

/// The candidate with the fewest edits from `word` (a swap of neighbours is one edit, another case none);
/// empty if that is more than a third of its length.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

/// "; did you mean X?" for the nearest candidate; empty if none is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);

}  // namespace enclosure
