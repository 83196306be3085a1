#include "sim/cli/theory.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "sim/base/diagnostics.h"
#include "sim/base/json.h"
#include "sim/cli/exit.h"
#include "sim/cli/output.h"
#include "sim/cli/say.h"
#include "sim/cli/signals.h"
#include "sim/theory/conformance.h"
#include "sim/theory/stop.h"

namespace enclosure::cli {
namespace {

using enclosure::theory::Comparison;
using enclosure::theory::Theory;
using enclosure::theory::Verdict;

std::vector<const Theory*> chosen(const std::vector<std::string>& ids) {
    std::vector<const Theory*> found;
    std::vector<std::string> names;
    for (const Theory& t : enclosure::theory::theories()) {
        names.emplace_back(t.id);
        if (ids.empty()) found.push_back(&t);
    }
    for (const std::string& id : ids) {
        const auto& all = enclosure::theory::theories();
        const auto match = std::find_if(all.begin(), all.end(), [&](const Theory& t) { return t.id == id || t.letter == id; });
        if (match == all.end()) throw UsageError(fmt::format("there is no theory {}{}; see docs/ODD.md", id, did_you_mean(id, names)));
        found.push_back(&*match);
    }
    return found;
}

std::string text_of(const Theory& t, const std::vector<Comparison>& comparisons, bool derivations) {
    std::string out = fmt::format("({}) {}\n", t.letter, t.title);
    if (derivations) {
        out += fmt::format("    {}\n    Run: {}\n    Scenario: lib:theory/{}   Source: {}\n", t.statement, t.run, t.id, t.source);
    }
    for (const Comparison& c : comparisons) {
        out += fmt::format("    {:<74} {:>12.6g} {:>12.6g} {:>10.2g}  {}\n", c.what, c.model, c.theory, c.tolerance,
                           to_string(enclosure::theory::verdict(c)));
        if (derivations) out += fmt::format("        {}\n", c.derivation);
        if (!c.finding.empty() && !c.agrees()) out += fmt::format("        {}\n", c.finding);
    }
    return out;
}

std::string json_of(const Theory& t, const std::vector<Comparison>& comparisons) {
    std::string rows;
    for (const Comparison& c : comparisons) {
        rows += fmt::format(
            "{}{{\"what\": {}, \"model\": {}, \"theory\": {}, \"tolerance\": {}, \"verdict\": {}, \"derivation\": {}, \"finding\": {}}}",
            rows.empty() ? "" : ", ", json_string(c.what), json_number(c.model), json_number(c.theory), json_number(c.tolerance),
            json_string(to_string(enclosure::theory::verdict(c))), json_string(c.derivation), json_string(c.finding));
    }
    return fmt::format(
        "{{\"id\": {}, \"letter\": {}, \"title\": {}, \"statement\": {}, \"run\": {}, \"scenario\": {}, \"source\": {}, \"verdict\": {}, "
        "\"comparisons\": [{}]}}",
        json_string(t.id), json_string(t.letter), json_string(t.title), json_string(t.statement), json_string(t.run),
        json_string("lib:theory/" + std::string(t.id)), json_string(t.source),
        json_string(to_string(enclosure::theory::verdict(comparisons))), rows);
}

// What was compared before is printed line by line already, but not as an object, which would be one in part.
int stopped(int signal, const Theory& t, std::size_t compared, std::size_t wanted) {
    say("enclosure: stopped in theory ({}) {}: {} of {} were compared before it\n", t.letter, t.title, compared, wanted);
    return exit_after(signal);
}

}  // namespace

int theory(const TheoryCommand& command) {
    StopSignals signals;  // before any thread is started
    const enclosure::theory::StopCheck check([&] { return signals.received() != 0; });
    const std::vector<const Theory*> wanted = chosen(command.ids);
    if (!command.json) print_result(fmt::format("{:<78} {:>12} {:>12} {:>10}  {}\n", "", "model", "theory", "tolerance", "verdict"));
    std::string json;
    std::size_t compared = 0;
    int count[3] = {0, 0, 0};
    for (const Theory* t : wanted) {
        std::vector<Comparison> comparisons;
        try {
            comparisons = t->compare(command.effort);
        } catch (const enclosure::theory::Stopped&) {
            return stopped(signals.received(), *t, compared, wanted.size());
        }
        ++compared;
        ++count[static_cast<int>(enclosure::theory::verdict(comparisons))];
        if (command.json) {
            json += (json.empty() ? "" : ",\n  ") + json_of(*t, comparisons);
        } else {
            print_result(text_of(*t, comparisons, !command.ids.empty()));
        }
    }
    const int failed = count[static_cast<int>(Verdict::failed)];
    const int contradicted = count[static_cast<int>(Verdict::contradicted)];
    if (command.json) {
        print_result(fmt::format("{{\"failed\": {}, \"contradicted\": {}, \"theories\": [\n  {}]}}\n", failed, contradicted, json));
    } else {
        print_result(fmt::format("{}: {} agree, {} contradicted as documented, {} failed\n",
                                 wanted.size() == 1 ? "1 theory" : fmt::format("{} theories", wanted.size()),
                                 count[static_cast<int>(Verdict::agrees)], contradicted, failed));
    }
    return failed == 0 ? exit_done : exit_no;
}

}  // namespace enclosure::cli
