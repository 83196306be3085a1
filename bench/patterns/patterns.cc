// enclosure-patterns [--seeds N] [--set path=value]...: the baseline's patterns over an ensemble of seeds, beside the mean-field trial's
// medians (data/mean_field.csv) and the bands of the evidence (data/patterns.csv), with the share of seeds in band. What a pattern is, is
// said once, in analysis/patterns. Half-year gaps have a standard deviation over seeds of 20 to 24 points: judge medians of at least 20
// seeds.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <limits>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "analysis/patterns/patterns.h"
#include "analysis/report/series.h"
#include "sim/indicators/indicator.h"
#include "sim/output/recorder.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

namespace {

using namespace enclosure;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// A row of the table: one number of each run.
struct Row {
    std::string name;
    PatternBand band;  // both ends infinite if the evidence has none
    std::vector<double> values = {};
};

// Rows of data/mean_field.csv that have a row of data/patterns.csv, by its name, time and part.
struct Reference {
    const char* name;
    const char* pattern;
    const char* when;
    const char* part;
};
constexpr Reference references[] = {
    {"gap_2023h2", "mean_gap", "2023-H2", ""},
    {"gap_2024h1", "mean_gap", "2024-H1", ""},
    {"gap_2024h2", "mean_gap", "2024-H2", ""},
    {"gap_2025h1", "mean_gap", "2025-H1", ""},
    {"lag_at_open_records", "mean_open_lag", "at open records", ""},
    {"run_ratio_mid_2024", "largest_closed_over_open_run", "2024-07", ""},
    {"run_ratio_mid_2025", "largest_closed_over_open_run", "2025-07", ""},
    {"flagship_price_change", "flagship_list_price_change", "whole run", ""},
    {"price_ratio_lowest", "closed_over_open_price_at_equal_quality", "whole run", "lowest"},
    {"price_ratio_highest", "closed_over_open_price_at_equal_quality", "whole run", "highest"},
    {"builder_open_tokens_end_2024", "builder_open_share_by_use", "2024-12", ""},
    {"builder_open_tokens_mid_2025", "builder_open_share_by_use", "2025", ""},
    {"enterprise_open_2025", "enterprise_open_share_by_use", "2025", ""},
    {"firms_using_sep_2023", "us_firms_using_ai", "2023-09", ""},
    {"firms_using_aug_2025", "us_firms_using_ai", "2025-08", ""},
    {"leading_assistant_nov_2023", "leading_assistant_users", "2023-11", ""},
    {"leading_assistant_oct_2025", "leading_assistant_users", "2025-10", ""},
};

std::string row_name(const PatternRow& row) {
    for (const Reference& r : references) {
        if (row.band.name == r.pattern && row.band.when == r.when && row.part == r.part) return r.name;
    }
    // Rows of one name are told apart by their time.
    std::string when =
        row.band.when == "whole run" || row.band.when == "23 months" || row.band.when == "16 months" ? "" : "_" + row.band.when;
    std::replace(when.begin(), when.end(), ' ', '_');
    return row.band.name + when + (row.part.empty() ? "" : "_" + row.part);
}

// Series beside the patterns that the table shows: means over a year, or the last value.
struct Further {
    const char* name;
    const char* series;
    int year;  // after the start; -1 for the end of the run
    double scale;
};
constexpr Further further[] = {
    {"revenue_2023", "revenue", 0, 1e-9},
    {"revenue_2024", "revenue", 1, 1e-9},
    {"revenue_2025", "revenue", 2, 1e-9},
    {"revenue_2030", "revenue", 7, 1e-9},
    {"revenue_2034", "revenue", 11, 1e-9},
    {"failures", "failures", -1, 1},
    {"entrants", "entrants", -1, 1},
    {"strategy_switches", "strategy_switches", -1, 1},
    {"open_share_at_the_end", "open_share_users", -1, 1},
};

double further_value(const RunFile& run, const Further& f) {
    const Columns columns = read_columns(run, "series", f.series);
    if (columns.values.empty() || columns.values.front().empty()) return none;
    const std::vector<double>& values = columns.values.front();
    if (f.year < 0) return f.scale * values.back();
    const std::vector<double> days = row_days(run);
    double sum = 0;
    double n = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double year = (days[i] - days.front() + 1) / 365.25;
        if (year < f.year || year >= f.year + 1) continue;
        sum += values[i];
        n += 1;
    }
    return n > 0 ? f.scale * sum / n : none;
}

// The series that the table needs, of those that there are.
std::vector<std::string> needed_series() {
    std::vector<std::string> known;
    for (const Indicator& i : indicators()) known.emplace_back(i.name);
    for (const auto& table : {segment_indicators(), firm_indicators()}) {
        for (const MemberIndicator& i : table) known.emplace_back(i.name);
    }
    std::vector<std::string> names = pattern_series();
    for (const Further& f : further) names.emplace_back(f.series);
    std::erase_if(names, [&](const std::string& name) { return std::find(known.begin(), known.end(), name) == known.end(); });
    return names;
}

