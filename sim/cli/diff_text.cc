#include "sim/cli/diff_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <string_view>

#include "sim/base/calendar.h"
#include "sim/base/purpose.h"

namespace enclosure::cli {
namespace {

constexpr std::size_t most_values = 12;    // of scenarios
constexpr std::size_t most_columns = 8;    // of a phase
constexpr std::size_t most_phases = 16;    // of the step
constexpr std::size_t most_firsts = 16;    // agents
constexpr std::size_t longest_value = 60;  // a list of all series would fill the page

std::string shortened(const std::string& text) {
    if (text.empty()) return "none";
    return text.size() <= longest_value ? text : text.substr(0, longest_value) + "…";
}

std::string and_more(std::size_t all, std::size_t shown, std::string_view what) {
    return all > shown ? fmt::format("  and {} more {}\n", all - shown, what) : "";
}

// A policy, a firm, … that one scenario alone has is one difference, not one for each of its values: its id tells.
std::vector<DifferentValue> with_rows_as_one(const std::vector<DifferentValue>& values) {
    std::vector<DifferentValue> out;
    std::string row;
    for (const DifferentValue& value : values) {
        if (!row.empty() && value.path.starts_with(row)) {
            // What it is called and what its events act on.
            const bool tells = value.path.ends_with(".title") || value.path.ends_with(".lever") || value.path.ends_with(".target");
            const std::string& said = value.a.empty() ? value.b : value.a;
            if (tells && !said.empty() && said != "\"\"") {
                std::string& text = out.back().a.empty() ? out.back().b : out.back().a;
                text += ", " + said;
            }
            continue;
        }
        row.clear();
        out.push_back(value);
        if (value.path.ends_with(".id") && value.a.empty() != value.b.empty()) {
            row = value.path.substr(0, value.path.size() - 2);
            out.back().path = row.substr(0, row.size() - 1);
        }
    }
    return out;
}

std::string values_text(const std::vector<DifferentValue>& values) {
    std::size_t width = 0;
    const std::size_t shown = std::min(values.size(), most_values);
    for (std::size_t i = 0; i < shown; ++i) width = std::max(width, values[i].path.size());
    std::string out;
    for (std::size_t i = 0; i < shown; ++i) {
        out += fmt::format("  {:<{}}  {} → {}\n", values[i].path, width, shortened(values[i].a), shortened(values[i].b));
    }
    return out + and_more(values.size(), shown, "values");
}

std::string column_line(const DifferentColumn& one) {
    return one.of == 1 ? fmt::format("{}.{}", one.part, one.column)
                       : fmt::format("{}.{} ({} of {})", one.part, one.column, one.rows, one.of);
}

// Each column with its first rows.
std::string columns_text(const std::vector<DifferentColumn>& columns) {
    std::string out;
    const std::size_t shown = std::min(columns.size(), most_columns);
    for (std::size_t i = 0; i < shown; ++i) {
        const DifferentColumn& one = columns[i];
        if (one.of == 1 && one.first.size() == 1 && one.first[0].label.empty()) {
            out += fmt::format("  {}  {} → {}\n", column_line(one), one.first[0].a, one.first[0].b);
            continue;
        }
        out += fmt::format("  {}\n", column_line(one));
        for (const DifferentColumn::Row& row : one.first) out += fmt::format("    {}  {} → {}\n", row.label, row.a, row.b);
    }
    return out + and_more(columns.size(), shown, "columns");
}

std::string draws_text(const PhaseFacts& phase) {
    if (phase.draws.empty()) return "  The phase makes no draws.\n";
    std::string names;
    for (const Purpose purpose : phase.draws) names += (names.empty() ? "" : ", ") + std::string(name_of(purpose));
    return fmt::format("  Purposes of the phase's draws: {}\n", names);
}

// Only parameters that the phase reads can be its own reason.
std::string rules_text(const Parting& parting) {
    std::vector<DifferentValue> live;
    for (const DifferentValue& value : parting.rules) {
        const bool list = value.path.starts_with("policy.") || value.path.starts_with("shock.");
        if (!list) live.push_back(value);
    }
    return live.empty() ? "" : "In force in that step:\n" + values_text(live);
}

std::string spread_text(const Parting& parting) {
    if (parting.phases.size() < 2) return "";
    std::string out = "\nIn the same step it spreads to\n";
    std::size_t width = 0;
    const std::size_t shown = std::min(parting.phases.size(), most_phases + 1);
    for (std::size_t i = 1; i < shown; ++i) width = std::max(width, parting.phases[i].phase.name.size());
    for (std::size_t i = 1; i < shown; ++i) {
        const PartedPhase& one = parting.phases[i];
        std::string columns;
        const std::size_t named = std::min<std::size_t>(one.columns.size(), 4);
        for (std::size_t c = 0; c < named; ++c) columns += (columns.empty() ? "" : ", ") + column_line(one.columns[c]);
        if (named < one.columns.size()) columns += fmt::format(", {} more", one.columns.size() - named);
        out += fmt::format("  {:<{}}  {}\n", one.phase.name, width, columns);
    }
    return out + and_more(parting.phases.size(), shown, "phases");
}

std::string date_of(const Scenario& scenario, std::size_t step) {
    return to_string(date_after(scenario.time.start, static_cast<double>(step) * scenario.time.step));
}

// Firms of one step in one line: its first by what differs, some more by name.
std::string firms_line(std::span<const FirstDifference> firms) {
    std::string out = firms.front().who + ": " + firms.front().what;
    constexpr std::size_t named = 4;
    for (std::size_t i = 1; i < firms.size() && i < named; ++i) out += (i == 1 ? "; also " : ", ") + firms[i].who;
    return out + (firms.size() > named ? fmt::format(" and {} more", firms.size() - named) : "");
}

std::string firsts_text(const std::vector<FirstDifference>& firsts, const Scenario& scenario) {
    if (firsts.empty()) return "";
    std::string out = "\nWho comes to differ, in the order of time\n";
    std::size_t lines = 0;
    std::size_t i = 0;
    for (; i < firsts.size() && lines < most_firsts; ++lines) {
        const FirstDifference& one = firsts[i];
        const std::string_view kind = names_of(one.kind)[static_cast<std::size_t>(one.kind)];
        std::size_t end = i + 1;
        while (one.kind == Agents::firms && end < firsts.size() && firsts[end].kind == one.kind && firsts[end].step == one.step) ++end;
        const std::string who = one.kind == Agents::firms ? firms_line(std::span(firsts).subspan(i, end - i))
                                : one.rows == 1           ? one.who + ": " + one.what
                                                          : fmt::format("{} {}, first {}: {}", one.rows, kind, one.who, one.what);
        out += fmt::format("  {}  {}\n", date_of(scenario, one.step), who);
        i = end;
    }
    return out + and_more(firsts.size(), i, "firms");
}

std::string distances_text(const RunComparison& comparison, const Scenario& scenario) {
    if (comparison.distances.empty()) return "";
    constexpr auto kinds = names_of(Agents{});
    std::string out = "\nHow far apart after the step of\n  date      ";
    for (const std::string_view kind : kinds) out += fmt::format("  {:>10}", kind);
    const std::vector<std::string> names = diff_indicators();
    for (const std::string& name : names) out += fmt::format("  {:>{}}", name, std::max<std::size_t>(name.size(), 10));
    out += '\n';
    for (const Distance& one : comparison.distances) {
        out += fmt::format("  {}", date_of(scenario, one.step));
        for (const std::size_t rows : one.rows) out += fmt::format("  {:>10}", rows);
        for (std::size_t i = 0; i < one.indicators.size(); ++i) {
            const double difference = one.indicators[i].second - one.indicators[i].first;
            out += fmt::format("  {:>{}}", difference == 0 ? "0" : fmt::format("{:+.4g}", difference),
                               std::max<std::size_t>(names[i].size(), 10));
        }
        out += '\n';
    }
    return out + "  (rows that differ; indicators of the second run less those of the first)\n";
}

}  // namespace

std::vector<std::string> diff_indicators() {
    return {"open_share_users", "hhi", "gap_months", "adoption", "consumer_surplus"};
}

std::string scenario_differences_text(const Scenario& a, const Scenario& b) {
    const std::vector<DifferentValue> values = with_rows_as_one(different_values(a, b));
    if (values.empty()) return "";
    return fmt::format("The scenarios differ in {} value{}\n", values.size(), values.size() == 1 ? "" : "s") + values_text(values);
}

std::string parting_text(const RunComparison& comparison, const Scenario& a) {
    const Parting& parting = *comparison.parting;
    std::string out;
    if (!parting.step) {
        out += "The runs differ before the first step, in\n" + columns_text(parting.at_start);
    } else if (!parting.phases.empty()) {
        const PartedPhase& first = parting.phases.front();
        out += fmt::format("The runs part in step {} ({}), in the phase \"{}\" ({}: {})\n", *parting.step + 1, date_of(a, *parting.step),
                           first.phase.name, first.phase.heading, first.phase.doc);
        out += columns_text(first.columns) + draws_text(first.phase) + rules_text(parting) + spread_text(parting);
    }
    return out + firsts_text(comparison.firsts, a) + distances_text(comparison, a);
}

}  // namespace enclosure::cli
