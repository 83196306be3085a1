// What explanations say of the run that they are of, and how they lay out terms: one row a term, one column an alternative.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/base/json.h"
#include "sim/base/term.h"

namespace enclosure::cli {

struct ExplainedRun {
    std::string file = {};
    bool from_run_file = false;
    std::string date = {};                ///< first day of the last step made
    std::optional<bool> reproduced = {};  ///< whether the state then is that of the run file; none if the file does not tell
};

/// "The run of out.h5 was repeated to the step of 2026-05-01; its state is that of the file."
std::string run_sentence(const ExplainedRun& run);

/// The members "file", "from_run_file", "date", "reproduced", with a comma after each.
std::string run_members(const ExplainedRun& run);

/// A name for a reader: "own peers" for own_peers.
std::string spaced(std::string_view name);

/// A table whose rows have a label and one cell for each column; column widths fit their contents.
class TermTable {
  public:
    /// `heads` are the columns' names; a long one is broken at blanks into lines.
    explicit TermTable(std::vector<std::string> heads) : heads_(std::move(heads)) {}

    void heading(std::string text) { rows_.push_back({std::move(text), {}}); }
    void row(std::string label, std::vector<std::string> cells) { rows_.push_back({"  " + std::move(label), std::move(cells)}); }
    std::string text() const;

  private:
    struct Row {
        std::string label;
        std::vector<std::string> cells;
    };
    std::vector<std::string> heads_;
    std::vector<Row> rows_;
};

/// Adds a row for each term of the sums that `of` returns for the columns 0 … columns − 1; rows of zeros are left out.
template <class Of, class Format>
void add_terms(TermTable& table, std::size_t columns, Of of, Format format) {
    using Terms = std::remove_cvref_t<decltype(of(std::size_t{}))>;
    for_each_term(Terms{}, [&](const auto& term, double) {
        std::vector<std::string> cells;
        bool any = false;
        for (std::size_t k = 0; k < columns; ++k) {
            const Terms terms = of(k);
            any = any || terms.*term.member != 0;
            cells.push_back(format(terms.*term.member));
        }
        if (any) table.row(spaced(term.name), std::move(cells));
    });
}

/// `"name": number` for each term, joined by commas.
template <class S>
std::string terms_json(const S& terms) {
    std::string out;
    for_each_term(terms, [&](const auto& term, double value) {
        out += (out.empty() ? "" : ", ") + json_string(term.name) + ": " + json_number(value);
    });
    return out;
}

/// A term of a sum by which one alternative differs from another.
struct Reason {
    std::string name;
    double difference = 0;
};

/// Adds what each term of `a` is above that of `b`, times `scale`.
template <class S>
void add_reasons(std::vector<Reason>& reasons, const S& a, const S& b, double scale = 1) {
    for_each_term(a, [&](const auto& term, double value) { reasons.push_back({spaced(term.name), scale * (value - b.*term.member)}); });
}

/// "price (+0.81), quality (+0.40); against it: brand (-0.22)": the largest, at most three for and two against; empty if there are none.
std::string reasons_text(std::vector<Reason> reasons);

}  // namespace enclosure::cli