RunFile run(LoadedScenario loaded, std::int64_t seed) {
    loaded.scenario.seed = seed;
    loaded.scenario.output.series = needed_series();
    RunRecorder recorder(loaded, RunProvenance{});
    Simulation simulation(loaded.scenario, {.threads = 1});
    while (!simulation.done()) {
        simulation.step();
        recorder.observe(simulation);
    }
    return recorder.image("complete");
}

std::map<std::string, double> mean_field(const std::filesystem::path& file) {
    std::map<std::string, double> medians;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream row(line);
        std::string name, value;
        std::getline(row, name, ',');
        std::getline(row, value, ',');
        medians[name] = std::strtod(value.c_str(), nullptr);
    }
    return medians;
}

double median(std::vector<double> x) {
    std::erase_if(x, [](double v) { return !(v == v); });
    if (x.empty()) return none;
    std::sort(x.begin(), x.end());
    const std::size_t n = x.size();
    return n % 2 == 1 ? x[n / 2] : 0.5 * (x[n / 2 - 1] + x[n / 2]);
}

}  // namespace

int main(int argc, char** argv) {
    try {
        std::size_t seeds = 20;
        std::vector<Override> overrides;
        for (int i = 1; i < argc; ++i) {
            const std::string option = argv[i];
            const std::string value = i + 1 < argc ? argv[++i] : "";
            const std::size_t equals = value.find('=');
            if (option == "--seeds") {
                seeds = std::strtoul(value.c_str(), nullptr, 10);
            } else if (option == "--set" && equals != std::string::npos) {
                overrides.push_back({value.substr(0, equals), value.substr(equals + 1)});
            } else {
                std::cerr << "usage: enclosure-patterns [--seeds N] [--set path=value]...\n";
                return 2;
            }
        }
        const LoadedScenario loaded = load_scenario(data_root() / "scenarios" / "baseline.toml", overrides);
        const std::vector<PatternBand> bands = read_pattern_bands(data_root() / "data" / "patterns.csv");
        std::vector<std::vector<Row>> runs(seeds);
        Threads().for_each(seeds, [&](std::size_t i) {
            const RunFile results = run(loaded, static_cast<std::int64_t>(i) + 1);
            for (const PatternRow& row : compare_patterns(results, bands)) runs[i].push_back({row_name(row), row.band, {row.value}});
            constexpr double infinite = std::numeric_limits<double>::infinity();
            for (const Further& f : further) {
                runs[i].push_back({f.name, {.name = f.name, .lo = -infinite, .hi = infinite}, {further_value(results, f)}});
            }
        });
        std::vector<Row> rows = runs.empty() ? std::vector<Row>{} : runs.front();
        for (std::size_t i = 1; i < runs.size(); ++i) {
            for (std::size_t k = 0; k < rows.size(); ++k) rows[k].values.push_back(runs[i][k].values.front());
        }
        const auto trial = mean_field(data_root() / "data" / "mean_field.csv");
        fmt::print("{:42} {:>10} {:>10} {:>8} {:>17} {:>8}\n", "pattern", "median", "mean field", "ratio", "band", "in band");
        int inside_medians = 0;
        int with_data = 0;
        double open_at_the_end = 0;
        for (const Row& row : rows) {
            const auto inside =
                std::count_if(row.values.begin(), row.values.end(), [&](double v) { return judge(row.band, v) == Verdict::inside; });
            const auto known = trial.find(row.name);
            // The trial's shares and changes are fractions, the evidence's are per cent.
            const double scale = row.band.unit == "%" || row.band.unit == "%/yr" ? 100 : 1;
            const double reference = known == trial.end() ? none : known->second * scale;
            const bool banded = row.band.pattern > 0;
            const double middle = median(row.values);
            if (row.name == "open_share_at_the_end") {
                open_at_the_end = static_cast<double>(
                    std::count_if(row.values.begin(), row.values.end(), [](double v) { return v > 0.005 && v < 0.995; }));
            }
            inside_medians += banded && judge(row.band, middle) == Verdict::inside ? 1 : 0;
            with_data += banded && judge(row.band, middle) != Verdict::no_data ? 1 : 0;
            fmt::print("{:42} {:10.4g} {:10.4g} {:8.2f} {:>17} {:>8}\n", row.name, middle, reference, middle / reference,
                       banded ? band_text(row.band) : "",
                       banded ? fmt::format("{:.0f}%", 100 * static_cast<double>(inside) / static_cast<double>(seeds)) : "");
        }
        fmt::print("{} of {} medians in band\n", inside_medians, with_data);
        fmt::print("open and closed both in use at the end: {:.0f} of {} seeds\n", open_at_the_end, seeds);
        return 0;
    } catch (const std::exception& e) {
        std::cerr << e.what() << '\n';
        return 1;
    }
}
