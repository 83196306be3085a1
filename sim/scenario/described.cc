// Checks at compile time that every scenario struct describes itself completely (sim/base/describe.h). Here and not beside each struct, so
// that only this file pays for it: a description is a template that files which do not fold over it never instantiate.
#include "sim/scenario/scenario.h"

namespace enclosure {

namespace {

template <class... Groups>
consteval bool all_well_formed(std::tuple<Groups Parameters::*...>) {
    return (well_formed<Groups>() && ...);
}

static_assert(all_well_formed(Parameters::groups()));
static_assert(detail::count_members<Parameters>() == std::tuple_size_v<decltype(Parameters::groups())>, "a parameter group is not listed");
static_assert(well_described<ScenarioValues>());
static_assert(well_described<TimeSpan>());
static_assert(well_described<PopulationSize>());
static_assert(well_described<OutputChoice>());
static_assert(well_described<Region>());
static_assert(well_described<Segment>());
static_assert(well_described<Domain>());
static_assert(well_described<StrategyRow>());
static_assert(well_described<FirmRow>());
static_assert(well_described<PolicyRow>());
static_assert(well_described<Event>());

}  // namespace

}  // namespace enclosure
