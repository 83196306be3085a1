#include "analysis/claims/claim_settings.h"

#include "sim/scenario/toml_text.h"

namespace enclosure {

namespace {

void flatten(const Node& node, const std::string& path, ClaimSettings& settings) {
    for (const Member& member : node.members) {
        const std::string below = join_path(path, member.key);
        if (member.node.kind == Kind::table) {
            flatten(member.node, below, settings);
        } else {
            settings.all.push_back({.path = below, .text = toml_text(member.node), .place = member.node.place});
        }
    }
}

}  // namespace

bool read_leaf(const Node& node, ClaimSettings& value, const Facts&, const std::string& path, Report& report) {
    if (node.kind != Kind::table) {
        report.add(node.place, path + " must be a table of values by path, such as { \"population.users\" = 20000 }, not " +
                                   std::string(name_of(node.kind)));
        return false;
    }
    value.all.clear();
    flatten(node, "", value);
    return true;
}

bool same_setting(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) return same_setting(b, a);
    return b.starts_with(a) && (a.size() == b.size() || b[a.size()] == '.');
}

}  // namespace enclosure
