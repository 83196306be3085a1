// Convergence in the length of a step: headline indicators at quarterly, monthly and weekly steps, paired seeds, and what a run of
// vanishing steps would give. Prints the Markdown table of docs/ODD.md.
//
//   enclosure-step-length [--seeds N] [--years T] [--set path=value]...
//
// Draws that are keyed by step differ between step lengths, so differences are of ensemble means; intervals are bootstrap percentiles over
// seeds. The last column says whether the error falls in proportion to the step: yes (order within .8 and 1.2, as far as the seeds tell),
// within noise (the interval is wider than .6), faster, slower.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "bench/step_length/convergence.h"
#include "sim/base/hash.h"
#include "sim/base/parallel.h"
#include "sim/scenario/load.h"

namespace {

using namespace enclosure;
using namespace enclosure::step_length;

double percentile(std::vector<double> x, double q) {
    std::erase_if(x, [](double v) { return std::isnan(v); });
    if (x.empty()) return none;
    std::sort(x.begin(), x.end());
    return x[std::min(static_cast<std::size_t>(q * static_cast<double>(x.size())), x.size() - 1)];
}

}  // namespace

int main(int argc, char** argv) {
    try {
        std::size_t seeds = 20;
        double years = 4;
        std::vector<Override> overrides;
        for (int i = 1; i + 1 < argc; i += 2) {
            const std::string option = argv[i];
            if (option == "--seeds") {
                seeds = std::strtoul(argv[i + 1], nullptr, 10);
            } else if (option == "--years") {
                years = std::strtod(argv[i + 1], nullptr);
            } else if (option == "--set") {
                overrides.push_back(parse_override(argv[i + 1]));
            } else {
                std::cerr << "usage: enclosure-step-length [--seeds N] [--years T] [--set path=value]...\n";
                return 2;
            }
        }
        const Scenario scenario = load_scenario("lib:baseline", overrides).scenario;
        const std::vector<Headline> all = headlines(scenario);
        std::vector<std::vector<double>> value(seeds * levels);
        Threads().for_each(value.size(), [&](std::size_t i) {
            Scenario s = scenario;
            s.seed = static_cast<std::int64_t>(i / levels) + 1;
            value[i] = run(std::move(s), lengths[levels - 1 - i % levels], years, all);
        });
        const auto means = [&](std::size_t headline, const std::vector<std::size_t>& of) {
            Means m;
            for (std::size_t level = 0; level < levels; ++level) {
                for (const std::size_t seed : of) m.x[level] += value[seed * levels + levels - 1 - level][headline];
                m.x[level] /= static_cast<double>(of.size());
            }
            return m;
        };
        fmt::print(
            "| indicator | quarter | month | week | limit | month − limit | 90 % interval | order | 90 % interval | first order |\n");
        fmt::print("|---|---|---|---|---|---|---|---|---|---|\n");
        constexpr std::size_t resamples = 1000;
        std::vector<std::size_t> everyone(seeds);
        for (std::size_t i = 0; i < seeds; ++i) everyone[i] = i;
        for (std::size_t h = 0; h < all.size(); ++h) {
            const Means m = means(h, everyone);
            std::vector<double> orders;
            std::vector<double> errors;
            std::uint64_t state = 1;
            for (std::size_t b = 0; b < resamples; ++b) {
                std::vector<std::size_t> drawn(seeds);
                for (std::size_t& d : drawn) d = static_cast<std::size_t>(mix(state += 0x9e3779b97f4a7c15u) % seeds);
                const Means again = means(h, drawn);
                orders.push_back(again.order());
                errors.push_back(again.monthly_error());
            }
            const double lo = percentile(orders, 0.05);
            const double hi = percentile(orders, 0.95);
            const char* verdict = lo > 1.2 ? "faster" : (hi < 0.8 ? "slower" : (hi - lo < 0.6 ? "yes" : "within noise"));
            fmt::print("| {}{}{}{} | {:.4g} | {:.4g} | {:.4g} | {:.4g} | {:.2g} | [{:.2g}, {:.2g}] | {:.2f} | [{:.2f}, {:.2f}] | {} |\n",
                       all[h].in_logs ? "ln " : "", all[h].name, all[h].member.empty() ? "" : ".", all[h].member, m.x[0], m.x[1], m.x[2],
                       m.x[1] - m.monthly_error(), m.monthly_error(), percentile(errors, 0.05), percentile(errors, 0.95), m.order(), lo, hi,
                       verdict);
        }
        fmt::print("\n{} seeds, {:g} years, means over the last year.\n", seeds, years);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
