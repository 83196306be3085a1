#include "sim/cli/explained_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace enclosure::cli {

std::string run_sentence(const ExplainedRun& run) {
    const std::string_view state = !run.reproduced   ? ""
                                   : *run.reproduced ? "; its state then is that of the file"
                                                     : "; its state then is NOT that of the file";
    return run.from_run_file ? fmt::format("The run of {} was repeated to the step of {}{}.", run.file, run.date, state)
                             : fmt::format("{} was run to the step of {}.", run.file, run.date);
}

std::string run_members(const ExplainedRun& run) {
    return fmt::format("  \"file\": {},\n  \"from_run_file\": {},\n  \"date\": {},\n  \"reproduced\": {},\n", json_string(run.file),
                       run.from_run_file, json_string(run.date),
                       !run.reproduced   ? "null"
                       : *run.reproduced ? "true"
                                         : "false");
}

std::string spaced(std::string_view name) {
    std::string out(name);
    std::replace(out.begin(), out.end(), '_', ' ');
    return out;
}

namespace {

// At blanks, into lines of about `width`.
std::vector<std::string> broken(const std::string& text, std::size_t width) {
    std::vector<std::string> lines(1);
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string word = text.substr(at, end - at);
        if (!lines.back().empty() && lines.back().size() + 1 + word.size() > width) lines.emplace_back();
        lines.back() += (lines.back().empty() ? "" : " ") + word;
        at = end + 1;
    }
    return lines;
}

}  // namespace

std::string TermTable::text() const {
    constexpr std::size_t head_width = 14;
    std::size_t label_width = 0;
    for (const Row& row : rows_) {
        if (!row.cells.empty()) label_width = std::max(label_width, row.label.size());
    }
    std::vector<std::vector<std::string>> heads;
    std::vector<std::size_t> width;
    std::size_t head_lines = 0;
    for (std::size_t k = 0; k < heads_.size(); ++k) {
        heads.push_back(broken(heads_[k], head_width));
        head_lines = std::max(head_lines, heads.back().size());
        width.push_back(6);
        for (const std::string& line : heads.back()) width.back() = std::max(width.back(), line.size());
        for (const Row& row : rows_) {
            if (k < row.cells.size()) width.back() = std::max(width.back(), row.cells[k].size());
        }
    }
    std::string out;
    for (std::size_t line = 0; line < head_lines; ++line) {
        out += std::string(label_width, ' ');
        for (std::size_t k = 0; k < heads.size(); ++k) {
            // Heads stand on the table: short ones begin lower.
            const std::size_t skipped = head_lines - heads[k].size();
            out += fmt::format("  {:>{}}", line < skipped ? "" : heads[k][line - skipped], width[k]);
        }
        out += '\n';
    }
    for (const Row& row : rows_) {
        out += fmt::format("{:<{}}", row.label, row.cells.empty() ? 0 : label_width);
        for (std::size_t k = 0; k < row.cells.size(); ++k) out += fmt::format("  {:>{}}", row.cells[k], width[k]);
        out += '\n';
    }
    return out;
}

std::string reasons_text(std::vector<Reason> reasons) {
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const Reason& a, const Reason& b) { return std::abs(a.difference) > std::abs(b.difference); });
    const auto list = [&](double sign, int most) {
        std::string out;
        for (const Reason& r : reasons) {
            if (!(r.difference * sign >= 0.005) || most-- <= 0) continue;
            out += fmt::format("{}{} ({:+.2f})", out.empty() ? "" : ", ", r.name, r.difference);
        }
        return out;
    };
    const std::string with = list(1, 3);
    const std::string against = list(-1, 2);
    if (with.empty() && against.empty()) return "";
    return (with.empty() ? "nothing speaks for it" : with) + (against.empty() ? "" : "; against it: " + against);
}

}  // namespace enclosure::cli
