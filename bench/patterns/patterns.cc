// enclosure-patterns [--seeds N] [--users N]: the baseline's patterns over an ensemble of seeds, beside the mean-field trial's medians
// (data/mean_field.csv) and the bands of the evidence (data/patterns.csv), with the share of seeds in band. Half-year gaps have a
// standard deviation over seeds of 20 to 24 points: judge medians of at least 20 seeds.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "sim/indicators/indicator.h"
#include "sim/run/simulation.h"
#include "sim/scenario/load.h"

namespace {

using namespace enclosure;

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Series of one run: one value a step.
struct Series {
    double dt = 1.0 / 12;
    std::map<std::string, std::vector<double>> values;

    double mean(const std::string& name, double from, double to) const {
        double sum = 0;
        int n = 0;
        for (std::size_t k = 0; k < values.at(name).size(); ++k) {
            const double t = static_cast<double>(k) * dt;
            if (t < from - 1e-9 || t >= to - 1e-9) continue;
            sum += values.at(name)[k];
            ++n;
        }
        return n > 0 ? sum / n : none;
    }
    double at(const std::string& name, double t) const {
        const auto k = static_cast<std::size_t>(std::lround(t / dt));
        return k < values.at(name).size() ? values.at(name)[k] : none;
    }
    double last(const std::string& name) const { return values.at(name).back(); }
};

Series run(const Scenario& scenario) {
    Simulation simulation(scenario, {.threads = 1});
    Series series;
    series.dt = scenario.time.step;
    while (!simulation.done()) {
        simulation.step();
        const World& w = simulation.world();
        for (const Indicator& i : indicators()) series.values[std::string(i.name)].push_back(i.value(w));
        for (const MemberIndicator& i : segment_indicators()) {
            for (std::size_t g = 0; g < scenario.segment.size(); ++g) {
                series.values[fmt::format("{}.{}", i.name, scenario.segment[g].id)].push_back(i.value(w, g));
            }
        }
    }
    return series;
}

double lag_at_records(const Series& s) {
    const auto& open = s.values.at("open_frontier");
    double best = -1e9;
    double sum = 0;
    int n = 0;
    for (std::size_t k = 0; k < open.size(); ++k) {
        if (!(open[k] > best + 1)) continue;
        best = open[k];
        const double t = static_cast<double>(k) * s.dt;
        if (t < 0.5 || t >= 3) continue;
        sum += s.values.at("gap_months")[k];
        ++n;
    }
    return n > 0 ? sum / n : none;
}

double flagship_change(const Series& s) {
    double n = 0, st = 0, sp = 0, stt = 0, stp = 0;
    for (std::size_t k = 0; k < s.values.at("flagship_price").size(); ++k) {
        const double t = static_cast<double>(k) * s.dt;
        if (t < 0.5 || t >= 3) continue;
        const double p = std::log(s.values.at("flagship_price")[k]);
        n += 1, st += t, sp += p, stt += t * t, stp += t * p;
    }
    return std::exp((n * stp - st * sp) / (n * stt - st * st)) - 1;
}

double extreme(const Series& s, const std::string& name, bool largest) {
    double x = largest ? -1e300 : 1e300;
    for (double t = 0.51; t < 3; t += s.dt) x = largest ? std::max(x, s.at(name, t)) : std::min(x, s.at(name, t));
    return x;
}

// Changes of direction of the monthly gap that are followed by a move of at least 18 points.
double sawtooth(const Series& s) {
    int moves = 0;
    double low = s.at("gap_points", 0.5), high = low;
    int direction = 0;
    for (double t = 0.5; t < 2.42; t += s.dt) {
        const double g = s.at("gap_points", t);
        high = std::max(high, g);
        low = std::min(low, g);
        if (direction <= 0 && g - low >= 18) ++moves, direction = 1, high = g;
        if (direction >= 0 && high - g >= 18) ++moves, direction = -1, low = g;
    }
    return moves;
}

struct Pattern {
    std::string name;
    double lo, hi;  // band of the evidence; NaN if there is none
    std::function<double(const Series&)> value;
};

std::vector<Pattern> patterns() {
    const auto gap = [](double a) { return [a](const Series& s) { return s.mean("gap_points", a, a + 0.5); }; };
    const auto revenue = [](double y) { return [y](const Series& s) { return s.mean("revenue", y, y + 1) / 1e9; }; };
    return {
        {"gap_2023h2", 90, 135, gap(0.5)},
        {"gap_2024h1", 75, 115, gap(1)},
        {"gap_2024h2", 50, 90, gap(1.5)},
        {"gap_2025h1", 30, 60, gap(2)},
        {"sawtooth_moves", 8, 100, sawtooth},
        {"lag_at_open_records", 3, 6, lag_at_records},
        {"run_ratio_mid_2024", 1, 3, [](const Series& s) { return s.mean("run_ratio", 1.45, 1.6); }},
        {"run_ratio_mid_2025", 8, 20, [](const Series& s) { return s.mean("run_ratio", 2.5, 2.67); }},
        {"flagship_price_change", -0.4, 0.4, flagship_change},
        {"price_ratio_lowest", 2.3, 10, [](const Series& s) { return extreme(s, "price_ratio", false); }},
        {"price_ratio_highest", 2.3, 10, [](const Series& s) { return extreme(s, "price_ratio", true); }},
        {"builder_open_tokens_end_2024", 0, 0.08, [](const Series& s) { return s.at("open_share_tokens.builder", 1.95); }},
        {"builder_open_tokens_mid_2025", 0.2, 0.33, [](const Series& s) { return s.at("open_share_tokens.builder", 2.5); }},
        {"enterprise_open_2023h2", 0.17, 0.22, [](const Series& s) { return s.mean("open_share.enterprise", 0.5, 1); }},
        {"enterprise_open_2024", 0.17, 0.22, [](const Series& s) { return s.mean("open_share.enterprise", 1, 2); }},
        {"enterprise_open_2025", 0.09, 0.15, [](const Series& s) { return s.mean("open_share.enterprise", 2, 3); }},
        {"firms_using_sep_2023", 0.03, 0.05, [](const Series& s) { return s.at("adoption.enterprise", 0.7); }},
        {"firms_using_aug_2025", 0.08, 0.11, [](const Series& s) { return s.at("adoption.enterprise", 2.6); }},
        {"leading_assistant_nov_2023", 80, 130, [](const Series& s) { return s.at("leader_seats.consumer", 0.85) / 1e6; }},
        {"leading_assistant_oct_2025", 640, 960, [](const Series& s) { return s.at("leader_seats.consumer", 2.77) / 1e6; }},
        {"revenue_2023", none, none, revenue(0)},
        {"revenue_2024", none, none, revenue(1)},
        {"revenue_2025", none, none, revenue(2)},
        {"revenue_2030", none, none, revenue(7)},
        {"revenue_2034", none, none, revenue(11)},
        {"failures", none, none, [](const Series& s) { return s.last("failures"); }},
        {"entrants", none, none, [](const Series& s) { return s.last("entrants"); }},
        {"strategy_switches", none, none, [](const Series& s) { return s.last("strategy_switches"); }},
    };
}

// Both tracks alive: somebody sells an interface with users, and released weights have users.
bool coexist(const Series& s) {
    const double open = s.last("open_share_users");
    return open > 0.005 && open < 0.995;
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
        const Scenario scenario = load_scenario(data_root() / "scenarios" / "baseline.toml", overrides).scenario;
        std::vector<Series> runs(seeds);
        Threads().for_each(seeds, [&](std::size_t i) {
            Scenario s = scenario;
            s.seed = static_cast<std::int64_t>(i) + 1;
            runs[i] = run(s);
        });
        const auto trial = mean_field(data_root() / "data" / "mean_field.csv");
        fmt::print("{:30} {:>10} {:>10} {:>8} {:>17} {:>8}\n", "pattern", "median", "mean field", "ratio", "band", "in band");
        for (const Pattern& p : patterns()) {
            std::vector<double> x;
            double inside = 0;
            for (const Series& s : runs) {
                x.push_back(p.value(s));
                inside += x.back() >= p.lo && x.back() <= p.hi ? 1 : 0;
            }
            const auto known = trial.find(p.name);
            const double reference = known == trial.end() ? none : known->second;
            const bool banded = p.lo == p.lo;
            fmt::print("{:30} {:10.4g} {:10.4g} {:8.2f} {:>17} {:>8}\n", p.name, median(x), reference, median(x) / reference,
                       banded ? fmt::format("[{:g}, {:g}]", p.lo, p.hi) : "",
                       banded ? fmt::format("{:.0f}%", 100 * inside / static_cast<double>(seeds)) : "");
        }
        const auto both = std::count_if(runs.begin(), runs.end(), coexist);
        fmt::print("open and closed both in use at the end: {} of {} seeds\n", both, seeds);
        return 0;
    } catch (const std::exception& e) {
        std::cerr << e.what() << '\n';
        return 1;
    }
}
