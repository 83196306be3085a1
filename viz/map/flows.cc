#include "viz/map/flows.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "sim/world/users.h"

namespace enclosure::viz {
namespace {

constexpr std::int32_t no_firm = -2;

std::array<std::int32_t, 256> firms_of_slots(const StepRecord& record) {
    std::array<std::int32_t, 256> firms;
    firms.fill(no_firm);
    for (const ModelRecord& model : record.models) firms[model.slot] = model.firm;
    firms[choice_none] = firms[choice_unaware] = no_firm;
    return firms;
}

}  // namespace

std::int32_t firm_of_slot(const StepRecord& record, std::uint8_t slot) {
    for (const ModelRecord& model : record.models) {
        if (model.slot == slot) return model.firm;
    }
    return no_firm;
}

Flows flows_between(const StepRecord& then, const AgentFrame& agents_then, const StepRecord& now, const AgentFrame& agents_now) {
    const std::size_t users = std::min(agents_then.choice.size(), agents_now.choice.size());
    // Most users have stayed, many of them with one model: four tables, so that a count need not wait for the one before it.
    constexpr std::size_t tables = 4, rows = 256 * 256;
    std::vector<std::uint32_t> pairs(tables * rows);
    for (std::size_t i = 0; i < users; ++i) ++pairs[i % tables * rows + agents_then.choice[i] * 256U + agents_now.choice[i]];
    for (std::size_t t = 1; t < tables; ++t) {
        for (std::size_t pair = 0; pair < rows; ++pair) pairs[pair] += pairs[t * rows + pair];
    }

    const auto firms_then = firms_of_slots(then);
    const auto firms_now = firms_of_slots(now);
    const std::size_t firms = std::max(then.firms.size(), now.firms.size()) + 1;  // row 0 is for orphans
    std::vector<std::uint32_t> moved(firms * firms);
    Flows flows{then.step, now.step, {}, 0};
    for (std::size_t a = 0; a < 256; ++a) {
        for (std::size_t b = 0; b < 256; ++b) {
            const std::uint32_t count = pairs[a * 256 + b];
            const std::int32_t from = firms_then[a];
            const std::int32_t to = firms_now[b];
            if (count == 0 || from == no_firm || to == no_firm || from == to) continue;
            moved[static_cast<std::size_t>(from + 1) * firms + static_cast<std::size_t>(to + 1)] += count;
            flows.switched += count;
        }
    }
    for (std::size_t a = 0; a < firms; ++a) {
        for (std::size_t b = a + 1; b < firms; ++b) {
            const std::uint32_t there = moved[a * firms + b];
            const std::uint32_t back = moved[b * firms + a];
            const auto row_a = static_cast<std::int32_t>(a) - 1;
            const auto row_b = static_cast<std::int32_t>(b) - 1;
            if (there > back) flows.net.push_back({row_a, row_b, there - back});
            if (back > there) flows.net.push_back({row_b, row_a, back - there});
        }
    }
    std::stable_sort(flows.net.begin(), flows.net.end(), [](const NetFlow& a, const NetFlow& b) { return a.users > b.users; });
    return flows;
}

std::optional<std::size_t> year_before(const Track& track, std::size_t step, bool with_agents) {
    using namespace std::chrono;
    const year_month_day day{track.record(step).date};
    const Date limit = sys_days{(day.year() - years{1}) / day.month() / 1} + (days{static_cast<unsigned>(day.day())} - days{1});
    for (std::size_t s = step; s-- > 0;) {
        const StepRecord& record = track.record(s);
        if (record.date <= limit && (record.agents || !with_agents)) return s;
    }
    return std::nullopt;
}

}  // namespace enclosure::viz
