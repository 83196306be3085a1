#include "analysis/data/csv_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <limits>
#include <numeric>
#include <optional>
#include <set>

#include "analysis/data/analysis_error.h"
#include "analysis/data/design_layout.h"
#include "sim/base/csv.h"
#include "sim/base/diagnostics.h"
#include "sim/study/design_points.h"

namespace enclosure {

namespace {

constexpr std::size_t most_reasons = 20;

struct TextTable {
    std::vector<std::string> names;
    std::vector<std::vector<std::string>> columns;
    std::vector<int> line;  ///< of each row
};

std::string lowercase(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

bool is_missing(const std::string& cell) {
    const std::string small = lowercase(cell);
    return small.empty() || small == "nan" || small == "na" || small == "null";
}

std::optional<double> number_in(const std::string& cell) {
    double value = 0;
    const char* begin = cell.data() + (cell.starts_with('+') ? 1 : 0);
    const auto [end, error] = std::from_chars(begin, cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value)) return std::nullopt;
    return value;
}

TextTable read_text_table(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw AnalysisError(file.string() + ": cannot be read");
    const std::string text((std::istreambuf_iterator<char>(in)), {});
    CsvReader reader(text);
    TextTable table;
    std::vector<std::string> reasons;
    while (!reader.done()) {
        const int line = reader.line();
        std::vector<std::string> cells = reader.next();
        if (cells.size() == 1 && cells[0].empty()) continue;
        if (table.names.empty()) {
            table.names = std::move(cells);
            table.columns.resize(table.names.size());
            std::set<std::string> seen;
            for (const std::string& name : table.names) {
                if (name.empty() || !seen.insert(name).second)
                    reasons.push_back(fmt::format("{}:{}: two columns are called \"{}\"", file.string(), line, name));
            }
            continue;
        }
        if (cells.size() != table.names.size()) {
            reasons.push_back(fmt::format("{}:{}: {} values under {} columns; they are separated by commas", file.string(), line,
                                          cells.size(), table.names.size()));
            continue;
        }
        for (std::size_t c = 0; c < cells.size(); ++c) table.columns[c].push_back(std::move(cells[c]));
        table.line.push_back(line);
    }
    if (table.names.empty()) reasons.push_back(file.string() + ": the table is empty");
    if (reasons.empty() && table.line.empty()) reasons.push_back(file.string() + ": the table has names of columns and no row");
    if (reasons.size() > most_reasons) {
        const std::size_t more = reasons.size() - most_reasons;
        reasons.resize(most_reasons);
        reasons.push_back(fmt::format("and {} more", more));
    }
    if (!reasons.empty()) throw AnalysisError(std::move(reasons));
    return table;
}

/// Makes a study of a table.
class CsvStudy {
  public:
    CsvStudy(const std::filesystem::path& file, const CsvRoles& roles)
        : name_(file.string()), roles_(roles), table_(read_text_table(file)) {}

    StudyData make() {
        StudyData study;
        study.id = std::filesystem::path(name_).stem().string();
        study.title = study.id;
        study.source = name_;
        study.design.kind = "table";
        assign_columns();
        throw_if_any();
        for (const std::size_t c : inputs_) factors_.push_back(factor_of(c));
        for (const std::size_t c : outcomes_) metrics_.push_back(metric_of(c));
        read_arms(study);
        check_named_roles();
        throw_if_any();
        sort_rows();
        lay_out(study);
        fill(study);
        return study;
    }

  private:
    std::optional<std::size_t> find(std::string_view name) const {
        const auto found = std::find(table_.names.begin(), table_.names.end(), name);
        return found == table_.names.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - table_.names.begin()));
    }
    std::vector<std::size_t> take(const std::vector<std::string>& wanted) {
        std::vector<std::size_t> columns;
        for (const std::string& name : wanted) {
            if (const auto c = find(name)) {
                columns.push_back(*c);
            } else {
                reasons_.push_back(fmt::format("{}: there is no column {}{}; there are {}", name_, name, did_you_mean(name, table_.names),
                                               fmt::join(table_.names, ", ")));
            }
        }
        return columns;
    }
    void assign_columns() {
        outcomes_ = take(roles_.outcomes);
        if (roles_.outcomes.empty()) {
            for (std::size_t c = 0; c < table_.names.size(); ++c) {
                const std::string name = lowercase(table_.names[c]);
                const bool numbered = name.size() > 1 && name[0] == 'y' && number_in(name.substr(1)).has_value();
                if (name == "y" || numbered) outcomes_.push_back(c);
            }
            if (outcomes_.empty()) {
                reasons_.push_back(fmt::format("{}: which column is the outcome? None is called y; say --outcome NAME, one of {}", name_,
                                               fmt::join(table_.names, ", ")));
            }
        }
        inputs_ = take(roles_.inputs);
        const auto used = [&](std::size_t c) {
            return std::find(outcomes_.begin(), outcomes_.end(), c) != outcomes_.end() ||
                   std::find(inputs_.begin(), inputs_.end(), c) != inputs_.end();
        };
        const auto special = [&](std::initializer_list<const char*> names) -> std::optional<std::size_t> {
            for (const char* name : names) {
                const auto c = find(name);
                if (c && !used(*c)) return c;
            }
            return std::nullopt;
        };
        arm_ = special({"arm", "policy"});
        replicate_ = special({"replicate"});
        point_ = special({"point", "world"});
        block_ = special({"block"});
        for (std::size_t c = 0; c < table_.names.size() && roles_.inputs.empty(); ++c) {
            if (!used(c) && c != arm_ && c != replicate_ && c != point_ && c != block_) inputs_.push_back(c);
        }
        for (const std::size_t c : inputs_) {
            if (std::find(outcomes_.begin(), outcomes_.end(), c) != outcomes_.end())
                reasons_.push_back(fmt::format("{}: {} cannot be an input and an outcome", name_, table_.names[c]));
        }
    }

