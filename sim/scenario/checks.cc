#include "sim/scenario/checks.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>

#include "sim/base/ascii.h"
#include "sim/base/units.h"
#include "sim/scenario/edge_list.h"
#include "sim/scenario/ids.h"
#include "sim/scenario/leaves.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/shape.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

// Ids of the array of tables that Facts::refers names.
std::vector<std::string> ids_in(const Scenario& scenario, std::string_view array) {
    std::vector<std::string> ids;
    const auto collect = [&](const auto& value, const Facts& facts) {
        if constexpr (Rows<std::remove_cvref_t<decltype(value)>>) {
            if (facts.name == array) ids = ids_of(value);
        }
    };
    std::apply([&](const auto&... f) { (collect(scenario.*f.member, f.facts), ...); }, fields_of<Scenario>);
    return ids;
}

void check_span(const Scenario& scenario, const Places& places, Report& report) {
    const TimeSpan& time = scenario.time;
    const Place end = places.nearest("time.end");
    if (places.is_wrong("time.start") || places.is_wrong("time.end")) return;
    if (time.end <= time.start) {
        report.add(end, "time.end = " + to_string(time.end) + " is not after time.start = " + to_string(time.start));
    } else if (years_between(time.start, time.end) > 200) {
        report.add(end, "time.end = " + to_string(time.end) + " is more than 200 years after time.start");
    } else if (time.step > 0 && years_between(time.start, time.end) / time.step > 65535) {
        report.add(places.nearest("time.step"), "time.step makes more than 65535 steps, which is more than a run can have");
    }
}

bool is_id(std::string_view id) {
    constexpr std::size_t longest = 64;
    return !id.empty() && id.size() <= longest && std::all_of(id.begin(), id.end(), is_id_character);
}

// Ids are parts of paths, so they hold no dot; one of digits alone would be taken for the number of a row.
void check_id(const std::string& id, const std::string& path, const Places& places, Report& report) {
    if (!is_id(id)) {
        report.add(places.nearest(path), path + " = " + toml_text(id) + " is no id: letters, digits, _ and -, at most 64 of them");
    } else if (id == others_key || std::all_of(id.begin(), id.end(), is_digit)) {
        report.add(places.nearest(path), path + " = " + toml_text(id) + " has a meaning of its own; choose another id");
    }
}

void check_ids(const Scenario& scenario, const Places& places, Report& report) {
    if (const Place* given = places.find("id"); !given) {
        report.add(places.nearest(""), "id is missing; it names the scenario");
    } else {
        check_id(scenario.id, "id", places, report);
    }
    const auto check = [&](const auto& rows, const Facts& facts) {
        if constexpr (Rows<std::remove_cvref_t<decltype(rows)>>) {
            std::set<std::string> seen;
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const auto& row = rows[i];
                const std::string path = join_path(facts.name, row_name(row, i));
                if (!places.find(join_path(path, "id"))) continue;  // the loader has said that it is missing
                if (places.is_wrong(join_path(path, "id"))) continue;
                check_id(row.id, join_path(path, "id"), places, report);
                if (!seen.insert(row.id).second) {
                    report.add(places.nearest(path), std::string(facts.name) + " has two rows with the id " + row.id);
                }
            }
        }
    };
    std::apply([&](const auto&... f) { (check(scenario.*f.member, f.facts), ...); }, fields_of<Scenario>);
}

void check_reference(const std::string& id, const std::vector<std::string>& ids, const Facts& facts, const std::string& path,
                     const Places& places, Report& report) {
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) return;
    const std::string what = " names no " + std::string(facts.refers);
    report.add(places.nearest(path), path + " = " + toml_text(id) + what + did_you_mean(id, ids));
}

