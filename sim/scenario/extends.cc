#include "sim/scenario/extends.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>
#include <vector>

#include "sim/base/ascii.h"
#include "sim/scenario/edge_list.h"
#include "sim/scenario/file_kind.h"
#include "sim/scenario/load.h"
#include "sim/scenario/merge.h"
#include "sim/scenario/parse.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view shipped = "lib:";
constexpr std::size_t deepest_chain = 32;

bool is_shipped(const std::string& name) {
    return name.compare(0, shipped.size(), shipped) == 0;
}

struct Extending {
    Report& report;
    std::vector<std::string> open = {};  // keys of the files that are being read, outermost first
    std::set<std::string> closed = {};   // files that were read, with all that they extend
    Extended merged = {};                // their layers so far
};

// What a file's `extends` is relative to. A shipped file may extend its neighbours by name.
fs::path folder_of(const std::string& name) {
    std::string why;
    return (is_shipped(name) ? resolve_file(name, why) : fs::path(name)).parent_path();
}

// One key for each file, however it is spelled.
std::string key_of(const fs::path& file) {
    std::error_code error;
    const fs::path whole = fs::weakly_canonical(file, error);
    return error ? file.lexically_normal().string() : whole.string();
}

bool lay_file(const std::string& name, const Place& asked_at, Extending& extending);

// Lays what `root` extends, then `root`, over what is there.
void lay(Node root, const std::string& name, Extending& extending) {
    Report& report = extending.report;
    check_rows(root, "", report);
    anchor_network_file(root, folder_of(name));
    if (const Node* extends = root.find("extends")) {
        std::vector<const Node*> bases;
        if (extends->kind == Kind::text) bases.push_back(extends);
        for (const Node& item : extends->items) bases.push_back(&item);
        if (extends->kind != Kind::text && extends->kind != Kind::array) {
            report.add(extends->place, "extends must be an array of file names, not " + std::string(name_of(extends->kind)));
        }
        for (const Node* base : bases) {
            if (base->kind != Kind::text || base->text.empty()) {
                report.add(base->place, "extends must be an array of file names");
                continue;
            }
            const fs::path beside = (folder_of(name) / base->text).lexically_normal();
            const std::string base_name = is_shipped(base->text) ? base->text : beside.string();
            if (!lay_file(base_name, base->place, extending)) extending.merged.whole = false;
        }
        root.erase("extends");
    }
    merge(extending.merged.root, std::move(root), "", report);
}

// False, and a report, if the file itself cannot be read.
bool lay_file(const std::string& name, const Place& asked_at, Extending& extending) {
    Report& report = extending.report;
    std::string why;
    const fs::path file = resolve_file(name, why);
    if (!why.empty()) return report.add(asked_at, why), false;
    const std::string key = key_of(file);
    if (extending.closed.count(key)) return true;
    if (std::find(extending.open.begin(), extending.open.end(), key) != extending.open.end()) {
        return report.add(asked_at, "extends goes round in a circle: " + name + " is being read already"), false;
    }
    if (extending.open.size() == deepest_chain) {
        return report.add(asked_at, "extends is more than " + std::to_string(deepest_chain) + " files deep"), false;
    }
    extending.open.push_back(key);
    std::optional<Node> root = parse_toml_file(file, name, asked_at, report);
    if (root && !check_schema_version(*root, name, report)) root.reset();
    if (root) why = no_scenario(*root);
    if (!why.empty()) report.add({name, 1, 1}, why), root.reset();
    const bool read = root.has_value();
    if (read) lay(std::move(*root), name, extending);
    extending.open.pop_back();
    extending.closed.insert(key);
    return read;
}

}  // namespace

fs::path resolve_file(const fs::path& file, std::string& why) {
    const std::string name = file.string();
    if (!is_shipped(name)) return file;
    const std::string shipped_name = name.substr(shipped.size());
    const bool good = !shipped_name.empty() &&
                      std::all_of(shipped_name.begin(), shipped_name.end(), [](char c) { return is_id_character(c) || c == '/'; });
    if (!good || shipped_name.front() == '/') {
        why = '"' + name + "\" names no shipped scenario; write it as lib:baseline or lib:policies/name";
        return {};
    }
    return data_root() / "scenarios" / (shipped_name + ".toml");
}

bool check_schema_version(const Node& root, const std::string& name, Report& report) {
    const Node* version = root.find("schema_version");
    const std::string wanted = std::to_string(scenario_schema_version);
    if (!version) {
        report.add({name, 1, 1}, "schema_version is missing; write schema_version = " + wanted);
        return true;
    }
    if (version->kind != Kind::integer) {
        report.add(version->place, "schema_version must be the integer " + wanted + ", not " + std::string(name_of(version->kind)));
        return false;
    }
    if (version->integer == scenario_schema_version) return true;
    const std::string given = "schema_version = " + std::to_string(version->integer);
    if (version->integer > scenario_schema_version) {
        report.add(version->place, given + " is newer than this program, which reads " + wanted);
    } else {
        report.add(version->place, given + " was never a version of the format; the first is 1");
    }
    return false;
}

std::optional<Extended> read_extended(const fs::path& file, Report& report) {
    Extending extending{report};
    if (!lay_file(file.string(), {file.string()}, extending)) return std::nullopt;
    return std::move(extending.merged);
}

std::vector<fs::path> files_read(const fs::path& file) {
    Report ignored;
    Extending extending{ignored};
    lay_file(file.string(), {file.string()}, extending);
    return {extending.closed.begin(), extending.closed.end()};
}

std::optional<Extended> read_extended_text(std::string_view text, const fs::path& name, Report& report) {
    Extending extending{report, {key_of(name)}};
    std::optional<Node> root = parse_toml(text, name.string(), report);
    if (!root || !check_schema_version(*root, name.string(), report)) return std::nullopt;
    lay(std::move(*root), name.string(), extending);
    return std::move(extending.merged);
}

}  // namespace enclosure
