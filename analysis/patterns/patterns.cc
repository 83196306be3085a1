#include "analysis/patterns/patterns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>

#include "analysis/patterns/period.h"
#include "analysis/report/series.h"
#include "sim/base/calendar.h"
#include "sim/output/output_error.h"

namespace enclosure {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double days_per_month = days_per_year / 12;
constexpr double tooth = 18;         // points, of EVIDENCE's pattern 2
constexpr double new_record = 1;     // points by which released weights must beat their best for a record
constexpr double year_at_least = 1;  // of a slope

// A run's series over time; a period that the run does not cover has no values.
class Recorded {
  public:
    explicit Recorded(const RunFile& run) : run_(run), days_(row_days(run)) {}

    /// Days between rows, so that the last row's time is known too.
    double interval() const { return days_.size() > 1 ? (days_.back() - days_.front()) / static_cast<double>(days_.size() - 1) : 0.0; }

    bool covers(Period p) const { return days_.size() > 1 && days_.front() <= p.from && days_.back() + 1.1 * interval() >= p.until; }

    std::vector<double> series(std::string_view name) const { return first_column(read_columns(run_, "series", name)); }

    std::vector<double> segment(std::string_view name, std::string_view id) const {
        const Columns columns = read_columns(run_, "segments", name);
        for (std::size_t i = 0; i < columns.members.size(); ++i) {
            if (columns.members[i] == id) return columns.values[i];
        }
        return {};
    }

    Columns firms(std::string_view name) const { return read_columns(run_, "firms", name); }

    /// Rows in the period; of one that is shorter than the rows' interval, the row in force.
    std::vector<std::size_t> rows(Period p) const {
        std::vector<std::size_t> rows;
        if (!covers(p)) return rows;
        for (std::size_t i = 0; i < days_.size(); ++i) {
            if (days_[i] >= p.from && days_[i] < p.until) rows.push_back(i);
        }
        if (rows.empty()) {
            const auto after = std::upper_bound(days_.begin(), days_.end(), p.from);
            rows.push_back(static_cast<std::size_t>(after - days_.begin()) - 1);
        }
        return rows;
    }

    /// The last row of each month of the period.
    std::vector<std::size_t> month_ends(Period p) const {
        std::vector<std::size_t> ends;
        int last = -1;
        for (const std::size_t i : rows(p)) {
            const std::chrono::year_month_day day{Date{std::chrono::days{static_cast<int>(days_[i])}}};
            const int month = static_cast<int>(day.year()) * 12 + static_cast<int>(static_cast<unsigned>(day.month()));
            if (month == last) ends.pop_back();
            ends.push_back(i);
            last = month;
        }
        return ends;
    }

    double years(std::size_t row) const { return days_[row] / days_per_year; }

  private:
    static std::vector<double> first_column(const Columns& columns) {
        return columns.values.empty() ? std::vector<double>{} : columns.values.front();
    }

