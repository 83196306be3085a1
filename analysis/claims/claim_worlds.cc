#include "analysis/claims/claim_worlds.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "sim/scenario/extends.h"
#include "sim/scenario/file_kind.h"
#include "sim/scenario/parse.h"
#include "sim/scenario/toml_text.h"
#include "sim/study/study.h"
#include "sim/study/study_parts.h"

namespace enclosure {

namespace fs = std::filesystem;

namespace {

// What the file itself says of the scenario, without what it extends: those values are the claims' own.
ClaimSettings own_settings(Node root, Report& report) {
    for (const char* key : {"schema_version", "extends", "id", "title", "question", "seed", "output"}) root.erase(key);
    for (const std::string_view key : study_only_keys) root.erase(key);
    ClaimSettings settings;
    for (const Member& member : root.members) {
        if (member.node.kind != Kind::array) continue;
        report.add(member.node.place, member.key + ": worlds of claims change values of the claims' scenarios; they cannot add rows");
    }
    if (report.empty()) read_leaf(root, settings, {}, "", report);
    return settings;
}

}  // namespace

ClaimWorlds load_worlds(const fs::path& file) {
    const Study study = load_study(file);
    Report report;
    ClaimWorlds worlds;
    worlds.name = file.string();
    worlds.title = study.title;
    std::string why;
    std::optional<Node> root = parse_toml_file(resolve_file(file, why), file.string(), {file.string()}, report);
    std::optional<Extended> whole = read_extended(file, report);
    report.throw_if_any();
    worlds.set = own_settings(*root, report);
    StudyParts parts = take_study_parts(whole->root, file, report);
    for (const char* key : {"sweep", "search", "function", "refine"}) {
        if (const Node* node = parts.keys.find(key)) report.add(node->place, std::string(key) + " has no meaning in worlds of claims");
    }
    if (study.arms.size() > 1) report.add({file.string(), 1, 1}, "worlds of claims have no arms: these are the claims'");
    if (study.factors.empty()) report.add({file.string(), 1, 1}, "there is no [[factor]]: all worlds would be one");
    report.throw_if_any();
    worlds.keys = make_node(Kind::table, root->place);
    for (const char* key : {"factor", "correlation", "design"}) {
        if (Node* node = parts.keys.find(key)) worlds.keys.set(key, std::move(*node));
    }
    worlds.files = std::move(parts.files);
    worlds.points = study.points();
    for (const Factor& factor : study.factors) worlds.paths.push_back(factor.path);
    return worlds;
}

}  // namespace enclosure
