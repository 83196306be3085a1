#include "viz/session/replicates.h"

#include <cmath>
#include <exception>
#include <utility>

#include "sim/base/paired.h"
#include "sim/indicators/indicator.h"
#include "sim/run/branch.h"
#include "viz/session/low_priority.h"
#include "viz/session/rule_history.h"

namespace enclosure::viz {

namespace {

void read_indicators(const World& world, std::vector<double>& series) {
    for (const Indicator& indicator : indicators()) series.push_back(indicator.value(world));
}

Interval of_mean(const std::vector<double>& values) {
    return paired_statistics(std::vector<double>(values.size(), 0.0), values).interval;
}

PairedRow paired_row(std::size_t indicator, const std::vector<double>& a, const std::vector<double>& b) {
    PairedRow row;
    row.indicator = indicator;
    std::vector<double> both_a, both_b;  // a pair counts if both values are there
    for (std::size_t k = 0; k < a.size(); ++k) {
        if (std::isnan(a[k]) || std::isnan(b[k])) continue;
        both_a.push_back(a[k]);
        both_b.push_back(b[k]);
    }
    const PairedStatistics pairs = paired_statistics(both_b, both_a);
    row.mean_a = pairs.treated;
    row.mean_b = pairs.baseline;
    row.a = of_mean(both_a);
    row.b = of_mean(both_b);
    row.difference = pairs.difference;
    row.interval = pairs.interval;
    row.pairs = pairs.n;
    return row;
}

}  // namespace

Replicates::Replicates(bool synchronous, std::function<void()> tell) : synchronous_(synchronous), tell_(std::move(tell)) {}

Replicates::~Replicates() {
    cancel();
}

void Replicates::start(std::shared_ptr<const LoadedScenario> a, std::shared_ptr<const LoadedScenario> b, std::size_t forked_at,
                       std::size_t count) {
    forget();
    plan_ = {std::move(a), std::move(b), forked_at, 0, count};
    plan_.steps = step_count(plan_.a->scenario.time);
    if (count == 0) return;
    stop_ = false;
    running_ = true;
    if (!synchronous_) thread_ = std::thread([this] { make_all(); });
}

void Replicates::cancel() {
    stop_ = true;
    if (thread_.joinable()) thread_.join();
    running_ = false;
}

void Replicates::forget() {
    cancel();
    const std::lock_guard lock(mutex_);
    pairs_.clear();
    failure_.clear();
    sorted_ = {};
    plan_ = {};
}

void Replicates::make_all() {
    take_low_priority(Waits::nobody);
    for (std::size_t k = 1; k <= plan_.count && !stop_; ++k) {
        try {
            add(make(k), {});
        } catch (const std::exception& error) {
            add({}, error.what());
            break;
        }
    }
    running_ = false;
    tell_();
}

void Replicates::make_one_pair() {
    if (!synchronous_ || !running_) return;
    std::size_t next = 0;
    {
        const std::lock_guard lock(mutex_);
        next = pairs_.size() + 1;
    }
    try {
        add(make(next), {});
    } catch (const std::exception& error) {
        add({}, error.what());
        running_ = false;
    }
    if (next >= plan_.count) running_ = false;
}

void Replicates::add(std::optional<Pair> pair, const std::string& failure) {
    if (pair || !failure.empty()) {
        const std::lock_guard lock(mutex_);
        if (pair) pairs_.push_back(std::move(*pair));
        failure_ = failure;
    }
    tell_();
}

bool Replicates::go_to(Simulation& simulation, std::size_t step, Series& series) const {
    while (simulation.steps_made() < step) {
        if (stop_) return false;
        simulation.step();
        read_indicators(simulation.world(), series);
    }
    return true;
}

std::optional<Replicates::Pair> Replicates::make(std::size_t replicate) const {
    const auto seed = static_cast<std::uint64_t>(plan_.a->scenario.seed) + replicate;
    Pair pair;
    Simulation a(reseeded(*plan_.a, seed).scenario, {.threads = 1});
    if (!go_to(a, plan_.b ? plan_.forked_at : plan_.steps, pair.a)) return {};
    if (!plan_.b) return pair;
    World copy = a.world();
    rebase(copy, reseeded(*plan_.b, seed).scenario);
    Simulation b(std::move(copy), a.steps_made(), {.threads = 1});
    pair.b = pair.a;
    if (!go_to(a, plan_.steps, pair.a) || !go_to(b, plan_.steps, pair.b)) return {};
    return pair;
}

ReplicateStatus Replicates::status() const {
    const std::lock_guard lock(mutex_);
    return {.running = running_, .made = pairs_.size(), .wanted = plan_.count, .failure = failure_};
}

std::vector<PairedRow> Replicates::table() const {
    const std::lock_guard lock(mutex_);
    if (!plan_.b || pairs_.empty()) return {};
    if (sorted_.made != pairs_.size()) sorted_ = {.made = pairs_.size(), .bands = {}, .table = {}};
    if (!sorted_.table.empty()) return sorted_.table;
    const std::size_t n = indicators().size();
    const std::size_t end = (plan_.steps - 1) * n;
    std::vector<double> a(pairs_.size()), b(pairs_.size());
    for (std::size_t i = 0; plan_.steps > 0 && i < n; ++i) {
        for (std::size_t k = 0; k < pairs_.size(); ++k) {
            a[k] = pairs_[k].a[end + i];
            b[k] = pairs_[k].b[end + i];
        }
        sorted_.table.push_back(paired_row(i, a, b));
    }
    return sorted_.table;
}

ReplicateBand Replicates::band(WorldId world, std::size_t indicator) const {
    const std::lock_guard lock(mutex_);
    const std::size_t n = indicators().size();
    if (pairs_.empty() || indicator >= n || (world == WorldId::b && !plan_.b)) return {};
    if (sorted_.made != pairs_.size()) sorted_ = {.made = pairs_.size(), .bands = {}, .table = {}};
    if (sorted_.bands.empty()) sorted_.bands.resize(2 * n);
    ReplicateBand& band = sorted_.bands[static_cast<std::size_t>(world) * n + indicator];
    if (!band.low.empty()) return band;
    for (std::vector<double>* line : {&band.low, &band.middle, &band.high}) line->assign(plan_.steps + 1, not_defined);
    std::vector<double> values(pairs_.size());
    for (std::size_t step = 1; step <= plan_.steps; ++step) {
        for (std::size_t k = 0; k < pairs_.size(); ++k) {
            values[k] = (world == WorldId::a ? pairs_[k].a : pairs_[k].b)[(step - 1) * n + indicator];
        }
        band.low[step] = quantile(values, 0.1);
        band.middle[step] = quantile(values, 0.5);
        band.high[step] = quantile(values, 0.9);
    }
    return band;
}

}  // namespace enclosure::viz
