// The choice kernel alone: a user who chooses among so many models. Items are (user, model) pairs.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sim/base/hash.h"
#include "sim/phases/choice.h"

namespace {

using namespace enclosure;

void choose_among(benchmark::State& state) {
    const auto count = static_cast<std::size_t>(state.range(0));
    std::vector<Offering> offerings(count);
    std::vector<float> utility(count);
    for (std::size_t k = 0; k < count; ++k) {
        offerings[k] = {.slot = static_cast<std::uint8_t>(k),
                        .open = k % 2 != 0,
                        .vendor = static_cast<std::int32_t>(k / 2),
                        .key = static_cast<std::uint32_t>(mix(k)),
                        .log_price = 0.1F * static_cast<float>(k % 7)};
        utility[k] = 0.2F * static_cast<float>(k % 11);
    }
    ChoiceSetting setting{.seed = 1, .step = 0, .nest_scale = 0.7F, .outside = 0.5F, .leave_cost = 0.5F, .upgrade_cost = 0.1F};
    Chooser user{.price_weight = 0.5F, .switching = 1};
    for ([[maybe_unused]] auto pass : state) {
        ++user.serial;
        user.slot = static_cast<std::uint8_t>(user.serial % count);
        user.vendor = offerings[user.slot].vendor;
        benchmark::DoNotOptimize(choose_keyed(user, offerings, utility, setting));
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * state.range(0));
}
BENCHMARK(choose_among)->Arg(8)->Arg(32);

}  // namespace