    const RunFile& run_;
    std::vector<double> days_;
};

double mean_over(const std::vector<double>& values, const std::vector<std::size_t>& rows) {
    double sum = 0;
    double n = 0;
    for (const std::size_t i : rows) {
        if (i >= values.size() || !std::isfinite(values[i])) continue;
        sum += values[i];
        n += 1;
    }
    return n > 0 ? sum / n : none;
}

std::vector<double> picked(const std::vector<double>& values, const std::vector<std::size_t>& rows) {
    std::vector<double> out;
    for (const std::size_t i : rows) {
        if (i < values.size() && std::isfinite(values[i])) out.push_back(values[i]);
    }
    return out;
}

// Growth a year: least squares of ln value on time, over rows with a positive value that span a year or more.
double growth(const Recorded& run, const std::vector<double>& values, Period p) {
    double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0, first = infinite, last = -infinite;
    for (const std::size_t i : run.rows(p)) {
        if (i >= values.size() || !(values[i] > 0) || !std::isfinite(values[i])) continue;
        const double x = run.years(i) - p.from / days_per_year;
        const double y = std::log(values[i]);
        n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y;
        first = std::min(first, x), last = std::max(last, x);
    }
    return last - first >= year_at_least - 0.1 ? std::exp((n * sxy - sx * sy) / (n * sxx - sx * sx)) : none;
}

std::vector<double> largest_so_far(std::vector<double> values) {
    double largest = -infinite;
    for (double& v : values) v = largest = std::isfinite(v) ? std::max(v, largest) : largest;
    return values;
}

using Value = double (*)(const Recorded&, Period);

double mean_series(const Recorded& run, Period p, std::string_view name) {
    return mean_over(run.series(name), run.rows(p));
}
double mean_segment(const Recorded& run, Period p, std::string_view name, std::string_view id) {
    return mean_over(run.segment(name, id), run.rows(p));
}

// Of the months' gaps; none unless all months have one.
double tooth_count(const Recorded& run, Period p, int Sawtooth::*what) {
    const std::vector<std::size_t> rows = run.month_ends(p);
    const std::vector<double> gap = picked(run.series("gap_points"), rows);
    const double months = std::round((p.until - p.from) / days_per_month);
    return static_cast<double>(gap.size()) >= months ? sawtooth(gap, tooth).*what : none;
}

double longest_below_zero(const Recorded& run, Period p) {
    const std::vector<double> gap = run.series("gap_points");
    if (gap.empty() || !run.covers(p)) return none;
    double longest = 0;
    double now = 0;
    for (const std::size_t i : run.rows(p)) {
        now = gap[i] < 0 ? now + run.interval() / days_per_month : 0;
        longest = std::max(longest, now);
    }
    return longest;
}

double lag_at_records(const Recorded& run, Period p) {
    const std::vector<double> open = run.series("open_frontier");
    const std::vector<double> months = run.series("gap_months");
    if (open.empty() || months.empty() || !run.covers(p)) return none;
    const std::vector<std::size_t> rows = run.rows(p);
    double best = -infinite;
    double sum = 0;
    double n = 0;
    for (std::size_t i = 0; i <= rows.back(); ++i) {
        if (!(open[i] > best + new_record)) continue;
        best = open[i];
        if (i < rows.front() || !std::isfinite(months[i])) continue;
        sum += months[i];
        n += 1;
    }
    return n > 0 ? sum / n : none;
}

// Mean over qualities, in logs, of how many times a year the lowest price falls.
double fixed_quality_fall(const Recorded& run, Period p) {
    double sum = 0;
    double n = 0;
    for (const char* name : {"fixed_quality_price", "fixed_quality_price_1", "fixed_quality_price_2"}) {
        const double factor = growth(run, run.series(name), p);
        if (std::isnan(factor)) continue;
        sum -= std::log(factor);
        n += 1;
    }
    return n > 0 ? std::exp(sum / n) : none;
}

double extreme(const Recorded& run, Period p, bool highest) {
    const std::vector<double> ratio = picked(run.series("price_ratio"), run.rows(p));
    if (ratio.empty()) return none;
    return highest ? *std::max_element(ratio.begin(), ratio.end()) : *std::min_element(ratio.begin(), ratio.end());
}

// The maker of the best model at the end of each month; −1 if there is none.
std::vector<int> leaders(const Recorded& run, Period p) {
    const Columns score = run.firms("capability");
    std::vector<int> leaders;
    for (const std::size_t row : run.month_ends(p)) {
        int leader = -1;
        double best = -infinite;
        for (std::size_t f = 0; f < score.members.size(); ++f) {
            if (score.values[f][row] > best) {
                best = score.values[f][row];
                leader = static_cast<int>(f);
            }
        }
        leaders.push_back(leader);
    }
    return score.members.empty() ? std::vector<int>{} : leaders;
}

double leader_changes(const Recorded& run, Period p) {
    const std::vector<int> led = leaders(run, p);
    if (led.empty()) return none;
    int changes = 0;
    for (std::size_t i = 1; i < led.size(); ++i) changes += led[i] != led[i - 1] ? 1 : 0;
    return changes;
}

double firms_that_led(const Recorded& run, Period p) {
    std::vector<int> led = leaders(run, p);
    if (led.empty()) return none;
    std::sort(led.begin(), led.end());
    return static_cast<double>(std::unique(led.begin(), led.end()) - led.begin());
}

struct Rule {
    const char* name;
    const char* part;
    Value value;
};

constexpr Rule rules[] = {
    {"mean_gap", "", [](const Recorded& r, Period p) { return mean_series(r, p, "gap_points"); }},
    {"gap_rises_of_18_points", "", [](const Recorded& r, Period p) { return tooth_count(r, p, &Sawtooth::rises); }},
    {"gap_falls_of_18_points", "", [](const Recorded& r, Period p) { return tooth_count(r, p, &Sawtooth::falls); }},
    {"gap_upper_turning_points", "", [](const Recorded& r, Period p) { return tooth_count(r, p, &Sawtooth::upper_turns); }},
    {"gap_lower_turning_points", "", [](const Recorded& r, Period p) { return tooth_count(r, p, &Sawtooth::lower_turns); }},
    {"longest_time_below_zero", "", &longest_below_zero},
    {"mean_open_lag", "", &lag_at_records},
    {"largest_closed_over_open_run", "", [](const Recorded& r, Period p) { return mean_series(r, p, "run_ratio"); }},
    {"frontier_cost_growth", "", [](const Recorded& r, Period p) { return growth(r, largest_so_far(r.series("frontier_run_cost")), p); }},
    {"fixed_quality_price_fall", "", &fixed_quality_fall},
    {"flagship_list_price_change", "", [](const Recorded& r, Period p) { return 100 * (growth(r, r.series("flagship_price"), p) - 1); }},
    {"closed_over_open_price_at_equal_quality", "lowest", [](const Recorded& r, Period p) { return extreme(r, p, false); }},
    {"closed_over_open_price_at_equal_quality", "highest", [](const Recorded& r, Period p) { return extreme(r, p, true); }},
    {"builder_open_share_by_use", "", [](const Recorded& r, Period p) { return 100 * mean_segment(r, p, "open_share_tokens", "builder"); }},
    {"enterprise_open_share_by_use", "", [](const Recorded& r, Period p) { return 100 * mean_segment(r, p, "open_share", "enterprise"); }},
    {"lasting_changes_of_leader", "", &leader_changes},
    {"firms_that_led", "", &firms_that_led},
    {"use_of_top_1_percent_of_open_models", "", [](const Recorded& r, Period p) { return 100 * mean_series(r, p, "attention_top_share"); }},
    {"attention_tail_index", "", [](const Recorded& r, Period p) { return mean_series(r, p, "attention_tail_index"); }},
    {"value_of_top_5_percent_of_developers", "",
     [](const Recorded& r, Period p) { return 100 * mean_series(r, p, "top_developer_share"); }},
    {"unpaid_contributors", "", [](const Recorded& r, Period p) { return 100 * mean_series(r, p, "unpaid_share"); }},
    {"us_firms_using_ai", "", [](const Recorded& r, Period p) { return 100 * mean_segment(r, p, "adoption", "enterprise"); }},
    {"leading_assistant_users", "", [](const Recorded& r, Period p) { return mean_segment(r, p, "leader_seats", "consumer") / 1e6; }},
};

std::vector<std::string> fields_of(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, ',');) fields.push_back(field);
    if (!line.empty() && line.back() == ',') fields.emplace_back();
    return fields;
}

