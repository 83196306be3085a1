#include "sim/run/session_log.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include "sim/base/calendar.h"
#include "sim/base/hexadecimal.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

std::string hex(std::uint64_t hash) {
    return fmt::format("{:016x}", hash);
}

// A text of several lines as it is, where TOML lets it stand so: literally.
std::string long_text(const std::string& text) {
    const bool plain =
        text.find("'''") == std::string::npos && (text.empty() || text.back() == '\n') && std::all_of(text.begin(), text.end(), [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return (byte >= 0x20 && byte != 0x7f) || c == '\n' || c == '\t';
        });
    return plain ? "'''\n" + text + "'''" : toml_text(text);
}

// Reads the keys of a table; what is missing, of another kind or unknown is reported.
class KeyReader {
  public:
    KeyReader(const Node& table, std::string name, Report& report) : table_(table), name_(std::move(name)), report_(report) {}

    const Node* get(std::string_view key, Kind kind, bool needed = true) {
        read_.emplace_back(key);
        const Node* node = table_.find(key);
        if (node == nullptr && needed) report_.add(table_.place.line > 0 ? table_.place : Place{name_}, fmt::format("there is no {}", key));
        if (node == nullptr || node->kind == kind) return node;
        report_.add(node->place, fmt::format("{} must be of kind {}, not {}", key, name_of(kind), name_of(node->kind)));
        return nullptr;
    }
    std::string text(std::string_view key, bool needed = true) {
        const Node* node = get(key, Kind::text, needed);
        return node ? node->text : std::string{};
    }
    std::vector<std::string> texts(std::string_view key, bool needed) {
        const Node* node = get(key, Kind::array, needed);
        std::vector<std::string> all;
        for (std::size_t i = 0; node && i < node->items.size(); ++i) {
            const Node& item = node->items[i];
            if (item.kind != Kind::text) report_.add(item.place, fmt::format("{} holds texts, not {}", key, name_of(item.kind)));
            all.push_back(item.text);
        }
        return all;
    }
    void refuse_others() {
        for (const Member& member : table_.members) {
            if (std::find(read_.begin(), read_.end(), member.key) != read_.end()) continue;
            report_.add(member.node.place, fmt::format("unknown key {}{}", member.key, did_you_mean(member.key, read_)));
        }
    }

  private:
    const Node& table_;
    std::string name_;
    Report& report_;
    std::vector<std::string> read_;
};

std::vector<std::uint64_t> read_hashes(KeyReader& reader, Report& report, const std::string& name) {
    std::vector<std::uint64_t> hashes;
    for (const std::string& text : reader.texts("hashes", true)) {
        const std::optional<std::uint64_t> hash = from_hexadecimal(text);
        if (text.size() != 16 || !hash) {
            report.add({name}, fmt::format("hashes: {} is no hash of 16 hexadecimal digits", toml_text(text)));
            break;
        }
        hashes.push_back(*hash);
    }
    if (hashes.empty() && report.empty()) report.add({name}, "hashes: there is not one, not even of the start");
    return hashes;
}

SessionChange read_change(const Node& table, const std::string& name, Report& report) {
    KeyReader reader(table, name, report);
    SessionChange change;
    if (const Node* step = reader.get("step", Kind::integer)) {
        if (step->integer < 0) report.add(step->place, "step must not be below 0");
        change.step = static_cast<std::size_t>(std::max<std::int64_t>(step->integer, 0));
    }
    reader.get("date", Kind::date, false);  // for who reads the file: it follows from the step
    reader.text("state_hash", false);       // likewise
    change.title = reader.text("title", false);
    for (const std::string& setting : reader.texts("settings", false)) {
        try {
            change.settings.push_back(parse_override(setting));
        } catch (const ScenarioError& error) {
            for (const Diagnostic& d : error.diagnostics) report.add(table.place, d.what);
        }
    }
    change.policies = reader.texts("policies", false);
    reader.refuse_others();
    return change;
}

// Whether it is a log, and of a version that this program reads: else nothing else can be said of it.
bool is_log(const Node& root, const std::string& name, Report& report) {
    const Node* version = root.find("session_version");
    if (version == nullptr || version->kind != Kind::integer) {
        report.add({name}, "is no log of a session: it has no session_version");
    } else if (version->integer > SessionLog::format_version || version->integer < 1) {
        report.add(version->place,
                   fmt::format("session_version = {}: this program reads {}{}", version->integer, SessionLog::format_version,
                               version->integer > 1 ? "; the log was written by a newer one" : ""));
    }
    return report.empty();
}

}  // namespace

