// A market of two firms and a population of two cells, made up for tests of the map.
#pragma once

#include <cstddef>
#include <cstdint>

#include "viz/session/track.h"

namespace enclosure::viz {

/// Firm 0 offers slot 3, firm 1 slots 7 and 9, slot 5 is an orphan's.
inline StepRecord market_record(std::size_t step) {
    StepRecord record;
    record.step = step;
    record.firms.resize(2);
    record.firms[0].label = "Aster";
    record.firms[0].openness = Openness::closed;
    record.firms[1].label = "Juniper Aster";
    record.firms[1].openness = Openness::open;
    for (FirmRecord& firm : record.firms) firm.alive = true;
    const auto offer = [&record](std::uint8_t slot, std::int32_t firm, std::uint32_t users, double score, double trust) {
        ModelRecord model;
        model.slot = slot;
        model.firm = firm;
        model.users = users;
        model.score = score;
        model.trust = trust;
        record.models.push_back(model);
    };
    offer(3, 0, 10, 1, 0.5);
    offer(5, -1, 10, 0, 0.5);
    offer(7, 1, 30, 2, 0.2);
    offer(9, 1, 10, 4, 1);
    record.welfare = {100, 300};
    return record;
}

/// Consumers in the south, builders in the north.
inline Population two_cells() {
    Population population;
    population.users = 100;
    population.cell_begin = {0, 40, 100};
    population.segment = {0, 1};
    population.region = {1, 0};
    population.domain = {0, 0};
    population.segments = {"Consumers", "Builders"};
    population.regions = {"North", "South"};
    population.domains = {"General"};
    return population;
}

}  // namespace enclosure::viz