double number_or(const std::string& field, double otherwise) {
    return field.empty() ? otherwise : std::strtod(field.c_str(), nullptr);
}

std::string words(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

}  // namespace

std::vector<PatternBand> read_pattern_bands(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line)) throw OutputError(file.string() + ": cannot be read");
    const std::size_t columns = fields_of(line).size();
    std::vector<PatternBand> bands;
    while (std::getline(in, line)) {
        if (line.empty()) continue;
        const std::vector<std::string> f = fields_of(line);
        if (f.size() != columns || columns < 6) throw OutputError(fmt::format("{}: row '{}' is not like its header", file.string(), line));
        bands.push_back({.pattern = std::atoi(f[0].c_str()),
                         .name = f[1],
                         .when = f[2],
                         .lo = number_or(f[3], -infinite),
                         .hi = number_or(f[4], infinite),
                         .unit = f[5]});
    }
    return bands;
}

std::vector<PatternRow> compare_patterns(const RunFile& run, const std::vector<PatternBand>& bands) {
    const Recorded recorded(run);
    std::vector<PatternRow> rows;
    for (const PatternBand& band : bands) {
        const std::optional<Period> period = period_of(band.when);
        bool known = false;
        for (const Rule& rule : rules) {
            if (band.name != rule.name) continue;
            known = true;
            const double value = period && recorded.covers(*period) ? rule.value(recorded, *period) : none;
            rows.push_back({band, rule.part, value, judge(band, value)});
        }
        if (!known) rows.push_back({band, "", none, Verdict::no_data});
    }
    return rows;
}