    void wrong_cell(std::size_t row, std::size_t c, const std::string& what) {
        if (reasons_.size() < most_reasons) reasons_.push_back(fmt::format("{}:{}: {} {}", name_, table_.line[row], table_.names[c], what));
    }
    FactorColumn factor_of(std::size_t c) {
        FactorColumn factor;
        InputColumn& column = factor.column;
        column.id = column.title = factor.path = table_.names[c];
        const std::vector<std::string>& cells = table_.columns[c];
        const auto is_truth = [](const std::string& cell) { return lowercase(cell) == "true" || lowercase(cell) == "false"; };
        const auto is_number = [](const std::string& cell) { return is_missing(cell) || number_in(cell).has_value(); };
        for (std::size_t r = 0; r < cells.size(); ++r) {
            if (is_missing(cells[r])) wrong_cell(r, c, "has no value; an input needs one in every row");
        }
        const bool named = std::find(roles_.categories.begin(), roles_.categories.end(), column.id) != roles_.categories.end();
        if (!named && std::all_of(cells.begin(), cells.end(), is_number)) {
            for (const std::string& cell : cells) column.values.push_back(number_in(cell).value_or(0));
        } else {
            std::set<std::string> levels;
            const bool truth = std::all_of(cells.begin(), cells.end(), is_truth);
            for (const std::string& cell : cells) levels.insert(truth ? lowercase(cell) : cell);
            if (truth) levels = {"false", "true"};
            column.levels.assign(levels.begin(), levels.end());
            for (const std::string& cell : cells) {
                const auto at = std::lower_bound(column.levels.begin(), column.levels.end(), truth ? lowercase(cell) : cell);
                column.values.push_back(static_cast<double>(at - column.levels.begin()));
            }
        }
        const auto [low, high] = std::minmax_element(column.values.begin(), column.values.end());
        factor.low = column.categorical() ? 0 : *low;
        factor.high = column.categorical() ? static_cast<double>(column.levels.size()) - 1 : *high;
        if (const auto range = roles_.ranges.find(column.id); range != roles_.ranges.end())
            std::tie(factor.low, factor.high) = range->second;
        if (const auto group = roles_.groups.find(column.id); group != roles_.groups.end()) factor.group = group->second;
        factor.lever = std::find(roles_.levers.begin(), roles_.levers.end(), column.id) != roles_.levers.end();
        return factor;
    }
    OutcomeColumn metric_of(std::size_t c) {
        OutcomeColumn metric{.id = table_.names[c], .title = table_.names[c]};
        for (std::size_t r = 0; r < table_.line.size(); ++r) {
            const std::string& cell = table_.columns[c][r];
            const auto value = number_in(cell);
            const std::string small = lowercase(cell);
            if (!value && !is_missing(cell) && small != "inf" && small != "-inf" && small != "true" && small != "false")
                wrong_cell(r, c, "= \"" + cell + "\" is no number");
            const double truth = small == "true" ? 1 : small == "false" ? 0 : std::numeric_limits<double>::quiet_NaN();
            metric.values.push_back(value.value_or(truth));
        }
        if (const auto better = roles_.better.find(metric.id); better != roles_.better.end()) metric.better = better->second;
        if (const auto level = roles_.satisficing.find(metric.id); level != roles_.satisficing.end()) metric.satisficing = level->second;
        return metric;
    }
    void check_named_roles() {
        const auto known = [&](const std::string& id, const char* what, const std::vector<std::size_t>& columns) {
            for (const std::size_t c : columns) {
                if (table_.names[c] == id) return;
            }
            reasons_.push_back(fmt::format("{}: {} is no {}", name_, id, what));
        };
        for (const std::string& id : roles_.categories) known(id, "input", inputs_);
        for (const std::string& id : roles_.levers) known(id, "input", inputs_);
        for (const auto& [id, range] : roles_.ranges) {
            known(id, "input", inputs_);
            if (!(range.first < range.second)) reasons_.push_back(fmt::format("{}: the range of {} is empty", name_, id));
        }
        for (const auto& [id, group] : roles_.groups) known(id, "input", inputs_);
        for (const auto& [id, better] : roles_.better) known(id, "outcome", outcomes_);
        for (const auto& [id, level] : roles_.satisficing) known(id, "outcome", outcomes_);
    }

