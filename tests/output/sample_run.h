// A small run file made by hand, with everything that can be hard to read: NaN, an empty string, letters beyond ASCII, numbers beyond
// 2^53, an empty list of events, a dataset large enough to be packed.
#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "sim/output/run_file.h"

namespace enclosure {

/// `rows` steps of a month; `events` events; `version` goes into a value, so that two files can be told apart.
inline RunFile sample_run(std::size_t rows, std::size_t events, double version = 1) {
    constexpr std::size_t firms = 3, slots = 200;
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const std::string none = "1";
    std::vector<double> days, hhi, cash, capability, event_days;
    std::vector<std::uint64_t> hash, serial;
    std::vector<std::int64_t> slot_numbers, event_numbers;
    std::vector<std::string> kind, subject, text;
    for (std::size_t row = 0; row < rows; ++row) {
        const double x = static_cast<double>(row);
        days.push_back(31 * x);
        hhi.push_back(0.1 + version + x / 3);
        hash.push_back(18446744073709551615ULL - row);
        for (std::size_t firm = 0; firm < firms; ++firm) cash.push_back(firm == 2 && row == 0 ? nan : 1e9 * x + static_cast<double>(firm));
        for (std::size_t slot = 0; slot < slots; ++slot) {
            capability.push_back(slot > 100 ? nan : x + static_cast<double>(slot) / 7);
            serial.push_back(slot > 100 ? 0 : 9007199254740993ULL + slot);
        }
    }
    for (std::size_t slot = 0; slot < slots; ++slot) slot_numbers.push_back(static_cast<std::int64_t>(slot));
    for (std::size_t event = 0; event < events; ++event) {
        event_numbers.push_back(static_cast<std::int64_t>(event));
        event_days.push_back(31.0 * static_cast<double>(event));
        kind.emplace_back("release");
        subject.emplace_back(event == 0 ? "" : "open_lab_é");
        text.emplace_back("A model, \"7B\"; weights released…\nsecond line");
    }
    const std::vector<Attribute> time_facts{{"calendar", std::string{"proleptic_gregorian"}}, {"standard_name", std::string{"time"}}};

    RunFile run;
    run.attributes = {{"filetype", std::string{run_filetype}},
                      {"format_version", run_file_format_version},
                      {"git", std::string{"0123abc+"}},
                      {"seed", std::int64_t{7}},
                      {"started", std::string{"2023-01-31T12:00:00Z"}},
                      {"state", std::string{"complete"}},
                      {"state_hash", std::string{"00000000deadbeef"}}};
    run.scales = {
        {"time", std::string{time_units}, "First day of the step.", {"time"}, days, time_facts},
        {"segment", none, "Segment of users.", {"segment"}, std::vector<std::string>{"consumer", "université"}, {}},
        {"firm", none, "Firm.", {"firm"}, std::vector<std::string>{"closed_lab_a", "open_lab_b", ""}, {}},
        {"slot", none, "Slot of the catalogue.", {"slot"}, slot_numbers, {}},
        {"event", none, "Number of the event.", {"event"}, event_numbers, {}},
    };
    run.groups = {
        {"series", {{"hhi", none, "Concentration.", {"time"}, hhi, {}}, {"state_hash", none, "Hash of the state.", {"time"}, hash, {}}}},
        {"segments", {{"adoption", "percent", "Share of users.", {"time", "segment"}, std::vector<double>(rows * 2, 12.5), {}}}},
        {"firms", {{"cash", "USD", "Money held.", {"time", "firm"}, cash, {}}}},
        {"models",
         {{"capability", "OOM", "Score.", {"time", "slot"}, capability, {}},
          {"serial", none, "Which model.", {"time", "slot"}, serial, {}}}},
        {"events",
         {{"time", std::string{time_units}, "When.", {"event"}, event_days, time_facts},
          {"kind", none, "What kind.", {"event"}, kind, {}},
          {"subject", none, "To whom.", {"event"}, subject, {}},
          {"text", none, "In words.", {"event"}, text, {}}}},
        {"parameters/knowledge",
         {{"own_growth",
           "OOM/year",
           "Growth of a lead.",
           {},
           std::vector<double>{0.36},
           {{"default", 0.36}, {"legal_max", std::numeric_limits<double>::infinity()}, {"source", std::string{"calibrated"}}}}}},
        {"parameters/training", {{"lineage", none, "A switch.", {}, std::vector<std::int64_t>{1}, {{"default", std::int64_t{1}}}}}},
        {"scenario", {{"resolved", none, "TOML.", {}, std::vector<std::string>{"schema_version = 1\nid = \"é\"\n"}, {}}}},
    };
    return run;
}

}  // namespace enclosure