Verdict judge(const PatternBand& band, double value) {
    if (std::isnan(value)) return Verdict::no_data;
    return value >= band.lo && value <= band.hi ? Verdict::inside : Verdict::outside;
}

std::string_view verdict_text(Verdict verdict) {
    return verdict == Verdict::inside ? "in" : verdict == Verdict::outside ? "out" : "no data";
}

std::string band_text(const PatternBand& band) {
    if (band.lo == -infinite) return fmt::format("at most {:g}", band.hi);
    if (band.hi == infinite) return fmt::format("at least {:g}", band.lo);
    return fmt::format("{:g} to {:g}", band.lo, band.hi);
}

std::string pattern_table(const std::vector<PatternRow>& rows) {
    std::string out =
        fmt::format("{:<3} {:<48} {:<16} {:>9}  {:<12} {:<10} {}\n", "", "Pattern of the evidence", "when", "value", "band", "unit", "");
    std::size_t inside = 0;
    std::size_t without = 0;
    for (const PatternRow& row : rows) {
        const std::string name = words(row.band.name) + (row.part.empty() ? "" : ", " + row.part);
        const std::string value = std::isnan(row.value) ? "–" : fmt::format("{:.3g}", row.value);
        const std::string unit = row.band.unit == "1" ? "" : row.band.unit;
        out += fmt::format("{:>3} {:<48} {:<16} {:>9}  {:<12} {:<10} {}\n", row.band.pattern, name, row.band.when, value,
                           band_text(row.band), unit, verdict_text(row.verdict));
        inside += row.verdict == Verdict::inside ? 1 : 0;
        without += row.verdict == Verdict::no_data ? 1 : 0;
    }
    out += fmt::format("{} of {} in band", inside, rows.size() - without);
    if (without > 0) out += fmt::format("; {} without data: the run does not reach them, or has no such series", without);
    return out + ". One run is one course: judge the model by an ensemble (enclosure-patterns).\n";
}

std::vector<std::string> pattern_series() {
    return {"gap_points",
            "gap_months",
            "open_frontier",
            "run_ratio",
            "frontier_run_cost",
            "fixed_quality_price",
            "fixed_quality_price_1",
            "fixed_quality_price_2",
            "flagship_price",
            "price_ratio",
            "open_share_tokens",
            "open_share",
            "capability",
            "adoption",
            "leader_seats",
            "attention_top_share",
            "attention_tail_index",
            "top_developer_share",
            "unpaid_share"};
}

// The last extreme since which the gap has not moved by `size`: when it has, the extreme was a turning point.
Sawtooth sawtooth(const std::vector<double>& gap, double size) {
    Sawtooth s;
    if (gap.empty()) return s;
    double low = gap.front();
    double high = gap.front();
    int direction = 0;
    for (std::size_t i = 1; i < gap.size(); ++i) {
        if (gap[i] - gap[i - 1] >= size) ++s.rises;
        if (gap[i - 1] - gap[i] >= size) ++s.falls;
        low = std::min(low, gap[i]);
        high = std::max(high, gap[i]);
        if (direction <= 0 && gap[i] - low >= size) {
            ++s.lower_turns;
            direction = 1;
            high = gap[i];
        } else if (direction >= 0 && high - gap[i] >= size) {
            ++s.upper_turns;
            direction = -1;
            low = gap[i];
        }
    }
    return s;
}

}  // namespace enclosure
