#include "sim/study/study_parts.h"

#include <fstream>
#include <sstream>
#include <utility>

#include "sim/scenario/extends.h"
#include "sim/scenario/file_kind.h"
#include "sim/scenario/shipped.h"
#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

// The title and the question of a scenario that is extended are not those of the study.
void forget_titles_of_others(Node& root, const fs::path& file) {
    for (const char* key : {"title", "question"}) {
        const Node* node = root.find(key);
        if (node && node->place.file != file.string()) root.erase(key);
    }
}

// A slip in one of the keys of a study.
void take_near_keys(Node& root, Report& report) {
    const std::vector<std::string> keys(study_only_keys.begin(), study_only_keys.end());
    std::vector<std::string> wrong;
    for (const Member& member : root.members) {
        const std::string near = is_scenario_key(member.key) ? "" : did_you_mean(member.key, keys);
        if (near.empty()) continue;
        report.add(member.node.place, "unknown key " + member.key + near);
        wrong.push_back(member.key);
    }
    for (const std::string& key : wrong) root.erase(key);
}

// Moves the keys of a study out of the tree; [design] alone becomes a list of one.
Node take_study_keys(Node& root) {
    Node keys = make_node(Kind::table, root.place);
    for (const std::string_view key : study_only_keys) {
        if (Node* found = root.find(key)) keys.set(key, std::move(*found));
        root.erase(key);
    }
    if (Node* design = keys.find("design"); design && design->kind == Kind::table) {
        Node rows = make_node(Kind::array, design->place);
        rows.items.push_back(std::move(*design));
        *design = std::move(rows);
    }
    return keys;
}

// Names that stand in a file are relative to it.
fs::path beside(const Place& place, const std::string& name) {
    if (place.file.starts_with("lib:")) {
        std::string why;
        return resolve_file(place.file, why).parent_path() / name;
    }
    return fs::path(place.file).parent_path() / name;
}

// Tables of points become part of the study, under names of their own.
void take_tables(StudyParts& parts, Report& report) {
    Node* designs = parts.keys.find("design");
    if (!designs) return;
    for (Node& design : designs->items) {
        Node* file = design.find("file");
        if (!file || file->kind != Kind::text || file->text.empty()) continue;
        const fs::path from = beside(file->place, file->text);
        std::ifstream stream(from, std::ios::binary);
        std::ostringstream text;
        if (!stream || fs::is_directory(from)) {
            report.add(file->place, "cannot read " + from.string());
            continue;
        }
        text << stream.rdbuf();
        std::string name = "files/" + fs::path(file->text).filename().string();
        while (parts.files.contains(name) && parts.files[name] != text.str()) name.insert(name.find('/') + 1, "_");
        parts.files[name] = text.str();
        file->text = name;
    }
}

}  // namespace

StudyParts take_study_parts(Node& root, const fs::path& file, Report& report) {
    StudyParts parts{take_study_keys(root), {}};
    forget_titles_of_others(root, file);
    take_near_keys(root, report);
    take_tables(parts, report);
    return parts;
}

std::vector<fs::path> policies_of_arm(const Node& arm, Report& report) {
    std::vector<fs::path> files;
    const Node* policies = arm.find("policies");
    if (!policies || policies->kind != Kind::array) return files;
    for (const Node& item : policies->items) {
        if (item.kind != Kind::text) continue;
        if (const auto shipped = shipped_policy(item.text)) {
            files.push_back(*shipped);
        } else if (item.text.starts_with("lib:")) {
            files.emplace_back(item.text);
        } else if (is_file_name(item.text)) {
            files.push_back(beside(item.place, item.text));
        } else {
            report.add(item.place, toml_text(item.text) + " is no shipped policy or shock" + did_you_mean(item.text, shipped_policies()) +
                                       "; write a file as ./" + item.text + " or " + item.text + ".toml");
        }
    }
    return files;
}

}  // namespace enclosure