void check_references(const Scenario& scenario, const std::vector<LeafRef>& leaves, const Places& places, Report& report) {
    visit_leaves(leaves, [&](const std::string& path, const auto& value, const Facts& facts) {
        using Value = std::remove_cvref_t<decltype(value)>;
        if (facts.refers.empty() || places.is_wrong(path)) return;
        const std::vector<std::string> ids = ids_in(scenario, facts.refers);
        if constexpr (std::is_same_v<Value, std::string>) {
            if (value.empty() && !places.find(path)) {
                report.add(places.nearest(path),
                           path + " is missing; it names a " + std::string(facts.refers) + ". " + std::string(facts.doc));
            } else {
                check_reference(value, ids, facts, path, places, report);
            }
        } else if constexpr (std::is_same_v<Value, std::vector<std::string>>) {
            for (const std::string& id : value) check_reference(id, ids, facts, path, places, report);
        } else if constexpr (std::is_same_v<Value, PerId>) {
            for (const auto& entry : value.values) {
                if (std::find(ids.begin(), ids.end(), entry.first) != ids.end()) continue;
                const std::string entry_path = join_path(path, entry.first);
                report.add(places.nearest(entry_path),
                           "unknown key " + entry_path + "; it names no " + std::string(facts.refers) + did_you_mean(entry.first, ids));
            }
        }
    });
}

void check_sum(double sum, const std::string& what, const Place& place, Report& report) {
    if (std::abs(sum - 1) > share_tolerance) report.add(place, what + " sum to " + toml_text(sum) + ", not to 1");
}

template <HasFields Row>
bool any_wrong(const std::vector<Row>& rows, const std::string& array, const std::string& name, const Places& places) {
    return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return places.is_wrong(array + "." + row.id + "." + name); });
}

template <HasFields Row>
void check_shares(const std::vector<Row>& rows, double Row::*share, const std::string& array, const std::string& name, const Places& places,
                  Report& report) {
    if (rows.empty() || any_wrong(rows, array, name, places)) return;
    double sum = 0;
    for (const Row& row : rows) sum += row.*share;
    check_sum(sum, array + ".*." + name, places.nearest(array + "." + rows.back().id + "." + name), report);
}

template <HasFields Row>
void check_shares_by_segment(const Scenario& scenario, const std::vector<Row>& rows, PerId Row::*share, const std::string& array,
                             const std::string& name, const Places& places, Report& report) {
    if (rows.empty() || any_wrong(rows, array, name, places)) return;
    for (const Segment& segment : scenario.segment) {
        double sum = 0;
        for (const Row& row : rows) sum += (row.*share).of(segment.id);
        check_sum(sum, array + ".*." + name + " of segment " + segment.id,
                  places.nearest(array + "." + rows.back().id + "." + name + "." + segment.id), report);
    }
}

void check_all_shares(const Scenario& scenario, const Places& places, Report& report) {
    check_shares(scenario.segment, &Segment::records, "segment", "records", places, report);
    check_shares(scenario.region, &Region::developers, "region", "developers", places, report);
    check_shares(scenario.domain, &Domain::developers, "domain", "developers", places, report);
    check_shares_by_segment(scenario, scenario.region, &Region::seats, "region", "seats", places, report);
    check_shares_by_segment(scenario, scenario.domain, &Domain::use, "domain", "use", places, report);
}

void check_not_empty(const Scenario& scenario, const Places& places, Report& report) {
    const auto check = [&](bool empty, const std::string& name) {
        if (empty && !places.is_wrong(name)) report.add(places.nearest(name), "there is no [[" + name + "]]; a run needs at least one");
    };
    check(scenario.region.empty(), "region");
    check(scenario.segment.empty(), "segment");
    check(scenario.domain.empty(), "domain");
    check(scenario.strategy.empty(), "strategy");
    check(scenario.firm.empty(), "firm");
}

