// Comma-separated values as RFC 4180 has them: cells in quotes may hold commas, line ends, and quotes as two.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace enclosure {

/// Reads a text line by line; a byte order mark at its start is skipped.
class CsvReader {
  public:
    explicit CsvReader(std::string_view text);
    /// Whether there is nothing left.
    bool done() const { return at_ >= text_.size(); }
    /// Number of the line at which the next cells begin, from 1.
    int line() const { return line_; }
    /// The cells of the next line, without blanks around them; one empty cell for an empty line.
    std::vector<std::string> next();

  private:
    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
};

/// The cell as a file has it: in quotes where it holds a comma, a quote or a line end, or begins or ends with a blank.
std::string csv_cell(std::string_view text);

}  // namespace enclosure