    // In the order in which they come, as the first is what others are compared with, if it is called so; else by name.
    void read_arms(StudyData& study) {
        arm_of_row_.assign(table_.line.size(), 0);
        if (!arm_) {
            study.arms = study.arm_titles = {"table"};
            return;
        }
        const std::vector<std::string>& cells = table_.columns[*arm_];
        const std::set<std::string> names(cells.begin(), cells.end());
        for (const char* first : {"baseline", "none", "base"}) {
            if (study.arms.empty() && names.contains(first)) study.arms.emplace_back(first);
        }
        for (const std::string& name : names) {
            if (study.arms.empty() || name != study.arms.front()) study.arms.push_back(name);
        }
        study.arm_titles = study.arms;
        for (std::size_t r = 0; r < cells.size(); ++r) {
            arm_of_row_[r] = static_cast<std::uint32_t>(std::find(study.arms.begin(), study.arms.end(), cells[r]) - study.arms.begin());
        }
    }

    // The order of rows that their contents fix.
    void sort_rows() {
        const auto key_less = [](double a, double b) { return a < b; };
        std::vector<std::size_t> order(table_.line.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        if (!roles_.design.empty()) return arrange(order);  // the layout orders blocks
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            for (const FactorColumn& factor : factors_) {
                const auto& v = factor.column.values;
                if (v[a] != v[b]) return key_less(v[a], v[b]);
            }
            if (arm_of_row_[a] != arm_of_row_[b]) return arm_of_row_[a] < arm_of_row_[b];
            for (const auto c : {point_, replicate_, block_}) {
                if (!c) continue;
                const std::string &x = table_.columns[*c][a], &y = table_.columns[*c][b];
                if (x.size() != y.size()) return x.size() < y.size();
                if (x != y) return x < y;
            }
            for (const OutcomeColumn& metric : metrics_) {
                const double x = metric.values[a], y = metric.values[b];
                if (std::isnan(x) != std::isnan(y)) return std::isnan(y);
                if (!std::isnan(x) && x != y) return x < y;
            }
            return false;
        });
        arrange(order);
    }
    void arrange(const std::vector<std::size_t>& order) {
        const auto in_order = [&](auto& values) {
            auto copy = values;
            for (std::size_t r = 0; r < order.size(); ++r) values[r] = std::move(copy[order[r]]);
        };
        for (FactorColumn& factor : factors_) in_order(factor.column.values);
        for (OutcomeColumn& metric : metrics_) in_order(metric.values);
        in_order(arm_of_row_);
        in_order(table_.line);
        for (std::vector<std::string>& column : table_.columns) in_order(column);
    }

    void lay_out(StudyData& study) {
        if (roles_.design.empty()) return;
        if (factors_.empty()) throw AnalysisError(name_ + ": a design needs the inputs in the table");
        DesignFacts& design = study.design;
        design.kind = roles_.design;
        design.second_order = roles_.second_order;
        std::vector<std::string> groups;
        for (std::size_t k = 0; k < factors_.size(); ++k) {
            groups.push_back(factors_[k].group);
            design.factors.push_back(k);
        }
        design.group = groups_by_name(groups);
        if (replicate_ || (arm_ && study.arms.size() > 1)) {
            throw AnalysisError(name_ +
                                ": a table of a design has one row for each point; arms and replicates need a study, or one table each");
        }
        std::vector<std::uint64_t> block;
        if (block_) {
            const std::vector<std::string>& cells = table_.columns[*block_];
            const std::set<std::string> names(cells.begin(), cells.end());
            for (const std::string& cell : cells)
                block.push_back(static_cast<std::uint64_t>(std::distance(names.begin(), names.find(cell))));
        }
        const bool saltelli = design.kind == "saltelli";
        if (saltelli && block_) {  // rows of a base row together, in the order in which they stand
            std::vector<std::size_t> order(block.size());
            std::iota(order.begin(), order.end(), std::size_t{0});
            std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return block[a] < block[b]; });
            arrange(order);
        }
        DesignLayout layout =
            saltelli ? saltelli_layout(factors_, design.group, design.second_order) : morris_layout(factors_, design.group, block);
        if (layout.radial) design.walk = "radial";
        arrange(layout.rows);
        study.block = std::move(layout.block);
    }

    // Rows of one point: of one design, each its own; else those that say so, or that have the same inputs where there are arms or
    // replicates.
    void fill(StudyData& study) {
        const std::size_t n = table_.line.size();
        const bool several = roles_.design.empty() && (point_ || arm_ || replicate_);
        std::vector<std::uint32_t> point(n);
        std::vector<std::size_t> first;  // row of each point
        std::map<std::string, std::uint32_t> known;
        for (std::size_t r = 0; r < n; ++r) {
            std::string key;
            if (several && point_) key = table_.columns[*point_][r];
            if (several && !point_) {
                for (const FactorColumn& factor : factors_) key += fmt::format("{};", factor.column.values[r]);
            }
            if (!several) key = fmt::format("{}", r);
            const auto [found, fresh] = known.try_emplace(key, static_cast<std::uint32_t>(first.size()));
            if (fresh) first.push_back(r);
            point[r] = found->second;
        }
        for (FactorColumn& factor : factors_) {
            std::vector<double> values;
            for (const std::size_t r : first) values.push_back(factor.column.values[r]);
            factor.column.values = std::move(values);
        }
        if (study.block.empty()) {
            study.block.resize(first.size());
            std::iota(study.block.begin(), study.block.end(), std::uint64_t{0});
        }
        study.stream.assign(first.size(), 0);
        study.factors = std::move(factors_);
        std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> rows_of;
        std::set<std::string> names;
        if (replicate_) names.insert(table_.columns[*replicate_].begin(), table_.columns[*replicate_].end());
        std::vector<std::string> replicates(names.begin(), names.end());
        std::stable_sort(replicates.begin(), replicates.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
        std::vector<std::uint32_t> replicate(n);
        for (std::size_t r = 0; r < n; ++r) {
            std::uint32_t& count = rows_of[{point[r], arm_of_row_[r]}];
            const auto named =
                replicate_ ? std::find(replicates.begin(), replicates.end(), table_.columns[*replicate_][r]) - replicates.begin() : 0;
            replicate[r] = replicate_ ? static_cast<std::uint32_t>(named) : count;
            ++count;
        }
        std::vector<std::size_t> order(n);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            return std::tuple(point[a], replicate[a], arm_of_row_[a]) < std::tuple(point[b], replicate[b], arm_of_row_[b]);
        });
        const auto place = [&](std::size_t r) { return std::tuple(point[r], replicate[r], arm_of_row_[r]); };
        for (std::size_t k = 1; k < n; ++k) {
            if (place(order[k - 1]) != place(order[k]) || reasons_.size() >= most_reasons) continue;
            reasons_.push_back(fmt::format("{}: lines {} and {} are of one arm, point and replicate", name_,
                                           std::min(table_.line[order[k - 1]], table_.line[order[k]]),
                                           std::max(table_.line[order[k - 1]], table_.line[order[k]])));
        }
        throw_if_any();
        study.metrics = metrics_;
        for (OutcomeColumn& metric : study.metrics) metric.values.clear();
        for (const std::size_t r : order) {
            study.point.push_back(point[r]);
            study.arm.push_back(arm_of_row_[r]);
            study.replicate.push_back(replicate[r]);
            bool any = false;
            for (std::size_t m = 0; m < metrics_.size(); ++m) {
                study.metrics[m].values.push_back(metrics_[m].values[r]);
                any = any || !std::isnan(metrics_[m].values[r]);
            }
            study.failed.push_back(any ? 0 : 1);
            study.failures.count += any ? 0 : 1;
        }
    }

    void throw_if_any() {
        if (!reasons_.empty()) throw AnalysisError(reasons_);
    }

    std::string name_;
    const CsvRoles& roles_;
    TextTable table_;
    std::vector<std::size_t> inputs_, outcomes_;
    std::optional<std::size_t> arm_, replicate_, point_, block_;
    std::vector<FactorColumn> factors_;
    std::vector<OutcomeColumn> metrics_;
    std::vector<std::uint32_t> arm_of_row_;
    std::vector<std::string> reasons_;
};

}  // namespace

StudyData read_csv_data(const std::filesystem::path& file, const CsvRoles& roles) {
    if (!roles.design.empty() && roles.design != "saltelli" && roles.design != "morris") {
        throw AnalysisError("--design is saltelli or morris, or is left out: " + roles.design);
    }
    return CsvStudy(file, roles).make();
}

}  // namespace enclosure