// A table with NAME_min and NAME_max (or NAME_start and NAME_max) holds an interval: the first may not be above the second.
void check_intervals(const std::vector<LeafRef>& leaves, const Places& places, Report& report) {
    std::vector<std::pair<std::string, double>> uppers;
    std::map<std::string, double, std::less<>> lowers;
    visit_leaves(leaves, [&](const std::string& path, const auto& value, const Facts&) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, double>) {
            if (path.ends_with("_max")) uppers.emplace_back(path, value);
            if (path.ends_with("_min") || path.ends_with("_start")) lowers.emplace(path, value);
        }
    });
    for (const auto& [upper, most] : uppers) {
        for (const char* const end : {"_min", "_start"}) {
            const auto lower = lowers.find(upper.substr(0, upper.size() - 4) + end);
            if (lower == lowers.end() || !(lower->second > most) || places.is_wrong(lower->first) || places.is_wrong(upper)) continue;
            const Place at = places.find(lower->first) ? places.nearest(lower->first) : places.nearest(upper);
            report.add(at, lower->first + " = " + toml_text(lower->second) + " is above " + upper + " = " + toml_text(most));
        }
    }
}

// A firm follows a strategy by offering models; one that offers none in any way would leave it with nothing to do.
void check_strategies(const Scenario& scenario, const Places& places, Report& report) {
    for (const StrategyRow& s : scenario.strategy) {
        if (!is_id(s.id) || s.id == others_key) continue;  // has been said
        const std::string path = join_path("strategy", s.id);
        if (s.interface || s.release || places.is_wrong(path + ".interface") || places.is_wrong(path + ".release")) continue;
        report.add(places.nearest(path), path + " neither sells an interface nor releases weights; set interface or release to true");
    }
}

void check_plans(const Scenario& scenario, const Places& places, Report& report) {
    const std::vector<std::string> ids = ids_of(scenario.strategy);
    for (const FirmRow& firm : scenario.firm) {
        const std::string path = "firm." + firm.id + ".later_strategy";
        const std::string& id = firm.later_strategy;
        if (id.empty() || places.is_wrong(path) || std::find(ids.begin(), ids.end(), id) != ids.end()) continue;
        report.add(places.nearest(path), path + " = " + toml_text(id) + " names no strategy" + did_you_mean(id, ids));
    }
}

// Dates within the run, or one length of time; which columns there are is known to who writes them (sim/output/snapshots.cc).
void check_snapshots(const Scenario& scenario, const Places& places, Report& report) {
    const std::vector<std::string>& when = scenario.output.snapshots;
    const TimeSpan& time = scenario.time;
    const Place place = places.nearest("output.snapshots");
    for (const std::string& text : when) {
        if (const std::optional<Date> date = parse_date(text)) {
            if (*date >= time.start && *date <= time.end) continue;
            report.add(place, "output.snapshots: " + text + " is outside the run, " + to_string(time.start) + " to " + to_string(time.end));
        } else if (!snapshot_interval(text)) {
            report.add(place, "output.snapshots: " + toml_text(text) +
                                  " is neither a date, such as 2030-01-01, nor a length of time, such as 1 yr");
        } else if (when.size() > 1) {
            report.add(place, "output.snapshots: the length of time " + toml_text(text) + " must stand alone");
        }
    }
}

}  // namespace

std::optional<double> snapshot_interval(const std::string& text) {
    const std::optional<double> years = length_of_time(text);
    return years && *years > 0 && std::isfinite(*years) ? years : std::nullopt;
}

void check_scenario(const Scenario& scenario, const Places& places, Report& report) {
    const std::vector<LeafRef> leaves = leaves_of(const_cast<Scenario&>(scenario));  // nothing is written
    check_span(scenario, places, report);
    check_ids(scenario, places, report);
    check_not_empty(scenario, places, report);
    check_references(scenario, leaves, places, report);
    check_strategies(scenario, places, report);
    check_plans(scenario, places, report);
    check_all_shares(scenario, places, report);
    check_intervals(leaves, places, report);
    check_snapshots(scenario, places, report);
    check_events(scenario, places, report);
    if (!places.is_wrong("network")) check_edge_list(scenario, places.nearest("network.file"), report);
}

}  // namespace enclosure
