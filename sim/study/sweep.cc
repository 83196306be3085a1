#include "sim/study/sweep.h"

#include <fmt/format.h>

#include <utility>

#include "sim/scenario/toml_text.h"
#include "sim/study/factor.h"
#include "sim/study/factor_target.h"

namespace enclosure {

namespace {

// What --set would take.
std::vector<std::string> numbers_to_sweep(Scenario& scenario) {
    std::vector<std::string> paths;
    for (const LeafRef& leaf : leaves_of(scenario)) {
        if (factor_type_of(leaf.value) == FactorType::number) paths.push_back(leaf.path);
    }
    return paths;
}

Node text_node(std::string text, const Place& place) {
    Node node = make_node(Kind::text, place);
    node.text = std::move(text);
    return node;
}

Node date_node(Date date, const Place& place) {
    Node node = make_node(Kind::date, place);
    node.date = date;
    return node;
}

}  // namespace

std::optional<Sweep> sweep_of(const SweepRow& row, const Scenario& scenario, const Places& places, Report& report) {
    Scenario copy = scenario;
    const Place place = places.nearest("sweep.path");
    const std::optional<FactorTarget> target = find_target(copy, row.path);
    const std::optional<FactorType> type = target ? factor_type_of(target->value) : std::nullopt;
    if (type != FactorType::number) {
        report.add(place, row.path.empty()
                              ? "sweep.path is missing; it names what is swept"
                              : "sweep.path = " + toml_text(row.path) + (target ? " is no number" : " names no value of the scenario") +
                                    did_you_mean(row.path, numbers_to_sweep(copy)));
        return std::nullopt;
    }
    Factor factor{.id = "sweep", .title = row.path, .path = row.path};
    const auto end = [&](const std::optional<Literal>& literal, const char* key) -> std::optional<double> {
        if (literal) return encode(factor, *target, literal->node, std::string("sweep.") + key, report);
        report.add(places.nearest("sweep"), fmt::format("sweep.{} is missing", key));
        return std::nullopt;
    };
    const std::optional<double> from = end(row.from, "from");
    const std::optional<double> to = end(row.to, "to");
    if (!from || !to) return std::nullopt;
    if (*from == *to) {
        report.add(places.nearest("sweep"), "sweep.from and sweep.to are the same");
        return std::nullopt;
    }
    Sweep sweep{.path = row.path, .unit = std::string(target->facts->unit)};
    const std::int64_t holds = 2 * row.levels - 1;
    for (std::int64_t k = 0; k < holds; ++k) {
        const bool up = k < row.levels;
        const auto place_of_level = static_cast<double>(up ? k : holds - 1 - k) / static_cast<double>(row.levels - 1);
        sweep.holds.push_back({.level = place_of_level == 1 ? *to : *from + (*to - *from) * place_of_level,
                               .up = up,
                               .begin = date_after(scenario.time.start, static_cast<double>(k) * row.hold),
                               .end = date_after(scenario.time.start, static_cast<double>(k + 1) * row.hold)});
    }
    if (scenario.time.end < sweep.holds.back().end) {
        report.add(places.nearest("sweep"),
                   fmt::format("the sweep lasts until {}, and the run ends on {}; set time.end, sweep.levels or sweep.hold",
                               to_string(sweep.holds.back().end), to_string(scenario.time.end)));
        return std::nullopt;
    }
    return sweep;
}

Node sweep_policy(const Sweep& sweep, const Place& place) {
    Node events = make_node(Kind::array, place);
    for (std::size_t k = 0; k < sweep.holds.size(); ++k) {
        const Hold& hold = sweep.holds[k];
        Node event = make_node(Kind::table, place);
        event.set("target", text_node(sweep.path, place));
        Node level = make_node(Kind::real, place);
        level.real = hold.level;
        event.set("value", std::move(level));
        event.set("from", date_node(hold.begin, place));
        if (k + 1 < sweep.holds.size()) event.set("until", date_node(hold.end, place));
        events.items.push_back(std::move(event));
    }
    Node policy = make_node(Kind::table, place);
    policy.set("id", text_node(sweep_policy_id, place));
    policy.set("event", std::move(events));
    return policy;
}

}  // namespace enclosure