std::string write_session_log(const SessionLog& log) {
    const std::size_t steps = log.hashes.empty() ? 0 : log.hashes.size() - 1;
    std::string out =
        "# What was done in a live session of Enclosure. To make the run again, and to see that it is the same:\n"
        "#   enclosure run --replay THIS_FILE\n";
    out += fmt::format("session_version = {}\nversion = {}\ngit = {}\ncompiler = {}\nflags = {}\nname = {}\nsteps = {}\nstate_hash = {}\n",
                       SessionLog::format_version, toml_text(log.version), toml_text(log.git), toml_text(log.compiler),
                       toml_text(log.flags), toml_text(log.name), steps, toml_text(hex(log.hashes.empty() ? 0 : log.hashes.back())));
    out += "hashes = [  # of the state after 0, 1, … steps\n";
    for (std::size_t k = 0; k < log.hashes.size(); ++k) {
        out += fmt::format("{}{},{}", k % 6 == 0 ? "  " : " ", toml_text(hex(log.hashes[k])), k % 6 == 5 ? "\n" : "");
    }
    out += fmt::format("{}]\nscenario = {}\n", log.hashes.size() % 6 == 0 ? "" : "\n", long_text(log.scenario));
    if (log.changes.empty()) return out;
    const TimeSpan time = read_resolved(log.scenario, log.name).time;
    for (const SessionChange& change : log.changes) {
        const Date date = date_after(time.start, static_cast<double>(change.step) * time.step);
        out += fmt::format("\n[[change]]\nstep = {}\ndate = {}\ntitle = {}\n", change.step, to_string(date), toml_text(change.title));
        if (change.step < log.hashes.size()) out += fmt::format("state_hash = {}\n", toml_text(hex(log.hashes[change.step])));
        std::vector<std::string> settings;
        for (const Override& setting : change.settings) settings.push_back(setting.path + "=" + setting.text);
        if (!settings.empty()) out += fmt::format("settings = {}\n", toml_text(settings));
        if (change.policies.empty()) continue;
        out += "policies = [";
        for (const std::string& policy : change.policies) out += long_text(policy) + ",";
        out += "]\n";
    }
    return out;
}

SessionLog read_session_log(std::string_view text, const std::string& name) {
    Report report;
    const std::optional<Node> root = parse_toml(text, name, report);
    if (!root || !is_log(*root, name, report)) report.throw_if_any();
    KeyReader reader(*root, name, report);
    SessionLog log;
    reader.get("session_version", Kind::integer);
    log.version = reader.text("version");
    log.git = reader.text("git");
    log.compiler = reader.text("compiler");
    log.flags = reader.text("flags");
    log.name = reader.text("name");
    log.scenario = reader.text("scenario");
    const Node* steps = reader.get("steps", Kind::integer);
    const std::string last = reader.text("state_hash");
    log.hashes = read_hashes(reader, report, name);
    if (const Node* changes = reader.get("change", Kind::array, false)) {
        for (const Node& change : changes->items) log.changes.push_back(read_change(change, name, report));
    }
    reader.refuse_others();
    const bool ordered = std::is_sorted(log.changes.begin(), log.changes.end(),
                                        [](const SessionChange& a, const SessionChange& b) { return a.step < b.step; });
    if (!ordered) report.add({name}, "changes must be in the order of their steps");
    report.throw_if_any();
    if (steps->integer != static_cast<std::int64_t>(log.hashes.size()) - 1 || last != hex(log.hashes.back())) {
        report.add({name}, "steps, state_hash and hashes do not fit together: the file was changed");
    }
    report.throw_if_any();
    return log;
}

SessionLog read_session_log(const std::filesystem::path& file) {
    Report report;
    if (!std::filesystem::exists(file)) throw one_mistake(file.string(), "no such file");
    std::error_code failed;
    if (std::filesystem::file_size(file, failed) > largest_scenario_file || failed) {
        throw one_mistake(file.string(), failed ? "cannot be read" : "is too large for a log of a session");
    }
    std::ifstream in(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in) throw one_mistake(file.string(), "cannot be read");
    return read_session_log(text, file.string());
}

}  // namespace enclosure
