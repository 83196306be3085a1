#include "analysis/report/event_section.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>

#include "analysis/chart/number.h"
#include "analysis/chart/svg.h"
#include "analysis/chart/ticks.h"
#include "analysis/report/series.h"

namespace enclosure {
namespace {

/// Kinds with at most this many events are shown open, in one table; the others are folded.
constexpr std::size_t few = 25;
/// A folded table shows at most this many.
constexpr std::size_t most = 500;

struct Happening {
    double day = 0;
    std::string kind, subject, text;
};

struct KindOf {
    std::string name;
    std::vector<Happening> all;
};

std::vector<KindOf> by_kind(const RunFile& run, const std::vector<double>& days) {
    const auto column = [&](std::string_view name) {
        const Dataset* dataset = find_dataset(run, "events", name);
        return dataset ? texts_of(*dataset) : std::vector<std::string>{};
    };
    const Dataset* time = find_dataset(run, "events", "time");
    if (!time) return {};
    const std::vector<double> times = numbers_of(*time);
    const std::vector<std::string> kinds = column("kind"), subjects = column("subject"), texts = column("text");
    const double start = days.empty() ? std::numeric_limits<double>::quiet_NaN() : days.front();
    std::vector<KindOf> out;
    for (std::size_t i = 0; i < times.size(); ++i) {
        Happening event{days_of(times[i], time->units, start), i < kinds.size() ? kinds[i] : "", i < subjects.size() ? subjects[i] : "",
                        i < texts.size() ? texts[i] : ""};
        auto kind = std::find_if(out.begin(), out.end(), [&](const KindOf& k) { return k.name == event.kind; });
        if (kind == out.end()) kind = out.insert(out.end(), {event.kind, {}});
        kind->all.push_back(std::move(event));
    }
    return out;
}

std::string table_of(const std::vector<Happening>& events, std::size_t shown) {
    std::string out =
        "<div class=\"wide\"><table><thead><tr><th scope=\"col\">Date</th><th scope=\"col\">Event</th><th scope=\"col\">Who</th>"
        "<th scope=\"col\">What</th></tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < std::min(shown, events.size()); ++i)
        out += fmt::format("<tr><td class=\"number\">{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", day_text(events[i].day),
                           escape(readable(events[i].kind)), escape(readable(events[i].subject)), escape(events[i].text));
    return out + "</tbody></table></div>\n";
}

}  // namespace

std::string event_section(const RunFile& run, const std::vector<double>& days) {
    const std::vector<KindOf> kinds = by_kind(run, days);
    if (kinds.empty()) return {};
    std::vector<Happening> rare;
    std::string folded;
    for (const KindOf& kind : kinds) {
        if (kind.all.size() <= few) {
            rare.insert(rare.end(), kind.all.begin(), kind.all.end());
            continue;
        }
        const std::string cut = kind.all.size() > most ? fmt::format(", the first {} shown", most) : std::string();
        folded += fmt::format("<details><summary>{}: {}{}</summary>\n{}</details>\n", escape(readable(kind.name)),
                              number_text(static_cast<double>(kind.all.size()), {.digits = 12}), cut, table_of(kind.all, most));
    }
    std::stable_sort(rare.begin(), rare.end(), [](const Happening& a, const Happening& b) { return a.day < b.day; });
    return "<section>\n<h2>Events</h2>\n" + (rare.empty() ? "" : table_of(rare, rare.size())) + folded + "</section>\n";
}

}  // namespace enclosure
